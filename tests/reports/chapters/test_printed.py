"""Half-year summaries and annual reports as the command prints them: of the demo, the real plan, a register not in use."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import fazhi
from tests.builders.places import REPOSITORY, TESTS
from tests.builders.worlds.district import district

from spt_fazhi.model.plan import RateTarget
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.services.report import find_report, marked_markdown, report_markdown, report_values
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.marks import marked_in, replace_marks

GOLDEN = TESTS / "reports" / "golden"
GAP = re.compile("【此处需补写：[^】]*】")


def test_a_register_that_is_not_in_use_judges_nobody(tmp_path: Path) -> None:
    root = district(tmp_path, in_use=False)
    for name in ("half", "annual"):
        ran = fazhi("report", name, "--as-of", "2025-02-10", root=root)
        assert (ran.code, ran.err) == (0, "")
        assert "> 台账尚未启用" in ran.out
        for word in ("已完成", "没有完成", "占", "待补录", "抓紧补办"):
            assert word not in ran.out
        assert "【此处需补写：组织领导的主要做法和成效】" in ran.out


@pytest.mark.parametrize("name", ["half", "annual"])
def test_every_number_is_a_figure_or_stands_in_the_register(demo: Path, name: str) -> None:
    """Without its figures, days, and the words of the plan and of records, a text has no digit left."""
    workspace = Workspace.read(demo, date(2024, 7, 12))
    report = find_report(name)
    values = report_values(workspace, report, None, None)
    marked = marked_markdown(workspace, report, values)
    text = replace_marks(marked, lambda key, text: "")
    words = {line for entry in workspace.register.records for line in _lines(entry.value)}
    for task in workspace.register.tasks:
        words |= {task.title, *(each.title for each in task.obligations)}
        words |= {each.target.reached or "x" for each in task.obligations if isinstance(each.target, RateTarget)}
    words |= {entry.value.title for entry in workspace.register.inspections}
    for said in sorted(words, key=len, reverse=True):
        text = text.replace(said, "")
    text = re.sub(
        r"\d{1,2}月\d{1,2}日至\d{1,2}日|2024年度?|2025年度?|\d{1,2}月\d{1,2}日|(?m:^\d．)|\d+条任务|\d+个具体事项|本稿尚有\d+处|要求\d+[次场]",
        "",
        text,
    )
    assert re.findall(r"\d", text) == []


@pytest.mark.parametrize("name", ["half", "annual"])
def test_every_figure_that_is_signed_has_its_note(demo: Path, name: str) -> None:
    workspace = Workspace.read(demo, date(2024, 7, 12))
    report = find_report(name)
    values = report_values(workspace, report, None, None)
    signed = marked_in(marked_markdown(workspace, report, values))
    text = report_markdown(workspace, report, values, "check")
    body, _, notes = text.partition("## 核对说明")
    printed = [(each[1], each[2]) for each in re.finditer(r"([\d.]+%?)\[\^(r\d+)\]", body)]
    assert [each.text for each in signed] == [number for number, _ in printed]
    known = figures_in(values)
    for each, (_, label) in zip(signed, printed, strict=True):
        assert re.search(rf"^\[\^{label}\]: {re.escape(known[each.key].basis)}", notes, re.MULTILINE)


def _lines(said: Any) -> list[str]:
    texts = [getattr(said, name, None) for name in ("title", "document", "done", "problems", "next")]
    return [line.rstrip("。；") for text in texts if text for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("name", ["half", "annual"])
def test_the_edition_to_check_it_by(demo: Path, name: str, golden: Callable[[Path, str], None]) -> None:
    ran = fazhi("report", name, "--edition", "check", "--as-of", "2024-07-12", root=demo)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"{name}-check.md", ran.out)


def test_the_report_on_a_year_that_is_over(demo: Path, golden: Callable[[Path, str], None]) -> None:
    ran = fazhi("report", "annual", "--as-of", "2025-01-15", root=demo)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / "annual-2025-01-15.md", ran.out)


def test_the_real_plan_asks_for_what_its_register_does_not_hold() -> None:
    ran = fazhi("report", "annual", "--as-of", "2025-02-10", root=REPOSITORY)
    assert (ran.code, ran.err) == (0, "")
    assert "# 沙坡头区2024年度法治政府建设情况报告\n" in ran.out
    assert ran.out.endswith("中卫市沙坡头区人民政府\n\n2025年2月10日\n")
    for said in ("主送机关", "合法性审查的件数和结果", "规范性文件备案的件数和结果", "2025年度主要工作安排"):
        assert f"【此处需补写：{said}】" in ran.out
    assert f"本稿尚有{len(GAP.findall(ran.out))}处需补写，" in ran.out
