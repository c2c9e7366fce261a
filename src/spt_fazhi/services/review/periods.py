"""Which periods of which duties a branch changes: other periods' records need not be read past their date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final

from spt_fazhi.engine.duties import periods_due, progress_periods
from spt_fazhi.model.entries.record import Evidence, Progress
from spt_fazhi.model.paths import id_of, id_parts, kind_of
from spt_fazhi.model.period import PeriodKind, period_of
from spt_fazhi.model.register import Register
from spt_fazhi.services.review.about import about, counted, spoken_of
from spt_fazhi.services.review.scope import kin_of

_EVERY: Final = None
"""Stands for all periods of a duty."""


class ChangedPeriods:
    """Tells of an unchanged record, from its keys and strings alone, that it belongs to a period nothing changes."""

    def __init__(self, plan: Register, changed: Iterable[Register], keep: Collection[str]) -> None:
        """`changed` holds what the branch changed, of both sides; records whose id is in `keep` are never skipped."""
        self._keep = keep
        self._kin = kin_of(plan)
        self._cycles: dict[str, PeriodKind] = {}
        self._known: dict[str, frozenset[str]] = {}
        self._joint: set[str] = set()
        self._reports = frozenset(period.text for period in progress_periods(plan))
        for task in plan.tasks:
            for each in task.obligations:
                if each.scope == "joint":
                    self._joint.add(each.id)
                if each.every is not None:
                    self._cycles[each.id] = each.every
                    self._known[each.id] = frozenset(period.text for period in periods_due(each, plan.info.year))
        self._periods: dict[tuple[str, str], set[str | None]] = {}
        self._months: dict[tuple[str, str], str] = {}
        for register in changed:
            self._add(register, plan)

    def _add(self, register: Register, plan: Register) -> None:
        for entry in register.records:
            value = entry.value
            period: str | None = _EVERY
            if isinstance(value, Evidence) and value.obligation in self._cycles:
                period = value.period or period_of(value.date, self._cycles[value.obligation]).text
            elif isinstance(value, Progress):
                period = value.period
            self._note(entry.code, entry.subject, period)
            said = spoken_of(entry)
            if said != (entry.code, entry.subject):
                self._note(*said, _EVERY)
        for decision in register.decisions:
            for code, subject, named in about(decision.value, plan):
                self._note(code, subject, named)
        for visit in register.inspections:
            for code, subject in counted(visit, plan):
                self._note(code, subject, _EVERY)

    def _note(self, code: str, subject: str, period: str | None) -> None:
        self._periods.setdefault(self._key(code, subject), set()).add(period)

    def _key(self, code: str, subject: str) -> tuple[str, str]:
        return ("" if subject in self._joint else self._kin.get(code, code), subject)

    def skip(self, path: str, tree: Mapping[str, Any]) -> bool:
        """Whether the record or decision at `path` can be left out."""
        kind = tree.get("kind")
        if kind not in ("evidence", "progress") or kind_of(path) != "record":  # a tuple: what is no text has no hash
            return False
        record = id_of(path)
        code, _, subject, _ = id_parts(record)
        periods = self._periods.get(self._key(code, subject))
        if periods is None or _EVERY in periods or record in self._keep:
            return False
        period = self._period(subject, tree) if kind == "evidence" else tree.get("period")
        known = self._known.get(subject, frozenset()) if kind == "evidence" else self._reports
        return isinstance(period, str) and period in known and period not in periods

    def _period(self, subject: str, tree: Mapping[str, Any]) -> object:
        """The period a record of an obligation is for; None when it is not plain to see."""
        cycle = self._cycles.get(subject)
        written = tree.get("date")
        if cycle is None or not isinstance(written, str):
            return None
        if "period" in tree:
            return tree["period"]
        key = (cycle, written)
        if key not in self._months:
            try:
                self._months[key] = period_of(date.fromisoformat(written), cycle).text if len(written) == 10 else ""
            except ValueError:
                self._months[key] = ""
        return self._months[key]
