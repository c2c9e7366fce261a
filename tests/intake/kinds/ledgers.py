"""Ledgers and drawn tables: marks for units, pages that end in a row, cards, people beside units, problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from tests.builders.fixed_pages import column, pdf_of, ruled
from tests.builders.made_tables import page, rows, shown_book
from tests.intake.kinds.case import Case, Want


def pages_of(title: str, *tables: Sequence[str], wide: Sequence[int]) -> Callable[[], bytes]:
    """A PDF with a ruled table on each page."""

    def made() -> bytes:
        drawn = [ruled([row.split("|") for row in rows], wide, top=140) for rows in tables]
        first, *more = [places for places, _ in drawn]
        return pdf_of([column(title, left=120, indent=False) + first, *more], [lines for _, lines in drawn])

    return made


LEDGERS: Final = [
    Case(
        "grids",
        "people beside their units, problems and next steps of a ledger",
        page(
            "示例区2025年重点任务销号台账",
            rows(
                "序号|任务名称|目标要求|牵头单位<br>（责任人）|完成时限|存在问题|下步措施",
                "1|小区改造|改造小区12个|区住建局<br>（甲某某）|11月底|资金未到位|8月底前完成招标",
                "2|审查|审查率100%|区司法局 乙某|10月底||",
                "3|信访|化解积案12件|区信访局：丙某、区公安分局（交警大队）|9月底||",
            ),
        ),
        (
            Want(title="小区改造", lead=("区住建局",), counts=("12",), due=("2025-11-30",), text="改造小区12个"),
            Want(title="审查", lead=("区司法局",), rates=("100%",)),
            Want(title="信访", lead=("区信访局", "区公安分局（交警大队）"), counts=("12",)),
        ),
        suffix=".html",
        left_out=("甲某某", "乙某", "丙某", "资金未到位", "8月底前完成招标"),
        not_units=("乙某", "（甲某某）"),
        asked=("8月底前完成招标",),
    ),
    Case(
        "grids",
        "problems to be mended are tasks; a calendar has the year in its title",
        page(
            "示例县2025年督察整改月历",
            rows(
                "序号|存在问题|整改措施|主办单位|月份",
                "1|程序不全|举办培训2期|县政府办|1—2月",
                "2|公示少|补公示20条|县城管局|6月",
            ),
        ),
        (
            Want(title="程序不全", counts=("2",), due=("2025-02-28",)),
            Want(title="公示少", lead=("县城管局",), due=("2025-06-30",)),
        ),
        suffix=".html",
        title="示例县2025年督察整改月历",
        year=2025,
    ),
]
DRAWN: Final = [
    Case(
        "grids",
        "the top row of a page goes on and hangs from the heads",
        pages_of(
            "示例区2025年法治政府建设任务分解表",
            ["序号|任务|措施|责任单位|时限", "1|执法|评查案卷60件，|区司法局|11月底前"],
            ["序号|任务|措施|责任单位|时限", "||培训骨干100人|区人社局|", "2|普法|举办讲座8场|区教育局|9月底前"],
            wide=(4, 8, 12, 8, 8),
        ),
        (
            Want(has=("区司法局", "区人社局"), counts=("60", "100"), due=("2025-11-30",)),
            Want(lead=("区教育局",), counts=("8",)),
        ),
        suffix=".pdf",
    ),
    Case(
        "grids",
        "a card with two pairs in a row",
        page(
            "示例区2025年重大行政决策事项目录",
            rows("事项名称|养犬管理办法|承办单位|区公安分局", "决策时间|2025年9月|法定程序|公众参与"),
            rows("事项名称|停车收费方案|承办单位|区发改局", "决策时间|2025年11月|法定程序|听证"),
            between="<p>第二项</p>",
        ),
        (
            Want(title="养犬管理办法", lead=("区公安分局",), due=("2025-09-30",)),
            Want(title="停车收费方案", lead=("区发改局",), due=("2025-11-30",)),
        ),
        suffix=".html",
        left_out=("公众参与",),
    ),
    Case(
        "grids",
        "drawn with characters, cells of several lines",
        """示例县2025年督查台账
