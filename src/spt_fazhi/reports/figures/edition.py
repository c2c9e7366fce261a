"""The two editions of a report: what is signed, and the same text with the sources of every figure, for the clerk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Final, Literal

from spt_fazhi.model.entries.decision import Close, Decision, Extend, Waive
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Register
from spt_fazhi.reports.figures.figure import Figure, figures_in
from spt_fazhi.reports.parts import Head, TraceRecord, head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.marks import NOTE, SOURCES, mark, replace_marks
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text, period_text

Edition = Literal["issue", "check"]
EDITIONS: Final[dict[Edition, str]] = {"issue": "印发版", "check": "核对版"}
TEMPLATE: Final = "check.md.j2"
_NOTE_RECORDS: Final = 8


@frozen
class Origin:
    """数据的来处。"""

    commit: Annotated[str | None, "git 提交；不在 git 仓库里时没有值"]
    saved: Annotated[bool, "这份文书所依据的台账和模板，改动是否都已提交"]


@frozen
class Note:
    """一条核对注。"""

    label: Annotated[str, "脚注号，如 r1"]
    text: Annotated[str, "内容：数的是什么，所依据的记录"]


@frozen
class CheckValues:
    """check.md.j2 的变量：核对版在正文之后所附的内容。"""

    head: Annotated[Head, "抬头"]
    origin: Annotated[Origin, "数据的来处"]
    left_out: Annotated[tuple[str, ...], "正文没有写、核对时要知道的"]
    notes: Annotated[tuple[Note, ...], "各条核对注"]
    records: Annotated[tuple[TraceRecord, ...], "正文所依据的记录"]


class _Notes:
    """Numbers notes in the order of the text; equal notes share a number."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        self._figures = figures
        self.texts: dict[str, str] = {}
        self.used: dict[str, list[str]] = {}

    def instead(self, key: str, text: str) -> str:
        """The stretch with its footnote; only the footnote for what is a note."""
        label = self.texts.setdefault(self._said(key), f"r{len(self.texts) + 1}")
        for record in self._records(key):
            labels = self.used.setdefault(record, [])
            if label not in labels:
                labels.append(label)
        stretch = text if key.startswith((NOTE, SOURCES)) else mark(key, text)
        return f"{stretch}[^{label}]"

    def _records(self, key: str) -> Iterable[str]:
        if key.startswith(SOURCES):
            return key.removeprefix(SOURCES).split()
        return self._figures[key].records if key in self._figures else ()

    def _said(self, key: str) -> str:
        if key.startswith(NOTE):
            return key.removeprefix(NOTE)
        known = tuple(self._records(key))
        rest = "，见附录" if len(known) > _NOTE_RECORDS else ""
        records = f"记录：{names_text(known, _NOTE_RECORDS, '条')}{rest}" if known else ""
        basis = self._figures[key].basis if key in self._figures else ""
        return f"{'；'.join(filter(None, (basis, records)))}。"


def check_edition(request: ReportRequest, values: Any, marked: str, origin: Origin) -> tuple[str, CheckValues]:
    """The text of a report with a footnote behind every figure, which stays marked, and what is printed after it."""
    notes = _Notes(figures_in(values))
    text = replace_marks(marked, notes.instead)
    return text, CheckValues(
        head=head(request),
        origin=origin,
        left_out=getattr(values, "left_out", ()),
        notes=tuple(Note(label=label, text=said) for said, label in notes.texts.items()),
        records=tuple(_traces(request, notes.used)),
    )


def _traces(request: ReportRequest, used: Mapping[str, Iterable[str]]) -> Iterator[TraceRecord]:
    for each in _told(request.assessment.register):
        if each.id in used:
            yield replace(each, notes=tuple(label.removeprefix("r") for label in used[each.id]))


def _told(register: Register) -> Iterator[TraceRecord]:
    """Everything that a text may rest on: visits, then records, then closings."""
    for visit in register.inspections:
        found = visit.value
        yield TraceRecord(id=visit.id, unit="、".join(found.by), date=found.to, title=found.title, files=(), notes=())
    for entry in register.records:
        said = entry.value
        day, title = said.recorded, ""
        files: tuple[str, ...] = ()
        if isinstance(said, Evidence | Rectify):
            day, title, files = said.date, said.title, tuple(file.name for file in said.files)
        elif isinstance(said, Progress):
            title = f"任务{said.task} {period_text(said.period)}进展"
        yield TraceRecord(id=entry.id, unit=said.unit, date=day, title=title, files=files, notes=())
    units = {
        finding_id(visit.id, each.id): each.unit for visit in register.inspections for each in visit.value.findings
    }
    for decision in register.decisions:
        said_of = _decided(decision.value)
        if said_of is not None:
            name, what = said_of
            title, unit = f"问题{finding_name(name)}{what}", units.get(name, "")
            yield TraceRecord(id=decision.id, unit=unit, date=decision.value.recorded, title=title, files=(), notes=())


def _decided(decision: Decision) -> tuple[str, str] | None:
    """Of which finding what was decided and by whom; None of a decision on anything else."""
    if isinstance(decision, Close):
        return finding_id(decision.inspection, decision.finding), f"销号，{one_line(decision.checked_by)}复核"
    if isinstance(decision, Extend | Waive) and decision.inspection is not None and decision.finding is not None:
        what = "延期" if isinstance(decision, Extend) else "定为不适用"
        return finding_id(decision.inspection, decision.finding), f"{what}，依据{one_line(decision.approved_by)}"
    return None
