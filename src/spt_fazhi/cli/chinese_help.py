"""Typer speaks Chinese: help pages laid out by terminal columns, and every usage error as one sentence."""

from __future__ import annotations

from typing import Any

import typer.core

from spt_fazhi.text.columns import columns, wrap

_WORDS = {
    "default: {default}": "默认 {default}",
    "required": "必填",
    "env var: {var}": "环境变量 {var}",
    "Missing command.": "缺少子命令",
    "(dynamic)": "（自动）",
}
typer.core._ = lambda text: _WORDS.get(text, text)  # type: ignore[attr-defined, assignment]  # Typer's gettext alias


class _ChineseHelp:
    """Mixin that lays out the help page of a Typer command."""

    def get_help(self, ctx: Any) -> str:
        """The whole help page, wrapped to the terminal (at most 100 columns)."""
        from shutil import get_terminal_size

        width = max(40, min(get_terminal_size().columns, 100))
        lines = wrap(f"用法：{self._usage(ctx)}", width)
        if self.help:  # type: ignore[attr-defined]
            lines += ["", *wrap(self.help.strip(), width)]  # type: ignore[attr-defined]
        for title, rows in self._blocks(ctx):
            if rows:
                lines += ["", f"{title}：", *_table(rows, width)]
        if self.epilog:  # type: ignore[attr-defined]
            lines += ["", *wrap(self.epilog.strip(), width)]  # type: ignore[attr-defined]
        return "\n".join(lines)

    def _usage(self, ctx: Any) -> str:
        pieces = [ctx.command_path]
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            if param.param_type_name == "argument":
                name = param.make_metavar(ctx)
                pieces.append(name if param.required else f"[{name.strip('[]')}]")
        pieces.append("[选项]" if not hasattr(self, "list_commands") else "命令 [选项]")
        return " ".join(pieces)

    def _blocks(self, ctx: Any) -> list[tuple[str, list[tuple[str, str]]]]:
        arguments: list[tuple[str, str]] = []
        options: list[tuple[str, str]] = []
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            record = param.get_help_record(ctx)
            if record is not None:
                (arguments if param.param_type_name == "argument" else options).append(record)
        names = self.command_helps(ctx) if hasattr(self, "command_helps") else []
        return [("参数", arguments), ("命令", names), ("选项", options)]

    def get_help_option(self, ctx: Any) -> Any:
        """`--help`, described in Chinese."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示这页说明"
        return option


class ChineseCommand(_ChineseHelp, typer.core.TyperCommand):
    """A Typer command with a Chinese help page."""


class ChineseGroup(_ChineseHelp, typer.core.TyperGroup):
    """A Typer group with a Chinese help page."""

    def command_helps(self, ctx: Any) -> list[tuple[str, str]]:
        """Name and help of every subcommand."""
        return [
            (name, command.get_short_help_str(200))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]


def _table(rows: list[tuple[str, str]], width: int) -> list[str]:
    left = min(max(columns(name) for name, _ in rows) + 2, max(width // 3, 20))
    lines = []
    for name, text in rows:
        wrapped = wrap(text, max(width - left - 2, 20))
        head = f"  {name}"
        if columns(name) + 2 > left:
            lines.append(head)
        else:
            lines.append(head + " " * (left + 2 - columns(head)) + wrapped.pop(0))
        lines += [" " * (left + 2) + line for line in wrapped]
    return [line.rstrip() for line in lines]


def explain(error: Any) -> tuple[str, str]:
    """Message and hint in Chinese for a usage error of Typer."""
    kind = type(error).__name__
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "fazhi"
    hint = f"运行 {path} --help 看用法"
    if kind == "NoSuchOption":
        near = "、".join(sorted(error.possibilities or ()))
        where = "；选项要写在命令后面" if ctx is not None and path == "fazhi" else ""
        return f"没有“{error.option_name}”这个选项{where}", f"是不是 {near}？" if near else hint
    message = str(getattr(error, "message", error))
    if kind == "MissingParameter":
        message = f"缺少{_param_name(error, ctx)}"
    elif kind == "BadParameter":
        message = f"{_param_name(error, ctx)} 的值不对：{_value_fault(error.message)}"
    elif kind == "BadOptionUsage":
        message = f"选项 {error.option_name} 后面要跟一个值"
    if "unexpected extra argument" in message:
        extra = message.partition(" (")[2].rstrip(").")
        return f"多了不认识的内容：{extra}", "含空格的内容请加引号；" + hint
    if message.startswith("No such command"):
        message = f"没有 {message.rsplit(maxsplit=1)[-1].rstrip('.')} 这个子命令"
    return message, hint


def _param_name(error: Any, ctx: Any) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return "参数"
    if param.param_type_name == "argument":
        return f"参数 {param.make_metavar(ctx).strip('[]')}"
    return f"选项 {max(param.opts, key=len)}"


def _value_fault(message: str) -> str:
    said = {
        "is not a valid int": "应是整数",
        "is not a valid float": "应是数字",
        "is not a valid": "类型不对",
        "is not one of": "不在可选范围内",
        "does not exist": "不存在",
        "is not in the range": "超出范围",
    }
    value = message.split(" ", 1)[0]
    return next((f"{value} {words}" for piece, words in said.items() if piece in message), message)
