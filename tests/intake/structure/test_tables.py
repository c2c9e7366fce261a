"""Any table at all: read without an error, and every cell accounted for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.intake.structure.test_parse import WORDS, assert_accounted, table

CELLS = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "",
            "",
            "1",
            "1.0",
            "①",
            "—",
            "同上",
            "合计",
            "备注：",
            "一、加强领导",
            "6月底前",
            "年底前",
            "2场",
            "区司法局牵头",
        ]
    ),
    st.lists(WORDS, max_size=4).map("".join),
)
HEADS = st.lists(
    st.sampled_from(
        [
            "序号",
            "工作任务",
            "具体要求",
            "类别",
            "责任单位",
            "牵头单位",
            "时限",
            "备注",
            "责任人",
            "一季度目标",
            "二季度",
            "抓手",
        ]
    ),
    min_size=3,
    max_size=6,
)


@given(HEADS, st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=6), st.integers(0, 2))
def test_any_table_is_read_without_an_error_and_every_cell_accounted_for(heads, body, before) -> None:
    rows = [row[: len(heads)] for row in body]
    assert_accounted(table([*rows[:before], heads, *rows[before:]]))
