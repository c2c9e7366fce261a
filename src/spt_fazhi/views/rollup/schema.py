"""What a register hands over to be added up: tables, their columns and what may stand in them; version 1.

Tools beside this program read it as `sql/schema.json`, people in docs/rollup.md: both are made from here.
"""

from __future__ import annotations

from typing import Any, Final, Literal, NamedTuple, get_args

from spt_fazhi.engine.duties import DutyKind
from spt_fazhi.engine.states import STATES
from spt_fazhi.model.choices import SCOPES, UNIT_KINDS
from spt_fazhi.model.entries.record import RECORD_KINDS

VERSION: Final = 1
"""Another number wherever a column is added, goes, or means something else."""
FILE: Final = "data.parquet"
"""What the one file in each partition is called."""
REGISTER: Final = "[a-z0-9][a-z0-9-]{0,39}"
"""What a register's own mark looks like: it is a folder's name on any disk."""
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2099
Type = Literal["VARCHAR", "INTEGER", "DOUBLE", "DATE", "BOOLEAN"]
Shape = Literal["line", "text", "code"]
"""What a text is: one line that is shown, several lines, or a word that names something."""
CODE: Final = r"[!-~]{1,80}"
"""Visible ASCII: codes of units, ids of records, of obligations, of periods."""
FORMULA: Final = "=+-@＝＋－＠"
"""What a line must not begin with: a spreadsheet would take it for a formula."""
_LINE: Final = 500
_TEXT: Final = 20_000
MOST: Final = 1_000_000_000
"""No number in an export is larger, none is below nought."""


class TableColumn(NamedTuple):
    """A column: its name, its type as SQL has it, what it says in Chinese; of a text what it may be."""

    name: str
    type: Type
    said: str
    null: bool = False
    words: tuple[str, ...] = ()
    shape: Shape = "line"
    longest: int = _LINE


class TableSpec(NamedTuple):
    """A table: its name, what it has a row for, which columns tell its rows apart, and all its columns."""

    name: str
    said: str
    key: tuple[str, ...]
    columns: tuple[TableColumn, ...]


def _code(name: str, said: str, *, null: bool = False) -> TableColumn:
    return TableColumn(name, "VARCHAR", said, null, shape="code", longest=80)


def _word(name: str, said: str, words: tuple[str, ...], *, null: bool = False) -> TableColumn:
    return TableColumn(name, "VARCHAR", said, null, words, "code")


def _line(name: str, said: str, *, null: bool = False, longest: int = _LINE) -> TableColumn:
    return TableColumn(name, "VARCHAR", said, null, longest=longest)


def _text(name: str, said: str) -> TableColumn:
    return TableColumn(name, "VARCHAR", said, null=True, shape="text", longest=_TEXT)


def _number(name: str, said: str, *, null: bool = False) -> TableColumn:
    return TableColumn(name, "INTEGER", said, null)


def _day(name: str, said: str, *, null: bool = False) -> TableColumn:
    return TableColumn(name, "DATE", said, null)


def _flag(name: str, said: str) -> TableColumn:
    return TableColumn(name, "BOOLEAN", said)


def _amount(name: str, said: str) -> TableColumn:
    return TableColumn(name, "DOUBLE", said, null=True)


