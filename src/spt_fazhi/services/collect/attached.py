"""The files that a cell names: one candidate for each name, whatever its letter case, ending or way of writing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from spt_fazhi.store.disk.typed import name_text
from spt_fazhi.text.plain import one_line, plain

_BETWEEN: Final = (r"[;；\n]", r"[;；\n、]", r"[;；\n、,，]")
"""What stands between names, the surest first: a name may have a comma in it."""
_BEFORE: Final = re.compile(r"(?:详?见|附)?附件\s*[0-9一二三四五六七八九十]*\s*[:：]\s*")
_WHERE: Final = "附件放在表格旁边，这一格写文件名；几个用分号隔开"


def attachments(text: str, files: Sequence[Path]) -> tuple[Path, ...]:
    """The files among `files` that a cell names, each once.

    Raises ValueError, in Chinese, for a name of which there is no file or more than one.
    """
    if not text.strip():
        return ()
    names: list[str] = []
    for between in (None, *_BETWEEN):
        parts = [text] if between is None else re.split(between, text)
        names = [_BEFORE.sub("", plain(part).strip(), count=1) for part in parts if part.strip()]
        if all(_candidates(name, files) for name in names):
            break
    return tuple(dict.fromkeys(_one(name, files) for name in names))


def _one(name: str, files: Sequence[Path]) -> Path:
    shown = one_line(name, 60)
    if re.search(r"[/\\]", name):
        raise ValueError(f"附件“{shown}”写了文件夹：只写文件名，附件放在表格旁边")
    found = _candidates(name, files)
    if len(found) == 1:
        return found[0]
    if found:
        several = "、".join(one_line(name_text(path.name), 40) for path in found[:4])
        raise ValueError(f"附件“{shown}”有 {len(found)} 个文件都像：{several}；请写全文件名")
    raise ValueError(f"找不到附件“{shown}”：{_WHERE}")


def _candidates(name: str, files: Sequence[Path]) -> list[Path]:
    """Those files that fit a name in the strictest way that fits any."""
    for same in _ways(name):
        found = [path for path in files if same(name_text(path.name))]
        if found:
            return found
    return []


class _Same:
    """Whether a file's name is the same as a wanted one."""

    def __init__(self, wanted: str, *, folded: bool, bare: bool) -> None:
        self._folded, self._bare = folded, bare
        self._wanted = self._kept(wanted, bare=False)

    def __call__(self, name: str) -> bool:
        return self._kept(name, bare=self._bare) == self._wanted

    def _kept(self, name: str, *, bare: bool) -> str:
        text = unicodedata.normalize("NFC", name)
        if bare and "." in text.lstrip("."):
            text = text.rpartition(".")[0]
        return "".join(unicodedata.normalize("NFKC", text).casefold().split()) if self._folded else text


def _ways(name: str) -> Iterator[_Same]:
    """As it is written; letter case, width and spaces apart; without the ending too."""
    yield _Same(name, folded=False, bare=False)
    yield _Same(name, folded=True, bare=False)
    yield _Same(name, folded=True, bare=True)
