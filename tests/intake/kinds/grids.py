"""Plans in tables as offices make them: names broken over lines, offices beside units, goals beside what is built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from tests.builders.fixed_pages import column, pdf_of, ruled
from tests.builders.made_tables import page, rows, shown_book
from tests.intake.kinds.case import Case, Want

NAMES: Final = [
    Case(
        "grids",
        "names a line, and one name on two lines",
        page(
            "示例市2025年法治任务分工表",
            rows(
                "序号|任务|要求|牵头单位|责任单位|时限",
                "1|执法|评查案卷20件|市市场<br>监管局|市农业<br>农村局<br>市公路段|6月底前",
                "2|宣传|举办讲座3场|市委<br>宣传部|市直有关<br>单位|7月底前",
                "3|治理|化解纠纷40件|市委<br>市政府|市住房和城乡<br>建设局<br>市妇联|8月底前",
                "4|应急|组织演练2次|应急管理<br>局|公安局<br>税务局<br>各乡镇<br>人民政府|9月底前",
                "5|档案|移交档案50卷|市市场<br>监督<br>管理局|市检察院<br>市法院、市政府<br>办公室|10月底前",
            ),
        ),
        (
            Want(lead=("市市场监管局",), responsible=("市农业农村局", "市公路段"), counts=("20",)),
            Want(lead=("市委宣传部",), responsible=("市直有关单位",)),
            Want(lead=("市委", "市政府"), responsible=("市住房和城乡建设局", "市妇联")),
            Want(lead=("应急管理局",), responsible=("公安局", "税务局", "各乡镇人民政府")),
            Want(lead=("市市场监督管理局",), responsible=("市检察院", "市法院", "市政府办公室")),
        ),
        suffix=".html",
    ),
    Case(
        "grids",
        "names that begin like words that begin none",
        page(
            "示例县2025年责任分解",
            rows(
                "序号|任务|要求|责任单位",
                "1|应急|组织演练2次|应急管理局、县防汛抗旱指挥部",
                "2|外贸|走访企业5家|对外经济合作局",
                "3|森林防火|巡查3次|指挥中心、县林草局",
            ),
        ),
        (
            Want(has=("应急管理局", "县防汛抗旱指挥部")),
            Want(has=("对外经济合作局",)),
            Want(has=("指挥中心", "县林草局")),
        ),
        suffix=".html",
    ),
    Case(
        "grids",
        "in the layout of a portal",
        (
            "<html><body><table><tr><td><a href='#'>首页</a></td></tr><tr><td><table><tr><td>"
            "<h2>示例县人民政府关于下达2025年实事项目的通知</h2><p>各乡镇人民政府，县政府各部门，各企事业单位：</p>"
            "<p>现将今年的实事项目下达给你们，请结合各自职责认真组织实施，加强协作配合，按期保质完成各项任务。</p>"
            f"<table>{rows('序号|项目名称|建设内容|年度目标|牵头<br>单位', '1|2y道路|改造公路7公里|10月底前完工|2y县交通局<br>县公路段', '2|新建桥梁4座|11月底前通车')}"
            "</table></td></tr></table></td></tr></table></body></html>"
        ).encode,
        (
            Want(lead=("县交通局", "县公路段"), counts=("7",), due=("2025-10-31",), title="道路"),
            Want(lead=("县交通局", "县公路段"), counts=("4",), due=("2025-11-30",), title="道路"),
        ),
        suffix=".html",
    ),
]
COLUMNS: Final = [
    Case(
        "grids",
        "the goal of a year beside those of its quarters",
        page(
            "示例县2025年实事推进表",
            rows(
                "序号|项目|建设内容|年度目标|一季度目标|二季度目标|牵头单位|完成时限",
                "1|供水|新建水站3座|解决8000人饮水|完成招标|完成水站1座|县水务局|12月20日",
                "2|培训|培育明白人200名|8月底前完成|培训90名|培训200名|县司法局|9月底",
            ),
        ),
        (
            Want(
                counts=("3", "8000", "1"),
                due=("2025-03-31", "2025-06-30", "2025-12-20"),
                who={"解决8000人饮水": ("县水务局",), "完成招标": ("县水务局",)},
            ),
            Want(counts=("200", "90"), due=("2025-03-31", "2025-06-30", "2025-09-30")),
        ),
        suffix=".html",
    ),
    Case(
        "grids",
        "who checks is not who owes",
        page(
            "示例区2025年整改清单",
            rows(
                "序号|反馈问题|整改措施|整改时限|责任单位|责任人|验收单位",
                "一|6x依法决策方面",
                "1|程序不全|举办培训2期|6月底前|区政府办公室|甲某|区委依法治区办",
                "二|6x行政执法方面",
                "2|案卷不规范|评查案卷60宗|8月底前|区城管局|乙某|区司法局",
            ),
        ),
        (
            Want(lead=("区政府办公室",), responsible=(), counts=("2",), section="一"),
            Want(lead=("区城管局",), responsible=(), counts=("60",), section="二"),
        ),
        suffix=".html",
        sections=2,
        not_units=("依法决策方面", "区委依法治区办"),
        asked=("“验收单位”一列写的是单位，没有采用",),
        left_out=("区委依法治区办",),
    ),
    Case(
        "grids",
        "offices beside the units they are part of",
        page(
            "示例区2025年公开任务分解表",
            rows(
                "序号|工作任务|责任科室|责任单位|完成时限",
                "1|公布事项目录|文秘科|区政府办公室、区司法局|3月31日前",
                "2|邀请代表列席会议4次|会务科|区政府办公室|12月底前",
            ),
        ),
        (Want(has=("区政府办公室", "区司法局"), due=("2025-03-31",)), Want(lead=("区政府办公室",), counts=("4",))),
        suffix=".html",
        not_units=("文秘科", "会务科"),
        asked=("责任科室",),
        left_out=("文秘科", "会务科"),
    ),
    Case(
        "grids",
        "offices alone",
        page("示例县司法局2025年任务", rows("序号|工作任务|责任科室", "1|评查案卷30件|法制科", "2|举办讲座2场|普法股")),
        (Want(has=("法制科",), counts=("30",)), Want(has=("普法股",), counts=("2",))),
        suffix=".html",
    ),
    Case(
        "grids",
        "a column of measures under another name",
        page(
            "示例区2025年指标任务",
            rows("序号|指标名称|指标单位|目标值|牵头单位", "1|讲座|场|20场|区教育局", "2|网办率|%|96%|区数据局"),
        ),
        (Want(lead=("区教育局",), counts=("20",)), Want(lead=("区数据局",), rates=("96%",))),
        suffix=".html",
        not_units=("场", "%"),
        unasked=("没有读懂的文字",),
    ),
]
BOOKS: Final = [
    Case(
        "grids",
        "shown as percentages and months",
        shown_book(
            指标=[
                ["示例区2025年指标清单"],
                ["序号", "指标名称", "上年值", "目标值", "提升举措", "牵头单位", "完成时限"],
                [
                    1,
                    "即办件占比",
                    (0.62, "0%"),
                    (0.7, "0%"),
                    "公布即办清单",
                    "区数据局",
                    (dt.date(2025, 6, 1), 'yyyy"年"m"月"'),
                ],
                [
                    2,
                    "网办率",
                    (0.9, "0.0%"),
                    (0.955, "0.0%"),
                    "改造系统",
                    "区数据局",
                    (dt.date(2025, 9, 15), "yyyy-mm-dd"),
                ],
            ]
        ),
        (Want(rates=("70%",), due=("2025-06-30",)), Want(rates=("95.5%",), due=("2025-09-15",))),
        suffix=".xlsx",
        left_out=("62%",),
    ),
    Case(
        "grids",
        "hidden rows are read, a hidden sheet is not",
        shown_book(
            hidden_rows={"工业": [3]},
            hidden_columns={"工业": ["C"]},
            hidden_sheets=["旧稿"],
            工业=[
                ["序号", "督查事项", "责任单位", "办理时限"],
                [1, "新增企业6家", "县工信局", dt.date(2025, 10, 31)],
                [2, "走访企业50家", "县工信局", "每季度末"],
            ],
            旧稿=[["序号", "督查事项", "责任单位"], [1, "整治20处", "县城管局"]],
        ),
        (Want(counts=("6",), due=("2025-10-31",)), Want(counts=("50",), every=("quarter",))),
        suffix=".xlsx",
        asked=("第 3 行是隐藏的", "C 列是隐藏的", "表“旧稿”是隐藏的，没有采用"),
        left_out=("整治20处",),
        not_units=("县城管局",),
    ),
    Case(
        "grids",
        "commas with cells of several lines",
        "示例县2025年任务分解表,,,\n序号,工作任务,责任单位,完成时限\n"
        '1,"开展案卷评查2次\n分批进行","县司法局\n县公路段",2025/6/30\n2,"讲座3场，覆盖""两新""组织",县委党校,2025.9.30\n',
        (
            Want(lead=("县司法局",), responsible=("县公路段",), counts=("2",), due=("2025-06-30",)),
            Want(lead=("县委党校",), counts=("3",), due=("2025-09-30",)),
        ),
        suffix=".csv",
        title="示例县2025年任务分解表",
    ),
    Case(
        "grids",
        "semicolons under a title",
        "示例县2025年任务表\n序号;任务;内容;责任部门;时间\n1;公示;公示结果200条;县城管局、县水务局;2025年6月30日\n",
        (Want(has=("县城管局", "县水务局"), counts=("200",), due=("2025-06-30",)),),
        suffix=".csv",
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


def pages_of(title: str, *tables: Sequence[str], wide: Sequence[int]) -> Callable[[], bytes]:
    """A PDF with a ruled table on each page."""

    def made() -> bytes:
        drawn = [ruled([row.split("|") for row in rows], wide, top=140) for rows in tables]
        first, *more = [places for places, _ in drawn]
        return pdf_of([column(title, left=120, indent=False) + first, *more], [lines for _, lines in drawn])

    return made


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
CASES: Final = [*LEDGERS, *DRAWN, *TORN, *LENT, *MARKED, *NAMES, *COLUMNS, *BOOKS]