_KINDS: Final = get_args(DutyKind)
_STATES: Final = tuple(STATES)
_EVERY: Final = ("month", "quarter", "half")
PARTITION: Final = (
    _number("year", "计划年度，与文件夹 year=… 一致"),
    TableColumn(
        "register",
        "VARCHAR",
        "台账的代号，与文件夹 register=… 一致；别的编号只在本台账里有效",
        shape="code",
    ),
)
_TABLES: Final = (
    TableSpec(
        "registers",
        "台账，一本一行",
        (),
        (
            _number("version", "导出格式的版本"),
            _line("name", "县区名称，取自印发机关", longest=100),
            _line("title", "工作要点的名称"),
            _line("issuer", "印发机关", longest=100),
            _day("issued", "印发日期"),
            _day("as_of", "数据截至哪一天"),
            _code("revision", "取自 git 的哪次提交；不在 git 里的为空", null=True),
            _code("program", "导出用的程序版本"),
            _flag("in_use", "是否已启用：还没有记录、决定和督察的不评价任何单位"),
            _number("unusable", "读不出来、没有计入的数据有几处；有的整本不评价"),
            _number("incomplete", "名单没有核全的单位组有几个"),
            *(
                _number(f"{name}_rows", f"{name} 表有几行，供核对")
                for name in ("units", "tasks", "obligations", "duties", "shares", "records", "samples")
            ),
        ),
    ),
    TableSpec(
        "units",
        "单位，一家一行",
        ("unit",),
        (
            _code("unit", "单位代码"),
            _line("name", "单位名称", longest=100),
            _word("kind", "单位类别", tuple(UNIT_KINDS)),
            _flag("asked", "是否只商请：政府以外的单位，不评价、不催办、不排名"),
            _flag("compared", "是否参加比较：不含只商请的、管台账的、由别的单位承办的和已撤并的"),
            _line("phone", "办公电话；导出时写了 --phones 才有", null=True, longest=100),
        ),
    ),
    TableSpec(
        "tasks",
        "任务，一条一行",
        ("task",),
        (
            _number("task", "任务编号；附则是 0"),
            _line("section", "所在部分的编号，如 一", longest=40),
            _line("section_title", "所在部分的名称"),
            _line("title", "任务名称"),
            _word("state", "任务的状态", _STATES),
            _text("text", "任务原文；导出时写了 --texts 才有"),
        ),
    ),
    TableSpec(
        "obligations",
        "事项，一个一行",
        ("obligation",),
        (
            _code("obligation", "事项编号"),
            _number("task", "任务编号"),
            _line("title", "事项名称"),
            TableColumn("quote", "VARCHAR", "原文引句，用来认出各县区相同的事项", shape="text", longest=4000),
            _code("quote_key", "引句的指纹：空格、全角半角不同的算同一句"),
            _word("scope", "分别完成还是共同完成", tuple(SCOPES)),
            _word("every", "周期；有固定时限的为空", _EVERY, null=True),
            _day("due", "时限；按期的为空", null=True),
            _flag("assumed", "时限或周期是不是推定的"),
        ),
    ),
    TableSpec(
        "duties",
        "责任，一家单位（或几家共同）一个事项一期一行；报送和整改也在内",
        ("duty",),
        (
            _number("duty", "在本台账里的序号，从 1 起"),
            _word("kind", "种类：事项、报送、整改", _KINDS),
            _number("task", "任务编号；不属于任何任务的整改为空", null=True),
            _code("obligation", "事项编号；报送和整改为空", null=True),
            _code("finding", "督察问题的编号；其他为空", null=True),
            _code("unit", "单位代码；共同完成的为空，见 shares", null=True),
            _code("period", "期间，如 2024Q2；不分期的为空", null=True),
            _day("due", "时限，含批准延期后的"),
            _day("original_due", "原定时限"),
            _word("state", "状态", _STATES),
            _flag("asked", "是否只商请：承担的全是政府以外的单位"),
            _flag("judged", "是否评价：台账已启用，没有不能用的数据，且不是只商请的"),
            _flag("reckoned", "是否计入按时完成率：时限已过，且不是印发以前到期、不适用、退回后还可重报的"),
            _flag("on_time", "是否按时完成"),
            _flag("assumed", "时限是不是推定的"),
            _amount("achieved", "有佐证的完成数；比率的是达到数"),
            _amount("claimed", "报来的完成数，有没有佐证都算"),
            _amount("total", "比率的总数；其他为空"),
            _number("records", "计入的记录条数"),
            _number("chased", "催办（商请）次数"),
            _day("last_chased", "最近一次催办的日期", null=True),
        ),
    ),
    TableSpec(
        "shares",
        "共同完成的责任由谁负责，一家一行：牵头的，都不牵头的是全部承担单位；只商请的不列",
        ("duty", "unit"),
        (
            _number("duty", "责任的序号"),
            _code("unit", "单位代码"),
            _number("chased", "为它催办这家单位的次数"),
        ),
    ),
    TableSpec(
        "records",
        "记录，一条一行，只到 as_of 那天录入的",
        ("record",),
        (
            _code("record", "记录编号"),
            _word("kind", "种类：佐证、进展、整改、作废", tuple(RECORD_KINDS)),
            _code("unit", "单位代码", null=True),
            _number("task", "任务编号；整改和作废为空", null=True),
            _code("obligation", "事项编号；不是佐证的为空", null=True),
            _code("finding", "督察问题的编号；不是整改的为空", null=True),
            _code("period", "期间；没有写的为空", null=True),
            _day("day", "发生的日期；进展和作废是录入的日期"),
            _day("recorded", "录入的日期"),
            _flag("proved", "有没有文号、网址或附件"),
            _flag("withdrawn", "是否已作废、退回或去除"),
            _flag("returned", "是否被退回"),
            _number("attachments", "附件个数"),
            TableColumn("title", "VARCHAR", "标题；导出时写了 --texts 才有", null=True, shape="text", longest=_TEXT),
            _text("detail", "详情，进展的主要做法；导出时写了 --texts 才有"),
            _text("files", "附件的名称，一行一个；导出时写了 --files 才有"),
        ),
    ),
    TableSpec(
        "samples",
        "各月月底和 as_of 那天各状态有几条，按现在知道的情况倒推",
        ("day", "kind", "judged", "state"),
        (
            _day("day", "哪一天"),
            _word("kind", "种类", _KINDS),
            _flag("judged", "是否评价"),
            _word("state", "那天的状态", _STATES),
            _number("number", "几条"),
            _number("reckoned", "其中计入按时完成率的几条"),
            _number("on_time", "其中按时完成的几条"),
        ),
    ),
)
TABLES: Final[dict[str, TableSpec]] = {
    each.name: each._replace(columns=(*PARTITION, *each.columns)) for each in _TABLES
}
Row = tuple[Any, ...]
"""The values of a table's columns but the first two, the partition's."""


def schema_document() -> dict[str, Any]:
    """The whole of it for other tools: version, tables, keys, columns with their types and words."""
    return {
        "version": VERSION,
        "layout": f"{{table}}/year={{year}}/register={{register}}/{FILE}",
        "tables": {
            spec.name: {
                "said": spec.said,
                "key": [column.name for column in PARTITION] + list(spec.key),
                "columns": [
                    {
                        "name": column.name,
                        "type": column.type,
                        "null": column.null,
                        "said": column.said,
                        **({"words": list(column.words)} if column.words else {}),
                    }
                    for column in spec.columns
                ],
            }
            for spec in TABLES.values()
        },
    }
