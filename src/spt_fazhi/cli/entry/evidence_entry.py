"""`record evidence`: what was typed, completed by questions where there is a terminal, as evidence to write."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from spt_fazhi.cli.entry.batch import Batch, left_out, make_all
from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import UsageError
from spt_fazhi.model.fields import parse_text, parse_whole
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget
from spt_fazhi.services.lookups import (
    Chosen,
    find_obligations,
    find_owners,
    owners,
)
from spt_fazhi.services.record import new_file
from spt_fazhi.services.record.new_file import FieldText
from spt_fazhi.text.as_typed import amount_typed, period_typed
from spt_fazhi.text.typed import clean_line


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
    period: str | None
    detail: str | None
    document: str | None
    link: str | None
    through: str | None
    figures: tuple[str, ...]
    by: str | None
    files: tuple[Path, ...]


def evidence_files(session: Session, typed: EvidenceOptions) -> Batch:
    """A piece of evidence for each unit and obligation. Raises UsageError for what is missing or does not fit."""
    asker = Asker()
    obligations = (
        asker.get("事项编号", "事项编号（如 6.1）", typed.obligation, partial(find_obligations, session)) or ()
    )
    for each in obligations:
        _refuse_misfits(each, typed)
    chosen = asker.get(
        "--unit",
        "报送单位",
        "、".join(typed.unit) or None,
        lambda text: [find_owners(session, [text], each) for each in obligations or (None,)],
        choices=_common_owners(session, obligations),
    )
    day = asker.get("--date", f"发生日期（如 {session.day}）", typed.day, session.day_typed)
    title = asker.get("--title", "做了什么（一句话）", typed.title, lambda text: parse_text(clean_line(text)))
    rate = next((each.target for each in obligations if isinstance(each.target, RateTarget)), None)
    reached, of = _rate(asker, rate, typed) if rate else (typed.reached, typed.of)
    if asker.lacking or not (obligations and chosen and day and title):
        raise asker.missing()
    makers = []
    for obligation, whom in zip(obligations, chosen, strict=True):
        _refuse_many_of_joint(obligation, whom)
        more = _more(session, obligation, typed, reached, of)
        for unit in whom.units:
            make = partial(
                new_file.evidence, session,
                obligation=obligation, unit=unit, day=day, title=title, more=more, files=typed.files,
            )  # fmt: skip
            makers.append((f"{unit.name} {obligation.id}", make))
    return Batch(
        files=make_all(makers),
        many=len(obligations) > 1 or any(whom.many for whom in chosen),
        remarks=tuple(
            remark
            for obligation, whom in zip(obligations, chosen, strict=True)
            for remark in left_out(whom, f"承担事项 {obligation.id}")
        ),
    )


def _more(
    session: Session, obligation: Obligation, typed: EvidenceOptions, reached: str | None, of: str | None
) -> dict[str, FieldText]:
    """What was typed besides, as the files write it."""
    target, year = obligation.target, session.register.info.year
    counted = target.unit if isinstance(target, CountTarget) else None
    return {
        "amount": Asker.given("--amount", typed.amount, lambda text: amount_typed(text, counted)),
        "reached": reached,
        "of": of,
        "through": _day(session, "--through", typed.through),
        "period": Asker.given("--period", typed.period, lambda text: period_typed(text, year)),
        "detail": typed.detail,
        "figures": _figures(obligation, typed.figures),
        "document": typed.document,
        "link": typed.link,
        "by": session.unit(typed.by).name if typed.by is not None else None,
    }


def _day(session: Session, option: str, typed: str | None) -> str | None:
    day = Asker.given(option, typed, session.day_typed)
    return day.isoformat() if day else None


def _figures(obligation: Obligation, typed: Sequence[str]) -> dict[str, str] | None:
    """The numbers asked for besides, by name. Raises UsageError for what is no `name=number`."""
    units = {each.name: each.unit or None for each in obligation.figures}
    found: dict[str, str] = {}
    for each in typed:
        name, sign, number = (part.strip() for part in each.replace("\uff1d", "=").partition("="))
        if not (name and sign and number):
            example = f"{obligation.figures[0].name}=36" if obligation.figures else "旁听人数=36"
            raise UsageError(f"--figure “{each}”应写成“名称=数”", f"例如 --figure {example}")
        if name in found:
            raise UsageError(f"--figure “{name}”写了两次", "请只留一个")
        found[name] = Asker.given(f"--figure {name}", number, partial(amount_typed, unit=units.get(name))) or ""
    return found or None


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
    if obligation.every is None and typed.period is not None:
        raise UsageError(f"事项 {obligation.id} 不按期报送，不写 --period", "请去掉 --period")


def _rate(asker: Asker, target: RateTarget, typed: EvidenceOptions) -> tuple[str | None, str | None]:
    """Reached and total, as text."""
    reached = asker.get("--reached", f"达到数（{target.reached or '符合要求'}的{target.of}数）", typed.reached, _whole)
    of = asker.get("--of", f"总数（全部{target.of}数，没有发生写 0）", typed.of, _whole)
    return reached, of


def _whole(text: str) -> str:
    return str(parse_whole(amount_typed(text)))
