"""What a judge found of outlines, labels and heads: problems and measures, 一是, marks, people that are units."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

_KIND: Final = "judged-structure"
_RECTIFY: Final = """示例县2025年执法检查反馈问题整改清单
示例县司法局
2025年4月7日
为抓好整改，现列出清单如下。
问题1：案卷归档不及时。
整改措施：补齐案卷42本，每月抽查1次。
整改时限：2025年6月20日前
牵头整改单位：县市场监管局
责任整改单位：县农业农村局、县水利局
问题2：执法人员未持证上岗。
整改措施：组织考试2场。
整改时限：长期坚持
牵头整改单位：县司法局
配合整改单位：县人社局
"""
_SPOKEN: Final = """示例县林业局2025年义务植树工作安排

按照上级要求，现就今年义务植树作如下安排。
一是落实苗木。3月12日前备足苗木2万株。责任股室：造林股、财务股。
二是抓好管护。栽后成活率不低于90%。责任股室：办公室（宣传办）。
三是督促检查。全年检查4次。责任股室：资源股，县国有林场配合。

示例县林业局
2025年2月18日
"""
_ORDINAL: Final = """示例区2025年窗口服务提升安排
示例区行政审批局
2025年3月3日
第一，压减办理时限。6月底前压减事项20项。（区行政审批局负责）
第二，开展满意度回访。全年回访300件。（区行政审批局牵头，区司法局配合）
"""
_PEOPLE: Final = """示例县2025年抗旱保水任务书
示例县防汛抗旱指挥部（代章）
2025年4月2日
第一项 检修泵站。5月底前检修泵站16座。
责任人：县水利局、县供电公司
第二项 蓄水保水。每月巡查2次。
责任人：县农业农村局、各乡（镇）
第三项 送水到户。10月底前建送水点5处。
责任单位：县应急局
责任人：张三
"""
_MARKED: Final = """示例区2025年市容整治行动方案

各街道办事处：
现制定如下方案。
■背街小巷整治
整治背街小巷18条，9月底前完成。
——责任单位：区城管局（牵头）、各街道
■户外广告清理
清理违规广告260块，6月底前完成。
——责任单位：区城管局（牵头）、区市场监管局

示例区人民政府
2025年2月26日
"""
_BOXED: Final = """示例区2025年促消费任务清单
示例区商务局
2025年3月9日
【任务一】举办展销
全年举办展销会6场。
主责单位：区商务局  协同单位：区文旅局  办结日：2025-11-20
【任务二】培育网点
新增便民网点30个。
主责单位：区商务局  协同单位：各街道  办结日：2025-10-15
"""
_HEADED: Final = """示例县2025年农村水利工作安排

各镇人民政府：
现将今年的工作安排如下。
农村供水
新建集中供水点12处，10月底前完成。
责任单位：县水利局、各镇
渠道清淤
清淤渠道30公里，5月底前完成。
责任单位：县水利局、县财政局

