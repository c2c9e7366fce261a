"""Tasks in tables: pasted as text, heads nobody knows, merged rows, sections, several sheets, columns of periods."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from tests.intake.kinds.case import Case, Want

Rows = Sequence[Sequence[str]]


def page(title: str, *tables: str, between: str = "") -> Callable[[], bytes]:
    """A saved page with tables in the way their markup is given."""
    body = between.join(f"<table>{each}</table>" for each in tables)
    return f"<html><head><meta charset='utf-8'></head><body><h1>{title}</h1>{body}</body></html>".encode


def rows(*lines: str) -> str:
    """Rows of a table: cells apart by |, one that begins with `2x` over two columns, with `2y` over two rows."""
    return "".join(f"<tr>{''.join(map(_cell, line.split('|')))}</tr>" for line in lines)


def _cell(text: str) -> str:
    if text[1:2] in {"x", "y"} and text[0].isdigit():
        span = "colspan" if text[1] == "x" else "rowspan"
        return f"<td {span}={text[0]}>{text[2:]}</td>"
    return f"<td>{text}</td>"


def book(**sheets: Sequence[Sequence[Any]]) -> Callable[[], bytes]:
    """A workbook; a cell that is None lies under the one above it or to its left."""

    def made() -> bytes:
        found = Workbook()
        found.remove(found.active)
        for name, lines in sheets.items():
            sheet = found.create_sheet(name)
            for line in lines:
                sheet.append(["" if cell is None else cell for cell in line])
            for at, line in enumerate(lines, 1):
                if len(line) == 1 and at < len(lines):
                    sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(lines[-1]))
                for column, cell in enumerate(line, 1):
                    below = at
                    while below < len(lines) and column <= len(lines[below]) and lines[below][column - 1] is None:
                        below += 1
                    if cell is not None and below > at:
                        sheet.merge_cells(start_row=at, end_row=below, start_column=column, end_column=column)
        data = io.BytesIO()
        found.save(data)
        return data.getvalue()

    return made


PASTED: Final = [
    Case(
        "k22",
        "tabs with a section row and a cell broken over lines",
        """示例区2025年普法依法治理任务分解表
序号\t工作内容\t责任部门\t完成时间
一、重点对象学法
1\t"组织青少年法治课堂4场，
评选优秀教案"\t区教育局\t6月底前
2\t轮训村（社区）干部，
编写培训教材\t区委组织部、\n区民政局\t10月底前
""",
        (
            Want(lead=("区教育局",), counts=("4",), due=("2025-06-30",)),
            Want(has=("区委组织部", "区民政局"), due=("2025-10-31",)),
        ),
        title="示例区2025年普法依法治理任务分解表",
        sections=1,
    ),
    Case(
        "k22",
        "Markdown",
        """# 示例县2025年营商环境任务清单

| 序号 | 重点任务 | 具体举措 | 牵头单位 | 配合单位 |
|:---:|---|---|---|---|
| 1 | 压减审批 | 6月底前公布告知承诺事项清单 | 县审批服务局 | 县司法局 |
| 2 | 规范检查 | 联合抽查不少于12次<br>公示抽查结果 | 县市场监管局 | 县应急管理局、县税务局 |
""",
        (
            Want(lead=("县审批服务局",), has=("县司法局",), due=("2025-06-30",), title="压减审批"),
            Want(lead=("县市场监管局",), has=("县应急管理局", "县税务局"), counts=("12",)),
        ),
    ),
    Case(
        "k22",
        "several blanks, a total, a remark",
        """示范区2025年民生实事项目表
编号  项目名称  建设内容  责任单位  完成时限
1  公共法律服务站  新建服务站8个  区司法局  9月底前
2  老旧小区改造  改造小区5个  区住建局  年底前
合计  2项
备注：各项目以实际实施为准。
""",
        (
            Want(title="公共法律服务站", lead=("区司法局",), counts=("8",), due=("2025-09-30",)),
            Want(lead=("区住建局",), counts=("5",), due=("2025-12-31",)),
        ),
        left_out=("合计", "备注：各项目以实际实施为准。"),
    ),
    Case(
        "k22",
        "full-width bars in running text",
        """示例旗2025年政务公开要点分工
