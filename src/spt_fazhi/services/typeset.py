"""A text in the format in which it leaves the office: Markdown, Word or a web page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from spt_fazhi import __version__
from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.render.office.blocks import Text, read_blocks
from spt_fazhi.render.office.docx import text_docx
from spt_fazhi.render.office.html import text_html
from spt_fazhi.reports.catalog import Report
from spt_fazhi.reports.figures.edition import EDITIONS, Edition
from spt_fazhi.reports.figures.printed import Made
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.origin import origin_of, printed_by
from spt_fazhi.services.paper_number import prints_number
from spt_fazhi.services.report import marked_markdown, require_text, with_sources
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.disk.typed import read_typed, require_regular
from spt_fazhi.text.decoding import any_text
from spt_fazhi.text.marks import unmarked, without_marks
from spt_fazhi.text.plain import one_line

Format = Literal["md", "docx", "html"]
FORMATS: Final[dict[str, Format]] = {
    "md": "md",
    "markdown": "md",
    "docx": "docx",
    "html": "html",
    "htm": "html",
}
"""Endings of files and the format each stands for."""
_MAX_BYTES: Final = 8 << 20


@frozen
class Typeset:
    """A text that was set: its bytes, and what of it was left out, in Chinese sentences."""

    data: bytes
    left_out: tuple[str, ...]


def format_of(typed: str | None, output: str | None) -> Format:
    """The format asked for by name or else by the ending of the file; Markdown without either. Raises UsageError."""
    by_name = Path(output).suffix.lower().removeprefix(".") if output else ""
    if typed is None:
        return FORMATS.get(by_name, "md")
    chosen = FORMATS.get(typed.strip().lower().removeprefix("."))
    if chosen is None:
        raise UsageError(f"没有“{one_line(typed, 20)}”这种格式", "--format 写 md、docx 或 html")
    if by_name in FORMATS and FORMATS[by_name] != chosen:
        raise UsageError(f"--format {chosen} 和文件名“{one_line(str(output), 60)}”不一致", "两处写一处就行")
    return chosen


def made_of(workspace: Workspace, report: Report, request: ReportRequest, edition: Edition) -> Made:
    """What a document says of where its figures come from."""
    origin = origin_of(workspace, printed_by(workspace, report))
    return Made(
        name=report.NAME,
        period=request.period.text if request.period else "",
        unit=request.unit.name if request.unit else "",
        as_of=f"{workspace.day:%Y-%m-%d}",
        commit=origin.commit or "",
        saved=origin.saved,
        edition=edition,
        program=__version__,
        number=request.number or "",
        inspection=request.inspection.id if request.inspection else "",
    )


@frozen
class MadeReport:
    """A report that was made: its bytes and the values they were made from."""

    data: bytes
    values: Any


def report_made(
    workspace: Workspace, report: Report, request: ReportRequest, *, edition: Edition, wanted: Format
) -> MadeReport:
    """A report in an edition and a format. Raises FazhiError for a template that fails or a package that is missing."""
    values = report.build(request)
    marked = marked_markdown(workspace, report, values)
    require_text(workspace, report.TEMPLATE, marked)
    if edition == "check":
        marked = with_sources(workspace, report, values, marked)
    if request.number and not prints_number(without_marks(marked).splitlines(), request.number):
        raise UsageError(f"{report.TITLE}不印文号", "请去掉 --number；要印的，在模板里加上 {{ head.number }}")
    if wanted == "md":
        return MadeReport(data=without_marks(marked).encode("utf-8", "replace"), values=values)
    header = EDITIONS[edition] if edition == "check" else ""
    made = made_of(workspace, report, request, edition)
    data = _set(read_blocks(marked), wanted, header=header, day=workspace.day, made=made)
    return MadeReport(data=data, values=values)


def text_made(marked: str, wanted: Format, *, header: str, day: date) -> bytes:
    """A marked text that was made from no single register in a format; nothing says in it what it was made from.

    Raises FazhiError for a package that is missing.
    """
    if wanted == "md":
        return without_marks(marked).encode("utf-8", "replace")
    return _set(read_blocks(marked), wanted, header=header, day=day, made=None)


def typeset(typed: str, wanted: Format) -> Typeset:
    """A Markdown file of a person's own as Word or a web page.

    Raises UsageError for what is no text or cannot be read, FazhiError for a package that is missing.
    """
    text = read_blocks(unmarked(_read(typed)))
    if not text.blocks and not text.notes:
        raise UsageError(f"“{one_line(typed, 60)}”里没有文字", "第一行写标题：# 关于……的通报")
    left_out = []
    if text.links:
        left_out.append(f"{text.links} 个链接只留了文字，网址没有印")
    if text.images:
        left_out.append(f"{text.images} 张图片没有放进去，只留了说明文字；要图请在 Word 里插入")
    return Typeset(data=_set(text, wanted, header="", day=None, made=None), left_out=tuple(left_out))


def _set(text: Text, wanted: Format, *, header: str, day: date | None, made: Made | None) -> bytes:
    if wanted == "html":
        return text_html(text, header=header).encode("utf-8", "replace")
    return text_docx(text, day=day, header=header, made=made)


def _read(typed: str) -> str:
    name = "标准输入" if typed == "-" else one_line(typed, 60)
    require_regular(typed)
    data = read_typed(typed, "文件", _MAX_BYTES)
    if len(data) > _MAX_BYTES:
        raise UsageError(f"“{name}”超过 {_MAX_BYTES >> 20} MiB", "公文不会这么大，请核对文件")
    try:
        text = any_text(data)[0]
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise UsageError(f"“{name}”不是文本", "请写 Markdown 或纯文本文件；Word 文件请直接在 Word 里改")
    return text
