"""Annotations as the workflow commands of GitHub, Gitea and Forgejo: the one place that writes and escapes them."""

from __future__ import annotations

from collections.abc import Iterable

from spt_fazhi.render.forge.annotation import Annotation


def github(annotations: Iterable[Annotation], title: str, summary: str) -> str:
    """One command a line; the last one, under `title`, sums up."""
    lines = [_command(each) for each in annotations]
    lines.append(f"::notice title={_property(title)}::{_data(summary)}")
    return "\n".join(lines) + "\n"


def _command(each: Annotation) -> str:
    place = f"file={_property(each.file)},line={each.line},col={each.column}"
    hint = f"\n→ {each.hint}" if each.hint else ""
    return f"::{each.level} {place},title={_property(each.rule)}::{_data(each.message + hint)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
