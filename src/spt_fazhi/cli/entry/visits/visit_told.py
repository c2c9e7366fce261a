"""What is said of an inspection that was written, or would be: what it counts for, who has how much to put right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spt_fazhi.cli.entry.enter import tell_one
from spt_fazhi.cli.entry.visits.visit_entry import Prepared
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.references import finding_id, finding_name, short_finding
from spt_fazhi.services.record.inspections.dry_run import dry_run
from spt_fazhi.services.record.inspections.findings import counts_text
from spt_fazhi.services.record.record import record_all
from spt_fazhi.services.record.written import WrittenAll
from spt_fazhi.store.disk.typed import quoted
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.effect import Effect, effect_json
from spt_fazhi.views.spans import visit_days
from spt_fazhi.views.wording import achieved_text, item_text, state_text, target_text, unit_text


def enter_inspection(session: Session, prepared: Prepared, *, commit: bool, as_json: bool, only_look: bool) -> None:
    """Write the file, or with `only_look` say what would be written. Raises FazhiError with nothing written."""
    if only_look:
        _tell_dry_run(session, prepared, dry_run(session, prepared.file), as_json=as_json)
        return
    written = record_all(session, [prepared.file], prepared.file.subject, commit=commit)
    said = (*_lines(prepared, written), *_next(prepared, written.entries[0].id, session.root))
    more = {"inspection": _inspection_json(prepared, written.entries[0].id), "dry_run": False}
    tell_one(session, written, prepared.file.subject, said=said, remarks=prepared.remarks, as_json=as_json, more=more)


def _tell_dry_run(session: Session, prepared: Prepared, looked: WrittenAll, *, as_json: bool) -> None:
    for said in (*prepared.remarks, *looked.warnings):
        note(f"注意：{said}")
    if as_json:
        duties = [effect_json(each) for each in looked.effects]
        inspection = {**_inspection_json(prepared, looked.entries[0].id), "id": None}
        print_json({"dry_run": True, "inspection": inspection, "duties": duties, "warnings": list(looked.warnings)})
        return
    out().print("没有写入（--dry-run）。会写成：", soft_wrap=True)
    for each in prepared.findings:
        about = "，".join(filter(None, (each.kind, each.severity, f"任务{each.task}" if each.task is not None else "")))
        about = f"（{about}）" if about else ""
        demand = f"，整改要求：{each.demand}" if each.demand else ""
        line = f"{each.number}. {each.unit.name}：{each.problem}{about}{demand}，整改时限 {each.due}"
        out().print(f"  {one_line(line)}", soft_wrap=True)
    for line in _lines(prepared, looked):
        out().print(line, soft_wrap=True)
    session.warn_unusable()


def _lines(prepared: Prepared, written: WrittenAll) -> Iterator[str]:
    """What was written, who has how much to put right, what it counts for."""
    visit = written.entries[0].value
    days = visit_days(visit)
    if prepared.first is None:
        yield one_line(f"{visit.title}（{days}），督察单位 {len(visit.by)} 家，受访单位 {len(visit.visited)} 家")
    else:
        yield one_line(f"补充到 {prepared.first.id} {visit.title}（{days}）")
    if prepared.findings:
        yield f"问题 {len(prepared.findings)} 个：{counts_text(prepared.findings)}"
    elif prepared.first is None:
        yield "没有登记问题；后来补充用 fazhi inspect add"
    yield from _counted(prepared, written)


def _counted(prepared: Prepared, written: WrittenAll) -> Iterator[str]:
    """What the visit counts for: `4.1：0/2次 → 1/2次`; a duty that stays as it is too."""
    moved: dict[str, list[Effect]] = {}
    for effect in written.effects:
        moved.setdefault(effect.after.duty.key.obligation, []).append(effect)
    for obligation in prepared.counted:
        if obligation.id not in moved:
            yield f"计入 {obligation.id} {one_line(obligation.title, 40)}：状态和进度不变"
        for effect in moved.get(obligation.id, ()):
            yield f"计入 {effect_line(effect)}"
    if not prepared.counted and prepared.first is None:
        yield "不计入任何事项"


def effect_line(effect: Effect) -> str:
    """`4.1 法治建设实地督察：0/2次 → 1/2次，推进中`; of a duty that each unit has, the unit too; without a number of
    times, `未启动 → 已完成`.
    """
    before, after = effect.before, effect.after
    own = "" if not after.duty.key.unit else f"（{unit_text(after)}）"
    about = f"{item_text(after)} {one_line(after.duty.title, 40)}{own}"
    if isinstance(after.target, CountTarget):
        return f"{about}：{_amount(before)} → {_amount(after)}，{state_text(after)}"
    return f"{about}：{state_text(before)} → {state_text(after)}"


def _amount(each: Assessed) -> str:
    """How much is in; where nothing is, none of the target."""
    said = achieved_text(each)
    return f"0/{target_text(each.target)}" if said == "—" else said


def _next(prepared: Prepared, entry: str, root: Path) -> Iterator[str]:
    """The commands that come next."""
    at = "" if root == Path.cwd() else f" --root {quoted(str(root))}"
    first = finding_name(prepared.first.id if prepared.first else entry)
    yield f"看这次督察：fazhi inspect show {first}{at}"
    if prepared.findings:
        number = short_finding(entry, prepared.findings[0].number)
        yield f"单位报整改：fazhi record rectify {number}{at}"


def _inspection_json(prepared: Prepared, entry: str) -> dict[str, Any]:
    return {
        "id": entry,
        "adds_to": prepared.first.id if prepared.first else None,
        "obligations": [each.id for each in prepared.counted],
        "findings": [
            {**each.fields, "id": finding_id(entry, each.number), "finding": each.number} for each in prepared.findings
        ],
    }
