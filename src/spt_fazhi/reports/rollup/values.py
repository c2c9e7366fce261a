"""What the bulletin about many registers says, as values for its template."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.gaps import Gap


@frozen
class DistrictLine:
    """一个县区。"""

    name: Annotated[str, "县区"]
    unfit: Annotated[str, "为什么不评价：尚未启用，或者数据不全；评价的为空"]
    day: Annotated[date, "数据截至哪一天"]
    owed: Annotated[int, "责任条数，不含不适用的"]
    met: Annotated[int, "完成几条，含逾期完成的"]
    overdue: Annotated[int, "逾期几条"]
    due: Annotated[int, "印发以来到期几条"]
    on_time: Annotated[int, "其中按时完成几条"]
    late: Annotated[int, "其中逾期完成几条"]
    missing: Annotated[int, "其中未完成几条"]
    rate: Annotated[str, "按时完成率；到期太少、不算比率的是 —"]
    below: Annotated[bool, "是否低于总体的按时完成率"]
    states: Annotated[tuple[int, ...], "各状态几条，次序同 states；核对版列出"]


@frozen
class SlowSection:
    """按时完成率低于总体的一个部分，各县区同名的并在一起。"""

    title: Annotated[str, "部分的名称"]
    districts: Annotated[int, "几个县区有"]
    overdue: Annotated[int, "逾期几条"]
    due: Annotated[int, "印发以来到期几条"]
    on_time: Annotated[int, "按时完成几条"]
    rate: Annotated[str, "按时完成率"]


@frozen
class LateItem:
    """多个县区逾期的一个事项。"""

    title: Annotated[str, "事项名称"]
    quote: Annotated[str, "其中一个县区的原文引句"]
    districts: Annotated[int, "几个县区有这个事项"]
    late: Annotated[int, "几个县区逾期"]
    late_in: Annotated[tuple[str, ...], "是哪些县区"]
    everywhere: Annotated[bool, "是否有这个事项的县区都逾期"]
    overdue: Annotated[int, "逾期几条，不含印发以前到期的"]
    likeness: Annotated[str, "并在一起的引句里最不像的有多像；完全一样的是 100%"]
    worded_otherwise: Annotated[bool, "各县区的引句是否有不一样的"]


@frozen
class SlowUnit:
    """一家按时完成率低的单位。"""

    district: Annotated[str, "县区"]
    unit: Annotated[str, "单位"]
    called: Annotated[str, "正文里的写法：名称里没有县区的，前面加县区"]
    due: Annotated[int, "印发以来到期几项次"]
    on_time: Annotated[int, "按时完成几项次"]
    late: Annotated[int, "逾期完成几项次"]
    missing: Annotated[int, "未完成几项次"]
    overdue: Annotated[int, "现在逾期几项次，含印发以前到期的"]
    rate: Annotated[str, "按时完成率"]
    chased: Annotated[int, "提醒、催办几项次"]
    returned: Annotated[int, "退回几条"]


@frozen
class RegisterSource:
    """一本台账的数据来自哪里，核对版列出。"""

    name: Annotated[str, "县区"]
    title: Annotated[str, "工作要点的名称"]
    as_of: Annotated[date, "数据截至哪一天"]
    revision: Annotated[str, "取自 git 的哪次提交，前 12 位；不在 git 里的为空"]
    place: Annotated[str, "读自哪个文件夹"]


@frozen
class RollupValues:
    """rollup.md.j2 的变量。"""

    title: Annotated[str, "标题"]
    number: Annotated[str, "文号；没有写 --number 的为空"]
    year: Annotated[int, "计划年度"]
    year_is_over: Annotated[bool, "到 day 那天计划年度是否已经结束"]
    day: Annotated[date, "数据截至哪一天；各县区不一样的是最晚的"]
    first_day: Annotated[date, "数据最早截至哪一天"]
    comparable: Annotated[bool, "各县区数据的日子是否相差不多，可以比较"]
    same_plans: Annotated[bool, "各县区的事项是否都一样"]
    districts: Annotated[int, "汇总了几个县区"]
    judged: Annotated[int, "其中评价的几个"]
    idle: Annotated[tuple[str, ...], "尚未启用的县区"]
    spoilt: Annotated[tuple[str, ...], "有数据不能用的县区，暂不评价"]
    incomplete: Annotated[tuple[str, ...], "单位名单没有核全的县区"]
    owed: Annotated[int, "责任条数合计，不含不适用的和不评价的县区的"]
    waived: Annotated[int, "不适用几条"]
    met: Annotated[int, "完成几条"]
    done_late: Annotated[int, "其中逾期完成的几条，含印发以前到期的"]
    met_rate: Annotated[str, "完成率；没有责任的是 —"]
    overdue: Annotated[int, "逾期几条"]
    due: Annotated[int, "印发以来到期几条"]
    on_time: Annotated[int, "其中按时完成几条"]
    late: Annotated[int, "其中逾期完成几条"]
    missing: Annotated[int, "其中未完成几条"]
    unproved: Annotated[int, "未完成的里面只差佐证的几条"]
    rate: Annotated[str, "按时完成率；没有到期的是 —"]
    assumed: Annotated[int, "到期的里面，时限由办公室推定的几条"]
    early: Annotated[int, "印发以前就到期的几条，不计入到期"]
    early_overdue: Annotated[int, "其中逾期的几条"]
    returned: Annotated[int, "退回待重报的几条，不计入到期"]
    asked: Annotated[int, "商请政府以外单位的几条，不在以上各数之内；核对版写"]
    given: Annotated[int, "其中已提供的几条"]
    lines: Annotated[tuple[DistrictLine, ...], "各县区，按时完成率高的在前，不算比率的和不评价的在后"]
    above: Annotated[tuple[str, ...], "按时完成率高于总体的县区"]
    below: Annotated[tuple[DistrictLine, ...], "按时完成率低于总体的县区，低的在前"]
    states: Annotated[tuple[str, ...], "有责任的各状态；核对版列出"]
    sections: Annotated[tuple[SlowSection, ...], "按时完成率低于总体的部分，低的在前；只在少数县区有的、到期太少的不列"]
    items: Annotated[tuple[LateItem, ...], "多个县区逾期的事项，逾期多的在前，不含印发以前到期的"]
    all_items: Annotated[int, "这样的事项一共几个；列不下的只列前面的"]
    units: Annotated[tuple[SlowUnit, ...], "按时完成率最低、又低于总体的单位"]
    all_units: Annotated[int, "这样的单位一共几家；列不下的只列前面的"]
    followed_up: Annotated[bool, "这些单位里有没有催办过、退回过的"]
    fewest: Annotated[int, "到期至少几条（项次）才算比率、才比较"]
    doubts: Annotated[int, "像又不全像、还没有确认是不是一件事的引句有几对"]
    unsettled: Annotated[Gap | None, "还有没有确认的引句时，要先确认；没有的没有值"]
    refused: Annotated[tuple[str, ...], "没有计入的，一处一句"]
    unread: Annotated[tuple[str, ...], "没有计入的里面知道名称的"]
    remarks: Annotated[tuple[str, ...], "另要说明的"]
    check: Annotated[bool, "是不是核对版"]
    sources: Annotated[tuple[RegisterSource, ...], "各本台账的数据来自哪里"]
    reply_by: Annotated[Gap, "答复的日期，要补写"]
    reply_to: Annotated[Gap, "答复报给谁，要补写"]
    signature: Annotated[Gap, "落款，要补写"]
