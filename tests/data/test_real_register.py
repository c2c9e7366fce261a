"""The committed register says what the official document says, and owes what it demands.

Nothing here comes from the package: the source text is parsed with regular expressions and
the YAML with PyYAML's BaseLoader (every scalar a string), so a fault in the program cannot
hide a fault in the data. Run: ``pytest tests/data -q``.
"""

import hashlib
import re
from datetime import date
from typing import Any, NamedTuple

import pytest
import yaml
from tests.builders.places import DATA

SOURCE = DATA / "source" / "沙坡头区法治政府建设2024年工作要点.txt"
SOURCE_SHA256 = "c45a4cb58d4a1ed62eb0b9278c41bbe7f8d9ded38526ed2bb56db01a5e55ecdf"

SECTION_LINE = re.compile(r"([一二三四五六七八九十]+)、([^。]+)")
TASK_LINE = re.compile(r"(\d+)\.([^。]+)。(.*)\(牵头单位:([^()]*);责任单位:([^()]*)\)")
LIST_SEPARATOR = re.compile(r"[、,,]")
# Every way the document writes a day, a number of times, a share or a number of hours.
HARD_PHRASE = re.compile(
    r"\d+月\d+日前|第[一二三四]季度前|\d{4}年底前?|不少于\d+[次学时]+"
    r"|至少[^。,]{0,8}?\d+[次件]|\d+%|至少\d+次|(?<![这那])一次(?!性)"
)
# Digits that are no measure of anything owed: a hotline's number.
NOT_OWED = {"12345"}

WINDOWS_RESERVED = {"con", "prn", "aux", "nul"} | {f"{p}{n}" for p in ("com", "lpt") for n in range(10)}
KINDS = {"party", "npc", "cppcc", "judicial", "government", "vertical", "institution", "township"}
TOWNSHIPS = {
    "滨河镇", "文昌镇", "东园镇", "柔远镇", "镇罗镇", "宣和镇",
    "永康镇", "常乐镇", "迎水桥镇", "兴仁镇", "香山乡",
}  # fmt: skip
TASK_KEYS = {"id", "section", "title", "text", "lead", "responsible", "obligations"}
OBLIGATION_KEYS = {"id", "title", "quote", "who", "scope", "target", "due", "every", "phrase"}


class SourceTask(NamedTuple):
    """One numbered paragraph of the document, taken apart."""

    section: str
    id: str
    title: str
    text: str
    lead: list[str]
    responsible: list[str]
    paragraph: str


def parse_source() -> tuple[list[tuple[str, str]], list[SourceTask]]:
    """Return the document's sections as (id, title) and its numbered paragraphs, in order."""
    sections: list[tuple[str, str]] = []
    tasks: list[SourceTask] = []
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        if heading := SECTION_LINE.fullmatch(line):
            sections.append((heading[1], heading[2]))
        elif task := TASK_LINE.fullmatch(line):
            lead, responsible = (LIST_SEPARATOR.split(part) for part in task.group(4, 5))
            tasks.append(SourceTask(sections[-1][0], task[1], task[2], task[3], lead, responsible, line))
    return sections, tasks


def load(name: str) -> dict[str, Any]:
    """Read one data file with every scalar kept as the string that was written."""
    content: dict[str, Any] = yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return content


SECTIONS, SOURCE_TASKS = parse_source()
REGISTER = load("tasks.yaml")
DIRECTORY = load("units.yaml")
TASKS: list[dict[str, Any]] = REGISTER["tasks"]
UNITS: list[dict[str, Any]] = DIRECTORY["units"]
GROUPS: list[dict[str, Any]] = DIRECTORY["groups"]
BY_ID = {task["id"]: task for task in TASKS}
OBLIGATIONS = {ob["id"]: ob for task in TASKS for ob in task["obligations"]}
CANONICAL = {alias: unit["name"] for unit in UNITS for alias in [unit["name"], *unit.get("aliases", [])]}


