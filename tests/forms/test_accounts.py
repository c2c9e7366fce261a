"""What asking costs, and where each form stands that was sent."""

from __future__ import annotations

import pytest
from tests.builders.world import day, evidence, issued, obligation, progress, record, register, return_, void

from spt_fazhi.engine.assess import assess
from spt_fazhi.forms.accounts.account import costs, standings, total
from spt_fazhi.forms.accounts.sent import sent_forms
from spt_fazhi.model.entries.issued import PrintedFigure
from spt_fazhi.model.entries.record import Progress
from spt_fazhi.model.frozen import replace


def sent(unit, number, *duties, form="2024-06-01-bing-aaaa", to_fill="6", **more):
    figures = (PrintedFigure("form", form), PrintedFigure("to_fill", to_fill), PrintedFigure("filled", "12"))
    given = {"to": (unit,), "reply_by": day("06-11"), "figures": figures, **more}
    return issued("form", "06-01", duties, number, **given)


def made(*entries, records=()):
    return register(
        obligation("1.1", due="06-30", who=("丙镇", "丁镇")), sent=entries, records=records, progress="half"
    )


ONE = sent("丙镇", 0, ("1.1", "丙镇"))


@pytest.mark.parametrize(
    ("records", "when", "answered", "late"),
    [
        ((), "06-11", "waiting", 0),
        ((), "06-12", "late", 1),
        ([evidence("06-05", "丙镇", form="2024-06-01-bing-aaaa")], "06-12", "answered", 0),
        ([evidence("06-05", "丙镇", document=None, form="2024-06-01-bing-aaaa")], "06-30", "answered", 0),
        ([evidence("06-05", "丙镇")], "06-12", "settled", 0),
        ([evidence("06-05", "丁镇")], "06-12", "late", 1),
        ([evidence("06-05", "丙镇", recorded="06-13", form="2024-06-01-bing-aaaa")], "06-12", "settled", 0),
    ],
)
def test_where_a_form_stands(records, when, answered, late) -> None:
    judged = assess(made(ONE, records=records), day(when))
    (found,) = standings(sent_forms(judged), judged)
    assert (found.answered, found.late) == (answered, late)


def test_one_without_a_day_of_answer_is_never_late() -> None:
    judged = assess(made(replace(ONE, value=replace(ONE.value, reply_by=None))), day("12-31"))
    (found,) = standings(sent_forms(judged), judged)
    assert (found.answered, found.late, found.open) == ("waiting", 0, 1)


def test_what_asking_costs_by_unit_whoever_was_asked_most_first() -> None:
    other = sent("丁镇", 1, ("1.1", "丁镇"), form="2024-06-01-ding-aaaa", to_fill="9")
    again = sent("丙镇", 2, ("1.1", "丙镇"), form="2024-06-01-bing-bbbb", to_fill="5")
    answer = evidence("06-05", "丙镇", form="2024-06-01-bing-bbbb")
    judged = assess(made(ONE, other, again, records=[answer]), day("06-12"))
    found = sent_forms(judged)
    assert [(each.unit, each.forms, each.to_fill, each.filled, each.answered, each.cells) for each in costs(found)] == [
        ("丙镇", 2, 11, 24, 1, 3), ("丁镇", 1, 9, 12, 0, 0)
    ]  # fmt: skip
    whole = total(found)
    assert (whole.forms, whole.to_fill, whole.filled, whole.answered, whole.cells) == (3, 20, 36, 1, 3)


def test_the_cells_of_an_account_are_those_that_were_written_in() -> None:
    one = progress("06-05", period="2024H1")
    full = Progress(
        unit="甲局", task=1, period="2024H1", done="x", problems="x", publish_problems=True, next="x",
        form="2024-06-01-jia-aaaa", recorded=day("06-05"),
    )  # fmt: skip
    bare = replace(one.value, form="2024-06-01-jia-bbbb")
    forms = [
        sent("甲局", number, (1, "甲局", "2024H1"), form=form)
        for number, form in enumerate(("2024-06-01-jia-aaaa", "2024-06-01-jia-bbbb"))
    ]
    judged = assess(made(*forms, records=[record(full, 1), record(bare, 2)]), day("06-12"))
    assert sorted(each.cells for each in sent_forms(judged)) == [1, 4]


def test_cells_that_were_typed_anew_count_once() -> None:
    wrong = evidence("06-05", "丙镇", number=1, recorded="06-06", form="2024-06-01-bing-aaaa")
    right = evidence("06-04", "丙镇", number=2, recorded="06-08", form="2024-06-01-bing-aaaa")
    voided, returned = void(wrong.id, "06-08", "丙镇", 3), return_(wrong.id, "06-08", 4)

    def cells(records, decisions, when="06-12"):
        judged = assess(replace(made(ONE, records=records), decisions=decisions), day(when))
        (found,) = sent_forms(judged)
        assert found.answered_on == day("06-06")
        return found.cells

    assert cells((wrong, right, voided), ()) == cells((wrong, right), (returned,)) == 3
    assert cells((wrong, right), ()) == 6  # two deeds
    assert cells((wrong, voided), ()) == 0
    assert cells((wrong,), (returned,)) == 3  # what was typed stands there until it is sent again
    assert cells((wrong, right, voided), (), "06-07") == 3


def test_a_form_entered_by_hand_without_figures_counts_as_one_and_asks_for_nothing() -> None:
    judged = assess(made(issued("form", "06-01", [("1.1", "丙镇")], to=("丙镇",))), day("06-12"))
    (found,) = sent_forms(judged)
    assert (found.id, found.to_fill, found.filled, found.answers) == ("", 0, 0, ())
