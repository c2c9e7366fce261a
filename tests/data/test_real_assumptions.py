"""Every value of the register is the document's own or marked as assumed, with a reason; nothing stated is marked."""

import re
from collections import Counter
from typing import Any

import pytest
from tests.data.real import BY_ID, CANONICAL, DIRECTORY, GROUPS, OBLIGATIONS, REGISTER, TASKS, UNITS, expand
from tests.data.stating import faults, sentence, subjects, unstated

OFFICE = REGISTER["register"]["office"]
OUTSIDE = {unit["name"] for unit in UNITS if unit["kind"] in {"party", "npc", "cppcc", "judicial"}} - {OFFICE}


@pytest.mark.parametrize("ob", OBLIGATIONS.values(), ids=lambda ob: ob["id"])
def test_what_the_words_do_not_state_is_marked_and_nothing_else(ob: dict[str, Any]) -> None:
    assert faults(ob) == []


# (obligation, key, another value): each edit is wrong and must be found.
WRONG: list[tuple[str, str, Any]] = [
    ("1.1", "assumed", {"scope": "理由"}),
    ("1.1", "target", {"count": "2", "unit": "次"}),
    ("1.1", "target", {"count": "1", "unit": "件"}),
    ("2.2", "who", ["区政府办公室"]),
    ("2.2", "due", "2024-03-15"),
    ("2.2", "assumed", {"due": "理由"}),
    ("2.3", "phrase", "4月1日前"),
    ("2.3", "who", ["各部门"]),
    ("2.4", "quote", "在4月1日前通过报刊、政府门户网站等向社会公开"),
    ("2.4", "due", "2024-03-01"),
    ("2.5", "every", "quarter"),
    ("2.5", "phrase", "及时"),
    ("3.2", "due", "2024-12-31"),
    ("3.2", "due", "2025-04-01"),
    ("3.2", "phrase", "3月1日前"),
    ("4.1", "who", ["区委依法治区办"]),
    ("4.1", "target", {"count": "3", "unit": "次"}),
    ("6.4", "assumed", {"due": "理由"}),
    ("6.5", "target", {"count": "1", "unit": "次"}),
    ("6.6", "target", {"rate": "100%", "of": "行政执法人员", "reached": "达到40学时", "settle": "when-reached"}),
    ("6.6", "target", {"rate": "90%", "of": "行政执法人员", "reached": "达到60学时", "settle": "when-reached"}),
    ("6.7", "target", {"count": "2", "unit": "次"}),
    ("9.1", "who", ["各部门"]),
    ("10.2", "quote", "违背市场准入负面清单自查自纠、典型案例归集"),
    ("12.3", "assumed", {"who": "理由", "due": "理由"}),
    ("15.2", "due", "2024-04-01"),
    ("19.3", "assumed", {"due": "理由"}),
    ("19.3", "due", "2024-12-30"),
    ("23.1", "scope", "joint"),
    ("23.2", "assumed", {}),
    ("30.1", "target", {"rate": "90%", "of": "开庭审理的案件", "reached": "负责人出庭应诉"}),
    ("30.1", "assumed", {"who": "理由", "scope": "理由", "due": "理由"}),
    ("30.3", "target", {"rate": "100%", "of": "应诉案件", "reached": "已分析通报"}),
    ("33.3", "quote", "政府购买服务支出数据采集机制,做好绩效评价工作"),
    ("34.2", "target", {"rate": "95%", "of": "收到的监察建议、司法建议、检察建议", "reached": "按期办复"}),
    ("0.1", "phrase", "不定期"),
    ("0.2", "who", ["区司法局"]),
]


@pytest.mark.parametrize(("ident", "key", "value"), WRONG, ids=[f"{ident}-{key}" for ident, key, _ in WRONG])
def test_a_wrong_edit_is_found(ident: str, key: str, value: Any) -> None:
    assert faults({**OBLIGATIONS[ident], key: value}) != []


