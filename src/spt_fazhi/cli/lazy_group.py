"""The command group: knows every command from the files in `commands/`, imports only the one that is run."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import Any

import click

from spt_fazhi import __version__
from spt_fazhi.cli import commands
from spt_fazhi.cli.chinese_help import HELP_NAMES, ChineseGroup
from spt_fazhi.cli.signatures import command_from, group_from
from spt_fazhi.errors import UsageError

ABOUT = "法治政府建设工作要点跟踪：任务、佐证、期限、通报，一份台账管到底。"
EPILOG = "常用：fazhi status 看全局 · fazhi unit 单位 看一家 · fazhi 命令 --help 看用法"


@cache
def command_names() -> tuple[str, ...]:
    """The names of all commands, in alphabetical order."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(commands.__path__)))


@cache
def constants(name: str) -> dict[str, Any]:
    """The literal constants at the head of a command's file (HELP, ORDER), read without importing it."""
    source = Path(str(commands.__path__[0]), f"{name}.py").read_text("utf-8")
    found = {}
    for node in ast.parse(source).body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.targets[0], ast.Name)
        ):
            found[node.targets[0].id] = node.value.value
    return found


@cache
def _load(name: str) -> click.Command:
    """The command (or group) of `commands/<name>.py`."""
    module = importlib.import_module(f"{commands.__name__}.{name}")
    app = getattr(module, "app", None)
    if app is not None:
        return group_from(name, app)
    return command_from(name, module.command, module.HELP, getattr(module, "EPILOG", None))


class CommandGroup(ChineseGroup):
    """Looks commands up by file name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Names in the order of their ORDER constants."""
        return sorted(command_names(), key=lambda name: (constants(name).get("ORDER", 999), name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, None when there is none."""
        return _load(cmd_name) if cmd_name in command_names() else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command or say which one may be meant."""
        name = args[0]
        if name in command_names():
            return click.Group.resolve_command(self, ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, command_names(), 1, 0.5)
        hint = f"是不是 fazhi {near[0]}？" if near else "运行 fazhi --help 看全部命令"
        raise UsageError(f"没有“{name}”这个命令", hint)

    def command_helps(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Name and one-line help of every command, without importing them."""
        return [(name, str(constants(name).get("HELP", ""))) for name in self.list_commands(ctx)]


def build() -> CommandGroup:
    """The whole program as one Click group."""
    return CommandGroup(
        "fazhi",
        help=ABOUT,
        epilog=EPILOG,
        callback=_start,
        params=[_version(), _completion("--install-completion"), _completion("--show-completion")],
        context_settings={"help_option_names": list(HELP_NAMES)},
    )


@click.pass_context
def _start(ctx: click.Context, install_completion: str | None, show_completion: str | None) -> None:
    if install_completion or show_completion:
        from spt_fazhi.cli.completion.install import install, show

        (install if install_completion else show)(install_completion or show_completion or "")
        ctx.exit()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _version() -> click.Option:
    def say(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(f"fazhi {__version__}")
            ctx.exit()

    names = ["-V", "--version"]
    return click.Option(names, is_flag=True, expose_value=False, is_eager=True, callback=say, help="显示版本号")


def _completion(name: str) -> click.Option:
    """`--install-completion [SHELL]` and `--show-completion [SHELL]`; without a shell, the clerk's own."""
    from spt_fazhi.cli.completion import OWN_SHELL

    said = {
        "--install-completion": "给 shell 装上按 Tab 补全",
        "--show-completion": "打印补全脚本，自己放到 shell 的配置里",
    }

    def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        from spt_fazhi.cli.completion.shells import SHELLS

        return [shell for shell in SHELLS if shell.startswith(incomplete)]

    return click.Option(
        [name], is_flag=False, flag_value=OWN_SHELL, metavar="[SHELL]", help=said[name], shell_complete=complete
    )
