"""A review as the comment under a pull request: one marker to find it again, and nothing in it that acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spt_fazhi.changes.review import Review
from spt_fazhi.changes.values import Finding
from spt_fazhi.render.review.entry_words import safe
from spt_fazhi.render.review.words import (
    effects_by_task,
    entry_lines,
    place_text,
    plan_lines,
    summary_text,
    title_text,
    verdict_text,
)
from spt_fazhi.text.markdown import escape_markdown
from spt_fazhi.text.plain import one_line

MARKER: Final = "<!-- fazhi-review -->"
_ROWS: Final = 60
_CUT: Final = 300
_LONGEST: Final = 60_000
"""Characters; forges take some 65,000."""


def markdown(review: Review) -> str:
    """The comment, ending in a line break."""
    lines = [MARKER, "## fazhi 审阅", "", f"**{_text(summary_text(review))}**", "", _verdict(review), ""]
    lines += _findings("不能通过", review.blocks)
    lines += _findings("请审核人看一眼", review.asks)
    lines += _effects(review)
    lines += _list("计划改动（与进展分开看）", plan_lines(review))
    lines += _list("记录和决定", entry_lines(review))
    lines += [f"<sub>{_text(title_text(review))}。由 fazhi review 生成，改动后会更新。</sub>"]
    text = "\n".join(lines) + "\n"
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rpartition("\n")[0] + "\n"
        if text.count("<details>") > text.count("</details>"):
            text += "\n</details>\n"
        text += "\n（太长，以下省略；请在本机运行 fazhi review 看全部）\n"
    return text


def _text(text: str) -> str:
    return escape_markdown(text, entities=True)


def _cell(text: str) -> str:
    return escape_markdown(text, start=False, entities=True)


def _verdict(review: Review) -> str:
    sign = "×" if review.blocks else "▲" if review.asks else "√"
    return f"{sign} {_text(verdict_text(review))}"


def _findings(title: str, findings: Iterable[Finding]) -> Iterator[str]:
    listed = list(findings)
    if not listed:
        return
    yield f"### {title}（{len(listed)}）"
    yield ""
    for each in listed[:_ROWS]:
        yield f"- {_text(safe(each.message, _CUT))}"
        yield f"  {_text(one_line(place_text(each.spot), _CUT))} · {_text(each.rule)}"
        if each.hint:
            yield f"  → {_text(safe(each.hint, _CUT))}"
    if len(listed) > _ROWS:
        yield f"- …… 还有 {len(listed) - _ROWS} 处"
    yield ""


def _effects(review: Review) -> Iterator[str]:
    groups = list(effects_by_task(review))
    if not groups:
        return
    yield "### 对任务的影响"
    yield ""
    yield "| 任务 | 事项 | 单位 | 之前 | 之后 |"
    yield "|---|---|---|---|---|"
    shown = 0
    for task, rows in groups:
        for row in rows[: max(_ROWS - shown, 0)]:
            cells = (task, f"{row.number} {row.title}".strip(), row.unit, row.before, row.after)
            yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
            shown += 1
    if len(review.effects) > shown:
        yield ""
        yield f"…… 还有 {len(review.effects) - shown} 条"
    yield ""


def _list(title: str, lines: Iterable[tuple[str, object]]) -> Iterator[str]:
    listed = [line for line, _ in lines]
    if not listed:
        return
    yield f"<details><summary>{title}（{len(listed)}）</summary>"
    yield ""
    yield from (f"- {_text(line)}" for line in listed[:_ROWS])
    if len(listed) > _ROWS:
        yield f"- …… 还有 {len(listed) - _ROWS} 条"
    yield ""
    yield "</details>"
    yield ""
