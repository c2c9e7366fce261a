"""A record, a decision or something issued as one line of a page."""

from __future__ import annotations

from typing import Final, NamedTuple

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.entries.decision import DECISION_WORDS, Close, Decision, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import RECORD_WORDS, STAGES, Evidence, Progress, Record, Rectify
from spt_fazhi.model.references import finding_id, finding_name, short_finding
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit
from spt_fazhi.views.lists.issued import about_of, issued_word
from spt_fazhi.views.wording import chinese_date, names_text

_ABOUT: Final = 4


class DossierLine(NamedTuple):  # a tuple: one for each record of a board
    """An entry in short.

    `withdrawn` says by which other one it no longer counts, `withdrawn_word` how (作废, 退回, 去除); "" when it does.
    """

    id: str
    day: str
    word: str
    unit: str
    about: str
    text: str
    files: int
    withdrawn: str
    file: str
    withdrawn_word: str = ""

    @property
    def gone(self) -> str:
        """`已退回（2024-08-01-return-fj42）`; empty for what counts."""
        return f"已{self.withdrawn_word}（{self.withdrawn}）" if self.withdrawn else ""


def until_text(unit: Unit) -> str:
    """`到2024年4月30日为止，由甲局承接`; empty for a unit without an end."""
    if unit.until is None:
        return ""
    carried = f"，由{unit.succeeded_by}承接" if unit.succeeded_by else ""
    return f"到{chinese_date(unit.until)}为止{carried}"


def record_line(entry: Entry[Record], assessment: Assessment) -> DossierLine:
    """One record in short."""
    record = entry.value
    by = assessment.matching.withdrawn.get(entry.id)
    files, day = 0, record.recorded
    if isinstance(record, Evidence):
        about, text, day = record.obligation, record.title, record.date
        files = len(record.files) - len(assessment.matching.redacted.get(entry.id, ()))
    elif isinstance(record, Progress):
        about, text = f"{record.task} {record.period}", record.done
    elif isinstance(record, Rectify):
        about, day = short_finding(record.inspection, record.finding), record.date
        text = record.title + (f"（{STAGES[record.stage]}）" if record.stage else "")
        files = len(record.files) - len(assessment.matching.redacted.get(entry.id, ()))
    else:
        about, text = record.record, record.reason
    return DossierLine(
        id=entry.id,
        day=day.isoformat(),
        word=RECORD_WORDS[record.kind],
        unit=record.unit,
        about=about,
        text=text,
        files=files,
        withdrawn=by.id if by else "",
        file=entry.file,
        withdrawn_word=(RECORD_WORDS | DECISION_WORDS)[by.value.kind] if by else "",
    )


def subject_text(decision: Extend | Waive) -> str:
    """What a decision is about: an obligation, a task's progress in a period, or a finding."""
    if decision.inspection is not None and decision.finding is not None:
        return f"问题{short_finding(decision.inspection, decision.finding)}"
    return decision.obligation or f"任务{decision.task}进展"


def redaction_text(decision: Redact) -> str:
    """What was let go and why; names of files are not told, they may say too much."""
    what = "整条记录" if decision.whole else f"附件{len(decision.files)}个"
    return f"{what}，{decision.reason}"


def closing_text(decision: Close) -> str:
    """`由复核组复核，抽查案卷10宗，均已补正`."""
    return f"由{decision.checked_by}复核" + (f"，{decision.reason}" if decision.reason else "")


def decision_line(entry: Entry[Decision]) -> DossierLine:
    """One decision in short."""
    decision = entry.value
    if isinstance(decision, Redact):
        unit, about, text = "", decision.record, redaction_text(decision)
    elif isinstance(decision, Return):
        unit, about, text = "", decision.record, decision.reason
        if decision.again_by is not None:
            text = f"{decision.again_by} 前重报：{text}"
    elif isinstance(decision, Close):
        unit, about = "", f"问题{short_finding(decision.inspection, decision.finding)}"
        text = closing_text(decision)
    else:
        unit, about, text = decision.unit or "", subject_text(decision), decision.reason
        if decision.kind == "extend":
            text = f"延至 {decision.due}：{text}"
    word = DECISION_WORDS[decision.kind]
    return DossierLine(
        id=entry.id,
        day=decision.recorded.isoformat(),
        word=word,
        unit=unit,
        about=about,
        text=text,
        files=0,
        withdrawn="",
        file=entry.file,
    )


def inspection_line(entry: Entry[Inspection]) -> DossierLine:
    """One inspection in short: by whom, what it counts for, how much was found."""
    visit = entry.value
    found = f"发现问题{len(visit.findings)}个" if visit.findings else "没有发现问题"
    return DossierLine(
        id=entry.id,
        day=visit.to.isoformat(),
        word="督察",
        unit=names_text(visit.by, _ABOUT),
        about="、".join(visit.obligation) or (f"补充{finding_name(visit.adds_to)}" if visit.adds_to else entry.id),
        text="，".join(filter(None, (visit.title, visit.document, found))),
        files=0,
        withdrawn="",
        file=entry.file,
    )


def finding_line(entry: Entry[Inspection], finding: Finding) -> DossierLine:
    """One finding in short, as it was found."""
    return DossierLine(
        id=finding_id(entry.id, finding.id),
        day=entry.value.found_on(finding).isoformat(),
        word="问题",
        unit=finding.unit,
        about=short_finding(entry.id, finding.id),
        text=finding.problem,
        files=0,
        withdrawn="",
        file=entry.file,
    )


def issued_line(entry: Entry[Issued]) -> DossierLine:
    """Something issued in short."""
    issued = entry.value
    return DossierLine(
        id=entry.id,
        day=issued.recorded.isoformat(),
        word=issued_word(issued) if issued.is_letter else "印发",
        unit=names_text(issued.to, _ABOUT),
        about=issued.number or names_text(about_of(issued), _ABOUT, "项"),
        text=" ".join(filter(None, (issued.title, f"答复：{issued.answer}" if issued.answer else "")))
        or ("未记答复" if issued.is_spoken else issued_word(issued)),
        files=len(issued.files),
        withdrawn="",
        file=entry.file,
    )
