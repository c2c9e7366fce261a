"""What was found on the spot in the invented spring, and what became of each finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from spt_fazhi.demo import files
from spt_fazhi.demo import units as b
from spt_fazhi.demo.ledger import MARK, Ledger
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.record import Rectify
from spt_fazhi.model.paths import stem_of

_On = Callable[[int, int], date]

VISIT: Final = "k7q2"
"""The letters that name the visit of May."""
_EARLIER: Final = "m3p4"
REPORTS_TO_COME: Final = 3
"""How many reports `visit_and_follow` enters: the crowd leaves room for them."""


def put_right_early(ledger: Ledger, on: _On) -> None:
    """The report on what was found in April, told with the rest of the spring."""
    ledger.rectify(
        Rectify(
            unit=b.MARKET, inspection=stem_of(str(on(4, 17)), _EARLIER), finding=1, date=on(5, 6),
            title="补齐9宗案卷的法制审核意见，修订案卷归档清单", recorded=on(5, 8),
        ), files.note("行政处罚案卷补正"),
    )  # fmt: skip


def visit_and_follow(ledger: Ledger, year: int) -> None:
    """A check of files in April, a visit in May, and what was reported and closed by 20 June.

    Told last, so that all else stays as it is without them.
    """

    def on(month: int, day: int) -> date:
        return date(year, month, day)

    earlier, visit = stem_of(str(on(4, 17)), _EARLIER), stem_of(str(on(5, 22)), VISIT)
    ledger.inspect(_EARLIER, _check_of_files(on))
    ledger.close(earlier, 1, on(5, 15), "抽查补正的案卷3宗，法制审核意见齐全")
    ledger.inspect(VISIT, _visit(on))
    ledger.rectify(
        Rectify(unit=b.EAST, inspection=visit, finding=3, date=on(5, 22), recorded=on(5, 24),
                title="当场更新公示栏，公示全部执法人员的执法证号"), files.picture(90),
    )  # fmt: skip
    ledger.close(visit, 3, on(5, 28), "现场查看公示栏，内容完整")
    ledger.rectify(
        Rectify(unit=b.MARKET, inspection=visit, finding=4, date=on(6, 12), recorded=on(6, 13), stage="partial",
                title="已补正5宗，其余6宗正在重新审核"), files.table("案卷补正", 5),
    )  # fmt: skip
    ledger.rectify(
        Rectify(unit=b.POLICE, inspection=visit, finding=2, date=on(6, 14), recorded=on(6, 17),
                document="示公发〔演示〕21号", title="配齐执法记录仪，补录检查登记，开展规范化培训1期"),
    )  # fmt: skip


def _check_of_files(on: _On) -> Inspection:
    return Inspection(
        title=f"{MARK}行政处罚案卷专项检查",
        from_=on(4, 15), to=on(4, 17), by=(b.JUSTICE,), visited=(b.MARKET,),
        findings=(
            Finding(id=1, unit=b.MARKET, task=4, kind="案卷文书", severity="一般",
                    problem="部分行政处罚案卷未附法制审核意见", demand="补正案卷，自查同类案卷", due=on(5, 10)),
        ),
        recorded=on(4, 19),
    )  # fmt: skip


def _visit(on: _On) -> Inspection:
    return Inspection(
        title=f"{MARK}第一次法治建设实地督察",
        obligation=("3.1",),
        from_=on(5, 20), to=on(5, 22), by=(b.LAW_OFFICE, b.JUSTICE),
        visited=(b.EAST, b.WEST, b.MARKET, b.POLICE, b.COURT),
        document="示依法办〔演示〕4号",
        findings=(
            Finding(id=1, unit=b.WEST, task=2, kind="公开公示", severity="突出",
                    problem="年度法治政府建设报告未向社会公开，也没有公开台账", demand="补公开，建立公开台账",
                    due=on(6, 10)),
            Finding(id=2, unit=b.POLICE, task=4, kind="执法程序", severity="一般",
                    problem="部分行政检查没有全过程记录", demand="配齐记录设备，补录检查登记", due=on(6, 30)),
            Finding(id=3, unit=b.EAST, kind="公开公示", severity="一般",
                    problem="公示栏里的执法人员信息不全", demand="当场更正", due=on(5, 22)),
            Finding(id=4, unit=b.MARKET, task=4, kind="案卷文书", severity="突出",
                    problem="个别行政处罚案卷未附法制审核意见", demand="补正案卷，对审核环节逐案复查", due=on(7, 31)),
            Finding(id=5, unit=b.COURT, task=7, kind="制度建设",
                    problem="司法建议的反馈情况没有台账", demand="建议建立反馈台账", due=on(7, 31)),
        ),
        recorded=on(5, 24),
    )  # fmt: skip
