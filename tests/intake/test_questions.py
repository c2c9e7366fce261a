"""What a person must decide: the heaviest first, alike questions once with all their places, what to do in each."""

from __future__ import annotations

import re

from tests.builders.places import REPOSITORY
from tests.intake.corpus import SAMPLES

from spt_fazhi.intake.alike_questions import Asked, Weight, merged
from spt_fazhi.intake.draft import DraftPlan, draft_plan, questions
from spt_fazhi.intake.structure.document import document_of
from spt_fazhi.intake.structure.values import Remark
from spt_fazhi.model.frozen import replace
from spt_fazhi.services.drafting.files import checklist, draft_files

TEXT = """示例县2024年法治政府建设工作要点
示例县人民政府
2024年4月9日
请各单位于12月5日前报送总结，由县府办负责。
一、强化领导
1.建章立制。建立会商制度。建立通报制度。适时开展评估。（牵头单位：县司法局、县教育局；责任单位：各乡镇）
2.公开清单。公布权责清单。建立台账。（牵头单位：县委编办、县财政局、县司法局；责任单位：各部门）
"""


def test_the_heaviest_come_first_and_each_says_what_to_do() -> None:
    asked = questions(draft_plan(document_of(TEXT)))
    weights = [each.weight for each in asked]
    assert weights == sorted(weights)
    assert weights[0] == Weight.UNITS
    for each in asked:
        assert re.search("请|划掉|删去", each.what), each.what
        assert each.lines == tuple(sorted({place.line for place in each.places}))
        assert each.line == each.lines[0]


def test_alike_questions_are_one_with_all_their_places() -> None:
    asked = questions(draft_plan(document_of(TEXT)))
    (who,) = [each for each in asked if each.what.startswith("句中没有写由谁负责")]
    assert who.what == "句中没有写由谁负责，先按几个牵头单位共同完成计，请定由谁负责。"
    assert who.lines == (6, 7)
    assert {place.said[11:15] for place in who.places} == {"按 2 ", "按 3 "}
    assert who.kind == "事项"
    assert "公布权责清单" in who.words
    plan = draft_plan(document_of(TEXT))
    todo = checklist(plan, questions(plan))
    assert f"- [ ] 事项（{len(who.places)} 处）：句中没有写由谁负责" in todo


def test_what_is_left_out_and_names_units_is_in_the_list_and_in_the_draft() -> None:
    plan = draft_plan(document_of(TEXT))
    (asked,) = [each for each in questions(plan) if each.kind == "没有采用的文字"]
    assert (asked.lines, asked.weight) == ((4,), Weight.UNITS)
    assert "其中写了单位" in asked.what
    assert (
        f"# 待核：第 4 行：“请各单位于12月5日前报送总结，由县府办负责。”：{asked.what}"
        in draft_files(plan)["tasks.yaml"].decode()
    )


def test_words_of_the_document_do_not_weigh() -> None:
    text = "示例县2024年工作要点\n示例县人民政府\n2024年4月9日\n1.压实责任单位的时限，建立通报制度，公布清单。（牵头单位：县司法局）\n"
    plan = draft_plan(document_of(text))
    said = "任务没有单独的标题，暂用“压实责任单位的时限”。请改成合适的标题"
    plan = replace(plan, draft=replace(plan.draft, remarks=(Remark(line=4, message=said),)))
    assert [each.weight for each in questions(plan) if each.what == said] == [Weight.TITLES]


def test_there_are_fewer_than_half_as_many_as_tasks() -> None:
    shipped = next((REPOSITORY / "data/source").glob("*.txt")).read_text("utf-8")
    plan = draft_plan(document_of(shipped))
    assert 2 * len(questions(plan)) < len(plan.draft.tasks)
    asked = tasks = 0
    for sample in SAMPLES:
        plan = draft_plan(document_of(sample.text))
        asked += len(questions(plan))
        tasks += len(plan.draft.tasks)
    assert asked < 3 * tasks  # two tasks a document: what is asked of a head is asked of two


def _draft(text: str) -> DraftPlan:
    return draft_plan(document_of(f"示例县2026年工作要点\n示例县人民政府\n2026年3月9日\n{text}"))


def test_what_the_reader_remarks_in_a_task_is_about_the_task_and_stands_there_alone() -> None:
    plan = _draft("一、任务\n1.建章立制。建立会商制度。（责任单位：县司法局、县教育局等相关部门）\n")
    (asked,) = [each for each in questions(plan) if "等相关部门" in each.what]
    assert asked.about == "任务 1"
    assert draft_files(plan)["tasks.yaml"].decode().count("等相关部门") == 1


def test_what_is_assumed_is_told_once_however_it_comes_together() -> None:
    plan = _draft(
        "一、任务\n1.建章立制。建立会商制度。6月底前公布清单。各乡镇建立台账。（牵头单位：县司法局；责任单位：各乡镇）\n"
    )
    (asked,) = [each for each in questions(plan) if each.kind == "推定"]
    assert len(asked.places) == 3
    assert asked.words == "原文没有写由谁负责，按牵头单位计；原文未写时限，按年底计"


