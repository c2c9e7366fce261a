"""Days, stretches, rhythms, festivals and terms, in brackets, lines, columns and sentences."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

_HEAD: Final = "示例区2025年法治建设工作要点\n一、任务\n"
_ISSUED: Final = "示例区人民政府\n2025年3月10日\n"
_UNTOLD: Final = "任务写了时限，但没有写到时要交出什么"


def _of(kind: str, name: str, body: str, tasks: tuple[Want, ...], tail: str = _ISSUED, *asked: str) -> Case:
    return Case(kind, name, f"{_HEAD}{body}{tail}", tasks, asked=asked)


def _by(*dues: str, unsure: bool = False, obligations: int | None = 1) -> Want:
    return Want(due=dues, unsure=unsure, obligations=obligations)


_WHOLE: Final = [
    _of(
        "deadline-of-the-task", "in the bracket, after exhortations only",
        """1.压实工作责任。层层传导压力。（牵头单位：区司法局；完成时限：7月底前）
2.优化服务。提升群众获得感，增强满意度。（区政务服务中心牵头，11月30日前完成）
3.夯实基础。（责任单位：区民政局；时限：第三季度）
""",
        (_by("2025-07-31", unsure=True), _by("2025-11-30", unsure=True), _by("2025-09-30", unsure=True)), _ISSUED, _UNTOLD,
    ),
    _of(
        "deadline-of-the-task", "on a line of its own",
        """1.加强队伍建设。
着力提升素质。
牵头单位：区司法局
完成时限：2025年8月
2.深化改革创新。
坚持问题导向。
牵头单位：区委改革办
完成时限：国庆节前
""",
        (_by("2025-08-31", unsure=True), _by("2025-09-30", unsure=True)), _ISSUED, _UNTOLD,
    ),
    Case(
        "deadline-of-the-task", "in a column of a table",
        """<html><body><p>示例旗2025年民生实事任务分解表</p><table>
<tr><th>序号</th><th>工作任务</th><th>责任单位</th><th>完成时限</th></tr>
<tr><td>1</td><td>改善办事环境。</td><td>旗司法局</td><td>6月底前</td></tr>
<tr><td>2</td><td>加强宣传引导。</td><td>旗融媒体中心</td><td>每季度末月25日前</td></tr>
<tr><td>3</td><td>凝聚工作合力。</td><td>旗教育局</td><td>3、9月</td></tr>
</table></body></html>""",
        (
            _by("2025-06-30", unsure=True),
            Want(every=("quarter 25日",), obligations=1, unsure=True),
            _by("2025-03-31", "2025-09-30", unsure=True, obligations=2),
        ),
        suffix=".html", asked=(_UNTOLD, "写了 2 个日子，先各记一项"),
    ),
    _of(
        "deadline-of-the-task", "for all that has none of its own",
        """1.规范执法。5月底前编制执法事项清单。修订裁量基准。开展案卷评查2次。（牵头单位：区司法局；完成时限：10月底前）
2.培育典型。6月底前制定培育方案。（牵头单位：区司法局；完成时限：11月15日前）
3.长期事项。9月底前编制案例汇编。（牵头单位：区司法局；完成时限：持续推进）
""",
        (
            Want(due=("2025-05-31", "2025-10-31"), counts=("2",), obligations=3),
            _by("2025-06-30", "2025-11-15", obligations=2),
            _by("2025-09-30"),
        ),
    ),
]  # fmt: skip
_STRETCHES: Final = [
    _of(
        "stretch", "days and months, with and without years",
        """1.专项行动。4月15日—9月15日，开展欠薪问题专项整治。（责任单位：区人社局）
2.集中清理。即日起至8月底，开展规范性文件清理。（责任单位：区司法局）
3.跨月检查。三月至五月，组织开展执法检查1次。（责任单位：区城管局）
""",
        (_by("2025-09-15"), _by("2025-08-31"), _by("2025-05-31")),
    ),
    _of(
        "stretch", "with points, in brackets and over the year's end",
        """1.集中整治。自2025年6月起至2025年11月底，开展突出问题集中整治。（责任单位：区公安局）