@pytest.mark.parametrize("field", ["who", "scope", "target", "settle", "due", "every"])
def test_every_mark_is_needed_where_it_stands(field: str) -> None:
    bearers = [ob for ob in OBLIGATIONS.values() if field in ob.get("assumed", {})]
    assert bearers
    for ob in bearers:
        without = {key: why for key, why in ob["assumed"].items() if key != field}
        assert faults({**ob, "assumed": without}) == [f"{field} is not stated and not marked"], ob["id"]


def test_how_much_the_register_assumes() -> None:
    """Frozen: of 79 obligations seven have a day of the document's own (2.2-2.4, 3.2, 15.2, 19.3, 23.1)."""
    marks = Counter(field for ob in OBLIGATIONS.values() for field in ob.get("assumed", {}))
    assert marks == {"due": 68, "who": 35, "scope": 30, "every": 4, "target": 4, "settle": 2}
    dated = [ident for ident, ob in OBLIGATIONS.items() if not {"due", "every"} & set(ob.get("assumed", {}))]
    assert dated == ["2.2", "2.3", "2.4", "3.2", "15.2", "19.3", "23.1"]
    assert [ident for ident, ob in OBLIGATIONS.items() if not ob.get("assumed")] == [
        "2.2",
        "2.3",
        "15.2",
        "19.3",
        "23.1",
    ]


# --- the reasons --------------------------------------------------------------------------


def reasons() -> list[tuple[str, str, str]]:
    """Every reason of the register as (of what, text it speaks of, reason)."""
    whole = "".join(task["text"] for task in TASKS)
    found = [
        (f"{ident} {field}", BY_ID[ident.partition(".")[0]]["text"], why)
        for ident, ob in OBLIGATIONS.items() for field, why in ob.get("assumed", {}).items()
    ]  # fmt: skip
    of_units = [(each["name"], whole, why) for each in [*UNITS, *GROUPS] for why in each.get("assumed", {}).values()]
    return found + of_units


@pytest.mark.parametrize(("of", "text", "why"), reasons())
def test_a_reason_is_one_short_sentence_that_quotes_the_document_rightly(of: str, text: str, why: str) -> None:
    assert 6 <= len(why) <= 110, of
    assert not re.search(r"[。,;:!?()]", why), "one sentence, full-width marks, no full stop"
    for quoted in re.findall("“([^”]+)”", why):
        assert quoted in text or quoted in {"各", "直属事业单位"}, f"{quoted} is not in the text"


def test_an_assumed_day_gives_the_documents_word_for_it_where_there_is_one() -> None:
    """及时, 持续开展, 不定期 at the head of its clause are said in the reason; without such a word it is the plain one."""
    for ident, ob in OBLIGATIONS.items():
        why = ob.get("assumed", {}).get("due")
        if why is None:
            continue
        word = re.match("(?:并)?(及时|持续开展)|.*?(不定期)|.*,(及时)", ob["quote"])
        expected = next((each for each in word.groups() if each), None) if word else None
        assert (f"“{expected}”" in why) if expected else (why == "原文未写时限，按年底计"), ident


# --- who ----------------------------------------------------------------------------------


def test_nobody_outside_the_government_owes_what_the_text_gives_to_others() -> None:
    """Party bodies, people's congress, court … owe something only where the task names them as its leads."""
    for ident, ob in OBLIGATIONS.items():
        task = BY_ID[ident.partition(".")[0]]
        owing = set.union(*(expand(name) for name in ob["who"])) & OUTSIDE
        assert owing <= {CANONICAL[name] for name in task["lead"]}, ident
        if subjects(ob["quote"]):
            assert not owing, f"{ident}: the quote names its subject"


