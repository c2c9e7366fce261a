"""What the cells of an answer say, read as people type: days, numbers, names of files; every fault at its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

from spt_fazhi.forms.columns import FIGURE, STAGES
from spt_fazhi.forms.days import day_in_cell
from spt_fazhi.forms.heads import head_of_column
from spt_fazhi.forms.reading import Answer, RowFault, each_once
from spt_fazhi.forms.typed.cells import BLANK, NOTHING, Cells
from spt_fazhi.model.fields import parse_number, parse_text, parse_whole
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import parse_period, period_of
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget
from spt_fazhi.text.as_typed import amount_typed, narrow
from spt_fazhi.text.plain import clean, clean_line, one_line

NO_PROOF: Final = NOTHING | {"0"}
"""The same in a cell for proof."""
_NO_ADDRESS: Final = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:(?![0-9])", re.IGNORECASE | re.ASCII)
"""How something begins that a browser does not open as a page: javascript:, file:, a drive."""
SAID_NOTHING: Final = frozenset({"无", "没有", "暂无", "不适用"})
"""Words among them: an account that says so is one, though there is little in it."""
_YES: Final = frozenset({"是", "可", "可以", "同意", "公开", "能", "y", "yes", "√", "✓", "true"})
_NO: Final = frozenset({"否", "不可", "不可以", "不同意", "不公开", "不能", "不", "n", "no", "×", "false"}) | NOTHING
_WHOLE: Final = frozenset({
    STAGES[0], "全部", "完成", "已完成", "已全部完成", "全部已完成", "整改完成", "已整改", "已完成整改", "已整改完成",
    "整改到位", "已整改到位", "是", "y", "yes", "√", "✓", "true",
})  # fmt: skip
_PART: Final = frozenset({
    STAGES[1], "阶段性", "阶段性整改", "部分", "部分完成", "部分整改", "已部分完成", "未全部完成", "正在整改", "整改中",
    "推进中", "否", "n", "no", "false",
})  # fmt: skip
"""What people write for the two, in half width and small letters; 基本完成 and the like may be either."""


@frozen
class EvidenceSaid:
    """A piece of evidence as a row tells it; `more` are the file's other keys, less the attachments."""

    day: date
    title: str
    period: str
    more: Mapping[str, str | Mapping[str, str] | None]


@frozen
class ProgressSaid:
    """An account as a row tells it."""

    period: str
    done: str
    problems: str | None
    next: str | None
    publish: bool


@frozen
class RectifySaid:
    """What was done about a finding as a row tells it; `more` are the file's other keys, less the attachments."""

    day: date
    title: str
    more: Mapping[str, str | None]


