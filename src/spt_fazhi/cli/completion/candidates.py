"""What the shell may offer for a word that is being typed, by what the word stands for: a unit, a task, a state.

The metavar of an option or argument says what it stands for, so a new command is completed without a word more.
Where the workspace cannot be found or read there is nothing to offer, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Final

import click
from click.shell_completion import CompletionItem

from spt_fazhi.cli.session import Session, workspace_folder
from spt_fazhi.engine.states import STATES
from spt_fazhi.errors import FazhiError
from spt_fazhi.model.entries.inspection import SEVERITIES
from spt_fazhi.model.entries.record import Void
from spt_fazhi.model.period import periods_of
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import entered_order
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.store.git.git import Git
from spt_fazhi.text.plain import one_line

Offer = tuple[str, str]
"""A word and what it means."""

_MOST: Final = 500
_UNSAFE: Final = re.compile(r"^[-~]|[\s!\"#$%&'()*;<=>?\[\\\]^`{|}]")
"""What means something to a shell, or begins an option."""


def is_safe(word: str) -> bool:
    """Whether a word from the data can stand on a command line as it is; any other is not offered."""
    return bool(word) and not _UNSAFE.search(word) and one_line(word) == word


def candidates(
    ctx: click.Context, metavar: str, incomplete: str, own: Callable[..., Iterable[str]] | None = None
) -> list[CompletionItem]:
    """What may stand where `metavar` does; `own` is the parameter's own list of words, which goes before."""
    if own is not None:
        return [CompletionItem(each) for each in own(incomplete)]
    if metavar in _FILES:
        return [CompletionItem(incomplete, type=_FILES[metavar])]
    if metavar not in _OFFERS:
        return []
    try:
        offers = [each for each in _OFFERS[metavar](ctx, incomplete) if _fits(each[0], incomplete)]
    except FazhiError:
        return []
    unique = dict(reversed(offers))  # of two meanings of a word the first stays
    words = dict.fromkeys(word for word, _ in offers)
    return [CompletionItem(word, help=unique[word]) for word in islice(words, _MOST)]


def _fits(word: str, incomplete: str) -> bool:
    return word.startswith(incomplete) and is_safe(word)


def _session(ctx: click.Context) -> Session:
    return Session.open(ctx.params.get("root"), None, ctx.params.get("at"))


