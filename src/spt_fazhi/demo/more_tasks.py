"""Tasks beyond the hand-written ones: seven patterns over a list of themes, eight tasks to a section."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from spt_fazhi.demo import units as b
from spt_fazhi.demo.plan import BY_YEAR_END, SECTIONS, make_core_tasks
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, Section, Task

_PER_SECTION: Final = 8
_DIGITS: Final = "零一二三四五六七八九"
_THEMES: Final = (
    "食品安全", "安全生产", "生态环保", "消防检查", "道路运输", "劳动保障", "校园普法", "医疗卫生", "市容管理",
    "农资监管", "工程建设", "价格监督", "文物保护", "养老服务", "网络交易", "森林防火", "水源保护",
    "种子管理", "燃气使用", "特种设备",
)  # fmt: skip
_EVERYONE: Final = (b.TOWNSHIPS, b.DEPARTMENTS)
_Pattern = Callable[[int, str, int], tuple[str, Obligation | None]]


def chinese_number(number: int) -> str:
    """1 to 99 as 一 to 九十九."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def make_plan(request: DemoRequest) -> tuple[tuple[Section, ...], tuple[Task, ...]]:
    """Sections and tasks of the whole invented plan."""
    tasks = list(make_core_tasks(request))
    sections = list(SECTIONS)
    for index in range(request.tasks - len(tasks)):
        if index % _PER_SECTION == 0:
            number = index // _PER_SECTION + 1
            mark = chinese_number(len(sections) + 1)
            sections.append(Section(id=mark, title=f"抓好重点领域专项工作之{chinese_number(number)}"))
        tasks.append(_task(len(tasks) + 1, index, sections[-1].id, request.year))
    return tuple(sections), tuple(tasks)


def _task(number: int, index: int, section: str, year: int) -> Task:
    turn, place = divmod(index, len(_THEMES))
    theme = _THEMES[place] if turn == 0 else f"{_THEMES[place]}领域第{chinese_number(turn + 1)}批"
    sentence, obligation = _PATTERNS[index % len(_PATTERNS)](number, theme, year)
    return Task(
        id=number,
        section=section,
        title=f"推进{theme}依法治理",
        text=f"压实{theme}监管责任，{sentence}。",
        lead=(b.JUSTICE, b.MARKET) if index % 3 == 0 else (b.OFFICE,),
        responsible=_EVERYONE,
        obligations=(obligation,) if obligation else (),
    )


def _count(number: int, theme: str, year: int) -> tuple[str, Obligation]:
    quote = f"各部门全年开展{theme}专项检查不少于{4 + number % 9}次"
    return quote, Obligation(
        id=f"{number}.1",
        title=f"{theme}专项检查",
        quote=quote,
        who=(b.DEPARTMENTS,),
        target=CountTarget(count=4 + number % 9),
        due=date(year, 12, 31),
        phrase="全年",
    )


def _quarterly(number: int, theme: str, _year: int) -> tuple[str, Obligation]:
    quote = f"各乡镇、各部门每季度报送{theme}工作情况"
    title = f"报送{theme}工作情况"
    return quote, Obligation(id=f"{number}.1", title=title, quote=quote, who=_EVERYONE, every="quarter")


def _rate(number: int, theme: str, year: int) -> tuple[str, Obligation]:
    quote = f"{theme}投诉举报办结率达到95%"
    target = RateTarget(rate=Decimal("0.95"), of="受理的投诉举报", reached="按期办结")
    return quote, Obligation(
        id=f"{number}.1",
        title=f"{theme}投诉举报办结率",
        quote=quote,
        who=(b.ENFORCERS,),
        target=target,
        due=date(year, 12, 31),
        assumed=(Assumption("who", "原文未写由谁办，按行政执法部门计"), BY_YEAR_END),
    )


def _dated(number: int, theme: str, year: int) -> tuple[str, Obligation]:
    month = 4 + number % 5
    day = (30, 31, 30, 31, 31)[number % 5]
    quote = f"各部门{month}月{day}日前修订{theme}执法规程"
    return quote, Obligation(
        id=f"{number}.1",
        title=f"修订{theme}执法规程",
        quote=quote,
        who=(b.DEPARTMENTS,),
        due=date(year, month, day),
        phrase=f"{month}月{day}日前",
    )


def _monthly(number: int, theme: str, _year: int) -> tuple[str, Obligation]:
    quote = f"各乡镇每月报送{theme}巡查情况"
    title = f"报送{theme}巡查情况"
    return quote, Obligation(id=f"{number}.1", title=title, quote=quote, who=(b.TOWNSHIPS,), every="month")


def _joint(number: int, theme: str, year: int) -> tuple[str, Obligation]:
    quote = f"组织开展{theme}联合执法至少6次"
    return quote, Obligation(
        id=f"{number}.1",
        title=f"{theme}联合执法",
        quote=quote,
        who=(b.ENFORCERS,),
        scope="joint",
        target=CountTarget(count=6),
        due=date(year, 12, 31),
        assumed=(Assumption("who", "原文未写由谁办，按行政执法部门计"), BY_YEAR_END),
    )


def _progress_only(_number: int, _theme: str, _year: int) -> tuple[str, None]:
    return "健全长效机制，持续提升依法治理水平", None


_PATTERNS: Final[tuple[_Pattern, ...]] = (_count, _quarterly, _rate, _dated, _monthly, _joint, _progress_only)
