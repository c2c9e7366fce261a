"""`decide close`, and what else is decided of a finding: what is written, said and refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import entries, errors, files
from tests.builders.repositories import IDENTITY, in_git
from tests.builders.worlds.one_visit import VISIT_PATH, close, decide, record_of, rectify, visited, written


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return visited(tmp_path)


def test_closing(root: Path) -> None:
    assert rectify(root).code == 0
    ran = close(root, "k7q2.1", "--reason", "抽查10件均已附")
    assert ran.code == 0, ran.err
    assert written(root, "close") == {
        "kind": "close", "inspection": "2024-05-24-k7q2", "finding": "1", "checked_by": "复核组",
        "reason": "抽查10件均已附", "recorded": "2024-07-10",
    }  # fmt: skip
    assert "待销号 → 已完成" in ran.out
    assert "fazhi decide close" not in ran.out
    assert errors(root) == []
    for refused in (close(root), rectify(root, "--title", "又查一遍"), decide(root, "waive", "k7q2.1", *BY)):
        assert refused.code == 2
        assert "已由 2024-07-10-close-" in refused.err


def test_nothing_is_decided_of_a_unit_that_ended_without_a_successor(root: Path) -> None:
    assert rectify(root).code == 0
    units = root / "data/units.yaml"
    text = units.read_text("utf-8")
    ended = text.replace("code: dz,", "code: dz, until: 2024-06-30,")
    assert ended != text
    units.write_text(ended, "utf-8")
    before = files(root)
    for ran in (
        close(root), decide(root, "extend", "k7q2.1", "--due", "2024-07-31", *BY), decide(root, "waive", "k7q2.1", *BY)
    ):  # fmt: skip
        assert (ran.code, ran.out) == (2, "")
        assert "问题 k7q2.1 的责任单位“东镇”已于 2024-06-30 撤销，没有承接单位，不再承担" in ran.err
        assert "succeeded_by（承接单位）" in ran.err
    assert files(root) == before
    assert close(root, on="2024-06-28").code == 0  # as long as it was there


@pytest.mark.parametrize("reason", ["", "到现场看了10宗"])
def test_a_finding_closed_on_a_report_without_proof_is_told_of(root: Path, reason: str) -> None:
    ran = fazhi(
        "record", "rectify", "k7q2.1", "--date", "6月20日", "--title", "改好", "--recorded", "2024-06-21", root=root
    )
    assert ran.code == 0, ran.err
    ran = close(root, "k7q2.1", *(("--reason", reason) if reason else ()))
    assert ran.code == 0, ran.err
    assert f"注意：整改报告 {record_of(root)} 没有文号、附件或网址" in ran.err
    assert ("也没有写 --reason" in ran.err) == (not reason)


def test_a_finding_closed_on_a_proved_report_is_closed_without_a_word(root: Path) -> None:
    assert rectify(root).code == 0
    assert "注意" not in close(root).err


BY = ("--approved-by", "示依法办〔2024〕3号", "--reason", "受灾停工")


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("东镇", "不能由它自己核实销号"),
        ("dz", "不能由它自己核实销号"),
        ("本单位", "没有说明是谁核实的"),
        (" ", "--checked-by"),
    ],
)
def test_nobody_closes_its_own(root: Path, by: str, words: str) -> None:
    assert rectify(root).code == 0
    ran = close(root, by=by)
    assert ran.code == 2
    assert words in ran.err


def test_nothing_is_closed_without_a_report(root: Path) -> None:
    ran = close(root)
    assert ran.code == 2
    assert "问题 k7q2.1 还没有报整改，不能销号" in ran.err
    assert rectify(root).code == 0
    early = close(root, on="2024-06-20")
    assert early.code == 2
    assert "没有有效的整改完成报告" in early.err


def test_several_are_closed_at_once_or_none(root: Path) -> None:
    assert rectify(root).code == 0
    ran = close(root, "k7q2.1,k7q2.2", "--yes")
    assert ran.code == 2
    assert "k7q2.2：问题 k7q2.2 还没有报整改" in ran.err
    assert rectify(root, about="k7q2.2").code == 0
    ran = close(root, "k7q2.1、k7q2.2", "--yes")
    assert ran.code == 0, ran.err
    assert sum(tree.get("kind") == "close" for tree in entries(root).values()) == 2


def test_a_return_by_the_findings_name_reopens(root: Path) -> None:
    assert rectify(root).code == 0
    assert close(root).code == 0
    ran = decide(root, "return", "k7q2.1", "--reason", "现场与材料不符", "--again-by", "2024-07-31", on="2024-07-15")
    assert ran.code == 0, ran.err
    assert written(root, "return")["record"] == record_of(root)
    assert "已完成 → 退回待重报" in ran.out
    assert "请“东镇”报整改：fazhi record rectify k7q2.1" in ran.out
    again = decide(root, "return", "k7q2.1", "--reason", "现场与材料不符", on="2024-07-15")
    assert again.code == 2
    assert "问题 k7q2.1 没有有效的整改报告" in again.err
    refused = close(root, on="2024-07-16")
    assert refused.code == 2
    assert "报的整改已退回，还没有重报" in refused.err


def test_a_return_by_name_is_of_the_report_that_the_closing_rests_on(root: Path) -> None:
    """What was done in part and reported after it leads nowhere: told, and taken back by its own id alone."""
    assert rectify(root).code == 0
    whole = record_of(root)
    part = rectify(root, "--stage", "partial", "--title", "又补2件", day="6月22日", on="2024-06-22")
    assert part.code == 0
    assert "又报阶段性整改" in part.err
    assert "fazhi decide close" not in part.out
    assert "退回先前那一条：fazhi decide return k7q2.1" in part.out
    again = decide(root, "return", "k7q2.1", "--reason", "没有改完", "--json", on="2024-07-01")
    assert again.code == 0
    assert written(root, "return")["record"] == whole


def test_a_return_by_name_reopens_what_was_closed_with_a_part_after_it(root: Path) -> None:
    assert rectify(root).code == 0
    whole = record_of(root)
    assert rectify(root, "--stage", "partial", "--title", "又补2件", day="6月22日", on="2024-06-22").code == 0
    assert close(root).code == 0
    back = decide(root, "return", "k7q2.1", "--reason", "没有改完", on="2024-07-12")
    assert back.code == 0
    assert written(root, "return")["record"] == whole
    assert "已完成 → " in back.out


def test_extended_by_approval(root: Path) -> None:
    ran = decide(root, "extend", "k7q2.1", "--due", "8月31日", *BY, on="2024-06-28")
    assert ran.code == 0, ran.err
    assert written(root, "extend") == {
        "kind": "extend", "inspection": "2024-05-24-k7q2", "finding": "1", "due": "2024-08-31",
        "approved_by": "示依法办〔2024〕3号", "reason": "受灾停工", "recorded": "2024-06-28",
    }  # fmt: skip
    assert "到期日 2024-06-30 → 2024-08-31" in ran.out
    assert errors(root) == []


@pytest.mark.parametrize(
    ("words", "on", "said"),
    [
        (("--due", "2024-08-31"), "2024-07-01", "不能事后延期"),
        (("--due", "2024-06-30"), "2024-06-20", "不是延期"),
        (("--due", "2024-08-31", "--unit", "西镇"), "2024-06-20", "不是“西镇”的"),
        (("--due", "2024-08-31", "--period", "2024Q2"), "2024-06-20", "不写 --period"),
    ],
)
def test_extensions_that_will_not_do(root: Path, words: tuple[str, ...], on: str, said: str) -> None:
    ran = decide(root, "extend", "k7q2.1", *words, *BY, on=on)
    assert ran.code == 2
    assert said in ran.err
    assert files(root) == []


def test_excused_by_approval(root: Path) -> None:
    ran = decide(root, "waive", "k7q2.1", "--unit", "东镇", *BY)
    assert ran.code == 0, ran.err
    assert written(root, "waive")["finding"] == "1"
    assert "逾期 → 不适用" in ran.out
    assert errors(root) == []
    for refused in (rectify(root), close(root), decide(root, "waive", "k7q2.1", *BY)):
        assert refused.code == 2
        assert "定为不适用" in refused.err


def test_what_waits_to_be_closed_is_not_excused(root: Path) -> None:
    assert rectify(root).code == 0
    ran = decide(root, "waive", "k7q2.1", *BY)
    assert ran.code == 2
    assert "待销号，不能定为不适用" in ran.err
    assert decide(root, "waive", "k7q2.2", *BY).code == 0


def test_an_attachment_of_a_report_is_let_go(root: Path, tmp_path: Path) -> None:
    (tmp_path / "名单.txt").write_text("名单")
    assert rectify(root, "--file", str(tmp_path / "名单.txt")).code == 0
    refused = decide(root, "redact", "k7q2.1", "--file", "名单.txt", "--reason", "含个人信息")
    assert refused.code == 2
    assert f"这个问题的整改有：{record_of(root)}" in refused.err
    ran = decide(root, "redact", record_of(root), "--file", "名单.txt", "--reason", "含个人信息")
    assert ran.code == 0, ran.err
    assert written(root, "redact")["record"] == record_of(root)
    assert not (root / f"data/records/{record_of(root)}/名单.txt").exists()
    assert errors(root) == []


def test_both_are_committed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    in_git(root)
    assert rectify(root, "--commit").code == 0
    ran = close(root, "k7q2.1", "--commit")
    assert ran.code == 0, ran.err
    assert "已提交" in ran.out


def test_a_unit_outside_the_government_is_asked_and_not_told(root: Path) -> None:
    units = root / "data/units.yaml"
    text = units.read_text("utf-8")
    units.write_text(
        text.replace("  - {name: 西镇, code: xz, kind: township}", "  - {name: 西镇, code: xz, kind: judicial}"),
        "utf-8",
    )
    ran = close(root, "k7q2.2")
    assert ran.code == 2
    assert "可商请“西镇”反馈整改情况" in ran.err
    assert rectify(root, about="k7q2.2").code == 0
    ran = decide(root, "return", "k7q2.2", "--reason", "没有附材料")
    assert "：已提供 → 商请" in ran.out
    assert "可商请“西镇”反馈整改情况" in ran.out


def test_an_inspection_is_no_finding_and_one_named_in_figures_is_told_from_an_obligation(root: Path) -> None:
    words = ("--due", "2024-08-31", *BY)
    ran = decide(root, "extend", "k7q2", *words, on="2024-06-20")
    assert ran.code == 2
    assert "是督察编号，这里要写问题编号" in ran.err
    (root / VISIT_PATH).rename(root / VISIT_PATH.replace("k7q2", "2345"))
    ran = decide(root, "extend", "2345.1", *words, on="2024-06-20")
    assert ran.code == 0, ran.err
    assert written(root, "extend")["inspection"] == "2024-05-24-2345"
    assert rectify(root, about="2345.1").code == 0
    assert errors(root) == []
    assert "没有“7654.1”这个任务或事项" in decide(root, "extend", "7654.1", *words, on="2024-06-20").err
