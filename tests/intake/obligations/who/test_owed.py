"""Who owes: the task's own units first, what the words name beside them is asked, brackets in a text count."""

from __future__ import annotations

import time

import pytest
from tests.intake.proposals import read

from spt_fazhi.intake.obligations.proposals import Proposal, Proposals, propose
from spt_fazhi.intake.obligations.who.inline import InlineUnits
from spt_fazhi.intake.obligations.who.names import District


def only(found: Proposals) -> Proposal:
    (one,) = found.obligations
    return one


def of_county(text: str, responsible: tuple[str, ...], *others: str, inline: tuple[InlineUnits, ...] = ()) -> Proposals:
    groups: dict[str, tuple[str, ...]] = {"各乡镇": (), "县政府各部门": (), "县级行政执法部门": ()}
    return propose(
        text, task=1, year=2025, lead=("县司法局",), responsible=responsible, groups=District(groups, others), inline=inline
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("行政机关负责人出庭应诉率保持100%。", ("县政府各部门",)),
        ("行政执法人员参加培训40学时。", ("县级行政执法部门",)),
        ("各部门每季度报送1次。", ("县政府各部门",)),
    ],
)
def test_general_words_mean_the_groups_of_the_task(text: str, who: tuple[str, ...]) -> None:
    assert only(of_county(text, ("县政府各部门",))).who == who


@pytest.mark.parametrize(
    "text",
    ["行政机关负责人出庭应诉率保持100%。", "行政执法人员参加培训40学时。", "县供销社6月底前公布目录。", "驻县各单位开展自查2次。", "各学校组织讲座1次。"],
)  # fmt: skip
def test_whom_the_task_does_not_have_is_asked_and_the_task_owes(text: str) -> None:
    found = only(of_county(text, ("县人民法院",)))
    assert found.who == ()
    assert any("请写明是哪些单位" in each or "没有写是哪些单位" in each for each in found.reasons)
    assert [each.field for each in found.assumed if each.field == "who"] == ["who"]


def test_a_known_unit_of_another_task_is_kept_and_asked() -> None:
    found = only(of_county("县财政局6月底前公布目录。", ("各乡镇",), "县财政局"))
    assert found.who == ("县财政局",)
    assert found.reasons[:1] == ("“县财政局”不是这条任务的牵头或责任单位，请核对是不是由它承担。",)


def test_the_short_form_of_a_name_is_taken_for_it() -> None:
    first, second = of_county(
        "县法院、检察院开展讲法2次。教体局组织活动4场。", ("县人民法院", "县人民检察院", "县教育体育局")
    ).obligations
    assert (first.who, first.reasons) == (("县人民法院", "县人民检察院"), ())
    assert (second.who, second.reasons) == (
        ("县教育体育局",),
        ("“教体局”先按“县教育体育局”计，请核对是不是同一家。",),
    )


def test_a_bracket_inside_says_who_owes_what_stands_before_it_and_is_in_no_quote() -> None:
    text = "制定方案。（县财政局负责；6月底前）编制目录，开展检查2次。（县审计局、各乡镇负责）建立台账。"
    brackets = (
        InlineUnits(start=5, end=18, names=("县财政局",), deadline="6月底前"),
        InlineUnits(start=text.index("（县审"), end=text.index("建立"), names=("县审计局", "各乡镇"), since=18),
    )
    found = of_county(text, ("县财政局", "县审计局", "各乡镇"), inline=brackets)
    assert [(each.quote, each.who, str(each.due)) for each in found.obligations] == [
        ("制定方案", ("县财政局",), "2025-06-30"),
        ("编制目录", ("县审计局", "各乡镇"), "2025-12-31"),
        ("开展检查2次", ("县审计局", "各乡镇"), "2025-12-31"),
        ("建立台账", ("县司法局",), "2025-12-31"),
    ]
    assert found.unread == ()


def test_the_day_of_a_bracket_nobody_owes_by_is_not_lost() -> None:
    text = "去年完成改造。（县财政局负责；6月底前）建立台账。"
    found = of_county(
        text, ("县财政局",), inline=(InlineUnits(start=7, end=20, names=("县财政局",), deadline="6月底前"),)
    )
    assert [each.quote for each in found.obligations] == ["建立台账"]
    assert [each.text for each in found.unread] == ["6月底前"]


def test_subjects_together_and_apart() -> None:
    together, apart = read("区城管局会同区财政局开展检查1次。各乡镇（街道）、各部门各自开展培训2次。").obligations
    assert (together.who, together.scope) == (("区城管局", "区财政局"), "joint")
    assert (apart.who, apart.scope) == (("各乡镇（街道）", "各部门"), "each")


@pytest.mark.parametrize(
    "words", ["各有关", "县司法局、", "县司法局会同", "各乡镇、各部门和", "县", "行政执法人员", "县政府各"]
)
def test_long_subjects_cost_in_proportion(words: str) -> None:
    times = []
    for length in (8_000, 64_000):
        text = (words * length)[:length]
        begun = time.process_time()
        of_county(text, ("各乡镇", "县财政局"))
        times.append(time.process_time() - begun)
    assert times[1] <= 24 * max(times[0], 0.01)
