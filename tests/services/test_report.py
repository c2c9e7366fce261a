"""A report's values and text, without the command line."""

import re
from datetime import date
from pathlib import Path

import pytest
from tests.builders.repositories import commit
from tests.builders.worlds.visits import SUBJECTS

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.reports.figures.edition import Origin
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.services.origin import origin_of
from spt_fazhi.services.report import (
    find_edition,
    find_report,
    library_of,
    marked_markdown,
    report_markdown,
    report_values,
    with_sources,
)
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.marks import marked_in, without_marks

DAY = date(2024, 7, 20)


@pytest.fixture
def here(demo: Path) -> Workspace:
    return Workspace.read(demo, DAY)


def test_the_period_is_the_last_that_ended_unless_one_is_typed(here: Workspace) -> None:
    quarter = find_report("quarter")
    assert report_values(here, quarter, None, None).period.text == "2024Q2"
    assert report_values(here, quarter, None, "2024q1").period.text == "2024Q1"
    assert report_values(Workspace.read(here.root, date(2024, 1, 5)), quarter, None, None).period.text == "2024Q1"


@pytest.mark.parametrize(
    ("report", "subject", "period"),
    [
        ("quarter", None, "2023Q2"),
        ("quarter", None, "二零二"),
        ("quarter", "示范东镇", None),
        ("unit", None, None),
        ("unit", "没有的单位", None),
        ("breakdown", None, "2024Q2"),
    ],
)
def test_what_does_not_fit_a_report_is_refused(
    here: Workspace, report: str, subject: str | None, period: str | None
) -> None:
    with pytest.raises(UsageError):
        report_values(here, find_report(report), subject, period)


def test_an_unknown_report_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        find_report("quater")
    assert "fazhi report quarter" in caught.value.hint


def test_a_template_of_the_workspace_wins(own_demo: Path) -> None:
    (own_demo / "templates").mkdir(exist_ok=True)
    (own_demo / "templates" / "unit.md.j2").write_text("# {{ unit.name }}\n", "utf-8")
    here = Workspace.read(own_demo, DAY)
    unit = find_report("unit")
    values = report_values(here, unit, "示范东镇", None)
    assert report_markdown(here, unit, values) == "# 示范东镇\n"
    assert library_of(here).origin("unit.md.j2") != library_of(here).origin("quarter.md.j2")


def test_an_edition_is_found_by_its_name_in_either_tongue() -> None:
    assert [find_edition(name) for name in ("issue", "印发版", "check", "核对版")] == [
        "issue",
        "issue",
        "check",
        "check",
    ]
    with pytest.raises(UsageError) as caught:
        find_edition("chek")
    assert "check（核对版）" in caught.value.hint


@pytest.mark.parametrize("name", sorted(catalog()))
def test_every_figure_of_what_is_signed_is_explained_in_what_it_is_checked_by(
    here: Workspace, visits: Path, name: str
) -> None:
    report = find_report(name)
    if name in SUBJECTS:
        here = Workspace.read(visits, DAY)
    values = report_values(here, report, SUBJECTS.get(name, "示范区司法局" if report.SUBJECT else None), None)
    marked = marked_markdown(here, report, values)
    printed = [(each.key, each.text) for each in marked_in(marked)]
    known = figures_in(values)
    assert {key for key, _ in printed} <= set(known)
    checked = with_sources(here, report, values, marked)
    assert [(each.key, each.text) for each in marked_in(checked)] == printed
    text = without_marks(checked)
    notes = dict(re.findall(r"^\[\^(r\d+)\]: (.*)$", text, re.MULTILINE))
    assert all(shown for _, shown in printed)
    labels = re.findall(r"\ufdd2\[\^(r\d+)\]", checked)
    assert len(labels) == len(printed)
    for (key, _), label in zip(printed, labels, strict=True):
        assert known[key].basis in notes[label].replace("\\", "")
    assert without_marks(marked) == report_markdown(here, report, values)


def test_what_is_checked_says_which_commit_it_is_from_and_whether_that_is_all(own_demo_in_git: Path) -> None:
    head = commit(own_demo_in_git, "再一个", files={"说明.txt": "x"})
    assert origin_of(Workspace.read(own_demo_in_git, DAY)) == Origin(commit=head, saved=True)
    (own_demo_in_git / "说明.txt").write_text("改", "utf-8")  # no data
    assert origin_of(Workspace.read(own_demo_in_git, DAY)).saved
    (own_demo_in_git / "data" / "说明.txt").write_text("新", "utf-8")  # in data/, and no paper is made from it
    assert origin_of(Workspace.read(own_demo_in_git, DAY)).saved
    (own_demo_in_git / "data" / "source" / "~$说明.docx").write_text(
        "新", "utf-8"
    )  # nor from what the plan does not name
    assert origin_of(Workspace.read(own_demo_in_git, DAY)).saved
    source = next((own_demo_in_git / "data" / "source").glob("*.txt"))
    source.write_text(f"{source.read_text('utf-8')}\n", "utf-8")
    here = Workspace.read(own_demo_in_git, DAY)
    assert origin_of(here) == Origin(commit=head, saved=False)
    report = find_report("breakdown")
    text = report_markdown(here, report, report_values(here, report, None, None), "check")
    assert f"取自提交 {head}及其后尚未提交的改动" in text


def test_outside_git_there_is_no_commit(here: Workspace) -> None:
    assert origin_of(here) == Origin(commit=None, saved=False)
    report = find_report("breakdown")
    assert "不在 git 仓库里" in report_markdown(here, report, report_values(here, report, None, None), "check")


def test_a_template_of_the_workspace_has_both_editions(own_demo: Path) -> None:
    (own_demo / "templates").mkdir(exist_ok=True)
    own = "# {{ title }}\n\n{% for each in closed %}{{ each.title }}{{ each.records | 依据 }}；{% endfor %}{{ '口径' | 脚注 }}\n"
    (own_demo / "templates" / "unit.md.j2").write_text(own, "utf-8")
    here = Workspace.read(own_demo, DAY)
    unit = find_report("unit")
    values = report_values(here, unit, "示范东镇", None)
    signed, checked = (report_markdown(here, unit, values, edition) for edition in ("issue", "check"))
    assert "[^" not in signed
    assert checked.startswith(signed.replace("；\n", "")[:20])
    assert re.search(r"^\[\^r1\]: 记录：", checked, re.MULTILINE)
    assert re.search(r"^\[\^r\d+\]: 口径$", checked, re.MULTILINE)
    assert "## 核对说明" in checked


def test_a_fault_in_the_text_after_a_report_names_its_line(own_demo: Path) -> None:
    (own_demo / "templates").mkdir(exist_ok=True)
    (own_demo / "templates" / "check.md.j2").write_text("甲\n{{ origin.comit }}\n", "utf-8")
    here = Workspace.read(own_demo, DAY)
    report = find_report("breakdown")
    values = report_values(here, report, None, None)
    assert report_markdown(here, report, values)
    with pytest.raises(FazhiError, match=r"templates/check\.md\.j2:2：.*是不是“commit”"):
        report_markdown(here, report, values, "check")
