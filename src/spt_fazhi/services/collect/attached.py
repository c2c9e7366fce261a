"""The files that a cell names: one candidate for each name, whatever its letter case, ending or way of writing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.disk.typed import name_text
from spt_fazhi.store.write.attachments import sha256_of
from spt_fazhi.text.plain import one_line, plain

_BETWEEN: Final = (r"[;；\n]", r"[;；\n、]", r"[;；\n、,，]")
"""What stands between names, the surest first: a name may have a comma in it."""
_BEFORE: Final = re.compile(r"(?:详?见|附)?附件\s*[0-9一二三四五六七八九十]*\s*[:：]\s*")
LOST: Final = "找不到附件"
"""What the message begins with for a file that is not there."""
_WHERE: Final = "附件放在表格旁边（或同一封邮件、同一个压缩包里），这一格写文件名；几个用“、”隔开"


class Beside:
    """The files of one folder (or mail, or archive) that may be attachments, found by the names in cells."""

    def __init__(self, files: Iterable[Path] = (), elsewhere: Beside | None = None) -> None:
        """Index the names, in the ways in which a name may be written, the strictest first.

        What is not among `files` is looked for `elsewhere`, in other folders of the same archive.
        """
        self._elsewhere = elsewhere
        self._found: tuple[dict[str, list[Path]], ...] = ({}, {}, {})
        for path in files:
            for known, name in zip(self._found, _ways(name_text(path.name)), strict=True):
                known.setdefault(name, []).append(path)

    def then(self, others: Sequence[Beside]) -> Beside:
        """The same; what is not found here is looked for in all `others`."""
        made = Beside()
        made._found = self._found
        made._elsewhere = self._elsewhere.then(others) if self._elsewhere is not None else _together(others)
        return made

    def named(self, text: str, but: Path | None = None) -> tuple[Path, ...]:
        """The files that a cell names, each once; `but` is the form itself, which is none.

        Raises ValueError, in Chinese, for a name of which there is no file or more than one.
        """
        if not text.strip():
            return ()
        names: list[str] = []
        for between in (None, *_BETWEEN):
            parts = [text] if between is None else re.split(between, text)
            names = [_BEFORE.sub("", plain(part).strip(), count=1) for part in parts if part.strip()]
            if all(self._candidates(name, but) for name in names):
                break
        return tuple(dict.fromkeys(self._one(name, but) for name in names))

    def _one(self, name: str, but: Path | None) -> Path:
        shown = one_line(name, 60)
        if re.search(r"[/\\]", name):
            raise ValueError(f"附件“{shown}”写了文件夹：只写文件名，附件放在表格旁边")
        found = _each_once(self._candidates(name, but))
        if len(found) == 1:
            return found[0]
        if found:
            several = "、".join(one_line(name_text(path.name), 40) for path in found[:4])
            raise ValueError(f"附件“{shown}”有 {len(found)} 个文件都像：{several}；请写全文件名")
        raise ValueError(f"{LOST}“{shown}”：{_WHERE}")

    def _candidates(self, name: str, but: Path | None) -> list[Path]:
        """Those files that fit a name in the strictest way that fits any."""
        exact, folded, _ = _ways(name)
        for known, wanted in zip(self._found, (exact, folded, folded), strict=True):
            found = [path for path in known.get(wanted, ()) if path != but]
            if found:
                return found
        return self._elsewhere._candidates(name, but) if self._elsewhere is not None else []  # noqa: SLF001 - its own class


def _together(several: Sequence[Beside]) -> Beside:
    """All files of several places at once: none of them comes first."""
    made = Beside(path for each in several for paths in each._found[0].values() for path in paths)  # noqa: SLF001
    deeper = [each._elsewhere for each in several if each._elsewhere is not None]  # noqa: SLF001
    return made.then(deeper) if deeper else made


def _each_once(paths: Sequence[Path]) -> list[Path]:
    """Files, those once that lie in several places under one name with one content."""
    if len(paths) < 2:
        return list(paths)
    with suppress(FazhiError):
        return list({(_folded(name_text(path.name)), sha256_of(path)): path for path in reversed(paths)}.values())[::-1]
    return list(paths)


def _ways(name: str) -> tuple[str, str, str]:
    """A name as it is; letter case, width and spaces apart; without its ending too."""
    text = unicodedata.normalize("NFC", name)
    bare = text.rpartition(".")[0] if "." in text.lstrip(".") else text
    return text, _folded(text), _folded(bare)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