def test_days_and_marks_that_differ_are_no_numbers() -> None:
    said = [f"事项 {mark} 到 {day} 才到期，请核对" for mark, day in (("8.2", "2027-02-05"), ("13.2", "2027-03-01"))]
    asked = [Asked(weight=Weight.DAYS, kind="事项", line=0, what=each, mark=str(at)) for at, each in enumerate(said)]
    (question,) = merged(asked)
    assert question.what == "事项 … 到 … 才到期，请核对"
    assert [place.said for place in question.places] == said
    said = [f"{words}先按{day}计" for words, day in (("“春节前”", "2027年2月5日"), ("“次年3月1日前”", "2027年3月1日"))]
    (question,) = merged(Asked(weight=Weight.DAYS, kind="事项", line=0, what=each) for each in said)
    assert question.what == "“…”先按…计"


def test_words_of_the_document_are_shown_where_neither_title_nor_question_has_them() -> None:
    plan = _draft(
        "一、任务\n1.督察。开展督察，15个工作日内反馈。优化机制，健全制度。（牵头单位：县委编办、县司法局）\n"
    )
    todo = checklist(plan, questions(plan))
    assert "任务 1：“15个工作日内”：" in todo
    assert "：“健全制度”：句中" not in todo
    assert todo.count("事项 1.2 健全制度") == 1


def test_the_office_that_acts_for_the_government_is_assumed() -> None:
    plan = _draft(
        "一、任务\n1.公开报告。县政府年度报告于2027年3月1日前向社会公开。（牵头单位：县司法局；责任单位：县政府办公室）\n"
    )
    (owed,) = plan.proposals[1].obligations
    assert owed.who == ("县政府办公室",)
    assert dict(owed.assumed) == {"who": "原文写的“县政府”按“县政府办公室”计"}
    assert owed.reasons == ("“2027年3月1日前”先按2027年3月1日计，不在 2026 年内，请核对。",)


def test_units_taken_to_enforce_the_law_are_named() -> None:
    plan = _draft("一、任务\n1.规范执法。开展执法检查2次。（牵头单位：县城管局；责任单位：各行政执法部门）\n")
    (asked,) = [each for each in questions(plan) if "各行政执法部门" in each.about]
    assert "暂列牵头执法任务的 县城管局，请核对" in asked.what
    units = {each.name: each for each in plan.directory.units}
    assert units["县城管局"].tags == ("enforcement",)
    none = _draft("一、任务\n1.加强学习。组织讲座2次。（牵头单位：县司法局；责任单位：各行政执法部门）\n")
    assert not any("暂列牵头执法任务" in each.what for each in questions(none))


def test_codes_leave_out_the_area_and_no_more() -> None:
    plan = draft_plan(
        document_of("示例县2026年工作要点\n一、任务\n1.监管。开展检查2次。（责任单位：县市场监管局、县司法局）\n"),
        initials=lambda name: "".join(
            {"市": "s", "场": "c", "监": "j", "管": "g", "局": "j", "司": "s", "法": "f"}.get(each, "x")
            for each in name
        ),
    )
    assert [each.code for each in plan.directory.units] == ["scjgj", "sfj"]


def test_a_sentence_of_which_no_words_name_the_thing_is_its_own_title() -> None:
    plan = _draft("一、任务\n1.开展督察。上、下半年各开展一次。每季度召开1次例会。（责任单位：县司法局）\n")
    titles = [each.title for each in plan.proposals[1].obligations]
    assert titles == ["上、下半年各开展一次", "上、下半年各开展一次", "召开例会"]


def test_what_differs_in_what_is_said_is_told_place_by_place_and_not_shown_as_words_of_the_document() -> None:
    plan = _draft(
        "一、任务\n1.学习。组织讲座2次。（责任单位：县司法局、县教育局）\n2.督察。开展督察1次。（责任单位：县委编办、县财政局）\n"
    )
    (asked,) = [each for each in questions(plan) if "暂把" in each.what]
    assert (asked.about, asked.quoted) == ("任务 1、2", "")
    todo = checklist(plan, questions(plan))
    assert todo.count("暂把“县司法局”作牵头单位") == 1
    assert "处）要人决定" in todo


def test_titles_end_and_begin_with_whole_words() -> None:
    plan = _draft(
        "一、任务\n1.学习。把习近平法治思想纳入各级党委（党组）理论学习中心组年度学习计划。集体学法每年不少于4次。"
        "配备率保持100%。（责任单位：县司法局）\n"
    )
    titles = [each.title for each in plan.proposals[1].obligations]
    assert titles == ["党委（党组）理论学习中心组年度学习计划", "集体学法", "配备率"]


def test_a_duty_of_a_figure_alone_in_a_task_without_a_title_is_to_be_filled_in_and_asked() -> None:
    text = TEXT.replace("1.建章立制。建立会商制度。建立通报制度。适时开展评估。", "1.").replace(
        "镇）\n", "镇）\n300余件。\n"
    )
    plan = draft_plan(document_of(text))
    (owed,) = plan.proposals[1].obligations
    assert (plan.draft.tasks[0].title, owed.title, owed.quote, owed.confidence) == ("", "（待填）", "300余件", "unsure")
    (asked,) = [each for each in questions(plan) if each.kind == "事项" and "标题" in each.what]
    assert (asked.weight, asked.words) == (Weight.TITLES, "300余件")
    assert not any("暂用“”" in each.what for each in questions(plan))
    assert "        title: （待填）" in draft_files(plan)["tasks.yaml"].decode().splitlines()
