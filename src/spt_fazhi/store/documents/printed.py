"""A Word document that was made here and comes back edited: its text, and its own account of what was printed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import parse_period
from spt_fazhi.reports.figures.edition import EDITIONS
from spt_fazhi.reports.figures.printed import Made, Printed, PrintedFigure
from spt_fazhi.store.disk.typed import read_typed, require_regular
from spt_fazhi.store.documents.apart.process import read_apart
from spt_fazhi.text.plain import one_line, plain

MAX_BYTES: Final = 32 << 20
_WORKER: Final = "spt_fazhi.store.documents.printed_worker"
_LONGEST: Final = 200
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMMIT: Final = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})?")
_NAME: Final = re.compile(r"[a-z][a-z_]{0,40}")
_FIELDS: Final = ("name", "period", "unit", "as_of", "commit", "edition")
_LATER_FIELDS: Final = ("program", "number", "inspection")
"""What not every document says of itself."""


class NoAccountError(UsageError):
    """A Word document that says nothing of itself."""


@frozen
class InWord:
    """What a Word document shows: its sentences and rows of tables, and those of headers, footers and footnotes.

    `comments`, `revisions` and `objects` are how many comments, tracked changes and pictures or embedded files it has.
    """

    texts: tuple[str, ...]
    around: tuple[str, ...]
    comments: int = 0
    revisions: int = 0
    objects: int = 0


@frozen
class CameBack:
    """The document: what it says of itself, and what it shows now."""

    printed: Printed
    shows: InWord

    @property
    def texts(self) -> tuple[str, ...]:
        """Its sentences and rows of tables as they read now."""
        return self.shows.texts


def read_printed(typed: str) -> CameBack:
    """Read a .docx. Raises UsageError and FazhiError, in Chinese and with what to do, for what cannot be read."""
    require_regular(typed)
    return read_printed_bytes(read_typed(typed, "文件", MAX_BYTES), Path(typed).name)


def read_printed_bytes(data: bytes, called: str) -> CameBack:
    """The same of a document's bytes; `called` is the name it goes by. Raises NoAccountError too: it has no account."""
    name = one_line(called, 60)
    found = _read_apart(data, name)
    if found["damaged"]:
        raise UsageError(f"“{name}”里生成时留下的数字被改坏了，核不了", "请找原来那份")
    if found["item"] is None:
        raise NoAccountError(
            f"“{name}”里没有生成时留下的数字，核不了",
            "只能核对 fazhi report 生成的 .docx；函件按编号核对（fazhi issued 列编号）；转过格式的请找原来那份",
        )
    return CameBack(printed=_printed(found["item"], name), shows=_shown(found))


def read_shown(data: bytes, called: str) -> InWord:
    """What a document shows, whoever made it. Raises UsageError and FazhiError for what cannot be read."""
    return _shown(_read_apart(data, one_line(called, 60)))


def _read_apart(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > MAX_BYTES:
        raise UsageError(f"“{name}”超过 {MAX_BYTES >> 20} MiB", "请去掉图片后另存为 .docx 再试")
    if not data.startswith(b"PK\x03\x04"):
        raise UsageError(f"“{name}”不是 .docx 文件", "旧格式请先用 Word 或 WPS 另存为 .docx")
    return read_apart(_WORKER, [json.dumps(name)], data, name, "请确认来源；用 Word 或 WPS 打开后另存为 .docx 再试")


def _shown(found: dict[str, Any]) -> InWord:
    return InWord(
        texts=tuple(found["texts"]),
        around=tuple(found["around"]),
        comments=found["comments"],
        revisions=found["revisions"],
        objects=found["objects"],
    )


def _printed(item: dict[str, Any], name: str) -> Printed:
    """The account, every value of it what we would have written. Raises UsageError for any other."""
    try:
        figures = tuple(PrintedFigure(key, shown, sentence, int(at)) for key, shown, sentence, at in item["figures"])
        fields = {field: str(item["made"][field]) for field in _FIELDS}
        fields |= {field: str(item["made"].get(field, "")) for field in _LATER_FIELDS}
        _check(fields, figures)
    except (KeyError, ValueError):
        raise UsageError(f"“{name}”里生成时留下的数字被改坏了，核不了", "请找原来那份") from None
    made = Made(**fields, saved=item["made"].get("saved") == "yes")
    if not item["texts"]:
        raise UsageError(f"“{name}”里生成时留下的文字被改坏了，核不了", "请找原来那份，或重新生成")
    return Printed(made=made, figures=figures, texts=tuple(item["texts"]))


def _check(fields: Mapping[str, str], figures: Sequence[PrintedFigure]) -> None:
    """Raise ValueError for what no document says of itself."""
    if not _DAY.fullmatch(fields["as_of"]) or not _COMMIT.fullmatch(fields["commit"]):
        raise ValueError
    date.fromisoformat(fields["as_of"])
    if fields["period"]:
        parse_period(fields["period"])
    if fields["edition"] not in EDITIONS or not _NAME.fullmatch(fields["name"]):
        raise ValueError
    said = [fields[each] for each in ("unit", *_LATER_FIELDS)]
    short = [*said, *(text for each in figures for text in (each.key, each.printed))]
    if any(len(each) > _LONGEST or plain(each) != each for each in short):
        raise ValueError
    if any(not each.key or each.sentence[each.at :][: len(each.printed)] != each.printed for each in figures):
        raise ValueError
