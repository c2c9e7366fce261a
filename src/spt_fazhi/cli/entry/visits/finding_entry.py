"""The findings of a visit: from a table, from options, or asked for one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.output import note
from spt_fazhi.errors import UsageError
from spt_fazhi.model.fields import parse_text
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.services.record.faults import FilesRefusedError
from spt_fazhi.services.record.inspections.findings import Given, NewFinding, for_each, numbered
from spt_fazhi.services.record.inspections.table import FindingTable, read_findings
from spt_fazhi.services.record.inspections.typed import FindingReader, is_nothing
from spt_fazhi.store.documents.any_tables import read_tables
from spt_fazhi.text.cells import Sheet
from spt_fazhi.text.plain import clean_line
from spt_fazhi.views.wording import names_text

_TABLE_LABEL: Final = "问题清单文件（.xlsx、.csv、.docx；没有就回车）"
_DUE_LABEL: Final = "整改时限（如 6月30日；督察结束前改好的写 立行立改）"

_NO_KINDS: Final = "表里没有“问题类型”一列，登记的问题都没有类型；同属一种的可用 --kind 写明，不同的请在表里加这一列。"


@frozen
class FindingOptions:
    """The options with which one finding is given, or the table with many.

    With a table `kind` and `severity` are those of the rows that say none.
    """

    table: str | None = None
    unit: tuple[str, ...] = ()
    problem: str | None = None
    demand: str | None = None
    due: str | None = None
    task: str | None = None
    kind: str | None = None
    severity: str | None = None

    @property
    def is_one(self) -> bool:
        """Whether a finding was given by options."""
        usual = self.table is None and (self.kind or self.severity)
        return bool(self.unit or self.problem or self.demand or self.due or self.task or usual)


def require_one_way(typed: FindingOptions) -> None:
    """Raise UsageError where a table and a single finding are both given."""
    if typed.table is not None and typed.is_one:
        raise UsageError(
            "--findings 和 --unit、--problem、--due 等只用一样",
            "一个问题用 --unit、--problem、--due，多个用 --findings 表格；表里没有写的可以用 --kind、--severity 统一写",
        )


def tables_typed(typed: FindingOptions) -> tuple[Sheet, ...] | None:
    """The tables of `--findings`, read at once; None where there is none. Raises UsageError and FazhiError."""
    return None if typed.table is None else read_tables(typed.table)


def in_table(
    sheets: Sequence[Sheet], typed: FindingOptions, reader: FindingReader, given: Given | None = None
) -> FindingTable:
    """The findings of the tables; `--kind` and `--severity` are for the rows that say none.

    A table without a column for kinds is remarked on. Raises UsageError and FilesRefusedError.
    """
    kind = Asker.given("--kind", typed.kind, reader.kind)
    severity = Asker.given("--severity", typed.severity, reader.severity)
    table = read_findings(sheets, replace(reader, usual_kind=kind, usual_severity=severity), given)
    if kind or any("kind" in each.places for each in table.findings):
        return table
    return replace(table, remarks=(*table.remarks, _NO_KINDS))


def findings_typed(
    asker: Asker, typed: FindingOptions, reader: FindingReader, given: Given | None = None, *, needed: bool = False
) -> FindingTable:
    """The findings by options or from a conversation, each with its number; none where none were given.

    With a terminal a conversation asks for them; where some are `needed` and nobody can be asked, `asker` notes what
    is missing. Raises UsageError and FilesRefusedError.
    """
    if typed.is_one:
        return _settled(_one(asker, typed, reader), given)
    if not asker.can_ask:
        if needed:
            asker.get("--findings（或 --unit、--problem、--due）", "", None, str)
        return FindingTable()
    if not (needed or asker.is_asking):
        return FindingTable()
    table = asker.optional(_TABLE_LABEL, lambda text: in_table(read_tables(text.strip(" '\"")), typed, reader, given))
    if table is not None:
        return table
    return _settled(_asked(asker, reader, needed=needed), given)


def _one(asker: Asker, typed: FindingOptions, reader: FindingReader) -> Sequence[NewFinding]:
    """The finding of the options, for each of its units; what is missing is asked for."""
    chosen = asker.get("--unit", "责任单位", "、".join(typed.unit) or None, reader.units)
    problem = asker.get("--problem", "问题（一句话）", typed.problem, _line)
    due = asker.get("--due", _DUE_LABEL, typed.due, reader.due)
    demand = asker.given("--demand", typed.demand, _line)
    task = asker.given("--task", typed.task, reader.task)
    kind = asker.given("--kind", typed.kind, reader.kind)
    severity = asker.given("--severity", typed.severity, reader.severity)
    if chosen is None or problem is None or due is None:
        return ()
    first = NewFinding(
        unit=chosen.units[0], problem=problem, due=due, demand=demand, task=task, kind=kind, severity=severity
    )
    return for_each(first, chosen.units)


def _asked(asker: Asker, reader: FindingReader, *, needed: bool) -> list[NewFinding]:
    """Findings asked for until an empty answer; one at least where some are `needed`."""
    found: list[NewFinding] = []
    kinds = reader.workspace.register.info.finding_kinds
    while True:
        if needed and not found:
            chosen = asker.get("--unit", "责任单位", None, reader.units)
        else:
            more = "还有问题吗？责任单位（没有就回车）" if found else "逐个写问题：责任单位（没有就回车）"
            chosen = asker.optional(more, reader.units)
        if chosen is None:
            return found
        problem = asker.get("--problem", "问题（一句话）", None, _line)
        demand = asker.optional("整改要求（没有就回车）", _line)
        due = asker.get("--due", _DUE_LABEL, None, reader.due)
        task = asker.optional("对应的任务编号（没有就回车）", reader.task)
        kind = asker.optional(f"问题类型（{'、'.join(kinds)}；不写就回车）", reader.kind)
        severity = asker.optional("严重程度（一般、突出；不写就回车）", reader.severity)
        if problem is None or due is None:
            return found
        first = NewFinding(
            unit=chosen.units[0], problem=problem, due=due, demand=demand, task=task, kind=kind, severity=severity
        )
        found += for_each(first, chosen.units)


def _settled(findings: Sequence[NewFinding], given: Given | None) -> FindingTable:
    found, faults = numbered(findings, given)
    if faults:
        raise FilesRefusedError(faults)
    units = [each.unit.name for each in findings]
    if len(units) > 1 and len({each.problem for each in findings}) == 1:
        note(f"写了 {len(units)} 个单位（{names_text(units, 0)}），一个单位登记一个问题。")
    return FindingTable(findings=found)


def _line(typed: str) -> str:
    if is_nothing(typed):
        raise UsageError("不能只写“无”或“/”", "请写一句话；没有的不写这一项")
    return parse_text(clean_line(typed))
