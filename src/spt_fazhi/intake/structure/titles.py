"""Where the title of a task ends and its text begins."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_LONGEST: Final = 40
_CUT: Final = 24
_COLON: Final = re.compile(r"^[^，,。；;：:]{2,25}[：:](?=.*\S)", re.DOTALL)
_GAP: Final = re.compile(r"^[^，,。；;：: \u3000]{2,25}(?:\u3000+| {2,})(?=\S)")


class Title(NamedTuple):
    """`text[:end]` is the title; the task's text begins at `start`. `guessed` when the title is cut from the text."""

    title: str
    end: int
    start: int
    guessed: bool = False


def title_in(text: str, *, more: bool) -> Title:
    """The title in a paragraph; `more` says that further paragraphs belong to the task."""
    stop = text.find("。")
    if 0 < stop <= _LONGEST and (text[stop + 1 :].strip() or more):
        return Title(text[:stop].strip(), stop, stop + 1)
    colon = _COLON.match(text) or _GAP.match(text)
    if colon and not (more and stop < 0):
        return Title(text[: colon.end()].rstrip("：: \u3000"), colon.end() - 1, colon.end())
    bare = text.strip().rstrip("。；;：:")
    if more and stop < 0 and len(bare) <= _LONGEST:
        return Title(bare, len(text), len(text))
    if len(bare) <= _CUT:
        return Title(bare, 0, 0, guessed=True)
    clause = re.split("[，,；;：:。]", bare, maxsplit=1)[0]
    return Title(clause if 4 <= len(clause) <= _LONGEST else f"{bare[:_CUT]}…", 0, 0, guessed=True)
