"""Files of fixed layout, PDF and OFD: columns, heads and feet, lines that were broken anywhere."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.builders.fixed_pages import Place, column, ofd_of, pdf_of, ruled
from tests.intake.kinds.case import Case, Want

_TITLE: Final = "示例县2025年法治政府建设工作要点"
_TASKS: Final = """一、重点任务
1.规范执法行为。各执法单位围绕群众反映突出的问题组织开展行政执法案卷评查不少于2次，并于11月30日前把评查结果报县司法局汇总。（牵头单位：县司法局；责任单位：县公安局）
2.公开权责清单。县委编办会同有关单位在6月底前完成权责清单的动态调整，并在县政府网站公布调整后的清单和监督电话，接受社会监督。（责任单位：县委编办）
示例县人民政府
2025年3月8日"""
_WANT: Final = (
    Want(
        title="规范执法行为",
        text="各执法单位围绕群众反映突出的问题组织开展行政执法案卷评查不少于2次，并于11月30日前把评查结果报县司法局汇总。",
        lead=("县司法局",), responsible=("县公安局",), counts=("2",), due=("2025-11-30",),
    ),
    Want(title="公开权责清单", lead=("县委编办",), due=("2025-06-30",)),
)  # fmt: skip
_HEAD: Final[list[Place]] = [(190, 60, _TITLE)]


def _running(number: int) -> list[Place]:
    return [(75, 30, "示例县人民政府文件"), (75, 815, "示例县人民政府办公室印发"), (290, 830, f"— {number} —")]


def _two_columns() -> list[Place]:
    lines = column(_TASKS, wide=17)
    half = (len(lines) + 1) // 2
    top = lines[0][1]
    left = [(x, top + 20 * index, words) for index, (x, _, words) in enumerate(lines[:half])]
    return [*_HEAD, *left, *((x + 240, top + 20 * index, words) for index, (x, _, words) in enumerate(lines[half:]))]


def _on_three_pages() -> list[list[Place]]:
    lines = column(_TASKS)
    parts = [lines[:2], lines[2:4], lines[4:]]
    return [[*_running(number), *(_HEAD if number == 1 else []), *part] for number, part in enumerate(parts, 1)]


def _annex(number: int) -> list[Place]:
    """A page that begins like the next but for its number."""
    text = f"一、重点任务\n{number}.公开清单。2025年6月底前公布权责清单的第{number}部分。（责任单位：县委编办）"
    return [(75, 30, f"附件{number}"), *column(text)]


def _broken_at_a_number() -> list[Place]:
    """A line that happens to begin with 4、 goes on with the sentence of the line before."""
    text = (
        "一、重点任务\n1.规范执法行为。各执法单位要紧紧围绕群众反映突出的问题，依次办好第3、"
        "4、5项问题，年底前组织开展案卷评查2次。（责任单位：县司法局）"
    )
    return [*_HEAD, *column(text)]


def _case(name: str, suffix: str, pages: list[list[Place]], **more: object) -> Case:
    make = partial(pdf_of if suffix == ".pdf" else ofd_of, pages)
    head = {"title": _TITLE, "issuer": "示例县人民政府", "issued": "2025-03-08", "year": 2025, "sections": 1}
    return Case("pages", f"{name}{suffix}", make, _WANT, suffix, **{**head, **more})  # type: ignore[arg-type]


_ROWS: Final = [
    ["序号", "工作任务", "具体要求", "牵头单位", "完成时限"],
    ["1", "规范执法行为", "组织开展行政执法案卷评查不少于2次，评查结果报县司法局汇总。", "县司法局", "11月底前"],
    ["", "", "对评查发现的问题逐案整改。", "", ""],
    ["2", "公开权责清单", "完成权责清单的动态调整，并在县政府网站公布。", "县委编办", "6月底前"],
]
_CELLS: Final = (4, 7, 14, 5, 6)
_IN_TABLE: Final = (
    Want(title="规范执法行为", lead=("县司法局",), counts=("2",), due=("2025-11-30",)),
    Want(title="公开权责清单", text="完成权责清单的动态调整，并在县政府网站公布。", lead=("县委编办",), due=("2025-06-30",)),
)  # fmt: skip


def _table(suffix: str, *, filled: bool = False) -> bytes:
    """A table over two pages, the second without heads."""
    first, above = ruled(_ROWS[:3], _CELLS)
    second, below = ruled(_ROWS[3:], _CELLS, top=60)
    pages: list[list[Place]] = [[(190, 60, "示例县2025年重点任务分解表"), *first], second]
    return pdf_of(pages, [above, below], filled=filled) if suffix == ".pdf" else ofd_of(pages, [above, below])


CASES: Final = [
    *(
        Case(
            "pages", f"a table over two pages{' of thin rectangles' * filled}{suffix}",
            partial(_table, suffix, filled=filled), _IN_TABLE, suffix, title="示例县2025年重点任务分解表", unasked=("串了行",),
        )
        for suffix, filled in ((".pdf", False), (".pdf", True), (".ofd", False))
    ),
    *(_case("one column", suffix, [[*_HEAD, *column(_TASKS)]]) for suffix in (".pdf", ".ofd")),
    *(_case("one column without indents", suffix, [[*_HEAD, *column(_TASKS, indent=False)]]) for suffix in (".pdf", ".ofd")),
    *(_case("two columns", suffix, [_two_columns()]) for suffix in (".pdf", ".ofd")),
    *(
        _case("heads and feet", suffix, _on_three_pages(), left_out=("示例县人民政府文件", "示例县人民政府办公室印发"))
        for suffix in (".pdf", ".ofd")
    ),
    *(_case("words in no order", suffix, [[*reversed(column(_TASKS)), *_HEAD]]) for suffix in (".pdf", ".ofd")),
    Case("pages", "lying", partial(pdf_of, [[*_HEAD, *column(_TASKS)]], lying=True), _WANT, ".pdf", title=_TITLE),
    Case(
        "pages", "annexes that differ by their number are no running heads",
        partial(pdf_of, [_annex(1), _annex(2)]),
        (Want(number=1, due=("2025-06-30",)), Want(number=2, due=("2025-06-30",))), ".pdf",
    ),
    Case(
        "pages", "the same line on every page is what the file says",
        partial(ofd_of, [[(75, 80, "1.公开清单。6月底前公布权责清单。（责任单位：县委编办）")]] * 2), None, ".ofd",
    ),
    Case(
        "pages", "a line that begins with a number of the sentence", partial(pdf_of, [_broken_at_a_number()]),
        (Want(title="规范执法行为", counts=("2",), lead=("县司法局",)),), ".pdf",
    ),
    Case(
        "pages", "radicals",
        partial(ofd_of, [[*_HEAD, *column("一、重点任务\n1.开展学习。各部\u2ed4\u2f00季度前完成学习2次。（责任单位：县司法局、各部\u2ed4）")]]),
        (Want(has=("各部门",), counts=("2",), due=("2025-03-31",)),), ".ofd", groups=("各部门",),
    ),
]  # fmt: skip