def _units(ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    """Names; aliases and codes once a letter is typed, so that the first list is no longer than need be."""
    for unit in _session(ctx).register.units:
        yield unit.name, unit.code
        if incomplete:
            yield from ((alias, unit.name) for alias in unit.aliases)
            yield unit.code, unit.name


def units_and_groups(ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    """Units, then groups."""
    yield from _units(ctx, incomplete)
    yield from _groups(ctx, incomplete)


def _groups(ctx: click.Context, _incomplete: str) -> Iterator[Offer]:
    yield from ((group.name, "单位组") for group in _session(ctx).register.groups)


def _tasks(ctx: click.Context, _incomplete: str) -> Iterator[Offer]:
    yield from ((str(task.id), task.title) for task in _session(ctx).register.tasks)


def _obligations(ctx: click.Context, _incomplete: str) -> Iterator[Offer]:
    for task in _session(ctx).register.tasks:
        yield from ((each.id, each.title) for each in task.obligations)


def _decided(ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    yield from _obligations(ctx, incomplete)
    if incomplete:
        yield from _tasks(ctx, incomplete)
        yield from _findings(ctx, incomplete)


def _numbers(ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    yield from _tasks(ctx, incomplete)
    if incomplete:
        yield from _obligations(ctx, incomplete)


def _numbers_and_units(ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    yield from _numbers(ctx, incomplete)
    yield from _units(ctx, incomplete)


def _inspections(ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    """The visits, the newest first, by their four letters too once something is typed; what adds to one is in it."""
    for entry in sorted(_session(ctx).register.inspections, key=lambda each: (each.value.to, each.id), reverse=True):
        if entry.value.adds_to is None:
            yield entry.id, entry.value.title
            if incomplete:
                yield finding_name(entry.id), entry.value.title


def _subjects(ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    """What the report that was named is about: a unit or a visit; nothing for one that is about neither."""
    report = catalog().get(str(ctx.params.get("name")))
    if report is None or report.SUBJECT == "unit":
        yield from _units(ctx, incomplete)
    elif report.SUBJECT == "inspection":
        yield from _inspections(ctx, incomplete)


def _sections(ctx: click.Context, _incomplete: str) -> Iterator[Offer]:
    yield from ((each.id, each.title) for each in _session(ctx).register.sections)


def _states(_ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    yield from ((word, state) for state, word in STATES.items())
    if incomplete:
        yield from ((state, word) for state, word in STATES.items())


def _records(ctx: click.Context, _incomplete: str) -> Iterator[Offer]:
    """The newest first; one that withdraws another cannot be withdrawn itself."""
    found = [each for each in _session(ctx).register.records if not isinstance(each.value, Void)]
    for entry in sorted(found, key=lambda each: each.value.recorded, reverse=True):
        yield entry.id, str(getattr(entry.value, "title", "") or getattr(entry.value, "done", ""))


def _issued(ctx: click.Context, _incomplete: str) -> Iterator[Offer]:
    """What was issued, the newest first; files are typed."""
    for entry in sorted(_session(ctx).register.issued, key=entered_order, reverse=True):
        yield entry.id, entry.value.title or ""


def _findings(ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    """Findings by their short names, of the newest visit first; in full once something is typed."""
    for entry in sorted(_session(ctx).register.inspections, key=lambda each: each.id, reverse=True):
        for finding in entry.value.findings:
            whole, about = finding_id(entry.id, finding.id), f"{finding.unit} {finding.problem}"
            yield finding_name(whole), about
            if incomplete:
                yield whole, about


def _numbers_and_findings(ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    yield from _numbers(ctx, incomplete)
    if incomplete:
        yield from _findings(ctx, incomplete)


def _anything(ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    yield from _numbers_and_units(ctx, incomplete)
    yield from _findings(ctx, incomplete)


def _kinds(ctx: click.Context, _incomplete: str) -> Iterator[Offer]:
    yield from ((kind, "") for kind in _session(ctx).register.info.finding_kinds)


def _severities(_ctx: click.Context, _incomplete: str) -> Iterator[Offer]:
    yield from SEVERITIES.items()


def _periods(ctx: click.Context, _incomplete: str) -> Iterator[Offer]:
    year = _session(ctx).register.info.year
    yield from ((each.text, "") for kind in ("quarter", "half", "year", "month") for each in periods_of(year, kind))


def _reports(_ctx: click.Context, _incomplete: str) -> Iterator[Offer]:
    yield from ((each.NAME, each.TITLE) for each in catalog().values())
    yield "list", "列出全部报表"


def _revisions(ctx: click.Context, _incomplete: str, *, tags: bool = True) -> Iterator[Offer]:
    git = Git(workspace_folder(ctx.params.get("root")))
    said = git.ask("for-each-ref", "--format=%(refname:short)", "refs/heads", *(["refs/tags"] if tags else []))
    yield from ((each, "") for each in (said or "").splitlines())


_FILES: Final = {"文件": "file", "文件夹": "dir", "文件或文件夹": "file", "来源": "file"}
_OFFERS: Final[dict[str, Callable[[click.Context, str], Iterator[Offer]]]] = {
    "单位": _units,
    "单位或组": units_and_groups,
    "单位组": _groups,
    "单位或督察": _subjects,
    "督察": _inspections,
    "任务": _tasks,
    "事项": _obligations,
    "编号": _numbers,
    "任务或事项": _numbers,
    "事项或任务": _decided,
    "编号或文字": _numbers_and_findings,
    "任务、事项、单位或督察问题": _anything,
    "部分": _sections,
    "状态": _states,
    "记录": _records,
    "问题": _findings,
    "问题类型": _kinds,
    "严重程度": _severities,
    "期间": _periods,
    "报表": _reports,
    "编号或文件": _issued,
    "版本": _revisions,
    "基准": _revisions,
    "分支": partial(_revisions, tags=False),
}


def is_completed(metavar: str) -> bool:
    """Whether there is something to offer for a metavar."""
    return metavar in _OFFERS or metavar in _FILES
