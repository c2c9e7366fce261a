"""What is not closed goes on in the next year as it is: same id, same days, same state on every day that comes."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.builders.checks import (
    attached,
    close,
    decision,
    evidence,
    finding,
    inspection,
    rectify,
    register,
    task,
    void,
)
from tests.builders.command import fazhi
from tests.builders.repositories import commit, git, in_git
from tests.builders.strategies import DAYS, registers
from tests.builders.trees import tree

from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.model.entries.decision import Extend, Redact, RedactedFile, Return, Waive
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Register
from spt_fazhi.services.rollover.findings import going_on, open_findings
from spt_fazhi.views.findings.lines import finding_lines, visits_of

TURN = date(2025, 1, 10)
MANY = settings(max_examples=settings.default.max_examples * 3)
DOCUMENT = """示范区法治政府建设2025年工作要点
示范区人民政府
2025年4月9日
一、第一部分
1.强化培训。各部门年底前至少开展1次培训。（牵头单位：示范区司法局；责任单位：各部门）
"""


def next_year(assessment: Assessment) -> Register:
    """The next year's register: its plan is another, its units are the same, and what goes on is in it."""
    old, found = assessment.register, going_on(assessment)
    info = replace(old.info, year=old.info.year + 1, issued=old.info.issued.replace(year=old.info.year + 1))
    paths = set(found.paths)
    return replace(
        old,
        info=info,
        tasks=(task(id=7, obligations=(), lead=(old.units[0].name,), responsible=()),),
        records=tuple(each for each in old.records if each.file in paths),
        decisions=tuple(each for each in old.decisions if each.file in paths),
        inspections=found.inspections,
        issued=(),
    )


@given(registers(reforms=True), DAYS, st.integers(0, 200))
@MANY
def test_every_open_finding_stands_as_it_stood_on_every_day_that_comes(plan: Register, day: date, wait: int) -> None:
    turned = assess(plan, day)
    assume(
        not any(fault.rule in {"extension-too-far", "return-too-far"} for fault in turned.faults)
    )  # no year is turned
    left, new, later = open_findings(turned), next_year(turned), max(day, date(2025, 1, 1)) + timedelta(days=wait)
    before = {each.duty.key.finding: each for each in assess(plan, later).rectification}
    after = {each.duty.key.finding: each for each in assess(new, later).rectification}
    shut = {name: closing.closed.day >= new.info.first_day for name, closing in turned.matching.closed.items()}
    assert set(after) == {name for name in before if shut.get(name, name in left)}
    for name, each in after.items():
        was = before[name]
        assert (each.state, each.due, each.records, each.duty.owners, each.former, each.extended_by, each.waived_by) == (
            was.state, was.due, was.records, was.duty.owners, was.former, was.extended_by, was.waived_by
        )  # fmt: skip
        assert each.duty.task == -1
    assert not any(
        entry.file.startswith("data/inspections")
        for found in assess(new, later).matching.evidence.values()
        for entry in found
    )
    about = {fault.file for fault in assess(new, later).faults}
    assert about <= {fault.file for fault in assess(plan, later).faults}


def test_what_is_waived_stays_in_the_archive() -> None:
    off = decision(Waive, "2024-07-20-waive-aaaa", inspection="2024-05-24-k7q2", finding=1, recorded=date(2024, 7, 20))
    found = going_on(assess(register(inspections=(inspection(),), decisions=(off,)), TURN))
    assert (found.inspections, found.paths, found.open, found.visits) == ((), (), frozenset(), 0)


AGAIN = inspection(
    "2024-09-20-m3p4", title="第二次法治建设实地督察", from_=date(2024, 9, 18), to=date(2024, 9, 20),
    findings=(finding(due=date(2024, 10, 31)),), recorded=date(2024, 9, 20),
)  # fmt: skip
CLOSED = register(inspections=(inspection(), AGAIN), records=(rectify(),), decisions=(close(),))
"""A problem that was closed in July, and the same again in September, open."""


