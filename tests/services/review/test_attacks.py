"""What was tried to make a red duty vanish: each with its verdict, and with a twin that is nothing of the kind.

Whole reviews of whole workspaces, of 15 July 2024; all that is new came on the day a case names.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders.reviews import arrival
from tests.builders.texts import comparison, files_of
from tests.builders.world import (
    GROUPS,
    evidence,
    extend,
    progress,
    return_,
    share,
    units,
    void,
    waive,
)
from tests.builders.worlds.attacks import (
    ASK,
    BASE,
    BLOCK,
    COPY,
    COPY_FILE,
    DOT,
    DOT_FILE,
    FIRST,
    FIRST_FILE,
    HELD,
    KNOWN,
    LATE,
    OTHER,
    OTHER_FILE,
    PAPER,
    SHORT,
    TODAY,
    Branch,
    adding,
    grouped,
    joined,
    many,
    one,
    plan,
    reviewed,
    reviewing,
    said,
)

from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import Section
from spt_fazhi.model.unit import GroupMembers, Unit
from spt_fazhi.services.review.review import ReviewOptions, read_sides, review

CASES: dict[str, tuple[str, str, Branch, Branch]] = {
    # no finding at all before
    "a waiver after the due day": (ASK, "waived-late", adding(said(waive("07-15", "乙局"))), adding(said(waive("07-15", "乙局", "1.3")))),
    "a backdated waiver": (BLOCK, "recorded-decides", adding(said(waive("06-28", "乙局"))), adding(said(waive("06-28", "乙局")), came="06-29")),
    "a backdated extension": (
        BLOCK, "recorded-decides", adding(said(extend("09-30", "06-28", "乙局"))),
        adding(said(extend("09-30", "06-28", "乙局")), came="06-30"),
    ),
    "an extension to 2999": (
        BLOCK, "check-error", adding(said(extend("2999-12-31", "06-28", "乙局")), came="06-28"),
        adding(said(extend("2025-12-31", "06-28", "乙局")), came="06-28"),
    ),
    "a return of another unit's record": (ASK, "record-returned", adding(said(return_(KNOWN[0].id, "07-15"))), adding()),
    "filed and returned in one branch": (
        BLOCK, "return-shields", adding(said(LATE), said(return_(LATE.id, "07-15", again_by="08-10"))), adding(said(LATE)),
    ),
    "a return to 2999": (
        BLOCK, "check-error", adding(said(return_(KNOWN[0].id, "07-15", again_by="2999-12-31"))), adding(said(return_(KNOWN[0].id, "07-15", again_by="08-10"))),
    ),
    "a long return": (
        ASK, "return-long", adding(said(return_(KNOWN[0].id, "07-15", again_by="08-15"))), adding(said(return_(KNOWN[0].id, "07-15", again_by="08-14"))),
    ),
    "backdated evidence": (
        ASK, "recorded-early", adding(said(evidence("06-20", "乙局", **PAPER))), adding(said(evidence("06-20", "乙局", **PAPER)), came="06-21"),
    ),
    "backdated progress": (
        BLOCK, "recorded-decides", adding(said(progress("07-09", "乙局"), done="本季度评查案卷十二件")),
        adding(said(progress("07-09", "乙局"), done="本季度评查案卷十二件"), came="07-10"),
    ),
    "an amount without peers": (
        ASK, "amount-unusual", adding(said(evidence("07-10", "乙局", amount=999999999999, **PAPER))),
        adding(said(evidence("07-10", "乙局", amount=3, **PAPER))),
    ),
    "one record of all that is asked for": (
        ASK, "amount-unusual", adding(said(evidence("07-10", id_="1.2", number=3, amount=36, **PAPER))),
        adding(said(evidence("07-10", id_="1.2", number=3, amount=11, **PAPER))),
    ),
    "twelve equal records for a count of twelve": (
        ASK, "evidence-copied", adding(*many(12)),
        adding(*(said(each, title=f"七月{'一二三'[n]}日在村里开展宪法宣传", document=f"示司发〔2024〕2{n}号") for n, each in enumerate(many(3)))),
    ),
    "another unit's event word for word": (
        ASK, "event-reused", adding(said(evidence("07-12", "乙局", **PAPER), title=KNOWN[0].value.title)), adding(said(evidence("07-12", "乙局", **PAPER))),
    ),
    "one event for two obligations": (
        ASK, "event-reused", adding(said(LATE), said(evidence("07-12", "乙局", "1.4", number=31, document=LATE.value.document))),
        adding(said(LATE), said(evidence("07-12", "乙局", "1.4", number=31, **PAPER))),
    ),
    "a copy whose attachment differs by a byte": (
        ASK, "attachment-alike", adding(COPY, files=FIRST_FILE | COPY_FILE, before=HELD), adding(OTHER, files=FIRST_FILE | OTHER_FILE, before=HELD),
    ),
    "a rate of 0/0": (
        ASK, "rate-unproved", adding(said(share("07-10", 0, 0, id_="1.3", document=None))), adding(said(share("07-10", 0, 0, id_="1.3", **PAPER))),
    ),
    "a rate of 1/1": (
        ASK, "rate-unproved", adding(said(share("07-10", 1, 1, id_="1.3", document=None))), adding(said(share("07-10", 1, 1, id_="1.3", **PAPER))),
    ),
    "bad figures voided for good ones": (
        ASK, "void-eases", adding(said(share("07-10", 1, 1, id_="1.3", number=41, **PAPER)), said(void(SHORT.id)), before=adding(SHORT).after),
        adding(said(share("07-10", 41, 52, id_="1.3", number=41, **PAPER)), said(void(SHORT.id)), before=adding(SHORT).after),
    ),
    "a whole smaller than the one voided": (
        ASK, "rate-base", adding(said(share("07-10", 1, 1, id_="1.3", number=41, **PAPER)), said(void(SHORT.id)), before=adding(SHORT).after),
        adding(said(share("07-10", 50, 50, id_="1.3", number=41, **PAPER)), said(void(SHORT.id)), before=adding(SHORT).after),
    ),
    "a sentence for a document": (
        ASK, "proof-empty", adding(said(evidence("07-10", "乙局"), document="口头请示分管领导同意")), adding(said(evidence("07-10", "乙局", **PAPER))),
    ),
    "a link to one's own machine": (
        ASK, "proof-empty", adding(said(evidence("07-10", "乙局", document=None, link="http://localhost/2024/07/1.html"))),
        adding(said(evidence("07-10", "乙局", document=None, link="https://example.org/2024/07/1.html"))),
    ),
    "a file of one byte": (
        ASK, "proof-empty", adding(DOT, files=DOT_FILE), adding(FIRST, files=FIRST_FILE),
    ),
    "the reason x": (
        ASK, "reason-short", adding(said(waive("06-20", "乙局"), reason="x"), came="06-20"), adding(said(waive("06-20", "乙局")), came="06-20"),
    ),
    # only the general plan-changed before
    "due before issued": (
        BLOCK, "obligation-weakened", Branch(plan(one("1.1", due=date(2024, 4, 8)))), Branch(plan(one("1.1", due=date(2024, 4, 30)))),
    ),
    "issued after due": (BLOCK, "plan-weakened", Branch(plan(issued="07-01")), Branch(plan(signature="示例区委依法治区办"))),
    "issued earlier": (BLOCK, "plan-weakened", Branch(plan(issued="04-01")), Branch(plan(number="示〔{year}〕{n}号"))),
    "joint by more": (BLOCK, "obligation-weakened", Branch(plan(one("1.4", who=("甲局", "乙局", "丙镇")))), Branch(plan(one("1.4", who=("乙局", "甲局"))))),
    "joint by more members of a group": (
        BLOCK, "obligation-weakened",
        Branch(plan(one("1.4", who=("各部门",)), groups=(replace(GROUPS[0], members=GroupMembers(kinds=("government",), units=("丙镇",))), *GROUPS[1:])),
               before=plan(one("1.4", who=("各部门",)))),
        Branch(plan(one("1.4", who=("各部门",)), units=(*units(戊委={}), Unit(name="新局", code="xin", kind="government"))),
               before=plan(one("1.4", who=("各部门",)))),
    ),
    "joint to each": (BLOCK, "obligation-weakened", Branch(plan(one("1.4", scope="each"))), Branch(plan(one("1.4", title="另一个标题")))),
    "each to joint": (BLOCK, "obligation-weakened", Branch(plan(one("1.1", scope="joint"))), Branch(plan(one("1.1", title="另一个标题")))),
    "due_soon_days 0": (BLOCK, "plan-weakened", Branch(plan(due_soon_days=0)), Branch(plan(due_soon_days=45))),
    **{
        f"review {name}": (BLOCK, "plan-weakened", Branch(reviewing(**{name: 0})), Branch(reviewing(**{name: stricter})))
        for name, stricter in {"late_days": 30, "copied_percent": 80, "amount_times": 5, "amount_peers": 3, "short_text": 8}.items()
    },
    "an attachment limit of 999999": (BLOCK, "plan-weakened", Branch(plan(attachment_limit_mib=999999)), Branch(plan(attachment_limit_mib=10))),
    "carried_from": (BLOCK, "plan-weakened", Branch(plan(task={"carried_from": 2023})), Branch(plan(task={"section": "二"}))),
    "owners": (BLOCK, "unit-weakened", Branch(plan(units=units(戊委={}, 乙局={"owners": ("@li",)}))), Branch(plan(units=units(戊委={}, 乙局={"phone": "0955-1234567"})))),
    "a title": (ASK, "plan-wording", Branch(plan(one("1.1", title="另一个标题"))), Branch(plan(one("1.1", proof="签到表")))),
    "a phrase": (ASK, "plan-wording", Branch(plan(one("1.1", phrase="x"))), Branch(plan(one("1.1", holder=None, proof="签到表")))),
    "another section": (ASK, "plan-wording", Branch(plan(task={"section": "二"})), Branch(plan(one("1.1", proof="签到表")))),
    "leads in another order": (ASK, "plan-wording", Branch(plan(task={"lead": ("乙局", "甲局")})), Branch(plan(task={"lead": ("甲", "乙局")}))),
    "verified no more": (
        ASK, "plan-wording", Branch(plan(), before=plan(units=units(戊委={}, 乙局={"verified": True}))), Branch(plan(one("1.1", proof="签到表"))),
    ),
    "a name with a filler": (ASK, "name-alike", Branch(joined("乙局\u3164")), Branch(joined("丑中心"))),
    "a name with a radical": (ASK, "name-alike", Branch(joined("丁⻰镇")), Branch(joined("丁龙镇"))),
    # further of the kind
    "a group that loses a member": (BLOCK, "group-weakened", Branch(grouped(kinds=("government",), except_=("乙局",))), Branch(grouped(units=("乙局", "甲局")))),
    "a unit that is only asked now": (
        BLOCK, "unit-weakened", Branch(plan(units=units(戊委={}, 乙局={"kind": "party"}))), Branch(plan(units=units(戊委={"kind": "npc"}))),
    ),
    "a unit that ends": (BLOCK, "unit-weakened", Branch(plan(units=units(戊委={}, 乙局={"until": date(2024, 6, 29)}))), Branch(joined("丑局", from_=TODAY))),
    "a later day of backfill": (
        BLOCK, "plan-weakened", Branch(plan(backfill_until=date(2025, 6, 30)), before=plan(backfill_until=None)),
        Branch(plan(backfill_until=date(2024, 6, 30)), before=plan(backfill_until=None)),
    ),
    "a new office": (BLOCK, "plan-weakened", Branch(plan(office="乙局")), Branch(plan(signature="示例区委依法治区办"))),
    "a holder": (BLOCK, "obligation-weakened", Branch(plan(one("1.1", holder="丙镇"))), Branch(plan(one("1.1", proof="签到表")))),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_attack_gets_its_verdict(name: str) -> None:
    level, rule, attack, _ = CASES[name]
    found = reviewed(attack)
    assert (level, rule) in {(each.level, each.rule) for each in found.findings}, [
        each.message for each in found.findings
    ]
    assert bool(found.blocks) == (level == BLOCK)


@pytest.mark.parametrize("name", CASES)
def test_its_harmless_twin_passes(name: str) -> None:
    _, rule, _, twin = CASES[name]
    found = reviewed(twin)
    assert rule not in {each.rule for each in found.findings}
    assert [each.message for each in found.blocks] == []


PLAN_RULES = frozenset({"obligation-weakened", "plan-weakened", "unit-weakened", "group-weakened", "plan-eases"})


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[1] in PLAN_RULES])
def test_with_the_register_allowed_it_is_only_asked(name: str) -> None:
    found = reviewed(CASES[name][2], allow_register=True)
    assert found.blocks == ()
    assert CASES[name][1] in {each.rule for each in found.asks}


def test_nothing_else_is_said_of_sound_records() -> None:
    """The base itself, and a branch as it should be, pass without a word."""
    sound = adding(said(evidence("07-12", "乙局", **PAPER), document="示司发〔2024〕31号"))
    found = reviewed(sound)
    assert found.findings == ()
    assert [(each.key.unit, each.before.state, each.after.state) for each in found.effects if each.before and each.after] == [
        ("乙局", "overdue", "done-late"),
    ]  # fmt: skip
    assert reviewed(adding()).findings == ()


def test_sections_of_the_plan() -> None:
    changed = replace(BASE, sections=(Section(id="一", title="另一个标题"), BASE.sections[1]))
    assert {each.rule for each in reviewed(Branch(changed)).asks} == {"plan-changed", "plan-wording"}


@pytest.mark.parametrize(("main", "asked"), [("07-15", ["commit-day"]), ("06-30", [])])
def test_an_extension_after_the_due_day_with_both_days_of_its_commit_forged(main: str, asked: list[str]) -> None:
    """The main line has a commit of a later day than the extension's commit says."""
    attack = adding(said(extend("09-30", "06-29", "乙局")))
    compared = comparison(files_of(attack.before), files_of(attack.after))
    forged = replace(arrival(date(2024, 6, 29)), later_day=date.fromisoformat(f"2024-{main}"))
    compared = replace(compared, arrivals={each.path: forged for each in compared.changes if each.old is None})
    found = review(compared, read_sides(compared), TODAY, ReviewOptions(), None)
    assert ([each.rule for each in found.asks], found.blocks) == (asked, ())
