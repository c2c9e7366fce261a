"""Where some words stand: in titles, quotes and texts of the plan, in entries of all kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.frozen import as_dict, frozen
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Register
from spt_fazhi.text.normalise import flat, normalise
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.dossiers.lines import (
    DossierLine,
    decision_line,
    finding_line,
    inspection_line,
    issued_line,
    record_line,
)
from spt_fazhi.views.json_document import head_json

HitKind = Literal["task", "obligation", "inspection", "finding", "record", "decision", "issued"]
FIELDS: Final[dict[str, str]] = {
    "id": "编号",
    "title": "标题",
    "text": "原文",
    "quote": "引文",
    "proof": "佐证要求",
    "done": "主要做法和成效",
    "problems": "存在的问题",
    "next": "下一步打算",
    "detail": "详情",
    "reason": "原因",
    "document": "文号",
    "link": "网址",
    "approved_by": "批准依据",
    "number": "文号",
    "answer": "答复",
    "checked_by": "复核",
    "files": "附件",
}
"""The fields that are searched, in this order, and what a person calls them."""
FINDING_FIELDS: Final[dict[str, str]] = {"id": "编号", "problem": "问题", "demand": "整改要求", "kind": "问题类型"}
"""The same of findings."""
_AROUND: Final = 18
_TITLE: Final = 60


@frozen
class Hit:
    """One place where the words stand.

    `field` is the first that holds them (that one of them which the title lacks, if it lacks one), `excerpt` what
    stands there with a little around it. `line` tells more of a record or decision.
    """

    kind: HitKind
    id: str
    title: str
    task: int | None
    obligation: str | None
    field: str
    excerpt: str
    line: DossierLine | None = None


def search(assessment: Assessment, typed: str) -> tuple[Hit, ...]:
    """What holds all the words of `typed`: tasks and obligations in their order, entries newest first.

    Letter case, width and white space do not matter. A record is also found by (a part of) its id.
    """
    words = tuple(filter(None, (flat(each) for each in typed.split())))
    if not words:
        return ()
    register = assessment.register
    plan: list[Hit] = []
    for task in register.tasks:
        plan += _hits("task", str(task.id), task, ("title", "text"), words, task=task.id)
        for each in task.obligations:
            own = ("title", "quote", "proof")
            plan += _hits("obligation", each.id, each, own, words, task=task.id, obligation=each.id)
    found = list(_on_the_spot(register, words))
    for record in register.records:
        found += _hits("record", record.id, record.value, FIELDS, words, line=record_line(record, assessment))
    for decision in register.decisions:
        found += _hits("decision", decision.id, decision.value, FIELDS, words, line=decision_line(decision))
    for issued in register.issued:
        found += _hits("issued", issued.id, issued.value, FIELDS, words, line=issued_line(issued))
    found.sort(key=lambda hit: hit.line.day if hit.line else "", reverse=True)
    return (*plan, *found)


def _on_the_spot(register: Register, words: Sequence[str]) -> Iterator[Hit]:
    """The hits in inspections, and in what they found."""
    for entry in register.inspections:
        line = inspection_line(entry)
        yield from _hits("inspection", entry.id, entry.value, FIELDS, words, line=line)
        for finding in entry.value.findings:
            name = finding_id(entry.id, finding.id)
            yield from _hits(
                "finding", name, finding, FINDING_FIELDS, words, task=finding.task, line=finding_line(entry, finding)
            )


def _hits(  # noqa: PLR0913 - what a hit consists of
    kind: HitKind,
    id_: str,
    value: object,
    fields: Sequence[str] | dict[str, str],
    words: Sequence[str],
    *,
    task: int | None = None,
    obligation: str | None = None,
    line: DossierLine | None = None,
) -> Iterator[Hit]:
    """The hit in one value, if all words stand in it."""
    texts = {field: id_ if field == "id" else _text(getattr(value, field, None)) for field in fields}
    held = {field: flat(text) for field, text in texts.items() if text}
    if not all(any(word in text for text in held.values()) for word in words):
        return
    word = next((word for word in words if word not in held.get("title", "")), words[0])
    field = next(name for name in held if word in held[name])
    title = getattr(value, "title", None) or (line.text if line is not None else "")
    yield Hit(
        kind=kind,
        id=id_,
        title=one_line(title, _TITLE),
        task=task,
        obligation=obligation,
        field=field,
        excerpt=_excerpt(texts[field], held[field].index(word), len(word)),
        line=line,
    )


def _text(value: object) -> str:
    """A field as text: the names of attachments one after the other, "" for what is not there."""
    if isinstance(value, tuple):
        return "、".join(each.name for each in value if hasattr(each, "name"))
    return value if isinstance(value, str) else ""


def _excerpt(text: str, start: int, length: int) -> str:
    """What stands at a place of the flat text, as it is written, with a little before and after."""
    begin, end = normalise(text).span(start, start + length)
    left, right = max(begin - _AROUND, 0), min(end + _AROUND, len(text))
    while left and text[left].isdigit() and text[left - 1].isdigit():  # no number is cut in two
        left -= 1
    while right < len(text) and text[right].isdigit() and text[right - 1].isdigit():
        right += 1
    return one_line(f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}")


def search_json(assessment: Assessment, typed: str, hits: Sequence[Hit], revision: str | None) -> dict[str, Any]:
    """The document of `show` with words: where they stand."""
    return {
        **head_json(assessment, revision),
        "query": typed,
        "hits": [_hit_json(hit) for hit in hits],
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    told = {key: value for key, value in as_dict(hit).items() if key != "line"}
    line = hit.line
    return told | {
        "unit": line.unit or None if line else None,
        "day": line.day if line else None,
        "about": line.about if line else None,
        "file": line.file if line else None,
        "withdrawn_by": line.withdrawn or None if line else None,
    }
