"""A report's values and text, without the command line."""

from datetime import date
from pathlib import Path

import pytest

from spt_fazhi.errors import UsageError
from spt_fazhi.services.report import find_report, library_of, report_markdown, report_values
from spt_fazhi.services.workspace.workspace import Workspace

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
