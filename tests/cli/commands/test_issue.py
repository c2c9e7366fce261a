"""`fazhi issue`, `issued` and `verify`: what was sent and said, entered, listed, held against the register."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import errors
from tests.builders.pages.office import edited, part
from tests.builders.repositories import git

from spt_fazhi.store.yaml.reader import read_tree

DAY = "2024-07-12"
NUMBER = "示依法办发〔2024〕5号"
REPORT = ("--report", "quarter", "--period", "2024Q2", "--number", NUMBER)


@pytest.fixture
def root(with_bulletin: Path) -> Path:
    return with_bulletin


def issue(root: Path, *words: str, day: str = DAY) -> Ran:
    return fazhi("issue", *words, "--recorded", day, root=root)


def entered(root: Path) -> list[dict[str, Any]]:
    return [read_tree(path.read_text("utf-8")) for path in sorted((root / "data/issued").glob("*.yaml"))]


def test_a_call_is_entered_with_what_is_overdue_and_counts(root: Path) -> None:
    ran = issue(root, "--call", "西镇", "--answer", "7月20日前报送", day="2025-01-10")
    assert ran.code == 0, ran.err
    assert "已催办 1 次（最近 1月10日）" in ran.out
    assert entered(root) == [
        {"name": "call", "to": ["西镇"], "duties": [{"obligation": "2.1", "unit": "西镇"}], "answer": "7月20日前报送",
         "recorded": "2025-01-10"}
    ]  # fmt: skip
    assert issue(root, "--visit", "西镇", "--duty", "2.1", day="2025-01-12").code == 0
    shown = json.loads(fazhi("duties", "--as-of", "2025-01-12", "--json", root=root).out)
    chased = [each for each in shown["duties"] if each["letters"]]
    assert [(each["unit"], each["letters"], each["last_letter"]) for each in chased] == [("西镇", 2, "2025-01-12")]
    for words in (["unit", "西镇"], ["show", "2.1"]):
        page = fazhi(*words, "--as-of", "2025-01-12", root=root, COLUMNS="160").out
        assert "已催办 2 次（最近 1月12日）" in page
    log = fazhi("log", "2.1", root=root, COLUMNS="160").out
    assert "电话催办" in log
    assert "答复：7月20日前报送" in log


def test_a_group_is_confirmed_and_those_with_nothing_to_do_are_left_out(root: Path) -> None:
    words = ("--meeting", "各部门、各镇、区依法治区办", "--duty", "2.1")
    refused = issue(root, *words)
    assert refused.code == 2
    assert "要先确认" in refused.err
    assert not entered(root)
    ran = issue(root, *words, "--yes")
    assert ran.code == 0, ran.err
    assert "东镇、区依法治区办没有要说的事项" in ran.err
    assert [each["to"] for each in entered(root)] == [["区司法局"], ["区示范分局"], ["西镇"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--call", "区依法治区办"], "不催办自己"),
        (["--call", "东镇", "--duty", "2.1"], "2.1 逾期完成，不用催"),
        (["--call", "东镇", "--duty", "1.1"], "东镇不承担 1.1"),
        (["../通报.md", "--report", "list"], "fazhi report list 看全部报表"),
        (["--call", "东镇", "--duty", "9.9"], "没有“9.9”"),
        (["--call", "西镇", "--visit", "东镇"], "只写一种"),
        ([], "没有写发的是什么"),
        (["--report", "quarter"], "没有写发出的文件"),
        (["--letter", "urge", "--unit", "西镇"], "没有写发出的文件"),
        (["../通报.md", "--letter", "传票", "--unit", "西镇"], "没有“传票”这种函"),
        (["../通报.md", "--report", "quarter", "--answer", "好"], "--answer 只用于口头催办"),
        (["--call", "西镇", "--number", NUMBER], "口头催办不写 --number"),
        (["../无.md", *REPORT], "找不到"),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(root)
    ran = issue(root, *words)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert not list(root.glob("data/issued/*"))


def test_a_letter_made_here_is_told_how_it_is_entered_and_is_so(root: Path) -> None:
    made = fazhi(
        "notice", "-o", str(root.parent / "函"), "--level", "催办", "--unit", "西镇", "--as-of", "2025-01-10", root=root
    )
    assert made.code == 0, made.err + made.out
    (letter,) = (root.parent / "函").glob("*-催办函.docx")
    refused = issue(root, str(letter), day="2025-01-10")
    assert refused.code == 2
    assert "函用 --letter 和 --unit（本程序出的函也要写），如 --letter 催办函 --unit 东镇" in refused.err
    letter.write_bytes(edited(letter.read_bytes(), "【此处需补写：联系电话】", "0955-7000001"))
    ran = issue(root, str(letter), "--letter", "催办函", "--unit", "西镇", day="2025-01-10")
    assert ran.code == 0, ran.err
    (entry,) = entered(root)
    assert (entry["name"], entry["to"]) == ("urge", ["西镇"])


def test_only_the_period_that_was_asked_about_is_told_of(own_demo: Path) -> None:
    """Others of the same obligation may be overdue, and may well be chased."""
    for period, state in (("2024-01", "已完成"), ("2024-12", "未到期")):
        ran = issue(own_demo, "--call", "东镇", "--duty", "6.1", "--period", period, day="2024-07-10")
        assert f"示范东镇的 6.1 {period} {state}，不用催\n" in ran.err, ran.err
        assert ran.err.splitlines()[1].strip() == "→ 请核对 --duty 和 --period"


def test_a_text_with_personal_numbers_is_not_entered(root: Path) -> None:
    letter = root.parent / "函.md"
    letter.write_text("请拨打13900001111联系。\n", "utf-8")
    ran = issue(root, str(letter), "--letter", "催办", "--unit", "西镇", "--duty", "2.1")
    assert ran.code == 2
    assert "手机号" in ran.err
    assert "13900001111" not in ran.err
    assert not list(root.glob("data/issued/*"))


def test_a_report_is_entered_and_verified(root: Path) -> None:
    ran = issue(root, str(root.parent / "通报.md"), *REPORT, "--reply-by", "7月31日", "--commit")
    assert ran.code == 0, ran.err
    (entry,) = entered(root)
    assert (entry["name"], entry["number"], entry["period"], entry["as_of"]) == ("quarter", NUMBER, "2024Q2", DAY)
    assert entry["commit"] == git(root, "rev-parse", "HEAD~1").strip()
    assert f"{'、'.join(entry['to'])}：" in (root.parent / "通报.md").read_text("utf-8").splitlines()
    assert entry["reply_by"] == "2024-07-31"
    assert (entry["files"][0]["name"], errors(root)) == ("通报.md", [])
    again = fazhi("verify", NUMBER, root=root)
    assert (again.code, "一致" in again.out) == (0, True), again.out
    second = issue(root, str(root.parent / "通报.md"), *REPORT, "--as-of", DAY, day="2024-07-13")
    assert second.code == 2
    assert "已用在" in second.err
    listed = json.loads(fazhi("issued", "--json", root=root).out)["issued"]
    assert [each["number"] for each in listed] == [NUMBER]
    assert fazhi("issued", "--as-of", "2024-07-01", root=root).out.endswith("登记发出的文书和催办。\n")


def test_what_was_changed_after_it_was_sent_is_found(root: Path) -> None:
    assert issue(root, str(root.parent / "通报.md"), *REPORT).code == 0
    (file,) = root.glob("data/issued/*/通报.md")
    file.write_text(file.read_text("utf-8").replace("通报", "通告", 1), "utf-8")
    ran = fazhi("verify", NUMBER, root=root)
    assert ran.code == 1
    assert "被改过" in ran.out
    assert "第 1 行" in ran.out
    assert "发出时：" in ran.out
    found = json.loads(fazhi("verify", NUMBER, "--json", root=root).out)
    assert (found["same"], found["first"]["where"]) == (False, "第 1 行")
    assert fazhi("check", root=root).code == 1


def test_what_could_not_be_made_again_is_not_entered(root: Path) -> None:
    plan = root / "data/tasks.yaml"
    sound = plan.read_text("utf-8")
    plan.write_text(f"{sound}\n", "utf-8")
    words = (str(root.parent / "通报.md"), *REPORT)
    ran = issue(root, *words)
    assert (ran.code, "没提交的改动" in ran.err) == (2, True)
    assert issue(root, *words, "--at", "HEAD").code == 0
    shutil.rmtree(root / ".git")
    ran = issue(root, *words)
    assert (ran.code, "git" in ran.err) == (2, True)


def test_a_unit_outside_the_government_is_only_asked(root: Path) -> None:
    plan = root / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("office: 区依法治区办", "office: 区司法局").replace(
        "who: [各镇, 各部门]", "who: [各镇, 各部门, 区依法治区办]"), "utf-8")  # fmt: skip
    letter = root.parent / "函.md"
    letter.write_text("商请提供情况。\n", "utf-8")
    words = ("--unit", "区依法治区办", "--duty", "2.1")
    refused = issue(root, str(letter), "--letter", "催办", *words)
    assert (refused.code, "请改用 --letter 商请函" in refused.err) == (2, True)
    assert issue(root, str(letter), "--letter", "商请函", *words).code == 0
    ran = issue(root, "--call", "区依法治区办")
    assert ran.code == 0, ran.err
    assert "已商请 2 次（最近 7月12日）" in ran.out
    assert "电话商请 区依法治区办" in ran.out or not (root / ".git").exists()
    listed = fazhi("report", "reminders", "--period", "2024", "--as-of", DAY, root=root).out
    assert "电话商请" in listed
    assert "| 商请函 |" in listed


def test_letters_by_hand_count_for_each_unit(root: Path) -> None:
    letter = root.parent / "函.docx"
    letter.write_bytes(b"PK not a document")
    words = (str(letter), "--letter", "督办通知", "--unit", "西镇", "--duty", "2.1", "--number", NUMBER)
    ran = issue(root, *words)
    assert ran.code == 0, ran.err
    (entry,) = entered(root)
    assert (entry["name"], entry["to"], entry["number"]) == ("supervise", ["西镇"], NUMBER)
    assert fazhi("verify", NUMBER, root=root).code == 0
    assert fazhi("verify", "没有", root=root).code == 2


def test_what_has_changed_since_a_report_was_issued(root: Path) -> None:
    none = fazhi("report", "quarter", "--since-issued", root=root)
    assert (none.code, "还没有登记过印发" in none.err) == (2, True)
    assert issue(root, str(root.parent / "通报.md"), *REPORT, "--commit").code == 0
    words = ("report", "quarter", "--since-issued")
    same = fazhi(*words, "--as-of", DAY, root=root)
    assert same.code == 0, same.err
    assert "个数都没有变" in same.out
    assert same.out.count("没有。") == 2
    ran = fazhi("record", "evidence", "2.1", "--unit", "西镇", "--date", "2024-07-13", "--title", "补报上一年度情况",
                "--document", "示西政发〔2024〕2号", "--recorded", "2024-07-13", root=root)  # fmt: skip
    assert ran.code == 0, ran.err
    found = json.loads(fazhi(*words, "--as-of", "2025-01-02", "--json", root=root).out)
    assert [(each["unit"], each["item"].split()[0], each["after"]) for each in found["met"]] == [
        ("西镇", "2.1", "逾期完成")
    ]
    assert {each["before"] for each in found["late"]} <= {"未启动", "推进中", "临期", "未到期", "待补录"}
    assert found["figures"]
    assert {record[:17] for each in found["figures"] for record in each["records"]} == {"xz/2024-07-13-2.1"}
    text = fazhi(*words, "--period", "2024Q2", "--as-of", "2025-01-02", root=root).out
    assert "印发以来的变化" in text
    assert "西镇" in text
    assert fazhi(*words, "--period", "2024Q1", root=root).code == 2
    assert fazhi(*words, "--format", "docx", root=root).code == 2


def test_what_was_issued_of_a_year_that_was_archived_is_verified(root: Path) -> None:
    assert issue(root, str(root.parent / "通报.md"), *REPORT, "--commit").code == 0
    archive = root / "archive/2024"
    archive.mkdir(parents=True)
    (root / "data").rename(archive / "data")
    git(root, "add", "-A")
    git(root, "-c", "user.name=甲", "-c", "user.email=a@example.com", "commit", "-qm", "归档")
    ran = fazhi("verify", NUMBER, root=archive)
    assert (ran.code, "一致" in ran.out) == (0, True), ran.err


def test_filters(root: Path) -> None:
    for way in ("--call", "--visit"):
        assert issue(root, way, "西镇", "--duty", "2.1").code == 0
    for words, number in ((["--unit", "西镇"], 2), (["--unit", "东镇"], 0), (["--task", "2"], 2), (["--task", "1"], 0)):
        listed = json.loads(fazhi("issued", *words, "--as-of", DAY, "--json", root=root).out)["issued"]
        assert len(listed) == number, words


def test_a_review_shows_what_was_issued_and_blocks_its_change(root: Path) -> None:
    git(root, "checkout", "-qb", "发出")
    words = (str(root.parent / "通报.md"), *REPORT)
    assert issue(root, *words, "--commit").code == 0
    ran = fazhi("review", "main", root=root, COLUMNS="160")
    assert "新增发出登记 1 条" in ran.out, ran.out
    assert f"季度通报 {NUMBER} → " in ran.out
    assert "quarter" not in ran.out.replace("-quarter-", "")
    assert "发出登记的发出日写的是" in ran.out
    only = fazhi("review", "main", "--only-unit", "东镇", root=root)
    assert (only.code, "发出的文书由主管部门登记" in only.out) == (1, True)
    git(root, "branch", "-f", "main", "HEAD")
    (file,) = root.glob("data/issued/*.yaml")
    file.write_text(file.read_text("utf-8").replace(NUMBER, "示依法办发〔2024〕6号"), "utf-8")
    (sent,) = root.glob("data/issued/*/通报.md")
    sent.unlink()
    ran = fazhi("review", "main", "--worktree", root=root, COLUMNS="160")
    assert ran.code == 1
    assert ran.out.count("发出去的收不回来") == 2


def test_a_word_file_is_read_back_before_it_is_entered(root: Path) -> None:
    file = root.parent / "通报.docx"
    words = ("--period", "2024Q2", "--as-of", DAY)
    assert fazhi("report", "quarter", *words, "-o", str(file), root=root).code == 0
    sound = file.read_bytes()
    assert "写了两次" in issue(root, str(file), str(file), *REPORT).err
    figure = re.search(r"<w:t[^>]*>(\d+)</w:t>.*?<w:t[^>]*>项", part(sound, "word/document.xml"))
    assert figure is not None
    file.write_bytes(edited(sound, f">{figure[1]}</w:t>", ">9999</w:t>"))
    ran = issue(root, str(file), *REPORT)
    assert (ran.code, "印的与台账不同" in ran.err, "9999" in ran.err) == (2, True, True), ran.err
    file.write_bytes(sound)
    assert "期间是 2024Q2" in issue(root, str(file), "--report", "quarter", "--period", "2024Q1").err
    assert "数据截至日是" in issue(root, str(file), *REPORT, "--as-of", "2024-07-01").err
    assert not list(root.glob("data/issued/*"))
    other = root.parent / "别的.pdf"
    other.write_bytes(b"%PDF-1.4\n")
    ran = issue(root, str(file), str(other), *REPORT)
    assert (ran.code, "别的.pdf的内容没有核对" in ran.err) == (0, True), ran.err
    assert fazhi("verify", NUMBER, root=root).code == 0
    (sent,) = root.glob("data/issued/*/通报.docx")
    sent.write_bytes(edited(sound, f">{figure[1]}</w:t>", ">9999</w:t>"))
    found = json.loads(fazhi("verify", NUMBER, "--json", root=root).out)
    assert (found["same"], found["first"]["then"]) == (False, "9999")
    shutil.rmtree(root / ".git")
    ran = fazhi("verify", NUMBER, root=root)
    assert (ran.code, "被改过" in ran.out) == (1, True)
