"""Click speaks Chinese: help pages laid out by terminal columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from spt_fazhi.text.columns import columns, wrap

if TYPE_CHECKING:
    Base = click.Command
else:
    Base = object

HELP_NAMES = ("-h", "--help")


class _ChineseHelp(Base):
    """Mixin that lays out the help page of a command."""

    def get_help(self, ctx: click.Context) -> str:
        """The whole help page, wrapped to the terminal (at most 100 columns)."""
        from shutil import get_terminal_size

        width = max(40, min(get_terminal_size().columns, 100))
        lines = wrap(f"用法：{self._usage(ctx)}", width)
        if self.help:
            lines += ["", *wrap(self.help.strip(), width)]
        for title, rows in self._blocks(ctx):
            if rows:
                lines += ["", f"{title}：", *_table(rows, width)]
        if self.epilog:
            lines += ["", *wrap(self.epilog.strip(), width)]
        return "\n".join(lines)

    def _usage(self, ctx: click.Context) -> str:
        arguments = [each for each in self.get_params(ctx) if isinstance(each, click.Argument)]
        names = [name_of(each) if each.required else f"[{name_of(each)}]" for each in arguments]
        return " ".join([ctx.command_path, *names, *(["命令"] if isinstance(self, click.Group) else []), "[选项]"])

    def _blocks(self, ctx: click.Context) -> list[tuple[str, list[tuple[str, str]]]]:
        arguments: list[tuple[str, str]] = []
        options: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            if not getattr(param, "hidden", False):
                (arguments if isinstance(param, click.Argument) else options).append(_row(param))
        return [("参数", arguments), ("命令", self.command_helps(ctx)), ("选项", options)]

    def command_helps(self, ctx: click.Context) -> list[tuple[str, str]]:  # noqa: ARG002 - a group needs it
        """Name and help of every subcommand."""
        return []

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这页说明"
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; a usage error knows its command, and what was too much is said in Chinese."""
        group = isinstance(self, click.Group)
        ctx.allow_extra_args = ctx.allow_extra_args or not group  # Click's own refusal is one English sentence
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not group and not ctx.resilient_parsing:
            raise click.UsageError(f"多了不认识的内容：{' '.join(rest)}", ctx)
        return rest


class ChineseCommand(_ChineseHelp, click.Command):
    """A command with a Chinese help page."""


class ChineseGroup(_ChineseHelp, click.Group):
    """A group with a Chinese help page, which names its commands when none or an unknown one is typed."""

    def __init__(self, name: str, **given: Any) -> None:
        """A group that needs a command, unless a `callback` says what to do without."""
        super().__init__(name, **{"callback": _need_command, "invoke_without_command": True, **given})

    def command_helps(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Name and help of every subcommand."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return [(name, (command.help or "").strip()) for name, command in found if command is not None]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """In the order in which they were declared."""
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the subcommand or say that there is none of that name."""
        if args[0] not in self.list_commands(ctx):
            raise click.UsageError(f"没有“{args[0]}”这个子命令", ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """The subcommands, without loading them, then the options."""
        from click.shell_completion import CompletionItem

        named = [
            CompletionItem(name, help=text) for name, text in self.command_helps(ctx) if name.startswith(incomplete)
        ]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]


@click.pass_context
def _need_command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        raise click.UsageError("缺少子命令", ctx)


def name_of(param: click.Parameter) -> str:
    """What the clerk calls a parameter: the longest name of an option, the metavar of an argument."""
    if isinstance(param, click.Argument):
        return str(param.metavar or param.name)
    return max(param.opts, key=len)


def _row(param: click.Parameter) -> tuple[str, str]:
    """A parameter's names and its description, as the help page shows them."""
    text = str(getattr(param, "help", "") or "")
    notes = [note for note in (getattr(param.type, "bounds", ""), _default(param)) if note]
    said = "  ".join([text, f"[{'；'.join(notes)}]"] if notes else [text])
    if isinstance(param, click.Argument):
        return name_of(param), said
    names = ", ".join(sorted(param.opts, key=len))
    if param.secondary_opts:
        names += f" / {', '.join(param.secondary_opts)}"
    return (names if getattr(param, "is_flag", False) else f"{names} {param.metavar or param.name}"), said


def _default(param: click.Parameter) -> str:
    if param.required:
        return "必填"
    if param.secondary_opts:
        return f"默认 {param.opts[0] if param.default else param.secondary_opts[0]}"
    shown = isinstance(param.default, str | int) and not isinstance(param.default, bool)
    return f"默认 {param.default}" if shown else ""


def _table(rows: list[tuple[str, str]], width: int) -> list[str]:
    left = min(max(columns(name) for name, _ in rows) + 2, max(width // 3, 20))
    lines = []
    for name, text in rows:
        wrapped = wrap(text, max(width - left - 2, 20))
        head = f"  {name}"
        if columns(name) + 2 > left or not wrapped:
            lines.append(head)
        else:
            lines.append(head + " " * (left + 2 - columns(head)) + wrapped.pop(0))
        lines += [" " * (left + 2) + line for line in wrapped]
    return [line.rstrip() for line in lines]