class AnswerReader:
    """Reads the cells of answers that came in on `today`, the day of entry, for the plan of `year`."""

    def __init__(self, year: int, today: date) -> None:
        """Days without a year are of the plan's."""
        self._year = year
        self._today = today

    def evidence(self, answer: Answer) -> tuple[EvidenceSaid | None, tuple[RowFault, ...]]:
        """What a row of evidence says; None and what is wrong with it."""
        obligation = answer.obligation
        assert obligation is not None, "a row of evidence is about an obligation"  # noqa: S101 - a defect, not bad data
        cells = Cells(answer.row)
        day = cells.get("date", partial(self._day_done, answer))
        title = cells.get("what", lambda text: parse_text(clean_line(text)))
        for key in ("date", "what"):
            cells.need(key)
        more = self._numbers(cells, answer, obligation)
        more |= _proof(cells)
        period = cells.try_(lambda: _period(answer, obligation, day), "date") if day else None
        if cells.faults or day is None or title is None or period is None:
            return None, each_once(cells.faults)
        if obligation.every is not None and period != period_of(day, obligation.every).text:
            more["period"] = period
        return EvidenceSaid(day=day, title=title, period=period, more=more), ()

    def progress(self, answer: Answer) -> tuple[ProgressSaid | None, tuple[RowFault, ...]]:
        """What a row of progress says; None and what is wrong with it."""
        cells = Cells(answer.row)
        cells.need("done")
        if narrow(cells.text("done")) in NOTHING - SAID_NOTHING - {""}:
            cells.fault("done", f"“{one_line(cells.text('done'), 10)}”不是做法和成效", BLANK["done"])
        publish = cells.get("publish", _yes)
        said = {key: clean(cells.text(key)) or None for key in ("done", "problems", "next")}
        for key in ("problems", "next"):
            if narrow(said[key] or "") in NOTHING:
                said[key] = None
        if cells.faults:
            return None, tuple(cells.faults)
        return ProgressSaid(
            period=answer.key.period,
            done=said["done"] or "",
            problems=said["problems"],
            next=said["next"],
            publish=bool(publish) and said["problems"] is not None,
        ), ()

    def rectify(self, answer: Answer) -> tuple[RectifySaid | None, tuple[RowFault, ...]]:
        """What a row about a finding says; None and what is wrong with it."""
        cells = Cells(answer.row)
        day = cells.get("date", partial(self._day_done, answer))
        title = cells.get("what", lambda text: parse_text(clean_line(text)))
        stage = cells.get("stage", _stage)
        for key in ("date", "what", "stage"):
            cells.need(key)
        more: dict[str, str | None] = {
            "detail": cells.given("detail", lambda text: parse_text(clean(text))),
            "stage": stage or None,
            **_proof(cells),
        }
        if cells.faults or day is None or title is None:
            return None, each_once(cells.faults)
        return RectifySaid(day=day, title=title, more=more), ()

    def _day_done(self, answer: Answer, text: str) -> date:
        """The day on which something was done: a day, not the end of a month, which numbers may be as of."""
        if narrow(text).endswith(("底", "末")):
            raise ValueError(f"“{one_line(text, 20)}”没有写是哪一天，应写成 6月20日 的样子")
        return self._day(answer, "date", text)

    def _day(self, answer: Answer, key: str, _text: str) -> date:
        found = day_in_cell(answer.row.cells[key], year=self._year, today=self._today)
        if found > self._today:
            raise ValueError(f"{found} 在收表的日子（{self._today}）之后：事情发生以后再报，请核对年月日")
        return found

    def _numbers(
        self, cells: Cells, answer: Answer, obligation: Obligation
    ) -> dict[str, str | Mapping[str, str] | None]:
        """The numbers that the obligation asks for; one that it does not ask for is a fault."""
        target = obligation.target
        is_rate = isinstance(target, RateTarget)
        counted = target.unit if isinstance(target, CountTarget) else None
        about = f"事项 {obligation.id}"
        cells.refuse_unless("amount", not is_rate, f"{about} 按比率考核，不写数量", "请写达到数和总数")
        for key in ("reached", "of", "through"):
            head = head_of_column("evidence", key)
            cells.refuse_unless(key, is_rate, f"{about} 不按比率考核，不写{head}", "请写数量，或留空")
        if is_rate:
            cells.need("reached")
            cells.need("of")
        reached, of = (cells.get(key, _whole) if is_rate else None for key in ("reached", "of"))
        if reached is not None and of is not None and int(reached) > int(of):
            cells.fault("reached", f"达到数 {reached} 不能大于总数 {of}", "请核对这两格")
        through = cells.given("through", partial(self._day, answer, "through"))
        return {
            "amount": None if is_rate else cells.get("amount", lambda text: _above_zero(amount_typed(text, counted))),
            "reached": reached,
            "of": of,
            "through": through.isoformat() if through else None,
            "figures": self._figures(cells, obligation) or None,
        }

    def _figures(self, cells: Cells, obligation: Obligation) -> dict[str, str]:
        """The numbers asked for besides."""
        asked = {each.name: each.unit for each in obligation.figures}
        found = {}
        for key in cells.figures:
            name = key.removeprefix(FIGURE)
            cells.refuse_unless(key, name in asked, f"事项 {obligation.id} 没有要求另报“{name}”", "请留空")
            amount = cells.get(key, partial(_declared, unit=asked[name])) if name in asked else None
            if amount is not None:
                found[name] = amount
        return found


def _whole(text: str) -> str:
    return str(parse_whole(amount_typed(text)))


def _above_zero(amount: str) -> str:
    parse_number(amount)
    return amount


def _declared(text: str, unit: str) -> str:
    """An amount of what is asked for besides; there may have been none."""
    amount = amount_typed(text, unit)
    return amount if amount == "0" else _above_zero(amount)


def _proof(cells: Cells) -> dict[str, str | None]:
    return {
        "document": cells.given("document", lambda text: parse_text(clean_line(text)), NO_PROOF),
        "link": cells.given("link", _link, NO_PROOF),
    }


def _stage(text: str) -> str:
    """`partial` for a part, "" for the whole."""
    said = re.sub(r"\s", "", narrow(text).casefold())
    if said in _WHOLE or said in _PART:
        return "partial" if said in _PART else ""
    raise ValueError(
        f"“{one_line(text, 20)}”看不出整改完了没有，应选 {STAGES[0]} 或 {STAGES[1]}；还没有整改的，整行留空"
    )


def _link(text: str) -> str:
    link = parse_text(clean_line(text))
    if _NO_ADDRESS.match(narrow(link)):
        raise ValueError(
            f"“{one_line(text, 40)}”不是别人能打开的网址，应写成 https://www.example.gov.cn/1 的样子，没有就留空"
        )
    return link


def _yes(text: str) -> bool:
    said = narrow(text).casefold()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise ValueError(f"“{one_line(text, 20)}”看不出可不可以公开，应写 是 或 否")


def _period(answer: Answer, obligation: Obligation, day: date) -> str:
    """The period that the evidence is for: as the row's key has it, else the one that holds the day."""
    if not answer.periods:
        return answer.key.period or (period_of(day, obligation.every).text if obligation.every else "")
    own = [each for each in answer.periods if day in parse_period(each)]
    if len(own) != 1:
        asked = "、".join(answer.periods)
        raise ValueError(f"看不出 {day} 报的是哪一期（问的是 {asked}）：请写在表里那一期的行上")
    return own[0]
