"""The official document and the committed register, read without the program."""

import re
from typing import Any, NamedTuple

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


OBLIGATION_KEYS = {
    "id", "title", "quote", "who", "scope", "target", "due", "every", "phrase", "proof", "holder", "figures", "recurs",
    "basis", "assumed",
}  # fmt: skip


class SourceTask(NamedTuple):
    """One numbered paragraph of the document, taken apart."""

    section: str
    id: str
    title: str
    text: str
    lead: list[str]
    responsible: list[str]
    paragraph: str


def closing_paragraph() -> str:
    """The paragraph after the last numbered one: what the document asks for outside its tasks."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    last = max(index for index, line in enumerate(lines) if TASK_LINE.fullmatch(line))
    return lines[last + 1]


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


NUMBERED = [task for task in TASKS if task["id"] != "0"]


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
