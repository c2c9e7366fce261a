"""What a document does not tell of itself, and the register must say: asked for, never made up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar

import typer

from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.session import parse_date_option
from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.intake.draft import DraftPlan, with_head
from spt_fazhi.model.fields import parse_text, parse_year
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.drafting.draft import checked_year, draft_for
from spt_fazhi.services.workspace.blank_plan import Head
from spt_fazhi.text.as_typed import MonthDay, read_day
from spt_fazhi.text.plain import clean_line
from spt_fazhi.views.wording import names_text

T = TypeVar("T")
Title = Annotated[str | None, typer.Option("--title", metavar="文字", help="文件标题；文件里读不出来时要写")]
Issuer = Annotated[str | None, typer.Option("--issuer", metavar="文字", help="印发单位；文件里读不出来时要写")]
Issued = Annotated[str | None, typer.Option("--issued", metavar="日期", help="印发日期；文件里读不出来时要写")]
_OPTIONS = {"--title": "文件标题", "--issuer": "印发单位", "--issued": "印发日期"}
_ANSWERS = {"是": True, "y": True, "yes": True, "否": False, "n": False, "no": False}


@frozen
class HeadOptions:
    """What was typed: it wins over what the document says."""

    title: str | None = None
    issuer: str | None = None
    issued: str | None = None


def parsed(typed: HeadOptions) -> Head:
    """What was typed, as values. Raises UsageError for what will not do."""
    return Head(
        title=Asker.given("--title", typed.title, _line),
        issuer=Asker.given("--issuer", typed.issuer, _line),
        issued=Asker.given("--issued", typed.issued, _day),
    )


def completed(drafted: DraftPlan, typed: HeadOptions) -> DraftPlan:
    """The draft with title, issuer and day of issue, asked for on a terminal where the document lacks them.

    Raises UsageError, which names everything that is lacking, where nobody can be asked.
    """
    asker, draft = Asker(), drafted.draft
    title = _known(asker, "--title", typed.title, draft.title, _line)
    issuer = _known(asker, "--issuer", typed.issuer, draft.issuer, _line)
    issued = _known(asker, "--issued", typed.issued, draft.issued, _day)
    if title is None or issuer is None or issued is None:
        found = {"--title": title, "--issuer": issuer, "--issued": issued}
        lacking = [option for option, value in found.items() if value is None]
        raise UsageError(
            f"文件里没有读出{names_text([_OPTIONS[option] for option in lacking])}，没有写入任何内容",
            f"请在命令里加上 {'、'.join(f'{option} {_OPTIONS[option]}' for option in lacking)}；在终端里运行会逐项询问",
        )
    return with_head(drafted, title, issuer, issued)


def with_year(drafted: DraftPlan) -> DraftPlan:
    """The draft for a year: asked for where the document tells none. Raises UsageError where nobody can be asked."""
    if drafted.year:
        return drafted
    asker = Asker()
    year = asker.get("--year", "年度（如 2025）", None, _year)
    if year is None:
        raise UsageError("文件里没有读出年度，没有写入任何内容", "请在命令里加上 --year 年度；在终端里运行会询问")
    return draft_for(drafted, year)


def confirm_year(drafted: DraftPlan, year: int, title: str | None) -> None:
    """Ask on a terminal when the document speaks of another year than the one typed; else raise RefusedError.

    A `title` that was typed with its year counts for the document's own.
    """
    stated = re.search(r"(20\d\d)年", title or "")
    said = int(stated[1]) if stated else drafted.said_year
    if said is None or said == year:
        return
    asker = Asker()
    if not asker.can_ask:
        raise RefusedError(
            f"文件写的是 {said} 年，不是 {year} 年，没有写入任何内容",
            f"请核对文件和年度；确实是 {year} 年度的，用 --title 写明带年份的标题",
        )
    question = f"文件写的是 {said} 年，确实是 {year} 年度的文件吗（是/否）"
    if not asker.get("--title", question, None, _answer):
        raise FazhiError("没有写入任何内容", "请核对文件和年度后重新运行")


def _known(asker: Asker, option: str, typed: str | None, read: T | None, parse: Callable[[str], T]) -> T | None:
    if typed is None and read:
        return read
    example = "（如 2025-03-18）" if option == "--issued" else ""
    return asker.get(option, f"{_OPTIONS[option]}{example}", typed, parse)


def _line(text: str) -> str:
    return parse_text(clean_line(text))


def _day(text: str) -> date:
    found = read_day(text, parse_date_option(None))
    if isinstance(found, MonthDay):
        raise ValueError(f"“{clean_line(text)}”没有写年份，应写成 2025-03-18 或 2025年3月18日")  # noqa: TRY004 - as read_day
    return found


def _year(text: str) -> int:
    return checked_year(parse_year(clean_line(text)))


def _answer(text: str) -> bool:
    try:
        return _ANSWERS[text.strip().lower()]
    except KeyError:
        raise ValueError("请写 是 或 否") from None
