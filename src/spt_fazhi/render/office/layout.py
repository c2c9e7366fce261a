"""Which part of an official document each block is: title, addressees, levels, signature and day, annexes.

How the Markdown says it (docs/office.md): `#` is the title; a first paragraph that ends in ： names the addressees;
`##` and `###` are 一、 and （一）; the last two paragraphs before the first annex are signature and day where the last
is a bare day; a heading that begins with 附件 or 附录 begins an annex, and so do 核对说明 and a second `#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from spt_fazhi.render.office.blocks import BREAK, SOFT, Block, Paragraph, Run, Runs, Table, Text, words
from spt_fazhi.render.office.widths import is_wide, lines_of
from spt_fazhi.text.columns import columns

Role = Literal[
    "title", "number", "addressee", "heading1", "heading2", "body", "quote", "annexes", "annexes_more", "signature",
    "date", "annex", "annex_title", "note_title", "note",
]  # fmt: skip

_NUMBER: Final = re.compile(r"\S{1,30}〔[\d\s]{4,6}〕[\s\d]{0,6}号")
_ANNEXES: Final = re.compile(r"附件[：:]")
_ITEM: Final = re.compile(r"\d{1,2}[.．、]")
_DAY: Final = re.compile(r"[12]\d{3}年1?\d月[1-3]?\d日")
_ANNEX: Final = re.compile(
    r"(附件|附录)([\s\u3000]*[0-9０-９一二三四五六七八九十]{0,3})[\s\u3000：:、.]*(.*)", re.DOTALL
)
_APART: Final = "核对说明"
_FIRST: Final = re.compile(r"[一二三四五六七八九十]{1,3}、")
SECOND_LEVEL: Final = re.compile(r"（[一二三四五六七八九十]{1,3}）")
_SENTENCE_END: Final = "。；，、：！？"
_LONGEST_HEADING: Final = 56
"""Columns of a paragraph that is a heading by its number alone."""
_FEW_LINES: Final = 12
"""Upright text of fewer lines beside pages that lie goes onto them, instead of a page of its own."""


class Line(NamedTuple):
    """One paragraph of the document in its role."""

    role: Role
    runs: Runs


Part = Line | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Pages of one orientation that begin on a new page."""

    parts: tuple[Part, ...]
    lies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A document: its sections, its notes in the order of their numbers, and the number of each label."""

    sections: tuple[Section, ...]
    numbers: dict[str, int]
    notes: tuple[Runs, ...]
    title: str


def lay_out(text: Text) -> Layout:
    """The parts of a document, from its blocks."""
    main, annexes = _split(text.blocks)
    chunks = [_main(main), *(_annex(each) for each in annexes)]
    numbers = {label: number for number, label in enumerate(_labels(text), 1)}
    notes = tuple(_one_line(text.notes[label]) for label in numbers)
    if notes:
        head = Line("note_title", (Run("核对注" if any(label[:1] == "r" for label in numbers) else "注释"),))
        chunks.append([head, *(Line("note", (Run(f"{at}. "), *runs)) for at, runs in enumerate(notes, 1))])
    sections = [section for chunk in chunks if chunk for section in _sections(chunk)]
    title = next((words(part.runs) for part in chunks[0] if isinstance(part, Line) and part.role == "title"), "")
    return Layout(
        sections=tuple(sections) or (Section(parts=()),),
        numbers=numbers,
        notes=notes,
        title=title.replace(SOFT, "").replace(BREAK, ""),
    )


def _split(blocks: Sequence[Block]) -> tuple[list[Block], list[list[Block]]]:
    main: list[Block] = []
    annexes: list[list[Block]] = []
    titled = False
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and at and _begins_annex(block) and (block.level > 1 or titled):
            annexes.append([block])
        else:
            (annexes[-1] if annexes else main).append(block)
        titled = titled or isinstance(block, Table) or not block.quoted
    return main, annexes


def _begins_annex(block: Paragraph) -> bool:
    text = words(block.runs)
    return block.level == 1 or (block.level == 2 and (_ANNEX.match(text) is not None or text.strip() == _APART))


def _main(blocks: list[Block]) -> list[Part]:
    ending, used = _ending(blocks)
    parts = list(_body(blocks[: len(blocks) - used]))
    for at, part in enumerate(parts):
        if isinstance(part, Line) and part.role == "quote" and _NUMBER.fullmatch(words(part.runs).strip()):
            parts[at] = Line("number", part.runs)
        elif isinstance(part, Table) or part.role not in ("title", "quote"):
            if isinstance(part, Line) and part.role == "body" and words(part.runs).rstrip().endswith(("：", ":")):
                parts[at] = Line("addressee", part.runs)
            break
    return [*_named_annexes(_number_first(parts)), *ending]


def _number_first(parts: list[Part]) -> list[Part]:
    """The 文号, which the Markdown has under the title, above it, as GB/T 9704 has it."""
    roles = [part.role if isinstance(part, Line) else None for part in parts]
    if "number" not in roles or "title" not in roles:
        return parts
    title, number = roles.index("title"), roles.index("number")
    if title > number:
        return parts
    return [*parts[:title], parts[number], *parts[title:number], *parts[number + 1 :]]


def _named_annexes(parts: list[Part]) -> Iterator[Part]:
    """What names the annexes at the end of the text: 附件：1.… and a line for each further one."""
    open_list = False
    for part in parts:
        if isinstance(part, Line) and part.role == "body":
            starts = _ANNEXES.match(words(part.runs)) is not None
            lines = _lines(part.runs) if starts else [part.runs]
            goes_on = open_list and _ITEM.match(words(part.runs)) is not None
            open_list = starts or goes_on
            for at, runs in enumerate(lines):
                yield Line("annexes" if starts and at == 0 else "annexes_more" if open_list else "body", runs)
        else:
            open_list = False
            yield part


def _ending(blocks: list[Block]) -> tuple[list[Line], int]:
    """Signature and day at the end of the text, and how many blocks they were: two, or one of two lines."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Paragraph) or last.level or last.quoted:
        return [], 0
    lines = _lines(last.runs)
    if not _DAY.fullmatch(words(lines[-1]).strip()):
        return [], 0
    if len(lines) == 2 and _can_sign(words(lines[0])):
        return [Line("signature", lines[0]), Line("date", lines[1])], 1
    if len(lines) > 1:
        return [], 0
    before = blocks[-2] if len(blocks) > 1 else None
    if isinstance(before, Paragraph) and not before.level and _can_sign(words(before.runs)):
        return [Line("signature", before.runs), Line("date", last.runs)], 2
    return [Line("date", last.runs)], 1


