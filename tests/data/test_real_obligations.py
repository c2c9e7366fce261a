"""The committed register owes what the official document demands."""

import re
from datetime import date
from typing import Any

import pytest
from tests.data.real import (
    BY_ID,
    HARD_PHRASE,
    NOT_OWED,
    OBLIGATION_KEYS,
    OBLIGATIONS,
    SOURCE_TASKS,
    TASKS,
    expand,
)

# --- the obligations ----------------------------------------------------------------------


def test_obligation_ids_are_unique() -> None:
    assert len(OBLIGATIONS) == sum(len(task["obligations"]) for task in TASKS)


@pytest.mark.parametrize("task", [task for task in TASKS if task["obligations"]], ids=lambda task: task["id"])
def test_obligations_quote_their_task_in_its_order(task: dict[str, Any]) -> None:
    obligations = task["obligations"]
    assert [ob["id"] for ob in obligations] == [f"{task['id']}.{n}" for n in range(1, len(obligations) + 1)]
    starts = [task["text"].find(ob["quote"]) for ob in obligations]
    assert -1 not in starts
    assert starts == sorted(starts)
    assert len({ob["quote"] for ob in obligations}) == len(obligations)
    assert len({ob["title"] for ob in obligations}) == len(obligations)
    assert all(task["text"].count(ob["quote"]) == 1 for ob in obligations)


@pytest.mark.parametrize("ob", OBLIGATIONS.values(), ids=lambda ob: ob["id"])
def test_obligation_is_well_formed(ob: dict[str, Any]) -> None:
    assert set(ob) <= OBLIGATION_KEYS
    assert ob["scope"] in {"each", "joint"}
    assert ob["who"]
    assert set.union(*(expand(name) for name in ob["who"]))
    assert ("due" in ob) != ("every" in ob)
    if "every" in ob:
        assert ob["every"] in {"month", "quarter", "half"}
    else:
        assert date.fromisoformat(ob["due"]).year == 2024
    if "due" in ob and ob["due"] != "2024-12-31":
        assert ob["phrase"], "a day other than the year's end needs the document's words"
    text = BY_ID[ob["id"].partition(".")[0]]["text"]
    assert ob.get("phrase", "") in text
    if target := ob.get("target"):
        assert set(target) in ({"count", "unit"}, {"rate", "of", "reached", "settle"})
        assert target.get("settle", "at-due") in {"at-due", "when-reached"}


YEAR_END = "2024-12-31"


ALL_THREE = ["区政府办公室", "各乡镇", "各部门"]


FIELDS_OF_TASK_20 = [
    "区民社局", "区住建和交通局", "区农业农村局", "区旅游和文体广电局",
    "区应急管理局", "区公安分局", "区生态环境分局", "区市场监督管理分局",
]  # fmt: skip


def count(number: str, unit: str) -> dict[str, str]:
    """Return a target of so many."""
    return {"count": number, "unit": unit}


def all_of(of: str, reached: str, settle: str = "at-due") -> dict[str, str]:
    """Return a target of a hundred per cent."""
    return {"rate": "100%", "of": of, "reached": reached, "settle": settle}


