"""Many registers read, checked and put together, ready to be asked: what was taken, and what was not and why."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.rollup.deliver import Delivery, ReadAs, deliver
from spt_fazhi.services.rollup.sources import origins
from spt_fazhi.store.parquet.ask import Tables, opened
from spt_fazhi.store.parquet.database import Means
from spt_fazhi.store.parquet.gather import GatherPlace, gather
from spt_fazhi.store.parquet.keep import KeptExport
from spt_fazhi.text.alike.lookalike import skeleton
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import FEWEST
from spt_fazhi.views.rollup.answers import APART, Refused, Taken
from spt_fazhi.views.rollup.claims import ExportClaim, settle
from spt_fazhi.views.rollup.identity import key_of
from spt_fazhi.views.wording import names_text

TOP: Final = 10
LONGEST: Final = 1000
"""Rows that a list may have at most."""
_ANEW: Final = "请让这个县区用同一版程序重新导出"
_SHOWN: Final = 60
_NAMED: Final = 6


@frozen
class RollupOptions:
    """What was asked for: where registers are, of which year (None: the last there is), how many rows of long lists."""

    sources: tuple[str, ...]
    year: int | None = None
    top: int = TOP
    means: Means = Means()


@frozen
class Held:
    """What was read and may be asked, while its folder is there; `kept` are the staged files of what was taken."""

    tables: Tables
    year: int
    taken: tuple[Taken, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[str, ...]
    staged: Path
    kept: tuple[KeptExport, ...]


Row = dict[str, Any]


@contextmanager
def held(options: RollupOptions, when: ReadAs) -> Iterator[Held]:
    """Read every register into a folder of its own, which is gone afterwards.

    Raises UsageError where nothing is where it should be, FazhiError where no register at all could be read.
    """
    found = origins(options.sources)
    with tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True) as place:
        staged = Path(place, "in")
        staged.mkdir()
        delivered = deliver(found.found, when, staged)
        by_source = {each.source: each for each in delivered.deliveries}
        places = [GatherPlace(each.source, each.year, each.register, mark_of(each)) for each in delivered.deliveries]
        gathered = gather(staged, places, Path(place, "out"), options.means)
        broken = [_refused(by_source[source], why, _ANEW) for source, why in sorted(gathered.refused.items())]
        refused = [*found.refused, *delivered.refused, *broken]
        if len(places) == len(gathered.refused):
            raise _nothing(refused)
        with opened(gathered, Path(place), options.means) as tables:
            rows = {row["source"]: row for row in tables.registers()}
            denied = {**_misnamed(rows, by_source), **_unsettled(rows, by_source)}
            refused += [_refused(by_source[source], *why, name=rows[source]["name"]) for source, why in denied.items()]
            left = {source: row for source, row in rows.items() if source not in denied}
            if not left:
                raise _nothing(refused)
            year = _year(options.year, left.values())
            names = _names(left, by_source, year)
            tables.choose(year, denied, names, {"top": options.top, "fewest": FEWEST})
            taken = _in_order({source: row for source, row in left.items() if row["year"] == year}, by_source, names)
            yield Held(
                tables=tables,
                year=year,
                taken=tuple(_taken(row, names[row["register"]], by_source[source]) for source, row in taken.items()),
                refused=tuple(refused),
                remarks=(
                    *found.remarks,
                    *delivered.remarks,
                    *_fixed([(row, by_source[source]) for source, row in taken.items()], when),
                    *_remarks(list(left.values()), year),
                ),
                staged=staged,
                kept=tuple(_kept(row, names[row["register"]], by_source[source]) for source, row in taken.items()),
            )


def mark_of(each: Delivery) -> str:
    """The mark of a register: the list's where one vouches for it, by name if it says no mark; else its own."""
    listed = each.origin.listed
    if listed is None:
        return each.register
    return listed.register or f"n{key_of(listed.name)[:10]}"


def _nothing(refused: Sequence[Refused]) -> FazhiError:
    lines = [f"  {one_line(each.place, _SHOWN)}：{each.why}" for each in refused[:10]]
    return FazhiError("没有一本台账读得出来：\n" + "\n".join(lines), refused[0].hint if refused else "请核对来源")


def _refused(each: Delivery, why: str, hint: str, *, name: str = "") -> Refused:
    named = name or (each.origin.listed.name if each.origin.listed else each.register)
    return Refused(place=each.origin.shown, name=f"{one_line(named, _SHOWN)}（{each.year}年）", why=why, hint=hint)


def _misnamed(rows: Mapping[int, Row], deliveries: Mapping[int, Delivery]) -> dict[int, tuple[str, str]]:
    """What a list calls otherwise than it calls itself."""
    found = {}
    for source, row in rows.items():
        listed = deliveries[source].origin.listed
        if listed is None:
            continue
        own, given = skeleton(row["name"]), skeleton(listed.name)
        if own not in given and given not in own:
            why = f"名单上是“{one_line(listed.name, _SHOWN)}”，里面写的是“{one_line(row['name'], _SHOWN)}”"
            found[source] = (why, "请核对名单，或请这个县区用 --name 写对名称重新导出")
    return found


