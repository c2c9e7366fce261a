"""The problems of a workspace as a JSON document, and the sentence that sums them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from spt_fazhi.model.problem import SEVERITIES, SEVERITY_WORDS, Problem

SCAN_NOTE: Final = "自动扫描只能发现写法明显的个人信息和密级标志，没有报出问题不等于没有；入库前请人工审查。"


def problems_json(problems: Iterable[Problem]) -> dict[str, object]:
    """The document of `check`, and the sentence on what a scan cannot prove."""
    keys = ("rule", "severity", "file", "line", "column", "message", "hint")
    return {"problems": [{key: getattr(each, key) for key in keys} for each in problems], "note": SCAN_NOTE}


def problems_summary(problems: Sequence[Problem], files: int) -> str:
    """The closing sentence."""
    if not problems:
        return f"√ 没有发现问题（台账、单位名录和 {files} 个记录、决定及附件文件）。"
    counts = Counter(each.severity for each in problems)
    parts = [f"{SEVERITY_WORDS[each]} {counts[each]}" for each in SEVERITIES if counts[each]]
    where = len({each.file for each in problems})
    return f"共 {len(problems)} 个问题（{' · '.join(parts)}），涉及 {where} 个文件。"