def test_what_was_closed_goes_on_to_be_compared_with_and_is_nobodys_duty() -> None:
    found = going_on(assess(CLOSED, TURN))
    new = assess(next_year(assess(CLOSED, TURN)), TURN)
    assert (found.open, found.visits) == (frozenset({"2024-09-20-m3p4.1"}), 1)
    assert {rectify().file, close().file} <= set(found.paths)
    assert [each.duty.key.finding for each in new.rectification] == ["2024-09-20-m3p4.1"]
    assert [visit.id for visit in visits_of(new)] == ["2024-09-20-m3p4"]


def test_what_came_again_still_does_in_every_year_it_is_open() -> None:
    new = next_year(assess(CLOSED, TURN))
    for _ in range(2):
        ((line),) = finding_lines(assess(new, new.info.last_day))
        assert line.earlier is not None
        assert (line.earlier.id, line.earlier.closed) == ("2024-05-24-k7q2.1", date(2024, 7, 10))
        new = next_year(assess(new, new.info.last_day))
    shut = replace(new, decisions=(*new.decisions,), inspections=(AGAIN,))
    assert [each.earlier for each in finding_lines(assess(shut, new.info.last_day))] == [None]


def test_a_problem_of_last_year_found_again_this_year_comes_again_and_is_forgotten_after_another() -> None:
    fresh = inspection(
        "2025-03-20-n4r5", from_=date(2025, 3, 18), to=date(2025, 3, 20), recorded=date(2025, 3, 20),
        findings=(finding(due=date(2025, 4, 30)),),
    )  # fmt: skip
    one = register(inspections=(inspection(),), records=(rectify(),), decisions=(close(),))
    new = next_year(assess(one, TURN))
    ((line),) = finding_lines(assess(replace(new, inspections=(*new.inspections, fresh)), date(2025, 3, 20)))
    assert line.earlier is not None
    assert going_on(assess(new, date(2026, 1, 10))).inspections == ()


def test_what_turns_out_not_to_be_put_right_is_handed_back_in_the_new_year() -> None:
    new = next_year(assess(register(inspections=(inspection(),), records=(rectify(),), decisions=(close(),)), TURN))
    assert assess(new, TURN).rectification == ()
    back = decision(Return, "2025-02-01-return-aaaa", record=rectify().id, recorded=date(2025, 2, 1))
    opened = assess(replace(new, decisions=(*new.decisions, back)), date(2025, 2, 1))
    assert [each.state for each in opened.rectification] == ["overdue"]


def test_an_inspection_goes_on_and_counts_for_nothing() -> None:
    visit = inspection(findings=(finding(1, task=1), finding(2, task=1)), obligation=("1.1",))
    both = register(inspections=(visit,), records=(rectify(),), decisions=(close(),))
    ((entry),) = going_on(assess(both, TURN)).inspections
    assert (entry.id, entry.file) == (visit.id, visit.file)
    assert [(each.id, each.task, each.due) for each in entry.value.findings] == [
        (1, None, date(2024, 6, 30)), (2, None, date(2024, 6, 30)),
    ]  # fmt: skip
    assert [each.duty.key.finding for each in assess(next_year(assess(both, TURN)), TURN).rectification] == [
        "2024-05-24-k7q2.2"
    ]
    assert (entry.value.obligation, entry.value.recorded) == ((), visit.value.recorded)


def test_an_addition_stays_one_the_first_goes_on_with_it_though_nothing_in_it_does() -> None:
    added = inspection("2024-05-24-m3p4", adds_to="2024-05-24-k7q2", recorded=date(2024, 6, 3))
    whole = register(inspections=(inspection(), added))
    assert [each.value.adds_to for each in going_on(assess(whole, TURN)).inspections] == [None, "2024-05-24-k7q2"]
    off = decision(Waive, "2024-07-20-waive-aaaa", inspection="2024-05-24-k7q2", finding=1, recorded=date(2024, 7, 20))
    two = inspection("2024-05-24-n4r5", adds_to="2024-05-24-k7q2", recorded=date(2024, 6, 4))
    waived = replace(whole, decisions=(off,), inspections=(*whole.inspections, two))
    first, *others = going_on(assess(waived, TURN)).inspections
    assert (first.id, first.value.findings) == ("2024-05-24-k7q2", ())
    assert [each.value.adds_to for each in others] == [first.id, first.id]
    new = assess(next_year(assess(waived, TURN)), TURN)
    assert (new.faults, [each.id for each in visits_of(new)]) == ((), [first.id])
    assert going_on(assess(waived, TURN)).visits == 1