示例县人民政府办公室
2025年2月10日
"""
_HELPED: Final = """示例区2025年合同审查工作要点
示例区司法局
2025年3月6日
1.审查镇街合同。审查率达到100%。【责任单位：各镇、各街道，区司法局指导】
2.建立合同台账。6月底前建成台账1个。【责任单位：区财政局，区司法局配合】
"""
_STAGES: Final = """示例县2025年案卷评查工作计划
示例县司法局
2025年3月3日
一、评查内容
（一）开展案卷评查。全年评查两次。牵头科室为执法监督股，县直各执法单位配合，分别于6月底和11月底前完成。
（二）举办培训。6月底前培训120人。（县司法局负责）
二、进度安排
具体见下表。
工作任务\t责任单位\t完成时限
印发通知\t县司法局\t2025.4.15
组织自查\t县直各执法单位\t20250531
汇总情况\t县司法局\t2025/7/10 0:00:00
"""
_COLONS: Final = """示例旗2025年河道清障工作方案
示例旗水利局
2025年3月27日
一、任务分工
（一）旗水利局：负责牵头抓总。4月12日前召开部署会1次。
（二）各苏木镇、国有林场：负责属地清障。清理河道46公里，5月底前完成。
（三）旗交通运输局、铁路示例工务段：负责沿线桥涵清理，清理桥涵21处，4月25日前完成。
"""
_PASTED: Final = """示范区2025年安全生产任务分工表
示范区应急管理局
2025年3月28日
序号\t重点任务\t工作要求\t牵头部门\t配合部门\t时限
一\t危险化学品
1\t企业检查\t检查企业24家\t区应急管理局\t\t11月30日前
2\t储罐改造\t改造储罐6座\t区应急管理局\t各镇（街道）\t6月底
二\t消防安全
3\t消防演练\t组织演练8次\t区消防救援大队\t区公安分局\t10月底
注：各牵头部门每月25日前报送进度。
"""
_NOTED: Final = """示例区2025年惠民实事
示例区人民政府
2025年1月9日
◆ 老旧小区改造：改造小区12个，10月底前完成。责任单位：区住建局
◆ 托育服务：新增托位300个，年底前完成。责任单位：区卫健局、区妇联
◆ 备注：以上数据以统计为准。
"""

CASES: Final = (
    Case(
        _KIND,
        "problems and measures",
        _RECTIFY,
        (
            Want(
                title="案卷归档不及时",
                lead=("县市场监管局",),
                responsible=("县农业农村局", "县水利局"),
                counts=("42",),
                due=("2025-06-20",),
            ),
            Want(title="执法人员未持证上岗", lead=("县司法局",), responsible=("县人社局",), counts=("2",)),
        ),
        asked=("长期坚持",),
    ),
    Case(
        _KIND,
        "first, second, third spoken",
        _SPOKEN,
        (
            Want(title="落实苗木", lead=("造林股",), responsible=("财务股",), counts=("20000",), due=("2025-03-12",)),
            Want(title="抓好管护", lead=("办公室（宣传办）",), responsible=(), rates=("90%",)),
            Want(title="督促检查", lead=("资源股",), responsible=("县国有林场",), counts=("4",)),
        ),
        unasked=("没有读出任务",),
    ),
    Case(
        _KIND,
        "ordinals",
        _ORDINAL,
        (
            Want(title="压减办理时限", lead=("区行政审批局",), due=("2025-06-30",)),
            Want(title="开展满意度回访", lead=("区行政审批局",), responsible=("区司法局",), counts=("300",)),
        ),
        unasked=("没有编号",),
    ),
    Case(
        _KIND,
        "people that are units",
        _PEOPLE,
        (
            Want(lead=("县水利局",), responsible=("县供电公司",), counts=("16",)),
            Want(lead=("县农业农村局",), responsible=("各乡（镇）",), every=("month",)),
            Want(lead=("县应急局",), responsible=(), counts=("5",)),
        ),
        issuer="示例县防汛抗旱指挥部",
        left_out=("张三",),
    ),
    Case(
        _KIND,
        "marks before headings",
        _MARKED,
        (
            Want(title="背街小巷整治", lead=("区城管局",), responsible=("各街道",), counts=("18",)),
            Want(title="户外广告清理", lead=("区城管局",), responsible=("区市场监管局",), counts=("260",)),
        ),
        unasked=("没有单独的标题",),
    ),
    Case(
        _KIND,
        "numbers in boxes",
        _BOXED,
        (
            Want(title="举办展销", lead=("区商务局",), responsible=("区文旅局",), due=("2025-11-20",)),
            Want(title="培育网点", lead=("区商务局",), responsible=("各街道",), due=("2025-10-15",)),
        ),
        unasked=("办结日", "没有单独的标题"),
    ),
    Case(
        _KIND,
        "the first heading without any mark",
        _HEADED,
        (
            Want(title="农村供水", lead=("县水利局",), responsible=("各镇",), counts=("12",)),
            Want(title="渠道清淤", lead=("县水利局",), responsible=("县财政局",), counts=("30",)),
        ),
    ),
    Case(
        _KIND,
        "the first heading, units in brackets of their own",
        _HEADED.replace("责任单位：县水利局、各镇", "（责任单位：县水利局、各镇）").replace(
            "责任单位：县水利局、县财政局", "（责任单位：县水利局、县财政局）"
        ),
        (
            Want(title="农村供水", lead=("县水利局",), responsible=("各镇",), counts=("12",)),
            Want(title="渠道清淤", lead=("县水利局",), responsible=("县财政局",), counts=("30",)),
        ),
    ),
    Case(
        _KIND,
        "who only guides or helps",
        _HELPED,
        (
            Want(lead=("各镇",), responsible=("各街道", "区司法局")),
            Want(lead=("区财政局",), responsible=("区司法局",)),
        ),
    ),
    Case(
        _KIND,
        "a table under a heading of the text",
        _STAGES,
        (
            Want(section="一", lead=("执法监督股",), responsible=("县直各执法单位",), counts=("2",)),
            Want(section="一", lead=("县司法局",), counts=("120",), due=("2025-06-30",)),
            Want(section="二", lead=("县司法局",), due=("2025-04-15",)),
            Want(section="二", lead=("县直各执法单位",), due=("2025-05-31",)),
            Want(section="二", lead=("县司法局",), due=("2025-07-10",)),
        ),
        sections=2,
        asked=("分别于6月底和11月底前完成",),
    ),
    Case(
        _KIND,
        "several units before a colon",
        _COLONS,
        (
            Want(lead=("旗水利局",), responsible=()),
            Want(has=("各苏木镇", "国有林场"), counts=("46",)),
            Want(lead=("旗交通运输局",), responsible=("铁路示例工务段",), counts=("21",)),
        ),
        asked=("“铁路示例工务段”不像常见的单位名称",),
    ),
    Case(
        _KIND,
        "sections among the rows of a pasted table, a note below",
        _PASTED,
        (
            Want(title="企业检查", section="一", number=1, counts=("24",)),
            Want(title="储罐改造", section="一", number=2, counts=("6",)),
            Want(title="消防演练", section="二", number=3, counts=("8",)),
        ),
        sections=2,
        asked=("属于表格之后的文字",),
        unasked=("重新开始", "正文之前的说明"),
    ),
    Case(
        _KIND,
        "marked lines with a note of their own below",
        _NOTED,
        (
            Want(title="老旧小区改造", lead=("区住建局",), counts=("12",), due=("2025-10-31",)),
            Want(has=("区卫健局", "区妇联"), counts=("300",)),
        ),
    ),
)
