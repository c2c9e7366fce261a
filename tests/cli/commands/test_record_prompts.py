"""What `record evidence` shows and asks on a terminal, and the figures of a rate that add up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import entries, errors, files, workspace
from tests.builders.processes.terminal import converse

DAY = "2024-06-20"
ADDS = """\
      - id: "3.3"
        title: 应诉出庭
        quote: 定期开展行政执法案卷评查
        who: [各镇, 各行政执法部门]
        target: {rate: 100%, of: 开庭案件, reached: 负责人出庭}
        due: 2024-12-31
        phrase: 定期
        proof: 出庭通知书、庭审笔录
        holder: 区依法治区办
        figures: [{name: 旁听人数, unit: 人}]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = workspace(tmp_path / "区")
    plan = root / "data" / "tasks.yaml"
    text = plan.read_text("utf-8")
    assert "  - id: 4\n" in text
    plan.write_text(text.replace("  - id: 4\n", f"{ADDS}  - id: 4\n"), "utf-8")
    assert errors(root) == []
    return root


def rate(
    root: Path, share: str, *options: str, unit: str = "司法局", day: str = "2024-06-12", title: str = "出庭"
) -> Ran:
    reached, _, of = share.partition("/")
    return fazhi("record", "evidence", "3.3", "--unit", unit, "--date", day, "--title", title, "--reached", reached, "--of", of,
                 "--document", f"笔录{title}", "--recorded", DAY, *options, root=root)  # fmt: skip


def shares(root: Path) -> list[tuple[str, str, str]]:
    return sorted((tree["unit"], tree["reached"], tree["of"]) for tree in entries(root).values())


terminal = pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals")
WORDS = ["record", "evidence", "3.3", "--recorded", DAY]


@terminal
def test_what_is_asked_of_the_unit_is_shown_first(root: Path) -> None:
    ran = converse(
        root, [*WORDS, "--reached", "1", "--of", "1"],
        [("事项 3.3 应诉出庭", ""), ("原文：定期开展行政执法案卷评查", ""), ("时限：定期（2024年12月31日）", ""),
         ("佐证要求：出庭通知书、庭审笔录", ""), ("报送单位", "司法局\n"), ("发生日期", "6月12日\n"), ("一句话", "出庭\n"),
         ("佐证材料：", "\n")],
    )  # fmt: skip
    assert ran.code == 0, ran.out
    assert "注意：没有文号、网址或附件，不能证明，显示为待佐证" in ran.out


@terminal
def test_nothing_is_asked_or_shown_when_all_is_told(root: Path) -> None:
    ran = converse(
        root, [*WORDS, "--unit", "sfj", "--date", "6月12日", "--title", "出庭", "--reached", "1", "--of", "1"], []
    )
    assert ran.code == 0, ran.out
    assert "原文" not in ran.out
    assert "佐证材料" not in ran.out


@terminal
def test_documents_links_and_files_are_told_apart(root: Path, tmp_path: Path) -> None:
    (tmp_path / "出庭 通知.pdf").write_bytes(b"%PDF-1.4 x")
    ran = converse(
        root, [*WORDS, "--unit", "sfj", "--date", "6月12日", "--reached", "1", "--of", "1"],
        [("一句话", "出庭\n"), ("佐证材料：", "没有这个.pdf\n"), ("佐证材料：", f"'{tmp_path}/出庭 通知.pdf'\n"),
         ("还有别的材料吗", "示法〔2024〕9号\n"), ("还有别的材料吗", "又一个文号\n"), ("文号只能写一个", "https://example.invalid/a\n"),
         ("还有别的材料吗", "\n")],
    )  # fmt: skip
    assert ran.code == 0, ran.out
    (tree,) = entries(root).values()
    assert (tree["document"], tree["link"]) == ("示法〔2024〕9号", "https://example.invalid/a")
    assert [each["name"] for each in tree["files"]] == ["出庭 通知.pdf"]


@terminal
@pytest.mark.parametrize(("answer", "share"), [("累计\n", ("5", "6")), ("新增\n", ("14", "20"))])
def test_it_asks_whether_the_figures_are_running_totals(root: Path, answer: str, share: tuple[str, str]) -> None:
    assert rate(root, "9/14").code == 0
    ran = converse(
        root, [*WORDS, "--unit", "sfj", "--date", "6月18日", "--document", "笔录二"],
        [("一句话", "再次出庭\n"), ("达到数", "14\n"), ("总数", "20\n"), ("区司法局已报 9/14", ""), ("累计 或 新增", "都是\n"),
         ("请写 累计 或 新增", answer)],
    )  # fmt: skip
    assert ran.code == 0, ran.out
    assert ("区司法局", *share) in shares(root)


@terminal
def test_it_does_not_ask_where_nothing_is_reported_or_the_latest_counts(root: Path) -> None:
    for about, of in (("3.3", "1"), ("3.2", "36"), ("3.2", "37")):
        ran = converse(
            root, ["record", "evidence", about, "--recorded", DAY, "--unit", "sfj", "--date", "6月12日", "--document", f"文{of}"],
            [("一句话", f"做了{of}\n"), ("达到数", f"{of}\n"), ("总数", f"{of}\n")],
        )  # fmt: skip
        assert ran.code == 0, ran.out
        assert "累计" not in ran.out