def test_it_can_be_put_right_and_closed_in_the_new_year() -> None:
    new = next_year(assess(register(inspections=(inspection(),), records=(rectify(),)), TURN))
    assert [each.state for each in assess(new, TURN).rectification] == ["submitted"]
    shut = replace(new, decisions=(*new.decisions, close("2025-01-20-close-aaab", recorded=date(2025, 1, 20))))
    assert [each.state for each in assess(shut, date(2025, 1, 20)).rectification] == ["done"]


def test_all_that_was_decided_goes_along() -> None:
    first = rectify(files=(attached("甲.txt"), attached("乙.txt")))
    gone = void(first.id, "2024-07-02-k7q2.1-aaac", "dz", unit="东镇", recorded=date(2024, 7, 2))
    decisions = (
        decision(Extend, "2024-06-28-extend-aaaa", inspection="2024-05-24-k7q2", finding=1, due=date(2025, 3, 31), recorded=date(2024, 6, 28)),
        decision(Redact, "2024-07-01-redact-aaaa", record=first.id, files=(RedactedFile(name="乙.txt", sha256="0" * 63 + "1"),)),
        decision(Return, "2024-07-01-return-aaaa", record=first.id, again_by=date(2025, 1, 31), recorded=date(2024, 7, 1)),
    )  # fmt: skip
    other = evidence()
    whole = register(inspections=(inspection(),), records=(first, gone, other), decisions=decisions)
    found = going_on(assess(whole, TURN))
    assert set(found.paths) == {
        first.file, gone.file, f"{first.folder}/甲.txt", *(each.file for each in decisions),
    }  # fmt: skip
    new = next_year(assess(whole, TURN))
    on = {day: assess(new, day).rectification[0] for day in (TURN, date(2025, 2, 1), date(2025, 4, 1))}
    assert [each.state for each in on.values()] == ["returned", "pending", "overdue"]
    assert {each.due for each in on.values()} == {date(2025, 3, 31)}


@pytest.fixture
def turned(demo: Path, tmp_path: Path) -> Path:
    """The demo in a repository, its year turned in January on a branch that is committed."""
    root = Path(shutil.copytree(demo, tmp_path / "区"))
    in_git(root)
    git(root, "switch", "-q", "-c", "y2025")
    (tmp_path / "新要点.txt").write_text(DOCUMENT, "utf-8")
    ran = fazhi("rollover", "2025", "--from", str(tmp_path / "新要点.txt"), "--as-of", "2025-01-10", root=root)
    assert ran.code == 0, ran.err
    assert "带过去没有销号的督察问题 4 个（1 次督察）" in ran.err
    commit(root, "换年度")
    return root


def test_the_new_year_is_sound_and_the_old_one_stands_in_the_archive(turned: Path) -> None:
    check = fazhi("check", "--as-of", "2025-04-10", root=turned)
    assert (check.code, check.out.startswith("√")) == (0, True)
    assert fazhi("check", "--as-of", "2025-01-10", root=turned / "archive/2024").code == 0
    listed = fazhi("duties", "--as-of", "2025-04-10", "--json", root=turned).json["duties"]
    found = {each["finding"]: each["state"] for each in listed if each["kind"] == "rectification"}
    assert found == {1: "overdue", 2: "submitted", 4: "overdue", 5: "invited"}


