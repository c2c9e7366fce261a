"""What a judge found of heads: who issued a document and when, by labels; titles for several years."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

_KIND: Final = "judged-heads"
_SPAN: Final = """示例区无障碍环境建设行动方案（2024—2026年）
示例区残疾人联合会
2024年5月9日
现将任务按年度分解如下。
一、重点任务
1.改造坡道。2024年底前改造坡道30处。（区残疾人联合会负责）
"""
_WEB: Final = """<html><body><h2>示例区2025年校园安全任务清单</h2>
<p>来源：示例区教育局　　时间：2025年1月22日　　浏览次数：31</p>
<p>现将任务按季度分解如下：</p>
<table><tr><th>工作任务</th><th>具体要求</th><th>责任单位</th></tr>
<tr><td>校门管理</td><td>配备保安40名</td><td>区教育局</td></tr></table></body></html>"""
_TABLED: Final = """示例区2025年惠企任务清单

制表单位：区工业和信息化局    制表日期：2025/3/6
1.走访企业。全年走访300家。（区工业和信息化局负责）
"""
_MONTH: Final = """示例区规范性文件审查2025年工作要点
区司法局（2025年3月）

1.审查文件。全年审查120件。（区司法局负责）
"""

CASES: Final = (
    Case(
        _KIND,
        "a title for several years, a word that leads to the tasks",
        _SPAN,
        (Want(lead=("区残疾人联合会",), counts=("30",)),),
        year=2024,
        asked=("标题写的是几个年度“2024—2026年”",),
        unasked=("标题没有写年度", "分解如下"),
    ),
    Case(
        _KIND,
        "the source of a web page",
        _WEB.encode,
        (Want(lead=("区教育局",), counts=("40",)),),
        suffix=".html",
        issuer="示例区教育局",
        issued="2025-01-22",
        unasked=("分解如下",),
    ),
    Case(
        _KIND,
        "who made the list and when",
        _TABLED,
        (Want(counts=("300",)),),
        issuer="区工业和信息化局",
        issued="2025-03-06",
    ),
    Case(
        _KIND,
        "an issuer with a month alone",
        _MONTH,
        (Want(counts=("120",)),),
        issuer="区司法局",
        asked=("没有读出印发日期",),
    ),
    Case(
        _KIND,
        "an issuer and a day behind labels on one line",
        _TABLED.replace(
            "制表单位：区工业和信息化局    制表日期：2025/3/6", "发布机构：示例区人民政府办公室　发布日期：2025-03-07"
        ),
        (Want(counts=("300",)),),
        issuer="示例区人民政府办公室",
        issued="2025-03-07",
    ),
)