def _can_sign(text: str) -> bool:
    said = text.strip()
    return bool(said) and said[-1] not in _SENTENCE_END and columns(said) <= _LONGEST_HEADING and SOFT not in said


def _lines(runs: Runs) -> list[Runs]:
    """Runs parted where a line ends in the Markdown."""
    found: list[list[Run]] = [[]]
    for run in runs:
        if run.text in (SOFT, BREAK):
            found.append([])
        else:
            found[-1].append(run)
    return [tuple(line) for line in found]


def _annex(blocks: list[Block]) -> list[Part]:
    head = blocks[0]
    parts: list[Part] = []
    if isinstance(head, Paragraph):
        found = _ANNEX.match(words(head.runs)) if head.level > 1 else None
        if found is None:
            parts.append(Line("annex_title", head.runs))
        else:
            parts.append(Line("annex", (Run("".join(found[1] + found[2]).rstrip()),)))
            rest = _from(head.runs, found.start(3))
            parts.extend([Line("annex_title", rest)] if rest else ())
    return [*parts, *_body(blocks[1:])]


def _from(runs: Runs, start: int) -> Runs:
    """Runs without their first `start` characters."""
    found = []
    for run in runs:
        if run.note is not None or len(run.text) > start:
            found.append(run._replace(text=run.text[start:]))
        start = max(0, start - len(run.text))
    return tuple(found)


def _body(blocks: Sequence[Block]) -> Iterator[Part]:
    for block in blocks:
        yield block if isinstance(block, Table) else Line(_role(block), block.runs)


def _role(block: Paragraph) -> Role:
    if block.level:
        by_level: tuple[Role, ...] = ("title", "heading1", "heading2")
        return by_level[block.level - 1] if block.level <= len(by_level) else "body"
    if block.quoted:
        return "quote"
    text = words(block.runs)
    if columns(text) <= _LONGEST_HEADING and text.rstrip()[-1:] not in _SENTENCE_END and "。" not in text:
        if _FIRST.match(text):
            return "heading1"
        if SECOND_LEVEL.match(text):
            return "heading2"
    return "body"


def _labels(text: Text) -> list[str]:
    """The labels of notes in the order they are met; those that nothing names come last."""
    found: dict[str, None] = {}
    for block in text.blocks:
        rows = block.rows if isinstance(block, Table) else ((block.runs,),)
        found.update((run.note, None) for row in rows for runs in row for run in runs if run.note in text.notes)
    found.update(dict.fromkeys(text.notes))
    return [label for label in found if label is not None]


def _one_line(runs: Runs) -> Runs:
    return tuple(run for run in runs if run.text != SOFT)


def _sections(parts: list[Part]) -> Iterator[Section]:
    """Upright and lying pages of one part: a wide table lies, with the heading before it and short text beside it."""
    runs: list[tuple[bool, list[Part]]] = []
    for part in parts:
        lies = isinstance(part, Table) and is_wide(part)
        if lies and runs and not runs[-1][0]:
            moved: list[Part] = []
            before = runs[-1][1]
            while before and isinstance(before[-1], Line) and _is_head(before[-1]):
                moved.insert(0, before.pop())
            if not before:
                runs.pop()
            if runs and runs[-1][0]:
                runs[-1][1].extend(moved)
            else:
                runs.append((True, moved))
        if runs and runs[-1][0] == lies:
            runs[-1][1].append(part)
        else:
            runs.append((lies, [part]))
    merged: list[tuple[bool, list[Part]]] = []
    some_lie = any(lies for lies, _ in runs)
    for lies, chunk in runs:
        joins = lies or (some_lie and sum(map(lines_of, _as_texts(chunk))) < _FEW_LINES)
        if merged and merged[-1][0] == joins:
            merged[-1][1].extend(chunk)
        else:
            merged.append((joins, list(chunk)))
    return (Section(parts=tuple(chunk), lies=lies) for lies, chunk in merged)


def _is_head(line: Line) -> bool:
    return line.role in ("title", "heading1", "heading2", "annex", "annex_title")


def _as_texts(parts: list[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Line):
            yield words(part.runs)
        else:
            yield from ("".join(words(cell) for cell in row) for row in part.rows)
