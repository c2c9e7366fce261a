"""The bulletins of the demo and of a simulated year in both editions, and previews, as they came out last time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.places import TESTS
from tests.builders.worlds.year import ENDS, year_workspace

GOLDEN = TESTS / "reports" / "golden" / "bulletin"
EDITIONS = ["issue", "check"]
NEAR_SPRING = {
    day: f"注意：要求答复的日子推算为{by}，可能在春节假期里（节假日数据未覆盖），请核对；要改的，定稿时改。\n"
    for day, by in (("2025-01-12", "2025年1月22日"), ("2025-01-15", "2025年1月24日"))
}
"""What is said of bulletins whose day of answer may be a holiday, by the day they are made."""
Golden = Callable[[Path, str], None]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return year_workspace(tmp_path_factory.mktemp("年") / "示范区")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("period", ENDS)
def test_the_bulletins_of_a_year(year: Path, period: str, edition: str, golden: Golden) -> None:
    ran = fazhi("report", "quarter", "--period", period, "--as-of", ENDS[period], "--edition", edition, root=year)
    assert (ran.code, ran.err) == (0, NEAR_SPRING.get(ENDS[period], ""))
    golden(GOLDEN / f"{period}-{edition}.md", ran.out)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("period", "day"),
    [("2024-05", "2024-06-03"), ("2024Q1", "2024-04-12"), ("2024H1", "2024-07-12"), ("2024", "2025-01-15")],
)
def test_the_bulletins_of_the_demo(demo: Path, period: str, day: str, edition: str, golden: Golden) -> None:
    ran = fazhi("report", "quarter", "--period", period, "--as-of", day, "--edition", edition, root=demo)
    assert (ran.code, ran.err) == (0, NEAR_SPRING.get(day, ""))
    golden(GOLDEN / f"demo-{period}-{edition}.md", ran.out)


def test_a_preview_is_about_the_running_period(year: Path, golden: Golden) -> None:
    ran = fazhi("report", "preview", "--as-of", "2024-08-20", root=year)
    assert (ran.code, ran.err) == (0, "")
    assert "2024年第三季度通报预览" in ran.out
    assert ran.out == fazhi("report", "preview", "--period", "2024Q3", "--as-of", "2024-08-20", root=year).out
    golden(GOLDEN / "preview.md", ran.out)
