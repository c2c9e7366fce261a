"""The committed register owes what the official document demands."""

import re
from datetime import date
from typing import Any

import pytest
from tests.builders.places import DATA
from tests.data.real import (
    BY_ID,
    CANONICAL,
    HARD_PHRASE,
    NOT_OWED,
    OBLIGATION_KEYS,
    OBLIGATIONS,
    REGISTER,
    SOURCE_TASKS,
    TASKS,
    expand,
)

# --- the obligations ----------------------------------------------------------------------


def test_obligation_ids_are_unique() -> None:
    assert len(OBLIGATIONS) == sum(len(task["obligations"]) for task in TASKS)


RETIRED = {"9.4"}


@pytest.mark.parametrize("task", [task for task in TASKS if task["obligations"]], ids=lambda task: task["id"])
def test_obligations_are_numbered_for_good(task: dict[str, Any]) -> None:
    """A number once given stays: later ones come last, one that is retired is not given again and is named."""
    numbers = [ob["id"] for ob in task["obligations"]]
    whole = [f"{task['id']}.{n}" for n in range(1, int(numbers[-1].partition(".")[2]) + 1)]
    assert [each for each in whole if each not in RETIRED] == numbers
    assert len({ob["title"] for ob in task["obligations"]}) == len(numbers)
    raw = (DATA / "tasks.yaml").read_text(encoding="utf-8")
    assert all(re.search(rf"# 不列：.*{re.escape(each)} 停用", raw) for each in RETIRED & set(whole))


def test_a_quote_is_shared_only_where_one_clause_lists_several_things() -> None:
    quotes: dict[str, list[str]] = {}
    for ident, ob in OBLIGATIONS.items():
        quotes.setdefault(ob["quote"], []).append(ident)
    assert [idents for idents in quotes.values() if len(idents) > 1] == [["9.3", "9.5", "9.6"], ["30.1", "30.2"]]


@pytest.mark.parametrize("ob", OBLIGATIONS.values(), ids=lambda ob: ob["id"])
def test_obligation_is_well_formed(ob: dict[str, Any]) -> None:
    assert set(ob) <= OBLIGATION_KEYS
    assert ob["who"]
    owing = set.union(*(expand(name) for name in ob["who"]))
    assert owing
    assert ob["scope"] in ({"each", "joint"} if len(owing) > 1 else {"each"}), "joint of one is each"
    assert ("due" in ob) != ("every" in ob)
    if "every" in ob:
        assert ob["every"] in {"month", "quarter", "half"}
    else:
        assert date(2024, 1, 1) <= date.fromisoformat(ob["due"]) <= date(2025, 3, 31)
    text = BY_ID[ob["id"].partition(".")[0]]["text"]
    assert ob.get("phrase", "") in text
    if target := ob.get("target"):
        assert set(target) in ({"count", "unit"}, {"rate", "of", "reached"}, {"rate", "of", "reached", "settle"})
        assert target.get("settle", "when-reached") == "when-reached", "at-due is what goes without saying"


YEAR_END = "2024-12-31"


ALL_THREE = ["区政府", "各乡镇", "各部门"]


def count(number: str, unit: str) -> dict[str, str]:
    """Return a target of so many."""
    return {"count": number, "unit": unit}


def all_of(of: str, reached: str, **more: str) -> dict[str, str]:
    """Return a target of a hundred per cent."""
    return {"rate": "100%", "of": of, "reached": reached, **more}