def test_who_outside_the_government_is_asked_for_what() -> None:
    """Frozen: obligations whose bodies are all outside (they are invited), and those shared with a body inside."""
    owing = {ident: set.union(*(expand(name) for name in ob["who"])) for ident, ob in OBLIGATIONS.items()}
    assert [ident for ident, units in owing.items() if units <= OUTSIDE] == ["6.2", "9.1", "9.2", "17.1"]
    shared = [ident for ident, units in owing.items() if units & OUTSIDE and not units <= OUTSIDE]
    assert shared == ["4.1", "6.1", "6.3", "6.7", "8.1", "19.1", "19.2", "28.1"]


def test_the_government_owes_for_itself_and_acts_through_its_office() -> None:
    own = [ident for ident, ob in OBLIGATIONS.items() if "区政府" in ob["who"]]
    assert own == ["2.1", "2.2", "2.4", "2.5", "3.2", "6.4", "15.2", "30.1", "30.2"]
    government = next(unit for unit in UNITS if unit["name"] == "区政府")
    assert (government["kind"], government["acts_through"]) == ("government", "区政府办公室")
    assert not any("区政府" in expand(group["name"]) for group in GROUPS)
    for ident, ob in OBLIGATIONS.items():  # where the text says 区政府 of itself, it owes
        named = set().union(*subjects(ob["quote"]))
        assert ("区政府" in named) <= ("区政府" in ob["who"]), ident


# --- progress, proof, what comes back each year -------------------------------------------


def test_words_are_asked_for_only_where_nothing_can_be_judged() -> None:
    """Frozen: eight tasks, twelve leads, two halves: 24 reports in the year, where 40 are the most that may be."""
    assert REGISTER["register"]["progress"] == {"every": "half", "of": "unmeasured", "grace_days": "10"}
    bare = [task for task in TASKS if not task["obligations"]]
    assert [task["id"] for task in bare] == ["5", "7", "11", "14", "21", "24", "35", "36"]
    assert 2 * sum(len(task["lead"]) for task in bare) == 24


def test_every_obligation_says_what_proves_it() -> None:
    for ident, ob in OBLIGATIONS.items():
        assert 4 <= len(ob["proof"]) <= 40, ident


@pytest.mark.parametrize(
    ("ident", "recipients"),
    [("2.2", "区委、区人大常委会、中卫市政府"), ("2.3", "区委、区政府、上一级政府有关部门"), ("0.2", "区委、区政府")],
)
def test_proof_of_a_report_names_each_recipient(ident: str, recipients: str) -> None:
    assert recipients in OBLIGATIONS[ident]["proof"]


def test_what_the_law_asks_for_each_year_comes_back() -> None:
    yearly = {ident: ob.get("basis") for ident, ob in OBLIGATIONS.items() if ob.get("recurs") == "yearly"}
    publication = "法治政府建设与责任落实督察工作规定第二十四条"  # says 4月1日之前…向社会公开; of the others nothing is known for sure
    assert yearly == {"2.2": None, "2.3": None, "2.4": publication, "3.2": None, "15.2": None}
    assert {ident for ident, ob in OBLIGATIONS.items() if "basis" in ob} == {"2.4"}


def test_figures_are_held_and_asked_for_where_that_is_of_use() -> None:
    assert {ident: ob["holder"] for ident, ob in OBLIGATIONS.items() if "holder" in ob} == {
        "30.1": "区司法局", "30.2": "区司法局",
    }  # fmt: skip
    asked = {ident: [each["name"] for each in ob["figures"]] for ident, ob in OBLIGATIONS.items() if "figures" in ob}
    assert asked == {"3.2": ["合法性审查数", "备案数"], "6.4": ["旁听人数"]}


def test_a_sentence_is_found_whole() -> None:
    text = BY_ID["2"]["text"]
    assert sentence(text, "并在4月1日前通过报刊、政府门户网站等向社会公开")[0].startswith("3月1日前,区政府")
    assert unstated(BY_ID["0"], OBLIGATIONS["0.2"]) == {"due"}, "the subject of the clause before goes on"
    assert set(DIRECTORY) == {"units", "groups"}
