"""How often a unit was chased: letters and what was said, by duty, up to a day."""

from datetime import date

from tests.builders.world import day, issued, obligation, register, units

from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.letters import letters_of

OWN = DutyKey(1, "1.1", "甲局", "")


def ids_of(reg, until="12-31"):
    return {key: [entry.id for entry in entries] for key, entries in letters_of(reg, day(until)).items()}


def test_letters_and_calls_count_alike_the_oldest_first_and_reports_do_not():
    sent = [
        issued("call", "06-20"),
        issued("urge", "06-05", [("1.1", "甲")], number=1),
        issued("quarter", "06-30", number=2),
    ]
    reg = register(obligation(), sent=sent)
    assert ids_of(reg) == {OWN: [sent[1].id, sent[0].id]}
    assert ids_of(reg, "06-19") == {OWN: [sent[1].id]}
    assert ids_of(reg, "06-01") == {}


def test_nothing_issued_nothing_chased():
    assert letters_of(register(obligation()), date(2024, 12, 31)) == {}


def test_a_joint_duty_is_one_whomever_it_was_said_to_and_a_letter_counts_once():
    both = [("1.1", "甲局"), ("1.1", "乙局")]
    reg = register(obligation(scope="joint", who=("甲局", "乙局")), sent=[issued("visit", duties=both)])
    assert ids_of(reg) == {DutyKey(1, "1.1", "", ""): [reg.issued[0].id]}


def test_periods_and_progress_have_their_own():
    reg = register(
        obligation(every="quarter"),
        progress="half",
        sent=[issued("call", duties=[("1.1", "甲局", "2024Q2"), (1, "甲局", "2024H1")])],
    )
    assert set(ids_of(reg)) == {DutyKey(1, "1.1", "甲局", "2024Q2"), DutyKey(1, "", "甲局", "2024H1")}


def test_what_the_plan_does_not_know_is_no_duty():
    reg = register(obligation(), sent=[issued("call", duties=[("9.9", "甲局"), ("1.1", "无此局")])])
    assert ids_of(reg) == {}


def test_a_successor_was_chased_when_the_unit_before_it_was():
    reform = units(甲局={"until": day("06-30"), "succeeded_by": "乙局"})
    reg = register(obligation(), units=reform, sent=[issued("call", "06-20")])
    assert set(ids_of(reg, "06-30")) == {OWN}
    assert set(ids_of(reg, "07-01")) == {OWN, DutyKey(1, "1.1", "乙局", "")}
