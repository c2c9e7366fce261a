"""Proposed obligations: what holds for every text, and what the task around a text adds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.intake.proposals import GROUPS, NAMES, read

from spt_fazhi.intake.obligations.phrases import find_phrases, uncovered
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.obligations.titles import LIMIT
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget

WORDS = (
    "各乡镇（街道）", "各部门", "区政府", "行政执法人员", "主要负责人", "区司法局", "要", "并", "，", "。", "；", "、", "“", "”", "《", "》", "（", "）",
    "至少", "不少于", "开展", "组织", "建立", "健全", "完善", "制度", "清单", "评估", "专项整治", "向社会公布", "报送", "纳入", "将", "年度计划", "率",
    "达到", "100%", "7％以上", "三分之一", "3次", "两次", "60学时", "５件", "6月底前", "3月1日前", "每季度", "每年", "年底", "上半年", "到2025年", "2023年",
    "定期", "完成", "分别", "逐案", "通报", "的", "\n", " ", "一是", "0次", "999999999万份", "13月", "2月30日前", "已建成", "每次", "等",
)  # fmt: skip
sentences = st.lists(st.sampled_from(WORDS), max_size=24).map("".join)


def only(found: Proposals) -> Proposal:
    (one,) = found.obligations
    return one


def subsequence(short: str, text: str) -> bool:
    rest = iter(text)
    return all(char in rest for char in short)


def sound(text: str, found: Proposals) -> None:
    """What a reader of proposals relies on."""
    spans = [(each.start, each.end) for each in found.obligations]
    assert [each.id for each in found.obligations] == [f"1.{index + 1}" for index in range(len(spans))]
    assert spans == sorted(spans)
    assert found.unread == uncovered(text, spans)
    for phrase in find_phrases(text):
        assert phrase in found.unread or any(a <= phrase.start and phrase.end <= b for a, b in spans)
    known = {*GROUPS, *NAMES, *(name for members in GROUPS.values() for name in members)}
    for each in found.obligations:
        assert each.quote == text[each.start : each.end] and each.quote
        assert 0 < len(each.title) <= LIMIT
        assert set(each.who) <= known
        assert each.who_phrase in text
        assert (each.confidence == "unsure") == bool(each.reasons)
        assert all(reason.endswith("。") and "," not in reason for reason in each.reasons)
        assert (each.due is None) != (each.every is None)
        Obligation(
            id=each.id,
            title=each.title,
            quote=each.quote,
            who=each.who,
            scope=each.scope,
            due=each.due,
            every=each.every,
        )
        if isinstance(each.target, RateTarget):
            assert 0 < each.target.rate <= 1
            assert each.target.of and each.target.reached
        elif each.target is not None:
            assert each.target.count > 0 and each.target.unit


@given(sentences)
@example("999999999万份999999999万份")
def test_any_official_text(text: str) -> None:
    sound(text, read(text))


@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    sound(text, read(text))


@given(
    st.text("各乡镇至少开展不于1２次,，。、；;:（）()“”《》〔〕月底前年每季度%％率达到建立制度 \n\u3000", max_size=80)
)
def test_any_punctuation(text: str) -> None:
    sound(text, read(text))


@given(sentences, sentences)
def test_a_text_means_the_same_with_spaces_inside(first: str, second: str) -> None:
    text = f"{first}。{second}".replace("\n", "")
    spaced = " ".join(text)
    assert [(each.title, each.due, each.target) for each in read(text).obligations] == [
        (each.title, each.due, each.target) for each in read(spaced).obligations
    ]


@given(sentences)
def test_titles_are_cut_from_the_clause(text: str) -> None:
    for each in read(text).obligations:
        before = text[: each.end].replace(" ", "").replace("\n", "")
        assert subsequence(each.title.replace("％", "%"), before.replace("％", "%")) or "％" in text or "５" in text


@pytest.mark.parametrize(
    ("deadline", "due", "every", "sure"),
    [
        ("", date(2024, 12, 31), None, True),
        ("6月底完成", date(2024, 6, 30), None, True),
        ("10 月底前", date(2024, 10, 31), None, True),
        ("每季度最后一个月的30日前", None, "quarter", True),
        ("每月28日前", None, "month", True),
        ("长期坚持", date(2024, 12, 31), None, False),
        ("持续推进", date(2024, 12, 31), None, False),
        ("到2025年", date(2025, 12, 31), None, False),
        ("按上级要求", date(2024, 12, 31), None, False),
    ],
)
def test_the_deadline_of_the_task_serves_where_the_text_has_none(
    deadline: str, due: date | None, every: str | None, sure: bool
) -> None:
    found = only(read("制定行政执法培训计划。", deadline=deadline))
    assert (found.due, found.every, found.phrase, found.confidence == "sure") == (due, every, deadline, sure)


def test_a_deadline_of_several_days_is_something_by_each_day() -> None:
    found = read("制定行政执法培训计划。", deadline="6月底、11月底").obligations
    assert [each.due for each in found] == [date(2024, 6, 30), date(2024, 11, 30)]
    assert {each.reasons for each in found} == {("时限“6月底、11月底”写了 2 个日子，先各记一项，请核对。",)}


def test_a_deadline_nothing_is_due_by_is_a_milestone_of_its_own() -> None:
    plan, whole = read("9月底前制定行政执法培训计划。", deadline="10月底前").obligations
    assert (plan.due, whole.due) == (date(2024, 9, 30), date(2024, 10, 31))
    assert (whole.quote, whole.confidence) == ("9月底前制定行政执法培训计划", "unsure")


def test_the_text_itself_goes_before_the_deadline() -> None:
    assert only(read("9月底前制定行政执法培训计划。", deadline="年底前")).due == date(2024, 9, 30)


def test_several_leads_and_no_subject_is_for_a_person_to_decide() -> None:
    found = only(read("健全行政复议协作机制。", lead=("区司法局", "区财政局")))
    assert (found.who, found.scope, found.confidence) == (("区司法局", "区财政局"), "joint", "unsure")
    assert found.reasons == ("句中没有写由谁负责，先按 2 个牵头单位共同完成计，请定由谁负责。",)


def test_the_lead_whose_field_is_named() -> None:
    found = only(read("开展财政资金专项检查。", lead=("区司法局", "区财政局")))
    assert (found.who, found.scope, found.confidence) == (("区财政局",), "each", "unsure")


def test_where_supervisors_lead_the_others_owe() -> None:
    found = only(read("检察建议按期办复率达到100%。", lead=("区人民法院", "区政协办公室"), responsible=("各部门",)))
    assert (found.who, found.scope) == (("各部门",), "each")


def test_persons_and_units_are_told_apart() -> None:
    persons, units = read("行政执法人员接受不少于60学时的培训。各乡镇负责人至少接受1次培训。").obligations
    assert persons.target == RateTarget(rate=Decimal(1), of="行政执法人员", reached="达到60学时", settle="when-reached")
    assert units.target == CountTarget(count=1, unit="次")


def test_a_line_that_begins_with_a_number_begins_a_sentence() -> None:
    text = "各部门6月底前制定计划\n（二）编制清单\n 并公布目录"
    first, *rest = read(text).obligations
    assert (first.quote, first.who) == ("各部门6月底前制定计划", ("各部门",))
    assert {each.who for each in rest} == {("区司法局",)}
    assert {each.due for each in rest} == {date(2024, 12, 31)}


def test_what_looks_back_is_listed_not_proposed() -> None:
    found = read("2023年，出庭应诉率达98%。出庭应诉率达到100%。")
    assert [each.quote for each in found.obligations] == ["出庭应诉率达到100%"]
    assert [each.text for each in found.unread] == ["达98%"]


def test_unknown_units_are_named_to_the_reviewer() -> None:
    found = only(read("区信访局、各部门每季度至少开展1次排查。"))
    assert (found.who, found.who_phrase, found.every) == (("各部门",), "区信访局、各部门", "quarter")
    assert found.reasons == ("“区信访局”不在单位名录里，请写明是哪些单位。",)


def test_a_district_without_groups() -> None:
    from spt_fazhi.intake.obligations.proposals import propose

    found = propose("各乡镇至少开展1次督察。", task=7, year=2024, lead=("局",), responsible=(), groups={})
    assert [(each.id, each.who, each.who_phrase, each.confidence) for each in found.obligations] == [
        ("7.1", (), "各乡镇", "unsure")
    ]


def test_a_long_text_is_read_in_one_go() -> None:
    text = "各部门6月底前至少开展1次培训，建立制度。" * 500
    assert len(read(text).obligations) == 1000


def test_a_sentence_full_of_numbers_is_asked_as_it_stands() -> None:
    few = "，".join(f"A{place}镇至少开展{place}次培训" for place in range(1, 31))
    assert len(read(few).obligations) == 30
    found = read(f"{few}，另开展1次演练。建立制度。")
    assert found.unread == ()
    first, last = found.obligations
    assert (first.quote, first.reasons) == (
        f"{few}，另开展1次演练",
        ("这一段太长或者数字、时限太多，没有逐项拆开，请对照原文分解。", *first.reasons[1:]),
    )
    assert last.quote == "建立制度"


@pytest.mark.parametrize(
    "words", ["100%", "1次2份3场4件5个", "2024年12月31日前", "至少不少于", "（其中，10座）", "300余件，"]
)
def test_no_quote_is_endless_and_nothing_is_left_out(words: str) -> None:
    text = words * (30_000 // len(words))
    found = read(text)
    assert found.unread == ()
    assert sum(len(each.quote) for each in found.obligations) >= len(text) * 0.9
    assert all(len(each.quote) <= 1300 and each.confidence == "unsure" for each in found.obligations)


def test_quotes_are_balanced_and_begin_with_words() -> None:
    text = "新建公厕75座（其中，城区10座、景区15座、农村50座）、充电桩20个（城区8个）；对“一张网，全覆盖”建设，建立（县级、乡级，各一份）清单。"
    for each in read(text).obligations:
        assert each.quote.count("（") == each.quote.count("）")
        assert each.quote.count("“") == each.quote.count("”")
        assert each.quote[0] not in "，、；：）”"
