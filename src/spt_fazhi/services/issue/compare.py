"""The files that were sent, read, and held against what they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, Literal

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry
from spt_fazhi.render.office.docx import texts_in_print
from spt_fazhi.reports.figures.readback import folded
from spt_fazhi.services.issue.sent import altered, bears, title_of
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.documents.printed import CameBack, NoAccountError, read_printed_bytes, read_shown
from spt_fazhi.text.decoding import some_text
from spt_fazhi.text.marks import without_marks
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.verified import Difference

_TEXTS: Final = (".md", ".txt")
_WORD: Final = "发出的 Word"


@frozen
class SentFile:
    """A file as it was sent: a `text` by its lines, a `word` document by its sentences; "" for what was not read.

    `came` is a Word document's own account of itself, where it has one.
    """

    name: str
    kind: Literal["text", "word", ""] = ""
    texts: tuple[str, ...] = ()
    came: CameBack | None = None


def read_sent(workspace: Workspace, entry: Entry[Issued], *, made_here: bool) -> tuple[SentFile, ...]:
    """The files of what was issued that are there. Of several texts the first is the paper.

    A Word document without an account is read where it can be no other than the one `made_here`.
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
            found.append(_word(data, each.name, made_here=made_here))
        else:
            found.append(SentFile(name=each.name))
    return tuple(found)


def _word(data: bytes, name: str, *, made_here: bool) -> SentFile:
    try:
        came = read_printed_bytes(data, name)
        return SentFile(name=name, kind="word", texts=came.texts, came=came)
    except NoAccountError:
        return (
            SentFile(name=name, kind="word", texts=read_shown(data, name).texts) if made_here else SentFile(name=name)
        )
    except FazhiError:  # what it was is told by its hash
        return SentFile(name=name)


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
    for line in each.came.shows.around if each.came is not None else ():
        yield Difference(where=f"{_WORD} 的页眉、页脚或脚注", then=line, now="")


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