# id: (words that show it is the right one, who, scope, target, due or every, phrase)
HARD: dict[str, tuple[str, list[str], str, dict[str, str] | None, str, str | None]] = {
    "1.1": ("专题讲法", ["政府组成部门"], "each", count("1", "次"), YEAR_END, None),
    "2.2": ("区政府向区委", ["区政府办公室"], "each", None, "2024-03-01", "3月1日前"),
    "2.3": ("各乡镇、部门向区委和政府", ["各乡镇", "各部门"], "each", None, "2024-03-01", "3月1日前"),
    "2.4": ("向社会公开", ALL_THREE, "each", None, "2024-04-01", "4月1日前"),
    "3.1": ("年度报告制度", ["区委依法治区办"], "each", None, YEAR_END, None),
    "3.2": ("专章", ALL_THREE, "each", None, YEAR_END, None),
    "3.3": ("司法所统筹", ["各乡镇"], "each", None, YEAR_END, None),
    "4.1": ("实地督察", ["区纪委监委", "区委依法治区办", "区委巡察办"], "joint", count("2", "次"), YEAR_END, None),
    "6.1": ("学法用法清单", ["区委组织部", "区司法局"], "joint", None, YEAR_END, None),
    "6.4": ("旁听", ["区政府办公室", "各部门"], "each", count("1", "次"), YEAR_END, None),
    "6.5": ("脱产培训", ["各行政执法部门", "各乡镇"], "each", count("1", "次"), YEAR_END, None),
    "6.6": (
        "60学时", ["各行政执法部门", "各乡镇"], "each",
        all_of("行政执法人员", "达到60学时", "when-reached"), YEAR_END, None,
    ),
    "6.7": ("学法用法考试", ["区委组织部", "区司法局"], "joint", count("1", "次"), YEAR_END, None),
    "8.1": ("议事协调机构", ["各乡镇"], "each", None, YEAR_END, None),
    "9.1": ("权责清单", ["各部门"], "each", None, YEAR_END, None),
    "9.2": ("乡镇事项清单", ["区委编办"], "each", None, YEAR_END, None),
    "9.3": ("并向社会公布", ["区审批服务管理局"], "each", count("3", "张"), YEAR_END, None),
    "12.2": ("修改、废止", ["区政府办公室"], "each", None, YEAR_END, None),
    "12.3": ("涉企轻罚免罚清单", ["区市场监督管理分局"], "each", None, YEAR_END, None),
    "13.1": ("后评估", ["区司法局"], "each", count("1", "件"), YEAR_END, None),
    "13.2": ("清理", ["区司法局"], "each", None, YEAR_END, None),
    "13.3": ("公布清理结果", ["区司法局"], "each", None, YEAR_END, None),
    "15.2": ("目录", ["区政府办公室", "各部门", "各乡镇"], "each", None, "2024-03-31", "第一季度前"),
    "18.1": ("工作经费管理机制", ["区司法局"], "each", None, YEAR_END, None),
    "19.1": ("专项评估", ["区委编办", "区司法局"], "joint", None, YEAR_END, None),
    "19.2": ("动态调整机制", ["区委编办", "区司法局"], "joint", None, YEAR_END, None),
    "19.3": ("行政执法事项目录", ["各乡镇", "各行政执法部门"], "each", None, YEAR_END, "2024年底前"),
    "20.2": ("典型案例", FIELDS_OF_TASK_20, "each", None, YEAR_END, None),
    "22.1": ("裁量权基准", ["各行政执法部门"], "each", None, YEAR_END, None),
    "23.1": ("监督工作体系", ["区司法局"], "joint", None, YEAR_END, "2024年底"),
    "23.2": ("投诉举报电话", ["区司法局"], "each", None, "half", "定期"),
    "23.3": ("案卷评查", ["区司法局"], "each", None, "half", "定期"),
    "27.1": ("应急预案", ["区政府办公室", "区应急管理局"], "joint", None, YEAR_END, None),
    "30.1": ("出庭应诉率", ALL_THREE, "each", all_of("应诉案件", "负责人出庭应诉"), YEAR_END, None),
    "30.2": ("发声率", ALL_THREE, "each", all_of("负责人出庭应诉案件", "出庭发声"), YEAR_END, None),
    "30.3": ("败诉案件逐案分析通报", ["区司法局"], "each", all_of("败诉案件", "已分析通报"), YEAR_END, None),
    "32.3": ("主题公园", ["区司法局"], "each", None, YEAR_END, None),
    "33.2": ("采集机制", ["区财政局"], "each", None, YEAR_END, None),
    "34.1": ("向政协通报", ["各部门"], "each", None, YEAR_END, "按规定定期"),
    "34.2": (
        "按期办复率", ["各部门", "各乡镇"], "each",
        all_of("收到的监察建议、司法建议、检察建议", "按期办复"), YEAR_END, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("ident", HARD)
def test_hard_obligation(ident: str) -> None:
    ob = OBLIGATIONS[ident]
    words, *expected = HARD[ident]
    assert words in ob["quote"]
    actual = [ob["who"], ob["scope"], ob.get("target"), ob.get("due") or ob["every"], ob.get("phrase")]
    assert actual == expected


def test_only_table_obligations_have_a_target_phrase_or_other_day() -> None:
    """The table above is complete: nothing numbered or dated stands outside it."""
    special = {
        ident
        for ident, ob in OBLIGATIONS.items()
        if "target" in ob or "phrase" in ob or "every" in ob or ob.get("due") != YEAR_END
    }
    assert special - set(HARD) == set()


def hard_phrases() -> list[tuple[str, str, int, int]]:
    """Return every day, number or share in the document's tasks as (task id, words, start, end)."""
    return [
        (task.id, found[0], found.start(), found.end())
        for task in SOURCE_TASKS
        for found in HARD_PHRASE.finditer(task.text)
    ]


def test_the_document_has_the_hard_phrases_we_know() -> None:
    assert [(task, words) for task, words, _, _ in hard_phrases()] == [
        ("1", "不少于1次"),
        ("2", "3月1日前"),
        ("2", "4月1日前"),
        ("4", "至少2次"),
        ("6", "至少组织开展1次"),
        ("6", "至少接受1次"),
        ("6", "不少于60学时"),
        ("6", "一次"),
        ("13", "至少对1件"),
        ("15", "第一季度前"),
        ("19", "2024年底前"),
        ("23", "2024年底"),
        ("30", "100%"),
        ("34", "100%"),
    ]


@pytest.mark.parametrize("phrase", hard_phrases(), ids=lambda phrase: f"{phrase[0]}-{phrase[1]}")
def test_every_hard_phrase_is_inside_a_quote(phrase: tuple[str, str, int, int]) -> None:
    task_id, words, start, end = phrase
    task = BY_ID[task_id]
    spans = [
        (task["text"].index(ob["quote"]), task["text"].index(ob["quote"]) + len(ob["quote"]))
        for ob in task["obligations"]
    ]
    assert any(first <= start and end <= last for first, last in spans), f"{words} is owed by nobody"


def test_no_digit_of_the_document_is_overlooked() -> None:
    """Digits outside every quote are named one by one, so a pattern too narrow shows up here."""
    left: set[str] = set()
    for task in TASKS:
        text = task["text"]
        for ob in task["obligations"]:
            text = text.replace(ob["quote"], "")
        left |= set(re.findall(r"\d+", text))
    assert left == NOT_OWED
