"""The options that are the same everywhere, written once."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields
from typing import Annotated, Any, get_type_hints

import typer

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.store.disk.typed import quoted

Root = Annotated[
    str | None, typer.Option("--root", metavar="文件夹", help="工作区；默认向上找含 data/tasks.yaml 的文件夹")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="日期", help="按哪一天算，如 2024-06-30 或 6月30日；默认今天")
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="版本", help="读 git 里的某个版本，如 main、v1.0；main@{2024-06-30} 也按那天算"),
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供其他程序使用")]
UnitFilter = Annotated[
    list[str] | None, typer.Option("--unit", metavar="单位或组", help="只看某单位（名称、简称、代码）或单位组，可重复")
]
SectionFilter = Annotated[list[str] | None, typer.Option("--section", metavar="部分", help="只看某部分，如 一，可重复")]
TaskFilter = Annotated[
    list[str] | None, typer.Option("--task", metavar="编号", help="只看某任务或事项，如 6 或 6.1，可重复")
]
StateFilter = Annotated[
    list[str] | None, typer.Option("--state", metavar="状态", help="只看某状态，如 逾期 或 overdue，可重复")
]
LeadFilter = Annotated[
    list[str] | None, typer.Option("--lead", metavar="单位或组", help="只看某单位牵头的任务，可重复")
]
GroupFilter = Annotated[
    list[str] | None, typer.Option("--group", metavar="单位组", help="只看某单位组的单位，如 各乡镇，可重复")
]
FailOn = Annotated[
    list[str] | None, typer.Option("--fail-on", metavar="状态", help="结果中有该状态时退出码为 1，可重复")
]


@frozen
class QueryOptions:
    """What every query takes."""

    root: Root = None
    as_of: AsOf = None
    at: At = None
    json: Json = False
    unit: UnitFilter = None
    section: SectionFilter = None
    task: TaskFilter = None
    state: StateFilter = None
    lead: LeadFilter = None
    group: GroupFilter = None
    fail_on: FailOn = None


def typed_again(query: QueryOptions) -> str:
    """The options that say which day and which version, to be added to a command that is proposed."""
    given = (("--root", query.root), ("--as-of", query.as_of), ("--at", query.at))
    return "".join(f" {option} {quoted(typed)}" for option, typed in given if typed is not None)


def query_command(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command `def command(query: QueryOptions, …)` all options of `QueryOptions` beside its own."""
    hints = get_type_hints(QueryOptions, include_extras=True)
    shared = [
        inspect.Parameter(each.name, inspect.Parameter.KEYWORD_ONLY, default=each.default, annotation=hints[each.name])
        for each in fields(QueryOptions)
    ]
    own_hints = get_type_hints(function, include_extras=True)
    own = [
        parameter.replace(annotation=own_hints[parameter.name], kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in list(inspect.signature(function).parameters.values())[1:]
    ]

    @functools.wraps(function)
    def wrapper(**given: Any) -> None:
        names = [each.name for each in shared]
        query = QueryOptions(**{name: given.pop(name) for name in names})
        function(query, **given)

    wrapper.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
    wrapper.__annotations__ = {each.name: each.annotation for each in (*own, *shared)}
    del wrapper.__wrapped__
    return wrapper


def group(help_text: str) -> typer.Typer:
    """A Typer group for a command with subcommands."""
    return typer.Typer(help=help_text)


def one_of(words: Iterable[str]) -> Callable[[str], list[str]]:
    """The `autocompletion` of an option that takes one of a few words."""
    known = tuple(words)
    return lambda incomplete: [each for each in known if each.startswith(incomplete)]


def require_format(typed: str, formats: Collection[str]) -> None:
    """Raise UsageError unless `--format` names one of these."""
    if typed not in formats:
        raise UsageError(f"--format 没有“{typed}”这种格式", f"可写：{'、'.join(formats)}")
