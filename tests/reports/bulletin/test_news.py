"""One merged paragraph a task: of several accounts the last that stands, a unit named once, rates in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.builders import world
from tests.builders.checks import progress, register, void

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.plan import CountTarget, RateTarget
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.reports.bulletin.met import met_on
from spt_fazhi.reports.bulletin.news import News, gather
from spt_fazhi.reports.bulletin.phrases import own_words, whole_sentences
from spt_fazhi.reports.bulletin.trouble import for_the_text, problems_told
from spt_fazhi.reports.figures.figure import Figure
from spt_fazhi.reports.request import ReportRequest

QUARTER = parse_period("2024Q2")
FIRST = progress(done="征求意见。", problems="人手不足。", publish_problems=True)
LAST = progress("2024-07-05-1-bbbb", unit="司法局", done="已经印发。", recorded=date(2024, 7, 5))
GONE = void(LAST.id, "2024-07-06-1-cccc", recorded=date(2024, 7, 6))
TOWN = progress("2024-07-04-1-dddd", "dz", unit="东镇", done="我镇开展宣讲。", recorded=date(2024, 7, 4))
SAME = progress("2024-07-04-1-eeee", "czj", unit="区财政局", done="征求意见。", recorded=date(2024, 7, 4))


def asked(*records: Entry[Any], day: date = date(2024, 7, 15)) -> ReportRequest:
    return of(register(records=records), day)


def of(made: Register, day: date) -> ReportRequest:
    return ReportRequest(assessment=assess(made, day), period=QUARTER)


def told(request: ReportRequest, room: int = 20) -> News:
    judged = [each for each in request.assessment.duties if request.scored(each)]
    return gather(request, judged, QUARTER, ("2024Q2",)).fitted(room)


def paragraphs(found: tuple[Any, ...]) -> list[str]:
    return [
        "".join(part.printed if isinstance(part, Figure) else part for phrase in each.phrases for part in phrase.parts)
        for each in found
    ]


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (asked(FIRST), "区司法局征求意见。"),
        (asked(FIRST, LAST), "区司法局已经印发。"),
        (asked(FIRST, LAST, day=date(2024, 7, 4)), "区司法局征求意见。"),
        (asked(FIRST, LAST, GONE), "区司法局征求意见。"),
        (asked(FIRST, LAST, TOWN), "区司法局已经印发；东镇开展宣讲。"),
        (asked(FIRST, SAME), "各部门征求意见。"),
    ],
    ids=["one", "later", "not yet known", "withdrawn", "two units", "the same words"],
)
def test_accounts_become_one_paragraph(request_: ReportRequest, said: str) -> None:
    found = told(request_)
    assert paragraphs(found.shown) == [said]
    assert found.rest == ()


def test_the_annex_goes_on_where_the_text_broke_off() -> None:
    long = progress(done=f"制定方案。{'逐项落实各项任务，' * 20}取得成效。")
    found = told(asked(long))
    assert paragraphs(found.shown) == ["区司法局制定方案。"]
    assert paragraphs(found.rest) == [f"区司法局{long.value.done.removeprefix('制定方案。')}"]
    none = told(asked(FIRST), room=0)
    assert none.shown == ()
    assert paragraphs(none.rest) == ["区司法局征求意见。"]


def test_a_unit_outside_the_government_is_not_quoted() -> None:
    made = world.register(
        world.obligation(), units=world.units(己院={}), progress="quarter",
        records=[world.progress("07-01", unit="己院"), world.progress("07-01", number=1)],
    )  # fmt: skip
    assert paragraphs(told(of(made, date(2024, 7, 15))).shown) == ["甲局x。"]


def test_evidence_in_words() -> None:
    heads = RateTarget(rate=Decimal(1), of="执法人员", reached="达到60学时", settle="when-reached")
    cases = RateTarget(rate=Decimal(1), of="建议", reached="按期办复", settle="when-reached")
    made = world.register(
        world.obligation("1.1", target=heads, who=("甲局", "乙局")),
        world.obligation("1.2", who=("各乡镇",)),
        world.obligation("1.3", target=CountTarget(count=12, unit="场"), who=("甲局", "丙镇")),
        world.obligation("1.4", target=cases),
        records=[
            world.share("05-01", 4, 8), world.share("05-02", 5, 6, unit="乙局"),
            world.evidence("05-03", "丙镇", "1.2"), world.evidence("05-03", "丁镇", "1.2"),
            world.evidence("05-04", "甲局", "1.3", amount=2), world.evidence("05-04", "丙镇", "1.3", amount=1, document=None),
            world.share("05-05", 0, 0, id_="1.4"),
        ],
    )  # fmt: skip
    found = told(of(made, date(2024, 6, 30)))
    said = (
        "事项1.1，14名执法人员中9名达到60学时；事项1.2已由各乡镇全部完成；事项1.3，甲局共办2场；事项1.4已由甲局完成。"
    )
    assert paragraphs(found.shown) == [said]
    assert found.shown[0].phrases[0].records == ("jia/2024-05-01-1.1-aaaa", "yi/2024-05-02-1.1-aaaa")


def test_rates_say_whose_they_are_and_sums_what_was_done_now() -> None:
    heads = RateTarget(rate=Decimal(1), of="投诉举报", reached="按期办结", settle="when-reached")
    made = world.register(
        world.obligation("1.1", target=heads, who=("甲局", "乙局", "丙镇")),
        world.obligation("1.2", target=CountTarget(count=12, unit="场"), who=("丙镇", "丁镇")),
        records=[
            world.share("05-01", 4, 8), world.share("05-02", 5, 6, unit="乙局"),
            world.evidence("02-04", "丙镇", "1.2", amount=2), world.evidence("05-04", "丙镇", "1.2", amount=1),
            world.evidence("05-09", "丙镇", "1.2", amount=5, document=None),
        ],
    )  # fmt: skip
    request = of(made, date(2024, 6, 30))
    rate = "事项1.1，已报的2家单位14件投诉举报中9件按期办结"
    found = gather(request, [each for each in request.assessment.duties if request.scored(each)], QUARTER, ())
    assert paragraphs(found.fitted(3).shown) == [f"{rate}；事项1.2，丙镇本季度共办1场。"]
    full = [part.printed if isinstance(part, Figure) else part for part in found.items[1][-1].full.parts]
    assert "".join(full) == "事项1.2，丙镇本季度共办1场、累计3场"  # for the annex


def test_of_several_periods_it_is_said_how_many_were_met() -> None:
    days = ("04-20", "05-20")
    made = world.register(
        world.obligation(every="month", who=("丙镇", "丁镇")),
        records=[world.evidence(day, unit) for day in days for unit in ("丙镇", "丁镇")][:3],
    )  # fmt: skip
    assert paragraphs(told(of(made, date(2024, 6, 15))).shown) == ["事项1.1，各乡镇完成3项次。"]


def test_a_problem_is_printed_where_its_unit_agreed_and_still_says_so() -> None:
    kept = progress(done="征求意见。", problems="人手不足。")
    assert problems_told(asked(kept), ("2024Q2",)) == ()
    assert [each.text for each in problems_told(asked(FIRST), ("2024Q2",))] == ["人手不足"]
    assert problems_told(asked(FIRST, LAST), ("2024Q2",)) == ()
    assert problems_told(asked(FIRST), ("2024Q1",)) == ()
    long = progress(done="征求意见。", problems="人手不足" * 20, publish_problems=True)
    told_long = problems_told(asked(long), ("2024Q2",))
    assert for_the_text(told_long) == ((), told_long)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("我局组织学习", "区司法局组织学习"),
        ("本单位组织学习", "区司法局组织学习"),
        ("司法局组织学习", "司法局组织学习"),
        ("本办法已经印发", "区司法局本办法已经印发"),
    ],
)
def test_a_unit_is_the_subject_of_its_account(text: str, said: str) -> None:
    assert own_words(asked(), "区司法局", text) == said


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("甲事已办。乙事未办", 20, "甲事已办。乙事未办"),
        ("甲事已办。乙事未办", 6, "甲事已办"),
        ("甲事已办，乙事未办", 6, "甲事已办"),
        ("甲事已经办完了", 3, ""),
    ],
)
def test_a_text_is_cut_between_its_sentences(text: str, most: int, kept: str) -> None:
    assert whole_sentences(text, most) == kept


def test_a_duty_is_met_from_the_day_on_which_proof_met_it_for_good() -> None:
    made = world.register(
        world.obligation(target=RateTarget(rate=Decimal(1), of="人员", settle="when-reached")),
        records=[world.share("04-10", 9, 14), world.share("05-20", 14, 14, number=1, document=None),
                 world.share("06-05", 14, 14, number=2)],
    )  # fmt: skip
    found = of(made, date(2024, 6, 20))
    assert met_on(found, found.assessment.duties[0]) == date(2024, 6, 5)
    bare = of(world.register(world.obligation(), records=[world.evidence("05-01", document=None)]), date(2024, 6, 20))
    assert met_on(bare, bare.assessment.duties[0]) is None


def test_records_that_add_are_met_when_their_sum_is() -> None:
    target = CountTarget(count=3, unit="次", pace="none")
    days = [world.evidence(f"0{month}-01", number=month) for month in range(2, 7)]
    found = of(world.register(world.obligation(target=target), records=days), date(2024, 6, 20))
    assert met_on(found, found.assessment.duties[0]) == date(2024, 4, 1)
