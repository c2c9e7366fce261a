"""Letters and calls about findings from the command line: told once, entered, verified, counted, asked again in time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.repositories import commit, in_git
from tests.builders.worlds.inspected import FIRST, inspected

DAY = "2024-06-20"
SENT = ("--format", "md", "--mail", "--issue", "--recorded", DAY)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = inspected(tmp_path_factory.mktemp("督察") / "区")
    in_git(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "区"))


def notice(root: Path, *words: str, day: str = DAY) -> Ran:
    return fazhi("notice", *words, "--as-of", day, root=root)


def listed(root: Path, *words: str, day: str = DAY) -> list[tuple[str, str, list[str]]]:
    found = notice(root, "--json", *words, day=day).json["notices"]
    return [
        (each["level"], each["unit"], [f"{one['inspection'][11:]}.{one['finding']}" for one in each["duties"]])
        for each in found
        if "findings" in each
    ]


def test_whom_to_tell_and_whom_to_remind(made: Path) -> None:
    assert listed(made) == [
        ("notify", "司法局", ["m3p5.1"]), ("notify", "东镇", ["k7q2.1", "k7q2.9"]), ("notify", "西镇", ["k7q2.8"]),
        ("remind", "教育局", ["k7q2.3"]), ("request", "区法院", ["m5n6.10"]),
    ]  # fmt: skip
    assert [unit for _, unit, _ in listed(made, "--level", "整改")] == ["司法局", "东镇", "西镇", "区法院"]
    text = notice(made).out
    assert "整改通知 3 家" in text
    assert "整改k7q2.1" in text


def test_told_and_entered_it_is_made_again_and_not_told_twice(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "函"
    ran = notice(root, "-o", str(place), "--level", "整改", "--unit", "东镇", "--unit", "区法院", *SENT, "--commit")
    assert ran.code == 0, ran.err
    assert sorted(each.name for each in place.iterdir() if each.suffix == ".eml") == [
        "dz-东镇-整改通知.eml", "fy-区法院-督察反馈商请函.eml"
    ]  # fmt: skip
    (letter,) = (root / "data/issued").glob(f"{DAY}-notify-*.yaml")
    text = letter.read_text("utf-8")
    assert f"inspection: '{FIRST}'\n  finding: 1\n  unit: 东镇" in text
    for entry in (root / "data/issued").glob("*.yaml"):
        verified = fazhi("verify", entry.stem, root=root)
        assert verified.code == 0, verified.out
    assert "全文逐行一致" in fazhi("verify", letter.stem, root=root).out
    assert fazhi("check", root=root).code == 0
    assert [unit for _, unit, _ in listed(root, "--level", "整改")] == ["司法局", "西镇"]
    later = notice(root, "--json", "--unit", "东镇", day="2024-06-29").json["waiting"]
    assert [(each["unit"], each["last"]["name"], each["again"]) for each in later] == [("东镇", "notify", "2024-06-30")]
    assert ("urge", "东镇", ["k7q2.1", "k7q2.9"]) in listed(root, day="2024-07-01")
    told = fazhi("duties", "--as-of", DAY, "--json", root=root).json["duties"]
    assert {each["letters"] for each in told if each.get("inspection") == FIRST and each["finding"] == 1} == {0}
    assert "整改通知 → 东镇" in fazhi("issued", "--as-of", DAY, root=root).out


def test_a_call_about_a_finding_counts_and_supervision_may_follow(root: Path) -> None:
    ran = fazhi(
        "issue", "--call", "东镇", "--duty", "问题K7Q2.1", "--answer", "六月底完成", "--recorded", DAY, root=root
    )
    assert ran.code == 0, ran.err
    assert "已催办 1 次（最近 6月20日）" in ran.out
    assert fazhi("check", root=root).code == 0
    assert ("supervise", "东镇", ["k7q2.1", "k7q2.9"]) in listed(root, day="2024-07-02")
    table = fazhi("report", "reminders", "--as-of", "2024-07-01", root=root).out
    assert "督察问题k7q2.1 6件处罚案卷未附法制审核意见" in table
    refused = fazhi("issue", "--call", "西镇", "--duty", "k7q2.1", "--recorded", DAY, root=root)
    assert (refused.code, "西镇不承担 k7q2.1" in refused.err) == (2, True)
    none = fazhi("issue", "--call", "西镇", "--duty", "k7q2.77", "--recorded", DAY, root=root)
    assert (none.code, "没有编号为 77 的问题" in none.err) == (2, True)


def test_a_letter_of_ones_own_hand_tells_of_what_is_not_told_yet(root: Path, tmp_path: Path) -> None:
    letter = tmp_path / "整改通知.txt"
    letter.write_text("东镇：\n请整改。\n", "utf-8")
    words = ("issue", str(letter), "--letter", "整改通知", "--recorded", DAY)
    assert fazhi(*words, "--unit", "东镇", root=root).code == 0
    (entry,) = (root / "data/issued").glob(f"{DAY}-notify-*.yaml")
    assert entry.read_text("utf-8").count("finding:") == 1
    again = fazhi(*words, "--unit", "东镇", root=root)
    assert (again.code, "东镇没有还没告知的督察问题" in again.err) == (2, True)
    letter.write_text("区法院：\n反馈。\n", "utf-8")
    assert fazhi(*words, "--unit", "区法院", root=root).code == 0, "it is told, not chased"


def test_feedback_that_was_issued_tells_too(root: Path, tmp_path: Path) -> None:
    paper = str(tmp_path / "反馈.md")
    assert fazhi("report", "feedback", "西镇", "--as-of", DAY, "-o", paper, root=root).code == 0
    ran = fazhi("issue", paper, "--report", "feedback", "--unit", "西镇", "--recorded", DAY, root=root)
    assert ran.code == 0, ran.err
    assert "西镇" not in [unit for _, unit, _ in listed(root, "--level", "整改")]


def test_the_report_on_a_visit_that_was_issued_tells_those_it_names(root: Path, tmp_path: Path) -> None:
    paper = str(tmp_path / "督察通报.md")
    assert fazhi("report", "inspection", FIRST, "--as-of", DAY, "-o", paper, root=root).code == 0
    ran = fazhi(
        "issue", paper, "--report", "inspection", "--inspection", FIRST, "--recorded", DAY, root=root
    )  # fmt: skip
    assert ran.code == 0, ran.err
    left = [unit for _, unit, _ in listed(root, "--level", "整改")]
    assert "区法院" in left, "it stands in no such report"
    assert not {"东镇", "西镇"} & {*left}
    assert ("urge", "东镇", ["k7q2.1", "k7q2.9"]) in listed(root, day="2024-07-01"), "told, and late since"


def test_who_was_told_was_not_chased(root: Path, tmp_path: Path) -> None:
    ran = notice(root, "-o", str(tmp_path / "函"), "--unit", "区法院", *SENT)
    assert ran.code == 0, ran.err
    assert "已催办" not in ran.out
    table = fazhi("report", "reminders", "--as-of", "2024-07-01", root=root).out
    assert "k7q2" not in table
    assert "m5n6" not in table
    (calendar,) = (tmp_path / "函").glob("*-督察反馈商请函-日历.ics")
    said = calendar.read_text("utf-8").replace("\r\n ", "")
    assert "督察反馈的" in said
    assert "整改" not in said


def test_what_changed_since_a_bulletin_names_findings(root: Path, tmp_path: Path) -> None:
    paper = str(tmp_path / "通报.md")
    words = ("quarter", "--period", "2024Q2")
    assert fazhi("report", *words, "--as-of", "2024-07-02", "-o", paper, root=root).code == 0
    assert fazhi("issue", paper, "--report", *words, "--recorded", "2024-07-02", root=root).code == 0
    commit(root)
    (entry,) = (root / "data/issued").glob("*-quarter-*.yaml")
    assert "finding: 1" in entry.read_text("utf-8")
    assert fazhi("verify", entry.stem, root=root).code == 0
    out = fazhi("report", *words, "--since-issued", "--as-of", "2024-10-02", root=root).out
    assert "整改k7q2.8 没有执法人员培训制度" in out
    assert "rectify.listed" in out
