"""What `inspect new` and `inspect add` ask on a terminal, without a terminal: the answers stand in for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import errors, workspace

from spt_fazhi.cli.entry import prompts
from spt_fazhi.store.yaml.reader import read_tree

PLAN = """\
      - {id: "3.3", title: 实地督察, quote: 定期开展行政执法案卷评查, who: [区司法局, 区依法治区办], scope: joint, target: {count: 2, unit: 次}, due: 2024-12-31}
"""
SECOND = """\
      - {id: "3.4", title: 对各单位开展督察, quote: 定期开展行政执法案卷评查, who: [区依法治区办], due: 2024-12-31}
      - {id: "3.5", title: 报告督察情况, quote: 定期开展行政执法案卷评查, who: [区依法治区办], due: 2024-12-31}
"""
Converse = Callable[..., Ran]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = workspace(tmp_path / "区")
    plan = root / "data/tasks.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("  - id: 4\n", f"{PLAN}  - id: 4\n"), "utf-8")
    return root


@pytest.fixture
def converse(root: Path, monkeypatch: pytest.MonkeyPatch) -> Converse:
    """Run a command and answer: each question must hold its word, and every answer must be asked for."""

    def run(*words: str, said: list[tuple[str, str]]) -> Ran:
        left: Iterator[tuple[str, str]] = iter(said)

        def reply(label: str) -> str:
            word, answer = next(left, ("(none is left)", ""))
            assert word in label
            return answer

        monkeypatch.setattr(prompts, "answer", reply)
        monkeypatch.setattr(prompts, "on_terminal", lambda: True)
        ran = fazhi(*words, root=root)
        assert list(left) == []
        return ran

    return run


def only(root: Path) -> dict[str, Any]:
    (path,) = (root / "data/inspections").glob("*.yaml")
    tree: dict[str, Any] = read_tree(path.read_text("utf-8"))
    return tree


DAY = ("--recorded", "2024-05-27")
WHOLE = ("--title", "督察", "--from", "5月20日", "--to", "5月24日", "--visited", "各镇", *DAY)


def test_everything_is_asked_for_and_the_obligation_is_offered(root: Path, converse: Converse) -> None:
    ran = converse(
        "inspect", "new", *DAY,
        said=[
            ("督察名称", "第一次实地督察"), ("开始日期", "5月20日"), ("结束日期", "5月1日前后"), ("结束日期", "5月24日"),
            ("督察单位", "依法治区办、司法局"), ("督察了哪些单位", "各镇"), ("计入事项 3.3 实地督察 吗", "也许"),
            ("计入事项 3.3 实地督察 吗", "是"), ("文号", ""), ("问题清单文件", ""), ("责任单位", "东镇"), ("问题", "公示不及时"),
            ("整改要求", "补公示"), ("整改时限", "尽快"), ("整改时限", "6月底"), ("任务编号", ""), ("问题类型", "公开"),
            ("问题类型", "公开公示"), ("严重程度", ""), ("还有问题吗", ""),
        ],
    )  # fmt: skip
    assert ran.code == 0, ran.err
    tree = only(root)
    assert (tree["obligation"], tree["by"], tree["visited"]) == (
        "3.3",
        ["区依法治区办", "区司法局"],
        ["东镇", "西镇"],
    )
    assert tree["findings"] == [
        {
            "id": "1",
            "unit": "东镇",
            "kind": "公开公示",
            "problem": "公示不及时",
            "demand": "补公示",
            "due": "2024-06-30",
        }
    ]
    assert "各镇展开为 2 家：东镇、西镇" in ran.err
    assert "可选：各镇、各部门、各行政执法部门" in ran.err
    assert errors(root) == []


def test_only_what_is_missing_is_asked(root: Path, converse: Converse) -> None:
    ran = converse(
        "inspect",
        "new",
        *WHOLE,
        "--by",
        "司法局",
        said=[("计入事项 3.3 实地督察 吗", "否"), ("文号", ""), ("问题清单", ""), ("责任单位", "")],
    )
    assert ran.code == 0, ran.err
    assert "obligation" not in only(root)


def test_nothing_is_asked_where_everything_was_said(root: Path, converse: Converse) -> None:
    ran = converse("inspect", "new", *WHOLE, "--by", "司法局", "--obligation", "3.3", said=[])
    assert ran.code == 0, ran.err
    assert only(root)["obligation"] == "3.3"


def test_what_will_not_do_is_said_before_anything_is_asked(root: Path, tmp_path: Path, converse: Converse) -> None:
    bad = tmp_path / "坏.csv"
    bad.write_text("责任单位,问题,整改时限\n某局,甲,6月底\n", "utf-8")
    for option, value in (
        ("--by", "某局"),
        ("--visited", "某镇"),
        ("--obligation", "9.9"),
        ("--to", "五月"),
        ("--findings", "不在.csv"),
    ):
        ran = converse("inspect", "new", option, value, *DAY, said=[])
        assert ran.code == 2, ran.out
    ran = converse(
        "inspect",
        "new",
        "--title",
        "督察",
        "--from",
        "5月20日",
        "--to",
        "5月24日",
        "--findings",
        str(bad),
        *DAY,
        said=[],
    )
    assert ran.code == 2
    assert "坏.csv:2：没有“某局”这个单位" in ran.err


def test_of_several_obligations_one_is_chosen(root: Path, converse: Converse) -> None:
    plan = root / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace(PLAN, PLAN + SECOND), "utf-8")
    said = [("计入哪些事项", "3.3、3.4"), ("文号", "示依法办〔2024〕2号"), ("问题清单", ""), ("责任单位", "")]
    ran = converse("inspect", "new", *WHOLE, "--by", "依法治区办", said=said)
    assert ran.code == 0, ran.err
    assert "可选：3.3 实地督察、3.4 对各单位开展督察\n" in ran.err
    assert (only(root)["obligation"], only(root)["document"]) == (["3.3", "3.4"], "示依法办〔2024〕2号")


def test_who_owes_no_visit_is_asked_nothing(root: Path, converse: Converse) -> None:
    ran = converse("inspect", "new", *WHOLE, "--by", "示范分局", said=[])
    assert ran.code == 0, ran.err


def test_a_table_with_faults_is_asked_for_again(root: Path, tmp_path: Path, converse: Converse) -> None:
    bad, good = tmp_path / "坏.csv", tmp_path / "好.csv"
    bad.write_text("责任单位,问题,整改时限\n某局,甲,6月底\n", "utf-8")
    good.write_text("责任单位,问题,整改时限\n东镇,甲,6月底\n", "utf-8")
    said = [("计入", "是"), ("文号", ""), ("问题清单", str(bad)), ("问题清单", f"'{good}'")]
    ran = converse("inspect", "new", *WHOLE, "--by", "司法局", said=said)
    assert ran.code == 0, ran.err
    assert "坏.csv:2：没有“某局”这个单位" in ran.err
    assert [each["unit"] for each in only(root)["findings"]] == ["东镇"]


def test_what_an_option_began_is_asked_to_its_end(root: Path, converse: Converse) -> None:
    said = [("问题（", "甲"), ("整改时限", "立行立改")]
    ran = converse("inspect", "new", *WHOLE, "--by", "司法局", "--obligation", "3.3", "--unit", "东镇", said=said)
    assert ran.code == 0, ran.err
    assert only(root)["findings"][0]["due"] == "2024-05-24"


def test_add_asks_which_visit_and_what(root: Path, converse: Converse) -> None:
    assert converse("inspect", "new", *WHOLE, "--by", "司法局", "--obligation", "3.3", said=[]).code == 0
    (path,) = (root / "data/inspections").glob("*.yaml")
    said = [
        ("给哪次督察", "zzzz"), ("给哪次督察", path.stem[-4:]), ("问题清单", ""), ("责任单位", ""), ("责任单位", "东镇"),
        ("问题", "甲"), ("整改要求", ""), ("整改时限", "6月底"), ("任务", ""), ("问题类型", ""), ("严重程度", ""), ("还有", ""),
    ]  # fmt: skip
    ran = converse("inspect", "add", "--recorded", "2024-06-03", said=said)
    assert ran.code == 0, ran.err
    assert f"可选：{path.stem}" in ran.err
    assert len(list((root / "data/inspections").glob("*.yaml"))) == 2


FOUND = ("--by", "依法治区办、司法局", "--obligation", "无", "--unit", "司法局", "--problem", "甲", "--due", "6月底")


def test_a_problem_of_whoever_was_not_visited_is_asked_about(root: Path, converse: Converse) -> None:
    ran = converse("inspect", "new", *WHOLE, *FOUND, said=[("照这样登记吗", "不知道"), ("照这样登记吗", "否")])
    assert (ran.code, list((root / "data/inspections").glob("*.yaml"))) == (2, [])
    assert "区司法局有问题，但不在受访单位里（其中区司法局是督察单位）" in ran.err
    ran = converse("inspect", "new", *WHOLE, *FOUND, said=[("照这样登记吗", "是")])
    assert ran.code == 0, ran.err
    assert only(root)["visited"] == ["东镇", "西镇"]


def test_what_a_visit_may_count_for_besides_is_said(root: Path) -> None:
    plan = root / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("  - id: 4\n", f"{SECOND}  - id: 4\n"), "utf-8")
    by = ("--by", "依法治区办", "--obligation")
    ran = fazhi("inspect", "new", *WHOLE, *by, "3.3", root=root)
    assert ran.code == 0, ran.err
    assert "注意：这次督察还可以同时计入 3.4 对各单位开展督察（登记时加 --obligation 3.4）" in ran.err
    again = fazhi("inspect", "new", *WHOLE, *by, "3.3,3.4", "--dry-run", root=root)
    assert "还可以同时计入" not in again.err
