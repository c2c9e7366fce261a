"""What the program says, run on the invented district and on the real plan, is typeset like everything a person reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.places import DATA, REPOSITORY
from tests.builders.repositories import commit, git
from tests.builders.worlds.visits import SUBJECTS

from spt_fazhi.cli.app import run
from spt_fazhi.cli.lazy_group import command_names
from spt_fazhi.reports.catalog import catalog

pytestmark = pytest.mark.no_cover  # what is run here is run elsewhere, once
DAYS = ["2024-06-20", "2024-07-12"]
REPORTS = [["quarter", "--period", "2024Q1"], ["quarter", "--period", "2024Q2"], ["quarter", "--period", "2024H1"], ["quarter", "--period", "2024"],
           ["breakdown"], ["unit", "司法局"], ["unit", "示范东镇"], ["unit", "法院"], ["half"], ["annual"]]  # fmt: skip
SCREENS = [
    ["status"], ["overdue"], ["notice"], ["due", "--within", "60"], ["list"], ["list", "--units"], ["duties"], ["check"],
    *(["show", str(task)] for task in range(1, 13)), *(["show", each] for each in ("1.1", "2.1", "4.1", "6.1", "7.1")),
    *(["unit", each] for each in ("示范东镇", "示范西镇", "司法局", "市场监管局", "公安分局", "法院")),
    ["trend"], ["log", "4"], ["report", "list"],
    ["show", "99"], ["unit", "没有这家"], ["statsu"], ["due", "--within", "x"], ["show"], ["record", "evidence", "4.1", "--unit", "法院"],
    ["list", "--state", "x"], ["report", "quater"], ["--nothing"],
]  # fmt: skip


def shown(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    run(args)
    said = capsys.readouterr()
    return said.out + said.err


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("args", [*(["report", *each] for each in REPORTS), *SCREENS], ids=" ".join)
def test_reports_and_screens(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, args: list[str], day: str
) -> None:
    monkeypatch.setenv("FAZHI_ROOT", str(demo))
    dated = args[0] not in {"statsu", "--nothing", "trend", "log", "record"}
    text = shown(capsys, *args, *(["--as-of", day] if dated and args != ["report", "list"] else []))
    assert text
    assert half_width(text) == []
    assert nested(text) == []


@pytest.mark.parametrize("args", [*([name] for name in command_names()), [], ["record", "evidence"], ["record", "progress"], ["record", "void"],
                                  ["decide", "return"], ["decide", "extend"], ["decide", "waive"]], ids=" ".join)  # fmt: skip
def test_helps(capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    text = shown(capsys, *args, "--help")
    assert half_width(text) == []
    assert nested(text) == []


@pytest.mark.parametrize("args", [["report", "breakdown"], ["report", "quarter"], ["report", "half"], ["report", "annual"], ["report", "unit", "司法局"], ["status"], ["list"], ["show", "6"],
                                  ["show", "2"], ["show", "23"], ["unit", "司法局"], ["overdue"], ["check"]], ids=" ".join)  # fmt: skip
@pytest.mark.parametrize("day", ["2024-04-20", "2024-12-31"])
def test_on_the_real_plan_only_the_document_has_half_width_marks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, args: list[str], day: str
) -> None:
    """A mark is the document's when the document has it between the same characters."""
    monkeypatch.setenv("FAZHI_ROOT", str(REPOSITORY))
    document = _squeezed(next((DATA / "source").glob("*.txt")).read_text("utf-8"))
    text = shown(capsys, *args, "--as-of", day)
    own = [each for each in half_width(text) if not any(part in document for part in _around(each))]
    assert own == []
    assert [
        line for line in nested(text) if not any(quote in document for quote in re.findall("（.*（[^）]*）", line))
    ] == []


def _squeezed(text: str) -> str:
    return re.sub(r"（\d+\.\d+）", "", re.sub(r"[\s【】]", "", text))


def _around(found: str) -> Iterator[str]:
    squeezed = _squeezed(found)
    for mark in re.finditer(r"[,;:!?()]", squeezed):
        yield squeezed[max(mark.start() - 2, 0) : mark.end() + 2]


def test_what_is_said_of_a_branch(
    own_demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changed targets, withdrawn and removed records, a share nearly reached: reviewed in every form, then told."""
    monkeypatch.setenv("FAZHI_ROOT", str(own_demo))
    git(own_demo, "init", "--quiet")
    commit(own_demo, "开始")
    git(own_demo, "checkout", "--quiet", "-b", "改动")
    plan = own_demo / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("count: 12", "count: 6"), "utf-8")
    said = shown(capsys, "record", "evidence", "4.1", "--unit", "示范东镇", "--date", "2024-06-12", "--reached", "1999", "--of", "2000",
                 "--title", "六十学时培训", "--document", "示证〔演示〕90号", "--recorded", "2024-06-20")  # fmt: skip
    assert "（1999/2000，99.95%）" in said
    voided, removed = sorted((own_demo / "data/records/sfj").glob("*.yaml"))[:2]
    said += shown(capsys, "record", "void", f"sfj/{voided.stem}", "--reason", "写错了", "--recorded", "2024-06-20")
    removed.unlink()
    commit(own_demo, "改动")
    for args in (["review"], ["review", "--format", "markdown"], ["log", "4"], ["log", "司法局"], ["trend"]):
        text = shown(capsys, *args)
        assert len(text.splitlines()) > 3
        said += text
    assert half_width(said) == []
    assert nested(said) == []


@pytest.mark.parametrize("name", sorted(catalog()))
def test_no_mark_of_markdown_is_left_standing(
    demo: Path, visits: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A bold title that does not close where a reader expects it would show its stars."""
    monkeypatch.setenv("FAZHI_ROOT", str(visits if name in SUBJECTS else demo))
    subject = SUBJECTS.get(name, "示范东镇" if catalog()[name].SUBJECT else None)
    text = shown(capsys, "report", name, *filter(None, [subject]), "--as-of", "2024-07-12")
    reader = MarkdownIt("gfm-like", {"linkify": False})
    words = [each.content for token in reader.parse(text) for each in token.children or () if each.type == "text"]
    assert words
    assert [each for each in words if "*" in each or "\\" in each or "| " in each] == []
