"""Every assumption is listed with its value in words, its reason and the words it belongs to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from tests.builders.strategies import DAYS, registers
from tests.builders.world import GROUPS, day, obligation, register, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.frozen import as_dict, replace
from spt_fazhi.model.pairs import GROUP_FIELDS, OBLIGATION_FIELDS, UNIT_FIELDS, Assumption
from spt_fazhi.model.plan import CountTarget, ProgressSettings, RateTarget
from spt_fazhi.model.unit import Group, GroupMembers
from spt_fazhi.views.lists.assumptions import FIELD_WORDS, assumptions, assumptions_json, count_assumptions

KEYS = ["obligation", "group", "unit", "field", "value", "reason", "quote"]


def test_every_field_that_may_be_assumed_has_a_word() -> None:
    assert set(FIELD_WORDS) == {*OBLIGATION_FIELDS, *GROUP_FIELDS, *UNIT_FIELDS, "progress"}


@pytest.mark.parametrize(
    ("made", "field", "value"),
    [
        (obligation(who=("甲局", "各乡镇")), "who", "甲局、各乡镇"),
        (obligation(who=()), "who", "甲局"),
        (obligation(), "scope", "各单位分别完成"),
        (obligation(scope="joint", who=("甲局", "乙局")), "scope", "共同完成"),
        (obligation(target=CountTarget(count=2)), "target", "2次"),
        (obligation(target=RateTarget(rate=Decimal(1), of="人员", reached="达标")), "target", "人员100%达标"),
        (obligation(target=RateTarget(rate=Decimal(1), of="人员")), "settle", "到期时结算"),
        (obligation(target=RateTarget(rate=Decimal(1), of="人员", settle="when-reached")), "settle", "达到即结算"),
        (obligation(), "due", "2024年12月31日前"),
        (obligation(every="half"), "every", "每半年"),
        (obligation(every="month", due_day=25), "period", "每月25日前"),
        (obligation(every="quarter", due_day=20), "due", "每季度末月20日前"),
        (obligation(every="quarter", after=10, start=day("07-01")), "every", "每季度结束后10日内，7月1日起"),
    ],
)
def test_the_value_is_put_into_words(made, field, value) -> None:
    plan = register(replace(made, assumed=(Assumption(field, "原文没有写"),)))
    (found,) = assumptions(assess(plan, day("06-01")))
    assert as_dict(found) == {
        "obligation": "1.1", "group": None, "unit": None, "field": field, "value": value, "reason": "原文没有写", "quote": "x",
    }  # fmt: skip


def test_groups_and_units_have_theirs() -> None:
    plan = register(obligation(), units=units(甲局={"assumed": (Assumption("kind", "甲"), Assumption("tags", "乙"))}))
    groups = tuple(
        replace(group, assumed=(Assumption("members", "丙"),), complete=False) if group.name == "各乡镇" else group
        for group in plan.groups
    )
    found = assumptions(assess(replace(plan, groups=groups), day("06-01")))
    assert [(each.group, each.unit, each.field, each.value, each.reason) for each in found] == [
        ("各乡镇", None, "members", "丙镇、丁镇（名单未核全）", "丙"), (None, "甲局", "kind", "政府部门", "甲"),
        (None, "甲局", "tags", "列入“各执法单位”", "乙"),
    ]  # fmt: skip
    assert all(each.quote is None for each in found)


def test_tags_are_said_by_the_lists_they_lead_to() -> None:
    assumed = (Assumption("tags", "乙"),)
    plan = register(
        obligation(),
        units=units(丙镇={"assumed": assumed}, 甲局={"assumed": assumed, "tags": ("执法", "窗口")}),
        groups=(*GROUPS, Group(name="各窗口单位", members=GroupMembers(tags=("窗口",)))),
    )
    values = {each.unit: each.value for each in assumptions(assess(plan, day("06-01")))}
    assert values == {
        "甲局": "列入“各执法单位”、“各窗口单位”",
        "丙镇": "不列入任何名单",
    }  # 丙镇 is an exception of the group


@pytest.mark.parametrize(
    ("settings", "value"),
    [
        (ProgressSettings(every="half", of="all"), "全部任务由牵头单位每半年报送一次进展，每期结束后10日内报"),
        (
            ProgressSettings(every="month", of="all", grace_days=0),
            "全部任务由牵头单位每月报送一次进展，每期最后一天前报",
        ),
        (ProgressSettings(every="none", of="all"), None),
        (ProgressSettings(every="half", of="unmeasured"), None),  # its one task has obligations: nothing is asked
    ],
)
def test_reports_in_words_are_what_the_office_asks_for(settings: ProgressSettings, value: str | None) -> None:
    found = assess(register(obligation(), progress=settings), day("06-01"))
    listed = assumptions(found)
    assert [each.value for each in listed] == ([] if value is None else [value])
    assert count_assumptions(found, found.all_duties)["进展报送"] == len(listed)
    for each in listed:
        assert (each.obligation, each.group, each.unit, each.quote) == (None, None, None, None)
        assert (each.field, each.mark) == ("progress", "（办公室要求）")
        assert assumptions(found, found.duties) == ()
        assert assumptions(found, found.progress) == listed


def test_filters_leave_what_the_duties_rest_on() -> None:
    plan = register(
        obligation("1.1", who=("甲局",), assumed=(Assumption("due", "甲"),)),
        obligation("1.2", who=("乙局",), assumed=(Assumption("due", "乙"),)),
        units=units(乙局={"assumed": (Assumption("kind", "丙"),)}),
    )  # fmt: skip
    found = assess(plan, day("06-01"))
    own = [each for each in found.duties if each.duty.unit == "乙局"]
    assert [each.reason for each in assumptions(found, own)] == ["乙", "丙"]
    assert assumptions(found, ()) == ()
    assert [each.reason for each in assumptions(found)] == ["甲", "乙", "丙"]


@given(registers(), DAYS)
def test_the_json_lists_exactly_what_the_plan_says_was_assumed(plan, when) -> None:
    document = assumptions_json(assess(plan, when), assumptions(assess(plan, when)), None)
    assert all(list(each) == KEYS for each in document["assumed"])
    assert [(each["obligation"], each["field"]) for each in document["assumed"] if each["obligation"]] == [
        (each.id, field.field) for task in plan.tasks for each in task.obligations for field in each.assumed
    ]
