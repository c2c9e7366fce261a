"""The year's course: by month, of the unit, without reading again what is at hand, and never a reason to fail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.repositories import commit, git

from spt_fazhi.engine.query import Filter
from spt_fazhi.services.board.course import course_of
from spt_fazhi.services.trend import held_commit, trend
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git import history
from spt_fazhi.views.board.values import BoardOptions

DAY = date(2024, 6, 30)
ALL = BoardOptions()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commits that are read again."""
    found: list[str] = []

    class Past(history.Past):
        def __init__(self, repository: Any, commits: Sequence[history.DatedCommit]) -> None:
            found.extend(each.id for each in commits)
            super().__init__(repository, commits)

    monkeypatch.setattr(history, "Past", Past)
    return found


def course(here: Workspace, options: BoardOptions = ALL) -> Any:
    return course_of(here, options, held_commit(here))


def test_what_is_at_hand_is_not_read_again(own_demo_in_git: Path, read: list[str]) -> None:
    head = git(own_demo_in_git, "rev-parse", "HEAD").strip()
    for here in (Workspace.read(own_demo_in_git, DAY), Workspace.read_at(own_demo_in_git, "HEAD", DAY, exact=True)):
        found = course(here)
        assert read == []
        assert [each.day.isoformat() for each in found.samples] == ["2024-05-31", "2024-06-30"]
        asked = [
            trend(here, "month", (None, None), Filter(), "").trend,
            trend(here, "month", (None, None), Filter()).trend,
        ]
        assert read == [head]  # it was read where nothing is said to be at hand
        read.clear()
        assert asked[0] == asked[1]
        assert found.samples == asked[0].samples
        assert found.shown == ()


def test_what_is_not_committed_or_not_usable_is_read(own_demo_in_git: Path, read: list[str]) -> None:
    here = Workspace.read(own_demo_in_git, DAY)
    before = course(here).samples
    record = min((own_demo_in_git / "data/records").rglob("*.yaml"))
    good = record.read_text("utf-8")
    record.write_text("kind: evidence\n", "utf-8")
    here = Workspace.read(own_demo_in_git, DAY)
    assert course(here).samples == before  # the commit's, not the file's
    assert len(read) == 1
    commit(own_demo_in_git, "坏了", "2024-06-10")
    read.clear()
    found = course(Workspace.read(own_demo_in_git, DAY))
    assert len(read) == 2
    assert [each.unusable for each in found.samples] == [0, 1]
    assert found.shown == ("走势不全：有的时点的台账读不了或数据不能用，没有计入。",)
    record.write_text(good, "utf-8")
    commit(own_demo_in_git, "改好", "2024-06-11")
    read.clear()
    here = Workspace.read(own_demo_in_git, DAY)
    assert course(here).samples[-1].unusable == 0
    assert len(read) == 1  # the older one alone


def test_of_one_unit_and_for_the_public(demo_in_git: Path) -> None:
    here = Workspace.read(demo_in_git, DAY)
    name = "示范区教育局"
    whole, own = course(here).samples[-1], course(here, BoardOptions(unit=name)).samples[-1]
    wanted = Filter(units=frozenset({name}))
    assert own.totals == trend(here, "month", (None, None), wanted).trend.samples[-1].totals
    assert sum(own.totals.values()) < sum(whole.totals.values())
    public = course(here, BoardOptions(public=True)).samples[-1]
    assert (public.totals, public.invited, public.invited_progress) == (whole.totals, None, None)
    assert public.invited_rectification is None
    assert whole.invited is not None


def test_without_a_history_there_is_none_and_a_remark(demo: Path, own_demo: Path, demo_in_git: Path) -> None:
    said = ("没有走势：git 里没有本年度到这一天的台账。",)
    assert course(Workspace.read(demo, DAY)).shown == said
    public = course(Workspace.read(demo, DAY), BoardOptions(public=True))  # the public is not told of git
    assert (public.shown, public.remarks) == ((), said)
    git(own_demo, "init", "--quiet")
    assert course(Workspace.read(own_demo, DAY)).shown == said
    for day in (date(2024, 3, 1), date(2023, 12, 31), date.min):
        found = course(Workspace.read(demo_in_git, day))
        assert (found.samples, found.shown) == ((), said)
    late = course(Workspace.read(demo_in_git, date.max))
    assert late.samples[-1].day == date(2024, 12, 31)


def test_a_plan_of_another_format_in_the_past(own_demo_in_git: Path) -> None:
    plan = own_demo_in_git / "data/tasks.yaml"
    good = plan.read_text("utf-8")
    plan.write_text(good.replace("format: ", "format: 9", 1) if "format: " in good else f"format: 99\n{good}", "utf-8")
    commit(own_demo_in_git, "别的格式", "2024-05-20")
    plan.write_text(good, "utf-8")
    commit(own_demo_in_git, "改回", "2024-06-02")
    found = course(Workspace.read(own_demo_in_git, DAY))
    assert [each.day.isoformat() for each in found.samples][-1] == "2024-06-30"
    assert found.shown
