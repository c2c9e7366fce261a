"""Annotations for forges: escaped as workflow commands, and SARIF that its schema accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from spt_fazhi.model.problem import SEVERITIES, Problem
from spt_fazhi.render.forge.annotation import Annotation, of_problem
from spt_fazhi.render.forge.github import github
from spt_fazhi.render.forge.sarif import sarif

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0-trimmed.schema.json").read_text("utf-8"))
FOUND = Annotation(
    level="error", rule="bad-value", file="台账 一/data/a%b,c:d.yaml", line=3, column=7, message="坏\r\n::error::x 100%", hint="改"
)  # fmt: skip


def validate(document: Any) -> None:
    Draft7Validator.check_schema(SCHEMA)
    Draft7Validator(SCHEMA).validate(document)


def test_a_command_is_one_line_and_escaped() -> None:
    assert github([FOUND], "fazhi check", "共 1 个\n100%") == (
        "::error file=台账 一/data/a%25b%2Cc%3Ad.yaml,line=3,col=7,title=bad-value::坏%0D%0A::error::x 100%25%0A→ 改\n"
        "::notice title=fazhi check::共 1 个%0A100%25\n"
    )


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
remarks = st.builds(
    Annotation, level=st.sampled_from(SEVERITIES), rule=texts, file=texts, line=st.integers(1, 9), column=st.integers(1, 9),
    message=texts, hint=texts,
)  # fmt: skip


@given(st.lists(remarks, max_size=4))
def test_no_text_can_begin_a_command_of_its_own(found: list[Annotation]) -> None:
    lines = github(found, "t", "s").split("\n")
    assert len(lines) == len(found) + 2
    for line, each in zip(lines, found, strict=False):
        assert "\r" not in line
        assert line.startswith(f"::{each.level} file=")
        properties = line.split("::")[1].partition(" ")[2]
        assert [part.split("=")[0] for part in properties.split(",")] == ["file", "line", "col", "title"]


@given(st.lists(remarks, max_size=4))
def test_any_remarks_make_sound_sarif(found: list[Annotation]) -> None:
    document = sarif(found, {"bad-value": "值不合要求"})
    validate(json.loads(json.dumps(document)))
    run = document["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len({each["id"] for each in rules}) == len(rules)
    for result, each in zip(run["results"], found, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == each.rule


def test_sarif_says_where_what_and_what_the_rule_looks_for() -> None:
    run = sarif([FOUND], {"bad-value": "值不合要求"})["runs"][0]
    assert run["tool"]["driver"]["rules"] == [{"id": "bad-value", "shortDescription": {"text": "值不合要求"}}]
    (result,) = run["results"]
    assert result["level"] == "error"
    assert result["message"]["text"].endswith("\n→ 改")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E5%8F%B0%E8%B4%A6%20%E4%B8%80/data/a%25b%2Cc%3Ad.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}


def test_nothing_found_is_a_sound_document_too() -> None:
    document = sarif([], {})
    validate(document)
    assert document["runs"][0]["results"] == []


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("notice", "note")])
def test_a_problem_keeps_its_severity(severity: Any, level: str) -> None:
    problem = Problem(rule="r", severity=severity, file="data/a.yaml", message="坏\n了", hint="改")
    found = of_problem(problem, "台账/")
    assert found == Annotation(
        level=severity, rule="r", file="台账/data/a.yaml", line=1, column=1, message="坏 了", hint="改"
    )
    assert sarif([found], {})["runs"][0]["results"][0]["level"] == level