def test_running_totals_are_told_by_an_option(root: Path) -> None:
    assert rate(root, "9/14").code == 0
    assert rate(root, "10/15", "--cumulative", title="再次", day="2024-06-18").code == 0
    assert shares(root) == [("区司法局", "1", "1"), ("区司法局", "9", "14")]
    ran = rate(root, "2/2", title="三次", day="2024-06-19")
    assert ran.code == 0
    assert "注意：区司法局已报 10/15，这次的 2/2 作为新增相加；是累计数的请加 --cumulative" in ran.err


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("8/14", "已报 9/14，累计 8/14：累计数比已报的还少"),
        ("9/14", "没有新增"),
        ("14/14", "增加的不是新发生的"),
        ("9/13", "累计数比已报的还少"),
    ],
)
def test_a_total_that_no_new_cases_can_explain(root: Path, total: str, said: str) -> None:
    assert rate(root, "9/14").code == 0
    kept = files(root)
    ran = rate(root, total, "--cumulative", title="再次")
    assert (ran.code, files(root)) == (2, kept)
    assert said in ran.err


def test_what_is_to_be_voided_is_the_one_that_nothing_proves(root: Path) -> None:
    """The other, proved later, holds the right figures."""
    plain = ("--unit", "司法局", "--date", "2024-06-12", "--title", "出庭", "--reached", "5", "--of", "6")
    assert fazhi("record", "evidence", "3.3", *plain, "--recorded", DAY, root=root).code == 0
    (bare,) = root.glob("data/records/*/*-3.3-*.yaml")
    assert rate(root, "5/6", title="补了材料", day="2024-06-18").code == 0
    ran = rate(root, "8/9", "--cumulative", title="再次", day="2024-06-19")
    assert (ran.code, f"fazhi record void {bare.parent.name}/{bare.stem}" in ran.err) == (2, True)


def test_totals_of_a_group_are_worked_out_for_each_and_faults_named(root: Path) -> None:
    assert rate(root, "1/2", unit="东镇").code == 0
    ran = rate(root, "3/4", "--cumulative", "--yes", unit="各镇", title="再次")
    assert ran.code == 0, ran.err
    assert shares(root) == [("东镇", "1", "2"), ("东镇", "2", "2"), ("西镇", "3", "4")]
    ran = rate(root, "3/4", "--cumulative", "--yes", unit="各镇", title="又来")
    assert (ran.code, ran.err.count("没有新增")) == (2, 2)
    assert "东镇 3.3：已报 3/4" in ran.err


def test_the_holder_of_the_figures_records_for_all_in_one_command(root: Path) -> None:
    ran = rate(root, "0/0", "--by", "依法治区办", "--yes", unit="各镇", title="没有行政应诉案件")
    assert ran.code == 0, ran.err
    trees = list(entries(root).values())
    assert [(tree["unit"], tree["by"]) for tree in trees] == [("东镇", "区依法治区办"), ("西镇", "区依法治区办")]
    assert all(name.startswith(("records/dz/", "records/xz/")) for name in files(root))
    assert "佐证 3.3 东镇（区依法治区办填报）：没有行政应诉案件" in ran.err
    assert errors(root) == []


def test_who_files_for_itself_is_not_named_and_nobody_else_may(root: Path) -> None:
    assert (
        rate(root, "0/0", "--by", "sfj", "--yes", unit="各行政执法部门").code == 0
    )  # a lead, and one of those who owe it
    filed = {tree["unit"]: tree.get("by") for tree in entries(root).values()}
    assert filed == {"区司法局": None, "区示范分局": "区司法局"}
    ran = rate(root, "0/0", "--by", "西镇", unit="东镇")
    assert (ran.code, "“西镇”不能替“东镇”填报事项 3.3" in ran.err) == (2, True)


def test_figures_besides_and_the_day_they_run_to(root: Path) -> None:
    ran = rate(root, "1/2", "--figure", "旁听人数＝1,200 人", "--through", "6月10日")
    assert ran.code == 0, ran.err
    (tree,) = entries(root).values()
    assert (tree["figures"], tree["through"]) == ({"旁听人数": "1200"}, "2024-06-10")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--figure", "参加人数=3"), "--figure：事项 3.3 没有要求另报“参加人数”"),
        (("--figure", "参加人数=3"), "可写：旁听人数，如 --figure 旁听人数=36"),
        (("--figure", "旁听人数"), "--figure “旁听人数”应写成“名称=数”"),
        (("--figure", "旁听人数=3", "--figure", "旁听人数=4"), "--figure “旁听人数”写了两次"),
        (("--figure", "旁听人数=很多"), "--figure：“很多”不是确切的数量"),
        (("--through", "6月31日"), "--through：“6月31日”这一天不存在"),
        (("--through", "2024-06-30"), "recorded（录入日）"),
        (("--by", "没有局"), "没有“没有局”这个单位"),
    ],
)
def test_options_that_do_not_fit(root: Path, options: tuple[str, ...], said: str) -> None:
    ran = rate(root, "1/2", *options)
    assert (ran.code, ran.out, files(root)) == (2, "", [])
    assert said in ran.err


@pytest.mark.parametrize("option", [("--cumulative",), ("--through", "6月10日")])
def test_options_of_rates_are_refused_elsewhere(root: Path, option: tuple[str, ...]) -> None:
    ran = fazhi(
        "record", "evidence", "1.1", "--unit", "sfj", "--date", "6月12日", "--title", "讲法", *option, root=root
    )
    assert (ran.code, f"事项 1.1 不按比率考核，不写 {option[0]}" in ran.err) == (2, True)