# id: (words that show it is the right one, who, scope, target, due or every, phrase)
HARD: dict[str, tuple[str, list[str], str, dict[str, str] | None, str, str | None]] = {
    "1.1": ("专题讲法", ["政府组成部门"], "each", count("1", "次"), YEAR_END, None),
    "2.2": ("区政府向区委", ["区政府"], "each", None, "2024-03-01", "3月1日前"),
    "2.3": ("各乡镇、部门向区委和政府", ["各乡镇", "各部门"], "each", None, "2024-03-01", "3月1日前"),
    "2.4": ("向社会公开", ALL_THREE, "each", None, "2024-04-01", "4月1日前"),
    "2.5": ("听取有关工作汇报", ["区政府", "各部门", "各乡镇"], "each", None, "half", "定期"),
    "3.2": ("专章", ALL_THREE, "each", None, "2025-03-01", "在法治政府建设年度报告中"),
    "4.1": ("实地督察", ["区纪委监委", "区委依法治区办", "区委巡察办"], "joint", count("2", "次"), YEAR_END, None),
    "6.4": ("旁听", ["区政府", "各部门"], "each", count("1", "次"), YEAR_END, None),
    "6.5": (
        "脱产培训", ["各行政执法部门", "各乡镇"], "each",
        all_of("负责人", "至少接受1次脱产培训", settle="when-reached"), YEAR_END, None,
    ),
    "6.6": (
        "60学时", ["各行政执法部门", "各乡镇"], "each",
        all_of("行政执法人员", "达到60学时", settle="when-reached"), YEAR_END, None,
    ),
    "6.7": ("学法用法考试", ["区委组织部", "区司法局"], "joint", count("1", "次"), YEAR_END, None),
    "13.1": ("后评估", ["区司法局"], "each", count("1", "件"), YEAR_END, None),
    "15.2": ("目录", ["区政府", "各部门", "各乡镇"], "each", None, "2024-03-31", "第一季度前"),
    "19.3": ("行政执法事项目录", ["各乡镇", "各行政执法部门"], "each", None, YEAR_END, "2024年底前"),
    "23.1": ("监督工作体系", ["区司法局"], "each", None, YEAR_END, "2024年底"),
    "23.2": ("投诉举报电话", ["区司法局"], "each", None, "half", "定期"),
    "23.3": ("案卷评查", ["区司法局"], "each", None, "half", "定期"),
    "30.1": ("出庭应诉率", ALL_THREE, "each", all_of("开庭审理的案件", "负责人出庭应诉"), YEAR_END, None),
    "30.2": ("发声率", ALL_THREE, "each", all_of("负责人出庭应诉的案件", "出庭发声"), YEAR_END, None),
    "30.3": ("败诉案件逐案分析通报", ["区司法局"], "each", all_of("败诉案件", "已分析通报"), YEAR_END, None),
    "34.1": ("向政协通报", ["各部门"], "each", None, "half", "按规定定期"),
    "34.2": (
        "按期办复率", ["各部门", "各乡镇"], "each",
        all_of("收到的监察建议、司法建议、检察建议", "按期办复"), YEAR_END, None,
    ),
}  # fmt: skip

# Who of several leads owes what has neither number nor day, and what other than the leads' own: (who, scope).
CHOSEN: dict[str, tuple[list[str], str]] = {
    "2.1": (["区政府"], "each"),
    "2.6": (["区委依法治区办"], "each"),
    "3.3": (["各乡镇"], "each"),
    "6.2": (["区委组织部"], "each"),
    "9.1": (["区委编办"], "each"),
    "9.2": (["区委编办"], "each"),
    "9.3": (["区审批服务管理局"], "each"),
    "9.5": (["区审批服务管理局"], "each"),
    "9.6": (["区审批服务管理局"], "each"),
    "12.1": (["区市场监督管理分局"], "each"),
    "12.2": (["区政府办公室"], "each"),
    "12.3": (["区市场监督管理分局", "税务局"], "joint"),
    "17.1": (["区委巡察办"], "each"),
    "19.1": (["区委编办", "区司法局"], "joint"),
    "19.2": (["区委编办", "区司法局"], "joint"),
    "22.1": (["各行政执法部门"], "each"),
    "25.1": (["区应急管理局"], "each"),
    "25.2": (["区应急管理局"], "each"),
    "25.3": (["区生态环境分局"], "each"),
    "25.4": (["区财政局"], "each"),
    "30.4": (["区司法局"], "each"),
    "32.1": (["区司法局"], "each"),
    "32.2": (["区司法局"], "each"),
    "32.3": (["区司法局"], "each"),
    "32.5": (["区司法局"], "each"),
    "33.2": (["区财政局"], "each"),
    "33.3": (["区财政局"], "each"),
}

