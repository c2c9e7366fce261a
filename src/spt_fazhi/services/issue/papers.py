"""The text of the files that are sent: what may not leave the office, what is unfinished, which 文号 is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.services.paper_number import is_blank, printed_number, prints_number, same_number
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.printed import read_shown
from spt_fazhi.store.documents.read import document_from
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.sensitive import INTERNAL_MARK, find
from spt_fazhi.views.wording import names_text

_LONGEST: Final = 64 * 1024 * 1024
_READ: Final = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".eml", ".ics", ".csv"})
_SHOWN: Final = 3
_GAP: Final = re.compile(r"[【\[]?\s*此\s*处\s*需\s*补\s*写[^】\]。\n]{0,60}[】\]]?")
_COUNTED: Final = re.compile(r"[（(]?\s*本\s*稿\s*尚\s*有\s*\d+\s*处\s*需\s*补\s*写[^\n]{0,30}")
_DRAFT: Final = re.compile(
    r"(?:[^。]*[（(【\[〔])?\s*讨\s*论\s*稿[\s\d第一二三四五六七八九十次版稿年月日.-]{0,14}[)）】\]〕]?\s*"
)
_TITLE: Final = 10
"""Lines at the head of a paper among which its title stands."""
FINISH: Final = "请补齐这些地方、删去这些字样，定稿后再登记；是不该有的，先改台账再重新出"


class Paper(NamedTuple):
    """A file that could be read as text: its text, and the lines of a Word file's headers, footers and notes."""

    name: str
    text: str
    around: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All that it says."""
        return "\n".join((self.text, *self.around))


def read_papers(files: Sequence[Path]) -> tuple[Paper, ...]:
    """The files that can be read as text; what cannot is left out, and left to `check`."""
    found = (_paper(path) for path in files if path.suffix.lower() in _READ and path.is_file())
    return tuple(each for each in found if each.whole.strip())


def refuse_personal(papers: Sequence[Paper]) -> None:
    """Raise RefusedError for a personal number or a secrecy mark in a text that is sent.

    A mobile number is refused here too, for the text is published.
    """
    for paper in papers:
        found = [each for each in find(paper.whole) if each.kind is not INTERNAL_MARK]
        if found:
            said = "、".join(dict.fromkeys(f"{each.kind.word} {each.shown}" for each in found))
            raise RefusedError(
                f"没有登记：“{paper.name}”里疑似有{said}", "发出的文书里不得有这些内容，请删去或改用办公电话后再发"
            )


def refuse_unfinished(papers: Sequence[Paper], hint: str = FINISH) -> None:
    """Raise RefusedError, naming the first few places, for a text that says of itself that it is a draft."""
    for paper in papers:
        places = tuple(dict.fromkeys(_places(paper)))
        if places:
            raise RefusedError(f"没有登记：“{paper.name}”还没有定稿，有{names_text(places, _SHOWN, '处')}", hint)


def _places(paper: Paper) -> Iterator[str]:
    filled = [line.strip(" \t\u3000#>*") for line in paper.text.splitlines() if line.strip()]
    for line in (*filled[:_TITLE], *paper.around):
        if _DRAFT.fullmatch(line):
            yield f"标题的“{one_line(line, 40)}”" if len(line) > len("（讨论稿）") else one_line(line, 40)
    gaps = ["".join(found[0].split()) for found in _GAP.finditer(paper.whole)]
    yield from gaps or (one_line(found[0], 40) for found in _COUNTED.finditer(paper.whole))


def held_numbers(papers: Sequence[Paper], number: str | None) -> tuple[str, ...]:
    """Sentences on a 文号 that no paper prints. Raises RefusedError where one prints another, or leaves it blank."""
    printed = [(paper.name, found) for paper in papers if (found := printed_number(paper.text.splitlines()))]
    for name, found in printed:
        if is_blank(found):
            again = f" --number {number}" if number else " --number 文号"
            raise RefusedError(
                f"没有登记：“{name}”印的文号还空着（{found.replace('〕号', '〕 号')}）",
                f"请填上文号再登记；报告可以重新出一份：fazhi report …{again}",
            )
    if number is None:
        if printed and papers[0].name == printed[0][0]:
            name, found = printed[0]
            raise RefusedError(f"没有登记：“{name}”印有文号 {found}，没有写 --number", f"请加 --number {found}")
        return ()
    if not papers or any(prints_number(paper.text.splitlines(), number) for paper in papers):
        return ()
    other = next((each for each in printed if not same_number(each[1], number)), None)
    if other is not None:
        raise RefusedError(
            f"没有登记：“{other[0]}”印的文号是 {other[1]}，登记的是 {number}", "请核对文号，以发出的文件为准"
        )
    names = names_text(tuple(f"“{each.name}”" for each in papers), _SHOWN, "个文件")
    return (f"{names}没有印文号，登记的是 {number}，请自己看过。",)


def _paper(path: Path) -> Paper:
    """A file's text, empty where it cannot be told what it is: it is copied as it is."""
    name = one_line(path.name, 60)
    try:
        data = read_typed(str(path), "文件", _LONGEST)
    except FazhiError:
        return Paper(name, "")
    try:
        text = document_from(data, path.name, path.suffix.lower()).text
    except FazhiError:  # a picture in a .docx, an odd encoding
        text = ""
    if path.suffix.lower() != ".docx":
        return Paper(name, text)
    try:
        shown = read_shown(data, path.name)
    except FazhiError:
        return Paper(name, text)
    told = "".join(text.split())  # what stands in tables within tables and in content controls besides
    more = (each for each in shown.texts if "".join(each.split()) not in told)
    return Paper(name, "\n".join((text, *more)), shown.around)
