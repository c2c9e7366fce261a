"""Tasks, settings and the document changed for the easier, and their harmless twins."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import GROUPS, UNITS, info, register, task, unit
from tests.builders.reviews import compare, found, told

from spt_fazhi.changes.context import FileDifference
from spt_fazhi.changes.rules import plan_weakened as rule
from spt_fazhi.model.plan import LetterSettings, ProgressSettings, ReviewSettings
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Group, GroupMembers

BOTH = "either way"


def test_tasks_removed_or_added() -> None:
    two = register(tasks=(task(), task(id=2, obligations=())))
    assert told(rule, compare(two, register())) == [("block", "task-removed", "data/tasks.yaml", ("tasks", 1))]
    assert found(rule, compare(two, register()))[0].spot.side == "old"
    assert told(rule, compare(register(), two)) == []


@pytest.mark.parametrize(("field", "word"), [("text", "正文"), ("title", "标题")])
def test_words_of_a_task(field: str, word: str) -> None:
    old, new = ("前面的话很长很长，至少3次，后面", "前面的话很长很长，至少1次，后面")
    context = compare(register(tasks=(task(**{field: old}),)), register(tasks=(task(**{field: new}),)))
    (one,) = found(rule, context)
    assert (one.level, one.rule, one.spot.where) == ("block", "task-text", ("tasks", 0, field))
    assert one.message.startswith(f"任务 1 的{word}被改动：“")
    assert "3次" in one.message
    assert "1次" in one.message
    assert told(rule, compare(register(), register(tasks=(task(section="二"),)))) == []


def tasked(**given: Any) -> Register:
    return register(tasks=(task(**given),))


@pytest.mark.parametrize(
    ("old", "new", "field", "gone"),
    [
        ({"lead": ("区司法局", "区财政局")}, {"lead": ("区司法局",)}, "lead", "牵头单位减少：区财政局"),
        ({"responsible": ("各镇", "各部门")}, {"responsible": ("各部门",)}, "responsible", "责任单位减少：东镇"),
        ({"responsible": ("各镇",)}, {"responsible": ("区财政局",)}, "responsible", "责任单位减少：东镇"),
    ],
)
def test_units_of_a_task_left_out(old: dict[str, Any], new: dict[str, Any], field: str, gone: str) -> None:
    (one,) = found(rule, compare(tasked(**old), tasked(**new)))
    assert (one.level, one.rule, one.spot.where) == ("block", "task-units", ("tasks", 0, field))
    assert one.message == f"任务 1 的{gone}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"lead": ("区司法局", "区财政局")}, {"lead": ("区财政局", "区司法局")}),
        ({"lead": ("区司法局",)}, {"lead": ("司法局",)}),
        ({"responsible": ("各镇",)}, {"responsible": ("东镇", "区财政局")}),
    ],
)
def test_units_of_a_task_named_otherwise(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert told(rule, compare(tasked(**old), tasked(**new))) == []


@pytest.mark.parametrize(("old", "new"), [(None, 2023), (2023, None), (2023, 2022)])
def test_carried_from(old: int | None, new: int | None) -> None:
    hits = told(rule, compare(tasked(carried_from=old), tasked(carried_from=new)))
    assert hits == [("block", "plan-weakened", "data/tasks.yaml", ("tasks", 0, "carried_from"))]


def progress(**given: Any) -> dict[str, Any]:
    return {"progress": ProgressSettings(**({"every": "quarter", "of": "all"} | given))}


def review(**given: Any) -> dict[str, Any]:
    return {"review": ReviewSettings(**given)}


def letters(**given: Any) -> dict[str, Any]:
    return {"letters": LetterSettings(**given)}


SETTINGS: list[tuple[dict[str, Any], dict[str, Any], tuple[str, ...], str]] = [
    ({}, {"issued": date(2024, 6, 1)}, ("issued",), BOTH),
    ({}, {"year": 2025}, ("year",), BOTH),
    ({}, {"format": 3}, ("format",), BOTH),
    ({"office": "区司法局"}, {"office": "区财政局"}, ("office",), BOTH),
    ({"office": "区司法局"}, {"office": None}, ("office",), BOTH),
    ({}, {"source": "source/别的.txt"}, ("source",), BOTH),
    ({}, {"source": None}, ("source",), ""),
    ({}, {"backfill_until": date(2025, 3, 31)}, ("backfill_until",), ""),
    ({"backfill_until": date(2024, 6, 30)}, {}, ("backfill_until",), ""),
    ({}, {"due_soon_days": 0}, ("due_soon_days",), ""),
    ({}, {"attachment_limit_mib": 999999}, ("attachment_limit_mib",), ""),
    (progress(), progress(every="half"), ("progress", "every"), ""),
    (progress(every="half"), progress(every="none"), ("progress", "every"), ""),
    (progress(every="month"), progress(every="quarter"), ("progress", "every"), ""),
    (progress(), progress(of="unmeasured"), ("progress", "of"), ""),
    (progress(), progress(grace_days=99), ("progress", "grace_days"), ""),
    ({}, review(late_days=61), ("review", "late_days"), ""),
    ({}, review(copied_percent=91), ("review", "copied_percent"), ""),
    ({}, review(amount_times=11), ("review", "amount_times"), ""),
    ({}, review(amount_peers=6), ("review", "amount_peers"), ""),
    ({}, review(short_text=5), ("review", "short_text"), ""),
    ({}, review(late_days=0), ("review", "late_days"), ""),
    ({}, review(copied_percent=0), ("review", "copied_percent"), ""),
    ({}, review(amount_times=0), ("review", "amount_times"), ""),
    ({}, review(amount_peers=0), ("review", "amount_peers"), ""),
    ({}, review(short_text=0), ("review", "short_text"), ""),
    ({}, letters(urge_after=10), ("letters", "urge_after"), ""),
    ({}, letters(supervise_after=30), ("letters", "supervise_after"), ""),
    ({}, letters(not_again_within=90), ("letters", "not_again_within"), ""),
]


@pytest.mark.parametrize(
    ("old", "new", "where", "way"), SETTINGS, ids=[f"{n}-{s[2][-1]}" for n, s in enumerate(SETTINGS)]
)
def test_settings_loosened_and_the_other_way_round(
    old: dict[str, Any], new: dict[str, Any], where: tuple[str, ...], way: str
) -> None:
    one, other = register(info=info(**old)), register(info=info(**new))
    place = ("block", "plan-weakened", "data/tasks.yaml", ("register", *where))
    assert told(rule, compare(one, other)) == [place]
    assert told(rule, compare(other, one)) == ([place] if way == BOTH else [])


@pytest.mark.parametrize(
    "new",
    [
        {"title": "新的标题"}, {"signature": "示例区委依法治区办"}, {"number": "示〔{year}〕{n}号"}, {"addressees": ("各镇",)},
        {"due_soon_days": 60}, {"attachment_limit_mib": 10}, review(late_days=30, short_text=12), letters(supervise_after=5),
        {"backfill_until": date(2024, 6, 30)}, {"backfill_until": date(2024, 12, 31)},
    ],
)  # fmt: skip
def test_harmless_settings(new: dict[str, Any]) -> None:
    assert told(rule, compare(register(), register(info=info(**new)))) == []


def test_the_document() -> None:
    def files(action: Any) -> tuple[FileDifference, ...]:
        return (FileDifference(path="data/source/示例.txt", action=action, kind="source"),)

    for action in ("modified", "deleted"):
        assert told(rule, compare(register(), register(), files=files(action))) == [
            ("block", "source-changed", "data/source/示例.txt", ())
        ]
    assert told(rule, compare(register(), register(), files=files("added"))) == []


def test_a_group_that_loses_a_member_is_another_rules_business() -> None:
    less = Group(name="各镇", members=GroupMembers(units=("区财政局",)))
    assert told(rule, compare(register(), register(groups=(less, GROUPS[1])))) == []
    renamed = (UNITS[0], UNITS[1], unit("东镇人民政府", "dz", kind="township", aliases=("东镇",)))
    assert told(rule, compare(register(), register(units=renamed))) == []


def test_a_plan_that_cannot_be_read_says_so_itself() -> None:
    nothing = register(info=info(title=""), sections=(), tasks=(), units=(), groups=())
    assert told(rule, compare(register(), nothing)) == []


def test_allowed_it_is_still_shown() -> None:
    context = compare(register(), register(info=info(due_soon_days=0)), allow_register=True)
    assert [each[:2] for each in told(rule, context)] == [("ask", "plan-weakened")]
    assert "--allow-register" not in found(rule, context)[0].hint
