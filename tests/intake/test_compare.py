"""A new document beside the register: which task is which, what changed in each, what is a person's own."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from spt_fazhi.intake.compare import Known, TaskFate, compare_plans, likeness_said, units_said
from spt_fazhi.intake.draft import DraftPlan, draft_plan
from spt_fazhi.intake.matching import pairs_of
from spt_fazhi.intake.planned import task_of
from spt_fazhi.intake.structure.document import document_of
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget, Task

OLD = """示例县2024年法治政府建设工作要点
一、强化领导
1.加强学习。年底前组织法治讲座2次。每季度通报进展。（牵头单位：县司法局；责任单位：县教育局、县财政局）
2.公开清单。6月底前公布权责清单。（牵头单位：县委编办；责任单位：县司法局）
3.编制目录。编制重大决策目录。（牵头单位：县财政局）
"""


class Worded(NamedTuple):
    title: str
    text: str


def drafted(text: str) -> DraftPlan:
    return draft_plan(document_of(text))


def register() -> list[Task]:
    draft = drafted(OLD)
    return [task_of(task, draft.proposals[task.id]) for task in draft.draft.tasks]


def fates(tasks: list[Task], text: str) -> list[TaskFate]:
    new = drafted(text)
    known = Known(names={"县教育体育局": "县教育局"}, before=drafted(OLD).proposals)
    return list(compare_plans(tasks, new.draft.tasks, new.proposals, known))


def test_a_plan_is_kept_beside_itself() -> None:
    found = fates(register(), OLD)
    assert [(each.fate, each.moved, each.altered, each.units, each.own) for each in found] == [
        ("kept", (), (), (), ())
    ] * 3


def test_units_days_numbers_and_rhythms_that_changed_are_named() -> None:
    text = (
        OLD.replace("2024年", "2025年")
        .replace("讲座2次", "讲座3次")
        .replace("6月底", "9月底")
        .replace("每季度", "每月")
    )
    text = text.replace("责任单位：县教育局、县财政局", "责任单位：县教育体育局、县水务局").replace(
        "牵头单位：县委编办；责任单位：县司法局", "牵头单位：县司法局；责任单位：县委编办"
    )
    first, second, third = fates(register(), text)
    assert first.units == ("增加责任单位：县水务局", "去掉责任单位：县财政局")
    assert second.units == ("县司法局：责任→牵头", "县委编办：牵头→责任")
    assert {(each.old, each.new) for each in first.altered} == {("2次", "3次"), ("每季度", "每月")}
    assert [(each.old, each.new) for each in second.moved] == [(date(2024, 6, 30), date(2025, 9, 30))]
    assert (third.fate, third.units, third.moved, third.altered) == ("kept", (), (), ())


def test_what_a_person_added_or_corrected_stays_in_sight() -> None:
    tasks = register()
    first = tasks[0].obligations[0]
    added = replace(first, id="1.9", quote="通报进展", target=None)
    mended = replace(first, target=CountTarget(count=5, unit="次"))
    tasks[0] = replace(tasks[0], obligations=(mended, *tasks[0].obligations[1:], added))
    (one, *_) = fates(tasks, OLD)
    assert [(each.obligation, each.added, each.stands) for each in one.own] == [
        ("1.1", False, True),
        ("1.9", True, True),
    ]
    assert one.altered == ()  # the document has not changed
    (one, *_) = fates(tasks, OLD.replace("每季度通报进展", "每季度报告情况"))
    assert [(each.obligation, each.stands) for each in one.own] == [("1.1", True), ("1.9", False)]
    gone = fates(tasks, "示例县2025年工作要点\n1.别的事。建立新的制度。（牵头单位：县水务局）\n")
    assert [(each.obligation, each.stands) for fate in gone for each in fate.own] == [("1.1", False), ("1.9", False)]


def test_a_sentence_of_two_days_is_nobodys_own() -> None:
    text = OLD.replace("编制重大决策目录。", "上、下半年各开展一次法治督察。")
    plan = drafted(text)
    tasks = [task_of(task, plan.proposals[task.id]) for task in plan.draft.tasks]
    assert len(tasks[2].obligations) == 2
    known = Known(names={}, before=plan.proposals)
    found = compare_plans(tasks, plan.draft.tasks, plan.proposals, known)
    assert [each.own for each in found] == [(), (), ()]


def test_nobody_is_no_unit_that_goes() -> None:
    assert list(units_said(["待核单位"], [], ["县司法局"], [], {})) == ["增加牵头单位：县司法局"]
    assert list(units_said(["待核单位"], ["县教育局"], [], ["县教育局"], {})) == []


def test_how_alike_two_wordings_are_is_said_in_words() -> None:
    assert likeness_said("组织讲座2次。", "组织\n讲座2次。", 1.0) == "文字没有变"
    assert likeness_said("组织讲座2次。", "组织讲座3次。", 1.0) == "只有数字或标点不同"
    assert likeness_said("组织讲座2次。", "开展讲座3次。", 0.5) == "文字 50% 相同"


def test_tasks_of_one_title_go_to_the_one_of_their_words() -> None:
    old = [Worded("加强学习", "组织讲座"), Worded("加强学习", "开展考试"), Worded("旧事", "编制目录")]
    new = [Worded("加强学习", "开展考试"), Worded("加强学习", "组织讲座"), Worded("新事", "修建公园")]
    assert {index: place for index, (place, _) in pairs_of(old, new).items()} == {0: 1, 1: 0}


def test_every_one_of_many_tasks_is_found_though_all_have_common_words() -> None:
    characters = [chr(0x4E00 + number) for number in range(3000)]
    old = [
        Worded(f"任务{number}", "加强组织领导，完善工作机制，" + "".join(characters[number * 5 : number * 5 + 40]))
        for number in range(500)
    ]
    new = [Worded("改了题", f"{each.text[:40]}并抓好落实") for each in reversed(old)]
    assert {index: place for index, (place, _) in pairs_of(old, new).items()} == {
        index: 499 - index for index in range(500)
    }
