"""The command group: knows every command from the files in `commands/`, imports only the one that is run."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from spt_fazhi import __version__
from spt_fazhi.cli import commands
from spt_fazhi.cli.chinese_help import ChineseCommand, ChineseGroup
from spt_fazhi.errors import UsageError

ABOUT = "法治政府建设工作要点跟踪：任务、佐证、期限、通报，一份台账管到底。"
EPILOG = "常用：fazhi status 看全局 · fazhi unit 单位 看一家 · fazhi 命令 --help 看用法"


@cache
def command_names() -> tuple[str, ...]:
    """The names of all commands, in alphabetical order."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(commands.__path__)))


def _constants(name: str) -> dict[str, Any]:
    """The literal constants at the head of a command's file, read without importing it."""
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


def _load(name: str) -> Any:
    """The Typer command (or group) of `commands/<name>.py`."""
    module = importlib.import_module(f"{commands.__name__}.{name}")
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name, cls=ChineseCommand, help=module.HELP, epilog=getattr(module, "EPILOG", None))(module.command)
    loaded = typer.main.get_command(app)
    loaded.name = name
    return loaded


class CommandGroup(ChineseGroup):
    """Looks commands up by file name."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's signature
        """Names in the order of their ORDER constants."""
        return sorted(command_names(), key=lambda name: (_constants(name).get("ORDER", 999), name))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command, None when there is none."""
        return _load(cmd_name) if cmd_name in command_names() else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command or say which one may be meant."""
        name = args[0]
        if name in command_names():
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, command_names(), 1, 0.5)
        hint = f"是不是 fazhi {near[0]}？" if near else "运行 fazhi --help 看全部命令"
        raise UsageError(f"没有“{name}”这个命令", hint)

    def command_helps(self, ctx: Any) -> list[tuple[str, str]]:
        """Name and one-line help of every command, without importing them."""
        return [(name, str(_constants(name).get("HELP", ""))) for name in self.list_commands(ctx)]


def build() -> TyperGroup:
    """The whole program as one Typer group."""
    app = typer.Typer(
        cls=CommandGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=ABOUT,
        epilog=EPILOG,
        no_args_is_help=False,
        invoke_without_command=True,
    )

    @app.callback(invoke_without_command=True)
    def _start(ctx: typer.Context, version: bool = typer.Option(False, "--version", "-V", help="显示版本号")) -> None:
        if version:
            typer.echo(f"fazhi {__version__}")
        elif ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help())

    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)  # noqa: S101 - a fact about Typer, for the type checker
    return group
