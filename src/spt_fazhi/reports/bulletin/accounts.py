"""What units wrote in their accounts of the period: the last of each unit, the same words once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from spt_fazhi.engine.entries.accounts import accounts
from spt_fazhi.model.entries.record import Progress
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.bulletin.phrases import NewsItem, Phrase, own_words, who_parts, whole_sentences
from spt_fazhi.reports.figures.figure import Figure
from spt_fazhi.reports.request import ReportRequest, sentence

_MOST: Final = 60
_LEAST: Final = 36
"""Characters of an account in the text, and where there is hardly any room."""


def known_accounts(request: ReportRequest, reporting: Iterable[str]) -> list[Entry[Progress]]:
    """Accounts of the periods known on the day, the last of each unit and period: a task's leads, then other units."""
    found, wanted = [], frozenset(reporting)
    for key, entries in accounts(request.assessment.matching).items():
        known = [entry for entry in entries if entry.value.recorded <= request.assessment.day]
        if key.period in wanted and known:
            found.append(known[-1])
    return sorted(found, key=lambda entry: _place(request, entry))


def unit_of(request: ReportRequest, entry: Entry[Progress]) -> str:
    """The unit that gave an account, by its name in the list."""
    unit = request.directory.unit(entry.value.unit)
    return unit.name if unit else entry.value.unit


def _place(request: ReportRequest, entry: Entry[Progress]) -> tuple[int, int, int, str, date, str]:
    leads = request.leads.get(entry.value.task, ())
    name = unit_of(request, entry)
    rank = leads.index(name) if name in leads else len(leads)
    return (entry.value.task, rank, request.unit_order.get(name, 0), entry.value.period, entry.value.recorded, entry.id)


def accounts_by_task(request: ReportRequest, reporting: Sequence[str]) -> dict[int, list[Entry[Progress]]]:
    """The accounts of units of the government that tell of something done, by task."""
    found: dict[int, list[Entry[Progress]]] = {}
    for entry in known_accounts(request, reporting):
        if sentence(entry.value.done) and not request.is_outside(unit_of(request, entry)):
            found.setdefault(entry.value.task, []).append(entry)
    return found


def account_items(request: ReportRequest, entries: Sequence[Entry[Progress]]) -> Iterator[NewsItem]:
    """What each unit wrote, its accounts of several periods together; units that wrote the same are named together."""
    texts: dict[str, list[str]] = {}
    records: dict[str, list[str]] = {}
    for entry in entries:
        name = unit_of(request, entry)
        texts.setdefault(name, []).append(sentence(entry.value.done))
        records.setdefault(name, []).append(entry.id)
    same: dict[str, list[str]] = {}
    for name, said in texts.items():
        same.setdefault("；".join(dict.fromkeys(said)), []).append(name)
    for text, names in same.items():
        sources = tuple(record for name in names for record in records[name])
        alone = len(names) == 1
        who = () if alone else _who(request, names, sources)
        whole = own_words(request, names[0], text) if alone else text
        said = [whole_sentences(whole, most) for most in (_MOST, _LEAST)]
        said[1] = said[1] or said[0]
        left = [whole[len(words) :].lstrip("。；，、：！？") for words in said]
        if alone:
            left = [own_words(request, names[0], words) if words else "" for words in left]
        full, short, brief = (Phrase(parts=(*who, words), records=sources) for words in (whole, *said))
        after = [Phrase(parts=(*who, words), records=sources) if words else None for words in left]
        yield NewsItem(short=short, brief=brief, full=full, weight=2, after_short=after[0], after_brief=after[1])


def _who(request: ReportRequest, names: Sequence[str], records: Sequence[str]) -> tuple[str | Figure, ...]:
    return who_parts(request, names, f"news.account.{records[0]}.units")
