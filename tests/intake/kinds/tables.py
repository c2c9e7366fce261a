"""Tasks in tables: pasted as text, under heads nobody knows, a column for each quarter."""

from __future__ import annotations

from typing import Final

from tests.builders.made_tables import page, rows
from tests.intake.kinds.case import Case, Want

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
LATER: Final = [
    Case(
        "k22",
        "paragraphs with tabs are none",
        "示例区2025年工作要点\n1.\t强化学习\t组织讲座2场。（责任单位：区司法局）\n2.\t公开清单\t6月底前公布清单。（责任单位：区委编办）\n"
        "3.\t规范执法\t评查案卷20件。（责任单位：区城管局）\n",
        (
            Want(lead=("区司法局",), counts=("2",)),
            Want(lead=("区委编办",), due=("2025-06-30",)),
            Want(lead=("区城管局",), counts=("20",)),
        ),
    ),
    Case(
        "k22",
        "commas",
        """示例县2025年任务分工表
序号,工作任务,责任单位,完成时限
1,举办讲座2场,县司法局,6月底前
2,"评查案卷30件，公布结果",县城管局,9月底前
""",
        (Want(lead=("县司法局",), counts=("2",), due=("2025-06-30",)), Want(counts=("30",), due=("2025-09-30",))),
    ),
    Case(
        "k22",
        "a row of a merged title in text",
        "示例区2025年任务表\n序号\t任务\t要求\t单位\t时限\n1\t讲座\t举办讲座2场\t区司法局\t6月底\n\t\t编印手册300册\t\t\n"
        "\t评查\t评查案卷20件\t区城管局\t9月\n",
        (
            Want(counts=("2", "300"), due=("2025-06-30",), text="举办讲座2场\n编印手册300册", obligations=2),
            Want(lead=("区城管局",), counts=("20",), due=("2025-09-30",)),
        ),
    ),
    Case(
        "k23",
        "a month as a column, and months as heads",
        page(
            "示例县2025年普法工作安排",
            rows(
                "月份|宣传主题|主要内容|责任单位",
                "1月|宪法|开展宪法宣传1次|县司法局",
                "3月|妇女权益|组织维权活动2场|县妇联",
            ),
            rows("单位|1月|2月|3-4月|备注", "县工信局|制定计划|走访企业5家|总结评比|重点"),
            between="<p>附：包联安排</p>",
        ),
        (
            Want(counts=("1",), due=("2025-01-31",), title="宪法"),
            Want(counts=("2",), due=("2025-03-31",)),
            Want(lead=("县工信局",), counts=("5",), due=("2025-01-31", "2025-02-28", "2025-04-30")),
        ),
        suffix=".html",
        left_out=("重点",),
    ),
    Case(
        "k23",
        "units of measure are no bodies",
        page(
            "示例区2025年普法指标任务",
            rows("序号|指标名称|单位|目标值|责任单位", "1|法治讲座|场|20|区教育局", "2|法律咨询|人次|600|区司法局"),
        ),
        (Want(lead=("区教育局",)), Want(lead=("区司法局",))),
        suffix=".html",
        asked=("“目标值”一列只有数字",),
        not_units=("场", "人次"),
        left_out=("600",),
    ),
    Case(
        "k23",
        "a card of one task",
        page(
            "示例区2025年实事项目",
            rows("项目名称|示例路改造", "建设内容|改造道路3公里", "责任单位|区住建局", "完成时限|10月底"),
            rows("项目名称|公园新建", "建设内容|新建公园2处", "责任单位|区城管局", "完成时限|11月底"),
            between="<p>项目二</p>",
        ),
        (Want(title="示例路改造", lead=("区住建局",), due=("2025-10-31",)), Want(counts=("2",), due=("2025-11-30",))),
        suffix=".html",
    ),
    Case(
        "k23",
        "bodies with their parts in one column",
        page(
            "示例区2025年分工",
            rows(
                "序号|工作任务|责任单位及分工|时限",
                "1|举办讲座2场|区司法局牵头，区教育局、各镇街配合|6月30日",
                "2|评查案卷20件|牵头单位：区司法局<br>配合单位：区城管局|2025.9.30",
                "3|公布清单|区司法局（牵头）<br>区编办|2025-09",
            ),
        ),
        (
            Want(lead=("区司法局",), responsible=("区教育局", "各镇街"), due=("2025-06-30",)),
            Want(lead=("区司法局",), responsible=("区城管局",), due=("2025-09-30",)),
            Want(lead=("区司法局",), responsible=("区编办",), due=("2025-09-30",)),
        ),
        suffix=".html",
    ),
]
CASES: Final = [*PASTED, *HEADS, *LATER]
