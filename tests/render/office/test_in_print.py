"""The pages as LibreOffice prints them: 22 lines of 28 characters, nothing beyond the margins, page by page."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.builders.pages.office import converted, needs_libreoffice, printed_lines, words_on_pages

from spt_fazhi.render.office.docx import docx_bytes

pytestmark = [needs_libreoffice, pytest.mark.slow]

CELL = "组织旁听人民法院庭审活动，各部门至少一次"
ROWS = "".join(f"| {n} | 示范区司法局 | {CELL} | {CELL} | {CELL} | {CELL} | 2024-06-30 |\n" for n in range(1, 61))
WIDE = "| 序号 | 单位 | 任务 | 要求 | 进展 | 问题 | 时限 |\n| -: | - | - | - | - | - | - |\n" + ROWS
NUMBERS = (
    "| 方面 | 任务 | 应完成 | 已完成 | 推进中 | 未启动 | 滞后 | 逾期 | 待补录 | 退回 | 完成率 |\n"
     "| - |" + " -: |" * 10 + "\n" + "| 一、加强法治政府建设组织领导 |" + " 120 |" * 9 + " 35.25% |\n"
)  # fmt: skip
DOCUMENTS = {
    "满页.docx": "字" * 28 * 45,
    "通报.docx": (
        f"# 关于《示范区法治政府建设2024年工作要点》2024年第二季度落实情况的通报\n\n各乡镇、各部门：\n\n{'正文一段。' * 60}\n\n"
        f"## 一、总体情况\n\n{NUMBERS}\n应完成按项次计。\n\n示范区委依法治区办\n\n2024年7月5日\n\n"
        f"## 附件1 未按期完成清单\n\n{WIDE}\n## 附件2 待补录清单\n\n无。\n"
    ),
    "数字.docx": f"{'测' * 25}2024年6月30日前“引号”。",
    "长行.docx": f"# 题\n\n{'https://example.com/' + 'a' * 300}\n\n{'，' * 200}\n\n| 甲 | 乙 |\n| - | - |\n| {'x' * 400} | {'长' * 300} |\n",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every document as PDF, by name."""
    files = {
        name: docx_bytes(text, day=date(2024, 7, 5), header="核对版" if name == "通报.docx" else "")
        for name, text in DOCUMENTS.items()
    }
    return converted(tmp_path_factory.mktemp("print"), files)


def test_a_page_is_22_lines_of_28_characters(pages: dict[str, Path]) -> None:
    found = printed_lines(pages["满页"])
    assert [len(lines) for lines in found] == [
        23,
        23,
        3,
    ]  # 22 and the page number; 46 lines with the two blanks at first
    assert [len(line) for line in found[0][:-1]] == [26, *[28] * 21]
    assert [len(line) for line in found[1][:-1]] == [28] * 22


def test_a_number_is_not_parted_by_the_end_of_a_line(pages: dict[str, Path]) -> None:
    lines = printed_lines(pages["数字"])[0]
    assert any("2024" in line for line in lines)


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones(pages: dict[str, Path]) -> None:
    assert [lines[-1].replace(" ", "") for lines in printed_lines(pages["满页"])] == ["—1—", "—2—", "—3—"]
    places = []
    for width, height, words in words_on_pages(pages["满页"]):
        number = [box for box in words if box[1] > height - 35 / 25.4 * 72]
        places.append((min(box[0] for box in number) < width / 2, max(box[2] for box in number) > width / 2))
    assert places == [(False, True), (True, False), (False, True)]


def test_nothing_stands_beyond_the_margins(pages: dict[str, Path]) -> None:
    for name, pdf in pages.items():
        for width, height, words in words_on_pages(pdf):
            left, right = (28, 26) if width < height else (35, 37)
            for start, top, end, bottom, word in words:
                assert start >= left / 25.4 * 72 - 1.5, (name, word)
                assert end <= width - right / 25.4 * 72 + 1.5, (name, word)
                assert 0 < top < bottom < height, (name, word)


def test_annexes_begin_pages_and_wide_tables_lie(pages: dict[str, Path]) -> None:
    found, sizes = printed_lines(pages["通报"]), words_on_pages(pages["通报"])
    lying = [width > height for width, height, _ in sizes]
    first = next(at for at, lines in enumerate(found) if "附件1" in lines[1].replace(" ", ""))
    second = next(at for at, lines in enumerate(found) if "附件2" in lines[1].replace(" ", ""))
    assert lying == [False] * first + [True] * (second - first) + [False]
    assert (first, len(found)) == (2, second + 1)
    assert second - first > 2
    assert all(re.match(r"序号\s+单位", lines[1]) for lines in found[first + 1 : second])  # the head is repeated
    assert all(lines[0] == "核对版" for lines in found)


def test_title_signature_and_day(pages: dict[str, Path]) -> None:
    first, second = printed_lines(pages["通报"])[:2]
    squeezed = [line.replace(" ", "") for line in first]
    assert squeezed[1:4] == ["关于《示范区法治政府建设", "2024年工作要点》", "2024年第二季度落实情况的通报"]
    assert "各乡镇、各部门：" in squeezed
    last = [line.replace(" ", "") for line in second]
    assert last[-3:-1] == ["示范区委依法治区办", "2024年7月5日"]


def test_fonts_are_embedded_as_something_that_has_chinese(pages: dict[str, Path]) -> None:
    """What is installed stands in for the fonts asked for (test_docx.py); every character has a glyph."""
    listed = subprocess.run(["pdffonts", str(pages["满页"])], check=True, capture_output=True).stdout.decode()
    fonts = listed.splitlines()[2:]
    assert fonts
    assert all(re.search(r"\byes yes yes\b", line) for line in fonts)
