"""What is wrong with a file, said of the form that it comes from: heads of columns instead of the keys of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from spt_fazhi.forms.columns import COLUMNS

_OTHERS: Final = {"publish_problems": "问题可否公开", "recorded": "收表的日子", "figures": "另报的数"}
_ASKED: Final = {column.key: column.head for name in ("evidence", "progress") for column in COLUMNS[name]}
_RECTIFY: Final = {column.key: column.head for column in COLUMNS["rectify"]}
_HEADS: Final[Mapping[str, str]] = {**_ASKED, **_OTHERS, "title": "做了什么"}
_HEADS_OF: Final[Mapping[str, Mapping[str, str]]] = {
    "rectify": {**_HEADS, **_RECTIFY, "title": _RECTIFY["what"], "inspection": _RECTIFY["finding"]}
}
"""Where the heads of a sheet are others."""
_KEY: Final = f"({'|'.join(sorted({*_HEADS, *_HEADS_OF['rectify']}, key=len, reverse=True))})"
_SUBJECT: Final = re.compile(rf"^{_KEY}：")
_WITH_WORD: Final = re.compile(rf"(?<![a-z_]){_KEY}（[^（）]*）")
_FIELD: Final = re.compile(rf"字段 {_KEY} (?=中)")
_QUOTED: Final = re.compile(rf"“{_KEY}”")


def in_heads(message: str, sheet: str = "evidence") -> str:
    """The message with the heads of a sheet; the key that it begins with is left out, for the cell is told."""
    heads = _HEADS_OF.get(sheet, _HEADS)

    def head(match: re.Match[str]) -> str:
        return heads.get(match[1]) or _HEADS_OF["rectify"][match[1]]

    said = _SUBJECT.sub("", message)
    said = _WITH_WORD.sub(head, said)
    said = _FIELD.sub(lambda match: f"“{head(match)}”", said)
    return _QUOTED.sub(lambda match: f"“{head(match)}”", said)
