"""What is wrong with a file, said of the form that it comes from: heads of columns instead of the keys of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from spt_fazhi.forms.columns import COLUMNS

_HEADS: Final[Mapping[str, str]] = {
    **{column.key: column.head for name in ("evidence", "progress") for column in COLUMNS[name]},
    "title": "做了什么", "publish_problems": "问题可否公开", "recorded": "收表的日子", "figures": "另报的数",
}  # fmt: skip
_KEY: Final = f"({'|'.join(sorted(_HEADS, key=len, reverse=True))})"
_SUBJECT: Final = re.compile(rf"^{_KEY}：")
_WITH_WORD: Final = re.compile(rf"(?<![a-z_]){_KEY}（[^（）]*）")
_FIELD: Final = re.compile(rf"字段 {_KEY} (?=中)")
_QUOTED: Final = re.compile(rf"“{_KEY}”")


def in_heads(message: str) -> str:
    """The message with heads; the key that it begins with is left out, for the cell is told."""
    said = _SUBJECT.sub("", message)
    said = _WITH_WORD.sub(lambda match: _HEADS[match[1]], said)
    said = _FIELD.sub(lambda match: f"“{_HEADS[match[1]]}”", said)
    return _QUOTED.sub(lambda match: f"“{_HEADS[match[1]]}”", said)
