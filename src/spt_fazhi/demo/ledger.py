"""Collects the invented records, decisions and reminders: gives each its id, and its attachments their hashes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from spt_fazhi.model.entries.decision import Close, Decision, Extend, Redact, RedactedFile, Return, Waive
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.entries.record import Attachment, Evidence, Progress, Record, Rectify, Void
from spt_fazhi.model.fields import Number
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.pairs import Figure
from spt_fazhi.model.paths import RANDOM_LETTERS, attachment_of, file_of, stem_head, stem_of, subject_of
from spt_fazhi.model.references import short_finding
from spt_fazhi.model.register import Entry

MARK: Final = "【演示】"


@frozen
class Proof:
    """What the unit says it did.

    `day` is when it happened, `recorded` the day it was entered (default: same); `bare` evidence has no document.
    `by` is the unit that filed it for this one, `at` the unit in whose folder it lies (default: its own).
    """

    unit: str
    obligation: str
    day: date
    title: str
    through: date | None = None
    figures: tuple[tuple[str, int], ...] = ()
    by: str | None = None
    at: str | None = None
    recorded: date | None = None
    amount: Number | None = None
    rate: tuple[int, int] | None = None
    period: str | None = None
    detail: str | None = None
    document: str | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    bare: bool = False


@dataclass(slots=True)
class Ledger:
    """Everything written so far. `codes` maps a unit's name to its code."""

    rng: Random
    codes: dict[str, str]
    records: list[Entry[Record]] = field(default_factory=list)
    decisions: list[Entry[Decision]] = field(default_factory=list)
    inspections: list[Entry[Inspection]] = field(default_factory=list)
    issued: list[Entry[Issued]] = field(default_factory=list)
    attachments: dict[str, bytes] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _papers: int = 0

    def _free(self, start: str) -> str:
        """`start` with four random characters that make it unique."""
        while True:
            bits = self.rng.getrandbits(20)
            name = stem_of(start, "".join(RANDOM_LETTERS[bits >> shift & 31] for shift in (0, 5, 10, 15)))
            if name not in self._taken:
                self._taken.add(name)
                return name

    def _record(self, day: date, about: str | int, record: Record, at: str | None = None) -> Entry[Record]:
        name = self._free(f"{self.codes[at or record.unit]}/{stem_head(day, about)}")
        entry = Entry(id=name, file=file_of("record", name), value=record)
        self.records.append(entry)
        return entry

    def evidence(self, proof: Proof) -> Entry[Record]:
        """Enter evidence with its files."""
        files = tuple(
            Attachment(name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data)) for name, data in proof.files
        )
        reached, of = proof.rate or (None, None)
        entry = self._record(
            proof.day,
            proof.obligation,
            Evidence(
                unit=proof.unit,
                obligation=proof.obligation,
                date=proof.day,
                amount=proof.amount,
                reached=reached,
                of=of,
                through=proof.through,
                period=proof.period,
                title=MARK + proof.title,
                detail=proof.detail,
                figures=tuple(Figure(name, number) for name, number in proof.figures),
                document=proof.document or self._paper(proof),
                files=files,
                by=proof.by,
                recorded=proof.recorded or proof.day,
            ),
            proof.at,
        )
        for name, data in proof.files:
            self.attachments[attachment_of(entry.id, name)] = data
        return entry

    def _paper(self, proof: Proof) -> str | None:
        """An invented document number for evidence without files, unless it is meant to prove nothing yet."""
        if proof.files or proof.bare:
            return None
        self._papers += 1
        return f"示证〔演示〕{self._papers}号"

    def progress(  # noqa: PLR0913 - what an account consists of
        self,
        unit: str,
        task: int,
        period: str,
        recorded: date,
        words: tuple[str, str, str],
        *,
        publish: bool = False,
    ) -> None:
        """Enter a unit's account; `words` are what was done, the problems (may be empty) and the next steps (same).

        `publish` says that the unit agrees to have its problems printed.
        """
        done, problems, following = words
        self._record(
            recorded,
            task,
            Progress(
                unit=unit,
                task=task,
                period=period,
                done=MARK + done,
                problems=problems or None,
                publish_problems=publish,
                next=following or None,
                recorded=recorded,
            ),
        )

    def inspect(self, letters: str, visit: Inspection) -> None:
        """Enter a visit with its findings, under an id that ends with these letters."""
        name = stem_of(str(visit.to), letters)
        self.inspections.append(Entry(id=name, file=file_of("inspection", name), value=visit))

    def rectify(self, report: Rectify, *files: tuple[str, bytes]) -> Entry[Record]:
        """Enter what a unit has done about a finding, with its files."""
        listed = tuple(
            Attachment(name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data)) for name, data in files
        )
        finding = short_finding(report.inspection, report.finding)
        entry = self._record(report.date, finding, replace(report, title=MARK + report.title, files=listed))
        for name, data in files:
            self.attachments[attachment_of(entry.id, name)] = data
        return entry

    def close(self, inspection: str, finding: int, recorded: date, reason: str) -> None:
        """Close a finding that was looked at again on the spot."""
        self.decide(
            Close(inspection=inspection, finding=finding, checked_by="复核组", reason=reason, recorded=recorded)
        )

    def void(self, target: Entry[Record], recorded: date, reason: str) -> None:
        """Withdraw a unit's own evidence."""
        about = subject_of(target.id)
        self._record(recorded, about, Void(unit=target.value.unit, record=target.id, reason=reason, recorded=recorded))

    def decide(self, decision: Decision) -> None:
        """Enter a decision of the office."""
        name = self._free(stem_head(decision.recorded, decision.kind))
        self.decisions.append(Entry(id=name, file=file_of("decision", name), value=decision))

    def hand_back(self, target: Entry[Record], recorded: date, reason: str, again_by: date | None = None) -> None:
        """Return a weak record, perhaps to be reported again by a day."""
        self.decide(Return(record=target.id, reason=reason, again_by=again_by, recorded=recorded))

    def redact(self, target: Entry[Record], name: str, recorded: date, reason: str) -> None:
        """Let an attachment go: its hash stays, the file does not."""
        files = target.value.files if isinstance(target.value, Evidence) else ()
        gone = tuple(RedactedFile(name=each.name, sha256=each.sha256) for each in files if each.name == name)
        self.decide(Redact(record=target.id, files=gone, reason=reason, recorded=recorded))
        del self.attachments[attachment_of(target.id, name)]

    def extend_progress(self, unit: str, task: int, period: str, due: date, recorded: date) -> None:
        """Give one unit a later day for its account of a task in a period."""
        self.decide(Extend(task=task, unit=unit, period=period, due=due, approved_by="示依法办〔演示〕3号",
                reason="汛期值守，推迟报送", recorded=recorded))  # fmt: skip

    def extend(self, obligation: str, unit: str, due: date, recorded: date, reason: str) -> None:
        """Give one unit a later day for an obligation without periods."""
        self.decide(
            Extend(
                obligation=obligation,
                unit=unit,
                due=due,
                approved_by="示依法办〔演示〕1号",
                reason=reason,
                recorded=recorded,
            )
        )

    def waive(self, obligation: str, unit: str, recorded: date, reason: str, period: str | None = None) -> None:
        """Excuse one unit from an obligation (or one period of it)."""
        self.decide(Waive(obligation=obligation, unit=unit, period=period, approved_by="示依法办〔演示〕2号",
                reason=reason, recorded=recorded))  # fmt: skip

    def call(self, unit: str, obligation: str, day: date, answer: str) -> None:
        """Ring a unit about what it has not done."""
        self._issue(Issued(name="call", to=(unit,), duties=(IssuedDuty(obligation=obligation, unit=unit),),
                           answer=answer, recorded=day))  # fmt: skip

    def hint(self, unit: str, obligation: str, day: date, reply_by: date, text: tuple[str, bytes]) -> None:
        """Send a vertically managed unit a letter about what it has not done; `text` is its file."""
        name, data = text
        files = (Attachment(name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data)),)
        entry = self._issue(Issued(
            name="hint", number="示依法办函〔演示〕1号", title="提示函", to=(unit,), as_of=day,
            duties=(IssuedDuty(obligation=obligation, unit=unit),), reply_by=reply_by, files=files, recorded=day,
        ))  # fmt: skip
        self.attachments[f"{entry.folder}/{name}"] = data

    def _issue(self, issued: Issued) -> Entry[Issued]:
        name = self._free(stem_head(issued.recorded, issued.name))
        self.issued.append(Entry(id=name, file=file_of("issued", name), value=issued))
        return self.issued[-1]
