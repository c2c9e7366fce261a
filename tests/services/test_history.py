"""The log and the trend, from real repositories, without the command line."""

from datetime import date
from pathlib import Path

import pytest
from tests.builders.files import EVIDENCE, RECORD_PATH, build, write
from tests.builders.repositories import commit, start

from spt_fazhi.engine.query import Filter
from spt_fazhi.errors import UsageError
from spt_fazhi.services.log import log
from spt_fazhi.services.trend import trend
from spt_fazhi.services.workspace.workspace import Workspace

DAY = date(2024, 7, 1)
ALL = Filter()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = start(tmp_path_factory.mktemp("历史") / "仓库")
    (place / RECORD_PATH).unlink()
    commit(place, "起点", "2024-05-01")
    write(place, RECORD_PATH, EVIDENCE)
    commit(place, "甲局报送", "2024-06-13", who="李四")
    return place


def test_a_log_says_who_brought_each_record(root: Path) -> None:
    found = log(Workspace.read(root, DAY), "1.1")
    assert found.remarks == ()
    assert found.timeline.known
    brought = {event.kind: event.brought.commit.author for event in found.timeline.events if event.brought}
    assert brought["evidence"] == "李四"
    assert [event.kind for event in log(Workspace.read(root, DAY), "甲", 1).timeline.events] == ["evidence"]


def test_without_a_repository_the_log_tells_what_the_files_tell(tmp_path: Path) -> None:
    build(tmp_path)
    found = log(Workspace.read(tmp_path, DAY), "1")
    assert not found.timeline.known
    assert [event.kind for event in found.timeline.events] == ["evidence", "waive"]
    assert found.remarks[0].startswith("提示：")


def test_a_trend_takes_each_month_and_the_last_day(root: Path) -> None:
    found = trend(Workspace.read(root, DAY), "month", (None, None), ALL)
    assert found.remarks == ()
    assert [(each.day.isoformat(), each.totals["done"]) for each in found.trend.samples if each.totals] == [
        ("2024-05-31", 0), ("2024-06-30", 1), ("2024-07-01", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (None, date(2024, 7, 2), "还没有到"),
        (date(2024, 5, 1), date(2024, 4, 30), "没有台账"),
    ],
)
def test_spans_a_trend_refuses(root: Path, since: date | None, until: date | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        trend(Workspace.read(root, DAY), "day", (since, until), ALL)


def test_a_span_of_too_many_days_is_refused(root: Path) -> None:
    with pytest.raises(UsageError, match="太多了"):
        trend(Workspace.read(root, date(2030, 1, 1)), "day", (None, None), ALL)
