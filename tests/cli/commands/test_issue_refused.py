"""What `fazhi issue` refuses: what was entered before, days that cannot be, words that say nothing, empty papers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.repositories import commit

from spt_fazhi.errors import RefusedError
from spt_fazhi.model.entries.issued import IssuedDuty
from spt_fazhi.services.issue.draft import IssuedDraft, new_issued
from spt_fazhi.services.record.record import record
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.yaml.reader import read_tree

DAY = "2024-07-12"
REPORT = ("--report", "quarter", "--period", "2024Q2")
CALL = ("--call", "西镇", "--duty", "2.1")


@pytest.fixture
def root(with_bulletin: Path) -> Path:
    return with_bulletin


def issue(root: Path, *words: str, day: str = DAY) -> Ran:
    return fazhi("issue", *words, "--recorded", day, root=root)


def ids(root: Path) -> list[str]:
    return sorted(each.stem for each in (root / "data/issued").glob("*.yaml"))


def refused(ran: Ran, *said: str) -> None:
    """Nothing was written, in one message with what to do."""
    assert (ran.code, ran.out) == (2, ""), ran
    assert all(each in ran.err for each in said), ran.err
    assert ran.err.count("错误：") == ran.err.count("→") == 1, ran.err


def test_a_call_is_entered_once(root: Path) -> None:
    assert issue(root, *CALL, "--answer", "本周报").code == 0
    (first,) = ids(root)
    refused(issue(root, *CALL, "--answer", " 本周报\n"), f"与 {first} 重复", "答复（answer）里写明")
    assert issue(root, *CALL, "--answer", "周五报").code == 0
    assert issue(root, *CALL, "--answer", "本周报", day="2024-07-13").code == 0
    assert issue(root, "--visit", *CALL[1:], "--answer", "本周报").code == 0


def test_a_letter_is_entered_once(root: Path) -> None:
    letter = root.parent / "函.md"
    letter.write_text("请报送。\n", "utf-8")
    words = ("--letter", "催办", "--unit", "西镇", "--duty", "2.1")
    assert issue(root, str(letter), *words).code == 0
    (first,) = ids(root)
    copy = letter.rename(letter.with_name("换了名.md"))
    refused(issue(root, str(copy), *words, "--number", "示依法办函〔2024〕9号"), f"与 {first} 重复", "同一份函")
    assert ids(root) == [first]
    copy.write_text("请速报送。\n", "utf-8")
    assert issue(root, str(copy), *words).code == 0


def test_a_report_is_entered_once_whatever_the_day(root: Path) -> None:
    words = (str(root.parent / "通报.md"), *REPORT, "--as-of", DAY)
    assert issue(root, *words, day="2024-07-15").code == 0
    (first,) = ids(root)
    refused(issue(root, *words, day="2024-07-16"), f"与 {first} 重复", "同一份报告")
    refused(issue(root, *words, day="2024-07-13"), first, "同一份报告")  # entered late, before the one that is there
    assert ids(root) == [first]
    assert issue(root, *words, "--to", "区委", "--yes", day="2024-07-16").code == 0


@pytest.mark.parametrize(
    ("words", "day", "said"),
    [
        (CALL, "2024-04-08", "发出日 2024-04-08 早于工作要点的印发日 2024-04-09"),
        (("../通报.md", *REPORT, "--as-of", DAY), "2024-07-11", "发出日 2024-07-11 早于文书的数据截至日 2024-07-12"),
        (("../通报.md", "--letter", "催办", "--unit", "西镇", "--duty", "2.1"), "2024-01-02", "早于工作要点的印发日"),
    ],
)
def test_nothing_is_sent_before_it_was_made(
    root: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], day: str, said: str
) -> None:
    monkeypatch.chdir(root)
    refused(issue(root, *words, day=day), said)
    assert ids(root) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--answer", ""), "--answer 是空的"),
        (("--answer", "\u200b \n\t"), "--answer 是空的"),
        (("--answer", "报" * 501), "--answer 有 501 个字，最多 500 个"),
    ],
)
def test_an_answer_says_something_in_bounds(root: Path, more: tuple[str, ...], said: str) -> None:
    refused(issue(root, *CALL, *more), said)


def test_an_answer_is_kept_on_one_line_without_what_nobody_sees(root: Path) -> None:
    ran = issue(root, *CALL, "--answer", f"\u202e本\n周\x1b[31m 报{'好' * 480}")
    assert ran.code == 0, ran.err
    (entry,) = (read_tree(each.read_text("utf-8")) for each in (root / "data/issued").glob("*.yaml"))
    assert entry["answer"] == f"本 周[31m 报{'好' * 480}"


@pytest.mark.parametrize(
    ("option", "typed"), [("--number", " "), ("--title", "\u200b"), ("--to", ""), ("--title", "长" * 201)]
)
def test_other_words_too(root: Path, option: str, typed: str) -> None:
    said = f"{option} 有 201 个字" if len(typed) > 200 else f"{option} 是空的"
    refused(issue(root, str(root.parent / "通报.md"), *REPORT, option, typed), said)
    if option == "--number":
        refused(fazhi("notice", "-o", str(root.parent / "函"), option, typed, root=root), said)


@pytest.mark.parametrize("text", ["", " \n\u200b\n", "# \n\n---\n"])
def test_an_empty_paper_is_not_entered(root: Path, text: str) -> None:
    templates = root / "templates"
    templates.mkdir()
    for name in ("quarter.md.j2", "letter.md.j2"):
        (templates / name).write_text("{# 空 #}" + text, "utf-8")
    commit(root)
    empty = root.parent / "空.md"
    empty.write_text(text, "utf-8")
    refused(issue(root, str(empty), *REPORT), "templates/quarter.md.j2 写出来是空的")
    words = ("notice", "-o", str(root.parent / "函"), "--format", "md", "--as-of", "2025-01-10")
    refused(fazhi(*words, "--issue", "--recorded", "2025-01-10", root=root), "templates/letter.md.j2 写出来是空的")
    assert ids(root) == []
    assert not (root.parent / "函").exists()
    for more in ((), ("-o", str(root.parent / "出.docx")), ("-o", str(root.parent / "出.md"), "--edition", "check")):
        refused(fazhi("report", "quarter", *more, "--as-of", DAY, root=root), "templates/quarter.md.j2 写出来是空的")
    assert not list(root.parent.glob("出.*"))


def test_a_report_goes_to_whom_it_says(root: Path) -> None:
    """Also where some of those who are named belong to no group that the plan names."""
    plan = root / "data/tasks.yaml"
    text = plan.read_text("utf-8").replace("responsible: [各镇, 各部门]", "responsible: [各镇]")
    plan.write_text(text.replace("各行政执法部门]", "各镇]"), "utf-8")
    commit(root)
    words = ("report", "quarter", "--period", "2024Q2", "--as-of", DAY, "-o", str(root.parent / "通报.md"), "--force")
    assert fazhi(*words, root=root).code == 0
    assert issue(root, str(root.parent / "通报.md"), *REPORT).code == 0
    (entry,) = (read_tree(each.read_text("utf-8")) for each in (root / "data/issued").glob("*.yaml"))
    assert entry["to"][-1] == "有关单位"
    assert f"{'、'.join(entry['to'])}：" in (root.parent / "通报.md").read_text("utf-8").splitlines()


def test_two_who_enter_the_same_at_once_enter_it_once(root: Path) -> None:
    """The second has read the register before the first has written."""
    here = Workspace.read(root, date(2024, 7, 12))
    late = Workspace.read(root, date(2024, 7, 12))
    duty = IssuedDuty(obligation="2.1", unit="西镇")
    call = IssuedDraft(name="call", to=("西镇",), duties=(duty,), answer="本周报")
    assert here.register.issued == late.register.issued == ()
    record(here, new_issued(here, call))
    (first,) = ids(root)
    with pytest.raises(RefusedError, match=f"与 {first} 重复"):
        record(late, new_issued(late, call))
    assert ids(root) == [first]