# What all leads of a task owe, by their number: one lead owes alone, several together, unless each has a field of its own.
LEADS_EACH = {"20.1", "20.2"}


@pytest.mark.parametrize("ident", CHOSEN)
def test_chosen_owners(ident: str) -> None:
    assert (OBLIGATIONS[ident]["who"], OBLIGATIONS[ident]["scope"]) == CHOSEN[ident]


def test_everything_else_is_owed_by_the_leads_by_the_years_end() -> None:
    others = [ob for ident, ob in OBLIGATIONS.items() if ident not in {*HARD, *CHOSEN}]
    assert len(others) == 79 - len(HARD) - len(CHOSEN)
    for ob in others:
        leads = [CANONICAL[name] for name in BY_ID[ob["id"].partition(".")[0]]["lead"]]
        assert ob["who"] == leads, ob["id"]
        together = len(leads) > 1 and ob["id"] not in LEADS_EACH
        assert ob["scope"] == ("joint" if together else "each"), ob["id"]


# Named campaigns, and what the document calls by 定期: treated alike, wherever they stand.
@pytest.mark.parametrize(
    ("ident", "name"),
    [("2.6", "法治政府建设提升工程"), ("3.4", "合法性审查提升行动"), ("3.5", "单项示范创建活动"), ("20.1", "突出问题专项整治"),
     ("23.4", "提升行政执法质量三年行动"), ("25.2", "安全生产专项整治"), ("25.3", "生态环境安全隐患排查整治"),
     ("29.1", "人民调解质效提升专项行动"), ("30.4", "行政复议质量提升年和规范化建设专项行动"),
     ("32.2", "“创新普法 服务高质量发展”主题实践活动"), ("32.5", "“法律明白人”精准培养工程")],
)  # fmt: skip
def test_a_named_campaign_is_a_milestone_of_the_year(ident: str, name: str) -> None:
    ob = OBLIGATIONS[ident]
    assert name in ob["quote"]
    assert "target" not in ob and ob["due"] == YEAR_END
    assert "总结" in ob["proof"] or ident in {"3.5", "32.5"}


def test_no_named_campaign_is_overlooked() -> None:
    """行动, 工程, 活动, 专项整治 with a name: each is quoted, but for the plan of a campaign; public works are none."""
    campaign = re.compile("[^,。、“]{2,}(?:行动|工程|创建活动|实践活动|专项整治)(?!方案|措施|计划)")
    quoted = "".join(ob["quote"] for ob in OBLIGATIONS.values())
    left = [found[0] for task in TASKS for found in campaign.finditer(task["text"]) if found[0] not in quoted]
    assert left == ["公共工程"]


def test_whatever_is_to_be_set_up_is_quoted() -> None:
    """建立, 健全, 完善, 修订 a system, list, mechanism …: each is an obligation, but 探索 only explores."""
    set_up = re.compile("(?:建立|健全|完善|修订|建成)[^,。;]*?(?:制度|机制|清单|目录|预案|模式|体系|基准)")
    quotes = [ob["quote"] for ob in OBLIGATIONS.values()]
    left = [
        found[0] for task in TASKS for found in set_up.finditer(task["text"])
        if not any(found[0] in quote for quote in quotes)
    ]  # fmt: skip
    assert left == ["建立协同监督机制"]
    assert "探索建立协同监督机制" in BY_ID["33"]["text"]


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


TITLE = REGISTER["register"]["title"]


def test_no_digit_of_the_document_is_overlooked() -> None:
    """Digits outside every quote are named one by one, so a pattern too narrow shows up here."""
    left: set[str] = set()
    for task in TASKS:
        text = task["text"].replace(f"《{TITLE}》", "")
        for ob in task["obligations"]:
            text = text.replace(ob["quote"], "")
        left |= set(re.findall(r"\d+", text))
    assert left == NOT_OWED
