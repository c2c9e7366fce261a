"""Text from data inside Markdown: whatever it holds, it comes out as the same plain words.

Escaped are the characters CommonMark and its common extensions act on; a backslash before ASCII punctuation is
undone by every Markdown reader. `@`, and `#` before a digit, become their full-width forms, because sites turn `@name`
and `#12` into a notification or a reference after Markdown has been read, when a backslash no longer helps.
"""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.text.plain import one_line

_ACTIVE: Final = re.compile(
    r"[\\`*_\[\]{}<>#|~!&^$]"  # emphasis, code, links, HTML, headings, tables, footnotes, mathematics
    r"|(?<=[A-Za-z]):(?=\S)|/(?=/)"  # https://, mailto:, //host
    r"|(?i:(?<=www)\.)|(?<=[\w-])\.(?=[^\W\d])"  # www.host, host.example
    r"|\A[-+=:.)/]|\A(?<!\d)[0-9]{1,9}(?=[.)])"  # list items, rulers, definitions at the start of a line
)

_REFERENCE: Final = re.compile(r"#(?=\d)")


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    return f"{found}\\" if found[0].isdigit() else f"\\{found}"


def escape_markdown(text: str) -> str:
    """`text` on one line so that a Markdown reader shows exactly it and does nothing else."""
    return _ACTIVE.sub(_escape, _REFERENCE.sub("\uff03", one_line(text).replace("@", "\uff20")))
