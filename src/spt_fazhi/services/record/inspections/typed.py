"""What a finding's parts are typed as, in a cell or after an option, read as what the files keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.inspection import SEVERITIES
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.references import parse_finding_number
from spt_fazhi.services.lookups import Chosen, find_owners, find_task
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import id_typed, narrow, period_typed
from spt_fazhi.text.numerals import CHINESE, exact_number
from spt_fazhi.text.plain import one_line

_AT_ONCE: Final = re.compile(
    "(?:立行立改|立即整改|立即|即知即改|即行即改|边督边改|边查边改|立查立改|现场整改|当场整改|马上整改|立整立改)(?:到位|完成)?"
)
_BEFORE: Final = re.compile(r"(?:\(?含当[日天]\)?)?(?:之前|以前|前)?(?:整改)?(?:完成|到位|办结)?(?:整改)?")
_BETWEEN_UNITS: Final = "[,，、;；\n]"
_ALSO_BETWEEN: Final = r"[\s/／和及与]+"
_AND_OTHERS: Final = re.compile("等(?:[0-9]+|[一二三四五六七八九十]+)?[个家]?(?:单位|部门|乡镇|镇|局)?$")
_CLOCK: Final = r"(?<=[0-9])[\sT]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?$"
"""The time of day that spreadsheets and programs write after a date."""
_GOES_ON: Final = re.compile("长期|持续|常态|一直|坚持")
_DONE: Final = re.compile("已.*(?:整改|完成|到位|办结)|整改完成|完成")
_NOTHING: Final = frozenset({"", "/", "-", "--", "无", "—", "——", "\\"})
_WORSE: Final = frozenset({"突出", "突出问题", "严重", "较重", "重大", "重点", "严重问题", "重点问题", "重大问题"})
_LESS: Final = frozenset({"一般", "一般问题", "轻微", "较轻", "普通", "轻微问题", "一般性问题"})
_NUMBERED: Final = r"(?P<task>[0-9]{1,4})(?:[\s\u3001.](?![0-9]).*)?"


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say: it is blank, `/`, `无`."""
    return narrow(text) in _NOTHING


