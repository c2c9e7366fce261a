"""A Word document that was made here and comes back edited: its text, and its own account of what was printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.printed import Made, Printed, PrintedFigure
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.apart import run_apart
from spt_fazhi.text.plain import one_line

MAX_BYTES: Final = 32 << 20
SECONDS: Final = 20
_WORKER: Final = "spt_fazhi.store.documents.printed_worker"
_FIELDS: Final = ("name", "period", "unit", "as_of", "commit", "edition")


@frozen
class CameBack:
    """The document: what it says of itself, and its sentences and rows of tables as they read now."""

    printed: Printed
    texts: tuple[str, ...]


def read_printed(typed: str) -> CameBack:
    """Read a .docx. Raises UsageError and FazhiError, in Chinese and with what to do, for what cannot be read."""
    data = read_typed(typed, "文件", MAX_BYTES)
    name = one_line(Path(typed).name, 60)
    if len(data) > MAX_BYTES:
        raise UsageError(f"“{name}”超过 {MAX_BYTES >> 20} MiB", "请去掉图片后另存为 .docx 再试")
    if not data.startswith(b"PK\x03\x04"):
        raise UsageError(f"“{name}”不是 .docx 文件", "旧格式请先用 Word 或 WPS 另存为 .docx")
    done = run_apart(_WORKER, [str(SECONDS), name], data, SECONDS)
    if done is None:
        raise FazhiError(f"“{name}”读不下来：太大、太深或已损坏", "请确认来源；用 Word 或 WPS 打开后另存为 .docx 再试")
    found: dict[str, Any] = json.loads(done)
    if "fault" in found:
        raise FazhiError(found["fault"], found["hint"])
    if found["item"] is None:
        raise UsageError(
            f"“{name}”里没有生成时留下的数字，核不了",
            "只能核对 fazhi report 生成的 .docx；经别的软件转过格式的会丢，请找原来那份",
        )
    return CameBack(printed=_printed(found["item"], name), texts=tuple(found["texts"]))


def _printed(item: dict[str, Any], name: str) -> Printed:
    made = item["made"]
    try:
        figures = tuple(PrintedFigure(key, shown, sentence, int(at)) for key, shown, sentence, at in item["figures"])
        fields = {field: str(made[field]) for field in _FIELDS}
    except (KeyError, ValueError):
        raise UsageError(f"“{name}”里生成时留下的数字被改坏了，核不了", "请找原来那份") from None
    return Printed(made=Made(**fields, saved=made.get("saved") == "yes"), figures=figures)