def _unsettled(rows: Mapping[int, Row], deliveries: Mapping[int, Delivery]) -> dict[int, tuple[str, str]]:
    """What says it is a register that another one is."""
    claims = []
    for source, row in rows.items():
        each = deliveries[source]
        listed = each.origin.listed
        claims.append(
            ExportClaim(
                source=source,
                year=row["year"],
                register=row["register"],
                name=listed.name if listed else row["name"],
                title=row["title"],
                shown=each.origin.shown,
                folders=each.origin.given,
                digest=each.digest,
                listed=listed is not None,
            )
        )
    return {each.source: (each.why, each.hint) for each in settle(claims)}


def _year(asked: int | None, rows: Collection[Row]) -> int:
    """The year that is asked about, else that of most registers (the later of two): one alone does not decide.

    Raises UsageError where there is none such.
    """
    often = Counter(row["year"] for row in rows)
    known = sorted(often)
    if asked is None:
        return int(max(known, key=lambda year: (often[year], year)))
    if asked not in known:
        raise UsageError(f"没有 {asked} 年的台账", f"有的是 {'、'.join(map(str, known))} 年")
    return asked


def _names(rows: Mapping[int, Row], deliveries: Mapping[int, Delivery], year: int) -> dict[str, str]:
    """What each register of the year is called; of several with one name the title tells which."""
    names = {}
    for source, row in rows.items():
        if row["year"] == year:
            listed = deliveries[source].origin.listed
            names[row["register"]] = (one_line(listed.name) if listed else row["name"], row["title"])
    often = Counter(name for name, _ in names.values())
    return {mark: name if often[name] == 1 else f"{name}（{title}）" for mark, (name, title) in names.items()}


def _taken(row: Row, name: str, delivery: Delivery) -> Taken:
    return Taken(
        register=row["register"],
        name=name,
        title=row["title"],
        place=delivery.origin.shown,
        as_of=row["as_of"],
        in_use=row["in_use"],
        unusable=row["unusable"],
        incomplete=row["incomplete"],
        duties=row["duties_rows"],
        revision=row["revision"],
    )


def _kept(row: Row, name: str, delivery: Delivery) -> KeptExport:
    return KeptExport(
        source=delivery.source,
        year=delivery.year,
        register=delivery.register,
        given=row["register"],
        own_name=row["name"],
        name=name,
        digest=delivery.digest,
    )


def _in_order(taken: Mapping[int, Row], deliveries: Mapping[int, Delivery], names: Mapping[str, str]) -> dict[int, Row]:
    """As a list has them; what no list names comes after that, by name."""

    def place(source: int) -> tuple[bool, int, str]:
        listed = deliveries[source].origin.listed is not None
        return not listed, source if listed else 0, names[taken[source]["register"]]

    return {source: taken[source] for source in sorted(taken, key=place)}


def _fixed(taken: Sequence[tuple[Row, Delivery]], when: ReadAs) -> Iterator[str]:
    """That what was typed about the day does not change exports, which go to a day of their own."""
    typed = "--as-of" if when.day is not None else "--at" if when.at is not None else ""
    other = [row["name"] for row, each in taken if each.origin.kind == "export" and row["as_of"] != when.day]
    if typed and other:
        yield f"注意：{names_text(other, _NAMED, '本')}是导出，数据截至导出时定的那天，{typed} 对它不起作用。"


def _remarks(rows: Sequence[Row], year: int) -> Iterator[str]:
    """What the figures do not show."""
    own = [row for row in rows if row["year"] == year]
    others = Counter(row["year"] for row in rows if row["year"] != year)
    if others:
        said = "、".join(f"{each}年 {number} 本" for each, number in sorted(others.items()))
        yield f"只计{year}年的台账；另有 {said}，看哪一年用 --year。"
    days = sorted({row["as_of"] for row in own})
    if days[-1].year > year:
        yield f"注意：{year}年度已经结束，是年后的结存情况。"
    if len(days) > 1:
        far = "，相差较大，按时完成率不宜比较" if (days[-1] - days[0]).days > APART else ""
        yield f"各县区的数据截至的日子不一样：最早 {days[0]}，最晚 {days[-1]}{far}。"
    spoilt = [row["name"] for row in own if row["unusable"]]
    if spoilt:
        yield f"注意：{names_text(spoilt, _NAMED, '本')}的台账里有数据不能用，数字不全，只计有多少条，不作评价。"
    idle = [row["name"] for row in own if not row["in_use"]]
    if idle:
        yield f"{names_text(idle, _NAMED, '本')}的台账尚未启用，只计有多少条，不作评价。"
    short = [row["name"] for row in own if row["incomplete"]]
    if short:
        yield f"{names_text(short, _NAMED, '本')}的台账有单位名单未核全，合计只是已列单位的。"
