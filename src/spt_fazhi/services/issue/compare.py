"""The files that were sent, read, and held against what they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, Literal

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.entries.issued import LETTER_WORDS, Issued
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.register import Entry
from spt_fazhi.render.office.docx import texts_in_print
from spt_fazhi.reports.figures.readback import folded
from spt_fazhi.services.issue.copies import is_copy
from spt_fazhi.services.issue.sent import altered, bears, title_of
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.documents.printed import CameBack, InWord, NoAccountError, read_printed_bytes, read_shown
from spt_fazhi.text.decoding import some_text
from spt_fazhi.text.marks import without_marks
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.verified import Difference

_TEXTS: Final = (".md", ".txt")
_WORD: Final = "发出的 Word"


@frozen
class SentFile:
    """A file as it was sent: a `text` by its lines, a `word` document by its sentences; "" for what was not read.

    What `may be` a copy of a report is one once that report is known (`copies_of`).

    `came` is a Word document's own account of itself, where it has one, `shows` what it shows.
    """

    name: str
    kind: Literal["text", "word", "may be", ""] = ""
    texts: tuple[str, ...] = ()
    came: CameBack | None = None
    shows: InWord | None = None


def read_sent(workspace: Workspace, entry: Entry[Issued]) -> tuple[SentFile, ...]:
    """The files of what was issued that are there. Of several texts the first is the paper.

    A Word document of a report that has no account of itself `may be` a copy of it.
    """
    found: list[SentFile] = []
    for each in entry.value.files:
        data = workspace.source.read(f"{entry.folder}/{each.name}")
        if data is None:
            continue
        low = each.name.lower()
        if low.endswith(_TEXTS) and all(one.kind != "text" for one in found):
            text = some_text(data)
            found.append(SentFile(name=each.name, kind="text", texts=tuple((text or "").splitlines())))
        elif low.endswith(".docx"):
            found.append(_word(data, each.name, is_letter=entry.value.name in LETTER_WORDS))
        else:
            found.append(SentFile(name=each.name))
    return tuple(found)


def _word(data: bytes, name: str, *, is_letter: bool) -> SentFile:
    try:
        came = read_printed_bytes(data, name)
        return SentFile(name=name, kind="word", texts=came.texts, came=came, shows=came.shows)
    except NoAccountError:
        shows = read_shown(data, name)
        return SentFile(name=name, kind="word" if is_letter else "may be", texts=shows.texts, shows=shows)
    except FazhiError:  # what it was is told by its hash
        return SentFile(name=name)


def copies_of(marked: str, sent: Sequence[SentFile]) -> tuple[SentFile, ...]:
    """The files, each that may be a copy of the paper `marked` as what it is: such a copy, or another text."""
    return tuple(
        each
        if each.kind != "may be"
        else replace(each, kind="word")
        if is_copy(each.texts, marked)
        else SentFile(name=each.name)
        for each in sent
    )


def wrong_title(issued: Issued, marked: str, sent: Sequence[SentFile]) -> Difference | None:
    """The title that was entered, where neither the paper made again nor a file that was sent bears it."""
    title, made = issued.title, title_of(marked)
    if not title or made is None or bears(title, [made]) or any(bears(title, each.texts) for each in sent):
        return None
    return Difference(where="登记的标题", then=title, now=made)


def first_in_word(issued: Issued, sent: Sequence[SentFile], marked: str) -> Difference | None:
    """The first place where a Word file that was sent does not show what is made again."""
    words = [each for each in sent if each.kind == "word"]
    texts = texts_in_print(marked) if words else ()
    return next((found for each in words for found in _in_word(each, issued, texts)), None)


def _in_word(each: SentFile, issued: Issued, texts: Sequence[str]) -> Iterator[Difference]:
    if each.came is not None:
        for key, then, now in altered(each.came, {one.key: one.text for one in issued.figures}):
            yield Difference(where=f"数字 {key}（{_WORD}）", then=now, now=then)
    for number, (was, is_) in enumerate(zip_longest(each.texts, texts, fillvalue=""), 1):
        if folded(was) != folded(is_):
            yield Difference(where=f"{_WORD} 第 {number} 句", then=was, now=is_)
    if each.shows is not None:
        for line in each.shows.around:
            yield Difference(where=f"{_WORD} 的页眉、页脚或脚注", then=line, now="")
        if each.shows.objects:
            there = f"图片、公式、域等 {each.shows.objects} 处，没有核对，请自己看"
            yield Difference(where=f"{_WORD} 里的图片、公式、域等", then=there, now="")


def first_line(sent: Sequence[SentFile], marked: str) -> Difference | None:
    """The first line where the text that was sent does not read as it is made again."""
    for each in sent:
        if each.kind != "text":
            continue
        for number, (was, is_) in enumerate(
            zip_longest(each.texts, without_marks(marked).splitlines(), fillvalue=""), 1
        ):
            if was.rstrip() != is_.rstrip():
                return Difference(where=f"第 {number} 行", then=was, now=is_)
    return None


def names_unread(sent: Sequence[SentFile]) -> tuple[str, ...]:
    """The files that nobody held against anything."""
    return tuple(one_line(each.name, 60) for each in sent if not each.kind)
