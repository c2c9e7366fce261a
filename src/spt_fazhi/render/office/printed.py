"""The figures of a text with the sentences they stand in, and the part of a Word document that carries them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from spt_fazhi.render.office.blocks import BREAK, SOFT, Runs, Table, Text, words
from spt_fazhi.reports.figures.printed import (
    BETWEEN_CELLS,
    NAMESPACE,
    Made,
    Printed,
    PrintedFigure,
    row_sentence,
    sentences,
)

_ITEM_ID: Final = "{6A1F2C1E-5D0B-4C53-9E0A-FA2B10C0DE09}"
"""Any identifier will do; it is always the same, as the bytes must be."""


def printed_of(text: Text, made: Made, texts: Iterable[str] = ()) -> Printed:
    """Every figure of a text where it stands, and `texts`: the sentences and rows of the document."""
    return Printed(made=made, figures=tuple(figures_of(text)), texts=tuple(texts))


def figures_of(text: Text) -> Iterator[PrintedFigure]:
    """Every figure of a text with the sentence or row that it stands in."""
    for block in text.blocks:
        if not isinstance(block, Table):
            said = shown(block.runs)
            parts = tuple(sentences(said))
            for at, figure, printed in _places(block.runs):
                around = next((each for each in parts if each.start <= at < each.start + len(each.text)), None)
                if around is not None:
                    yield PrintedFigure(text.keys[figure], printed, around.text, at - around.start)
            continue
        for row in block.rows:
            if all(run.figure is None for cell in row for run in cell):
                continue
            cells = [shown(cell) for cell in row]
            start = 0
            for cell, runs in zip(cells, row, strict=True):
                for at, figure, printed in _places(runs):
                    yield PrintedFigure(text.keys[figure], printed, row_sentence(cells), start + at)
                start += len(cell) + len(BETWEEN_CELLS)


def shown(runs: Runs) -> str:
    """The text of runs as it is read in print: ends of lines in the Markdown are none, a break is one."""
    return words(join_soft(runs))


def join_soft(runs: Runs) -> Runs:
    """Runs without the ends of lines that the Markdown has: between Latin words a space stands for one."""
    if all(run.text != SOFT for run in runs):
        return runs
    found = []
    for at, run in enumerate(runs):
        if run.text != SOFT:
            found.append(run)
            continue
        before = runs[at - 1].text[-1:] if at else ""
        after = runs[at + 1].text[:1] if at + 1 < len(runs) else ""
        if before.isascii() and after.isascii() and before.strip() and after.strip():
            found.append(run._replace(text=" "))
    return tuple(found)


def _places(runs: Runs) -> Iterator[tuple[int, int, str]]:
    """Where each figure of a paragraph begins, its number, and what is printed."""
    at = 0
    open_figure: tuple[int, int, str] | None = None
    for run in join_soft(runs):
        if open_figure is not None and run.figure == open_figure[1]:
            open_figure = (*open_figure[:2], open_figure[2] + run.text)
        else:
            if open_figure is not None:
                yield open_figure
            open_figure = None if run.figure is None else (at, run.figure, run.text)
        at += len(run.text) if run.note is None else 0
    if open_figure is not None:
        yield open_figure


def item_xml(printed: Printed) -> str:
    """The part that Word and LibreOffice keep as it is."""
    made = printed.made
    head = {
        "name": made.name,
        "period": made.period,
        "unit": made.unit,
        "as_of": made.as_of,
        "commit": made.commit,
        "saved": "yes" if made.saved else "no",
        "edition": made.edition,
        "program": made.program,
        **({"number": made.number} if made.number else {}),
        **({"inspection": made.inspection} if made.inspection else {}),
    }
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<report xmlns="{NAMESPACE}"{_attributes(head)}>']
    last = ""
    for each in printed.figures:
        if each.sentence != last:
            lines.append(f"{'</sentence>' if last else ''}<sentence{_attributes({'text': each.sentence})}>")
            last = each.sentence
        lines.append(f"<figure{_attributes({'key': each.key, 'printed': each.printed, 'at': str(each.at)})}/>")
    if last:
        lines.append("</sentence>")
    lines.extend(f"<text{_attributes({'text': each})}/>" for each in printed.texts)
    return "\n".join((*lines, "</report>"))


def item_properties() -> str:
    """What names the part: LibreOffice keeps none without it."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{_ITEM_ID}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value).replace(BREAK, "&#10;")}"' for name, value in values.items())
