"""Whatever a person reads in Chinese is typeset: full-width marks, no brackets inside brackets of one kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment, nodes
from tests.builders.pages.typesetting import HOLE, half_width, nested, prose_of_markdown, sentences
from tests.builders.places import REPOSITORY

from spt_fazhi.text.markdown import escape_markdown

PROJECT = REPOSITORY
SOURCES = sorted((PROJECT / "src").rglob("*.py"))
PAGES = sorted((*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md"), *PROJECT.glob("benchmarks/*.md")))
TEMPLATES = sorted((PROJECT / "templates").glob("*.md.j2"))
GOLDEN = sorted(file for file in (PROJECT / "tests").glob("**/golden/**/*") if file.is_file())
DAYS = ["2024-06-20", "2024-07-12"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("甲,乙", 1), ("甲，乙", 0), ("甲(乙)", 2), ("甲（2024）", 0), ("5月31日前(2024年5月31日)", 2), ("如下:\n甲", 1), ("08:30", 0),
     ("key: 值", 0), ("没有写入;", 1), ("“甲”;“乙”", 1), ("35/36(97.2%)", 0), (f"{HOLE}({HOLE})", 2), ("真的吗?", 1), ("a, b", 0)],
)  # fmt: skip
def test_what_counts_as_half_width(text: str, found: int) -> None:
    assert len(half_width(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("（甲（乙））", 1), ("（甲〔乙〕）", 0), ("（甲）（乙）", 0), ("（甲\n（乙）", 0), ("《甲《乙》》", 1)],
)
def test_what_counts_as_nested(text: str, found: int) -> None:
    assert len(nested(text)) == found


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(PROJECT / "src/spt_fazhi")))
def test_texts_of_the_program(file: Path) -> None:
    inside = file.relative_to(PROJECT / "src/spt_fazhi").parts[0]
    faults = [
        (line, found)
        for line, said in sentences(file.read_text("utf-8"), patterns=inside in {"intake", "text"})
        for found in (*half_width(said), *nested(said))
    ]
    assert faults == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_pages(file: Path) -> None:
    faults = [
        found for said in prose_of_markdown(file.read_text("utf-8")) for found in (*half_width(said), *nested(said))
    ]
    assert faults == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_templates(file: Path) -> None:
    """What a template says itself, with a hole for each value, and the texts in its expressions."""
    tree = Environment(autoescape=False).parse(file.read_text("utf-8"))
    for output in tree.find_all(nodes.Output):
        said = "".join(each.data if isinstance(each, nodes.TemplateData) else HOLE for each in output.nodes)
        assert half_width(said) == []
        assert nested(said) == []
    for text in tree.find_all(nodes.Const):
        assert half_width(str(text.value)) == []


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(each)


@pytest.mark.parametrize("file", sorted((PROJECT / "schema").glob("*.json")), ids=lambda file: file.name)
def test_schemas(file: Path) -> None:
    for said in strings(json.loads(file.read_text("utf-8"))):
        assert "\\" in said or half_width(said) == []


@pytest.mark.parametrize("name", ["tasks.yaml", "units.yaml"])
def test_remarks_in_the_plan(name: str) -> None:
    """The office's remarks; what the document says stays as it was written."""
    remarks = "\n".join(re.findall(r"^ *#(.*)$", (PROJECT / "data" / name).read_text("utf-8"), re.MULTILINE))
    assert half_width(remarks) == []
    assert nested(remarks) == []


def quoted() -> list[str]:
    """The document's own words in the real plan, the longest first: they stay as it wrote them."""
    plan = yaml.safe_load((PROJECT / "data" / "tasks.yaml").read_text("utf-8"))
    obligations = [each for task in plan["tasks"] for each in task.get("obligations", ())]
    words = [each[key] for each in obligations for key in ("quote", "phrase") if key in each]
    words += [task["text"] for task in plan["tasks"]]
    return sorted((escape_markdown(each.rstrip("。"), start=False) for each in words), key=len, reverse=True)


def test_golden_outputs() -> None:
    own = quoted()
    for file in GOLDEN:
        if file.suffix != ".json":
            text = file.read_text("utf-8")
            for words in own if "real-plan" in file.name else ():
                text = text.replace(words, "文")
            assert (file.name, half_width(text)) == (file.name, [])
            assert (file.name, nested(text)) == (file.name, [])
