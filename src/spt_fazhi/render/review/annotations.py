"""A review as annotations on the lines of a pull request."""

from __future__ import annotations

from spt_fazhi.changes.review import Review
from spt_fazhi.changes.values import Finding
from spt_fazhi.render.forge.annotation import Annotation
from spt_fazhi.render.review.entry_words import safe


def annotate(review: Review, prefix: str = "") -> list[Annotation]:
    """One a finding; `prefix` is the workspace's folder in the repository, "" or ending in `/`."""
    return [_annotation(each, prefix) for each in review.findings]


def _annotation(each: Finding, prefix: str) -> Annotation:
    return Annotation(
        level="error" if each.level == "block" else "warning",
        rule=each.rule,
        file=prefix + safe(each.spot.file),
        line=max(each.spot.line, 1),
        column=max(each.spot.column, 1),
        message=safe(each.message),
        hint=safe(each.hint),
    )
