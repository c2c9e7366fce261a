"""Documents as a clerk hands them in: papers that an office program printed to PDF."""

from __future__ import annotations

from typing import Final

from tests.builders.fixed_pages import column, pdf_of
from tests.builders.raw_pdf import SIZE, Run, pdf_of_runs
from tests.intake.kinds.case import Case, Want

_LEFT: Final = 90.0
_TITLE: Final = "示例县2026年法治政府建设工作要点"


def _set(lines: list[tuple[float, str, list[str | int]]]) -> list[Run]:
    """Runs one line below the other, indented by so many characters; what fills its gaps is drawn apart, in one run."""
    runs: list[Run] = []
    for down, (indent, marks, words) in enumerate(lines):
        y = 780.0 - 24 * down
        runs.append((_LEFT + indent * SIZE, y, words))
        at = indent
        places = []
        for each in words:
            if isinstance(each, int):
                places.append(at)
            at += each / 1000 if isinstance(each, int) else sum(0.5 if ord(char) < 256 else 1 for char in each)
        if places:
            steps: list[str | int] = []
            for number, mark in enumerate(marks):
                steps += [mark] if not number else [round(1000 * (places[number] - places[number - 1] - 0.5)), mark]
            runs.insert(len(runs) - 1, (_LEFT + places[0] * SIZE, y, steps))
    return runs


def _quotes_apart() -> bytes:
    """Quotation marks are drawn in one go before the words of their line, which leave room for them."""
    lines: list[tuple[float, str, list[str | int]]] = [
        (8, "", [_TITLE]),
        (0, "", ["一、重点任务"]),
        (0, "“”“”", ["1.深化", 1000, "放管服", 1000, "改革。全面推行", 1000, "一件事", 1000, "办理，年底前新增事项不少于"]),
        (0, "", ["20项。（责任单位：县审批局）"]),
    ]  # fmt: skip
    return pdf_of_runs(_set(lines))


def _figures_apart() -> bytes:
    """The same of figures in a list of days."""
    lines: list[tuple[float, str, list[str | int]]] = [
        (8, "", [_TITLE]),
        (0, "", ["一、重点任务"]),
        (0, "69", ["1.公布清单。", 1000, "月底前公布目录，", 1000, "月底前完成清理。（责任单位：县司法局）"]),
    ]
    return pdf_of_runs(_set(lines))


def _notice() -> list[list[tuple[float, float, str]]]:
    """The day of a notice stands at the right edge; what stands below it at the left is no part of its line."""
    body = column("一、重点任务\n1.公布清单。年底前公布权责清单。（责任单位：县司法局）", top=260, indent=False)
    head = [
        (75.0, 80.0, "县政府同意《示例县2026年法治政府建设工作要点》，现印发给你们，请认真落实。"),
        (399.0, 110.0, "示例县人民政府办公室"),
        (435.0, 140.0, "2026年3月20日"),
        (75.0, 170.0, "（此件公开发布）"),
        (190.0, 220.0, _TITLE),
    ]
    return [[*head, *body]]


CASES: Final = [
    Case(
        "printed",
        "quotation marks drawn apart stand where they belong",
        _quotes_apart,
        (
            Want(
                title="深化“放管服”改革",
                text="全面推行“一件事”办理，年底前新增事项不少于20项。",
                lead=("县审批局",),
                counts=("20",),
                due=("2026-12-31",),
            ),
        ),
        ".pdf",
        title=_TITLE,
        year=2026,
    ),
    Case(
        "printed",
        "figures drawn apart stand where they belong",
        _figures_apart,
        (Want(text="6月底前公布目录，9月底前完成清理。", due=("2026-06-30", "2026-09-30")),),
        ".pdf",
        title=_TITLE,
    ),
    Case(
        "printed",
        "a day at the right edge is a line of its own",
        lambda: pdf_of(_notice()),
        (Want(title="公布清单", lead=("县司法局",), due=("2026-12-31",)),),
        ".pdf",
        title=_TITLE,
        issuer="示例县人民政府办公室",
        issued="2026-03-20",
    ),
    Case(
        "plan",
        "a column of deadlines that says 全年 asks nothing where the sentences have their days",
        "示例县2026年任务分解表\n序号\t工作任务\t具体措施\t牵头单位\t责任单位\t完成时限\n"
        "1\t优化环境\t每季度召开一次恳谈会\t县发改局\t县工信局\t全年\n"
        "2\t法治督察\t上、下半年各开展一次\t县司法局\t县财政局\t持续推进\n"
        "3\t公开清单\t每季度公布一次清单\t县司法局\t县财政局\t9月底前\n",
        (
            Want(every=("quarter",), lead=("县发改局",)),
            Want(due=("2026-06-30", "2026-12-31"), counts=("1",)),
            Want(every=("quarter",)),
        ),
        asked=("任务写了时限，但没有写到时要交出什么",),
        unasked=("全年", "持续推进"),
    ),
]
