"""`fazhi review` on real commits: days of entry, units renamed and ended, records filed for others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.files import RECORD_PATH, TASKS, TASKS_PATH, UNITS, UNITS_PATH, WAIVE_PATH, write
from tests.builders.repositories import NEW, TEXT, branch, commit, committed, git

EXTEND = "data/decisions/2024-12-30-extend-aaab.yaml"
GRANTED = (
    'kind: extend\nobligation: "1.1"\nunit: 丙镇\ndue: 2025-03-31\napproved_by: 示依法办〔2024〕9号\n'
    "reason: 该镇换届，讲法推迟到一季度\nrecorded: 2024-12-30\n"
)
SOUND = TEXT.replace("另外开展甲事三场", "组织三场甲事，东区一百二十人参加") + "document: 示司发〔2024〕9号\n"


def review(root: Path, *args: str, as_of: str = "2025-01-20", **env: Any) -> Ran:
    return fazhi("review", "--as-of", as_of, *args, root=root, **env)


def findings(ran: Ran) -> list[tuple[str, str, str]]:
    return [(each["level"], each["rule"], each["file"]) for each in ran.json["findings"]]


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = committed(tmp_path / "仓库")
    branch(root, "报送")
    return root


def test_a_decision_made_to_look_older(repo: Path) -> None:
    """An overdue duty made not overdue by an extension entered weeks later with an earlier day."""
    commit(repo, files={EXTEND: GRANTED}, day="2025-01-18")
    ran = review(repo, "--json")
    assert ran.code == 1
    assert findings(ran) == [("block", "recorded-decides", EXTEND)]
    assert "到 2025-01-18 才提交，早了 19 天" in ran.json["findings"][0]["message"]
    assert (ran.json["findings"][0]["line"], ran.json["findings"][0]["column"]) == (7, 11)
    assert "× [recorded-decides]" in review(repo).out
    assert review(repo, "--allow-register").code == 1


def test_a_decision_committed_in_time(repo: Path) -> None:
    commit(repo, files={EXTEND: GRANTED}, day="2024-12-31")
    ran = review(repo, "--json")
    assert (ran.code, findings(ran)) == (0, [])


def test_what_is_not_committed_is_of_today(repo: Path) -> None:
    write(repo, EXTEND, GRANTED)
    assert findings(review(repo, "--worktree", "--json")) == [("block", "recorded-decides", EXTEND)]
    assert findings(review(repo, "--worktree", "--json", as_of="2025-01-02")) == []


def test_a_commit_that_hides_its_day(repo: Path) -> None:
    git(repo, "checkout", "-q", "main")
    commit(repo, files={"说明.md": "x"}, day="2025-01-10")
    branch(repo, "倒填")
    commit(repo, files={EXTEND: GRANTED}, day="2024-12-30")
    assert findings(review(repo, "--json")) == [("block", "recorded-decides", EXTEND), ("ask", "commit-day", EXTEND)]


def test_evidence_entered_long_before_it_came(repo: Path) -> None:
    commit(repo, files={NEW: SOUND}, day="2025-01-18")
    ran = review(repo, "--json")
    assert ran.code == 0
    assert findings(ran) == [("ask", "entered-late", NEW), ("ask", "recorded-early", NEW)]


RENAMED = UNITS.replace("name: 甲局", "name: 甲和乙局").replace("aliases: [甲]", "aliases: [甲, 甲局]")


def test_a_unit_renamed_is_one_change(repo: Path) -> None:
    commit(repo, files={UNITS_PATH: RENAMED})
    ran = review(repo, "--json", as_of="2024-07-15")
    assert ran.code == 0
    assert findings(ran) == [("ask", "plan-changed", UNITS_PATH), ("ask", "unit-renamed", UNITS_PATH)]
    assert ran.json["duties"] == []
    assert ran.json["summary"] == "计划改动 1 项；各项责任的状态不变。"
    assert [(each["action"], each["id"]) for each in ran.json["plan_changes"]] == [("modified", "甲和乙局")]
    assert "  单位改名 甲局→甲和乙局（代码 jia）\n" in review(repo, as_of="2024-07-15").out
    assert fazhi("check", root=repo).code == 0


def test_a_unit_of_another_code_is_another_unit(repo: Path) -> None:
    commit(repo, files={UNITS_PATH: UNITS.replace("code: jia", "code: jj")})
    ran = review(repo, "--json", as_of="2024-07-15")
    assert ran.code == 1
    assert ("block", "obligation-weakened", UNITS_PATH) in findings(ran)


def test_a_unit_that_ends_hands_on_what_it_owes(repo: Path) -> None:
    git(repo, "checkout", "-q", "main")
    commit(repo, files={RECORD_PATH: None})
    branch(repo, "改革")
    ended = UNITS.replace(
        "code: jia, kind: government", "code: jia, kind: government, until: 2024-06-30, succeeded_by: 丙镇"
    )
    commit(repo, files={UNITS_PATH: ended})
    ran = review(repo, "--json", as_of="2024-07-15")
    assert [each for each in findings(ran) if each[0] == "block"] == [("block", "unit-weakened", UNITS_PATH)]
    moved = {(each["obligation"], each["unit"]): each for each in ran.json["duties"]}
    assert moved["1.1", "甲局"]["handed_to"] == "丙镇"
    shown = review(repo, "--allow-register", as_of="2024-07-15")
    assert shown.code == 0
    assert "  单位 甲局 到 2024-06-30 为止，没有完成的由“丙镇”承担\n" in shown.out
    assert "→ 由丙镇承担" in shown.out


HELD = TASKS.replace("due: 2024-12-31}", "due: 2024-12-31, who: [甲局, 丙镇], holder: 甲局}")
FILED = "data/records/bing/2024-06-20-1.1-bbbb.yaml"


def test_only_unit_lets_the_holder_file_for_others(repo: Path) -> None:
    git(repo, "checkout", "-q", "main")
    commit(repo, files={TASKS_PATH: HELD, WAIVE_PATH: None})
    branch(repo, "代填")
    filed = SOUND.replace("unit: 甲局", "unit: 丙镇").replace("recorded:", "by: 甲局\nrecorded:")
    commit(repo, files={FILED: filed}, day="2024-06-21")
    ran = review(repo, "--only-unit", "甲局", "--json", as_of="2024-07-15")
    assert (ran.code, findings(ran)) == (0, [])
    assert findings(review(repo, "--only-unit", "丙镇", "--json")) == [("block", "other-unit", FILED)]
    commit(repo, files={FILED: SOUND.replace("unit: 甲局", "unit: 丙镇")}, day="2024-06-22")
    assert findings(review(repo, "--only-unit", "甲局", "--json", as_of="2024-07-15")) == [
        ("block", "other-unit", FILED)
    ]
    assert review(repo, "--only-unit", "丙镇", as_of="2024-07-15").code == 0
