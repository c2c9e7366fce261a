"""A report that a finding is put right as a whole, after a part had been: what came with the part is not sent twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spt_fazhi.engine.entries.matching import Matching
from spt_fazhi.model.entries.record import Rectify
from spt_fazhi.model.frozen import replace
from spt_fazhi.services.collect.held.alike import finding_of, goes_further
from spt_fazhi.services.collect.typed import Typed
from spt_fazhi.store.write.attachments import sha256_of
from spt_fazhi.text.plain import one_line


def less_sent(rows: Iterable[Typed], matching: Matching) -> tuple[list[Typed], Mapping[str, Sequence[str]]]:
    """The rows less the attachments that came with an earlier part and stand there; by row what to know of that."""
    kept: list[Typed] = []
    notices: dict[str, list[str]] = {}
    for row in rows:
        before = _sent(row, matching)
        there = row.hashes & before.keys()
        if not there:
            kept.append(row)
            continue
        files = {path: sha256_of(path) for path in row.file.files}
        left = tuple(path for path, mark in files.items() if mark not in there)
        kept.append(replace(row, file=replace(row.file, files=left), hashes=row.hashes - there))
        notices[row.answer.row.place] = [
            f"{row.answer.row.place_of('files')} 附件“{one_line(path.name, 40)}”已附在 {before[mark]}，不再附一遍"
            for path, mark in files.items()
            if mark in there
        ]
    return kept, notices


def _sent(row: Typed, matching: Matching) -> dict[str, str]:
    """The attachments of parts that were reported before, by their hashes, with the record they lie beside."""
    value = row.value
    if not isinstance(value, Rectify):
        return {}
    parts = [entry for entry in matching.rectify.get(finding_of(value), ()) if goes_further(row, entry)]
    return {file.sha256: entry.id for entry in parts for file in entry.value.files}
