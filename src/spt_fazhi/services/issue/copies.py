"""Copies of a report that say nothing of themselves, set anew or saved as text, held against it by their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.render.office.docx import figures_in_print, texts_in_print
from spt_fazhi.reports.figures.readback import Found, read_back, reworded
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.printed import MAX_BYTES, read_shown
from spt_fazhi.text.decoding import some_text


@frozen
class CopyRead:
    """A copy: what it shows, the figures that read otherwise in it, how many sentences are not as in the report.

    `objects` are the pictures, formulas and the like in it that nobody can read.
    """

    texts: tuple[str, ...]
    changed: tuple[Found, ...]
    other: int
    objects: int = 0


def read_copy(path: Path, marked: str) -> CopyRead | None:
    """A file read as a copy of the report `marked`; None for one that is none, or that cannot be read so."""
    low = path.suffix.lower()
    if low not in {".docx", ".md", ".txt"} or not path.is_file():
        return None
    try:
        data = read_typed(str(path), "文件", MAX_BYTES)
        shown = read_shown(data, path.name) if low == ".docx" else None
        texts = texts_in_print(some_text(data) or "") if shown is None else shown.texts
    except (FazhiError, UsageError):
        return None
    if not is_copy(texts, marked):
        return None
    changed = read_back(figures_in_print(marked), texts).changed
    other = len(reworded(texts_in_print(marked), texts))
    return CopyRead(texts=texts, changed=changed, other=other, objects=0 if shown is None else shown.objects)


def is_copy(texts: Sequence[str], marked: str) -> bool:
    """Whether a text is a copy of a report, edited or not: it shows its figures, or most of its sentences."""
    back = read_back(figures_in_print(marked), texts)
    if back.kept or back.changed:
        return True
    made = texts_in_print(marked)
    return 2 * sum(not each.now for each in reworded(made, texts)) < len(made)
