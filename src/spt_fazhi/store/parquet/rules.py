"""What must hold of the tables of an export, as SQL over `raw_<table>` (with a column `source`): a rule, a sentence.

Each rule selects the sources that break it. No figure of another register is looked at for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from spt_fazhi.model.unit import OUTSIDE
from spt_fazhi.store.parquet.database import quoted
from spt_fazhi.views.rollup.schema import CODE, FORMULA, MOST, TABLES, VERSION, TableColumn, TableSpec

_UNSEEN: Final = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\x{ad}\x{61c}\x{180e}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{feff}"
    r"\x{fff9}-\x{fffb}\x{e0000}-\x{e007f}"
)
"""What nobody sees, as a class of RE2 has it: what `text/plain.py` takes out of what a register exports."""
_SPACES: Final = " \u3000\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_IN_A_LINE: Final = f"[{_UNSEEN}\\t\\n]"
_IN_A_TEXT: Final = f"[{_UNSEEN}]"
_FIRST_DAY: Final = "DATE '1980-01-01'"
_LAST_DAY: Final = "DATE '2199-12-31'"


class ExportRule(NamedTuple):
    """Why an export is refused, and the query that gives the sources it holds of."""

    said: str
    query: str


class Condition(NamedTuple):
    """Why, and what is true of a row that must not be."""

    said: str
    broken: str


def conditions(spec: TableSpec) -> list[Condition]:
    """What must not be true of any row of a table: by column, then of its columns together."""
    own = [
        Condition(f"{spec.name} 表里有别的年度或台账的行", "t.own_year IS DISTINCT FROM p.year"),
        Condition(f"{spec.name} 表里有别的年度或台账的行", "t.own_register IS DISTINCT FROM p.register"),
    ]
    for column in spec.columns[2:]:
        own += _of_column(spec.name, column)
    return [*own, *_TOGETHER.get(spec.name, ())]


def _of_column(table: str, column: TableColumn) -> Iterator[Condition]:
    where, name = f"{table} 表的 {column.name}", f"t.{column.name}"
    if not column.null:
        yield Condition(f"{where} 有空着的", f"{name} IS NULL")
    if column.words:
        words = ", ".join(map(quoted, column.words))
        yield Condition(f"{where} 有不认识的词", f"{name} NOT IN ({words})")
    elif column.type == "VARCHAR":
        yield from _of_text(where, name, column)
    elif column.type == "DATE":
        yield Condition(f"{where} 的日期不对", f"{name} NOT BETWEEN {_FIRST_DAY} AND {_LAST_DAY}")
    elif column.type != "BOOLEAN":
        yield Condition(f"{where} 有负数或太大的数", f"NOT ({name} >= 0 AND {name} <= {MOST})")


def _of_text(where: str, name: str, column: TableColumn) -> Iterator[Condition]:
    yield Condition(f"{where} 有超过 {column.longest} 个字的", f"length({name}) > {column.longest}")
    if column.shape == "code":
        yield Condition(f"{where} 的写法不对", f"NOT regexp_full_match({name}, {quoted(CODE)})")
    elif column.shape == "text":
        yield Condition(f"{where} 有看不见的字符", f"regexp_matches({name}, {quoted(_IN_A_TEXT)})")
    else:
        yield Condition(f"{where} 有看不见的字符或换行", f"regexp_matches({name}, {quoted(_IN_A_LINE)})")
        signs, first = ", ".join(map(quoted, FORMULA)), f"left(ltrim({name}, '{_SPACES}'), 1)"
        yield Condition(f"{where} 有表格软件会当成公式的（以 = + - @ 开头）", f"{first} IN ({signs})")
        if not column.null:
            yield Condition(f"{where} 有空白的", f"trim({name}) = ''")


_OUTSIDE: Final = ", ".join(quoted(kind) for kind in sorted(OUTSIDE))
_TOGETHER: Final[dict[str, tuple[Condition, ...]]] = {
    "registers": (
        Condition(f"导出格式不是第 {VERSION} 版", f"t.version <> {VERSION}"),
        Condition("registers 表的印发日期和计划年度对不上", "abs(year(t.issued) - t.own_year) > 1"),
        Condition(
            "registers 表的数据截至日和计划年度对不上", "year(t.as_of) NOT BETWEEN t.own_year - 1 AND t.own_year + 2"
        ),
    ),
    "units": (
        Condition("units 表里拿政府以外的单位来比较", f"t.compared AND (t.asked OR t.kind IN ({_OUTSIDE}))"),
        Condition("units 表里把政府的单位写成只商请的", f"t.asked AND t.kind NOT IN ({_OUTSIDE})"),
    ),
    "duties": (
        Condition("duties 表里评价只商请的责任", "t.judged AND t.asked"),
        Condition("duties 表里计了不评价的责任", "t.reckoned AND NOT t.judged"),
        Condition("duties 表里按时完成的不合规则", "t.on_time <> (t.reckoned AND t.state = 'done')"),
        Condition("duties 表里把评价的责任写成商请", "t.judged AND t.state = 'invited'"),
    ),
    "samples": (
        Condition("samples 表里的数相互矛盾", "t.reckoned > t.number OR t.on_time > t.reckoned"),
        Condition("samples 表里计了不评价的责任", "t.reckoned > 0 AND NOT t.judged"),
    ),
}


def rules() -> Iterator[ExportRule]:
    """What must hold of a table as a whole, and between tables."""
    own = "(SELECT source, count(*) AS number FROM raw_{} GROUP BY source) t"
    yield ExportRule(
        "registers 表不是一行",
        f"SELECT p.source FROM places p LEFT JOIN {own.format('registers')} ON t.source = p.source "
        "WHERE coalesce(t.number, 0) <> 1",
    )
    for spec in TABLES.values():
        if spec.name != "registers":
            yield ExportRule(
                f"{spec.name} 表的行数与 registers 表写的不符",
                f"SELECT r.source FROM raw_registers r LEFT JOIN {own.format(spec.name)} ON t.source = r.source "
                f"WHERE coalesce(t.number, 0) <> r.{spec.name}_rows",
            )
        if spec.key and spec.name != "duties":
            key = ", ".join(("source", *spec.key))
            query = f"SELECT source FROM raw_{spec.name} GROUP BY {key} HAVING count(*) > 1"
            yield ExportRule(f"{spec.name} 表有重复的行", query)
    yield ExportRule(
        "duties 表的序号不是从 1 起一个一行",
        "SELECT source FROM raw_duties GROUP BY source "
        "HAVING min(duty) <> 1 OR max(duty) <> count(*) OR sum(duty) <> count(*) * (count(*) + 1) // 2",
    )
    yield from _references()
    yield from _of_duties()
    yield from _of_samples()


_FIT: Final = "r.in_use AND r.unusable = 0"
"""Whether a register is judged: it is in use, and all of it can be read."""


def _of_duties() -> Iterator[ExportRule]:
    """A duty against the day and the register, and none twice: who is judged, what is late and what is reckoned."""
    judged = "SELECT d.source FROM raw_duties d JOIN raw_registers r ON r.source = d.source WHERE"
    yield ExportRule("duties 表里逾期的责任时限还没有过", f"{judged} d.state = 'overdue' AND d.due >= r.as_of")
    yield ExportRule("台账还没有启用或者有数据不能用，却评价了单位", f"{judged} d.judged AND NOT ({_FIT})")
    yield ExportRule("duties 表里该评价的没有评价", f"{judged} {_FIT} AND NOT d.asked AND NOT d.judged")
    yield ExportRule(
        "duties 表里该不该计入按时完成率与时限、状态不符",
        f"{judged} d.reckoned <> (d.judged AND d.due < r.as_of AND d.original_due >= r.issued "
        "AND d.state NOT IN ('waived', 'returned', 'backfill'))",
    )
    key = "source, kind, task, obligation, finding, unit, period"
    yield ExportRule("duties 表有重复的责任", f"SELECT source FROM raw_duties GROUP BY {key} HAVING count(*) > 1")
    yield ExportRule(
        "shares 表里有不是共同完成的责任",
        "SELECT s.source FROM raw_shares s JOIN raw_duties d ON d.source = s.source AND d.duty = s.duty "
        "WHERE d.unit IS NOT NULL",
    )
    office = f"SELECT source FROM raw_units WHERE kind IN ({_OUTSIDE}) AND NOT asked"
    yield ExportRule("units 表里把政府以外的单位写成要评价的", f"{office} GROUP BY source HAVING count(*) > 1")


def _of_samples() -> Iterator[ExportRule]:
    """The course of the year ends with what the duties say, and never shows many more than there are."""
    yield ExportRule(
        "samples 表里 as_of 那天的条数与 duties 表不符",
        "WITH d AS (SELECT source, kind, judged, state, count(*) AS number, count_if(reckoned) AS reckoned, "
        "count_if(on_time) AS on_time FROM raw_duties GROUP BY ALL), "
        "s AS (SELECT t.source, t.kind, t.judged, t.state, t.number, t.reckoned, t.on_time FROM raw_samples t "
        "JOIN raw_registers r ON r.source = t.source AND r.as_of = t.day) "
        "SELECT source FROM d FULL JOIN s USING (source, kind, judged, state) JOIN raw_registers r USING (source) "
        "WHERE year(r.as_of) <= r.own_year AND (d.number, d.reckoned, d.on_time) "
        "IS DISTINCT FROM (s.number, s.reckoned, s.on_time)",
    )
    yield ExportRule(
        "samples 表里有一天的条数比责任多得多",
        "SELECT s.source FROM raw_samples s JOIN raw_registers r ON r.source = s.source "
        "GROUP BY s.source, s.day, r.duties_rows HAVING sum(s.number) > 2 * r.duties_rows",
    )


_LINKS: Final = (
    ("duties", "unit", "units", "unit"),
    ("duties", "task", "tasks", "task"),
    ("duties", "obligation", "obligations", "obligation"),
    ("shares", "unit", "units", "unit"),
    ("shares", "duty", "duties", "duty"),
    ("obligations", "task", "tasks", "task"),
    ("records", "unit", "units", "unit"),
)
"""A column of a table, and the column of another in which every value of it must stand."""


def _references() -> Iterator[ExportRule]:
    for table, column, other, key in _LINKS:
        yield ExportRule(
            f"{table} 表的 {column} 在 {other} 表里没有",
            f"SELECT t.source FROM (SELECT DISTINCT source, {column} FROM raw_{table} WHERE {column} IS NOT NULL) t "
            f"ANTI JOIN raw_{other} o ON o.source = t.source AND o.{key} = t.{column}",
        )
    yield ExportRule(
        "duties 表里评价了只商请的单位，或者对要评价的单位只是商请",
        "SELECT d.source FROM raw_duties d JOIN raw_units u ON u.source = d.source AND u.unit = d.unit "
        "WHERE d.asked <> u.asked",
    )
    yield ExportRule(
        "shares 表里列了只商请的单位",
        "SELECT s.source FROM raw_shares s JOIN raw_units u ON u.source = s.source AND u.unit = s.unit WHERE u.asked",
    )
