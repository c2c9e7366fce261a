"""What each desk is asked for: every open duty once, nothing that is done, waived or not begun; nothing twice."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, evidence, issued, obligation, progress, record, register, return_, units, waive

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.query import Answering
from spt_fazhi.engine.states import MET
from spt_fazhi.forms.accounts.sent import sent_forms
from spt_fazhi.forms.asked import Asked, Scope, answer_by, asked
from spt_fazhi.model.entries.issued import PrintedFigure
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Register
from spt_fazhi.views.lists.desks import desk_of

NOT_ASKED = {*MET, "waived", "scheduled", "submitted"}


def found(made: Register, when: str = "06-10", scope: Scope | None = None) -> dict[str, Asked]:
    judged = assess(made, day(when))
    return dict(asked(judged, scope or Scope(), sent_forms(judged)))


def items(made: Register, when: str = "06-10", scope: Scope | None = None) -> dict[str, list[str]]:
    """By desk what is asked: `1.1`, `1.1 2024Q2`, `1 2024H1` for an account."""
    return {
        desk: [f"{each.duty.duty.key.obligation or each.duty.duty.task} {each.duty.duty.key.period}".strip() for each in own.owed]
        for desk, own in found(made, when, scope).items()
    }  # fmt: skip


@given(made=registers(reforms=True), when=DAYS)
def test_every_open_duty_is_asked_for_once_at_each_desk_that_answers_and_nothing_else(made, when) -> None:
    judged = assess(made, when)
    answering = Answering(assessment=judged)
    rows = Counter(
        (name, each.duty.duty.key)
        for own in asked(judged, Scope(due_within=10_000), ()).values()
        for each in own.owed
        for name in each.names
    )
    wanted = Counter(
        (name, each.duty.key)
        for each in judged.all_duties
        for name in (
            answering.judged(each)
            if not each.invited and each.state not in NOT_ASKED
            else [name for name in answering.answering(each) if answering.is_outside(name)]
            if each.invited and each.state == "invited"
            else ()
        )
        if answering.office not in {name, desk_of(name, answering)}
    )
    assert rows == wanted
    assert set(rows.values()) <= {1}


def test_what_is_open_whatever_its_state() -> None:
    made = register(
        obligation("1.1", due="06-01", who=("丙镇",)), obligation("1.2", due="06-20", who=("丙镇",)),
        obligation("1.3", due="12-31", who=("丙镇",)), obligation("1.4", due="06-01", who=("丙镇",)),
        obligation("1.5", due="06-01", who=("丙镇",)), obligation("1.6", every="half", who=("丙镇",)),
        obligation("1.7", due="12-31", who=("丙镇",)),
        records=[evidence("05-01", "丙镇", "1.4"), evidence("05-02", "丙镇", "1.7", document=None)],
        decisions=[waive("05-01", "丙镇", "1.5")],
    )  # fmt: skip
    assert items(made) == {"丙镇": ["1.1", "1.2", "1.6 2024H1", "1.3", "1.7"]}


def test_only_what_falls_due_within_so_many_days() -> None:
    made = register(
        obligation("1.1", due="06-01", who=("丙镇",)), obligation("1.2", due="06-20", who=("丙镇",)),
        obligation("1.3", due="06-21", who=("丙镇",)),
    )  # fmt: skip
    assert items(made, scope=Scope(due_within=10)) == {"丙镇": ["1.1", "1.2"]}
    assert items(made, scope=Scope(due_within=0)) == {"丙镇": ["1.1"]}


def test_of_a_period_what_falls_due_by_its_end_and_its_accounts() -> None:
    made = register(
        obligation("1.1", due="06-30", who=("甲局",)), obligation("1.2", due="07-01", who=("甲局",)), progress="quarter"
    )
    assert items(made, "06-29", Scope(period=parse_period("2024Q2"))) == {"甲局": ["1 2024Q1", "1.1", "1 2024Q2"]}
    assert items(made, "06-29", Scope(period=parse_period("2024Q1"))) == {"甲局": ["1 2024Q1"]}


def test_an_account_is_asked_for_when_its_period_is_nearly_over() -> None:
    made = register(progress="half")
    assert items(made, "06-09") == {}
    assert items(made, "06-10") == {"甲局": ["1 2024H1"]}
    assert items(replace(made, records=(progress("06-10", period="2024H1"),)), "06-10") == {}


def test_what_was_returned_is_asked_for_by_its_own_day() -> None:
    entry = evidence("05-01", "丙镇", "1.1")
    made = register(
        obligation("1.1", due="12-31", who=("丙镇",)), records=[entry],
        decisions=[return_(entry.id, "06-01", again_by="06-20")],
    )  # fmt: skip
    assert items(made, scope=Scope(due_within=10)) == {"丙镇": ["1.1"]}
    assert items(made, scope=Scope(due_within=9)) == {}


@pytest.mark.parametrize("again_by", ["06-20", "07-05", None])
def test_what_was_due_in_a_period_and_returned_is_asked_for_however_late_it_may_come(again_by: str | None) -> None:
    entry = evidence("04-20", "丙镇", "1.1")
    made = register(
        obligation("1.1", due="04-28", who=("丙镇",)), records=[entry],
        decisions=[return_(entry.id, "06-01", again_by=again_by)],
    )  # fmt: skip
    for scope in (Scope(period=parse_period("2024Q2")), Scope(due_within=5), Scope()):
        assert items(made, scope=scope) == {"丙镇": ["1.1"]}
    assert items(made, scope=Scope(period=parse_period("2024Q1"))) == {}


def test_a_form_is_answered_earlier_where_all_of_it_is_wanted_before() -> None:
    entry = evidence("05-01", "丙镇", "1.1")
    made = register(
        obligation("1.1", due="05-31", who=("丙镇",)), obligation("1.2", due="07-31", who=("丁镇", "丙镇")),
        records=[entry], decisions=[return_(entry.id, "06-01", again_by="06-14")],
    )  # fmt: skip
    judged = assess(made, day("06-10"))
    soon = asked(judged, Scope(due_within=5), ())["丙镇"]
    assert answer_by(soon, judged, day("06-20")) == day("06-14")
    assert answer_by(soon, judged, day("06-12")) == day("06-12")
    assert answer_by(asked(judged, Scope(), ())["丙镇"], judged, day("06-20")) == day("06-20")
    later = assess(made, day("06-14"))  # today is no day to set
    assert answer_by(asked(later, Scope(due_within=5), ())["丙镇"], later, day("06-20")) == day("06-20")


def test_of_a_joint_duty_its_leads_are_asked_and_of_one_that_acts_through_another_the_desk() -> None:
    made = register(
        tasks=(
            Task(
                id=1, section="一", title="任务一", text="x", lead=("甲局", "庚府"), responsible=("丙镇",),
                obligations=(obligation("1.1", scope="joint", who=("甲局", "庚府", "丙镇")), obligation("1.2", who=("庚府",))),
            ),
        ),
        units=units(庚府={}),
    )  # fmt: skip
    assert items(made) == {"甲局": ["1.1", "1.2"]}
    assert [each.names for each in found(made)["甲局"].owed] == [("甲局", "庚府"), ("庚府",)]


def test_who_stands_outside_is_asked_only_for_what_nobody_inside_answers_for() -> None:
    made = register(
        obligation("1.1", scope="joint", due="07-10", who=("甲局", "戊委")), obligation("1.2", due="07-10", who=("甲局", "戊委")),
        units=units(戊委={}),
    )  # fmt: skip
    assert items(made) == {"甲局": ["1.1", "1.2"], "戊委": ["1.2"]}
    assert {each.duty.state for each in found(made)["戊委"].owed} == {"invited"}
    assert items(made, "06-09") == {"甲局": ["1.1", "1.2"]}  # it is not yet time
    assert items(made, "06-09", Scope(due_within=31))["戊委"] == ["1.2"]


def test_the_office_asks_itself_nothing() -> None:
    made = register(obligation("1.1", who=("甲局", "庚府", "乙局")), office="甲局", units=units(庚府={}))
    assert items(made) == {"乙局": ["1.1"]}


SENT = issued(
    "form", "06-01", [("1.1", "丙镇"), ("1.2", "丙镇")], to=("丙镇",), reply_by=day("06-11"),
    figures=(PrintedFigure("form", "2024-06-01-bing-aaaa"), PrintedFigure("to_fill", "6"), PrintedFigure("filled", "12")),
)  # fmt: skip
TWO = (obligation("1.1", due="06-01", who=("丙镇", "丁镇")), obligation("1.2", due="06-30", who=("丙镇",)))


def test_what_was_asked_in_a_form_is_not_asked_again_within_so_many_days() -> None:
    made = register(*TWO, sent=[SENT])
    waiting = found(made, "06-10")
    assert [each.duty.duty.key.obligation for each in waiting["丙镇"].waiting] == ["1.1", "1.2"]
    assert waiting["丙镇"].last is not None
    assert waiting["丙镇"].last.id == SENT.id
    assert items(made, "06-10") == {"丙镇": [], "丁镇": ["1.1"]}
    assert items(made, "06-10", Scope(again=True)) == items(made, "06-12") == {"丙镇": ["1.1", "1.2"], "丁镇": ["1.1"]}
    assert items(made, "06-11")["丙镇"] == []  # the answer is due today
    assert items(made, "05-31")["丙镇"] == ["1.1", "1.2"]  # not yet sent on that day


def test_once_the_form_is_answered_what_is_still_open_may_be_asked_again() -> None:
    answer = evidence("06-02", "丙镇", "1.1", recorded="06-05", form="2024-06-01-bing-aaaa")
    made = register(*TWO, sent=[SENT], records=[answer])
    assert items(made, "06-06") == {"丙镇": ["1.2"], "丁镇": ["1.1"]}
    other = record(replace(answer.value, form="2024-06-01-bing-bbbb"))
    assert items(register(*TWO, sent=[SENT], records=[other]), "06-06") == {"丙镇": [], "丁镇": ["1.1"]}


@pytest.mark.parametrize("name", ["urge", "call"])
def test_a_letter_is_no_form(name: str) -> None:
    made = register(*TWO, sent=[issued(name, "06-09", [("1.1", "丙镇")])])
    assert items(made, "06-10")["丙镇"] == ["1.1", "1.2"]


def test_forms_that_were_sent_with_what_came_back() -> None:
    answers = [
        evidence("06-02", "丙镇", "1.1", recorded="06-05", form="2024-06-01-bing-aaaa", amount=2),
        evidence("06-03", "丙镇", "1.2", recorded="06-04", form="2024-06-01-bing-aaaa", number=1),
        evidence("06-03", "丙镇", "1.2", recorded="06-20", form="2024-06-01-bing-aaaa", number=2),
    ]
    judged = assess(register(*TWO, sent=[SENT], records=answers), day("06-10"))
    (form,) = sent_forms(judged)
    assert (form.id, form.unit, form.to_fill, form.filled, len(form.keys)) == ("2024-06-01-bing-aaaa", "丙镇", 6, 12, 2)
    assert [each.id for each in form.answers] == [answers[1].id, answers[0].id]
    assert (form.answered_on, form.cells) == (day("06-04"), 4 + 3)
    assert sent_forms(assess(register(*TWO, sent=[SENT]), day("06-01") - timedelta(days=1))) == ()
