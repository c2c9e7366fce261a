"""Where the title of a task ends and its text begins."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.model.frozen import frozen

_LONGEST: Final = 40
_CUT: Final = 24
_COLON: Final = re.compile(r"^[^，,。；;：:]{2,25}[：:](?=.*\S)", re.DOTALL)
_GAP: Final = re.compile(r"^[^，,。；;：: \u3000]{2,25}(?:\u3000+| {2,})(?=\S)")


@frozen
class Title:
    """`text[:end]` is the title; the task's text begins at `start`. `guessed` when the title is cut from the text."""

    title: str
    end: int
    start: int
    guessed: bool = False


def title_in(text: str, *, more: bool) -> Title:
    """The title in a paragraph; `more` says that further paragraphs belong to the task."""
    stop = text.find("。")
    if 0 < stop <= _LONGEST and (text[stop + 1 :].strip() or more):
        return Title(title=text[:stop].strip(), end=stop, start=stop + 1)
    colon = _COLON.match(text) or _GAP.match(text)
    if colon and not (more and stop < 0):
        return Title(title=text[: colon.end()].rstrip("：: \u3000"), end=colon.end() - 1, start=colon.end())
    bare = text.strip().rstrip("。；;：:")
    if more and stop < 0 and len(bare) <= _LONGEST:
        return Title(title=bare, end=len(text), start=len(text))
    if len(bare) <= _CUT:
        return Title(title=bare, end=0, start=0, guessed=True)
    clause = re.split("[，,；;：:。]", bare, maxsplit=1)[0]
    return Title(title=clause if 4 <= len(clause) <= _LONGEST else f"{bare[:_CUT]}…", end=0, start=0, guessed=True)