@frozen
class FindingReader:
    """Reads the parts of findings of a visit that began on `began` and ended on `ended`.

    `added` is the day on which findings are added to it, None for its first ones. `read_day` reads a day as people
    type it, or raises ValueError. Every method raises UsageError or ValueError, in Chinese and with what to do.
    """

    workspace: Workspace
    began: date
    ended: date
    read_day: Callable[[str], date]
    added: date | None = None
    usual_kind: str | None = None
    usual_severity: str | None = None

    def units(self, typed: str) -> Chosen:
        """The units of a cell, or of a group; several may be parted by a comma, a semicolon or a line break."""
        parts = [part for each in re.split(_BETWEEN_UNITS, typed) if each.strip() for part in self._parted(each)]
        return find_owners(self.workspace, parts, None)

    def _parted(self, typed: str) -> tuple[str, ...]:
        """What may be several units parted in another way, `东镇 西镇`, `东镇和西镇`: taken so where each part is one.

        Raises UsageError for what does not name all the units it means.
        """
        if _AND_OTHERS.search(narrow(typed)):
            hint = "请逐个写出单位，用顿号隔开，或写单位组"
            raise UsageError(f"“{one_line(typed, 40)}”没有写全是哪些单位", hint)
        parts = [part for part in re.split(_ALSO_BETWEEN, typed) if part]
        if len(parts) < 2 or self._is_known(typed) or not all(map(self._is_known, parts)):
            return (typed,)
        return tuple(parts)

    def _is_known(self, name: str) -> bool:
        directory = self.workspace.directory
        return directory.group(name) is not None or len(directory.search(name)) == 1

    def due(self, typed: str) -> date:
        """The last day: `2024年6月30日`, `6月底前`, `二季度末`, `立行立改` for the last day of the visit."""
        text = narrow(typed)
        day = self.ended if _AT_ONCE.fullmatch(text) else self._day(typed)
        if self.added is not None and day < self.added:
            said = f"“{one_line(typed, 40)}”" if _AT_ONCE.fullmatch(text) else f" {day} "
            raise UsageError(
                f"补充的问题，整改时限{said}早于补录那天（{self.added}）",
                "补充的问题从补录那天起算，时限写那天或以后；更早就告知单位的，用 --recorded 写告知那天",
            )
        if day < self.began:
            year = "；跨年的请写明年份" if not re.match(r"[0-9]{4}", text) else ""
            raise UsageError(f"整改时限 {day} 早于督察开始日 {self.began}", f"请核对日期{year}")
        return day

    def _day(self, typed: str) -> date:
        """A day with or without 前 after it; the last day of a quarter or half."""
        whole = re.sub(_CLOCK, "", narrow(typed)).replace("年年底", "年底")
        text = re.sub(r"^(?:即日起|即日)?(?:限|于|至|到|在)|^(?:最迟|最晚)", "", whole)
        end = next((match.start() for match in _BEFORE.finditer(text) if match.end() == len(text)), len(text))
        for each in dict.fromkeys((whole, text, text[:end])):
            with suppress(ValueError):
                return self.read_day(each)
        year = self.workspace.register.info.year
        if re.search("季|半年", text):
            with suppress(ValueError):
                return parse_period(period_typed(re.sub("[末底]$", "", text[:end]), year)).last
        hint = "应写成 2024年6月30日、6月底的样子；督察结束前改好的写 立行立改"
        if _GOES_ON.search(text):
            hint += "；长期坚持的，请写要拿出成效的那一天（如 年底前），“长期坚持”写进整改要求"
        elif _DONE.search(text):
            hint += "；已经改好的也写原定的时限，改了什么由责任单位另报"
        elif re.fullmatch(r"[34][0-9]{4}", text):
            hint += "；这是日期在表里的序号，请把这一列的格式改成日期"
        raise UsageError(f"“{one_line(typed, 40)}”不是一个确定的日子", hint)

    def task(self, typed: str) -> int | None:
        """The number of a task: `23`, `任务23`, `第二十三条`, `23 行政执法`, its whole title; None for nothing."""
        if is_nothing(typed):
            return None
        titled = [task.id for task in self.workspace.register.tasks if narrow(task.title) == narrow(typed)]
        if len(titled) == 1:
            return titled[0]
        text = id_typed(typed)
        match = re.fullmatch(_NUMBERED, text, re.DOTALL)
        return find_task(self.workspace, match["task"] if match else text).id

    def kind(self, typed: str) -> str | None:
        """One of the office's kinds of problems; None for nothing."""
        if is_nothing(typed):
            return None
        known = self.workspace.register.info.finding_kinds
        found = next((each for each in known if narrow(each) == narrow(typed)), None)
        if found is None:
            hint = f"可写：{'、'.join(known)}；要用新的类型，先写进 data/tasks.yaml 的 finding_kinds"
            raise UsageError(f"没有“{one_line(typed, 40)}”这种问题类型", hint)
        return found

    @staticmethod
    def severity(typed: str) -> str | None:
        """`一般` or `突出`; other words that say the same are taken for it; None for nothing."""
        text = narrow(typed)
        if text in _NOTHING:
            return None
        if text in _WORSE:
            return "突出"
        if text in _LESS:
            return "一般"
        raise UsageError(f"“{one_line(typed, 40)}”不是严重程度", f"可写：{'、'.join(SEVERITIES)}，或留空")

    @staticmethod
    def number(typed: str) -> int | None:
        """A finding's number: `3`, `3.`, `（三）`, `问题3`, `k7q2.3`; None for nothing."""
        if is_nothing(typed):
            return None
        text = re.sub(r"^(?:\d{4}-\d{2}-\d{2}-)?[a-z2-7]{4}\.(?=\d+$)", "", narrow(typed).lower())
        text = re.sub(r"^(?:问题|第)|[.、)号个项条]+$|^\(", "", text.replace("(", "").replace(")", ""))
        if re.fullmatch(f"{CHINESE}+", text):
            text = str(exact_number(text) or text)
        try:
            return parse_finding_number(text)
        except ValueError as error:
            raise UsageError(f"“{one_line(typed, 40)}”：{error}", "请写整数，或留空（按顺序编号）") from None
