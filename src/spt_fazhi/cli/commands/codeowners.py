"""`fazhi codeowners`: CODEOWNERS from units.yaml, so that a body's folder needs its own people."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.options import Root

HELP = "生成 CODEOWNERS：改某单位的文件夹要经它自己的人"
ORDER = 107


def command(  # noqa: PLR0913 - the options of the command line
    *,
    default: Annotated[
        list[str] | None, typer.Option("--default", metavar="负责人", help="其余文件归谁，如 @shili/sfj，可重复")
    ] = None,
    forge: Annotated[
        str, typer.Option("--forge", metavar="平台", help="github、gitlab 或 gitea（Forgejo 同 gitea），格式不同")
    ] = "github",
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="文件", help="写到文件；默认打印")] = None,
    force: Annotated[bool, typer.Option("--force", help="文件不是本命令生成的也覆盖")] = False,
    check: Annotated[bool, typer.Option("--check", help="不写，只看 -o 的文件是不是最新（不是则退出码 1）")] = False,
    root: Root = None,
) -> None:
    """Print or write CODEOWNERS."""
    from spt_fazhi.cli.output import note, print_text
    from spt_fazhi.cli.session import Session
    from spt_fazhi.errors import FazhiError, UsageError
    from spt_fazhi.model.scalars import parse_owner
    from spt_fazhi.reports.codeowners import codeowners
    from spt_fazhi.store.git import Git

    if forge not in {"github", "gitlab", "gitea"}:
        raise UsageError(f"--forge 没有“{forge}”这种平台", "可写 github、gitlab、gitea（Forgejo 写 gitea）")
    if check and output is None:
        raise UsageError("--check 要和 -o 文件一起写", "例如 fazhi codeowners -o .github/CODEOWNERS --check")
    try:
        owners = [parse_owner(each) for each in default or ()]
    except ValueError as error:
        raise UsageError(f"--default：{error}") from None
    session = Session.open(root)
    units = session.register.units
    try:
        prefix = Git(session.root).prefix()
    except FazhiError:  # no repository yet: the workspace will be its top
        prefix = ""
    text = codeowners(units, owners, forge, prefix)  # type: ignore[arg-type]  # checked above
    missing = [unit.name for unit in units if not unit.owners]
    if missing:
        shown = "、".join(missing[:6]) + (f" 等 {len(missing)} 家" if len(missing) > 6 else "")
        note(f"提示：没有写 owners 的单位：{shown}。它们的文件夹{'归 --default 的人' if owners else '没有负责人'}。")
    if output is None:
        print_text(text)
    elif check:
        _compare(text, output)
    else:
        _write(text, output, force=force)
    session.finish()


def _existing(output: str) -> str | None:
    from pathlib import Path

    file = Path(output).expanduser()
    return file.read_text("utf-8", errors="replace") if file.is_file() else None


def _compare(text: str, output: str) -> None:
    from spt_fazhi.cli.output import note
    from spt_fazhi.errors import Findings

    if _existing(output) != text:
        note(f"{output} 不是最新的：请运行 fazhi codeowners -o {output}（其他选项照旧）")
        raise Findings
    note(f"√ {output} 是最新的")


def _write(text: str, output: str, *, force: bool) -> None:
    from spt_fazhi.cli.output_file import write_text
    from spt_fazhi.errors import UsageError
    from spt_fazhi.reports.codeowners import MARK

    existing = _existing(output)
    if existing is not None and not force and not existing.startswith(MARK):
        raise UsageError(f"“{output}”已经存在，而且不是本命令生成的，没有覆盖", "要覆盖请加 --force，或换一个文件名")
    write_text(text, output, force=True)