┌──┬──────┬──────┬────┐
│序号│督查事项  │责任单位  │时限  │
├──┼──────┼──────┼────┤
│1  │清理文件25│县政府办  │5月底前│
│    │件        │县市场    │      │
│    │          │监管局    │      │
├──┼──────┼──────┼────┤
│2  │评查案卷  │县司法局、│8月底前│
│    │30件      │县城管局  │      │
└──┴──────┴──────┴────┘
""",
        (
            Want(has=("县政府办", "县市场监管局"), counts=("25",), due=("2025-05-31",), text="清理文件25件"),
            Want(has=("县司法局", "县城管局"), counts=("30",), due=("2025-08-31",)),
        ),
    ),
    Case(
        "grids",
        "heads twice side by side, a title with a measure",
        page(
            "示例县2025年普法任务分解表（单位：场次）",
            rows(
                "序号|任务|责任单位|序号|任务|责任单位",
                "1|评查案卷30件|县司法局|2|举办讲座5场|县教育局",
                "3|清理文件20件|县政府办|4|培训骨干60人|县人社局",
            ),
        ),
        suffix=".html",
        title="示例县2025年普法任务分解表（单位：场次）",
        year=2025,
        asked=("表头左右重复了",),
    ),
]
TORN: Final = [
    Case(
        "grids",
        "a page ends in the middle of a row",
        page(
            "示例县2025年重点任务台账",
            rows(
                "序号|事项|标准|责任单位|时限",
                "1|执法|评查30件，|县司法局、|6月",
                "5x— 1 —",
                "序号|事项|标准|责任单位|时限",
                "||整改率100%|县城管局|底前",
                "2|普法|讲座5场|县教育局|9月底前",
                "|宣传|展览2次|县文旅局|10月底前",
            ),
        ),
        (
            Want(lead=("县司法局",), responsible=("县城管局",), counts=("30",), rates=("100%",), due=("2025-06-30",)),
            Want(lead=("县教育局",), counts=("5",)),
            Want(lead=("县文旅局",), counts=("2",)),
        ),
        suffix=".html",
        unasked=("几行合成了一条任务",),
    ),
    Case(
        "grids",
        "duties of units",
        page(
            "示例县2025年成员单位责任清单",
            rows(
                "责任单位|主要责任|完成时限",
                "县司法局|1.组织评议1次；<br>2.评查案卷40件；<br>3.每季度报送信息。|11月底前",
                "县委宣传部|刊播公益广告20条|9月底前",
            ),
        ),
        (
            Want(lead=("县司法局",), counts=("1", "40"), due=("2025-11-30",), every=("quarter",), title="组织评议1次"),
            Want(lead=("县委宣传部",), counts=("20",)),
        ),
        suffix=".html",
    ),
    Case(
        "grids",
        "days as programs write them, a description, a mark for the same",
        "示例县2025年任务\n编号\t任务名称\t任务说明\t主责部门\t计划完成日期\n1\t体检\t为企业体检60家\t县司法局\t"
        "2025/9/30 0:00:00\n2\t清理\t清理文件35件\t县政府办\t20251031\n3\t公布\t公布清单\t〃\t〃\n",
        (
            Want(counts=("60",), due=("2025-09-30",)),
            Want(counts=("35",), due=("2025-10-31",)),
            Want(lead=("县政府办",), due=("2025-10-31",)),
        ),
        suffix=".tsv",
    ),
    Case(
        "grids",
        "a formula nobody computed",
        shown_book(
            表=[["示例县2025年清单"], ["序号", "任务", "责任单位", "目标"], [1, "评查案卷", "县司法局", "=10+2"]]
        ),
        (Want(lead=("县司法局",)),),
        suffix=".xlsx",
        asked=("“表!D3”是没有算过的公式",),
    ),
]
LENT: Final = [
    Case(
        "grids",
        "the day of the goal is that of what is built",
        page(
            "示例区2025年实事项目",
            rows(
                "序号|项目|建设内容|年度目标|牵头单位",
                "1|道路|改造道路35公里|10月底前完工|区住建局",
                "2|学校|新增学位600个，6月底前完成选址|8月底前投用|区教育局",
                "3|公园|建成公园2处|每月调度1次|区城管局",
            ),
        ),
        (
            Want(counts=("35",), due=("2025-10-31",)),
            Want(due=("2025-06-30", "2025-08-31")),
            Want(counts=("2", "1"), every=("month",)),
        ),
        suffix=".html",
        asked=("“10月底前”写在另一格",),
        unasked=("“8月底前”写在另一格",),
    ),
]
MARKED: Final = [
    Case(
        "grids",
        "a column for each unit, with marks",
        page(
            "示例区2025年普法任务分工一览表",
            "<tr><td rowspan=2>序号</td><td rowspan=2>普法任务</td><td rowspan=2>完成时限</td><td colspan=3>责任单位</td></tr>"
            + rows(
                "区司法局|区教育局|各街道",
                "1|宪法宣传1次|12月4日前|★|√|√",
                "2|法治副校长授课40次|11月底前|√|★|",
                "3|培训干部2期|10月底前|★||★",
            ),
        ),
        (
            Want(lead=("区司法局",), responsible=("区教育局", "各街道"), counts=("1",)),
            Want(lead=("区教育局",), responsible=("区司法局",), counts=("40",)),
            Want(has=("区司法局", "各街道"), counts=("2",), due=("2025-10-31",)),
        ),
        suffix=".html",
        asked=("按格里的记号读成单位",),
        not_units=("★", "√"),
    ),
    Case(
        "grids",
        "a title of standards; goals over several rows in front of the tasks",
        shown_book(
            表=[
                ["2025年度法治建设考核指标及评分标准"],
                ["工作目标", "工作任务", "分值", "评分标准", "责任单位", "完成时限"],
                ["依法行政", "评查案卷30件", 10, "少一件扣1分", "县司法局", "11月底前"],
                ["依法行政", "通报问题", 10, "未通报不得分", "县司法局", "12月"],
                ["平安建设", "命案防控", 10, "酌情扣分", "县公安局", "12月"],
            ]
        ),
        (
            Want(section="一", counts=("30",), due=("2025-11-30",), text="评查案卷30件"),
            Want(section="一", due=("2025-12-31",)),
            Want(section="二", lead=("县公安局",), text="命案防控"),
        ),
        suffix=".xlsx",
        title="2025年度法治建设考核指标及评分标准",
        year=2025,
        left_out=("少一件扣1分", "酌情扣分"),
    ),
]
CASES: Final = [*LEDGERS, *DRAWN, *TORN, *LENT, *MARKED]
