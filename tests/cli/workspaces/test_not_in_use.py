"""A register without a record or decision shows what is owed and judges nobody, on every screen and in every report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.files import write
from tests.builders.worlds.district import district

from spt_fazhi.cli.lazy_group import build
from spt_fazhi.engine.states import STATES
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.views.wording import NOT_IN_USE, SIGNS

LATE = "2025-06-20"
SCREENS = [
    ["status"], ["overdue"], ["overdue", "--detail"], ["due", "--within", "60"], ["duties"], ["list"], ["list", "--units"],
    ["show", "1"], ["show", "1.2"], ["unit", "司法局"], ["unit", "区法院"], ["calls"], ["notice"],
]  # fmt: skip
VISITED = {"inspection", "feedback"}
"""Reports on a visit: there is none before the register is in use."""
JUDGING = ["▲", "逾期", "滞后", "待补录", "临期", "未启动", "完成率", "已完成", "还要做"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return district(tmp_path_factory.mktemp("区"), in_use=False)


def reports() -> list[list[str]]:
    return [
        [name, *(["司法局"] if each.SUBJECT == "unit" else [])]
        for name, each in catalog().items()
        if name not in VISITED
    ]


@pytest.mark.parametrize("day", ["2024-05-06", LATE])
@pytest.mark.parametrize("words", SCREENS, ids=" ".join)
def test_a_screen_says_so_first_and_judges_nobody(root: Path, words: list[str], day: str) -> None:
    ran = fazhi(*words, "--as-of", day, root=root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{NOT_IN_USE}\n")
    assert [word for word in JUDGING if word in ran.out] == []


@pytest.mark.parametrize("words", [["inspection", "k7q2"], ["feedback", "司法局"]], ids=" ".join)
def test_a_report_on_a_visit_has_nothing_to_be_about(root: Path, words: list[str]) -> None:
    ran = fazhi("report", *words, "--as-of", LATE, root=root)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 2)
    assert "没有" in ran.err


@pytest.mark.parametrize("words", reports(), ids=" ".join)
@pytest.mark.parametrize("day", ["2024-05-06", LATE])
def test_a_report_says_so_before_anything_else(root: Path, words: list[str], day: str) -> None:
    ran = fazhi("report", *words, "--as-of", day, root=root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"> {NOT_IN_USE}\n\n# ")
    assert [word for word in JUDGING if word in ran.out] == []
    assert "滞后" not in ran.out


def test_the_plan_by_section_month_and_unit_and_three_commands(root: Path) -> None:
    text = fazhi("status", "--as-of", "2024-05-06", root=root).out
    flat = re.sub(r"\s", "", text)
    assert "任务3项，分解为7个事项，责任17条" in flat
    assert "另商请政府以外的单位2条" in flat
    assert "名单未核全：各执法单位" in flat
    assert "2024年12月5条，其中2条未写时限，按年底计，另1条的时限是推定的" in flat
    assert "2024年9月1条，其中1条的时限是推定的" in flat
    assert "教育局7条、司法局5条" in flat
    assert "区法院2条" in flat
    assert "时限1处" in flat
    steps = text.partition("从这三条命令开始")[2]
    assert len(re.findall(r"^  fazhi ", steps, re.MULTILINE)) == 3
    assert len(text.splitlines()) <= 50


def test_the_commands_to_begin_with_can_be_run(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = fazhi("status", "--as-of", "2024-05-06", root=root).out
    for line in re.findall(r"^  fazhi (.*)$", text, re.MULTILINE):
        words = line.split()
        if words[0] == "record":
            command = build().get_command(None, "record").get_command(None, words[1])  # type: ignore[arg-type]
            assert command is not None
            assert "--unit" in [name for param in command.params for name in param.opts]
        else:
            assert fazhi(*words, root=root).code == 0, line
    assert {file.name for file in tmp_path.glob("*.md")} == {"待审定清单.md", "任务分解表.md"}


def test_the_json_has_the_states_and_says_that_it_is_not_in_use(root: Path) -> None:
    document = fazhi("status", "--as-of", LATE, "--json", root=root).json
    assert document["in_use"] is False
    assert document["totals"]["overdue"] > 0
    for words in (
        ["duties"],
        ["overdue"],
        ["list", "--units"],
        ["list", "--assumed"],
        ["show", "1"],
        ["unit", "司法局"],
    ):
        assert fazhi(*words, "--as-of", LATE, "--json", root=root).json["in_use"] is False
    assert fazhi("calls", "--as-of", LATE, "--json", root=root).json["calls"] == []


def test_nothing_fails_on_a_state(root: Path) -> None:
    assert fazhi("status", "--as-of", LATE, "--fail-on", "overdue", root=root).code == 0


def test_one_record_or_decision_puts_it_into_use(tmp_path: Path) -> None:
    root = district(tmp_path, in_use=False)
    write(root, "data/decisions/2024-06-18-waive-aabb.yaml",
          'kind: waive\nobligation: "2.2"\nunit: 教育局\napproved_by: 示办〔2024〕1号\nreason: 没有这项业务\nrecorded: 2024-06-18\n')  # fmt: skip
    ran = fazhi("status", "--as-of", "2024-06-20", root=root)
    assert NOT_IN_USE not in ran.out
    assert "▲ 逾期" in ran.out
    assert fazhi("status", "--as-of", "2024-06-20", "--json", root=root).json["in_use"] is True


def test_states_have_other_signs_than_a_plan(root: Path) -> None:
    text = fazhi("status", "--as-of", LATE, root=root).out
    assert not {sign for state, sign in SIGNS.items() if state != "scheduled"} & set(text)
    assert not [word for state, word in STATES.items() if state != "invited" and word in text]
