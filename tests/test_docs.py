"""The documentation speaks of what is there: commands, options, fields, states, keys, links, and its examples run."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from tests.builders.command import on_day
from tests.builders.places import REPOSITORY

from spt_fazhi.cli.app import run
from spt_fazhi.cli.lazy_group import build, command_names
from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.engine.states import STATES, WORST_FIRST
from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.model.entries.decision import DECISION_KINDS, RedactedFile
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.entries.record import RECORD_KINDS, Attachment
from spt_fazhi.model.plan import (
    AskedFigure,
    CountTarget,
    LetterSettings,
    Obligation,
    ProgressSettings,
    RateTarget,
    RegisterInfo,
    ReviewSettings,
    Section,
    Task,
    TasksFile,
)
from spt_fazhi.model.unit import Group, GroupMembers, Unit, UnitsFile
from spt_fazhi.store.write.new_workspace import create_workspace
from spt_fazhi.store.yaml.reader import read_tree
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.views.wording import SIGNS

DAY = "2024-06-20"
PAGES = sorted(path for folder in (".", "docs", "docs/decisions") for path in (REPOSITORY / folder).glob("*.md"))


def page(name: str) -> str:
    return (REPOSITORY / name).read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)


def options() -> Iterator[tuple[str, str]]:
    """(command path, option) of everything the program offers."""
    group = build()
    context = click.Context(group)
    for name in command_names():
        command: Any = group.get_command(context, name)
        inside = {f"{name} {key}": value for key, value in getattr(command, "commands", {}).items()}
        for path, each in (inside or {name: command}).items():
            for parameter in each.params:
                if parameter.param_type_name == "option" and not parameter.hidden:
                    yield path, max(parameter.opts, key=len)


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_described(name: str) -> None:
    assert re.search(rf"^## .*\b{name}\b", page("docs/commands.md"), re.MULTILINE)
    assert "(#" in page("docs/commands.md").partition(f"[`{name}`]")[2][:2]
    assert f"`{name}" in page("README.en.md")


@pytest.mark.parametrize(("path", "option"), sorted(set(options())))
def test_every_option_is_described_in_its_chapter_or_as_common(path: str, option: str) -> None:
    chapters = re.split(r"^## ", page("docs/commands.md"), flags=re.MULTILINE)
    common = next(each for each in chapters if each.startswith("到处一样的选项"))
    own = next(each for each in chapters if re.match(rf".*\b{path.split(maxsplit=1)[0]}\b", each.splitlines()[0]))
    assert f"`{option}" in common + own


VALUE_CLASSES: tuple[type, ...] = (
    TasksFile, RegisterInfo, ReviewSettings, ProgressSettings, LetterSettings, Section, Task, Obligation, AskedFigure,
    CountTarget, RateTarget, UnitsFile, Unit, Group, GroupMembers, RedactedFile, Attachment, *RECORD_KINDS.values(), *DECISION_KINDS.values(),
    Issued, IssuedDuty, Inspection, Finding,
)  # fmt: skip


@pytest.mark.parametrize("cls", VALUE_CLASSES, ids=lambda cls: cls.__name__)
def test_every_field_is_described_where_files_are(cls: type) -> None:
    text = page("docs/data.md")
    assert [name for field in dataclasses.fields(cls) if f"`{(name := field.name.rstrip('_'))}`" not in text] == []


@pytest.mark.parametrize("kind", [*UNIT_KINDS, *RECORD_KINDS, *DECISION_KINDS])
def test_every_kind_is_described(kind: str) -> None:
    assert f"`{kind}`" in page("docs/data.md")


def test_the_examples_of_files_are_sound() -> None:
    kinds = {**RECORD_KINDS, **DECISION_KINDS}
    seen: set[type] = set()
    for block in blocks(page("docs/data.md"), "yaml"):
        tree = read_tree(re.sub(r"(?m)^   ", "", block) if block.startswith("   ") else block)
        cls: type | None = TasksFile if "tasks" in tree else UnitsFile if "units" in tree else None
        cls = cls or (
            Issued
            if {"name", "recorded"} <= tree.keys()
            else Inspection
            if "visited" in tree
            else kinds.get(tree.get("kind", ""))
        )
        if cls is None:  # a snippet that shows how long text is written
            continue
        value, problems = validate(cls, tree, "docs/data.md")
        assert value is not None, [each.message for each in problems]
        seen.add(cls)
    assert seen == {TasksFile, UnitsFile, *kinds.values(), Issued, Inspection}


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_described_with_its_mark(state: str) -> None:
    rows = [line for line in page("docs/states.md").splitlines() if f"`{state}`" in line and line.startswith("|")]
    assert len(rows) == 1
    assert rows[0].startswith(f"| {SIGNS[state]} {STATES[state]} |")  # type: ignore[index]


def test_the_order_of_tasks_is_the_programs() -> None:
    assert " → ".join(STATES[state] for state in WORST_FIRST) + "。" in page("docs/states.md")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("docs") / "demo"
    create_workspace(place, make_workspace(DemoRequest()))
    return place


def keys(tree: object) -> set[str]:
    """Every key of a JSON tree, but for the states that are keys of counts."""
    if isinstance(tree, list):
        return {key for each in tree for key in keys(each)}
    if not isinstance(tree, dict):
        return set()
    return {key for key in tree if key not in STATES} | {key for each in tree.values() for key in keys(each)}


def test_every_key_of_the_json_is_described(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shown: set[str] = set()
    for command in (["status"], ["list", "--units"], ["check"]):
        run([*command, "--root", str(demo), "--as-of", DAY, "--json"])
        shown |= keys(json.loads(capfd.readouterr().out))
    text = page("docs/commands.md")
    assert "duties" in shown
    assert sorted(key for key in shown if f'"{key}"' not in text and f"`{key}`" not in text) == []


def week() -> list[list[str]]:
    chapter = page("README.md").partition("## 经办人的一周")[2].partition("\n## ")[0]
    lines = [line for block in blocks(chapter, "sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("fazhi ")]


def test_the_week_of_the_readme_can_be_typed_in_the_demo(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "现场照片.jpg").write_bytes(b"\xff\xd8 not a picture, but bytes")
    typed = week()
    assert {each[0] for each in typed} == {
        "status", "due", "overdue", "calls", "unit", "report", "notice", "form", "record", "decide", "check"
    }  # fmt: skip
    for words in typed:
        code = run([*words, "--root", str(demo), *on_day(words)])
        shown = capsys.readouterr()
        if words[:2] == ["decide", "return"]:  # its record's last four letters are random
            assert code == 2
            assert words[2] in shown.err
        else:
            assert code == 0, (words, shown.err)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        other = (path.parent / file).resolve() if file else path
        assert other.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.*)$", other.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}, target


def test_the_documents_that_the_code_cites_are_there() -> None:
    own = {path.name for path in PAGES} | {path.name for path in REPOSITORY.glob("benchmarks/*.md")}
    files = [
        path
        for folder in ("src", "tests", "docs", "benchmarks", "integrations")
        for path in (REPOSITORY / folder).rglob("*")
    ]
    for path in files:
        if path.suffix in {".py", ".md", ".yml", ".j2"} and path != Path(__file__):
            cited = set(re.findall(r"\b[A-Z]{3,}\.md\b", path.read_text("utf-8")))
            assert cited <= own, (path, cited - own)


def test_the_pictures_show_what_status_prints() -> None:
    spec = importlib.util.spec_from_file_location("make_status", REPOSITORY / "docs" / "img" / "make_status.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    drawn = module.pictures()
    assert set(drawn) == {path.name for path in (REPOSITORY / "docs" / "img").glob("*.svg")}
    for name, drawing in drawn.items():
        assert drawing == page(f"docs/img/{name}"), "run `make picture` and commit the result"
        assert "sha256" not in drawing
        assert f"](docs/img/{name})" in page("README.md")
    assert "台账尚未启用" in drawn["status.svg"]
    assert f"--as-of {module.DAY}" in page("README.md")
    assert f"--as-of {module.DEMO_DAY}" in page("README.md")
