"""A visit in the real register: two of its obligations speak of visits, and two clerks may enter one each."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.places import DATA
from tests.builders.repositories import git, in_git

DAY = "2024-11-20"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "区/data")
    return in_git(tmp_path / "区")


def visit(root: Path, title: str, days: tuple[str, str], *more: str) -> Ran:
    by = ("--by", "区委依法治区办", "--by", "区纪委监委", "--visited", "各乡镇")
    options = ("--title", title, "--from", days[0], "--to", days[1], *by, "--recorded", DAY, *more)
    return fazhi("inspect", "new", *options, root=root)


def duty(root: Path, obligation: str) -> tuple[str, Any]:
    """State and how much is in, of the one duty of an obligation."""
    document = fazhi("duties", "--task", obligation, "--as-of", DAY, "--json", root=root).json
    (found,) = (each for each in document["duties"] if each["obligation"] == obligation)
    return found["state"], found["achieved"]


def test_one_visit_counts_once_for_each_of_its_obligations(root: Path) -> None:
    assert duty(root, "4.1")[1] == 0
    ran = visit(root, "第一次法治建设实地督察", ("5月20日", "5月24日"), "--obligation", "4.1", "--obligation", "0.1")
    assert ran.code == 0, ran.err
    assert "计入 4.1 法治建设实地督察：0/2次 → 1/2次" in ran.out
    assert "计入 0.1 对各单位法治政府建设情况进行督察（区委依法治区办）：未启动 → 已完成" in ran.out
    assert duty(root, "4.1")[1] == 1
    assert duty(root, "0.1")[0] == "done"
    assert fazhi("check", root=root).code == 0


def test_both_obligations_are_offered_and_neither_is_counted_in_silence(root: Path) -> None:
    ran = visit(root, "第一次法治建设实地督察", ("5月20日", "5月24日"))
    assert ran.code == 0, ran.err
    assert (
        "可以计入 4.1 法治建设实地督察、0.1 对各单位法治政府建设情况进行督察（--obligation 4.1 --obligation 0.1）"
        in ran.err
    )
    assert duty(root, "4.1")[1] == 0


def test_two_branches_with_a_visit_each_merge_and_count_twice(root: Path) -> None:
    visits = {
        "one": ("第一次法治建设实地督察", ("5月20日", "5月24日")),
        "two": ("第二次法治建设实地督察", ("11月11日", "11月15日")),
    }
    for branch, (title, days) in visits.items():
        git(root, "switch", "-q", "-c", branch, "main")
        finding = ("--unit", "滨河镇", "--problem", f"{title}发现公示不及时", "--due", "年底")
        ran = visit(root, title, days, "--obligation", "4.1", *finding, "--commit")
        assert ran.code == 0, ran.err
        assert duty(root, "4.1")[1] == 1
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "合并一", "one")
    git(root, "merge", "-q", "--no-ff", "-m", "合并二", "two")
    assert git(root, "status", "--porcelain") == ""
    assert duty(root, "4.1") == ("done", 2)
    found = fazhi("inspect", "list", "--as-of", DAY, "--json", root=root).json["inspections"]
    assert [(each["title"], len(each["findings"]), each["counts_for"]) for each in found] == [
        (title, 1, ["4.1"]) for title, _ in visits.values()
    ]
    assert fazhi("check", root=root).code == 0


def test_two_branches_with_a_visit_on_the_same_days_merge_too(root: Path) -> None:
    """Of one day the files differ by their letters alone; what both added to one visit is told apart by the letters."""
    assert visit(root, "第一次法治建设实地督察", ("5月20日", "5月24日"), "--obligation", "4.1", "--commit").code == 0
    (path,) = (root / "data/inspections").glob("*.yaml")
    for branch, unit in (("one", "滨河镇"), ("two", "文昌镇")):
        git(root, "switch", "-q", "-c", branch, "main")
        add = ("--unit", unit, "--problem", "公示不及时", "--due", "年底", "--recorded", DAY, "--commit")
        assert fazhi("inspect", "add", path.stem, *add, root=root).code == 0
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "合并一", "one")
    git(root, "merge", "-q", "--no-ff", "-m", "合并二", "two")
    (found,) = fazhi("inspect", "list", "--as-of", DAY, "--json", root=root).json["inspections"]
    assert sorted((each["finding"], each["unit"]) for each in found["findings"]) == [(1, "文昌镇"), (1, "滨河镇")]
    assert len({each["name"] for each in found["findings"]}) == 2
    assert fazhi("check", root=root).code == 0
    typed = fazhi(
        "record", "rectify", f"{path.stem}.1", "--unit", "滨河镇", "--date", "6月20日", "--title", "改好", root=root
    )
    assert typed.code == 2
    assert "可能是好几个问题" in typed.err
