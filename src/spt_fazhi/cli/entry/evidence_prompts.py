"""What `record evidence` shows and asks in a conversation: what is asked of the unit, what proves it, total or new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.output import note
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.duties import due_in, periods_due
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation
from spt_fazhi.services.record.so_far import Share
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.plain import clean_line, one_line
from spt_fazhi.views.wording import asked_text, month_day, when_text

_A_FILE: Final = re.compile(
    r"[/\\]|\.(?:docx?|xlsx?|pptx?|pdf|jpe?g|png|bmp|tiff?|wps|et|zip|rar|txt|csv|mp4)$", re.IGNORECASE
)


@frozen
class Proof:
    """What proves a piece of evidence."""

    document: str | None = None
    link: str | None = None
    files: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.document or self.link or self.files)


def introduce(session: Session, obligations: Sequence[Obligation]) -> None:
    """Show what is asked: the document's words, by when, and what counts as proof."""
    for each in obligations:
        note(f"事项 {each.id} {one_line(each.title)}")
        note(f"  原文：{one_line(each.quote)}")
        note(f"  目标：{asked_text(each)}；时限：{when_text(each)}{_days(session, each)}")
        if each.proof:
            note(f"  佐证要求：{one_line(each.proof)}")


def _days(session: Session, obligation: Obligation) -> str:
    """The days on which the periods of an obligation fall due."""
    if obligation.every is None:
        return ""
    days = [due_in(obligation, period) for period in periods_due(obligation, session.register.info.year)]
    return f"，{'、'.join(map(month_day, days))}到期" if len(days) <= 4 else ""


def ask_proof(asker: Asker, without: str = "不能证明，显示为待佐证") -> Proof:
    """Documents, links and files until an empty answer; `without` says what comes of there being none."""
    proof = Proof()
    note(f"  佐证材料写文号、网址或附件的路径。没有的直接回车，但{without}。")
    label = "佐证材料"
    while (found := asker.optional(label, partial(_proof, so_far=proof))) is not None:
        proof = found
        label = "还有别的材料吗（没有就回车）"
    return proof


def _proof(typed: str, so_far: Proof) -> Proof:
    """What was typed added to what there is. Raises ValueError and UsageError."""
    text = clean_line(typed).strip("'\"“”")
    if re.match("https?://", text, re.IGNORECASE):
        if so_far.link:
            raise ValueError("网址只能写一个，别的可以写进详情")
        return Proof(document=so_far.document, link=text, files=so_far.files)
    path = typed_path(text.replace("\\ ", " "), "附件")
    if path.is_file():
        return Proof(document=so_far.document, link=so_far.link, files=(*so_far.files, path))
    if _A_FILE.search(text):
        raise ValueError(f"找不到附件“{one_line(text, 60)}”，请核对文件名和路径")
    if so_far.document:
        raise ValueError("文号只能写一个，别的可以写进详情")
    return Proof(document=text, link=so_far.link, files=so_far.files)


def ask_cumulative(asker: Asker, known: Sequence[tuple[str, Share]]) -> bool:
    """Whether the figures are running totals, where some are reported already."""
    for unit, share in known:
        note(f"  {one_line(unit)}已报 {share.text}（{share.record}）。")
    return bool(asker.get("--cumulative", "刚才写的是累计数，还是这次新增的数（写 累计 或 新增）", None, _is_total))


def _is_total(typed: str) -> bool:
    text = narrow(typed)
    if text in {"累计", "累计数", "总数"}:
        return True
    if text in {"新增", "新增数", "本次"}:
        return False
    raise ValueError("请写 累计 或 新增")
