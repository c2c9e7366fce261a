"""The files of a draft: tasks.yaml, units.yaml, the document's text, and the list of what to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spt_fazhi.intake.alike_questions import ASSUMED, Question
from spt_fazhi.intake.draft import DraftPlan, questions
from spt_fazhi.intake.places import Places
from spt_fazhi.intake.questions import OF_THE_WHOLE
from spt_fazhi.intake.structure.document import Document, Table, document_of
from spt_fazhi.intake.structure.parse import parse
from spt_fazhi.intake.structure.tabular.layout import prepared
from spt_fazhi.intake.structure.values import LeftOut, ParsedPlan
from spt_fazhi.store.yaml.plan_writer import DEFAULT_SETTINGS, tasks_yaml, units_yaml
from spt_fazhi.text.markdown import escape_markdown
from spt_fazhi.text.normalise import unbroken
from spt_fazhi.text.plain import one_line, plain

CHECKLIST: Final = "待核清单.md"
_LINES: Final = 12  # so many lines are named at once
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')


def draft_files(
    drafted: DraftPlan,
    carried: Mapping[int, int] | None = None,
    settings: Sequence[str] = DEFAULT_SETTINGS,
    asked: Sequence[Question] | None = None,
) -> dict[str, bytes]:
    """Path relative to the folder of the draft → content; `carried` and `settings` as in `tasks_yaml`.

    `asked` are the draft's `questions`, where they are known already.
    """
    draft = drafted.draft
    source = source_name(drafted)
    asked = questions(drafted) if asked is None else asked
    places = Places(drafted.document)
    notes = [
        f"{_where(each, places)}：{f'“{one_line(each.quoted, 40)}”：' if each.quoted else ''}{each.what}"
        for each in asked
        if each.kind in OF_THE_WHOLE
    ]
    return {
        "tasks.yaml": tasks_yaml(
            draft, drafted.proposals, source, notes=notes, carried=carried, settings=settings
        ).encode(),
        "units.yaml": units_yaml(drafted.directory.units, drafted.directory.groups, drafted.directory.notes).encode(),
        source: source_text(drafted),
        CHECKLIST: checklist(drafted, asked).encode(),
    }


def source_name(drafted: DraftPlan) -> str:
    """Where the document's text lies, relative to `data/`."""
    return f"source/{_UNSAFE.sub('', plain(drafted.draft.title))[:60] or '原文'}.txt"


def source_text(drafted: DraftPlan) -> bytes:
    """The document's text as it is kept: a row of a table a line with tabs, where all is found and read in it again.

    Else a cell a line: then the words are all there, but what stood beside what is lost.
    """
    document = drafted.document
    text = document.text
    if any(isinstance(block, Table) for block in document.blocks):
        again = "\n".join(_kept_lines(document))
        whole = unbroken(again)
        found = all(unbroken(words) in whole for task in drafted.draft.tasks for words in (task.title, task.text))
        if found and _tasks_of(parse(prepared(document_of(again)))) == _tasks_of(drafted.draft):
            text = again
    return f"{text}\n".encode("utf-8", "replace")


def _kept_lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from ("\t".join(map(_kept_cell, row.cells)) for row in block.rows)
        else:
            yield block.text


def _kept_cell(text: str) -> str:
    """A cell as a spreadsheet puts it into the clipboard: in quotes where it has several lines."""
    words = text.replace("\t", " ")
    return f'"{words}"' if "\n" in words else words


def _tasks_of(draft: ParsedPlan) -> list[tuple[object, ...]]:
    return [
        (each.title, each.text, each.lead, each.responsible, each.cooperating, each.deadline) for each in draft.tasks
    ]


def checklist(drafted: DraftPlan, asked: Sequence[Question]) -> str:
    """待核清单.md: every judgement to make, with the words and the line; then what is in no task, and why."""
    draft = drafted.draft
    places = Places(drafted.document)
    numbered = "位置先写表名，再写格子" if places.cells else "行号是原文的第几行（段）"
    obligations = sum(len(each.obligations) for each in drafted.proposals.values())
    new = len(drafted.directory.new)
    count = f"{len(asked)} 个问题（{sum(len(each.places) for each in asked)} 处）"
    lines = [
        f"# 待核清单：{_text(draft.title or '（没有读出标题）')}",
        "",
        f"读出 {len(draft.sections)} 个部分、{len(draft.tasks)} 条任务、{new} 个新的单位或单位组。",
        f"起草 {obligations} 个事项。",
        f"下面 {count}要人决定，越重的越在前，同样的合在一起；核完打勾，{numbered}。",
        "",
        "## 要决定的",
        "",
        *(line for each in asked for line in _question(each, places)),
        *([] if asked else ["没有。"]),
        "",
        "## 没有采用的文字",
        "",
        *(_left_out(each, places) for each in draft.left_out),
        *([] if draft.left_out else ["没有。"]),
        "",
        "## 起草的事项",
        "",
        "| 事项 | 名称 | 引文 | 谁 | 时限 | 把握 | 推定 |",
        "|---|---|---|---|---|---|---|",
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
            assumed = "；".join(one.reason for one in each.assumed)
            cells = (each.id, each.title, each.quote, who, when, sure, assumed)
            lines.append(f"| {' | '.join(_text(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _question(each: Question, places: Places) -> Iterator[str]:
    """A question with its places under it, where there are several with words of their own."""
    if each.kind == ASSUMED:
        words = f"（{_text(one_line(each.words, 80))}）"
        yield f"- [ ] {each.kind}（{len(each.places)} 处）：{_text(each.what)}{words}；各处见下表的“推定”栏"
        return
    if len(each.places) == 1 or not each.words:
        words = f"“{_text(one_line(each.quoted, 80))}”：" if each.quoted else ""
        yield f"- [ ] {_where(each, places)} · {_text(each.about)}：{words}{_text(each.what)}"
        return
    yield f"- [ ] {_text(each.kind)}（{len(each.places)} 处）：{_text(each.what)}"
    for place in each.places:
        about = f" · {_text(place.about)}" if place.about != each.kind else ""
        words = f"：“{_text(one_line(place.words, 80))}”" if place.words else ""
        said = f"，{_text(place.said)}" if place.said else ""
        at = places.of(place.line, (place.words, place.said))
        yield f"  - {at}{about}{words}{said}"


def _where(each: Question, places: Places) -> str:
    """The places of a question: the first few."""
    if len(each.lines) == 1:
        return places.of(each.line, (*(place.words for place in each.places), each.what))
    lines = [line for line in each.lines if line]
    if any(line in places.cells for line in lines):
        said = list(
            dict.fromkeys(places.of(place.line, (place.words, place.said)) for place in each.places if place.line)
        )
        return "、".join(said[:_LINES]) + (f" 等 {len(said)} 处" if len(said) > _LINES else "")
    shown = "、".join(str(line) for line in each.lines[:_LINES] if line)
    return f"第 {shown} 行" + (f"等 {len(each.lines)} 行" if len(each.lines) > _LINES else "")


def _left_out(each: LeftOut, places: Places) -> str:
    return f"- {places.of(each.line, (each.text,))}（{_text(one_line(each.reason))}）：{_text(each.text)}"


def _text(text: str) -> str:
    return escape_markdown(text, start=False)
