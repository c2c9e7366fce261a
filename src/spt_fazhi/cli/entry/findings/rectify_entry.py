"""`record rectify`: what was typed, completed by questions where there is a terminal, as a report to write."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from spt_fazhi.cli.entry.evidence_prompts import Proof, ask_proof
from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.output import note
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.model.fields import parse_text
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.inspection.find import find_finding
from spt_fazhi.services.record import new_file
from spt_fazhi.services.record.findings import (
    duty_of,
    name_of,
    open_names,
    refuse_settled,
    stage_told,
    stage_typed,
    unit_of,
)
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.text.plain import clean_line, one_line
from spt_fazhi.views.wording import chinese_date

_NO_PROOF: Final = "复核时无据可查"


@frozen
class RectifyOptions:
    """The options of `record rectify`."""

    finding: str | None
    unit: str | None
    day: str | None
    title: str | None
    detail: str | None
    document: str | None
    link: str | None
    stage: str | None
    files: tuple[Path, ...]


def rectify_file(session: Session, typed: RectifyOptions) -> NewFile:
    """A report on a finding. Raises UsageError for what is missing or does not fit, RefusedError for a closed one."""
    asker = Asker()
    found = asker.get(
        "问题编号", "问题编号（如 k7q2.1）", typed.finding,
        lambda text: find_finding(session.register, text), choices=open_names(session),
    )  # fmt: skip
    unit = None
    if found is not None:
        refuse_settled(session, found)
        unit = unit_of(session, found, typed.unit)
        if asker.can_ask and not (typed.day and typed.title):
            _introduce(session, found)
    day = asker.get("--date", f"整改日期（如 {session.day}）", typed.day, session.day_typed)
    title = asker.get("--title", "做了什么（一句话）", typed.title, lambda text: parse_text(clean_line(text)))
    stage = asker.given("--stage", typed.stage, stage_typed)
    if asker.lacking or not (found and unit and day and title):
        raise asker.missing()
    proof = Proof(document=typed.document, link=typed.link, files=typed.files)
    if asker.is_asking:
        if stage is None:
            label = "整改完成了，还是只完成了一部分（写 完成 或 阶段性；完成的直接回车）"
            stage = asker.optional(label, stage_told) or None
        proof = proof or ask_proof(asker, _NO_PROOF)
    return new_file.rectify(
        session,
        found=found,
        unit=unit,
        day=day,
        title=title,
        more={"detail": typed.detail, "document": proof.document, "link": proof.link, "stage": stage},
        files=proof.files,
    )


def _introduce(session: Session, found: Found) -> None:
    """Show what was found, what is demanded and by when."""
    finding, now = found.finding, duty_of(session, found)
    note(f"问题 {name_of(found)}（{one_line(found.inspection.value.title, 40)}）：{one_line(finding.problem)}")
    if finding.demand:
        note(f"  整改要求：{one_line(finding.demand)}")
    note(f"  责任单位：{one_line(finding.unit)}；整改时限：{chinese_date(now.due if now else finding.due)}")
