"""The files of a draft: tasks.yaml, units.yaml, the document's text, and the list of what to decide."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from spt_fazhi.intake.draft import DraftPlan, Question, questions
from spt_fazhi.intake.structure.values import LeftOut
from spt_fazhi.store.yaml.plan_writer import DEFAULT_SETTINGS, tasks_yaml, units_yaml
from spt_fazhi.text.markdown import escape_markdown
from spt_fazhi.text.plain import one_line

CHECKLIST: Final = "待核清单.md"
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')


def draft_files(
    drafted: DraftPlan, carried: Mapping[int, int] | None = None, settings: Sequence[str] = DEFAULT_SETTINGS
) -> dict[str, bytes]:
    """Path relative to the folder of the draft → content; `carried` and `settings` as in `tasks_yaml`."""
    draft = drafted.draft
    source = f"source/{_UNSAFE.sub('', draft.title)[:60] or '原文'}.txt"
    notes = [
        f"没有读出{word}"
        for word, found in (("印发单位", draft.issuer), ("印发日期", draft.issued), ("年度", draft.year))
        if not found
    ]
    return {
        "tasks.yaml": tasks_yaml(
            draft, drafted.proposals, source, notes=notes, carried=carried, settings=settings
        ).encode(),
        "units.yaml": units_yaml(drafted.directory.units, drafted.directory.groups, drafted.directory.notes).encode(),
        source: f"{_source_text(drafted)}\n".encode(),
        CHECKLIST: checklist(drafted).encode(),
    }


def _source_text(drafted: DraftPlan) -> str:
    return drafted.document.text.encode("utf-8", "replace").decode()


def checklist(drafted: DraftPlan) -> str:
    """待核清单.md: every judgement to make, with the words and the line; then what is in no task, and why."""
    draft = drafted.draft
    asked = questions(drafted)
    obligations = sum(len(each.obligations) for each in drafted.proposals.values())
    new = len(drafted.directory.new)
    lines = [
        f"# 待核清单：{_text(draft.title or '（没有读出标题）')}",
        "",
        f"读出 {len(draft.sections)} 个部分、{len(draft.tasks)} 条任务、{new} 个新的单位或单位组。",
        f"起草 {obligations} 个事项。",
        f"下面 {len(asked)} 处要人决定，逐处核对，核完打勾；行号是原文的第几行（段）。",
        "",
        "## 要决定的",
        "",
        *(_question(each) for each in asked),
        *([] if asked else ["没有。"]),
        "",
        "## 没有采用的文字",
        "",
        *(_left_out(each) for each in draft.left_out),
        *([] if draft.left_out else ["没有。"]),
        "",
        "## 起草的事项",
        "",
        "| 事项 | 名称 | 引文 | 谁 | 时限 | 把握 |",
        "|---|---|---|---|---|---|",
    ]
    for task in draft.tasks:
        for each in drafted.proposals[task.id].obligations:
            when = (
                str(each.due)
                if each.due
                else {"month": "每月", "quarter": "每季度", "half": "每半年"}.get(each.every or "", "")
            )
            who = "、".join(each.who) or "牵头和责任单位"
            sure = "有把握" if each.confidence == "sure" else "待核"
            cells = (each.id, each.title, each.quote, who, when, sure)
            lines.append(f"| {' | '.join(_text(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _question(each: Question) -> str:
    place = f"第 {each.line} 行" if each.line else "全文"
    words = f"“{_text(one_line(each.words, 80))}”：" if each.words else ""
    return f"- [ ] {place} · {_text(each.about)}：{words}{_text(each.what)}"


def _left_out(each: LeftOut) -> str:
    return f"- 第 {each.line} 行（{each.reason}）：{_text(each.text)}"


def _text(text: str) -> str:
    return escape_markdown(text, start=False)
