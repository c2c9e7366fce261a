"""The schema of an export is told to people and to other tools; both are the program's own words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from tests.builders.places import DOCS, REPOSITORY

from spt_fazhi.views.rollup.schema import TABLES, schema_document

PAGE: Final = DOCS / "rollup.md"
FIRST: Final = "## 各表各列\n"
TYPES: Final = {"VARCHAR": "文字", "INTEGER": "整数", "DOUBLE": "小数", "DATE": "日期", "BOOLEAN": "是否"}


def listing() -> str:
    lines = [FIRST]
    for spec in TABLES.values():
        lines += ["", f"### {spec.name}", "", f"{spec.said}。", "", "| 列 | 类型 | 说什么 |", "|---|---|---|"]
        for column in spec.columns:
            said = f"{column.said}：{'、'.join(f'`{word}`' for word in column.words)}" if column.words else column.said
            lines.append(f"| `{column.name}` | {TYPES[column.type]}{'，可空' if column.null else ''} | {said} |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def test_the_page_lists_every_table_and_column(update_golden: bool) -> None:
    head = PAGE.read_text("utf-8").partition(FIRST)[0]
    if update_golden:
        PAGE.write_text(head + listing(), "utf-8", newline="\n")
    assert PAGE.read_text("utf-8") == head + listing(), "run pytest --update-golden tests/views/rollup/test_schema.py"


def test_other_tools_read_the_same(golden, tmp_path: Path) -> None:
    golden(REPOSITORY / "sql/schema.json", json.dumps(schema_document(), ensure_ascii=False, indent=1) + "\n")


def test_every_column_is_told_in_chinese_and_called_by_a_plain_word() -> None:
    for spec in TABLES.values():
        names = [column.name for column in spec.columns]
        assert len(set(names)) == len(names)
        assert set(spec.key) <= set(names)
        for column in spec.columns:
            assert re.search(r"[\u4e00-\u9fff]", column.said)
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", column.name)
