"""Every state, as a year goes by: a small register, and what its one duty is on each of some days.

The engine and the slow reference must both say so. Days are those on which something changes, and the day before.
"""

from decimal import Decimal
from typing import NamedTuple

import pytest
from tests.builders.reference.world import World
from tests.builders.world import (
    day,
    evidence,
    extend,
    obligation,
    progress,
    redact,
    register,
    return_,
    share,
    units,
    void,
    waive,
)  # fmt: skip

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.states import STATES
from spt_fazhi.model.plan import CountTarget, RateTarget, Task
from spt_fazhi.model.register import Register

ONE, FOUR = CountTarget(count=1), CountTarget(count=4)
CASES = RateTarget(rate=Decimal("0.9"), of="件")
HEADS = RateTarget(rate=Decimal(1), of="人员", settle="when-reached")
OUTSIDE = units(戊委={})


class Story(NamedTuple):
    """A register with one duty, and day → state."""

    register: Register
    days: dict[str, str]


FIRST, SECOND = evidence("05-10", number=1), evidence("08-20", number=2)
SAID = evidence("05-10", number=3, document=None)
WITHOUT = Task(id=1, section="一", title="x", text="x", lead=("甲局",))

STORIES = {
    "done in time": Story(
        register(obligation(due="06-30"), records=[FIRST]),
        {"01-01": "pending", "05-09": "pending", "05-10": "done", "06-30": "done", "07-01": "done", "2025-06-01": "done"},
    ),
    "done late": Story(
        register(obligation(due="06-30"), records=[SECOND]),
        {"05-30": "pending", "05-31": "due-soon", "06-30": "due-soon", "07-01": "overdue", "08-19": "overdue",
         "08-20": "done-late", "2025-06-01": "done-late"},
    ),
    "never done": Story(
        register(obligation(due="06-30")), {"05-30": "pending", "05-31": "due-soon", "06-30": "due-soon", "07-01": "overdue"}
    ),
    "of a later period": Story(
        register(obligation(every="half", start=day("07-01"), due_day=25), records=[evidence("12-20")]),
        {"06-30": "scheduled", "07-01": "pending", "11-25": "due-soon", "12-19": "due-soon", "12-20": "done"},
    ),
    "waived": Story(
        register(obligation(due="06-30"), records=[SECOND], decisions=[waive("06-20")]),
        {"01-01": "waived", "06-30": "waived", "07-01": "waived", "08-20": "waived"},
    ),
    "extended": Story(
        register(obligation(due="06-30"), decisions=[extend("09-30", "06-20")]),
        {"06-01": "pending", "07-01": "pending", "08-31": "due-soon", "09-30": "due-soon", "10-01": "overdue"},
    ),
    "only said": Story(
        register(obligation(due="06-30"), records=[SAID]),
        {"05-09": "pending", "05-10": "unproved", "06-30": "unproved", "07-01": "unproved"},
    ),
    "said, then proved": Story(
        register(obligation(due="06-30"), records=[SAID, SECOND]),
        {"05-10": "unproved", "08-19": "unproved", "08-20": "done-late"},
    ),
    "its proof let go": Story(
        register(obligation(due="06-30"), records=[FIRST, SECOND], decisions=[redact(FIRST.id)]),
        {"05-10": "pending", "07-01": "overdue", "08-20": "done-late"},
    ),
    "a party body": Story(
        register(obligation(who=("戊委",), due="06-30"), units=OUTSIDE, records=[evidence("08-20", unit="戊委")]),
        {"01-01": "invited", "06-30": "invited", "07-01": "invited", "08-20": "done-late"},
    ),
    "the party body that is the office": Story(
        register(obligation(who=("戊委",), due="06-30"), units=OUTSIDE, office="戊委"),
        {"01-01": "pending", "06-30": "due-soon", "07-01": "overdue"},
    ),
    "returned, to be reported again": Story(
        register(obligation(due="06-30"), records=[FIRST], decisions=[return_(FIRST.id, "06-25", again_by="07-15")]),
        {"05-09": "pending", "05-10": "returned", "06-30": "returned", "07-15": "returned", "07-16": "overdue"},
    ),
    "returned and reported again": Story(
        register(
            obligation(due="06-30"), records=[FIRST, evidence("05-10", number=9, recorded="07-10")],
            decisions=[return_(FIRST.id, "06-25", again_by="07-15")],
        ),
        {"05-09": "pending", "05-10": "done", "07-15": "done"},
    ),
    "returned for good": Story(
        register(obligation(due="06-30"), records=[FIRST], decisions=[return_(FIRST.id, "06-25")]),
        {"05-10": "pending", "06-30": "due-soon", "07-01": "overdue"},
    ),
    "voided": Story(
        register(obligation(due="06-30"), records=[FIRST, void(FIRST.id)]), {"05-10": "pending", "07-01": "overdue"}
    ),
    "due before the plan was issued": Story(
        register(obligation(due="03-01"), issued="04-09", backfill_until=day("09-30"), records=[evidence("11-01")]),
        {"02-01": "backfill", "03-02": "backfill", "09-30": "backfill", "10-01": "overdue", "11-01": "done-late"},
    ),
    "due before the plan was issued, the year's end if nothing is said": Story(
        register(obligation(due="03-01"), issued="04-09", backfill_until=None),
        {"12-31": "backfill", "2025-01-01": "overdue"},
    ),
    "behind the pace": Story(
        register(obligation(target=FOUR), records=[evidence("03-01"), evidence("08-01", number=1, document=None)]),
        {"02-28": "pending", "03-01": "in-progress", "07-01": "in-progress", "07-02": "behind", "08-01": "in-progress",
         "09-30": "in-progress", "10-01": "behind", "12-01": "due-soon", "12-31": "due-soon", "2025-01-01": "overdue"},
    ),
    "no pace": Story(
        register(obligation(target=CountTarget(count=4, pace="none")), records=[evidence("03-01")]),
        {"02-28": "pending", "11-30": "in-progress", "12-01": "due-soon", "2025-01-01": "overdue"},
    ),
    "a rate that holds to the end": Story(
        register(obligation(target=CASES), records=[share("06-30", 9, 10), share("2025-01-03", 9, 10, number=1, through="12-31")]),
        {"06-29": "pending", "06-30": "in-progress", "12-30": "in-progress", "12-31": "done", "2025-01-03": "done"},
    ),
    "a rate whose figures end early": Story(
        register(obligation(target=CASES), records=[share("06-30", 9, 10)]),
        {"06-30": "in-progress", "12-31": "in-progress", "2025-01-01": "overdue"},
    ),
    "a rate below": Story(
        register(obligation(target=CASES), records=[share("06-30", 8, 10)]),
        {"06-29": "pending", "06-30": "behind", "11-30": "behind", "12-01": "due-soon", "2025-01-01": "overdue"},
    ),
    "a head-count reached": Story(
        register(obligation(target=HEADS), records=[share("06-30", 9, 14), share("09-30", 14, 14, number=1), share("11-30", 14, 15, number=2)]),
        {"06-30": "behind", "09-29": "behind", "09-30": "done", "11-30": "done", "2025-01-01": "done"},
    ),
    "progress in time": Story(
        register(tasks=(WITHOUT,), progress="half", issued="07-01", records=[progress("2025-01-08", period="2024H2")]),
        {"06-30": "scheduled", "07-01": "pending", "12-10": "pending", "12-11": "due-soon", "2025-01-07": "due-soon",
         "2025-01-08": "done", "2025-01-20": "done"},
    ),
    "progress late": Story(
        register(tasks=(WITHOUT,), progress="half", issued="07-01", records=[progress("2025-01-11", period="2024H2")]),
        {"2025-01-10": "due-soon", "2025-01-11": "done-late"},
    ),
    "progress returned": Story(
        register(
            tasks=(WITHOUT,), progress="half", issued="07-01", records=[progress("2025-01-08", period="2024H2")],
            decisions=[return_("jia/2025-01-08-1-aaaa", "2025-01-12", again_by="2025-01-31")],
        ),
        {"2025-01-07": "due-soon", "2025-01-08": "returned", "2025-01-31": "returned", "2025-02-01": "overdue"},
    ),
    "progress returned and made again": Story(
        register(
            tasks=(WITHOUT,), progress="half", issued="07-01",
            records=[progress("2025-01-08", period="2024H2"), progress("2025-01-30", period="2024H2", number=1)],
            decisions=[return_("jia/2025-01-08-1-aaaa", "2025-01-12", again_by="2025-01-31")],
        ),
        {"2025-01-07": "due-soon", "2025-01-08": "returned", "2025-01-29": "returned", "2025-01-30": "done"},
    ),
    "progress extended": Story(
        register(
            tasks=(WITHOUT,), progress="half", issued="07-01",
            decisions=[extend("2025-02-28", "2025-01-05", task=1, period="2024H2")],
        ),
        {"2025-01-11": "pending", "2025-02-28": "due-soon", "2025-03-01": "overdue"},
    ),
    "progress waived": Story(
        register(tasks=(WITHOUT,), progress="half", issued="07-01", decisions=[waive(task=1, period="2024H2")]),
        {"06-30": "waived", "2025-01-11": "waived"},
    ),
    "its unit ends and nobody succeeds": Story(
        register(obligation(due="09-30"), units=units(甲局={"until": day("06-30")})),
        {"01-01": "pending", "06-30": "pending", "07-01": "waived", "10-01": "waived"},
    ),
    "its unit ends and another carries on": Story(
        register(obligation(due="09-30"), units=units(甲局={"until": day("06-30"), "succeeded_by": "乙局"}),
                 records=[evidence("10-08", unit="乙局")]),
        {"06-30": "pending", "07-01": "pending", "08-31": "due-soon", "10-01": "overdue", "10-08": "done-late"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
def test_a_duty_by_day(name):
    plan, days = STORIES[name]
    world = World(plan)
    duties = {when: assess(plan, day(when)).all_duties for when in days}
    answers = {when: list(world.all_answers(day(when)).values()) for when in days}
    assert {when: [each.state for each in found] for when, found in duties.items()} == {
        when: [state] for when, state in days.items()
    }
    assert {when: [each.state for each in found] for when, found in answers.items()} == {
        when: [state] for when, state in days.items()
    }


def test_no_state_is_without_a_story():
    """But for what belongs to findings of inspections alone."""
    assert {state for story in STORIES.values() for state in story.days.values()} == set(STATES) - {"submitted"}