2.冬季行动。2025年11月至2026年3月，开展安全隐患排查整治。（责任单位：区应急局）
3.专项评估。开展营商环境专项评估。（责任单位：区发改局；完成时限：2025.4.1-2025.10.20）
""",
        (_by("2025-11-30"), _by("2026-03-31", unsure=True), _by("2025-10-20")), _ISSUED, "不在 2025 年内",
    ),
    _of(
        "stretch", "of days within a month",
        """1.宣传周。5月10日至16日，开展民法典宣传活动2场。（责任单位：区司法局）
2.宣传月。12月1—7日，组织宪法宣传活动1次。（责任单位：区司法局）
3.年度考核。年初至年底，开展工作考核1次。（责任单位：区司法局）
""",
        (_by("2025-05-16"), _by("2025-12-07"), _by("2025-12-31")),
    ),
]  # fmt: skip
_GOALS: Final = [
    _of(
        "goal-of-years", "so many years",
        """1.人才培养。四年内培养调解员300名。（责任单位：区司法局）
2.示范创建。3年内，建成法治示范社区12个。（责任单位：区司法局）
""",
        (Want(counts=("300",), unsure=True), Want(counts=("12",), unsure=True)), _ISSUED, "是几年的目标",
    ),
    _of(
        "goal-of-years", "until a year",
        """1.体系建设。到2028年，建成公共法律服务站20个。（责任单位：区司法局）
2.三年行动。2025—2027年，建成示范窗口9个。（责任单位：区司法局）
""",
        (Want(counts=("20",), due=("2028-12-31",), unsure=True), Want(counts=("9",), due=("2027-12-31",), unsure=True)),
        _ISSUED, "不在 2025 年内",
    ),
    _of(
        "goal-of-years", "the end of a five-year plan",
        """1.本期规划。“十四五”期末建成法治广场3个。（责任单位：区司法局）
2.下期规划。“十五五”期末建成法治公园5个。（责任单位：区司法局；完成时限：五年内）
""",
        (Want(counts=("3",), due=("2025-12-31",)), Want(counts=("5",), due=("2030-12-31",), unsure=True)),
    ),
]  # fmt: skip
_TERMS: Final = [
    _of(
        "term-after-issue", "days, weeks and months from the day of issue",
        """1.制定方案。自本通知印发之日起20日内制定实施方案。（责任单位：区司法局）
2.组建专班。本方案印发后两周内组建工作专班。（责任单位：区司法局）
3.编制清单。自本要点发布之日起三个月内编制权责清单。（责任单位：区委编办）
""",
        (_by("2025-03-30"), _by("2025-03-24"), _by("2025-06-10")),
    ),
    _of(
        "term-after-issue", "asked where it is not said what is issued, and of working days",
        """1.制定细则。文件印发后15日内制定实施细则。（责任单位：区司法局）
2.上报名单。印发后10个工作日内上报联络员名单。（责任单位：区司法局）
""",
        (_by("2025-03-25", unsure=True), _by("2025-03-20", unsure=True)), _ISSUED, "说的是工作日，先按日历日计",
    ),
    _of(
        "term-after-issue", "asked where the day of issue is not known",
        """1.制定方案。自本通知印发之日起20日内制定实施方案。（责任单位：区司法局）
2.报备文件。规范性文件自公布之日起15日内报送备案。（责任单位：区司法局）
3.整改问题。一个月内完成问题清单编制。（责任单位：区司法局）
""",
        (_by("2025-12-31", unsure=True), Want(obligations=0), _by("2025-12-31", unsure=True)), "",
        "没有读出印发日期", "是办理的期限", "15日内",
    ),
]  # fmt: skip
_FESTIVALS: Final = [
    _of(
        "festival", "those a calendar knows",
        """1.节日检查。国庆、中秋节前各开展安全检查1次。（责任单位：区应急局）
