"""Tasks in tables: rows of one merged title, sections, several sheets, a table beside its text."""

from __future__ import annotations

import datetime as dt
from typing import Final

from tests.builders.made_tables import book, page, rows
from tests.intake.kinds.case import Case, Want

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
        "several requirements in one cell, each with its body and day",
        page(
            "示例区2025年执法监督任务分解",
            rows(
                "序号|工作任务|具体措施|牵头单位|责任单位|时限",
                "1|执法监督|①评查案卷60件；②培训执法人员100人次；③每季度通报一次。|区司法局|①区城管局；②区委组织部；③区政府办|"
                "①10月底前；②6月底前；③长期",
            ),
        ),
        (
            Want(
                lead=("区司法局",),
                responsible=("区城管局", "区委组织部", "区政府办"),
                counts=("60", "100"),
                due=("2025-10-31", "2025-06-30"),
                every=("quarter",),
                who={"案卷": ("区城管局",), "培训": ("区委组织部",), "通报": ("区政府办",)},
            ),
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
ANNEXED: Final = [
    Case(
        "tables",
        "a text and the same tasks in a table",
        """示例区2025年法治宣传教育工作方案
一、主要任务
（一）抓好重点对象学法。组织领导干部旁听庭审2次，6月底前完成学法考试。
（二）深化法治文化。新建法治文化阵地3处。
（三）加强队伍建设。培训普法骨干200名。
二、工作要求
各单位要高度重视。
附件：任务分解表
序号\t工作任务\t具体要求\t牵头单位\t责任单位\t完成时限
1\t抓好重点对象学法\t旁听庭审2次，考试参考率95%\t区司法局\t各部门\t11月底前
2\t深化法治文化\t新建法治文化阵地3处\t区委宣传部\t各镇街\t9月底前
3\t加强队伍建设\t培训普法骨干200名\t区司法局\t\t
4\t开展普法评估\t组织普法评估1次\t区司法局\t\t年底前
""",
        (
            Want(lead=("区司法局",), responsible=("各部门",), counts=("2",), due=("2025-06-30", "2025-11-30")),
            Want(lead=("区委宣传部",), counts=("3",), due=("2025-09-30",), obligations=1),
            Want(lead=("区司法局",), counts=("200",)),
            Want(counts=("1",), due=("2025-12-31",)),
        ),
        asked=("“95%”",),
        unasked=("没有读出单位",),
        left_out=("旁听庭审2次，考试参考率95%",),
    ),
    Case(
        "tables",
        "a text that names its bodies, and a table that names others",
        """示例县2025年依法治县工作要点
1.规范执法。评查案卷50件，10月底前通报结果。（责任单位：县司法局）
2.化解纠纷。排查矛盾纠纷4次。（责任单位：县委政法委）
附：分工表
| 任务 | 责任单位 | 完成时限 |
|---|---|---|
| 规范执法 | 县司法局 | 10月底前 |
| 化解纠纷 | 县委政法委、县公安局 | 每季度 |
""",
        (
            Want(lead=("县司法局",), counts=("50",), due=("2025-10-31",)),
            Want(lead=("县委政法委",), responsible=(), counts=("4",)),
        ),
        asked=("附表写的单位与正文不同",),
        left_out=("县委政法委、县公安局",),
    ),
]
CASES: Final = [*MERGED, *BOOKS, *OTHERS, *ANNEXED]
