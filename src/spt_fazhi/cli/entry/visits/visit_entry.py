"""`inspect new` and `inspect add`: what was typed, completed by questions where there is a terminal, as one file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.entry.visits.finding_entry import (
    FindingOptions,
    findings_typed,
    in_table,
    require_one_way,
    tables_typed,
)
from spt_fazhi.cli.output import note
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.fields import parse_text
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.plan import Obligation
from spt_fazhi.model.register import Entry
from spt_fazhi.services.inspection.find import find_inspection
from spt_fazhi.services.lookups import find_obligations, find_owners
from spt_fazhi.services.record.inspections.findings import NewFinding, given_in
from spt_fazhi.services.record.inspections.new_visit import NewVisit, counted_for, later_findings, visit_file
from spt_fazhi.services.record.inspections.typed import FindingReader
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.plain import clean_line, one_line
from spt_fazhi.views.wording import names_text

_NONE: Final = frozenset({"无", "不计入", "没有", "否", "不", "n", "no", "0", "-"})
_YES: Final = frozenset({"y", "yes", "是", "好", "计入"})
_BETWEEN_NAMES: Final = "[,，、;；]"
_SHOWN: Final = 20


@frozen
class VisitOptions:
    """The options of `inspect new`."""

    title: str | None
    began: str | None
    ended: str | None
    by: tuple[str, ...]
    visited: tuple[str, ...]
    obligations: tuple[str, ...]
    document: str | None
    findings: FindingOptions


@frozen
class Prepared:
    """A file to write: with its findings, the obligations it counts for, and what the clerk should know before."""

    file: NewFile
    findings: tuple[NewFinding, ...]
    counted: tuple[Obligation, ...] = ()
    first: Entry[Inspection] | None = None
    remarks: tuple[str, ...] = ()


def new_visit(session: Session, typed: VisitOptions) -> Prepared:
    """A visit. Raises UsageError for what is missing or does not fit, FilesRefusedError for a table with faults."""
    require_one_way(typed.findings)
    _refuse_first(session, typed)
    sheets = tables_typed(typed.findings)
    asker = Asker()
    title = asker.get("--title", "督察名称（如 2024年第一次法治建设实地督察）", typed.title, _line)
    began = asker.get("--from", f"开始日期（如 {session.day}）", typed.began, session.day_typed)
    ended = asker.get("--to", "结束日期（当天结束的写同一天）", typed.ended, session.day_typed)
    if began is not None and ended is not None and ended < began:
        raise UsageError(f"结束日期 {ended} 早于开始日期 {began}", "请核对 --from 和 --to")
    known = None
    if sheets is not None and began is not None and ended is not None:  # its faults are told before more is asked
        known = in_table(sheets, typed.findings, _reader(session, began, ended))
    by = asker.get("--by", "督察单位（几家的用顿号隔开）", "、".join(typed.by) or None, partial(_inspectors, session))
    visited = asker.get(
        "--visited", "督察了哪些单位（单位或单位组，几家的用顿号隔开）", "、".join(typed.visited) or None,
        partial(_visited, session), choices=tuple(session.directory.groups),
    )  # fmt: skip
    counted, remarks = _obligations(session, asker, typed.obligations, by or ())
    document = asker.given("--document", typed.document, _line)
    if asker.is_asking and document is None:
        document = asker.optional("督察通知或通报的文号（没有就回车）", _line)
    if asker.lacking or not (title and began and ended and by and visited):
        raise asker.missing()
    visited = _without_inspectors(visited, by)
    if visited.groups:
        names = names_text(visited.names, 0)
        out = f"（督察单位{names_text(visited.left_out, 0)}除外）" if visited.left_out else ""
        note(f"{names_text(visited.groups, 0)}展开为 {len(visited.names)} 家{out}：{names}")
    table = known or findings_typed(asker, typed.findings, _reader(session, began, ended))
    if asker.lacking:
        raise asker.missing()
    visit = NewVisit(
        title=title, began=began, ended=ended, by=by, visited=visited.names, obligations=counted, document=document
    )
    said = _not_visited(asker, table.findings, by, visited.names)
    return Prepared(
        file=visit_file(session, visit, table.findings),
        findings=table.findings,
        counted=counted,
        remarks=(*remarks, *table.remarks, *said),
    )


def later(session: Session, typed_id: str | None, findings: FindingOptions, document: str | None) -> Prepared:
    """What was found later in a visit, or left out. Raises as `new_visit` does."""
    require_one_way(findings)
    sheets = tables_typed(findings)
    asker = Asker()
    known = session.register.inspections
    choices = tuple(each.id for each in known if each.value.adds_to is None)
    first = asker.get(
        "督察编号", "给哪次督察补充问题（督察编号）", typed_id, lambda text: _first(session, text), choices=choices
    )
    if first is None:
        raise asker.missing()
    visit, given = first.value, given_in(session.register, first)
    reader = replace(_reader(session, visit.from_, visit.to), added=session.day)
    if sheets is not None:
        table = in_table(sheets, findings, reader, given)
    else:
        table = findings_typed(asker, findings, reader, given, needed=True)
    if asker.lacking or not table.findings:
        raise asker.missing()
    said = _not_visited(asker, table.findings, visit.by, session.directory.expand(visit.visited))
    return Prepared(
        file=later_findings(session, first, table.findings, asker.given("--document", document, _line)),
        findings=table.findings,
        first=first,
        remarks=(*table.remarks, *said),
    )


def _refuse_first(session: Session, typed: VisitOptions) -> None:
    """Raise UsageError for options that will not do, before anything is asked: no answer is typed for nothing."""
    for option, day in (("--from", typed.began), ("--to", typed.ended)):
        Asker.given(option, day, session.day_typed)
    if typed.by:
        _inspectors(session, "、".join(typed.by))
    if typed.visited:
        _visited(session, "、".join(typed.visited))
    for each in typed.obligations:
        if not _is_none(each):
            find_obligations(session, each)


def _reader(session: Session, began: date, ended: date) -> FindingReader:
    return FindingReader(workspace=session, began=began, ended=ended, read_day=session.day_typed)


def _is_none(typed: str) -> bool:
    """Whether it says that the visit counts for nothing."""
    return narrow(typed).lower() in _NONE


def _first(session: Session, typed: str) -> Entry[Inspection]:
    """The visit that was typed, or the one that a later file adds to. Raises UsageError."""
    found = find_inspection(session.register, typed)
    parent = found.value.adds_to
    return found if parent is None else find_inspection(session.register, parent)


@frozen
class _Visited:
    """Whom a visit went to, by name, and the groups that were typed for them: the file names the units.

    `typed` are the units that were typed themselves; `left_out` those of the groups that inspect.
    """

    names: tuple[str, ...]
    groups: tuple[str, ...]
    typed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def _visited(session: Session, typed: str) -> _Visited:
    """The units, or those of groups, that were typed. Raises UsageError."""
    units = find_owners(session, [typed], None).units
    parts = [part.strip() for part in re.split(_BETWEEN_NAMES, typed) if part.strip()]
    groups = [group.name for part in parts if (group := session.directory.group(part)) is not None]
    alone = [session.unit(part).name for part in parts if session.directory.group(part) is None]
    return _Visited(names=tuple(unit.name for unit in units), groups=tuple(dict.fromkeys(groups)), typed=tuple(alone))


def _inspectors(session: Session, typed: str) -> tuple[str, ...]:
    """The names of the units that inspect, each once. Raises UsageError."""
    parts = [part for part in re.split(_BETWEEN_NAMES, typed) if part.strip()]
    if not parts:
        raise UsageError("没有写督察单位", "请写单位的名称、简称或代码")
    return tuple(dict.fromkeys(session.unit(part.strip()).name for part in parts))


def _obligations(
    session: Session, asker: Asker, typed: Sequence[str], by: Sequence[str]
) -> tuple[tuple[Obligation, ...], tuple[str, ...]]:
    """The obligations that the visit counts for, and a remark where it counts for none and might; never in silence."""
    if typed:
        if any(map(_is_none, typed)):
            if len(typed) > 1:
                raise UsageError("--obligation 写了“无”，就不能再写事项编号", "请去掉其中一样")
            return (), ()
        chosen = tuple(dict.fromkeys(one for each in typed for one in find_obligations(session, each)))
        return chosen, _may_count_too(session, chosen, by)
    offered = counted_for(session, by)
    if not offered:
        return (), ()
    named = tuple(f"{each.id} {one_line(each.title, 40)}" for each in offered)
    if not asker.can_ask:
        options = " ".join(f"--obligation {each.id}" for each in offered)
        said = f"没有写 --obligation，这次督察不计入任何事项；可以计入 {names_text(named, 0)}（{options}）"
        return (), (said,)
    if len(offered) == 1:
        label = f"计入事项 {named[0]} 吗（写 是 或 否）"
        return asker.get("--obligation", label, None, partial(_yes, offered)) or (), ()
    label = "计入哪些事项（几项的用顿号隔开；都不计入的写 无）"
    return asker.get("--obligation", label, None, partial(_chosen, session, offered), choices=named) or (), ()


def _may_count_too(session: Session, chosen: Sequence[Obligation], by: Sequence[str]) -> tuple[str, ...]:
    """A remark on other obligations that speak of visits, which the visit was not said to count for."""
    others = tuple(each for each in counted_for(session, by) if each not in chosen)
    if not others:
        return ()
    named = names_text([f"{each.id} {one_line(each.title, 40)}" for each in others], 0)
    options = " ".join(f"--obligation {each.id}" for each in others)
    return (f"这次督察还可以同时计入 {named}（登记时加 {options}）",)


def _yes(offered: tuple[Obligation, ...], typed: str) -> tuple[Obligation, ...]:
    text = narrow(typed).lower()
    if text in _YES or text == offered[0].id:
        return offered
    if _is_none(typed):
        return ()
    raise ValueError("请写 是 或 否")


def _chosen(session: Session, offered: tuple[Obligation, ...], typed: str) -> tuple[Obligation, ...]:
    if _is_none(typed):
        return ()
    return offered if narrow(typed) in {"都计入", "全部", "都"} else find_obligations(session, typed)


def _without_inspectors(visited: _Visited, by: Sequence[str]) -> _Visited:
    """Those visited less the inspectors that only a group brought in. Raises UsageError for one typed by its name."""
    both = tuple(name for name in visited.names if name in by)
    named = tuple(name for name in both if name in visited.typed)
    if named:
        raise UsageError(f"{names_text(named, _SHOWN)}既是督察单位，又是受访单位", "请在 --by 或 --visited 里去掉它")
    names = tuple(name for name in visited.names if name not in both)
    if not names:
        raise UsageError(f"{names_text(visited.groups, 0)}里只有督察单位自己", "请核对 --by 和 --visited")
    return replace(visited, names=names, left_out=both)


def _not_visited(
    asker: Asker, findings: Sequence[NewFinding], by: Sequence[str], visited: Sequence[str]
) -> tuple[str, ...]:
    """A remark on units with findings that were not visited; on a terminal it is asked first whether that is meant.

    Raises UsageError where it is not.
    """
    names = tuple(dict.fromkeys(each.unit.name for each in findings if each.unit.name not in visited))
    if not names or not visited:
        return ()
    known = names_text(names, _SHOWN)
    own = names_text([name for name in names if name in by], _SHOWN)
    why = f"（其中{own}是督察单位）" if own else ""
    said = f"{known}有问题，但不在受访单位里{why}：通报等文稿只写它是问题的责任单位，不写督察到了它"
    if asker.can_ask:
        note(f"{said}。")
        if not asker.get("--visited", "照这样登记吗（写 是 或 否）", None, _agreed):
            raise UsageError("没有写入", "到过的单位请写进受访单位；写错的责任单位请改正后重新登记")
        return ()
    return (f"{said}；不对的，登记前请改正。",)


def _agreed(typed: str) -> bool:
    """Whether it says yes. Raises ValueError for what says neither."""
    if narrow(typed).lower() in _YES:
        return True
    if _is_none(typed):
        return False
    raise ValueError("请写 是 或 否")


def _line(typed: str) -> str:
    return parse_text(clean_line(typed))