def expand(name: str) -> set[str]:
    """Return the units a unit name, alias or group name stands for; KeyError when unknown."""
    for group in GROUPS:
        if group["name"] != name:
            continue
        members = group["members"]
        found = {
            unit["name"]
            for unit in UNITS
            if unit["kind"] in members.get("kinds", [])
            or set(unit.get("tags", [])) & set(members.get("tags", []))
            or unit["name"] in members.get("units", [])
        }
        return found - {CANONICAL[left_out] for left_out in members.get("except", [])}
    return {CANONICAL[name]}


def normalised(paragraph: str) -> str:
    """Write every list separator of the closing bracket as 、, leaving the words alone."""
    words, opening, units = paragraph.rpartition("(牵头单位:")
    return words + opening + LIST_SEPARATOR.sub("、", units)


# --- the document -------------------------------------------------------------------------


def test_source_is_the_document_as_received() -> None:
    as_committed = SOURCE.read_bytes().replace(b"\r\n", b"\n")  # a Windows checkout may add \r
    assert hashlib.sha256(as_committed).hexdigest() == SOURCE_SHA256
    assert len(SECTIONS) == 8
    assert [task.id for task in SOURCE_TASKS] == [str(n) for n in range(1, 37)]


def test_register_heading() -> None:
    head = REGISTER["register"]
    assert head == {
        "year": "2024",
        "title": "沙坡头区法治政府建设2024年工作要点",
        "issuer": "中卫市沙坡头区人民政府",
        "issued": "2024-04-09",
        "source": "source/沙坡头区法治政府建设2024年工作要点.txt",
        "due_soon_days": "30",
        "progress": "quarter",
        "progress_grace_days": "10",
    }
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    assert head["title"] in lines
    assert head["issuer"] in lines
    assert "2024年4月9日" in lines
    assert DATA / head["source"] == SOURCE


def test_sections_are_the_documents() -> None:
    assert [(section["id"], section["title"]) for section in REGISTER["sections"]] == SECTIONS


def test_every_task_is_there_in_order() -> None:
    assert [task["id"] for task in TASKS] == [task.id for task in SOURCE_TASKS]
    assert sum(1 for task in TASKS if not task["obligations"]) < len(TASKS) / 2


@pytest.mark.parametrize("source", SOURCE_TASKS, ids=lambda task: task.id)
def test_task_is_verbatim(source: SourceTask) -> None:
    task = BY_ID[source.id]
    assert set(task) == TASK_KEYS
    assert task["section"] == source.section
    assert task["title"] == source.title
    assert task["text"] == source.text
    assert task["lead"] == source.lead
    assert task["responsible"] == source.responsible


@pytest.mark.parametrize("source", SOURCE_TASKS, ids=lambda task: task.id)
def test_task_rebuilds_the_paragraph(source: SourceTask) -> None:
    task = BY_ID[source.id]
    rebuilt = (
        f"{task['id']}.{task['title']}。{task['text']}"
        f"(牵头单位:{'、'.join(task['lead'])};责任单位:{'、'.join(task['responsible'])})"
    )
    assert rebuilt == normalised(source.paragraph)


# --- the units ---------------------------------------------------------------------------


def test_units_are_the_documents_units_then_the_townships() -> None:
    first_seen = dict.fromkeys(CANONICAL[name] for task in SOURCE_TASKS for name in task.lead)
    names = [unit["name"] for unit in UNITS]
    assert len(first_seen) == 29
    assert names[:29] == list(first_seen)
    assert set(names[29:]) == TOWNSHIPS
    assert len(names) == 40
    assert [unit["verified"] for unit in UNITS] == ["true"] * 29 + ["false"] * 11


def test_unit_names_are_the_documents_wording() -> None:
    words = SOURCE.read_text(encoding="utf-8")
    assert [unit["name"] for unit in UNITS[:29] if unit["name"] not in words] == []
    assert not any("full_name" in unit for unit in UNITS), "no official full name has been confirmed"


