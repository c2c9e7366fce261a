"""What is asked: what is in no task and still names units, a day or a number, what is assumed, what nobody says."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

_HEAD: Final = "示例县2025年法治建设工作要点\n示例县人民政府\n2025年3月8日\n"
_ONE: Final = "一、任务\n1.加强学习。年底前组织讲座2场。（责任单位：县司法局）\n"

CASES: Final = [
    Case(
        "left-out",
        "a paragraph before the text names units",
        _HEAD + "请各乡镇、各部门于6月30日前报送方案，由县府办负责。\n" + _ONE,
        (Want(counts=("2",)),),
        left_out=("请各乡镇、各部门于6月30日前报送方案",),
        asked=("其中写了单位",),
    ),
    Case(
        "left-out",
        "a paragraph before the text names a day and a number",
        _HEAD + "各单位全年报送信息不少于12篇，每季度第一个月5日前报送上季度进展。\n" + _ONE,
        (Want(counts=("2",)),),
        asked=("其中写了时限或数字",),
    ),
    Case(
        "left-out",
        "a year, a number of a document and an annex are no numbers",
        _HEAD + "根据《示例省法治建设规划（2021-2025年）》（示委发〔2025〕3号）制定本要点，见附件1。\n" + _ONE,
        (Want(counts=("2",)),),
        unasked=("其中写了",),
    ),
    Case(
        "left-out",
        "a label of units in what is left out",
        _HEAD + "工作由各单位承担（责任单位：县水务局，县财政局）如下。\n" + _ONE,
        asked=("其中写了单位",),
    ),
    Case(
        "assumed",
        "no time and nobody: one question for all",
        _HEAD
        + "一、任务\n1.建章立制。建立会商制度。建立通报制度。（牵头单位：县司法局；责任单位：县教育局）\n"
        + "2.公开清单。公布权责清单。（牵头单位：县委编办；责任单位：县司法局）\n",
        (Want(due=("2025-12-31",)), Want(due=("2025-12-31",))),
        asked=("原文未写时限，按年底计",),
    ),
    Case(
        "no-year",
        "no year in title, foot or text",
        "示例县法治建设工作要点\n示例县人民政府\n一、任务\n"
        "1.加强学习。6月底前组织讲座2场。（责任单位：县司法局）\n2.公开清单。公布权责清单。（责任单位：县委编办）\n",
        (Want(counts=("2",), unsure=True), Want(unsure=True)),
        asked=("请加 --year",),
    ),
    Case(
        "no-year",
        "a rhythm needs no year",
        "示例区普法责任清单\n1.开展宣讲。每季度组织宣讲1次，7月起每月报送信息。（责任单位：区司法局）\n",
        (Want(counts=("1",), every=("quarter",)),),
        asked=("没有读出年度",),
    ),
]
