"""The head of a document: its title in several lines, who issued it and when, for which year."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

_OWN: Final = ("县司法局",)

_YEARS: Final = [
    Case(
        "k12",
        "number and day in one bracket under the title",
        "示例市关于加强法治建设的意见\n（示办发〔2025〕9号 2025年5月6日）\n一、任务\n1.编制清单。（责任单位：市司法局）\n",
        (Want(due=("2025-12-31",)),),
        issued="2025-05-06",
        year=2025,
        unasked=("没有采用的文字",),
    ),
    Case(
        "k12",
        "the day of issue, not a law's year",
        "示例区优化营商环境实施方案\n根据2019年《优化营商环境条例》和2023年部署，制定本方案。\n一、任务\n"
        "1.编制清单。（责任单位：区司法局）\n示例区人民政府\n2025年4月2日\n",
        (Want(due=("2025-12-31",)),),
        year=2025,
        issued="2025-04-02",
        asked=("年度按印发日期定为 2025 年",),
    ),
    Case(
        "k12",
        "the document's own number",
        "示例区法治政府建设任务分工\n示政办发〔2025〕12号\n按照《关于加强法治建设的意见》（国办发〔2020〕5号）要求，分工如下。\n"
        "一、任务\n1.编制清单。（责任单位：区司法局）\n",
        (Want(due=("2025-12-31",)),),
        year=2025,
        asked=("年度按文号定为 2025 年",),
    ),
    Case(
        "k12",
        "a span of years is no year: that of the issue counts",
        "示例县法治政府建设实施方案（2021—2025年）\n一、任务\n1.编制清单。（责任单位：县司法局）\n示例县人民政府\n2021年12月9日\n",
        (Want(lead=_OWN),),
        year=2021,
    ),
    Case(
        "k12",
        "a title of the next year, issued in December",
        "示例县2026年普法工作要点\n一、任务\n1.编制清单。（责任单位：县司法局）\n示例县司法局\n2025年12月28日\n",
        (Want(due=("2026-12-31",)),),
        year=2026,
        issued="2025-12-28",
        issuer="示例县司法局",
        unasked=("标题没有写年度",),
    ),
    Case(
        "k12",
        "none at all",
        "示例县普法工作要点\n近年来依据2016年的规划开展了工作。\n一、任务\n1.编制清单。（责任单位：县司法局）\n",
        (Want(lead=_OWN),),
        asked=("没有读出年度",),
    ),
]
_HEADS: Final = [
    Case(
        "k13",
        "three lines with a name in 《》",
        "示例省人民政府办公厅关于印发《示例省2025年法治政府建设\n重点任务和优化营商环境工作\n分工方案》的通知\n各市人民政府：\n"
        "现印发给你们。\n一、任务\n1.编制清单。（责任单位：省司法厅）\n示例省人民政府办公厅\n2025年3月8日\n",
        (Want(lead=("省司法厅",)),),
        title="示例省人民政府办公厅关于印发《示例省2025年法治政府建设重点任务和优化营商环境工作分工方案》的通知",
        issuer="示例省人民政府办公厅",
        year=2025,
    ),
    Case(
        "k13",
        "a notice of two issuers, then the plan's own title in two lines",
        "中共示例县委办公室\n示例县人民政府办公室\n关于印发示例县2025年法治建设工作要点的通知\n各乡镇党委、人民政府：\n现印发给你们，请执行。\n"
        "中共示例县委办公室\n示例县人民政府办公室\n2025年3月8日\n示例县2025年法治建设\n工作要点（试行）\n"
        "一、任务\n1.编制清单。（责任单位：县司法局）\n",
        (Want(lead=_OWN),),
        title="示例县2025年法治建设工作要点（试行）",
        issuer="中共示例县委办公室、示例县人民政府办公室",
        issued="2025-03-08",
    ),
    Case(
        "k13",
        "a small group's office, the day in Chinese, nothing of it in the last task",
        "法治示例建设2025年工作要点\n一、任务\n1.编制清单\n清单要公开\n法治示例建设领导小组办公室\n二〇二五年三月八日\n",
        (Want(text="清单要公开"),),
        issuer="法治示例建设领导小组办公室",
        issued="2025-03-08",
    ),
    Case(
        "k13",
        "the Party committee of a province, name and day on one line",
        "2025年法治工作要点\n一、任务\n1.编制清单。（责任单位：省司法厅）\n省委全面依法治省委员会  2025年3月8日印发\n",
        (Want(text="编制清单。"),),
        issuer="省委全面依法治省委员会",
        issued="2025-03-08",
    ),
    Case(
        "k13",
        "the State Council, a title that goes on with 和",
        "国务院\n关于加强数字政府建设\n和优化政务服务的指导意见\n国发〔2025〕14号\n一、任务\n1.编制清单。（责任单位：司法部）\n",
        (Want(text="编制清单。"),),
        title="关于加强数字政府建设和优化政务服务的指导意见",
        issuer="国务院",
        year=2025,
    ),
    Case(
        "k13",
        "headings of the preface are no titles",
        "示例旗2025年民生实事任务分解表\n工作目标\n为办好实事，制定本表。\n主要任务\n一、任务\n1.编制清单。（旗司法局）\n旗委办\n2025年2月1日\n",
        (Want(lead=("旗司法局",)),),
        title="示例旗2025年民生实事任务分解表",
        issuer="旗委办",
    ),
]
_DAYS: Final = [
    Case(
        "k28",
        "a label with bars, another with a day of publication",
        "发布日期：2025-03-20\n成文日期： | 2025-02-18 |\n示例县普法工作要点\n一、任务\n1.举办讲座2场。（责任单位：县司法局）\n",
        (Want(due=("2025-12-31",)),),
        issued="2025-02-18",
        year=2025,
    ),
    Case(
        "k28",
        "slashes at the end",
        "示例县普法工作要点\n一、任务\n1.举办讲座2场。（责任单位：县司法局）\n印发日期：2025/3/8\n",
        (Want(text="举办讲座2场。"),),
        issued="2025-03-08",
        year=2025,
    ),
    Case(
        "k28",
        "the day of passing under the title",
        "示例县普法责任清单\n（二〇二五年一月十六日县人民政府第3次常务会议通过）\n一、任务\n1.举办讲座2场。（责任单位：县司法局）\n",
        (Want(counts=("2",)),),
        issued="2025-01-16",
    ),
    Case(
        "k28",
        "in a table's cell",
        "<html><body><table><tr><td>索引号</td><td>0001</td><td>成文日期</td><td>2025年3月18日</td></tr></table>"
        "<p>示例县普法工作要点</p><p>一、任务</p><p>1.举办讲座2场。（责任单位：县司法局）</p></body></html>",
        None,
        suffix=".html",
        issued="2025-03-18",
        year=2025,
    ),
]

_ISSUERS: Final = [
    Case(
        "k13",
        f"issuer {name}",
        f"示例县2025年工作要点\n一、任务\n1.编制清单\n清单要公开\n{name}\n2025年3月8日\n",
        (Want(text="清单要公开"),),
        issuer=name,
        issued="2025-03-08",
    )
    for name in ("国务院", "国务院办公厅", "示例市委办", "示例县委办公室", "示例县委、县政府", "示例县人民政府办公厅", "法治示例县建设领导小组办公室",
                 "示例县委全面依法治县委员会", "示例县人民法院", "示例县普法工作联席会议")
]  # fmt: skip
_FORMS_OF_DAYS: Final = [
    Case(
        "k28",
        f"day {words}",
        f"{words}\n示例县普法工作要点\n一、任务\n1.编制清单。（责任单位：县司法局）\n",
        (Want(due=("2025-12-31",)),),
        issued="2025-03-08",
        year=2025,
    )
    for words in ("发文日期：2025年3月8日", "印发日期: 2025年03月08日", "成文日期\t2025-03-08", "生成日期：2025.3.8", "2025/3/8", "二〇二五年三月八日",
                  "二○二五年三月八日", "（2025年3月8日）", "2025 年 3 月 8 日", "成文时间|2025年3月8日|有效")
]  # fmt: skip
CASES: Final = [*_ISSUERS, *_FORMS_OF_DAYS, *_YEARS, *_HEADS, *_DAYS]
