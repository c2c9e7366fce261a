"""排名: how much of what was due each judged unit had met in time, by a rule that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.reports.figures.counts import share
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.parts import Head, head
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.views.counted import FEWEST, has_ended, is_early, is_on_time, is_reckoned, stands_apart
from spt_fazhi.views.wording import chinese_date, due_mark, names_text

NAME: Final = "ranking"
TITLE: Final = "按时完成情况排名"
DESCRIPTION: Final = "到期事项按时完成的比率，只排政府系统的单位，印明怎样计算"
TEMPLATE: Final = "ranking.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ()
SUBJECT: Final = ""


@frozen
class OnTime:
    """到期事项的项次；到期 = 按时完成 + 逾期完成 + 未完成。"""

    due: Annotated[Figure, "到期"]
    on_time: Annotated[Figure, "按时完成"]
    late: Annotated[Figure, "逾期完成"]
    missing: Annotated[Figure, "未完成"]
    assumed: Annotated[Figure, "到期的项次中，时限（按期事项的周期）原文没有写、由办公室推定的"]
    rate: Annotated[Figure | None, "按时完成率 = 按时完成 ÷ 到期；没有到期的时没有值"]


@frozen
class RankRow:
    """一家单位。"""

    rank: Annotated[int | None, "名次，比率相同的并列；到期不足规定项次的没有值"]
    unit: Annotated[str, "单位"]
    numbers: Annotated[OnTime, "项次"]


@frozen
class RankingValues:
    """ranking.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    fewest: Annotated[int, "到期至少几项次才排名次"]
    total: Annotated[OnTime, "各单位合计，共同完成的事项按单位各计"]
    ranked: Annotated[tuple[RankRow, ...], "排名次的单位，比率高的在前"]
    few: Annotated[tuple[RankRow, ...], "到期不足规定项次、不排名次的单位，照名录的次序"]
    apart: Annotated[tuple[str, ...], "有到期事项、不参加排名的：管台账的单位，由别的单位承办的政府本级"]
    found: Annotated[bool, "有没有督察发现的问题：整改不计在内，计算办法里写明"]
    left_out: Annotated[tuple[str, ...], "没有计入的"]


VALUES = RankingValues


def build(request: ReportRequest) -> RankingValues:
    """The judged units by the share of what was due that they met in time; nobody while the register is not in use."""
    top = head(request)
    counted = [each for each in request.assessment.duties if _counts(request, each)] if not top.notice else []
    there, gone = _by_unit(request, counted)
    apart = {name: own for name, own in there.items() if _is_apart(request, name)}
    by_unit = {name: own for name, own in there.items() if name not in apart}
    rows = [
        RankRow(rank=None, unit=name, numbers=_numbers(_key(request, name), name, by_unit[name]))
        for name in request.in_order(by_unit)
    ]
    return RankingValues(
        head=top,
        title=f"《{top.title}》到期事项按时完成情况",
        fewest=FEWEST,
        total=_numbers("totals", "政府系统各单位合计", [each for own in by_unit.values() for each in own]),
        ranked=_ranked([row for row in rows if row.numbers.due.value >= FEWEST]),
        few=tuple(row for row in rows if row.numbers.due.value < FEWEST),
        apart=tuple(request.in_order(apart)),
        found=bool(request.assessment.rectification),
        left_out=tuple(_left_out(request, by_unit, gone, apart)),
    )


def _by_unit(
    request: ReportRequest, counted: Iterable[Assessed]
) -> tuple[dict[str, list[Assessed]], dict[str, list[Assessed]]]:
    """The duties by who is judged for them: units that are there on the day, and those that have ended."""
    there: dict[str, list[Assessed]] = {}
    gone: dict[str, list[Assessed]] = {}
    for each in counted:
        for name in request.scored(each):
            ended = has_ended(request.directory.unit(name), request.assessment.day)
            (gone if ended else there).setdefault(name, []).append(each)
    return there, gone


def _is_apart(request: ReportRequest, name: str) -> bool:
    return stands_apart(request.directory.unit(name), name, request.answers.office)


def _is_due(request: ReportRequest, each: Assessed) -> bool:
    """Whether a duty that somebody is judged for was due, and its time was over, before the day began."""
    return each.due < request.assessment.day and bool(request.scored(each))


def _counts(request: ReportRequest, each: Assessed) -> bool:
    return is_reckoned(each, request.assessment) and bool(request.scored(each))


def _numbers(key: str, whose: str, duties: Sequence[Assessed]) -> OnTime:
    done = list(filter(is_on_time, duties))
    late = [each for each in duties if each.state == "done-late"]
    missing = [each for each in duties if each.state not in MET]
    guessed = [each for each in duties if due_mark(each)]
    what = f"{whose}，时限已过的事项"
    return OnTime(
        due=number(f"{key}.due", len(duties), f"{what}，项次"),
        on_time=number(f"{key}.on_time", len(done), f"{what}，按时完成的项次", record_ids(done)),
        late=number(f"{key}.late", len(late), f"{what}，逾期完成的项次", record_ids(late)),
        missing=number(f"{key}.missing", len(missing), f"{what}，未完成的项次", record_ids(missing)),
        assumed=number(
            f"{key}.assumed", len(guessed), f"{what}，其中时限原文没有写、由办公室推定的项次", record_ids(guessed)
        ),
        rate=share(f"{key}.rate", len(done), len(duties), f"{what}，按时完成占到期的比率"),
    )


def _ranked(rows: Sequence[RankRow]) -> tuple[RankRow, ...]:
    """The best share first; equal ones share a rank, and the next rank counts them all."""
    shares = [Fraction(int(row.numbers.on_time.value), int(row.numbers.due.value)) for row in rows]
    order = sorted(range(len(rows)), key=lambda at: -shares[at])
    return tuple(
        RankRow(rank=1 + sum(other > shares[at] for other in shares), unit=rows[at].unit, numbers=rows[at].numbers)
        for at in order
    )


def _key(request: ReportRequest, name: str) -> str:
    unit = request.directory.unit(name)
    return f"units.{unit.code if unit else name}"


def _left_out(
    request: ReportRequest,
    by_unit: Iterable[str],
    gone: Mapping[str, Sequence[Assessed]],
    apart: Mapping[str, Sequence[Assessed]],
) -> Iterable[str]:
    """What the table leaves out, for who checks it."""
    due = [each for each in request.assessment.duties if _is_due(request, each)]
    early = [each for each in due if is_early(each, request.assessment)]
    waived = [each for each in due if each.state == "waived" and not is_early(each, request.assessment)]
    returned = [each for each in due if each.state == "returned" and not is_early(each, request.assessment)]
    issued = request.assessment.register.info.issued
    for found, why in (
        (early, f"时限早于文件印发日（{chinese_date(issued)}）"),
        (waived, "不适用"),
        (returned, "退回待重报、重报期限未过"),
    ):
        if found:
            yield f"没有计入：{why}的{len(found)}项次。"
    for name in request.in_order(gone):
        yield f"没有计入：已经撤并的{name}的{len(gone[name])}项次。"
    for name in request.in_order(apart):
        done = sum(map(is_on_time, apart[name]))
        yield f"没有计入：{name}不参加排名，到期{len(apart[name])}项次，按时完成{done}项次。"
    known = {*by_unit, *gone, *apart}
    nothing = [
        name
        for name in request.in_order(name for each in request.assessment.duties for name in request.scored(each))
        if name not in known
    ]
    if nothing:
        yield f"没有到期事项、没有列入的单位：{names_text(nothing, 0)}。"
