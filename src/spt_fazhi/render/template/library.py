"""Where templates come from: the workspace's `templates/` first, then the packaged ones. Only text is held here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.decoding import utf8_text

SUFFIX: Final = ".md.j2"
FOLDER: Final = "templates"
MAX_TEMPLATE_BYTES: Final = 256 * 1024
_MARKS: Final = re.compile(r"[\ufdd0-\ufdd2]|\\(?:u|U0000)[fF][dD][dD][0-2]")
"""What figures are marked with (text/marks.py), as it is or escaped in a string: only the program may mark any."""


@cache
def packaged() -> Mapping[str, str]:
    """The templates that come with the program: in the wheel beside the code, in a checkout at its top."""
    return packaged_texts((SUFFIX,))


def packaged_texts(suffixes: tuple[str, ...], *below: str) -> Mapping[str, str]:
    """The packaged files with one of `suffixes` in the folder of templates, or in one `below` it: name → text."""
    package = resources.files("spt_fazhi")
    folder = package / FOLDER
    if not folder.is_dir():
        folder = Path(str(package)).parents[1] / FOLDER
    for name in below:
        folder = folder / name
    found = {}
    for each in sorted(folder.iterdir(), key=lambda file: file.name):
        if each.name.endswith(suffixes) and each.is_file():
            found[each.name] = _unix(utf8_text(each.read_bytes())[0])
    return found


@frozen
class Library:
    """Templates by name. `workspace` holds what the workspace adds or changes, `faults` why some cannot be used."""

    workspace: Mapping[str, str]
    faults: Mapping[str, str]

    @property
    def is_trusted(self) -> bool:
        """Whether only packaged templates can take part in a rendering."""
        return not self.workspace

    def origin(self, name: str) -> str:
        """`工作区`, `内置`, or "" when there is no such template."""
        if name in self.workspace or name in self.faults:
            return "工作区"
        return "内置" if name in packaged() else ""

    def names(self) -> tuple[str, ...]:
        """Every name that can be asked for."""
        return tuple(sorted({*self.workspace, *packaged()}))

    def source(self, name: str) -> str | None:
        """The text of a template."""
        return self.workspace.get(name, packaged().get(name))


def library(files: Mapping[str, bytes | None]) -> Library:
    """The templates of a workspace: file name below `templates/` → bytes (None: a link or not readable).

    A file equal to the packaged one is the packaged one: it was reviewed with the program.
    """
    workspace, faults = {}, {}
    for name, data in files.items():
        if not name.endswith(SUFFIX):
            continue
        fault = _fault(data)
        if fault or data is None:
            faults[name] = fault
            continue
        text = _unix(utf8_text(data)[0])
        if text != packaged().get(name):
            workspace[name] = text
    return Library(workspace=workspace, faults=faults)


def _fault(data: bytes | None) -> str:
    if data is None:
        return "是一个链接，或者读不出来；模板要是普通文件"
    if len(data) > MAX_TEMPLATE_BYTES:
        return f"超过 {MAX_TEMPLATE_BYTES // 1024} KiB，不像一份模板"
    try:
        text = _unix(utf8_text(data)[0])
    except UnicodeDecodeError:
        return "不是 UTF-8 编码，请另存为 UTF-8"
    forged = _MARKS.search(text)
    if forged is None:
        return ""
    return f"第 {text.count(chr(10), 0, forged.start()) + 1} 行有程序给数字作记号的字符（U+FDD0 至 U+FDD2），请删去"


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
