"""`fazhi typeset 通报.md -o 通报.docx`: a text the clerk has edited, in the layout of an official document."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.output import note
from spt_fazhi.cli.output_file import MADE, write_bytes
from spt_fazhi.errors import UsageError
from spt_fazhi.services.typeset import format_of, typeset

HELP = "把改好的 Markdown 排成公文格式的 Word（.docx）或网页"
ORDER = 79


def command(
    file: Annotated[str, typer.Argument(metavar="文件", help="Markdown 或纯文本文件；写 - 从标准输入读")],
    *,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="文件", help="写到哪个文件：.docx 或 .html")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
) -> None:
    """Set one text."""
    if output is None:
        raise UsageError("没有写排好的文件放在哪里", "请加 -o 文件名.docx（或 .html）")
    wanted = format_of(None, output)
    done = typeset(file, "docx" if wanted == "md" else wanted)
    write_bytes(done.data, output, made=MADE["docx" if wanted == "md" else wanted], force=force)
    for line in done.left_out:
        note(f"注意：{line}。")
