"""A review as annotations on the lines of a pull request: the workflow commands of GitHub, Gitea and Forgejo."""

from __future__ import annotations

from spt_fazhi.changes.review import Review
from spt_fazhi.changes.values import Finding
from spt_fazhi.render.review.words import safe, summary_text, verdict_text


def github(review: Review, prefix: str = "") -> str:
    """One command a line; `prefix` is the workspace's folder in the repository."""
    lines = [_annotation(each, prefix) for each in review.findings]
    lines.append(f"::notice title=fazhi review::{_data(summary_text(review) + verdict_text(review))}")
    return "\n".join(lines) + "\n"


def _annotation(each: Finding, prefix: str) -> str:
    level = "error" if each.level == "block" else "warning"
    spot = each.spot
    place = f"file={_property(prefix + safe(spot.file))},line={max(spot.line, 1)},col={max(spot.column, 1)}"
    hint = f"\n→ {safe(each.hint)}" if each.hint else ""
    return f"::{level} {place},title={_property(each.rule)}::{_data(safe(each.message) + hint)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
