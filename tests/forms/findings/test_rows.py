"""Findings on a form: who is asked for which, what is told of each, which cells are to be filled; and the form's id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.builders.checks import UNITS, close, decision, finding, inspection, rectify, register, unit
from tests.builders.forms import forms as forms_of
from tests.builders.places import BASE

from spt_fazhi.engine.assess import assess
from spt_fazhi.forms.asked import Scope, asked
from spt_fazhi.forms.columns import COLUMNS, PROOF
from spt_fazhi.forms.form import Form, FormRow, RowKey, row_key
from spt_fazhi.forms.layout import FormTerms, form_of
from spt_fazhi.model.entries.decision import Extend, Return, Waive
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.register import Entry

DAY = date(2024, 6, 10)
COURT = unit("区人民法院", "fy", kind="judicial")
PART = rectify("2024-06-05-k7q2.1-aaaa", date=date(2024, 6, 5), recorded=date(2024, 6, 5), stage="partial")


def forms(
    records: Sequence[Entry[Any]] = (),
    decisions: Sequence[Entry[Any]] = (),
    *,
    day: date = DAY,
    scope: Scope | None = None,
    **given: Any,
) -> dict[str, Form]:
    """The form of every desk that is asked about findings; nothing else is in the plan."""
    given = {"tasks": (), "inspections": (inspection(),), **given}
    judged = assess(register(records=tuple(records), decisions=tuple(decisions), **given), day)
    terms = FormTerms(period=None, answer_by=date(2024, 6, 20))
    return {name: form_of(judged, own, terms) for name, own in asked(judged, scope or Scope(), ()).items()}


def row(*args: Any, **given: Any) -> FormRow:
    (only,) = forms(*args, **given).values()
    return next(sheet for sheet in only.sheets if sheet.name == "rectify").rows[0]


def is_asked(*args: Any, **given: Any) -> bool:
    return bool(forms(*args, **given))


def test_what_is_told_of_a_finding_and_what_is_asked() -> None:
    visit = inspection(
        document="示依法办〔2024〕2号", findings=(finding(task=1, severity="突出"), finding(2, due=date(2024, 5, 24)))
    )
    tasks = register().tasks
    (form,) = (each for name, each in forms(inspections=(visit,), tasks=tasks).items() if name == "东镇")
    late, first = next(sheet for sheet in form.sheets if sheet.name == "rectify").rows
    assert first.key == RowKey("2024-05-24-k7q2.1", "dz", "", 1)
    assert first.told == {
        "finding": "k7q2.1", "problem": "处罚案卷未附法制审核意见\n（任务1，案卷文书，突出问题）",
        "visit": "第一次法治建设实地督察\n示依法办〔2024〕2号", "demand": "补正并自查同类案卷", "due": "2024-06-30",
        "state": "未报整改\n还有20天",
    }  # fmt: skip
    assert (late.told["due"], late.told["state"]) == ("2024-05-24\n立行立改", "未报整改\n逾期17天")
    assert first.asked == {"date", "what", "detail", "stage", *PROOF}
    assert (set(first.must), first.one_of, first.needed) == ({"date", "what", "stage"}, PROOF, 4)


def test_who_reported_a_part_is_asked_again_and_told_what_is_in() -> None:
    bare = rectify("2024-06-07-k7q2.1-aaab", date=date(2024, 6, 7), recorded=date(2024, 6, 7), stage="partial",
                   title="又补两卷", document="示东发〔2024〕3号")  # fmt: skip
    told = row([PART, bare]).told
    assert told["state"] == "阶段性完成\n还有20天"
    assert told["so_far"].splitlines() == [
        "阶段性整改",
        "6月7日 又补两卷（示东发〔2024〕3号）",
        "6月5日 已补正案卷（缺佐证）",
    ]


def test_what_is_reported_closed_or_excused_is_not_asked_and_what_was_returned_is() -> None:
    whole = rectify("2024-06-05-k7q2.1-aaaa", date=date(2024, 6, 5), recorded=date(2024, 6, 5))
    closing = close("2024-06-07-close-aaaa", recorded=date(2024, 6, 7))
    off = decision(Waive, "2024-06-07-waive-aaaa", inspection="2024-05-24-k7q2", finding=1, recorded=date(2024, 6, 7))
    back = decision(
        Return, "2024-06-07-return-aaaa", record=whole.id, again_by=date(2024, 6, 14), recorded=date(2024, 6, 7)
    )
    assert is_asked()
    assert not is_asked([whole])
    assert not is_asked([whole], [closing])
    assert not is_asked([], [off])
    (form,) = forms([whole], [back]).values()
    assert [sheet.name for sheet in form.sheets] == ["rectify", "returned"]
    assert form.sheets[0].rows[0].told["state"] == "退回待重报"
    assert form.sheets[1].rows[0].told["obligation"] == "k7q2.1"
    assert form.sheets[1].rows[0].told["what"] == "6月5日 已补正案卷"
    assert "退回的1项请在6月14日（周五）前重报" in form.guide[2]


def test_a_later_day_that_was_approved() -> None:
    more = decision(
        Extend, "2024-06-07-extend-aaaa", inspection="2024-05-24-k7q2", finding=1, due=date(2024, 8, 31), recorded=date(2024, 6, 7)
    )  # fmt: skip
    told = row([], [more]).told
    assert (told["due"], told["state"]) == ("2024-08-31\n已延期", "未报整改\n还有82天")
    assert is_asked([], [more])
    assert not is_asked([], [more], scope=Scope(period=parse_period("2024Q2")))
    assert not is_asked([], [more], scope=Scope(due_within=30))
    assert is_asked(scope=Scope(period=parse_period("2024Q2")))


def test_a_unit_outside_the_government_is_asked_at_once_and_neither_judged_nor_pressed() -> None:
    visit = inspection(findings=(finding(unit="区人民法院", due=date(2024, 12, 31)),))
    given: dict[str, Any] = {"inspections": (visit,), "units": (*UNITS, COURT)}
    (form,) = forms(**given).values()
    assert form.title == "《示例区要点》情况提供表"
    assert form.guide[:2] == (
        "商请单位：区人民法院。", "内容：1个问题的有关情况，按截至2024年6月10日的台账列出。"
    )  # fmt: skip
    assert "销号" not in "\n".join(form.guide)
    (sheet,) = form.sheets
    heads = {column.key: column.head for column in sheet.columns}
    assert (heads["problem"], heads["demand"], heads["due"], heads["state"]) == (
        "有关情况", "有关建议", "商请时间", "进度"
    )  # fmt: skip
    assert not any("整改" in said for said in (form.title, *heads.values(), *form.guide[:4]))
    assert (sheet.invited, sheet.rows[0].told["state"]) == (True, "商请")
    (late,) = forms(**given, day=date(2025, 2, 1)).values()
    assert not any("逾期" in said or "已过" in said for said in late.sheets[0].rows[0].told.values())
    part = rectify("2024-06-05-k7q2.1-aaaa", "fy", unit="区人民法院", date=date(2024, 6, 5), recorded=date(2024, 6, 5), stage="partial")  # fmt: skip
    assert row([part], **given).told["state"] == "已提供部分情况"


def test_a_problem_that_comes_again_is_told_with_the_earlier_one() -> None:
    first = inspection("2024-02-20-aaaa", from_=date(2024, 2, 20), to=date(2024, 2, 20), recorded=date(2024, 2, 20))
    report = rectify(
        "2024-03-05-aaaa.1-aaaa", inspection="2024-02-20-aaaa", date=date(2024, 3, 5), recorded=date(2024, 3, 5)
    )
    closing = close("2024-03-10-close-aaaa", inspection="2024-02-20-aaaa", recorded=date(2024, 3, 10))
    told = row([report], [closing], inspections=(first, inspection())).told
    assert told["problem"].splitlines()[-1] == "屡查屡犯（与2024年3月10日销号的问题aaaa.1相似）"


def test_the_id_follows_from_the_findings_that_are_asked() -> None:
    (one,), (other,) = (
        forms(inspections=(inspection(findings=findings),)).values()
        for findings in ((finding(),), (finding(), finding(2, problem="另一个问题")))
    )
    assert one.id != other.id
    (again,) = forms(inspections=(inspection(findings=(finding(problem="改了说法"),)),)).values()
    assert again.id == one.id


def test_a_form_that_asks_for_no_finding_is_the_same_as_ever() -> None:
    made = forms_of(BASE, date(2024, 6, 20))
    assert {made[name].id for name in ("区司法局", "区依法治区办", "区示范分局")} == {
        "2024-06-20-sfj-ez66", "2024-06-20-yfb-knyk", "2024-06-20-sffj-plfl"
    }  # fmt: skip


def test_keys_say_on_which_sheet_they_stand() -> None:
    for text, sheet, about in (
        ("6.1/sfj//1", "evidence", "6.1"), ("29/sfj/2024H1/1", "progress", "29"), ("2024-05-24-k7q2.1/dz//1", "rectify", "k7q2.1")
    ):  # fmt: skip
        key = row_key(text)
        assert key is not None
        assert (key.sheet, key.about, key.text) == (sheet, about, text)


def test_the_heads_for_a_unit_outside_are_its_own_too() -> None:
    for known in COLUMNS.values():
        heads = [head for each in known for head in {each.head, each.asking} if head]
        assert len(set(heads)) == len(heads)
