"""The hand-written story: a few units, a spring, and every state and kind of decision at least once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from spt_fazhi.demo import files
from spt_fazhi.demo import units as b
from spt_fazhi.demo.ledger import Ledger, Proof
from spt_fazhi.demo.spot import put_right_early
from spt_fazhi.engine.duties import DutyKey

_On = Callable[[int, int], date]

# Duties the random crowd must leave alone, so that the states told here stay as told.
RESERVED: Final = frozenset({
    ("1.1", b.OFFICE, ""), ("1.1", b.MARKET, ""), ("1.1", b.POLICE, ""),
    ("2.1", b.WEST, ""), ("2.1", b.JUSTICE, ""), ("2.1", b.EAST, ""),
    ("2.2", b.WEST, ""), ("2.2", b.MARKET, ""), ("2.2", b.JUSTICE, ""),
    ("3.1", "", ""), ("4.1", b.MARKET, ""), ("4.1", b.POLICE, ""), ("4.1", b.EAST, ""),
    ("4.2", b.POLICE, "Q1"), ("4.2", b.POLICE, "Q2"), ("4.2", b.MARKET, "Q1"),
    ("5.1", b.OFFICE, ""), ("5.1", b.MARKET, ""), ("5.1", b.POLICE, ""),
    ("6.1", b.WEST, "-01"), ("6.1", b.WEST, "-04"),
    ("6.2", b.EAST, ""), ("6.2", b.WEST, ""), ("7.1", b.MARKET, ""), ("7.1", b.POLICE, ""),
    ("7.2", "", ""), ("7.3", b.COURT, "H1"), ("8.1", b.POLICE, ""), ("8.1", b.MARKET, ""),
})  # fmt: skip
RESERVED_PROGRESS: Final = frozenset({
    (1, b.JUSTICE, "Q1"), (1, b.OFFICE, "Q1"), (2, b.LAW_OFFICE, "Q1"), (2, b.LAW_OFFICE, "Q2"),
    (3, b.LAW_OFFICE, "Q1"), (3, b.LAW_OFFICE, "Q2"), (6, b.POLICE, "Q1"), (6, b.POLICE, "Q2"), (6, b.EAST, "Q2"),
})  # fmt: skip


def is_reserved(key: DutyKey) -> bool:
    """Whether the story has settled this duty: those of the unit that ends all are."""
    period = key.period[4:]
    if key.unit == b.QUALITY:
        return True
    if key.obligation:
        return (key.obligation, key.unit, period) in RESERVED
    return (key.task, key.unit, period) in RESERVED_PROGRESS


def tell(ledger: Ledger, year: int) -> None:
    """Enter the story's records and decisions; all of them are dated by 20 June."""

    def on(month: int, day: int) -> date:
        return date(year, month, day)

    _leading(ledger, on)
    _annual_report(ledger, on)
    _enforcing(ledger, on, year)
    _settling(ledger, on)
    _opening(ledger, on)
    _reporting(ledger, on, year)


def remind(ledger: Ledger, year: int) -> None:
    """A call and a letter to units that are overdue; told after the crowd, which is to stay as it is without them."""
    ledger.call(b.WEST, "2.2", date(year, 6, 5), "负责同志已知晓，6月底前公开")
    ledger.hint(b.POLICE, "8.1", date(year, 6, 7), date(year, 6, 21), files.letter("公开重大行政决策目录"))


