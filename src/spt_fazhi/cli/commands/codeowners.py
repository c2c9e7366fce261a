"""`fazhi codeowners`: the forge's CODEOWNERS file from `owners` in units.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from spt_fazhi.cli.options import Json, Root, one_of
from spt_fazhi.cli.output import note, out, print_json, print_text
from spt_fazhi.cli.output_file import write_text
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import Findings, UsageError
from spt_fazhi.services.codeowners import code_owners, place_of, state_of
from spt_fazhi.store.disk.named_file import is_there
from spt_fazhi.store.disk.typed import quoted, typed_path
from spt_fazhi.text.plain import plain
from spt_fazhi.views.codeowners import CodeOwners, Forge, text_of

HELP = "生成 CODEOWNERS：各单位的文件夹由本单位的人负责，其余归主管部门"
ORDER = 107
_NAMES = {"github": "GitHub", "gitlab": "GitLab", "gitea": "Gitea、Forgejo"}


def command(  # noqa: PLR0913 - the options of the command line
    *,
    forge: Annotated[
        str,
        typer.Option(
            "--forge", metavar="平台", help="github、gitlab 或 gitea（Forgejo 也用它）", autocompletion=one_of(_NAMES)
        ),
    ] = "github",
    default: Annotated[
        list[str] | None,
        typer.Option("--default", metavar="负责人", help="其余一切归谁：单位名称，或 @用户、@组织/小组；可重复"),
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="文件", help="写到文件；默认打印")] = None,
    check: Annotated[bool, typer.Option("--check", help="只核对文件是否最新，不写；不是最新的退出码为 1")] = False,
    force: Annotated[bool, typer.Option("--force", help="文件不是本命令生成的也覆盖")] = False,
    root: Root = None,
    json: Json = False,
) -> None:
    """Print, write or compare the file."""
    session = Session.open(root)
    name = _forge(forge)
    found = code_owners(session, default or (), name)
    if json:
        _print_json(found)
    elif check:
        _compare(found, typed_path(output, "-o") if output is not None else place_of(session.root, name))
    elif output is not None:
        _write(found, output, force=force)
    else:
        print_text(text_of(found))
    for line in _remarks(found, named=bool(default)):
        note(line)


def _forge(typed: str) -> Forge:
    if typed == "forgejo":
        return "gitea"
    if typed not in ("github", "gitlab", "gitea"):
        raise UsageError(f"--forge 没有“{typed}”这个平台", "可写：github、gitlab、gitea（Forgejo 也用它）")
    return typed  # type: ignore[return-value]  # mypy does not narrow a str to the literals


def _compare(found: CodeOwners, file: Path) -> None:
    state = state_of(found, file)
    if state == "current":
        out().print(plain(f"√ {file} 已是最新"), soft_wrap=True)
        return
    out().print(plain(f"{file} {'还没有生成' if state == 'missing' else '内容已过时'}"), soft_wrap=True)
    note(f"→ 运行 fazhi codeowners（同样的选项）-o {quoted(str(file))} 重新生成")
    raise Findings


def _write(found: CodeOwners, output: str, *, force: bool) -> None:
    file = typed_path(output, "-o")
    if is_there(file, output) and state_of(found, file) == "foreign" and not force:
        raise UsageError(f"“{output}”已经存在，而且不是本命令生成的，没有覆盖", "要覆盖请加 --force，或换一个文件名")
    write_text(text_of(found), output, made="plain", force=True)


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
