"""What a half-year summary and an annual report say, case by case: each sentence is true, what is not known is asked."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from tests.builders.pages.summaries import marked_text, values_of
from tests.builders.world import MORE_UNITS, UNITS, day, evidence, obligation, record, register, return_, share

from spt_fazhi.model.entries.record import Progress
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Figure
from spt_fazhi.model.plan import AskedFigure, CountTarget, RateTarget, Section, Task
from spt_fazhi.model.register import Register
from spt_fazhi.text.marks import without_marks

GAP = re.compile("【此处需补写：[^】]*】")
ASKED = (AskedFigure(name="合法性审查", unit="件"), AskedFigure(name="备案", unit="件"))


def text_of(made: Register, when: str, name: str = "annual", period: str | None = None) -> str:
    return without_marks(marked_text(values_of(made, day(when), name, period), name))


def chapter(text: str, title: str) -> str:
    """What stands under a heading, to the next one of any level."""
    found = re.search(rf"^#+ [^\n]*{title}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1].strip()


def with_tasks(*tasks: Task, **more: Any) -> Register:
    return replace(
        register(tasks=tasks, units=(*UNITS, *MORE_UNITS), **more),
        sections=(Section(id="一", title="组织领导"), Section(id="〇", title="附则")),
    )


def a_task(
    id_: int, *obligations: Any, title: str = "", section: str = "一", lead: tuple[str, ...] = ("甲局",)
) -> Task:
    title = title or f"任务{id_}的名称"
    return Task(id=id_, section=section, title=title, text="x", lead=lead, obligations=obligations)


def account(unit: str, period: str, done: str, *, task: int = 1, number: int = 0, **more: Any) -> Any:
    value = Progress(unit=unit, task=task, period=period, done=done, recorded=day("07-05"), **more)
    return record(value, number)


REVIEWING = obligation("1.1", who=("各部门", "各乡镇"), target=CountTarget(count=1, unit="份"), figures=ASKED)
REVIEW = a_task(1, replace(REVIEWING, title="专章报告合法性审查和备案情况"), title="合法性审查")


def counted(unit: str, number: int, reviewed: int, filed: int | None = None, **more: Any) -> Any:
    figures = (Figure("合法性审查", reviewed), *([Figure("备案", filed)] if filed is not None else []))
    return evidence("05-06", unit=unit, number=number, figures=figures, **more)


def test_the_chapter_on_reviews_sums_what_was_asked_for_with_its_bodies() -> None:
    unproved = counted("丁镇", 3, 100, document=None)
    made = with_tasks(
        REVIEW, records=[counted("甲局", 0, 35, 4), counted("丙镇", 1, 22), counted("丙镇", 2, 3), unproved]
    )
    text = text_of(made, "12-01")
    assert chapter(text, "二、合法性审查工作情况和备案情况") == (
        "按照“合法性审查”的任务要求，专章报告合法性审查和备案情况，各部门、各乡镇6家单位中2家已完成，共办3份，"
        "合法性审查60件（甲局35件、丙镇25件），备案4件（甲局）。"
    )
    assert chapter(text, "（一）组织领导").endswith("【此处需补写：组织领导的主要做法和成效】")
    summed = values_of(made, day("12-01")).review.items[0].sums
    assert summed[0].total.records == tuple(each.id for each in made.records[:3])
    assert "各单位之和：甲局35件、丙镇25件" in summed[0].total.basis


def test_what_was_not_summed_has_to_be_written() -> None:
    none = with_tasks(a_task(1, replace(REVIEWING, figures=(), title="合法性审查")), records=[evidence("05-06")])
    assert GAP.findall(chapter(text_of(none, "12-01"), "二、合法性审查工作情况和备案情况")) == [
        "【此处需补写：合法性审查的件数和结果】",
        "【此处需补写：规范性文件备案的件数和结果】",
    ]
    half = with_tasks(REVIEW, records=[counted("甲局", 0, 35)])
    assert GAP.findall(chapter(text_of(half, "12-01"), "二、合法性审查工作情况和备案情况")) == [
        "【此处需补写：规范性文件备案的件数和结果】"
    ]
    other = with_tasks(a_task(1, obligation()), records=[evidence("05-06")])
    assert "合法性审查" not in text_of(other, "12-01")


def test_a_unit_outside_the_government_gives_and_is_not_judged() -> None:
    asked = replace(REVIEWING, who=("甲局", "己院"), title="合法性审查", scope="each")
    made = with_tasks(a_task(1, asked), records=[counted("甲局", 0, 35, 4), counted("己院", 1, 9, 2)])
    text = text_of(made, "12-01")
    said = chapter(text, "二、合法性审查工作情况和备案情况")
    assert said.endswith("由己院提供“合法性审查”的情况1份，合法性审查9件（己院），备案2件（己院）。")
    assert "合法性审查，甲局已完成1份，合法性审查35件（甲局），备案4件（甲局）；" not in said
    assert "甲局已完成1份，合法性审查35件（甲局），备案4件（甲局）。由己院" in said
    assert text.count("己院") == text.count("由己院提供") + 2 == 3
    assert "应完成1项次" in text
    task = a_task(1, obligation(), lead=("己院",))
    told = with_tasks(task, records=[account("己院", "2024H1", "己院审结案件12件。", problems="人少")])
    values = values_of(told, day("07-12"), "half")
    assert "由己院提供：审结案件12件。" in without_marks(marked_text(values, "half"))
    assert any("己院" in each and "政府以外" in each for each in values.left_out)
    assert "人少" not in str(values)


def test_a_joint_duty_counts_what_an_outsider_brings_and_says_whose_its_numbers_are() -> None:
    joint = replace(REVIEWING, who=("甲局", "己院"), scope="joint", title="合法性审查", target=CountTarget(count=2))
    made = with_tasks(a_task(1, joint), records=[counted("甲局", 0, 35), counted("己院", 1, 9)])
    said = chapter(text_of(made, "12-01"), "二、合法性审查工作情况和备案情况")
    assert (
        "合法性审查，甲局牵头完成2次，合法性审查35件（甲局）。由己院提供“合法性审查”的数字，合法性审查9件（己院）。"
        in said
    )


def test_what_heads_of_bodies_owe_has_its_chapter() -> None:
    head = replace(
        obligation("2.1", every="half", who=("甲局", "乙局")), quote="主要负责人定期听取汇报", title="听取汇报"
    )
    made = with_tasks(
        a_task(1, obligation()), a_task(2, head, title="推进机制"), records=[evidence("05-06", id_="2.1")]
    )
    text = text_of(made, "12-01")
    assert chapter(text, "三?、主要负责人履行推进法治建设第一责任人职责情况") == (
        "按照“推进机制”的任务要求，听取汇报，各执法单位2家单位应完成4项次，已完成1项次。\n\n"
        "【此处需补写：示例区主要负责人履行推进法治建设第一责任人职责的情况】"
    )
    assert "听取汇报" not in chapter(text, "（一）组织领导")
    assert "听取汇报" in chapter(text_of(made, "07-12", "half"), "一、组织领导")


def test_rates_and_counts_in_words() -> None:
    heads = RateTarget(rate=Decimal(1), of="执法人员", reached="达到60学时", settle="when-reached")
    made = with_tasks(
        a_task(1, obligation("1.1", target=heads, who=("甲局", "乙局", "丙镇"))),
        a_task(2, obligation("2.1", target=CountTarget(count=4), who=("甲局", "乙局"), scope="joint")),
        a_task(3, obligation("3.1", target=RateTarget(rate=Decimal(1), of="案件"))),
        a_task(4, obligation("4.1")),
        records=[
            share("05-06", 9, 14), share("05-07", 4, 4, unit="乙局", number=1), evidence("05-08", id_="2.1", number=2),
            share("05-09", 0, 0, id_="3.1", number=3), evidence("05-10", id_="4.1", number=4, document="甲发〔2024〕1号"),
        ],
    )  # fmt: skip
    said = chapter(text_of(made, "07-12", "half"), "一、组织领导")
    assert (
        "事项1.1，各执法单位、丙镇3家单位中1家已完成，已报的2家共有执法人员18名，其中达到60学时13名，占72.2%。" in said
    )
    assert "事项2.1，甲局牵头完成1次，要求4次。" in said
    assert "事项3.1，甲局没有案件。" in said
    assert "事项4.1，甲局已完成（甲发〔2024〕1号）。" in said
    assert "这一方面应完成6项次，已完成2项次，占33.3%。" in said


def test_a_task_is_one_paragraph_and_a_section_has_five_points_at_most() -> None:
    tasks = [a_task(number, obligation(f"{number}.1"), lead=("甲局", "乙局")) for number in range(1, 8)]
    beside = replace(a_task(0, obligation("0.1"), section="〇"), id=0)
    records = [
        *(evidence("05-06", id_=f"{number}.1", number=number) for number in (0, 1, 2, 3, 4, 6, 7)),
        account("甲局", "2024Q1", "甲局开会2次。", number=10), account("乙局", "2024Q1", "调研。", number=11),
        account("甲局", "2024Q2", "检查\n3家", number=12, next="继续"), account("甲局", "2024Q2", "开会2次", task=2, number=13),
    ]  # fmt: skip
    text = text_of(with_tasks(*tasks, beside, records=records), "07-12", "half")
    said = chapter(text, "一、组织领导")
    assert re.findall(r"^(\d)．(.*?)。", said, re.MULTILINE) == [
        ("1", "任务1的名称"), ("2", "任务2的名称"), ("3", "任务3的名称"), ("4", "任务4的名称"),
        ("5", "任务6的名称、任务7的名称"),
    ]  # fmt: skip
    assert "甲局开会2次；检查；3家。乙局调研。" in said
    beside_them = chapter(text, "二、其他工作")
    assert "任务0的名称" not in beside_them, "no field of work: the document does not name it"
    assert "1．事项0.1，" in beside_them
    assert "下一步，甲局继续。" in text


def test_what_begins_after_the_span_is_not_owed_in_it() -> None:
    twice = obligation(every="half", who=("甲局", "丙镇"))
    made = with_tasks(a_task(1, twice), records=[evidence("05-06"), evidence("07-06", number=1)])
    text = text_of(made, "07-12", "half")
    assert "事项1.1，甲局、丙镇2家单位中1家已完成。" in text
    assert "应完成4项次。" in text
    assert "截至2024年7月12日，已完成2项次，占50%。" in text


def test_of_many_accounts_the_last_ones_are_told_and_the_others_named() -> None:
    months = [account("甲局", f"2024-0{month}", f"第{month}月调研", number=month) for month in range(1, 7)]
    values = values_of(with_tasks(a_task(1, obligation()), records=months), day("07-12"), "half")
    assert "甲局第3月调研；第4月调研；第5月调研；第6月调研。" in without_marks(marked_text(values, "half"))
    assert any(all(each.id in said for each in months[:2]) and months[2].id not in said for said in values.left_out)


def test_of_units_that_do_not_lead_three_are_told_and_the_others_counted() -> None:
    everybody = obligation(who=("各部门", "各乡镇"))
    task = replace(a_task(1, everybody, lead=("乙局",)), responsible=("各部门", "各乡镇"))
    units = ("甲局", "乙局", "丙镇", "丁镇", "庚府", "辛局")
    told = [account(unit, "2024H1", "调研", number=at, next="再调研") for at, unit in enumerate(units)]
    values = values_of(with_tasks(task, records=told), day("07-12"), "half")
    text = without_marks(marked_text(values, "half"))
    assert "乙局调研。甲局调研。丙镇调研。丁镇调研。另有2家单位报了任务1的名称的进展。" in text
    assert values.themes[0].points[0].others[0].number.records == (told[4].id, told[5].id)
    assert any(told[4].id in said and told[5].id in said and told[3].id not in said for said in values.left_out)
    assert re.findall("下一步，([^。]*)再调研", text) == ["乙局"]


def test_the_reason_is_asked_of_a_person_and_a_problem_printed_where_its_unit_agreed() -> None:
    late = obligation(due="03-31")
    kept = account("甲局", "2024H1", "开会", problems="人手不足")
    text = text_of(with_tasks(a_task(1, late), records=[kept]), "07-12", "half")
    said = chapter(text, "三?、存在的不足")
    assert "1家单位的1项次到期没有完成，事项是事项1.1。" in said
    assert said.endswith("【此处需补写：上述不足的原因】")
    assert "人手不足" not in text
    agreed = account("甲局", "2024H1", "开会", problems="人手不足", publish_problems=True)
    said = chapter(text_of(with_tasks(a_task(1, late), records=[agreed]), "07-12", "half"), "三?、存在的不足")
    assert "甲局反映，人手不足。" in said
    assert said.endswith("【此处需补写：其他不足，以及上述不足的原因】")
    fine = with_tasks(a_task(1, obligation(due="03-31")), records=[evidence("03-01")])
    assert chapter(text_of(fine, "07-12", "half"), "三?、存在的不足") == "【此处需补写：存在的不足和原因】"


def test_of_what_is_slow_nothing_is_said_to_have_come() -> None:
    many = obligation(target=CountTarget(count=12))
    said = chapter(
        text_of(with_tasks(a_task(1, many), records=[evidence("05-06", id_="9.9")]), "07-12", "half"), "三?、存在的不足"
    )
    assert "1家单位的1项次还没有到期，但慢于序时进度，事项是事项1.1。" in said


def test_what_the_text_leaves_out_is_said_to_whom_checks_it() -> None:
    kept = account("甲局", "2024H1", "开会", problems="人手不足")
    said = evidence("05-06", document=None, number=1)
    back = evidence("05-07", unit="乙局", number=2)
    later = evidence("07-06", unit="丙镇", number=3)
    odd = evidence("05-09", id_="9.9", number=4)
    made = with_tasks(
        a_task(1, obligation(who=("甲局", "乙局", "丙镇"))),
        records=[kept, said, back, later, odd],
        decisions=[return_(back.id)],
    )
    found = values_of(made, day("07-12"), "half").left_out
    assert len(found) == 5
    for record_, words in (
        (kept, "没有同意公开"),
        (said, "待佐证"),
        (back, "退回的记录"),
        (later, "2024年6月30日以后"),
        (odd, "没有计入"),
    ):
        assert any(words in each and record_.id in each for each in found), words


def test_what_is_not_over_is_a_draft() -> None:
    made = with_tasks(a_task(1, obligation()), records=[evidence("05-06")])
    for when, name, draft in (
        ("06-30", "half", True), ("07-01", "half", False), ("12-31", "annual", True), ("2025-01-01", "annual", False),
    ):  # fmt: skip
        text = text_of(made, when, name)
        assert text.splitlines()[0].endswith("（讨论稿）") == draft
        assert ("尚未结束）" in text) == draft
    assert text_of(made, "07-01", "half").startswith("# 《示例区要点》2024年上半年落实工作总结\n")


@pytest.mark.parametrize(
    ("plan", "title"),
    [
        ("示例区法治政府建设2024年工作要点", "示例区2024年度法治政府建设情况报告"),
        ("《示例区2024年度法治政府建设工作计划》", "示例区2024年度法治政府建设情况报告"),
        ("示例区法治政府建设2024年工作要点（演示）", "示例区2024年度法治政府建设情况报告（演示）"),
        ("2024年工作要点", "《2024年工作要点》2024年度落实情况报告"),
        ("示例区法治政府建设2023年工作要点", "《示例区法治政府建设2023年工作要点》2024年度落实情况报告"),
    ],
)
def test_the_title_is_made_of_the_plans(plan: str, title: str) -> None:
    made = register(obligation())
    assert text_of(replace(made, info=replace(made.info, title=plan)), "2025-01-01").splitlines()[2] == f"# {title}"


def test_a_rate_has_no_pace_and_a_count_has() -> None:
    trained = RateTarget(rate=Decimal(1), of="执法人员", reached="达到60学时", settle="when-reached")
    made = with_tasks(
        a_task(1, obligation("1.1", target=trained), obligation("1.2", target=CountTarget(count=12), who=("乙局",))),
        records=[share("05-06", 9, 14), evidence("05-07", unit="乙局", id_="1.2", number=1)],
    )
    values = values_of(made, day("07-12"), "half")
    said = chapter(without_marks(marked_text(values, "half")), "三?、存在的不足")
    assert (
        "1家单位的1项次还没有到期，但慢于序时进度，事项是事项1.2；"
        "1家单位的1项次还没有到期，比率尚未达到要求，事项是事项1.1。" in said
    )
    assert values.shortfalls.below.number.records == (made.records[0].id,)
    assert values.shortfalls.behind.number.records == (made.records[1].id,)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("甲局我局召开会议", "甲局召开会议。"),
        ("我局组织学习，本局印发方案；组织我局干部听课", "甲局组织学习，印发方案；组织本局干部听课。"),
        ("本办法已印发", "甲局本办法已印发。"),
        ("【演示】我局开会", "甲局【演示】开会。"),
        ("围绕要点，甲局开会", "围绕要点，甲局开会。"),
    ],
)
def test_a_unit_is_the_subject_of_what_it_tells_once(written: str, told: str) -> None:
    made = with_tasks(a_task(1, obligation()), records=[account("甲局", "2024H1", written, next="下一步打算：再开会")])
    text = text_of(made, "07-12", "half")
    assert f"1．任务1的名称。{told}" in text
    assert "下一步，甲局再开会。" in text
    assert "打算" not in text


def test_only_the_last_spans_plans_are_told() -> None:
    old = account("甲局", "2024H1", "开会", next="筹备第二次督察")
    new = account("乙局", "2024H2", "检查", number=1, next="总结经验")
    task = a_task(1, obligation(), lead=("甲局", "乙局"))
    text = text_of(with_tasks(task, records=[old, new]), "2025-01-20")
    assert "下一步，乙局总结经验。" in text
    assert "筹备第二次督察" not in text
    draft = with_tasks(task, records=[old])
    assert "筹备第二次督察" not in text_of(draft, "07-12")
    assert "下一步，甲局筹备第二次督察。" in text_of(draft, "07-12", "half")


def test_plans_of_a_span_within_the_period_are_no_plans_for_the_next_one() -> None:
    made = with_tasks(a_task(1, obligation()), records=[account("甲局", "2024Q1", "开会", next="5月开展第一次督察")])
    assert "第一次督察" not in text_of(made, "07-12", "half", "2024H1")


def test_the_same_plan_is_said_once_with_all_who_have_it() -> None:
    made = with_tasks(
        a_task(1, obligation(), lead=("甲局", "乙局")), a_task(2, lead=("甲局",)),
        records=[
            account("甲局", "2024H1", "开会", next="总结经验"), account("乙局", "2024H1", "检查", number=1, next="总结经验"),
            account("甲局", "2024H1", "调研", task=2, number=2, next="总结经验"),
        ],
    )  # fmt: skip
    text = text_of(made, "07-12", "half")
    assert text.count("总结经验") == 1
    assert "下一步，甲局、乙局总结经验。" in text


def test_what_is_still_due_in_the_period_is_no_plan_for_the_next_one() -> None:
    made = with_tasks(
        a_task(1, obligation(due="06-28"), obligation("1.2", due="12-31"), obligation("1.3", due="2025-01-15")),
        records=[evidence("05-01", "丁镇")],
    )
    half, annual = (values_of(made, day("06-20"), name) for name in ("half", "annual"))

    def titles(values: Any) -> list[str]:
        return [line.title for theme in values.ahead for group in theme.groups for line in group.lines]

    assert titles(half) == ["事项1.2", "事项1.3"]
    assert titles(annual) == ["事项1.3"]
    assert "2024年12月31日前还要到期的2项次属于本期，没有写进下一步的安排。" in annual.left_out


def test_a_summary_names_a_place_only_where_trouble_concentrates_there() -> None:
    def said(*sizes: int) -> str:
        names = tuple(each.name for each in UNITS if each.kind in {"government", "township"})
        owed = [obligation(f"1.{at}", due="06-01", who=names[:size]) for at, size in enumerate(sizes, 1)]
        made = with_tasks(a_task(1, *owed), records=[evidence("05-01", names[0], "1.1")])
        return chapter(text_of(made, "07-12", "half"), "存在的不足")

    assert "到期没有完成。" in said(3, 2, 2, 2, 2, 2, 2)
    assert "主要集中在事项1.2（4项次）。" in said(1, 4, 1, 1, 1)


def test_the_office_does_not_report_to_itself() -> None:
    told = [
        account("甲局", "2024H1", "开会", problems="反馈不及时", publish_problems=True),
        account("乙局", "2024H1", "开会", number=1, problems="人手不足", publish_problems=True),
    ]
    made = with_tasks(a_task(1, obligation(), lead=("甲局", "乙局")), records=told, office="甲局")
    assert "各单位反映的问题。乙局反映，人手不足；工作中发现，反馈不及时。" in text_of(made, "07-12", "half")
    alone = with_tasks(a_task(1, obligation()), records=told[:1], office="甲局")
    assert "工作中发现的问题。反馈不及时。" in text_of(alone, "07-12", "half")


def test_the_annual_report_is_signed_by_the_government_that_issued_the_plan() -> None:
    made = with_tasks(a_task(1, obligation()), records=[evidence("05-06")])
    assert "\n【此处需补写：落款】\n" in text_of(made, "12-01")
    made = replace(made, info=replace(made.info, issuer="示例区人民政府", signature="示例区委依法治区办"))
    assert text_of(made, "12-01").rstrip().endswith("示例区人民政府\n\n2024年12月1日")
    assert text_of(made, "07-12", "half").rstrip().endswith("示例区委依法治区办\n\n2024年7月12日")


def test_what_is_wholly_undone_is_no_achievement() -> None:
    text = text_of(
        with_tasks(a_task(1, obligation(who=("甲局", "乙局"))), records=[evidence("05-06", id_="9.9")]), "12-01"
    )
    assert "项次" not in chapter(text, "（一）组织领导")
    assert "部分方面尚无完成的事项。组织领导方面应完成的2项次尚未完成。" in chapter(text, "二、存在的不足和原因")


def test_a_second_half_says_that_its_figures_are_those_of_the_year() -> None:
    made = with_tasks(a_task(1, obligation()), records=[evidence("05-06")])
    text = text_of(made, "2025-01-10", "half", "2024H2")
    assert "截至2025年1月10日，累计完成1项次" in text
    assert "数字都从2024年1月1日起累计" in text
    assert "累计" not in text_of(made, "07-12", "half")
