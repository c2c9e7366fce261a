"""Plans in tables as offices make them: names broken over lines, offices beside units, books as they are shown."""

from __future__ import annotations

import datetime as dt
from typing import Final

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
CASES: Final = [*NAMES, *COLUMNS, *BOOKS]
