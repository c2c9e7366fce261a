"""The committed register says what the official document says, and owes what it demands.

Nothing here comes from the package: the source text is parsed with regular expressions and
the YAML with PyYAML's BaseLoader (every scalar a string), so a fault in the program cannot
hide a fault in the data. Run: ``pytest tests/data -q``.
"""

import hashlib
import re
from typing import Any

import pytest
import yaml
from tests.builders.places import DATA
from tests.data.real import (
    BY_ID,
    CANONICAL,
    GROUPS,
    KINDS,
    NUMBERED,
    REGISTER,
    SECTIONS,
    SOURCE,
    SOURCE_SHA256,
    SOURCE_TASKS,
    TASK_KEYS,
    TASKS,
    TOWNSHIPS,
    UNITS,
    WINDOWS_RESERVED,
    SourceTask,
    closing_paragraph,
    expand,
    normalised,
)

# --- the document -------------------------------------------------------------------------


def test_source_is_the_document_as_received() -> None:
    as_committed = SOURCE.read_bytes().replace(b"\r\n", b"\n")  # a Windows checkout may add \r
    assert hashlib.sha256(as_committed).hexdigest() == SOURCE_SHA256
    assert len(SECTIONS) == 8
    assert [task.id for task in SOURCE_TASKS] == [str(n) for n in range(1, 37)]


def test_register_heading() -> None:
    head = REGISTER["register"]
    assert head == {
        "format": "2",
        "year": "2024",
        "title": "沙坡头区法治政府建设2024年工作要点",
        "issuer": "中卫市沙坡头区人民政府",
        "issued": "2024-04-09",
        "source": "source/沙坡头区法治政府建设2024年工作要点.txt",
        "office": "区委依法治区办",
        "signature": "中共中卫市沙坡头区委全面依法治区委员会办公室",
        "due_soon_days": "30",
        "progress": {"every": "half", "of": "unmeasured", "grace_days": "10"},
    }
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    assert head["title"] in lines
    assert head["issuer"] in lines
    assert "2024年4月9日" in lines
    assert head["office"] in CANONICAL
    assert DATA / head["source"] == SOURCE


def test_sections_are_the_documents_and_one_for_what_stands_outside() -> None:
    found = [(section["id"], section["title"]) for section in REGISTER["sections"]]
    assert found == [*SECTIONS, ("〇", "附则")]


def test_every_task_is_there_in_order() -> None:
    assert [task["id"] for task in TASKS] == [*(task.id for task in SOURCE_TASKS), "0"]


def test_the_closing_paragraph_is_a_task_of_the_office_word_for_word() -> None:
    task = BY_ID["0"]
    assert set(task) == TASK_KEYS - {"responsible"}
    assert (task["section"], task["title"], task["lead"]) == ("〇", "附则", [REGISTER["register"]["office"]])
    assert task["text"] == closing_paragraph()
    assert [ob["title"] for ob in task["obligations"]] == [
        "对各单位法治政府建设情况进行督察",
        "向区委、区政府汇总报告督察情况",
    ]


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


def test_units_are_the_government_the_documents_units_then_the_townships() -> None:
    first_seen = dict.fromkeys(CANONICAL[name] for task in SOURCE_TASKS for name in task.lead)
    names = [unit["name"] for unit in UNITS]
    assert len(first_seen) == 29
    assert names[:30] == ["区政府", *first_seen]
    assert set(names[30:]) == TOWNSHIPS
    assert len(names) == 41
    assert [unit["verified"] for unit in UNITS] == ["true"] * 30 + ["false"] * 11


def test_unit_names_are_the_documents_wording() -> None:
    words = SOURCE.read_text(encoding="utf-8")
    assert [unit["name"] for unit in UNITS[:30] if unit["name"] not in words] == []
    full_names = {unit["name"]: unit["full_name"] for unit in UNITS if "full_name" in unit}
    assert full_names == {"区政府": REGISTER["register"]["issuer"]}, "no other official full name has been confirmed"


