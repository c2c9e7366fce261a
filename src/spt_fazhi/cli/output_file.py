"""Files a command writes because its `-o` says so."""

from __future__ import annotations

from typing import Final, Literal

from spt_fazhi.cli.output import note
from spt_fazhi.store.disk.named_file import refuse_format, write_named
from spt_fazhi.store.disk.typed import typed_path

Made = Literal["markdown", "json", "plain", "docx", "html", "xlsx", "csv", "ics"]
MADE: Final[dict[str, Made]] = {"md": "markdown", "docx": "docx", "html": "html"}
"""What each format of a report is called here."""
_ENDINGS: Final[dict[Made, tuple[tuple[str, ...], str]]] = {
    "markdown": (
        ("md", "markdown"),
        " Markdown（.md）、Word（.docx）和网页（.html）；要 JSON 请加 --json，文件名用 .json",
    ),
    "json": (("json",), " JSON（.json）；要 Markdown（.md）请去掉 --json"),
    "docx": (("docx",), " Word 文件（.docx）"),
    "html": (("html", "htm"), "网页（.html）"),
    "plain": ((), "没有扩展名的或 .txt 文件"),
    "xlsx": (("xlsx",), " Excel 文件（.xlsx）"),
    "csv": (("csv",), "表格（.csv，或 .xlsx）"),
    "ics": (("ics",), "日历（.ics）"),
}


def write_text(text: str, output: str, *, made: Made, force: bool) -> None:
    """Write a text where the clerk said, in UTF-8: atomically, and over an existing file only when told to.

    Raises UsageError, with nothing written, for a name that promises another format than the one `made`, and for
    anything that is no regular file.
    """
    write_bytes(text.encode("utf-8", "replace"), output, made=made, force=force)


def refuse_promise(output: str, made: Made) -> None:
    """Raise UsageError for a name that promises another format, before anything is made."""
    refuse_format(output, *_ENDINGS[made])


def write_bytes(data: bytes, output: str, *, made: Made, force: bool, said: str = "") -> None:
    """Write bytes where the clerk said, as `write_text` does; `said` is told instead of `已写入 …`."""
    refuse_promise(output, made)
    write_named(typed_path(output, "-o"), output, data, overwrite=force)
    note(said or f"已写入 {output}")
