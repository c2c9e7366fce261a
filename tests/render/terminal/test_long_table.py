"""A long table is, byte for byte, the table Rich would print."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from spt_fazhi.render.terminal import long_table
from spt_fazhi.render.terminal.long_table import Column, different_rows, print_table
from spt_fazhi.render.terminal.style import table

WORDS = st.text(alphabet="甲乙单位名称 ab1-（）、，。▲√○\n", max_size=30)
STYLES = st.sampled_from(["", "red", "bold red", "dim", "bright_black"])
CELL = WORDS.map(lambda text: text.replace("\n", " ")) | st.builds(
    lambda first, second, style, more: Text.assemble(Text(first, style=style), (second, more)),
    WORDS, WORDS, STYLES, STYLES,
)  # fmt: skip
TITLES = st.lists(
    st.tuples(st.sampled_from(["状态", "单位", "id", "一个长标题"]), st.sampled_from(["fixed", "number", "flow"])),
    min_size=1,
    max_size=8,
)


def console(width: int, *, colours: bool) -> Console:
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colours,
        color_system="truecolor" if colours else None,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )


def printed(shown: Console) -> str:
    assert isinstance(shown.file, io.StringIO)
    return shown.file.getvalue()


@given(titles=TITLES, width=st.integers(20, 130), colours=st.booleans(), data=st.data())
def test_it_is_what_rich_prints(titles, width, colours, data):
    few = data.draw(st.lists(st.tuples(*(CELL for _ in titles)), min_size=1, max_size=6))
    rows = data.draw(st.lists(st.sampled_from(few), min_size=1, max_size=12))
    own, rich = console(width, colours=colours), console(width, colours=colours)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_table, "LONG", 0)
        print_table(titles, [Column(cells) for cells in zip(*rows, strict=True)], own)
    rich.print(table(titles, rows, width))
    assert printed(own) == printed(rich)


def test_each_cell_is_laid_out_once_however_many_rows_there_are(monkeypatch):
    laid = []
    lines = long_table._lines

    def counted(*args):
        laid.append(args)
        return lines(*args)

    monkeypatch.setattr(long_table, "_lines", counted)
    shown = console(80, colours=False)
    rows = [(f"单位{number % 7}", Text("逾期", style="red"), "内容") for number in range(5000)]
    print_table(
        [("单位", "flow"), ("状态", "fixed"), ("内容", "flow")],
        [Column(each) for each in zip(*rows, strict=True)],
        shown,
    )
    assert len(laid) == 7 + 1 + 1
    assert printed(shown).count("\n") == 5000 + 2


def test_a_short_table_is_richs_own(monkeypatch):
    monkeypatch.setattr(long_table, "_lines", None)
    shown = console(80, colours=False)
    print_table([("单位", "flow")], [Column(["甲"] * (long_table.LONG - 1))], shown)
    assert printed(shown).count("甲") == long_table.LONG - 1


def test_rows_of_the_different_cells_are_as_many_as_the_column_with_most():
    assert different_rows([Column("aabbc"), Column("xxxxx")]) == [("a", "x"), ("b", ""), ("c", "")]
    assert list(Column("aabbc")) == list("aabbc")


class OfGBK(io.StringIO):
    """A stream of a Chinese Windows console, where Rich draws with ASCII."""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "gbk"


def test_it_is_what_rich_prints_on_a_console_of_gbk(monkeypatch):
    titles = [("单位", "flow"), ("条数", "number"), ("状态", "fixed")]
    rows = [("示范区司法局", number, "▲ 逾期") for number in range(4)]
    monkeypatch.setattr(long_table, "LONG", 0)
    own, rich = console(80, colours=False), console(80, colours=False)
    own.file, rich.file = OfGBK(), OfGBK()
    print_table(titles, [Column(map(str, cells)) for cells in zip(*rows, strict=True)], own)
    rich.print(table(titles, rows, 80))
    assert printed(own) == printed(rich)
    assert "|" in printed(own)
