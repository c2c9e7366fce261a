"""The help pages, -h, the order of the commands, and the signatures they come from."""

from __future__ import annotations

from typing import Annotated, Any

import click
import pytest
import typer

from spt_fazhi.cli.app import run
from spt_fazhi.cli.lazy_group import build, command_names, constants
from spt_fazhi.cli.signatures import WholeNumber, command_from

PATHS = [[], *([name] for name in command_names()), *(["record", name] for name in ("evidence", "progress", "void"))]
PATHS += [["decide", name] for name in ("return", "extend", "waive")]
PATHS += [["inspect", name] for name in ("new", "add", "list", "show")]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_h_shows_what_help_shows(path: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*path, "--help"]) == 0
    long = capsys.readouterr()
    assert run([*path, "-h"]) == 0
    assert capsys.readouterr() == long
    assert long.err == ""
    assert long.out.startswith(f"用法：{' '.join(['fazhi', *path])}")
    assert "-h, --help" in long.out
    assert "显示这页说明" in long.out
    english = [word for word in ("Usage", "Options:", "Commands:", "[default", "required", "Show") if word in long.out]
    assert english == []


def test_without_anything_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    shown = capsys.readouterr().out
    assert run(["--help"]) == 0
    assert capsys.readouterr().out == shown


def test_no_two_commands_share_a_place() -> None:
    orders = {name: constants(name)["ORDER"] for name in command_names()}
    assert all(isinstance(order, int) for order in orders.values())
    assert len(set(orders.values())) == len(orders)
    context = click.Context(build())
    assert build().list_commands(context) == sorted(orders, key=lambda name: orders[name] or 0)


@pytest.mark.parametrize("path", PATHS[1:], ids=" ".join)
def test_the_help_says_what_a_command_needs(path: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    command: Any = build()
    for name in path:
        command = command.get_command(click.Context(command), name)
    run([*path, "--help"])
    page = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    for param in command.params:
        if getattr(param, "hidden", False):
            continue  # what an option was once called
        assert all(name in page for name in param.opts if name.startswith("-"))
        assert (param.help or "").replace(" ", "") in page


def made(function: Any) -> click.Command:
    return command_from("made", function, "试")


def test_a_signature_becomes_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[Any] = []

    def function(
        name: Annotated[str, typer.Argument(metavar="名称", help="叫什么")],
        other: Annotated[str | None, typer.Argument(metavar="别名")] = None,
        *,
        count: Annotated[int, typer.Option("--count", "-n", metavar="数量", min=1, help="几个")] = 2,
        tag: Annotated[list[str] | None, typer.Option("--tag", metavar="文字")] = None,
        flag: Annotated[bool, typer.Option("--flag")] = False,
        git: Annotated[bool, typer.Option("--git/--no-git")] = True,
    ) -> None:
        seen.append((name, other, count, tag, flag, git))

    command = made(function)
    for args in (["甲"], ["甲", "乙", "-n", "3", "--tag", "a", "--tag", "b", "--flag", "--no-git"]):
        with command.make_context("made", args) as context:
            command.invoke(context)
    assert seen == [("甲", None, 2, None, False, True), ("甲", "乙", 3, ["a", "b"], True, False)]
    page = command.get_help(click.Context(command, info_name="made"))
    assert "用法：made 名称 [别名] [选项]" in page
    assert "[至少 1；默认 2]" in page
    assert "[默认 --git]" in page
    assert "叫什么  [必填]" in page


def test_a_signature_that_is_not_understood_is_refused() -> None:
    def bare(name: str) -> None: ...

    def odd(name: Annotated[float, typer.Option("--name")]) -> None: ...

    def nameless(name: Annotated[str, typer.Option(help="x")]) -> None: ...

    for function in (bare, odd, nameless):
        with pytest.raises(TypeError):
            made(function)


@pytest.mark.parametrize(
    ("low", "high", "words"), [(None, None, ""), (1, None, "至少 1"), (None, 9, "至多 9"), (0, 9, "0 到 9")]
)
def test_bounds_in_words(low: int | None, high: int | None, words: str) -> None:
    assert WholeNumber(low, high).bounds == words


@pytest.mark.parametrize(
    ("args", "said", "hint"),
    [
        (["status", "--json=1"], "选项 --json 后面不跟值", "fazhi status --help"),
        (["status", "--unit"], "选项 --unit 后面要跟一个值", "fazhi status --help"),
        (["due", "--within", "-1"], "选项 --within 的值不对：-1 超出范围（应是 0 到 3660）", "fazhi due --help"),
        (["rollover", "x", "--from", "y"], "参数 年度 的值不对：“x”应是整数", "fazhi rollover --help"),
        (["rollover", "2025"], "缺少选项 --from", "fazhi rollover --help"),
        (["rollover", "2025", "--from"], "选项 --from 后面要跟一个值", "fazhi rollover --help"),
        (["record"], "缺少子命令", "fazhi record --help"),
        (["record", "--"], "缺少子命令", "fazhi record --help"),
        (["record", "x"], "没有“x”这个子命令", "fazhi record --help"),
        (["record", "evidence", "1", "2", "3"], "多了不认识的内容：2 3", "含空格的内容请加引号"),
        (["--jsn"], "没有“--jsn”这个选项；选项要写在命令后面", "fazhi --help"),
        (["status", "--strct"], "没有“--strct”这个选项", "--state"),
        (["stauts"], "没有“stauts”这个命令", "是不是 fazhi status？"),
    ],
)
def test_usage_errors(args: list[str], said: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(args) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    first, second = shown.err.splitlines()
    assert first == f"错误：{said}"
    assert second.startswith("  → ")
    assert hint in second


def test_the_command_line_uses_no_private_name() -> None:
    import re
    from pathlib import Path

    import spt_fazhi.cli

    for file in Path(spt_fazhi.cli.__file__).parent.rglob("*.py"):
        text = file.read_text("utf-8")
        assert (
            re.findall(r"\b(?:typer|click)(?:\.\w+)*\._\w+|from (?:typer|click)[\w.]* import .*\b_\w+", text) == []
        ), file
        assert "typer.core" not in text


def test_an_argument_may_be_several_words() -> None:
    got: list[list[str] | None] = []

    def many(files: Annotated[list[str] | None, typer.Argument(metavar="文件")] = None) -> None:
        got.append(files)

    command = command_from("x", many, "说明")
    command.main(["a", "b"], standalone_mode=False)
    command.main([], standalone_mode=False)
    assert got == [["a", "b"], None]
