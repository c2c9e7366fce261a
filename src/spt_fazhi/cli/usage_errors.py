"""Every usage error of Click as one Chinese sentence and what to do next."""

from __future__ import annotations

import click

from spt_fazhi.cli.chinese_help import name_of


def explain(error: click.ClickException) -> tuple[str, str]:
    """Message and hint in Chinese for a usage error."""
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "fazhi"
    hint = f"运行 {path} --help 看用法"
    if isinstance(error, click.NoSuchOption):
        near = "、".join(sorted(error.possibilities or ()))
        where = "；选项要写在命令后面" if ctx is not None and ctx.parent is None else ""
        return f"没有“{error.option_name}”这个选项{where}", f"是不是 {near}？" if near else hint
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} {_usage(error.option_name, ctx)}", hint
    if isinstance(error, click.MissingParameter):
        return f"缺少{_named(error.param)}", hint
    if isinstance(error, click.BadParameter):
        return f"{_named(error.param)} 的值不对：{error.message}", hint
    if error.message.startswith("多了"):
        hint = f"含空格的内容请加引号；{hint}"
    return error.message, hint


def _usage(option: str, ctx: click.Context | None) -> str:
    """A flag takes no value, any other option needs one."""
    params = ctx.command.params if ctx is not None else []
    flag = any(getattr(each, "is_flag", False) for each in params if option in (*each.opts, *each.secondary_opts))
    return "后面不跟值" if flag else "后面要跟一个值"


def _named(param: click.Parameter | None) -> str:
    if param is None:
        return "参数"
    return f"{'参数' if isinstance(param, click.Argument) else '选项'} {name_of(param)}"