一、公开任务
｜公开事项｜公开内容｜公开主体｜公开时限｜
｜规划计划｜公布年度计划执行情况｜旗发展改革委｜3月底前｜
｜财政预决算｜公布部门预算｜旗财政局｜第一季度前｜
""",
        (
            Want(title="规划计划", lead=("旗发展改革委",), due=("2025-03-31",)),
            Want(lead=("旗财政局",), due=("2025-03-31",)),
        ),
    ),
]
QUARTERS: Final = "序号|工作任务|一季度目标|二季度目标|三季度目标|四季度目标|责任单位"
HEADS: Final = [
    Case(
        "k23",
        "a column for each quarter",
        page(
            "示例区2025年法治建设任务推进表",
            rows(
                QUARTERS,
                "1|开展宣讲|制定实施方案|开展宣讲2场|开展宣讲3场|完成评估|区司法局",
                "2|案卷评查|—|评查案卷20件|—|通报评查结果|区司法局、区市场监管局",
            ),
        ),
        (
            Want(
                lead=("区司法局",),
                counts=("2", "3"),
                due=("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"),
                text="制定实施方案\n开展宣讲2场\n开展宣讲3场\n完成评估",
            ),
            Want(counts=("20",), due=("2025-06-30", "2025-12-31"), has=("区市场监管局",)),
        ),
        suffix=".html",
    ),
    Case(
        "k23",
        "quarters under one head, the same twice",
        page(
            "示例县2025年重点改革推进表",
            "<tr><td rowspan=2>序号</td><td rowspan=2>改革事项</td><td colspan=2>推进计划</td><td colspan=2>责任分工</td></tr>"
            + rows(
                "上半年|下半年|牵头|配合",
                "1|综合执法|组织评议1次|组织评议1次|县司法局|各乡镇",
                "2|行政复议|公布办案指南|建成复议工作站6个|县司法局|县法院",
            ),
        ),
        (
            Want(lead=("县司法局",), responsible=("各乡镇",), counts=("1",)),
            Want(due=("2025-06-30", "2025-12-31"), counts=("6",), has=("县法院",)),
        ),
        suffix=".html",
        asked=("与前一列写的一样",),
    ),
    Case(
        "k23",
        "heads nobody knows",
        page(
            "示范区2025年法治惠民安排",
            rows(
                "次序|抓什么|怎么抓|谁来抓|啥时候完|盯办人员",
                "1|法律援助|办理法律援助案件300件以上，回访受援人|区司法局|年底前|甲某",
                "2|公证服务|上门办理老年人公证，建立预约台账|区公证处、各街道办事处|8月底前|乙某",
            ),
        ),
        (
            Want(lead=("区司法局",), counts=("300",), due=("2025-12-31",), title="法律援助"),
            Want(has=("区公证处",), due=("2025-08-31",)),
        ),
        suffix=".html",
        asked=("“谁来抓”当作责任单位",),
        left_out=("甲某",),
    ),
    Case(
        "k23",
        "no unit in the heads, a person's column and one of figures",
        page(
            "示例县2025年行政执法监督目标分解",
            rows(
                "序号|任务|目标|数量|完成时限|责任人",
                "1.0|案卷评查|评查案卷60件|60|10月底前|丙某",
                "2.0|执法培训|培训执法人员不少于60学时|60|11月底前|丁某",
            ),
        ),
        (
            Want(number=1, title="案卷评查", counts=("60",), due=("2025-10-31",)),
            Want(number=2, due=("2025-11-30",)),
        ),
        suffix=".html",
        asked=("没有读出", "“数量”一列只有数字"),
        left_out=("丙某",),
    ),
    Case(
        "k23",
        "who answers for popularising a law",
        page(
            "示例市2025年普法责任清单",
            rows(
                "普法责任单位|行业名称/时间安排|目标与任务|备注", "市税务局|税收征管|4月底前开展税法宣传月活动1次|常态"
            ),
        ),
        (Want(lead=("市税务局",), counts=("1",), due=("2025-04-30",), title="税收征管"),),
        suffix=".html",
        left_out=("常态",),
    ),
]
MERGED: Final = [
    Case(
        "k24",
        "numbered rows of one merged title",
        page(
            "示例区2025年政务公开工作任务分工",
            rows(
                "重点任务|工作要求|责任单位|完成时限",
                "3y（一）政策解读|1.发布政策解读10篇。|3y各部门|年底前",
                "2.制作短视频6个。|10月底前",
                "3.召开新闻发布会2场。|2y年底前",
                "2y（二）平台建设|1.6月底前完成网站自查。|2y区政府办公室",
                "2.每季度通报自查结果。|长期坚持",
            ),
        ),
        (
            Want(lead=("各部门",), counts=("10",), due=("2025-12-31",), text="发布政策解读10篇。"),
            Want(counts=("6",), due=("2025-10-31",)),
            Want(counts=("2",), due=("2025-12-31",)),
            Want(lead=("区政府办公室",), due=("2025-06-30",)),
            Want(lead=("区政府办公室",), every=("quarter",)),
        ),
        suffix=".html",
        sections=2,
    ),
    Case(
        "k24",
        "one number, several requirements with their own bodies and days",
        page(
            "示例县2025年普法任务",
            rows(
                "序号|工作任务|具体措施|责任单位|完成时限",
                "2y1|2y宪法宣传|组织宪法宣传周活动1次|县司法局|12月10日前",
                "举办宪法晨读30场|县教育局|12月4日前",
                "2|民法典宣传|1.编印读本5000册。<br>2.巡回宣讲10场。|1.县司法局<br>2.县妇联|1.5月底前<br>2.11月底前",
            ),
        ),
        (
            Want(
                has=("县司法局", "县教育局"),
                counts=("1", "30"),
                due=("2025-12-10", "2025-12-04"),
                who={"晨读": ("县教育局",)},
            ),
            Want(counts=("5000", "10"), due=("2025-05-31", "2025-11-30"), who={"宣讲": ("县妇联",)}),
        ),
        suffix=".html",
    ),
    Case(
        "k24",
        "a row without a number goes on, a table on the next page",
        page(
            "示例区2025年法治政府建设任务分解表",
            rows("序号|任务|要求|牵头单位", "1|合法性审查|规范性文件审查率达到100%，|区司法局"),
            rows("||并在每半年通报一次|", "2|行政应诉|负责人出庭应诉率达到100%|区司法局"),
            between="<p>— 1 —</p>",
        ),
        (
            Want(lead=("区司法局",), rates=("100%",), text="规范性文件审查率达到100%，并在每半年通报一次"),
            Want(rates=("100%",), title="行政应诉"),
        ),
        suffix=".html",
    ),
    Case(
        "k25",
        "the number in a column under the head of the text",
        page(
            "示例县2025年服务承诺清单",
            "<tr><td>领域</td><td colspan=2>工作举措</td><td>牵头单位</td><td>时间要求</td></tr>"
            + rows(
                "2y企业服务|1|建立首席服务员制度，走访企业40家|县工信局|6月底前",
                "2|开设法律咨询专窗|县司法局|3月底前",
                "群众服务|3|公布一次办好事项目录|县审批服务局|9月底前",
            ),
        ),
        (
            Want(number=1, lead=("县工信局",), counts=("40",), text="建立首席服务员制度，走访企业40家"),
            Want(number=2, text="开设法律咨询专窗", due=("2025-03-31",)),
            Want(number=3, due=("2025-09-30",)),
        ),
        suffix=".html",
        sections=2,
    ),
    Case(
        "k25",
        "two columns of numbers",
        page(
            "示范区2025年督察整改任务",
            rows(
                "2x序号|整改任务|整改措施|责任部门",
                "1|①|执法不规范|7月底前修订裁量基准|区城管局",
                "1|②|公示不及时|补充公示20条|区城管局",
            ),
        ),
        (Want(due=("2025-07-31",)), Want(counts=("20",), text="补充公示20条")),
        suffix=".html",
    ),
    Case(
        "k25",
        "heads over two columns of texts and of units",
        page(
            "示例旗2025年法治乡村任务",
            "<tr><td>序号</td><td colspan=2>工作任务</td><td colspan=2>责任单位</td></tr>"
            + rows(
                "1|示范创建|创建民主法治示范嘎查3个|旗司法局|旗民政局",
                "2|人民调解|排查纠纷，化解率98%以上|旗司法局|各苏木乡镇",
            ),
        ),
        (
            Want(title="示范创建", counts=("3",), has=("旗司法局", "旗民政局")),
            Want(rates=("98%",), has=("各苏木乡镇",)),
        ),
        suffix=".html",
    ),
]
BOOKS: Final = [
    Case(
        "xlsx",
        "several sheets, merged cells, days as days",
        book(
            要点=[
                ["示例区2025年重点任务台账"],
                ["序号", "任务类别", "工作任务", "牵头单位", "配合单位", "完成时限"],
                [1.0, "依法决策", "开展重大决策后评估2项", "区司法局", "区发改局", dt.date(2025, 9, 30)],
                [2.0, None, "公布决策事项目录", "区政府办公室", None, dt.date(2025, 3, 31)],
                ["合计", "", "", 2, "", ""],
            ],
            说明=[["填报说明：按季更新。"]],
            公开=[["公开事项", "公开内容", "公开主体"], ["执法公示", "每月公示处罚决定", "区综合执法局"]],
        ),
        (
            Want(number=1, counts=("2",), due=("2025-09-30",), lead=("区司法局",), has=("区发改局",)),
            Want(number=2, due=("2025-03-31",), lead=("区政府办公室",)),
            Want(lead=("区综合执法局",), every=("month",)),
        ),
        suffix=".xlsx",
        title="示例区2025年重点任务台账",
        left_out=("合计", "填报说明"),
    ),
    Case(
        "xlsx",
        "a section with its units, ditto, two rows of heads",
        book(
            表=[
                ["示例县2025年法治督察整改清单"],
                ["序号", "整改事项", "责任", "", "整改期限"],
                ["", "", "牵头单位", "责任单位", ""],
                ["一、制度建设（牵头单位：县司法局）"],
                [1, "修订文件管理办法", "", "各乡镇", "5月底前"],
                [2, "清理规范性文件30件", "", "同上", "同上"],
                [3, "建立备案台账", "县人大", "县政府办", "6月15日前"],
            ],
        ),
        (
            Want(lead=("县司法局",), due=("2025-05-31",)),
            Want(counts=("30",), due=("2025-05-31",), has=("各乡镇",)),
            Want(lead=("县人大",), due=("2025-06-15",)),
        ),
        suffix=".xlsx",
    ),
]
OTHERS: Final = [
    Case(
        "tables",
        "of several kinds",
        page(
            "示例县2025年法治工作任务书",
            rows("序号|工作任务|牵头单位|完成时限", "1|举办旁听庭审3次|县司法局|11月底前"),
            rows("姓名|职务|办公电话", "甲某|组长|无"),
            rows("指标名称|目标值|责任单位|时限要求", "应诉率|100%|县司法局|年底前", "调解成功率|96%|县司法局|年底前"),
            between="<p>附表</p>",
        ),
        (Want(counts=("3",), due=("2025-11-30",)), Want(rates=("100%",)), Want(rates=("96%",))),
        suffix=".html",
        asked=("“姓名”“职务”“办公电话”，不认识",),
        left_out=("甲某",),
    ),
    Case(
        "tables",
        "a table in a cell",
        page(
            "示例区2025年任务",
            rows(
                "序号|任务|要求|责任单位",
                "1|培训|组织培训2期<table><tr><td>第一期</td><td>5月</td></tr></table>|区司法局",
            ),
        ),
        (Want(counts=("2",), has=("区司法局",)),),
        suffix=".html",
    ),
]
CASES: Final = [*PASTED, *HEADS, *MERGED, *BOOKS, *OTHERS]
