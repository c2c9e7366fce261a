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
    reasons = re.findall(r"^ +# 判断：.+\n +obligations: \[\]$", raw, re.MULTILINE)
    assert len(reasons) == sum(1 for task in TASKS if not task["obligations"])
