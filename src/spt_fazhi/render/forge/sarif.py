"""Annotations as SARIF 2.1.0, which forges and editors read as the result of a static analysis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from spt_fazhi import __version__
from spt_fazhi.render.forge.annotation import Annotation

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "notice": "note"}


def sarif(annotations: Iterable[Annotation], rules: Mapping[str, str]) -> dict[str, Any]:
    """The document; `rules` says of every rule that may occur what it looks for."""
    listed = list(annotations)
    used = sorted({each.rule for each in listed})
    driver = {
        "name": "fazhi",
        "version": __version__,
        "rules": [_rule(each, rules.get(each, "")) for each in used],
    }
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, used.index(each.rule)) for each in listed],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str, about: str) -> dict[str, Any]:
    return {"id": name, "shortDescription": {"text": about}} if about else {"id": name}


def _result(each: Annotation, index: int) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(each.file), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": each.line, "startColumn": each.column},
    }
    return {
        "ruleId": each.rule,
        "ruleIndex": index,
        "level": _LEVELS[each.level],
        "message": {"text": f"{each.message}\n→ {each.hint}" if each.hint else each.message},
        "locations": [{"physicalLocation": place}],
    }