def test_units_are_well_formed() -> None:
    for unit in UNITS:
        assert set(unit) <= {"name", "code", "kind", "tags", "aliases", "verified"}, unit
        assert unit["kind"] in KINDS, unit
        assert re.fullmatch(r"[a-z][a-z0-9-]{1,15}", unit["code"]), unit
        assert unit["code"] not in WINDOWS_RESERVED, unit
    assert next(unit["code"] for unit in UNITS if unit["name"] == "区司法局") == "sfj"


def test_names_aliases_groups_and_codes_are_unique() -> None:
    written = [name for unit in UNITS for name in [unit["name"], unit["code"], *unit.get("aliases", [])]]
    written += [group["name"] for group in GROUPS]
    assert sorted(written) == sorted(set(written))


KIND_OF = {
    "party": {"区委宣传部", "区委依法治区办", "区纪委监委", "区委巡察办", "区委组织部", "区委编办", "区委政法委"},
    "npc": {"区人大常委会办公室"},
    "cppcc": {"区政协办公室"},
    "judicial": {"区人民法院", "区人民检察院"},
    "vertical": {"区市场监督管理分局", "区生态环境分局", "区公安分局", "税务局"},
    "institution": {"区政务服务中心"},
    "township": TOWNSHIPS,
}


@pytest.mark.parametrize("kind", KIND_OF)
def test_kinds(kind: str) -> None:
    assert {unit["name"] for unit in UNITS if unit["kind"] == kind} == KIND_OF[kind]


def test_groups_hold_whom_they_should() -> None:
    assert [group["name"] for group in GROUPS] == ["各乡镇", "各部门", "政府组成部门", "各行政执法部门"]
    government = {unit["name"] for unit in UNITS if unit["kind"] == "government"}
    branches = {"区市场监督管理分局", "区生态环境分局", "区公安分局"}
    assert expand("各乡镇") == TOWNSHIPS
    assert expand("各部门") == government | branches
    assert expand("政府组成部门") == government
    enforcing = {CANONICAL[name] for task in ("19", "20") for name in BY_ID[task]["lead"]}
    assert expand("各行政执法部门") == enforcing - {"区委编办", "区司法局"} | {"区审批服务管理局", "区教育局"}


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["id"])
def test_every_unit_named_is_known(task: dict[str, Any]) -> None:
    named = [*task["lead"], *task["responsible"], *(who for ob in task["obligations"] for who in ob["who"])]
    assert [name for name in named if name not in CANONICAL and name not in {g["name"] for g in GROUPS}] == []


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


# --- the files as an editor sees them -----------------------------------------------------


@pytest.mark.parametrize("name", ["tasks", "units"])
def test_file_is_pleasant_to_edit(name: str) -> None:
    raw = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
    assert raw.startswith(f"# yaml-language-server: $schema=../schema/{name}.schema.json\n")
    assert raw.endswith("\n")
    assert "\t" not in raw
    assert not [line for line in raw.splitlines() if line != line.rstrip()]
    events = list(yaml.parse(raw, Loader=yaml.BaseLoader))
    assert not [event for event in events if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None)]
    for mapping in mappings(yaml.compose(raw, Loader=yaml.BaseLoader)):
        keys = [key.value for key, _ in mapping.value]
        assert len(keys) == len(set(keys)), f"duplicate key at line {mapping.start_mark.line + 1}"


def mappings(node: Any) -> list[yaml.MappingNode]:
    """Return every mapping at or below a node."""
    if isinstance(node, yaml.MappingNode):
        return [node, *(found for _, value in node.value for found in mappings(value))]
    if isinstance(node, yaml.SequenceNode):
        return [found for value in node.value for found in mappings(value)]
    return []


def test_tasks_without_obligations_say_why() -> None:
    raw = (DATA / "tasks.yaml").read_text(encoding="utf-8")
    reasons = re.findall(r"^ +# 判断:.+\n +obligations: \[\]$", raw, re.MULTILINE)
    assert len(reasons) == sum(1 for task in TASKS if not task["obligations"])
