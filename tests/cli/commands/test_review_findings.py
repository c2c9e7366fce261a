"""`fazhi review` of branches about findings: what a unit reports, what it may not do, what the office decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import workspace
from tests.builders.repositories import IDENTITY, branch, commit, in_git
from tests.builders.worlds.one_visit import VISIT, VISIT_PATH


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example workspace with one inspection on its main line, and a branch of 东镇."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = in_git(workspace(tmp_path / "区"))
    commit(root, files={VISIT_PATH: VISIT}, day="2024-05-27")
    branch(root, "东镇")
    return root


def review(root: Path, *words: str, day: str = "2024-07-15") -> Ran:
    return fazhi("review", "--as-of", day, *words, root=root)


def blocks(ran: Ran) -> list[str]:
    return [each["rule"] for each in ran.json["findings"] if each["level"] == "block"]


def rectify(root: Path, *more: str) -> None:
    ran = fazhi("record", "rectify", "k7q2.1", "--date", "2024-06-20", "--title", "补正5件处罚案卷并自查23件",
                "--document", "东政发〔2024〕8号", "--recorded", "2024-06-21", *more, root=root)  # fmt: skip
    assert ran.code == 0, ran.err
    commit(root, day="2024-06-21")


def test_a_unit_reports_on_its_finding(repo: Path) -> None:
    rectify(repo)
    ran = review(repo, "--only-unit", "东镇")
    assert ran.code == 0, ran.out
    assert ran.out.splitlines()[0] == "新增整改 1 条；整改逾期 2 → 1，整改待销号 0 → 1。"
    assert "督察问题" in ran.out
    assert "东镇 · 整改k7q2.1 处罚案卷未附法制审核意见：▲ 逾期 → ■ 待销号" in ran.out
    assert blocks(review(repo, "--only-unit", "西镇", "--json")) == ["other-unit"]


def test_a_unit_may_not_close_its_finding_nor_have_more_time(repo: Path) -> None:
    rectify(repo)
    for words in (
        ("close", "k7q2.1", "--checked-by", "复核组"),
        (
            "extend",
            "k7q2.2",
            "--due",
            "2024-06-30",
            "--approved-by",
            "示依法办〔2024〕3号",
            "--reason",
            "汛期受灾停工停业",
        ),
    ):
        ran = fazhi("decide", *words, "--recorded", "2024-05-24" if words[0] == "extend" else "2024-07-10", root=repo)
        assert ran.code == 0, ran.err
    commit(repo, day="2024-07-10")
    ran = review(repo, "--only-unit", "东镇", "--json")
    assert ran.code == 1
    assert sorted(blocks(ran)) == ["not-the-units", "not-the-units", "recorded-decides"]


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [("due: 2024-06-30", "due: 2024-12-30", "问题 1 的 due（整改时限）"), ("id: 2, ", "id: 3, ", "问题 2 由")],
)
def test_an_inspection_stays_as_it_was(repo: Path, find: str, put: str, said: str) -> None:
    commit(repo, files={VISIT_PATH: VISIT.replace(find, put)}, day="2024-06-01")
    ran = review(repo)
    assert ran.code == 1
    assert "inspection-changed" in ran.out
    assert said in ran.out
    assert f"{VISIT_PATH}:7:" in ran.out or f"{VISIT_PATH}:8:" in ran.out
    assert blocks(review(repo, "--allow-register", "--json")) == ["inspection-changed"]


def test_what_the_office_closes(repo: Path) -> None:
    rectify(repo)
    ran = fazhi("decide", "close", "k7q2.1", "--checked-by", "复核组", "--recorded", "2024-07-10", root=repo)
    assert ran.code == 0, ran.err
    commit(repo, day="2024-07-10")
    ran = review(repo, "--json")
    assert ran.code == 0, ran.out
    assert [each["rule"] for each in ran.json["findings"]] == ["closed-at-once"]
    moved: Any = [(each["before"]["state"], each["after"]["state"]) for each in ran.json["duties"]]
    assert moved == [("overdue", "done")]
    assert ran.json["totals"]["rectification_after"]["done"] == 1