def _leading(ledger: Ledger, on: _On) -> None:
    lecture = "主要负责人专题讲法"
    ledger.evidence(Proof(unit=b.JUSTICE, obligation="1.1", day=on(5, 10), recorded=on(5, 13), title=lecture,
                          document="示司发〔演示〕8号", files=(files.note(lecture), files.picture(40)),
                          figures=(("听讲人数", 86),),
                          detail="局主要负责人以依法行政为题作专题讲法，全体干部参加。"))  # fmt: skip
    weak = ledger.evidence(Proof(unit=b.MARKET, obligation="1.1", day=on(5, 17), title="讲法活动"))
    ledger.hand_back(weak, on(5, 24), "没有讲法时间、地点和参加人员，请补充后重新报送")
    wrong = ledger.evidence(Proof(unit=b.POLICE, obligation="1.1", day=on(4, 19), title="专题讲法（日期填错）"))
    ledger.void(wrong, on(4, 22), "发生日期填错，已重新报送")
    ledger.evidence(Proof(unit=b.POLICE, obligation="1.1", day=on(4, 18), recorded=on(4, 22), title=lecture,
                          detail="分局主要负责人围绕规范执法作专题讲法。", bare=True))  # fmt: skip
    ledger.evidence(Proof(unit=b.QUALITY, obligation="1.1", day=on(4, 10), title=lecture, figures=(("听讲人数", 24),)))
    ledger.evidence(Proof(unit=b.GOVERNMENT, obligation="1.2", day=on(4, 2), title="法治建设列入年度工作计划",
                          document="示政办发〔演示〕3号", at=b.OFFICE))  # fmt: skip
    put_right_early(ledger, on)


def _annual_report(ledger: Ledger, on: _On) -> None:
    report, publish = "报告上一年度法治政府建设情况", "在门户网站公开年度报告"
    ledger.evidence(Proof(unit=b.EAST, obligation="2.1", day=on(2, 27), recorded=on(4, 3), title=report))
    ledger.evidence(Proof(unit=b.JUSTICE, obligation="2.1", day=on(3, 12), recorded=on(4, 3), title=report))
    ledger.evidence(Proof(unit=b.QUALITY, obligation="2.1", day=on(2, 26), recorded=on(4, 3), title=report))
    ledger.evidence(Proof(unit=b.QUALITY, obligation="2.2", day=on(4, 11), title=publish))
    ledger.evidence(Proof(unit=b.EAST, obligation="2.2", day=on(4, 12), title=publish))
    ledger.evidence(Proof(unit=b.JUSTICE, obligation="2.2", day=on(4, 20), recorded=on(4, 22), title=publish))
    ledger.waive("2.2", b.MARKET, on(4, 8), "机构调整，由示范区政府办公室合并公开")


def _enforcing(ledger: Ledger, on: _On, year: int) -> None:
    training, review = "行政执法人员业务培训", "执法案卷评查"
    ledger.evidence(Proof(unit=b.MARKET, obligation="4.1", day=on(4, 26), title=f"{training}第一期", rate=(20, 36)))
    second = ledger.evidence(Proof(unit=b.MARKET, obligation="4.1", day=on(6, 7), title=f"{training}第二期",
                                   rate=(36, 36), files=(files.table(training, 6), files.roster(36))))  # fmt: skip
    ledger.redact(second, "参训人员花名册.csv", on(6, 12), "花名册含个人信息，按要求去除，培训人数以统计表为准")
    ledger.evidence(Proof(unit=b.POLICE, obligation="4.1", day=on(6, 3), title=f"{training}第一期", rate=(40, 52),
                          detail="52名执法人员中40名达到60学时，其余安排下半年补训。"))  # fmt: skip
    ledger.evidence(Proof(unit=b.MARKET, obligation="4.2", day=on(4, 3), period=f"{year}Q1", title=f"一季度{review}",
                          detail="清明前补做一季度评查，抽查案卷12宗。"))  # fmt: skip
    ledger.evidence(Proof(unit=b.MARKET, obligation="4.2", day=on(6, 14), title=f"二季度{review}"))
    ledger.waive("4.2", b.POLICE, on(5, 10), "案卷评查由上级机关统一组织，本分局不再单独评查", f"{year}Q1")
    early = ledger.evidence(Proof(unit=b.OFFICE, obligation="5.1", day=on(6, 12), title="清理结果公布"))
    ledger.hand_back(early, on(6, 17), "只有目录，没有清理结论，请补齐后重新报送", on(6, 27))
    ledger.evidence(Proof(unit=b.JUSTICE, obligation="5.1", day=on(6, 12), title="清理结果公布",
                          document="示司发〔演示〕15号", files=(files.note("行政规范性文件清理"),)))  # fmt: skip
    ledger.extend("5.1", b.MARKET, on(9, 30), on(6, 14), "上级正在修订有关规章，待公布后一并清理")


