"""What the cells of an answer say, read as people type: days, numbers, names of files; every fault at its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import Final, TypeVar

from spt_fazhi.forms.columns import FIGURE
from spt_fazhi.forms.days import day_in_cell
from spt_fazhi.forms.heads import RowFound, head_of_column
from spt_fazhi.forms.reading import Answer, RowFault, each_once, fault_at
from spt_fazhi.model.fields import parse_number, parse_text, parse_whole
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import parse_period, period_of
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget
from spt_fazhi.text.as_typed import amount_typed, narrow
from spt_fazhi.text.plain import clean, clean_line, one_line

T = TypeVar("T")
NOTHING: Final = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "没有", "暂无", "不适用", "×", "x", "X", "空"})
"""What people write in a cell that they leave empty; in half width."""
NO_PROOF: Final = NOTHING | {"0"}
"""The same in a cell for proof."""
_NO_ADDRESS: Final = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:(?![0-9])", re.IGNORECASE | re.ASCII)
"""How something begins that a browser does not open as a page: javascript:, file:, a drive."""
SAID_NOTHING: Final = frozenset({"无", "没有", "暂无", "不适用"})
"""Words among them: an account that says so is one, though there is little in it."""
_YES: Final = frozenset({"是", "可", "可以", "同意", "公开", "能", "y", "yes", "√", "✓", "true"})
_NO: Final = frozenset({"否", "不可", "不可以", "不同意", "不公开", "不能", "不", "n", "no", "×", "false"}) | NOTHING
_BLANK: Final[Mapping[str, str]] = {
    "date": "请写哪一天做的，如 6月20日",
    "what": "请写做了什么，一句话",
    "reached": "请写整数，没有的写 0",
    "of": "请写整数，没有发生的写 0",
    "done": "请写做法和成效；没有要报的，整行留空",
}
"""What to write in a cell that must not be empty. A formula that was never calculated is read as empty too."""
_NO_FORMULA: Final = "（看上去有内容的，是公式没有算过：请直接写结果）"


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
        cells = _Cells(answer.row)
        day = cells.get("date", partial(self._day_done, answer))
        title = cells.get("what", lambda text: parse_text(clean_line(text)))
        for key in ("date", "what"):
            cells.need(key)
        more = self._numbers(cells, answer, obligation)
        more["document"] = cells.given("document", lambda text: parse_text(clean_line(text)), NO_PROOF)
        more["link"] = cells.given("link", _link, NO_PROOF)
        period = cells.try_(lambda: _period(answer, obligation, day), "date") if day else None
        if cells.faults or day is None or title is None or period is None:
            return None, each_once(cells.faults)
        if obligation.every is not None and period != period_of(day, obligation.every).text:
            more["period"] = period
        return EvidenceSaid(day=day, title=title, period=period, more=more), ()

    def progress(self, answer: Answer) -> tuple[ProgressSaid | None, tuple[RowFault, ...]]:
        """What a row of progress says; None and what is wrong with it."""
        cells = _Cells(answer.row)
        cells.need("done")
        if narrow(cells.text("done")) in NOTHING - SAID_NOTHING - {""}:
            cells.fault("done", f"“{one_line(cells.text('done'), 10)}”不是做法和成效", _BLANK["done"])
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
        self, cells: _Cells, answer: Answer, obligation: Obligation
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

    def _figures(self, cells: _Cells, obligation: Obligation) -> dict[str, str]:
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


class _Cells:
    """The cells of one row while they are read, and what is wrong with them."""

    def __init__(self, row: RowFound) -> None:
        self._row = row
        self.faults: list[RowFault] = []

    @property
    def figures(self) -> tuple[str, ...]:
        """The columns of declared figures."""
        return tuple(key for key in self._row.cells if key.startswith(FIGURE))

    def text(self, key: str) -> str:
        """What stands in a column."""
        return self._row.text(key)

    def need(self, key: str) -> None:
        """Note a fault when the cell is empty."""
        if self.text(key):
            return
        under = self._row.covered.get(key)
        hint = (
            f"收到时这一格和 {under} 合并在一起：请每行各写各的，不要合并"
            if under
            else f"{_BLANK.get(key, '请填写')}{_NO_FORMULA}"
        )
        self.fault(key, f"“{head_of_column(self._row.sheet, key)}”是空的", hint)

    def refuse_unless(self, key: str, fits: bool, message: str, hint: str) -> None:
        """Note a fault when something stands in a cell that is not asked for."""
        if narrow(self.text(key)) not in NOTHING and not fits:
            self.fault(key, message, hint)

    def fault(self, key: str, message: str, hint: str = "") -> None:
        """Note what is wrong with a cell."""
        self.faults.append(fault_at(self._row, key, message, hint))

    def given(self, key: str, parse: Callable[[str], T], nothing: Collection[str] = NOTHING) -> T | None:
        """As `get`; a dash or 无 is nothing too."""
        return None if narrow(self.text(key)) in nothing else self.get(key, parse)

    def get(self, key: str, parse: Callable[[str], T]) -> T | None:
        """What stands in a cell, None when it is empty or will not do, which is noted."""
        text = self.text(key)
        return self.try_(lambda: parse(text), key) if text else None

    def try_(self, work: Callable[[], T], key: str) -> T | None:
        """What `work` gives; None, and a fault of the cell, for a ValueError."""
        try:
            return work()
        except ValueError as error:
            said = re.sub(r"\s+", " ", str(error))
            self.fault(key, said)
        return None
