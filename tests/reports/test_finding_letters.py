"""Letters about findings: told first, then reminded and urged, in the words of each kind of unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.builders.checks import UNITS, decision, finding, info, inspection, rectify, register, sent, task, unit
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.places import TESTS
from tests.builders.strategies import DAYS, registers

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.entries.letters import letters_of
from spt_fazhi.model.entries.decision import Extend, Return
from spt_fazhi.model.entries.inspection import Finding
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.plan import ProgressSettings
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.render.template.jinja import render_each_here
from spt_fazhi.render.template.library import Library
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.reports.letters.items import LetterRequest
from spt_fazhi.reports.letters.rectify import RECTIFY_TEMPLATE, rectify_values
from spt_fazhi.reports.letters.rectify_message import RECTIFY_MESSAGE, rectify_message
from spt_fazhi.reports.parts import head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.report import named
from spt_fazhi.text.marks import marked_in, without_marks
from spt_fazhi.views.lists.calls import calls
from spt_fazhi.views.lists.issued_words import last_text
from spt_fazhi.views.notices.notice import Notices
from spt_fazhi.views.notices.notices import notices
from spt_fazhi.views.notices.reply_day import answer_day

GOLDEN = TESTS / "reports" / "golden" / "letters"
PACKAGED = Library(workspace={}, faults={})
VISIT = "2024-05-24-k7q2"
Golden = Callable[[Path, str], None]


def day(text: str) -> date:
    return date.fromisoformat(f"2024-{text}")


OFFICE = unit("区司法局", "sfj", full_name="示例区司法局", phone="0955-7000001")
ALL = (
    OFFICE, *UNITS[1:], unit("西镇", "xz", kind="township"), unit("公安分局", "ga", kind="vertical"),
    unit("区人民法院", "fy", kind="judicial"),
)  # fmt: skip
FOUND = (
    finding(1),
    finding(2, problem="执法公示栏内容未更新。", demand="立即更新", due=day("05-24"), kind="公开公示", task=1),
    finding(3, problem="未建立案卷评查制度", demand=None, severity="突出", due=day("07-31"), kind="制度建设"),
    finding(4, unit="公安分局"),
    finding(5, unit="区人民法院", problem="司法建议反馈不及时", demand="完善反馈机制"),
    finding(6, unit="区司法局"),
)


def told(name: str, to: str, *numbers: int, when: str = "05-28", **more: Any) -> Entry[Issued]:
    lines = tuple(IssuedDuty(inspection=VISIT, finding=number, unit=to) for number in numbers)
    stem = f"2024-{when}-{name}-{'abcdefgh'[numbers[0]] * 4}"
    return sent(stem, name=name, to=(to,), duties=lines, recorded=day(when), **more)


TOLD = (
    told("notify", "东镇", 1, 2, 3, number="示依法办函〔2024〕1号"), told("hint", "公安分局", 4),
    told("request", "区人民法院", 5),
)  # fmt: skip

PART = (told("notify", "东镇", 1, 2),)


def found_on(when: str, issued: tuple[Entry[Issued], ...] = (), **more: Any) -> tuple[Notices, LetterRequest]:
    settings = info(office="区司法局", signature="示例区委依法治区办", progress=ProgressSettings(every="none"))
    visit = inspection(findings=FOUND, by=("区司法局", "区财政局"), visited=("东镇", "公安分局", "区人民法院"))
    given = {"tasks": (task(obligations=()),), "inspections": (visit,), "units": ALL, **more}
    made = register(info=settings, issued=issued, **given)
    judged = assess(made, day(when))
    report = ReportRequest(assessment=judged)
    request = LetterRequest(report=report, head=head(report), reply_by=answer_day(judged.day, made.info))
    return notices(judged, judged.all_duties, letters_of(made, judged.day)), request


def who(when: str, issued: tuple[Entry[Issued], ...] = (), **more: Any) -> list[tuple[str, str, list[int]]]:
    """Of each letter what its files are called, to whom, and which findings it is about."""
    found, _ = found_on(when, issued, **more)
    return [
        (each.paper, each.unit, [int(owed.duty.duty.key.finding.rpartition(".")[2]) for owed in each.owed])
        for each in found.notices
    ]


def printed(when: str, issued: tuple[Entry[Issued], ...] = (), **more: Any) -> dict[str, str]:
    """Every letter with its message, by the name of its file."""
    found, request = found_on(when, issued, **more)
    values = [rectify_values(request, each) for each in found.notices]
    jobs = [(RECTIFY_TEMPLATE, named(each)) for each in values]
    jobs += [(RECTIFY_MESSAGE, named(rectify_message(request, each))) for each in found.notices]
    texts = render_each_here(PACKAGED, jobs)
    for each, marked in zip(values, texts, strict=False):
        assert {mark.key for mark in marked_in(marked)} <= set(figures_in(each))
        assert {VISIT} <= {record for figure in figures_in(each).values() if figure for record in figure.records}
    plain = [*map(without_marks, texts)]
    assert half_width("".join(plain)) == []
    assert nested("".join(plain)) == []
    return {
        f"{each.code}-{each.paper}": f"{text}\n----\n\n{said}"
        for each, text, said in zip(found.notices, plain, plain[len(values) :], strict=False)
    }


def test_whoever_was_told_nothing_is_told_first_each_in_its_own_form_and_the_office_is_not() -> None:
    assert who("05-28") == [
        ("整改通知", "东镇", [2, 1, 3]), ("督察反馈提示函", "公安分局", [4]), ("督察反馈商请函", "区人民法院", [5])
    ]  # fmt: skip
    assert (found_on("05-28")[0].own, found_on("05-28")[0].own_findings) == (0, 1)
    assert who("08-30") == who("05-28"), "however late it is"


def test_none_is_told_twice_and_all_wait_some_days() -> None:
    found, _ = found_on("06-03", TOLD)
    assert found.notices == ()
    assert [(each.unit, each.again) for each in found.waiting] == [
        ("东镇", day("06-07")), ("公安分局", day("06-07")), ("区人民法院", day("06-07"))
    ]  # fmt: skip


@pytest.mark.parametrize("how", ["call", "form", "feedback", "inspection"])
def test_a_call_a_form_the_feedback_and_the_report_on_the_visit_tell_of_it_too(how: str) -> None:
    assert ("整改通知", "东镇", [2, 1, 3]) in who("06-20")
    next_ = "整改督办通知" if how == "call" else "整改催办函"  # a call urges besides
    assert who("06-20", (told(how, "东镇", 1, 2, 3),))[0] == (next_, "东镇", [2, 1])


def test_what_was_carried_from_last_year_was_told_then() -> None:
    days = {"from_": date(2023, 12, 4), "to": date(2023, 12, 6), "recorded": date(2023, 12, 8)}
    carried = inspection("2023-12-06-k7q2", findings=(finding(1, due=day("03-31")),), **days)
    assert who("05-28", inspections=(carried,)) == [("整改催办函", "东镇", [1])]


def test_a_bulletin_tells_nobody() -> None:
    assert ("整改通知", "东镇", [2, 1, 3]) in who("06-20", (told("quarter", "东镇", 1, 2, 3),))


def test_what_was_reported_on_is_known_and_what_waits_for_closing_is_not_asked_for() -> None:
    part = rectify(stage="partial", date=day("05-26"), recorded=day("05-26"))
    assert who("05-28", records=(part,))[0] == ("整改通知", "东镇", [2, 3])
    assert who("06-02", records=(part,))[0] == ("整改通知", "东镇", [2, 1, 3])
    assert who("06-25", TOLD, records=(rectify(),))[0] == ("整改催办函", "东镇", [2])
    back = decision(Return, "2024-06-23-return-aaaa", record="dz/2024-06-20-k7q2.1-aaaa", again_by=day("07-05"))
    assert who("06-25", TOLD, records=(rectify(),), decisions=(back,))[0] == ("整改催办函", "东镇", [2, 1])


def test_a_unit_gets_one_letter_on_findings_whether_it_knows_them_or_not_the_sterner_word_leads() -> None:
    assert who("06-20", PART)[0] == ("整改催办函", "东镇", [2, 1, 3])
    (first, *_) = found_on("06-20", PART)[0].notices
    assert [each.duty.duty.key.finding for each in first.new] == [f"{VISIT}.3"]
    assert who("06-20", (told("notify", "东镇", 1),))[0] == ("整改通知", "东镇", [2, 1, 3]), "nothing it knows is late"
    assert [unit for _, unit, _ in who("06-20", PART)].count("东镇") == 1
    visit = inspection(findings=(*FOUND, finding(7, unit="公安分局"), finding(8, unit="区人民法院")))
    both = who("07-10", TOLD, inspections=(visit,))
    assert ("整改提示函", "公安分局", [4, 7]) in both
    assert ("整改商请函", "区人民法院", [5, 8]) in both
    text = printed("07-10", TOLD, inspections=(visit,))
    assert "新发现的1个一并告知" in text["ga-整改提示函"]
    assert "新了解到的1个问题一并反馈" in text["fy-整改商请函"]


def test_a_letter_that_tells_of_one_finding_and_urges_another_has_urged_the_other_alone() -> None:
    both = (*PART, told("urge", "东镇", 2, 3, when="06-20"))
    made = found_on("07-10", both)[1].report.assessment
    chased = {each.duty.key.finding[-1]: [one.id for one in each.letters] for each in made.rectification}
    assert chased == {"1": [], "2": [both[-1].id], "3": [], "4": [], "5": [], "6": []}
    late = found_on("08-30", both)[0].notices[0]
    assert [each.duty.duty.key.finding[-1] for each in late.pressed] == ["2"], "the other was told alone"


def test_the_first_letter_on_a_finding_is_no_reminder_whatever_it_is_called() -> None:
    made = found_on("07-10", TOLD)[1].report.assessment
    assert all(each.letters == () for each in made.rectification)
    again = told("hint", "公安分局", 4, when="06-20")
    made = found_on("07-10", (*TOLD, again))[1].report.assessment
    assert {each.duty.unit: each.letters for each in made.rectification}["公安分局"] == (again,)
    reported = rectify("2024-05-25-k7q2.4-aaaa", finding=4, unit="公安分局", stage="partial",
                       date=day("05-25"), recorded=day("05-25"))  # fmt: skip
    made = found_on("07-10", TOLD, records=(reported,))[1].report.assessment
    assert {each.duty.unit: len(each.letters) for each in made.rectification}["公安分局"] == 1, "it knew of it"


def test_a_reminder_waits_some_days_after_the_report_by_which_it_was_told() -> None:
    assert "东镇" not in [unit for _, unit, _ in who("06-02", (told("feedback", "东镇", 1, 2, 3, when="05-28"),))]
    (waiting,) = found_on("06-02", (told("inspection", "东镇", 1, 2, 3),))[0].waiting
    assert (waiting.unit, waiting.again, last_text(waiting.last.value)) == (
        "东镇", day("06-07"), "5月28日已发督察通报"
    )  # fmt: skip


def test_a_report_that_was_handed_back_was_made() -> None:
    given = rectify()
    back = decision(Return, "2024-06-23-return-aaaa", record=given.id, reason="照片不清",
                    recorded=day("06-23"), again_by=day("07-05"))  # fmt: skip
    more: dict[str, Any] = {"records": (given,), "decisions": (back,)}
    text = printed("08-01", (told("notify", "东镇", 1, 2, 3, when="05-28"),), **more)["dz-整改催办函"]
    assert text.count("报来的材料6月23日已退回，原因是") == 2, "in the letter and in what is said"
    assessment = found_on("08-01", TOLD, **more)[1].report.assessment
    (call,) = [each for each in calls(assessment, assessment.all_duties).calls if each.unit == "东镇"]
    assert "报来的材料6月23日已退回，原因是“照片不清”，没有重新报送" in call.sentence
    part = rectify("2024-06-10-k7q2.1-bbbb", stage="partial", date=day("06-10"), recorded=day("06-10"))
    more["records"] = (part, given)
    assert "6月23日已退回" in printed("08-01", TOLD, **more)["dz-整改催办函"].partition("----")[2]


def test_what_a_court_is_advised_is_said_once_and_nothing_is_put_right_by_it() -> None:
    visit = inspection(findings=(finding(5, unit="区人民法院", problem="反馈不及时", demand="建议建立反馈台账"),))
    told_ = printed("05-28", inspections=(visit,))["fy-督察反馈商请函"]
    assert "建议：建立反馈台账。" in told_
    asked = printed("06-20", (told("request", "区人民法院", 5),), inspections=(visit,))["fy-整改商请函"]
    assert "整改" not in told_ + asked


def test_an_extended_day_is_said_with_its_word() -> None:
    later = decision(Extend, "2024-06-20-extend-aaaa", inspection=VISIT, finding=1, due=day("10-31"))
    text = printed("09-30", decisions=(later,))["dz-整改通知"]
    assert "请于2024年10月31日前（已延期）完成整改" in text
    text = printed("11-30", decisions=(later,))["dz-整改通知"]
    assert "整改时限是2024年10月31日前（已延期），已过30天" in text


def test_what_is_told_late_is_said_to_be_late_in_the_message_too() -> None:
    said = printed("08-30")["dz-整改通知"].partition("----")[2]
    assert "“处罚案卷未附法制审核意见”（时限6月30日，已过，请于9月9日前报）" in said
    assert "“执法公示栏内容未更新”（立行立改，9月9日前报）" in said
    assert "“未建立案卷评查制度”（7月31日前）" in printed("05-28")["dz-整改通知"].partition("----")[2]
    court = printed("08-30")["fy-督察反馈商请函"].partition("----")[2]
    assert "已过" not in court


def test_what_a_message_leaves_out_is_said_to_be_late_where_it_is() -> None:
    many = tuple(finding(number, problem=f"问题之{number}") for number in range(1, 6))
    later = finding(6, problem="问题之6", due=day("12-20"))

    def message(*found: Finding) -> str:
        return printed("08-30", inspections=(inspection(findings=found),))["dz-整改通知"].partition("----")[2]

    assert "；另有2个时限也已过。请于2024年9月9日前" in message(*many)
    assert "；另有3个，其中2个时限也已过。请按各自的日期把" in message(later, *many)


def test_supervision_comes_after_urging() -> None:
    urged = told("urge", "东镇", 2, when="06-20", number="示依法办函〔2024〕3号")
    assert who("07-10", TOLD)[0] == ("整改催办函", "东镇", [2, 1, 3])
    assert who("07-10", (*TOLD, urged))[0] == ("整改督办通知", "东镇", [2, 1, 3])
    pressed = found_on("07-10", (*TOLD, urged))[0].notices[0].pressed
    assert [each.duty.duty.key.finding for each in pressed] == [f"{VISIT}.2"]


@pytest.mark.parametrize(
    ("name", "when", "paper", "issued"),
    [
        ("notify", "05-28", "dz-整改通知", ()), ("notify-hint", "05-28", "ga-督察反馈提示函", ()),
        ("notify-request", "05-28", "fy-督察反馈商请函", ()), ("finding-remind", "06-10", "dz-整改提醒函", TOLD),
        ("finding-urge", "06-20", "dz-整改催办函", TOLD), ("finding-hint", "07-10", "ga-整改提示函", TOLD),
        ("finding-request", "06-20", "fy-整改商请函", TOLD),
        ("both-urge", "06-20", "dz-整改催办函", PART), ("both-notify", "06-20", "dz-整改通知", (told("notify", "东镇", 1),)),
        ("both-supervise", "07-10", "dz-整改督办通知", (*PART, told("call", "东镇", 2, when="06-20"))),
        ("finding-supervise", "07-10", "dz-整改督办通知", (*TOLD, told("urge", "东镇", 2, when="06-20", number="示依法办函〔2024〕3号"))),
    ],
)  # fmt: skip
def test_a_letter_of_each_form(
    name: str, when: str, paper: str, issued: tuple[Entry[Issued], ...], golden: Golden
) -> None:
    more: dict[str, Any] = {}
    if name == "finding-remind":  # what was to be put right at once is
        first = rectify("2024-05-24-k7q2.2-aaaa", finding=2, date=day("05-24"), recorded=day("05-24"))
        more = {"records": (first,)}
    golden(GOLDEN / f"{name}.md", printed(when, issued, **more)[paper])


@settings(max_examples=40)
@given(registers(), DAYS)
def test_every_finding_of_a_letter_stands_in_it_once_with_its_problem(made: Register, when: date) -> None:
    judged = assess(made, when)
    report = ReportRequest(assessment=judged)
    request = LetterRequest(report=report, head=head(report), reply_by=answer_day(when, made.info))
    for each in notices(judged, judged.all_duties, letters_of(made, when)).notices:
        if not each.findings:
            continue
        values = rectify_values(request, each)
        items = (*values.late, *values.also, *values.new, *values.near)
        visits = (*values.visits, *values.told_visits)
        assert len(items) == len(each.owed) == values.total.value == sum(int(one.number.value) for one in visits)
        assert values.overdue.value == len(each.late)
        assert values.overdue.value + int(values.coming.value) + int(values.told.value) == values.total.value
        assert {one.new for one in values.new} <= {True}
        assert bool(values.pressed) == (each.level == "supervise")
        assert not (each.telling and (values.late or values.also or values.last))
        assert not any(one.late_days for one in items if each.level == "request")
        assert all(one.by >= when for one in items)
        figures_in(values)
        said = rectify_message(request, each)
        counts = (said.rest, said.near, said.beside)
        assert len(said.said) + sum(int(one.value) for one in counts) == len(each.owed)


def test_many_findings_go_into_an_annex() -> None:
    many = tuple(finding(number, problem=f"问题之{number}") for number in range(1, 12))
    visit = inspection(findings=many)
    text = printed("05-28", inspections=(visit,))["dz-整改通知"]
    assert "各个问题的要求和时限见附件。" in text
    assert "附件：督察发现问题清单" in text
    assert (
        "| 11 | 问题之11（案卷文书） | 补正并自查同类案卷 | 2024年6月30日前 | 2024年6月28日前（6月30日是周日） |"
        in text
    )
    late = printed("08-30", (told("notify", "东镇", *range(1, 12)),), inspections=(visit,))["dz-整改催办函"]
    assert "逾期最久的是“问题之1”，已逾期61天；“问题之2”，已逾期61天；“问题之3”，已逾期61天。" in late