def test_units_are_well_formed() -> None:
    for unit in UNITS:
        known = {"name", "code", "kind", "tags", "aliases", "verified", "full_name", "acts_through", "assumed"}
        assert set(unit) <= known, unit
        assert unit["kind"] in KINDS, unit
        assert re.fullmatch(r"[a-z][a-z0-9-]{1,15}", unit["code"]), unit
        assert unit["code"] not in WINDOWS_RESERVED, unit
    codes = {unit["name"]: unit["code"] for unit in UNITS}
    assert (codes["区司法局"], codes["区政府"]) == ("sfj", "qzf")


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


# What a name tells of its kind; whatever it does not tell is assumed.
NAMES_OF_KINDS = {
    "party": "区委.+", "npc": "区人大.+", "cppcc": "区政协.+", "judicial": "区人民(?:法院|检察院)", "township": ".+[镇乡]",
    "government": "区政府(?:办公室)?|区.+(?<!分)局",
}  # fmt: skip


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit["code"])
def test_a_kind_is_told_by_the_name_or_assumed(unit: dict[str, Any]) -> None:
    told = re.fullmatch(NAMES_OF_KINDS.get(unit["kind"], "(?!)"), unit["name"]) is not None
    assert told != ("kind" in unit.get("assumed", {}))


def enforcing() -> set[str]:
    """By one criterion: departments and branches that lead a task whose title or text speaks of 执法."""
    leads = {CANONICAL[name] for task in NUMBERED if "执法" in task["title"] + task["text"] for name in task["lead"]}
    return leads & {unit["name"] for unit in UNITS if unit["kind"] in {"government", "vertical"}}


def test_the_tag_of_enforcement_goes_by_one_criterion_and_is_assumed() -> None:
    tagged = {unit["name"] for unit in UNITS if unit.get("tags")}
    assert tagged == enforcing()
    assert len(tagged) == 13
    for unit in UNITS:
        assert unit.get("tags", ["enforcement"]) == ["enforcement"]
        why = unit.get("assumed", {}).get("tags")
        assert (why is not None) == (unit["name"] in tagged), unit
        if why is not None:
            led = [
                task["id"] for task in NUMBERED
                if "执法" in task["title"] + task["text"] and unit["name"] in {CANONICAL[name] for name in task["lead"]}
            ]  # fmt: skip
            assert f"第{'、'.join(led)}条" in why


def test_groups_hold_whom_they_should() -> None:
    assert [group["name"] for group in GROUPS] == ["各乡镇", "各部门", "政府组成部门", "各行政执法部门"]
    government = {unit["name"] for unit in UNITS if unit["kind"] == "government"} - {"区政府"}
    branches = {"区市场监督管理分局", "区生态环境分局", "区公安分局"}
    assert expand("各乡镇") == TOWNSHIPS
    assert expand("各部门") == government | branches
    assert expand("政府组成部门") == government
    assert expand("各行政执法部门") == enforcing()


def test_groups_the_document_never_lists_are_assumed_and_known_to_lack_members() -> None:
    assert all(set(group["assumed"]) == {"members"} for group in GROUPS)
    lacking = {group["name"] for group in GROUPS if group.get("complete") == "false"}
    assert lacking == {"各部门", "政府组成部门", "各行政执法部门"}, "the townships of the district are known"
    for name in ("区财政局", "区发展和改革局", "区司法局", "区审计局", "税务局", "公共卫生"):
        assert name in next(group["assumed"]["members"] for group in GROUPS if group["name"] == "各行政执法部门")


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["id"])
def test_every_unit_named_is_known(task: dict[str, Any]) -> None:
    named = [*task["lead"], *task.get("responsible", []), *(who for ob in task["obligations"] for who in ob["who"])]
    assert [name for name in named if name not in CANONICAL and name not in {g["name"] for g in GROUPS}] == []


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


def test_tasks_say_what_of_them_is_no_obligation() -> None:
    """Every task without obligations says why, and nearly every other says what of its text is left out."""
    raw = (DATA / "tasks.yaml").read_text(encoding="utf-8")
    assert "判断：" not in raw + (DATA / "units.yaml").read_text(encoding="utf-8"), "a judgement is assumed or a remark"
    bare = re.findall(r"^ +# 不列：.+\n +obligations: \[\]$", raw, re.MULTILINE)
    assert len(bare) == sum(1 for task in TASKS if not task["obligations"])
    assert raw.count("    # 不列：") == len(TASKS)
