"""The invented plan: twelve tasks written by hand so that every kind of obligation occurs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from spt_fazhi.demo import units as b
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import (
    AskedFigure,
    CountTarget,
    Obligation,
    ProgressSettings,
    RateTarget,
    RegisterInfo,
    Section,
    Task,
)

SECTIONS: Final = (
    Section(id="一", title="加强法治建设组织领导"),
    Section(id="二", title="规范行政执法和文件管理"),
    Section(id="三", title="依法预防化解矛盾纠纷"),
    Section(id="四", title="推进权力公开透明运行"),
)
_RULES: Final = "《示范区法治政府建设报告规定》第三条（虚构）"
_EVERYONE: Final = (b.TOWNSHIPS, b.DEPARTMENTS)
COMMENTS: Final = {
    "2.1": "早于印发日的法定年度事项：没有佐证时显示“待补录”，不算逾期。",
    "3.1": "“至少4次”是总数，由两个牵头单位共同完成。",
    "1.2": "区政府没有自己的办事机构，由政府办公室代办。",
    "4.1": "比率事项：记录写 reached（达到数）和 of（总数）；达到即结算。",
    "4.2": "按期事项：每季度一件，季末到期。",
    "5.1": "没有 target 的，报一条佐证即完成。",
    "7.1": "没有写 settle 的比率到期时才结算：此前达标算“推进中”，不达标算“滞后”。",
    "6.1": "每月28日前：每月一件，当月28日到期。",
    "7.3": "承担单位不在政府序列，只商请，不催办，不计入各种比率。",
}


def make_info(request: DemoRequest) -> RegisterInfo:
    """The head of the plan."""
    return RegisterInfo(
        year=request.year,
        title=f"示范区法治政府建设{request.year}年工作要点（演示数据）",
        issuer="示范区人民政府",
        issued=request.issued,
        office=b.LAW_OFFICE,
        signature="中共示范区委全面依法治区委员会办公室",
        number="示依法办发〔{year}〕{n}号",
        progress=ProgressSettings(every="quarter", of="all"),
        source=f"source/示范区法治政府建设{request.year}年工作要点.txt",
    )


BY_YEAR_END: Final = Assumption("due", "原文未写时限，按年底计")
_LEADS_TOGETHER: Final = (
    Assumption("who", "原文未写由谁办，按牵头单位计"),
    Assumption("scope", "原文未写是否分头办，按共同完成计"),
)


def _times(count: int, unit: str = "次") -> CountTarget:
    return CountTarget(count=count, unit=unit)


def _all_of(of: str, reached: str, *, at_once: bool = False) -> RateTarget:
    return RateTarget(rate=Decimal(1), of=of, reached=reached, settle="when-reached" if at_once else "at-due")


def make_core_tasks(request: DemoRequest) -> tuple[Task, ...]:
    """The hand-written tasks, as many of the twelve as are asked for."""
    tasks = (*_leading(request.year), *_enforcing(request.year), *_settling(request.year), *_opening(request))
    return tasks[: request.tasks]


def _leading(year: int) -> tuple[Task, ...]:
    end = date(year, 12, 31)
    return (
        Task(
            id=1, section="一", title="带头学法讲法",
            text="持续学习宣传法律法规，各部门主要负责人带头专题讲法不少于1次。把法治建设纳入全区年度工作计划，同部署、同落实。",
            lead=(b.JUSTICE, b.OFFICE), responsible=_EVERYONE,
            obligations=(
                Obligation(id="1.1", title="部门主要负责人专题讲法", quote="各部门主要负责人带头专题讲法不少于1次",
                           who=(b.DEPARTMENTS,), target=_times(1), due=end, proof="讲稿、签到表或现场照片",
                           figures=(AskedFigure(name="听讲人数", unit="人"),), assumed=(BY_YEAR_END,)),
                Obligation(id="1.2", title="纳入年度工作计划", quote="把法治建设纳入全区年度工作计划",
                           who=(b.GOVERNMENT,), due=end,
                           assumed=(Assumption("who", "原文未写由谁办，按区政府计"), BY_YEAR_END)),
            ),
        ),
        Task(
            id=2, section="一", title="落实年度报告制度",
            text="3月1日前，各乡镇、各部门报告上一年度法治政府建设情况，并在4月15日前向社会公开。",
            lead=(b.LAW_OFFICE,), responsible=_EVERYONE,
            obligations=(
                Obligation(id="2.1", title="报告上一年度情况",
                           quote="3月1日前，各乡镇、各部门报告上一年度法治政府建设情况", who=_EVERYONE,
                           due=date(year, 3, 1), phrase="3月1日前", recurs="yearly", basis=_RULES),
                Obligation(id="2.2", title="向社会公开年度报告", quote="在4月15日前向社会公开", who=_EVERYONE,
                           due=date(year, 4, 15), phrase="4月15日前", recurs="yearly", basis=_RULES),
            ),
        ),
        Task(
            id=3, section="一", title="开展法治督察",
            text="加强法治督察与其他监督的协作配合，组织开展法治建设实地督察至少4次，推动各项任务落实。",
            lead=(b.LAW_OFFICE, b.JUSTICE), responsible=_EVERYONE,
            obligations=(
                Obligation(id="3.1", title="法治建设实地督察", quote="组织开展法治建设实地督察至少4次",
                           who=(b.LAW_OFFICE, b.JUSTICE), scope="joint", target=_times(4), due=end,
                           assumed=(*_LEADS_TOGETHER, BY_YEAR_END)),
            ),
        ),
    )  # fmt: skip


def _enforcing(year: int) -> tuple[Task, ...]:
    return (
        Task(
            id=4, section="二", title="提升执法队伍能力",
            text="各行政执法部门和各乡镇行政执法人员接受不少于60学时的业务培训。各行政执法部门每季度组织1次执法案卷评查，及时纠正问题。",
            lead=(b.JUSTICE, b.MARKET_ALIAS), responsible=(b.ENFORCERS, b.TOWNSHIPS),
            obligations=(
                Obligation(id="4.1", title="行政执法人员60学时培训", quote="行政执法人员接受不少于60学时的业务培训",
                           who=(b.ENFORCERS, b.TOWNSHIPS),
                           target=_all_of("行政执法人员", "达到60学时", at_once=True), due=date(year, 12, 31),
                           assumed=(BY_YEAR_END, Assumption("settle", "学时达到后不会减少，达到即算完成"))),
                Obligation(id="4.2", title="执法案卷评查", quote="每季度组织1次执法案卷评查", who=(b.ENFORCERS,),
                           target=_times(1), every="quarter"),
            ),
        ),
        Task(
            id=5, section="二", title="清理行政规范性文件",
            text="各部门6月底前完成现行有效行政规范性文件清理并公布结果，做到应废尽废、应改尽改。",
            lead=(b.JUSTICE,), responsible=(b.DEPARTMENTS,),
            obligations=(
                Obligation(id="5.1", title="规范性文件清理并公布结果",
                           quote="6月底前完成现行有效行政规范性文件清理并公布结果", who=(b.DEPARTMENTS,),
                           due=date(year, 6, 30), phrase="6月底前"),
            ),
        ),
    )  # fmt: skip


def _settling(year: int) -> tuple[Task, ...]:
    end = date(year, 12, 31)
    return (
        Task(
            id=6, section="三", title="化解基层矛盾纠纷",
            text="各乡镇每月28日前报送矛盾纠纷排查化解情况。深入村组开展法治宣传，每个乡镇全年不少于12场。",
            lead=(b.JUSTICE, b.POLICE), responsible=(b.TOWNSHIPS,),
            obligations=(
                Obligation(id="6.1", title="报送矛盾纠纷排查情况", quote="各乡镇每月28日前报送矛盾纠纷排查化解情况",
                           who=(b.TOWNSHIPS,), every="month", due_day=28, phrase="每月28日前"),
                Obligation(id="6.2", title="法治宣传进村组", quote="每个乡镇全年不少于12场", who=(b.TOWNSHIPS,),
                           target=_times(12, "场"), due=end, phrase="全年"),
            ),
        ),
        Task(
            id=7, section="三", title="规范行政应诉",
            text="行政机关负责人出庭应诉率达到100%，对败诉案件逐案分析并通报，以案促改。示范区人民法院每半年通报行政审判情况。",
            lead=(b.COURT, b.JUSTICE), responsible=(b.ENFORCERS,),
            obligations=(
                Obligation(id="7.1", title="负责人出庭应诉率", quote="行政机关负责人出庭应诉率达到100%",
                           who=(b.ENFORCERS,), target=_all_of("应出庭案件", "负责人出庭"), due=end, holder=b.JUSTICE,
                           assumed=(Assumption("who", "原文说行政机关，按行政执法部门计"), BY_YEAR_END)),
                Obligation(id="7.2", title="败诉案件逐案分析通报", quote="对败诉案件逐案分析并通报",
                           who=(b.COURT, b.JUSTICE), scope="joint", due=end,
                           assumed=(*_LEADS_TOGETHER, BY_YEAR_END)),
                Obligation(id="7.3", title="通报行政审判情况", quote="示范区人民法院每半年通报行政审判情况",
                           who=(b.COURT,), every="half", phrase="每半年"),
            ),
        ),
    )  # fmt: skip


def _opening(request: DemoRequest) -> tuple[Task, ...]:
    year = request.year
    end = date(year, 12, 31)
    service = (b.OFFICE, b.SERVICE) if request.units >= 14 else (b.OFFICE,)
    return (
        Task(
            id=8, section="四", title="公开重大行政决策目录",
            text="严格重大行政决策程序，各部门5月31日前公开本单位年度重大行政决策事项目录，实行动态管理。",
            lead=(b.OFFICE,), responsible=(b.DEPARTMENTS,),
            obligations=(
                Obligation(id="8.1", title="公开重大行政决策目录",
                           quote="各部门5月31日前公开本单位年度重大行政决策事项目录", who=(b.DEPARTMENTS,),
                           due=date(year, 5, 31), phrase="5月31日前"),
            ),
        ),
        Task(
            id=9, section="四", title="加强法律顾问工作", text="修订法律顾问管理办法，发挥法律顾问在重大决策中的作用。",
            lead=(b.JUSTICE,), responsible=_EVERYONE,
            obligations=(
                Obligation(id="9.1", title="修订法律顾问管理办法", quote="修订法律顾问管理办法",
                           who=(b.JUSTICE,), due=end,
                           assumed=(Assumption("who", "原文未写由谁办，按牵头单位计"), BY_YEAR_END)),
            ),
        ),
        Task(
            id=10, section="四", title="优化政务服务",
            text="持续优化政务服务流程，推进线上线下融合，让群众办事更方便。", lead=service, responsible=_EVERYONE,
        ),
        Task(
            id=11, section="四", title="强化行政复议监督",
            text="每半年结束后15日内通报1次行政复议纠错情况，促进依法行政。",
            lead=(b.JUSTICE,), responsible=(b.DEPARTMENTS,),
            obligations=(
                Obligation(id="11.1", title="通报行政复议纠错情况", quote="每半年结束后15日内通报1次行政复议纠错情况",
                           who=(b.JUSTICE,), target=_times(1), every="half", after=15, phrase="每半年结束后15日内",
                           assumed=(Assumption("who", "原文未写由谁办，按牵头单位计"),)),
            ),
        ),
        Task(
            id=12, section="四", title="办理建议意见", text="各部门认真办理建议意见，10月底前办复率达到100%。",
            lead=(b.CONGRESS if request.units >= 13 else b.OFFICE,), responsible=(b.DEPARTMENTS,),
            obligations=(
                Obligation(id="12.1", title="建议意见办复率", quote="10月底前办复率达到100%", who=(b.DEPARTMENTS,),
                           target=_all_of("交办的建议意见", "按期办复"), due=date(year, 10, 31), phrase="10月底前"),
            ),
        ),
    )  # fmt: skip