def test_reports_on_it_go_on_and_it_can_be_closed(turned: Path) -> None:
    words = (
        "--unit",
        "示范西镇",
        "--date",
        "2025-04-02",
        "--title",
        "已补公开",
        "--document",
        "示西发〔2025〕1号",
        "--recorded",
        "2025-04-02",
    )
    assert fazhi("record", "rectify", "k7q2.1", *words, root=turned).code == 0
    for name in ("k7q2.1", "k7q2.2"):
        ran = fazhi("decide", "close", name, "--checked-by", "复核组", "--recorded", "2025-04-08", root=turned)
        assert ran.code == 0, ran.err
    listed = fazhi("duties", "--as-of", "2025-04-10", "--json", root=turned).json["duties"]
    found = {each["finding"]: each["state"] for each in listed if each["kind"] == "rectification"}
    assert (found[1], found[2]) == ("done-late", "done")
    assert fazhi("check", "--as-of", "2025-04-10", root=turned).code == 0


def test_what_was_carried_is_told_as_such_and_closed_in_the_new_year(turned: Path) -> None:
    words = ("decide", "close", "k7q2.2", "--checked-by", "复核组", "--recorded", "2025-04-08")
    assert fazhi(*words, root=turned).code == 0
    day = ("--as-of", "2025-04-10")
    summary = fazhi("report", "summary", *day, root=turned).out
    assert "以前年度督察反馈、结转本年度的问题3个，本年度已完成整改1个，尚未销号2个，其中逾期2个。" in summary
    assert "对逾期的2个问题（都是以前年度结转的）逐个催办" in summary
    ledger = fazhi("report", "rectification", *day, root=turned).out
    assert "以前年度督察1次，结转问题3个，已完成整改1个，阶段性完成1个，尚未完成1个。" in ledger
    assert "以前年度结转的问题3个，" in fazhi("report", "quarter", "--period", "2025Q1", *day, root=turned).out
    listed = fazhi("inspect", "list", *day, root=turned).out
    assert "本年度没有；以前年度的 1 次，结转问题 4 个" in listed
    assert "，上年结转）" in listed
    assert [each["carried"] for each in fazhi("inspect", "list", *day, "--json", root=turned).json["inspections"]] == [
        True
    ]


def test_what_was_closed_last_year_is_looked_up_there(turned: Path) -> None:
    for command, word in ((("inspect", "show", "m3p4"), "都已销号"), (("show", "k7q2.3"), "已经销号")):
        ran = fazhi(*command, "--as-of", "2025-04-10", root=turned)
        assert (ran.code, word in ran.err) == (2, True), ran.err


def test_the_review_of_the_turn_passes_whom_it_is_allowed(turned: Path) -> None:
    words = ("review", "main", "--as-of", "2025-01-10", "--json")
    strict, allowed = fazhi(*words, root=turned), fazhi(*words, "--allow-register", root=turned)
    assert (strict.code, allowed.code) == (1, 0)
    assert [each["rule"] for each in allowed.json["findings"] if each["level"] == "block"] == []
    assert "year-archived" in {each["rule"] for each in allowed.json["findings"]}


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("data/inspections/2024-05-22-k7q2.yaml", "finding-left-behind"),
        ("archive/2024/data/inspections/2024-04-17-m3p4.yaml", "inspection-changed"),
        ("archive/2024/data/decisions", "decision-changed"),
    ],
)
def test_what_is_lost_on_the_way_blocks(turned: Path, path: str, rule: str) -> None:
    place = turned / path
    (next(iter(sorted(place.iterdir()))) if place.is_dir() else place).unlink()
    commit(turned, "少一个")
    ran = fazhi("review", "main", "--as-of", "2025-01-10", "--allow-register", "--json", root=turned)
    assert ran.code == 1
    assert rule in {each["rule"] for each in ran.json["findings"] if each["level"] == "block"}


def test_an_attachment_that_is_gone_stops_it_with_nothing_changed(demo: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(demo, tmp_path / "区"))
    (file,) = root.glob("data/records/scjgj/2024-06-12-k7q2.4-*/*.csv")
    file.unlink()
    (tmp_path / "新要点.txt").write_text(DOCUMENT, "utf-8")
    before = tree(root)
    ran = fazhi("rollover", "2025", "--from", str(tmp_path / "新要点.txt"), "--as-of", "2025-01-10", root=root)
    assert ran.code == 2
    assert "读不出来，没有换年度" in ran.err
    assert tree(root) == before
