"""Whatever a table holds is printed whole on a narrow screen: what has no room is folded or stands on its own line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text
from tests.builders.command import fazhi

from spt_fazhi.render.terminal.style import table
from spt_fazhi.text.columns import columns

pytestmark = pytest.mark.no_cover  # what is run here is run elsewhere, once
WORDS = st.text("区司法局逾期abc019-（，", min_size=1, max_size=24)
KINDS = st.sampled_from(["fixed", "number", "flow"])
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("unit", "司法局"), ("unit", "法院"), ("unit", "公安分局"), ("duties",), ("overdue",), ("overdue", "--detail"), ("due", "--detail"),
    ("list",), ("list", "--units"), ("show", "7"), ("show", "7.1"), ("show", "4.2"), ("report", "list"),
)  # fmt: skip


def printed(titles, rows, width: int) -> list[str]:
    console = Console(width=width, file=None, color_system=None)
    with console.capture() as captured:
        console.print(table(titles, rows, width))
    return captured.get().splitlines()


@given(st.lists(st.tuples(WORDS, KINDS), min_size=1, max_size=9), st.sampled_from([60, 80, 120]), st.data())
def test_every_character_of_every_cell_is_printed(titles, width, data) -> None:
    row = data.draw(st.lists(WORDS, min_size=len(titles), max_size=len(titles)))
    lines = printed(titles, [row], width)
    assert max(columns(line.rstrip()) for line in lines) <= width
    shown = sorted(re.sub(r"[\s─]", "", "".join(lines)))
    assert shown == sorted("".join(title for title, _ in titles) + "".join(row))


def test_a_text_of_several_lines_is_printed_whole() -> None:
    lines = printed([("内容", "flow"), ("日", "fixed")], [[Text("甲乙\n备注：数据只到6月19日"), "x"]], 30)
    assert "备注：数据只到6月19日" in "".join(line.split(" ")[0] for line in lines)


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with figures over nothing that end early and are not proved."""
    root = tmp_path_factory.mktemp("cut") / "区"
    assert fazhi("demo", str(root)).code == 0
    ran = fazhi(
        "record", "evidence", "12.1", "--unit", "司法局", "--date", "6月19日", "--recorded", "2024-06-20", "--reached", "0",
        "--of", "0", "--title", "无建议", root=root,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    return root


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("day", ["2024-06-20", "2025-02-01"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_word_is_cut_off_on_a_narrow_screen(entered: Path, command: tuple[str, ...], day: str, width: int) -> None:
    wide = fazhi(*command, "--as-of", day, root=entered, COLUMNS="400").out
    narrow = fazhi(*command, "--as-of", day, root=entered, COLUMNS=str(width)).out
    assert max(columns(line.rstrip()) for line in narrow.splitlines()) <= width
    assert "…" not in narrow.replace("……", "")
    if command[0] == "unit" or command == ("report", "list"):
        assert sorted(set(re.findall(r"\w", wide)) - set(re.findall(r"\w", narrow))) == []


@pytest.mark.parametrize("width", [60, 80])
def test_what_is_not_proved_and_where_the_figures_end_is_said(entered: Path, width: int) -> None:
    shown = re.sub(r"\s", "", fazhi("unit", "司法局", "--as-of", "2024-06-20", root=entered, COLUMNS=str(width)).out)
    assert "无发生，待佐证" in shown
    assert "数据只到6月19日" in shown