def _settling(ledger: Ledger, on: _On) -> None:
    for month in range(1, 6):
        ledger.evidence(Proof(unit=b.EAST, obligation="6.1", day=on(month, 28), recorded=on(max(month, 4), 28),
                              title=f"{month}月矛盾纠纷排查情况"))  # fmt: skip
    ledger.evidence(Proof(unit=b.WEST, obligation="6.1", day=on(3, 27), recorded=on(4, 2),
                          title="3月矛盾纠纷排查情况"))  # fmt: skip
    ledger.evidence(Proof(unit=b.WEST, obligation="6.1", day=on(5, 27), title="5月矛盾纠纷排查情况"))
    ledger.waive("6.1", b.WEST, on(4, 10), "当月受灾，排查并入救灾台账", f"{on(1, 1):%Y-%m}")
    ledger.evidence(Proof(unit=b.EAST, obligation="6.2", day=on(5, 31), title="春季法治宣传进村组", amount=4,
                          files=(files.picture(120),)))  # fmt: skip
    ledger.evidence(Proof(unit=b.WEST, obligation="6.2", day=on(4, 30), title="集市法治宣传", amount=1))
    court = "出庭应诉情况"
    ledger.evidence(Proof(unit=b.MARKET, obligation="7.1", day=on(6, 11), title=f"前五个月{court}", rate=(5, 5),
                          through=on(5, 31)))  # fmt: skip
    ledger.evidence(Proof(unit=b.POLICE, obligation="7.1", day=on(6, 6), title=f"前五个月{court}", rate=(3, 4),
                          through=on(5, 31), by=b.JUSTICE, detail="1件因公务冲突未出庭，已说明情况。"))  # fmt: skip


def _opening(ledger: Ledger, on: _On) -> None:
    title = "公开重大行政决策事项目录"
    ledger.evidence(Proof(unit=b.OFFICE, obligation="8.1", day=on(5, 20), title=title))
    ledger.evidence(Proof(unit=b.JUSTICE, obligation="8.1", day=on(5, 29), title=title))
    ledger.evidence(Proof(unit=b.MARKET, obligation="8.1", day=on(6, 5), title=title,
                          detail="校对延误，晚于时限公开。"))  # fmt: skip


def _reporting(ledger: Ledger, on: _On, year: int) -> None:
    first, second = f"{year}Q1", f"{year}Q2"
    ledger.progress(b.JUSTICE, 1, first, on(4, 8), (
        "印发学法讲法安排，组织专题学习2次。\n推动各部门把讲法列入年度计划。", "个别部门讲法内容与业务结合不紧。",
        "汇编讲法提纲，供各部门参考。"))  # fmt: skip
    ledger.progress(b.OFFICE, 1, first, on(4, 16), ("把法治建设列入全区年度工作计划。", "", "跟进计划落实。"))
    ledger.progress(b.LAW_OFFICE, 3, first, on(4, 9), (
        "制定督察方案，确定督察单位和时间。", "", "5月开展第一次实地督察。"))  # fmt: skip
    ledger.progress(b.LAW_OFFICE, 3, second, on(6, 18), (
        "完成第一次实地督察，交办问题4个。", "整改反馈不够及时。", "督促整改，筹备第二次督察。"),
        publish=True)  # fmt: skip
    ledger.progress(b.POLICE, 6, first, on(4, 10), ("参与矛盾纠纷联合排查，化解纠纷6起。", "警力不足。", ""))
    ledger.extend_progress(b.POLICE, 6, second, on(7, 31), on(6, 14))
    ledger.progress(b.EAST, 6, second, on(6, 17), ("开展法治宣传4场，排查纠纷9起。", "", "下半年进村宣传8场。"))
