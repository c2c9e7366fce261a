"""The invented units: twelve written by hand, then as many as are asked for."""

from __future__ import annotations

from datetime import date
from typing import Final

from spt_fazhi.model.choices import UnitKind
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.unit import Group, GroupMembers, Unit

OFFICE: Final = "示范区政府办公室"
LAW_OFFICE: Final = "示范区委依法治区办"
JUSTICE: Final = "示范区司法局"
MARKET: Final = "示范区市场监管局"
MARKET_ALIAS: Final = "示范区市场监督管理局"
POLICE: Final = "示范区公安分局"
COURT: Final = "示范区人民法院"
EAST: Final = "示范东镇"
WEST: Final = "示范西镇"
GOVERNMENT: Final = "示范区政府"
QUALITY: Final = "示范区质监局"
CONGRESS: Final = "示范区人大常委会办公室"
SERVICE: Final = "示范区政务服务中心"
TAX: Final = "示范区税务局"
TOWNSHIPS: Final = "各乡镇"
DEPARTMENTS: Final = "各部门"
ENFORCERS: Final = "各行政执法部门"

_ENFORCES: Final = ("enforcement",)


def _unit(name: str, code: str, kind: UnitKind, tags: tuple[str, ...] = (), aliases: tuple[str, ...] = ()) -> Unit:
    return Unit(name=name, code=code, kind=kind, tags=tags, aliases=aliases, verified=True)


_BY_HAND: Final = (
    _unit(OFFICE, "zfb", "government", aliases=("示范区政府办",)),
    _unit(LAW_OFFICE, "yfzqb", "party"),
    _unit(JUSTICE, "sfj", "government", aliases=("司法局",)),
    _unit(MARKET, "scjgj", "government", _ENFORCES, (MARKET_ALIAS,)),
    _unit(POLICE, "gafj", "vertical", _ENFORCES),
    _unit(COURT, "fy", "judicial"),
    _unit(EAST, "dongz", "township"),
    _unit(WEST, "xiz", "township"),
    replace(_unit(GOVERNMENT, "qzf", "government", aliases=("示范区人民政府",)), acts_through=OFFICE),
    _unit(QUALITY, "zjj", "government"),
    _unit("示范区教育局", "jyj", "government", _ENFORCES),
    _unit("示范南镇", "nanz", "township"),
    _unit(CONGRESS, "rdb", "npc"),
    _unit(SERVICE, "zwzx", "institution"),
    _unit("示范区政协办公室", "zxb", "cppcc"),
    _unit(TAX, "swj", "vertical"),
    _unit("示范区人民检察院", "jcy", "judicial"),
    _unit("示范区委组织部", "zzb", "party"),
)
_MORE_DEPARTMENTS: Final = (
    "财政局",
    "审计局",
    "发展和改革局",
    "自然资源局",
    "交通运输局",
    "水务局",
    "农业农村局",
    "应急管理局",
    "卫生健康局",
    "城市管理局",
    "文化旅游局",
    "民政局",
    "人力资源局",
    "住房建设局",
    "统计局",
    "医疗保障局",
    "退役军人局",
    "信访局",
)


def make_units(count: int, year: int = 2024) -> tuple[Unit, ...]:
    """The first `count` units: those written by hand, then departments and numbered townships in turn.

    One of them ends in the spring of `year`, and another carries on. The office lines are nobody's.
    """
    units = [replace(unit, phone=f"0000-{index:07d}") for index, unit in enumerate(_BY_HAND[:count], 1)]
    ended = next(index for index, unit in enumerate(units) if unit.name == QUALITY)
    units[ended] = replace(units[ended], until=last_day_of_quality(year), succeeded_by=MARKET)
    index = 0
    while len(units) < count:
        if index % 2 == 0 and index // 2 < len(_MORE_DEPARTMENTS):
            number = index // 2
            tags = _ENFORCES if number % 3 == 0 else ()
            units.append(_unit(f"示范区{_MORE_DEPARTMENTS[number]}", f"bm{number + 1}", "government", tags))
        else:
            number = len(units) + 1
            units.append(_unit(f"示范第{number}镇", f"z{number}", "township"))
        index += 1
    return tuple(units)


def last_day_of_quality(year: int) -> date:
    """The last day of the unit that ends."""
    return date(year, 4, 30)


def make_groups(units: tuple[Unit, ...]) -> tuple[Group, ...]:
    """The groups the invented document speaks of, for these units."""
    left_out = tuple(unit.name for unit in units if unit.name in {TAX, GOVERNMENT})
    return (
        Group(name=TOWNSHIPS, members=GroupMembers(kinds=("township",))),
        Group(name=DEPARTMENTS, members=GroupMembers(kinds=("government", "vertical"), except_=left_out)),
        Group(
            name=ENFORCERS,
            members=GroupMembers(tags=_ENFORCES),
            complete=False,
            assumed=(Assumption("members", "原文没有列明有哪些单位，按有行政处罚权的暂列，还没有核全"),),
        ),
    )
