"""Days and numbers a blind judge found wrong: which day a figure is due by, limits, rounds, seasons, stretches."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

_TAIL: Final = "示例县人民政府办公室\n2025年3月1日\n"
_UNIT: Final = "（牵头单位：县水务局）\n"


def _of(
    kind: str, name: str, said: str, want: Want, asked: tuple[str, ...] = (), unasked: tuple[str, ...] = ()
) -> Case:
    written = f"示例县2025年重点工作要点\n一、任务\n1.{said}{_UNIT}2.加强统筹。定期研究。{_UNIT}{_TAIL}"
    return Case(kind, name, written, (want, Want()), asked=asked, unasked=unasked)


def _by(*dues: str, number: int | None = 1, counts: tuple[str, ...] = (), rates: tuple[str, ...] = ()) -> Want:
    return Want(due=dues, obligations=number, counts=counts, rates=rates)


_TRAILING: Final = [
    _of("judged-trailing-day", "built and in use", "修渠。新修干渠14公里，10月底前建成并投入运行。", _by("2025-10-31", counts=("14",)), unasked=("没有写要交出什么",)),
    _of("judged-trailing-day", "accepted after a clause without a figure", "改水。改造水表900户，老旧管网全部更换，9月20日前验收。", _by("2025-09-20", counts=("900",)), unasked=("没有写要交出什么",)),
    _of("judged-trailing-day", "stored, with the hour", "备汛。储备编织袋3万条，救生衣不少于60套，5月10日18时前入库。", _by("2025-05-10", number=2, counts=("30000", "60"))),
    _of("judged-trailing-day", "installed and debugged", "监测。布设水位计25台，8月15日前安装调试完毕。", _by("2025-08-15", counts=("25",))),
    _of("judged-trailing-day", "paid out", "补助。发放补助资金80万元，11月30日前兑付到位。", _by("2025-11-30", counts=("80",))),
    _of("judged-trailing-day", "an exhortation with a day is asked of the figure too", "护堤。加固堤防6处，7月底前形成防御能力。", Want(due=("2025-07-31",)), ("7月底前",)),
    _of("judged-trailing-day", "the main works of it", "泵站。新建泵站4座，11月底前完成主体工程并通过验收。", _by("2025-11-30", number=2, counts=("4",)), ("后面写的时限",)),
    _of("judged-trailing-day", "another thing with a day keeps it", "巡河。开展巡河30次，6月底前制定管护办法。", _by("2025-06-30", "2025-12-31", number=2, counts=("30",))),
]  # fmt: skip
_MONTHS: Final = [
    _of("judged-before-a-month", "bare month", "清淤。清淤河道5公里，9月前完成。", Want(due=("2025-09-30",), unsure=True), ("8月31日",)),
    _of("judged-before-a-month", "in the deadline", "清淤。清淤河道5公里。（完成时限：2025年9月前）", Want(due=("2025-09-30",), unsure=True), ("8月31日",)),
    _of("judged-before-a-month", "the end of the month is sure", "清淤。清淤河道5公里，9月底前完成。", _by("2025-09-30"), (), ("8月31日",)),
]  # fmt: skip
_LIMITS: Final = [
    _of("judged-limit", "working hours", "提速。报装时间压缩至6个工作小时以内。", Want(), ("6个工作小时以内",)),
    _of("judged-limit", "pressed down to", "精简。办理材料由11项压减到7项以内。", _by(number=1, counts=("",)), ("“7项以内”是上限",), ("11项”",)),
    _of("judged-limit", "pressed down to, without 以内", "精简。许可事项从30项精简至22项。", _by(number=1, counts=("",)), ("“22项”是上限",)),
    _of("judged-limit", "a rate raised from one to another", "供水。自来水普及率由88%提高到93%。", _by(number=1, rates=("93%",))),
    _of("judged-limit", "a count raised from one to another", "站点。服务站由6个增加到9个。", _by(number=1, counts=("9",))),
]  # fmt: skip
_ROUNDS: Final = [
    _of("judged-rounds", "rounds of an inspection", "检查。全年检查四轮次，抽查三轮，走访2轮。", _by(number=3, counts=("4", "3", "2"))),
    _of("judged-rounds", "times over", "培训。对护水员轮训两遍，排查管网三轮。", _by(number=2, counts=("2", "3"))),
    _of("judged-rounds", "one round is a number", "检查。抽查一轮，9月底前完成。", _by("2025-09-30", counts=("1",))),
    _of("judged-rounds", "a new round is no number", "部署。谋划新一轮水利规划，开展一轮次复核。", Want(counts=("1",))),
    _of("judged-measures", "boats, tents, sets", "物资。储备橡皮艇不少于15艘，帐篷120顶，雨衣40件套，水泵6台套。", _by(number=4, counts=("15", "120", "40", "6")), (), ("没有写量词",)),
    _of("judged-measures", "other things counted", "物资。储备砂石600吨，铁锹80把，发电机3台，头盔50顶，木桩900根。", _by(number=5, counts=("600", "80", "900"))),
]  # fmt: skip
_SEASONS: Final = [
    _of("judged-season", "within the month of trees", "绿化。春季植树月内栽植柳树2万株。", _by("2025-12-31", number=1), ("植树月内",)),
    _of("judged-season", "within a week of its own", "宣传。节水宣传周内发放手册4000册。", _by("2025-12-31", number=1), ("宣传周内",)),
    _of("judged-season", "in autumn", "绿化。秋季造林300亩。", _by("2025-12-31", number=1), ("秋季",)),
    _of("judged-lasting", "the whole year, going on", "节水。全年为企业节水80万元。（完成时限：持续推进）", _by("2025-12-31"), ("持续推进",)),
    _of("judged-several-years", "in three years together", "培训。每年培训河长不少于80人次，三年累计不少于240人次。", Want(counts=("80", "240")), ("三年累计",)),
    _of("judged-several-years", "a stretch of years", "培训。两年共建成水库3座。", Want(counts=("3",)), ("两年共",)),
    _of("judged-several-years", "what follows a day of another year", "平台。力争2026年上半年上线平台，服务农户7000名。", Want(due=("2026-06-30",), unsure=True), ("2026年上半年",)),
    _of("judged-several-years", "that end with this year", "村庄。2023—2025年累计创建示范村15个。", Want(counts=("15",), unsure=True), ("几年的目标",)),
    _of("judged-several-years", "this year by name", "水库。2025年建成水库8座。", _by("2025-12-31"), (), ("原文未写时限",)),
    _of("judged-first-month", "of every quarter", "宣讲。每季度第一个月举办宣讲1场。", Want(every=("quarter",), obligations=1, unsure=True), ("第一个月",)),
    _of("judged-first-month", "of every half year", "宣讲。每半年首月召开例会1次。", Want(every=("half",), obligations=1, unsure=True), ("首月",)),
    _of("judged-in-turns", "six hundred in two turns by two days", "问卷。分两次对不少于600户用水户开展问卷调查。（完成时限：5月、10月）", Want(due=("2025-05-31", "2025-10-31"), counts=("600",), obligations=2, unsure=True)),
    _of("judged-in-turns", "in three lots", "换表。分三批更换水表1200块，10月底前完成。", _by("2025-10-31", counts=("1200",))),
    _of("judged-two-rhythms", "two subjects, each with its own", "巡查。县级河长每半年、镇级河长每季度巡河2次。", Want(every=("half", "quarter"), obligations=2), ("镇级河长",)),
    Case(
        "judged-season", "a column of months over a rhythm in the text",
        """<html><body><p>示例旗2025年防火任务分解表</p><table>
<tr><th>序号</th><th>工作任务</th><th>责任单位</th><th>完成时限</th></tr>
<tr><td>1</td><td>每月开展巡护2次。</td><td>旗林业局</td><td>3月至5月</td></tr>
<tr><td>2</td><td>每月入户宣传1次。</td><td>旗应急局</td><td>全年</td></tr>
</table></body></html>""",
        (Want(every=("month 2025-03-01起",), unsure=True), Want(every=("month",))), suffix=".html", asked=("没有止日",),
    ),
]  # fmt: skip
CASES: Final = [*_TRAILING, *_MONTHS, *_LIMITS, *_ROUNDS, *_SEASONS]
