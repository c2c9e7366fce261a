"""What a paper is made from: one list, asked by whoever keeps a commit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.builders.repositories import commit, git
from tests.builders.world import issued
from tests.builders.worlds.visits import SUBJECTS

from spt_fazhi.checks.admission import with_entries
from spt_fazhi.engine.assess import assess
from spt_fazhi.errors import RefusedError
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.reports.figures.edition import Origin
from spt_fazhi.services.origin import nothing_issued, origin_of, printed_by, reminders_by, require_origin
from spt_fazhi.services.report import find_report, report_request
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.yaml_text import entry_text

DAY = date(2024, 7, 20)


@pytest.mark.parametrize("name", sorted(catalog()))
def test_a_report_says_whether_it_prints_what_was_issued(demo: Path, visits: Path, name: str) -> None:
    """A report that prints reminders without saying so would keep a commit it cannot be made again from."""
    here = Workspace.read(visits if name in SUBJECTS else demo, DAY)
    report = find_report(name)
    asked = report_request(here, report, SUBJECTS.get(name, "示范东镇" if report.SUBJECT else None), None)
    owed = tuple(
        (each.duty.key.obligation, "示范东镇", each.duty.key.period or None)
        for each in here.assessment.all_duties
        if each.duty.key.unit == "示范东镇" and each.duty.key.obligation
    )
    said = issued("call", "07-10", owed, answer="下周报")
    grown = assess(with_entries(here.register, [said]), DAY)
    values = [report.build(replace(asked, assessment=each)) for each in (here.assessment, grown)]
    assert (values[0] != values[1]) == (printed_by(here, report) is not nothing_issued)


def test_a_reminder_counts_where_it_is_printed(own_demo_in_git: Path) -> None:
    said = issued("call", "07-10", (("6.1", "示范东镇", "2024-06"),))
    (own_demo_in_git / "data/issued").mkdir(exist_ok=True)
    (own_demo_in_git / said.file).write_text(entry_text(said.value), "utf-8")

    def saved(day: date) -> tuple[bool, bool]:
        here = Workspace.read(own_demo_in_git, day)
        return origin_of(here).saved, origin_of(here, reminders_by(here)).saved

    assert saved(DAY) == (True, False)
    assert saved(date(2024, 7, 9)) == (True, True)  # it was not said yet
    commit(own_demo_in_git)
    assert saved(DAY) == (True, True)
    (own_demo_in_git / said.file).unlink()
    assert saved(date(2024, 7, 9)) == (True, False)  # nobody looks what it said


def test_the_commit_that_was_read_is_the_origin_whatever_lies_on_disk(own_demo_in_git: Path) -> None:
    head = git(own_demo_in_git, "rev-parse", "HEAD").strip()
    (own_demo_in_git / "data/tasks.yaml").write_text("x", "utf-8")
    past = Workspace.read_at(own_demo_in_git, "HEAD", DAY, exact=True)
    assert (require_origin(past), origin_of(past)) == (head, Origin(commit=head, saved=True))


def test_files_in_the_middle_of_a_write_are_none_of_it(own_demo_in_git: Path) -> None:
    for name in ("records/.fazhi-tmp-batch-0a0b", "records/dongz/.fazhi-tmp-2024-07-01-6.1-aaaa", "records/散.txt"):
        (own_demo_in_git / "data" / name).write_text("x", "utf-8")
    assert require_origin(Workspace.read(own_demo_in_git, DAY))


def test_a_workspace_below_the_top_and_a_repository_inside_it(own_demo_in_git: Path) -> None:
    below = own_demo_in_git / "区"
    below.mkdir()
    (own_demo_in_git / "data").rename(below / "data")
    commit(own_demo_in_git)
    assert require_origin(Workspace.read(below, DAY))
    inner = below / "data/records/inner"
    inner.mkdir()
    git(inner, "init", "--quiet")
    (inner / "2024-06-12-6.1-aaaa.yaml").write_text("x", "utf-8")
    commit(inner)
    with pytest.raises(RefusedError, match="data/records/inner/"):
        require_origin(Workspace.read(below, DAY))


def test_without_git_there_is_no_origin(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert origin_of(Workspace.read(demo, DAY)) == Origin(commit=None, saved=False)
