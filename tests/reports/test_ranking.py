"""The ranking counts what was due, judges only those who are judged, and ranks nobody of whom too little was due."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, evidence, extend, obligation, register, return_, units, waive

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Register
from spt_fazhi.reports import ranking
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.reports.ranking import RankingValues
from spt_fazhi.reports.request import ReportRequest

ALL = units(戊委={}, 己院={})


def ranked(made: Register, when: str | date = "07-15") -> RankingValues:
    found = assess(made, when if isinstance(when, date) else day(when))
    return ranking.build(ReportRequest(assessment=found))


def numbers(values: RankingValues, unit: str) -> tuple[int, int, int, int]:
    (row,) = [each.numbers for each in (*values.ranked, *values.few) if each.unit == unit]
    due, on_time, late, missing = (int(each.value) for each in (row.due, row.on_time, row.late, row.missing))
    return due, on_time, late, missing


@given(registers(reforms=True), DAYS)
def test_every_row_adds_up_and_only_the_judged_are_in_it(made: Register, when: date) -> None:
    values = ranked(made, when)
    figures_in(values)
    rows = (*values.ranked, *values.few)
    request = ReportRequest(assessment=assess(made, when))
    assert not [row.unit for row in rows if request.is_outside(row.unit)]
    for each in (values.total, *(row.numbers for row in rows)):
        assert int(each.due.value) == int(each.on_time.value) + int(each.late.value) + int(each.missing.value)
    for name in ("due", "on_time", "late", "missing"):
        assert getattr(values.total, name).value == sum(getattr(row.numbers, name).value for row in rows)
    assert all((row.rank is None) == (row.numbers.due.value < 5) for row in rows)
    shares = [Fraction(int(row.numbers.on_time.value), int(row.numbers.due.value)) for row in values.ranked]
    assert shares == sorted(shares, reverse=True)
    for row, own in zip(values.ranked, shares, strict=True):
        assert row.rank == 1 + sum(other > own for other in shares)


def test_ties_share_a_rank_and_the_next_one_counts_them() -> None:
    owed = [obligation(f"1.{number}", due="06-30", who=("甲局", "乙局", "丙镇", "丁镇")) for number in range(1, 6)]
    records = [
        evidence("05-01", unit, id_, number=number)
        for number, (unit, id_) in enumerate(
            [(unit, f"1.{at}") for unit, done in (("丁镇", 5), ("甲局", 3), ("丙镇", 3), ("乙局", 1)) for at in range(1, done + 1)]
        )
    ]  # fmt: skip
    values = ranked(register(*owed, records=records))
    assert [(row.rank, row.unit) for row in values.ranked] == [(1, "丁镇"), (2, "甲局"), (2, "丙镇"), (4, "乙局")]
    assert values.ranked[0].numbers.rate is not None
    assert values.ranked[0].numbers.rate.printed == "100%"
    assert values.few == ()


def test_what_counts_as_due_and_what_as_in_time() -> None:
    first = evidence("06-01", id_="1.7", number=7)
    made = register(
        obligation("1.1", due="06-30"), obligation("1.2", due="06-30"), obligation("1.3", due="06-30"),
        obligation("1.4", due="07-15"), obligation("1.5", due="02-01"), obligation("1.6", due="06-30"),
        obligation("1.7", due="06-30"), obligation("1.8", due="06-30"), obligation("1.9", due="12-31"), issued="04-09",
        records=[
            evidence("05-01", id_="1.1"), evidence("07-05", id_="1.2", number=1), evidence("05-01", id_="1.3", number=2, document=None),
            evidence("05-03", id_="1.5", number=3), evidence("05-01", id_="1.9", number=4), first,
        ],
        decisions=[
            waive("05-01", id_="1.6"), return_(first.id, "07-01", again_by="07-31"), extend("08-31", "06-01", id_="1.8"),
        ],
    )  # fmt: skip
    values = ranked(made)
    assert numbers(values, "甲局") == (3, 1, 1, 1)
    assert values.ranked == ()
    assert [each[:7] for each in values.left_out[:3]] == ["没有计入：时限", "没有计入：不适", "没有计入：退回"]
    assert all("1项次" in each for each in values.left_out[:3])
    assert numbers(ranked(made, "09-10"), "甲局") == (6, 1, 1, 4)


def test_a_joint_duty_counts_for_each_lead_or_for_all_where_none_leads() -> None:
    shared = obligation("1.1", due="06-30", who=("甲局", "乙局", "戊委"), scope="joint")
    made = register(shared, units=ALL, records=[evidence("05-01", "乙局")])
    assert numbers(ranked(made), "甲局") == (1, 1, 0, 0)
    assert [row.unit for row in ranked(made).few] == ["甲局"]
    other = Task(id=1, section="一", title="任务一", text="x", lead=("丙镇",), obligations=(shared,))
    values = ranked(replace(made, tasks=(other,)))
    assert [row.unit for row in values.few] == ["甲局", "乙局"]
    assert values.total.due.value == 2


def test_those_outside_the_government_the_office_and_one_without_a_desk_are_not_compared() -> None:
    made = register(
        obligation(due="06-30", who=("戊委", "己院", "庚府", "甲局")),
        units=units(戊委={}, 己院={}, 庚府={}),
        office="戊委",
        records=[evidence("05-01")],
    )
    values = ranked(made)
    assert [row.unit for row in values.few] == ["甲局"]
    assert (values.total.due.value, values.apart) == (1, ("戊委", "庚府"))
    assert "己院" not in "".join(values.left_out)
    assert "没有计入：庚府不参加排名，到期1项次，按时完成0项次。" in values.left_out


def test_of_what_was_due_it_is_said_how_many_days_were_assumed() -> None:
    guessed = obligation("1.1", due="06-30", who=("甲局", "乙局"), assumed=(Assumption("due", "原文未写时限"),))
    values = ranked(register(guessed, obligation("1.2", due="06-30"), records=[evidence("05-01")]))
    assert (values.total.due.value, values.total.assumed.value) == (3, 2)


def test_a_unit_that_has_ended_is_not_in_it_and_what_it_handed_on_is_its_successors() -> None:
    handed = units(甲局={"until": day("05-31"), "succeeded_by": "乙局"})
    made = register(
        obligation("1.1", due="05-20"), obligation("1.2", due="06-30"), units=handed, records=[evidence("05-10")]
    )
    values = ranked(made)
    assert [row.unit for row in values.few] == ["乙局"]
    assert numbers(values, "乙局") == (1, 0, 0, 1)
    assert "没有计入：已经撤并的甲局的1项次。" in values.left_out
    assert [row.unit for row in ranked(made, "05-31").few] == ["甲局"]


def test_a_register_that_is_not_in_use_ranks_nobody() -> None:
    values = ranked(register(obligation(due="06-30")))
    assert (values.ranked, values.few, values.total.due.value, bool(values.head.notice)) == ((), (), 0, True)


def test_an_assumed_cycle_sets_the_day_as_an_assumed_day_does() -> None:
    made = register(
        obligation("1.1", every="half", assumed=(Assumption("every", "原文只写定期"),)), obligation("1.2", due="06-30"),
        records=[evidence("05-01", "丁镇", "1.2")],
    )  # fmt: skip
    assert ranked(made).total.assumed.value == 1