2.劳动执法。“五一”前开展劳动执法检查1次。（责任单位：区人社局）
3.宪法宣传。“12·4”国家宪法日前完成宪法宣传活动2场。（责任单位：区司法局）
4.端午检查。端午节前开展食品安全检查1次。（责任单位：区市场监管局）
""",
        (
            _by("2025-09-30", "2025-10-05", obligations=2, unsure=True), _by("2025-04-30"), _by("2025-12-03"),
            _by("2025-05-30"),
        ),
    ),
    _of(
        "festival", "the first after the issue",
        """1.欠薪排查。春节前开展欠薪排查1次。（责任单位：区人社局）
2.年终评议。元旦前开展执法评议1次。（责任单位：区司法局）
3.宣传活动。教师节前后开展普法活动1次。（责任单位：区教育局）
""",
        (_by("2026-02-16", unsure=True), _by("2025-12-31"), _by("2025-09-10", unsure=True)), _ISSUED,
        "不在 2025 年内", "没有写到哪天为止",
    ),
    _of(
        "festival", "times no calendar tells",
        """1.隐患排查。主汛期来临前开展隐患排查1次。（责任单位：区水务局）
2.校园普法。秋季开学前，组织法治讲座2场。（责任单位：区教育局）
3.整改落实。尽快编制整改清单。（责任单位：区司法局）
4.观摩活动。适时组织现场观摩1次。（责任单位：区司法局）
""",
        (_by("2025-12-31", unsure=True),) * 4, _ISSUED, "不是一个确定的日子", "没有写明是哪天",
    ),
]  # fmt: skip
_RHYTHMS: Final = [
    _of(
        "rhythm", "the day within the period",
        """1.月报。每月25日前报送工作信息。（责任单位：区司法局）
2.季报。每季度结束后10日内报送工作情况。（责任单位：区司法局）
3.上月。每月5日前报送上月统计报表。（责任单位：区司法局）
4.季末。7月起每季度末月20日前报送进展情况。（责任单位：区司法局）
""",
        (
            Want(every=("month 25日",), obligations=1), Want(every=("quarter 后10日",), obligations=1),
            Want(every=("month 后5日",), obligations=1), Want(every=("quarter 20日 2025-07-01起",), obligations=1),
        ),
    ),
    _of(
        "rhythm", "several times in the year",
        """1.督察。6月、12月各开展法治督察1次。（责任单位：区司法局）
2.评查。3、6、9、12月，开展案卷评查1次。（责任单位：区司法局）
3.点评。每年3月和9月召开点评会1次。（责任单位：区司法局）
4.通报。上半年和下半年各通报1次。（责任单位：区司法局）
""",
        (
            _by("2025-06-30", "2025-12-31", obligations=2),
            _by("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", obligations=4),
            _by("2025-03-31", "2025-09-30", obligations=2), _by("2025-06-30", "2025-12-31", obligations=2),
        ),
    ),
    _of(
        "rhythm", "those the register has not",
        """1.例会。每周召开例会1次。（责任单位：区司法局）
2.会商。每两个月召开会商会议1次。（责任单位：区司法局）
3.讲座。每学期举办法治讲座2场。（责任单位：区教育局）
""",
        (_by("2025-12-31", unsure=True),) * 3, _ISSUED, "这样的周期",
    ),
]  # fmt: skip
_WRITTEN: Final = [
    _of(
        "way-of-writing", "numerals, signs and blanks",
        """1.甲项。六月三十日前编制清单。（责任单位：区司法局）
2.乙项。２０２５年 ６ 月 ３０ 号前编制目录。（责任单位：区司法局）
3.丙项。编制台账。（责任单位：区司法局；完成时限：2025-06-30）
4.丁项。编制手册。（责任单位：区司法局；完成时限：2025/6/30）
5.戊项。编制指南。（责任单位：区司法局；完成时限：6.30前）
6.己项。编制名录。（责任单位：区司法局；完成时限：二〇二五年六月底）
7.庚项。编制汇编。（责任单位：区司法局；完成时限：2025年6月）
""",
        (_by("2025-06-30"),) * 7,
    ),
]  # fmt: skip
CASES: Final = [*_WHOLE, *_STRETCHES, *_GOALS, *_TERMS, *_FESTIVALS, *_RHYTHMS, *_WRITTEN]
