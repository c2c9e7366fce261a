"""`fazhi codeowners`: the forge's CODEOWNERS file from `owners` in units.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spt_fazhi.cli.options import Json, Root
from spt_fazhi.cli.output import note, out, print_json, print_text
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import FazhiError, Findings, UsageError
from spt_fazhi.model.fields import parse_owner
from spt_fazhi.model.register import UNITS_FILE
from spt_fazhi.text.plain import plain
from spt_fazhi.views.codeowners import HEADER, PLACES, codeowners, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spt_fazhi.views.codeowners import CodeOwners, Forge

HELP = "生成 CODEOWNERS：各单位的文件夹由本单位的人负责，其余归主管部门"
ORDER = 107
_NAMES = {"github": "GitHub", "gitlab": "GitLab", "gitea": "Gitea、Forgejo"}


def command(  # noqa: PLR0913 - the options of the command line
    *,
    forge: Annotated[
        str, typer.Option("--forge", metavar="平台", help="github、gitlab 或 gitea（Forgejo 也用它）")
    ] = "github",
    default: Annotated[
        list[str] | None,
        typer.Option("--default", metavar="负责人", help="其余一切归谁：单位名称，或 @用户、@组织/团队；可重复"),
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="文件", help="写到文件；默认打印")] = None,
    check: Annotated[bool, typer.Option("--check", help="只核对文件是否最新，不写；不是最新的退出码为 1")] = False,
    force: Annotated[bool, typer.Option("--force", help="文件不是本命令生成的也覆盖")] = False,
    root: Root = None,
    json: Json = False,
) -> None:
    """Print, write or compare the file."""
    session = Session.open(root)
    _require_units(session)
    name = _forge(forge)
    found = codeowners(session.register.units, _owners(session, default or ()), name, _prefix(session.root))
    if json:
        _print_json(found)
    elif check:
        _compare(found, _place(session.root, output, name))
    elif output is not None:
        _write(text_of(found), output, force=force)
    else:
        print_text(text_of(found))
    for line in _remarks(found, named=bool(default)):
        note(line)


def _require_units(session: Session) -> None:
    """Raise FazhiError when a unit could not be read: its folder would silently lose its owners."""
    _ = session.register
    if any(each.file == UNITS_FILE and each.severity == "error" for each in session.loaded.problems):
        raise FazhiError(f"{UNITS_FILE} 有错误，没有生成", "运行 fazhi check 看是哪一行，改正后再生成")


def _forge(typed: str) -> Forge:
    if typed == "forgejo":
        return "gitea"
    if typed not in ("github", "gitlab", "gitea"):
        raise UsageError(f"--forge 没有“{typed}”这个平台", "可写：github、gitlab、gitea（Forgejo 也用它）")
    return typed  # type: ignore[return-value]  # mypy does not narrow a str to the literals


def _owners(session: Session, typed: Sequence[str]) -> list[str]:
    """Handles as typed; a unit's name stands for its owners. Raises UsageError."""
    found: list[str] = []
    for each in typed:
        if "@" in each:
            try:
                found.append(parse_owner(each))
            except ValueError as error:
                raise UsageError(f"--default {error}") from None
            continue
        unit = session.unit(each)
        if not unit.owners:
            raise UsageError(f"“{unit.name}”在 units.yaml 里没有写 owners", "请先写上，或直接写 --default @用户名")
        found += unit.owners
    return found


def _prefix(root: Path) -> str:
    """The workspace's folder in its repository; none outside one."""
    from spt_fazhi.store.git.git import Git

    git = Git(root)
    return git.prefix() if git.is_inside_repository() else ""


def _place(root: Path, output: str | None, forge: Forge) -> Path:
    """The file to compare with: the one named, else where the forge looks for it."""
    from spt_fazhi.store.git.git import Git

    if output is not None:
        return Path(output).expanduser()
    return (Git(root).top() or root) / PLACES[forge]


def _compare(found: CodeOwners, file: Path) -> None:
    there = file.read_bytes().replace(b"\r\n", b"\n") if file.is_file() else None
    if there == text_of(found).encode():
        out().print(plain(f"√ {file} 已是最新"), soft_wrap=True)
        return
    out().print(plain(f"{file} {'还没有生成' if there is None else '内容已过时'}"), soft_wrap=True)
    note(f"→ 运行 fazhi codeowners（同样的选项）-o {file} 重新生成")
    raise Findings


def _write(text: str, output: str, *, force: bool) -> None:
    from spt_fazhi.cli.output_file import write_text

    file = Path(output).expanduser()
    if file.is_file() and not force and not file.read_bytes().startswith(HEADER.encode()):
        raise UsageError(f"“{output}”已经存在，而且不是本命令生成的，没有覆盖", "要覆盖请加 --force，或换一个文件名")
    write_text(text, output, force=True)


def _remarks(found: CodeOwners, *, named: bool) -> list[str]:
    """What the file cannot say, for stderr."""
    lines = []
    if found.without:
        names = "、".join(unit.name for unit in found.without)
        then = "归 --default 的人" if named else "它们的文件夹没有负责人"
        lines.append(f"注意：{len(found.without)} 家单位没有写负责人（units.yaml 的 owners），{then}：{names}")
    if found.unfit:
        lines.append(f"注意：{_NAMES[found.forge]} 不认这样的写法，没有列入：{'、'.join(found.unfit)}")
    if not named:
        lines.append("注意：没有写 --default，计划、决定和其余文件没有负责人")
    return lines


def _print_json(found: CodeOwners) -> None:
    print_json(
        {
            "forge": found.forge,
            "lines": [{"pattern": line.pattern, "owners": list(line.owners)} for line in found.lines],
            "without_owners": [unit.name for unit in found.without],
            "unfit": list(found.unfit),
        }
    )
