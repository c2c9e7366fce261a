"""From Typer's annotated signatures to Click commands.

A command is declared with `Annotated[…, typer.Option(…)]`; this module reads those declarations and builds the
Click command itself. So it does not matter how Typer does that, whether it carries a Click of its own and what
it imports meanwhile (see docs/decisions/0004-typer-declares-click-runs.md).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import click
import typer
from typer.models import ArgumentInfo, OptionInfo, ParameterInfo

from spt_fazhi.cli.chinese_help import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    Whole = click.ParamType[int]  # generic since Click 8.4
else:
    Whole = click.ParamType


class WholeNumber(Whole):
    """A whole number between two bounds, each of which may be None."""

    name = "whole"

    def __init__(self, low: float | None = None, high: float | None = None) -> None:
        """Accept numbers from `low` to `high`, both included."""
        self.low = low
        self.high = high

    @property
    def bounds(self) -> str:
        """The bounds in words, empty without any."""
        if self.low is None or self.high is None:
            return "" if self.low is self.high else f"至多 {self.high}" if self.low is None else f"至少 {self.low}"
        return f"{self.low} 到 {self.high}"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that was typed; fails with a sentence in Chinese."""
        try:
            number = int(value)
        except ValueError:
            self.fail(f"“{value}”应是整数", param, ctx)
        if (self.low is not None and number < self.low) or (self.high is not None and number > self.high):
            self.fail(f"{number} 超出范围（应是 {self.bounds}）", param, ctx)
        return number


def command_from(name: str, function: Callable[..., None], about: str, epilog: str | None = None) -> click.Command:
    """The Click command of a function whose parameters are annotated for Typer."""
    hints = get_type_hints(function, include_extras=True)
    params = [_param(each, hints[each.name]) for each in inspect.signature(function).parameters.values()]
    lists = [each.name for each in params if (each.multiple or each.nargs == -1) and each.name]

    def callback(**given: Any) -> None:
        function(**given | {each: list(given[each] or ()) or None for each in lists})

    return ChineseCommand(name, params=params, callback=callback, help=about, epilog=epilog)


def group_from(name: str, app: typer.Typer) -> click.Group:
    """The Click group of a Typer application with commands of its own."""
    commands = [
        command_from(each.name, each.callback, each.help or "")
        for each in app.registered_commands
        if each.name and each.callback
    ]
    return ChineseGroup(name, commands=commands, help=app.info.help or "")


def _param(parameter: inspect.Parameter, hint: Any) -> click.Parameter:
    """One parameter. Raises TypeError for a declaration that this module does not know."""
    info = next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, ParameterInfo)), None)
    if info is None:
        raise TypeError(f"{parameter.name} needs Annotated[…, typer.Option(…)] or typer.Argument(…)")
    kind, many = _kind(get_args(hint)[0])
    given: dict[str, Any] = {"metavar": info.metavar, "shell_complete": _completer(info)}
    if parameter.default is inspect.Parameter.empty:
        given["required"] = True
    else:
        given |= {"required": False, "default": parameter.default}
    if kind is bool:
        given["is_flag"] = True
    if kind is int:
        given["type"] = WholeNumber(info.min, info.max)
    if isinstance(info, ArgumentInfo):
        argument = click.Argument([parameter.name], nargs=-1 if many else 1, **given)
        argument.help = info.help  # an attribute of our own before Click 8.4
        return argument
    names = [each for each in (info.default, *(info.param_decls or ())) if isinstance(each, str)]
    if isinstance(info, OptionInfo) and names:  # inside Annotated, what is first is no default but a name
        return click.Option([parameter.name, *names], help=info.help, hidden=info.hidden, multiple=many, **given)
    raise TypeError(f"{parameter.name}: an option names itself")


def _kind(hint: Any) -> tuple[type, bool]:
    """The type of one value (bool, int or str), and whether there may be several."""
    if get_origin(hint) in {Union, UnionType}:
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    many = get_origin(hint) is list
    kind = get_args(hint)[0] if many else hint
    if kind not in {bool, int, str}:
        raise TypeError(f"a parameter is bool, int, str or a list of them, not {hint!r}")
    return kind, many


def _completer(info: ParameterInfo) -> Callable[[click.Context, click.Parameter, str], Any]:
    """What the shell offers: the declaration's own completion, else what the metavar stands for."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> Any:
        from spt_fazhi.cli.completion.candidates import candidates

        return candidates(ctx, param.metavar or "", incomplete, info.autocompletion)

    return complete
