"""`record evidence`: what was typed, completed by questions where there is a terminal, as evidence to write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from spt_fazhi.cli.entry.batch import Batch, left_out, make_all
from spt_fazhi.cli.entry.evidence_prompts import Proof, ask_cumulative, ask_proof, introduce
from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import UsageError
from spt_fazhi.model.fields import parse_text
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.lookups import (
    Chosen,
    find_obligations,
    find_owners,
    owners,
)
from spt_fazhi.services.record import new_file
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.services.record.so_far import Share, added, share_so_far, whole_typed
from spt_fazhi.text.as_typed import amount_typed, period_typed
from spt_fazhi.text.plain import clean_line


@frozen
class EvidenceOptions:
    """The options of `record evidence`."""

    obligation: str | None
    unit: tuple[str, ...]
    day: str | None
    title: str | None
    amount: str | None
    reached: str | None
    of: str | None
    through: str | None
    period: str | None
    figures: tuple[str, ...]
    by: str | None
    cumulative: bool
    detail: str | None
    document: str | None
    link: str | None
    files: tuple[Path, ...]


def evidence_files(session: Session, typed: EvidenceOptions) -> Batch:
    """A piece of evidence for each unit and obligation. Raises UsageError for what is missing or does not fit."""
    asker = Asker()
    obligations = (
        asker.get("事项编号", "事项编号（如 6.1）", typed.obligation, partial(find_obligations, session)) or ()
    )
    for each in obligations:
        _refuse_misfits(each, typed)
    rate = next((each.target for each in obligations if isinstance(each.target, RateTarget)), None)
    if asker.can_ask and not _is_whole(typed, is_rate=rate is not None):
        introduce(session, obligations)
    chosen = asker.get(
        "--unit",
        "报送单位",
        "、".join(typed.unit) or None,
        lambda text: [find_owners(session, [text], each) for each in obligations or (None,)],
        choices=_common_owners(session, obligations),
    )
    day = asker.get("--date", f"发生日期（如 {session.day}）", typed.day, session.day_typed)
    title = asker.get("--title", "做了什么（一句话）", typed.title, lambda text: parse_text(clean_line(text)))
    reached, of = _rate(asker, rate, typed) if rate else (typed.reached, typed.of)
    if asker.lacking or not (obligations and chosen and day and title):
        raise asker.missing()
    told = _Told(
        day=day,
        title=title,
        share=None if rate is None or reached is None or of is None else Share(reached=int(reached), of=int(of)),
        by=None if typed.by is None else session.unit(typed.by),
        many=any(whom.many for whom in chosen),
    )
    owed = tuple(zip(obligations, chosen, strict=True))
    for obligation, whom in owed:
        _refuse_many_of_joint(obligation, whom)
    total = typed.cumulative or (asker.is_asking and _asked_total(session, asker, typed, owed, told))
    proof = Proof(document=typed.document, link=typed.link, files=typed.files)
    if asker.is_asking and not proof:
        proof = ask_proof(asker)
    return Batch(
        files=make_all(
            (
                f"{unit.name} {obligation.id}",
                partial(_file, session, typed, told, proof, obligation=obligation, unit=unit, total=total,
                        figures=_figures(obligation, obligations, typed.figures)),
            )
            for obligation, whom in owed
            for unit in whom.units
        ),
        many=len(obligations) > 1 or told.many,
        remarks=tuple(
            remark for obligation, whom in owed for remark in left_out(whom, f"承担事项 {obligation.id}")
        ),
    )  # fmt: skip


@frozen
class _Told:
    """What is the same for every unit and obligation: the day, what was done, the figures of a rate, who files it.

    Of `many` units the one that files needs no word on who filed its own.
    """

    day: date
    title: str
    share: Share | None
    by: Unit | None
    many: bool


def _is_whole(typed: EvidenceOptions, *, is_rate: bool) -> bool:
    """Whether nothing has to be asked."""
    needed = [typed.unit, typed.day, typed.title, *([typed.reached, typed.of] if is_rate else [])]
    return all(needed)


def _asked_total(
    session: Session,
    asker: Asker,
    typed: EvidenceOptions,
    owed: Sequence[tuple[Obligation, Chosen]],
    told: _Told,
) -> bool:
    """Whether the figures are running totals; asked only where some of the units reported some already."""
    known = [
        (unit.name, share)
        for obligation, whom in owed
        for unit in whom.units
        if (share := share_so_far(session, obligation, unit.name, told.day, _period(session, typed))) is not None
    ]
    return bool(known) and ask_cumulative(asker, known)


def _period(session: Session, typed: EvidenceOptions) -> str | None:
    year = session.register.info.year
    return Asker.given("--period", typed.period, lambda text: period_typed(text, year))


def _file(  # noqa: PLR0913 - what a record says
    session: Session,
    typed: EvidenceOptions,
    told: _Told,
    proof: Proof,
    *,
    obligation: Obligation,
    unit: Unit,
    total: bool,
    figures: Mapping[str, str],
) -> NewFile:
    """One record. Raises UsageError for a running total that does not fit what is reported already."""
    target, period = obligation.target, _period(session, typed)
    share, remark = told.share if isinstance(target, RateTarget) else None, ""
    so_far = share_so_far(session, obligation, unit.name, told.day, period) if share else None
    if share and so_far:
        if not total:
            remark = f"{unit.name}已报 {so_far.text}，这次的 {share.text} 作为新增相加；是累计数的请加 --cumulative"
        share = added(share, so_far) if total else share
    counted = target.unit if isinstance(target, CountTarget) else None
    through = Asker.given("--through", typed.through, session.day_typed)
    made = new_file.evidence(
        session,
        obligation=obligation,
        unit=unit,
        day=told.day,
        title=told.title,
        more={
            "amount": Asker.given("--amount", typed.amount, lambda text: amount_typed(text, counted)),
            "reached": str(share.reached) if share else None,
            "of": str(share.of) if share else None,
            "through": through.isoformat() if through else None,
            "period": period,
            "detail": typed.detail,
            "document": proof.document,
            "link": proof.link,
            "figures": figures or None,
            "by": told.by.name if told.by is not None and not (told.many and told.by == unit) else None,
        },
        files=proof.files,
    )
    return replace(made, remark="；".join(filter(None, (made.remark, remark))))


def _common_owners(session: Session, obligations: Sequence[Obligation]) -> tuple[str, ...]:
    """The units that owe all of them."""
    own = [owners(session, each) for each in obligations]
    return tuple(name for name in own[0] if all(name in each for each in own)) if own else ()


def _refuse_many_of_joint(obligation: Obligation, chosen: Chosen) -> None:
    if obligation.scope == "joint" and len(chosen.units) > 1:
        raise UsageError(
            f"事项 {obligation.id} 由多个单位共同完成，一件事记一次；这里写了 {len(chosen.units)} 家",
            "请写一个单位，其余单位不用再记",
        )


def _refuse_misfits(obligation: Obligation, typed: EvidenceOptions) -> None:
    """Options that do not go with the kind of target, named before anything is asked."""
    is_rate = isinstance(obligation.target, RateTarget)
    if is_rate and typed.amount is not None:
        raise UsageError(f"事项 {obligation.id} 按比率考核，不写 --amount", "请用 --reached 达到数 --of 总数")
    if not is_rate and typed.through is not None:
        raise UsageError(f"事项 {obligation.id} 不按比率考核，不写 --through", "请去掉 --through")
    if not is_rate and (typed.reached is not None or typed.of is not None):
        raise UsageError(f"事项 {obligation.id} 不按比率考核，不写 --reached 和 --of", "请用 --amount 写数量（默认 1）")
    if not is_rate and typed.cumulative:
        raise UsageError(
            f"事项 {obligation.id} 不按比率考核，不写 --cumulative", "请去掉 --cumulative，写这次新增的数量"
        )
    if obligation.every is None and typed.period is not None:
        raise UsageError(f"事项 {obligation.id} 不按期报送，不写 --period", "请去掉 --period")


def _figures(obligation: Obligation, obligations: Sequence[Obligation], typed: Sequence[str]) -> dict[str, str]:
    """The numbers asked for besides that were typed as `旁听人数=36`, for those obligations that ask for them.

    Raises UsageError for one that none of them asks for, and for what is no number.
    """
    asked = {each.name: each.unit for each in obligation.figures}
    known = {each.name for other in obligations for each in other.figures}
    found = {}
    for text in typed:
        name, mark, value = (*(part.strip() for part in re.split("([=＝:：])", text, maxsplit=1)), "", "")[:3]
        if name in found:
            raise UsageError(f"--figure “{name}”写了两次", "请只留一个")
        if not (name and mark and value):
            example = f"{min(known)}=36" if known else "旁听人数=36"
            raise UsageError(f"--figure “{text}”应写成“名称=数”", f"例如 --figure {example}")
        if name not in known:
            hint = f"可写：{'、'.join(sorted(known))}，如 --figure {min(known)}=36" if known else "请去掉 --figure"
            raise UsageError(f"--figure：事项 {obligation.id} 没有要求另报“{name}”", hint)
        if name in asked:
            found[name] = Asker.given("--figure", value, partial(amount_typed, unit=asked[name])) or ""
    return found


def _rate(asker: Asker, target: RateTarget, typed: EvidenceOptions) -> tuple[str | None, str | None]:
    """Reached and total, as text."""
    reached = asker.get(
        "--reached", f"达到数（{target.reached or '符合要求'}的{target.of}数）", typed.reached, whole_typed
    )
    of = asker.get("--of", f"总数（全部{target.of}数，没有发生写 0）", typed.of, whole_typed)
    return reached, of
