"""Prints what has become of the figures of a document that came back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from spt_fazhi.render.terminal.style import colour, paragraph
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text, period_text

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.lists.edited import Edited, Untrue

_EDITIONS = {"issue": "印发版", "check": "核对版"}
_RECORDS = 12
_LISTED = 40
_LONGEST = 300


def show_edited(found: Edited, console: Console) -> None:
    """What the document is, then what was changed, what is gone and what is no longer true, each with its sentence."""
    about = [found.report, found.unit, period_text(found.period) if found.period else ""]
    about += [_EDITIONS.get(found.edition, ""), f"数据截至 {found.as_of}"]
    about.append(f"取自提交 {found.commit[:10]}" if found.commit else "不在 git 仓库里")
    paragraph(console, "，".join(one_line(each) for each in about if each), "bold")
    if not found.regenerated:
        paragraph(console, "那次提交读不出来或数据没有提交：只按文件自带的数字核对，不能证明它没有被换过。")
    if found.same:
        said = f"一致：{found.figures} 处数字都没有改过，截至 {found.day} 也都成立。"
        none = "这份文件里没有从台账数出来的数字，没有可核的；印出的文字没有改动。"
        paragraph(console, said if found.figures else none, colour("done"))
        return
    _changed(found, console)
    _reworded(found, console)
    if found.untrue:
        console.print()
        said = f"截至 {found.day} 已不成立的数字 {len(found.untrue)} 处（印出的 → 现在的）："
        paragraph(console, said, colour("due-soon"))
        for sentence, group in groupby(found.untrue, lambda each: each.sentence):
            _untrue(sentence, tuple(group), console)


def _changed(found: Edited, console: Console) -> None:
    """Figures changed by hand, and sentences with figures that are gone."""
    if found.changed:
        console.print()
        paragraph(console, f"改过的数字 {len(found.changed)} 处：", colour("overdue"))
        for each in found.changed[:_LISTED]:
            today = "今天的报表里没有这个数" if each.today is None else f"截至 {found.day} 是 {each.today}"
            paragraph(console, f"{each.printed} → {_short(each.now) or '删去'}（{_short(today)}）", indent=2)
            paragraph(console, f"原句：{_short(each.sentence)}", indent=4)
            paragraph(console, f"现在：{_short(each.sentence_now)}", indent=4)
        _more(len(found.changed), console)
    if found.deleted:
        console.print()
        paragraph(console, f"找不到了的句子 {len(found.deleted)} 句：", colour("overdue"))
        for gone in found.deleted[:_LISTED]:
            paragraph(console, _short(gone.sentence), indent=2)
        _more(len(found.deleted), console)


def _reworded(found: Edited, console: Console) -> None:
    """Sentences with numbers that were not printed so, and an account that the commit does not bear out."""
    if found.reworded:
        console.print()
        paragraph(console, f"改过或新增的文字 {len(found.reworded)} 处，请看：", colour("overdue"))
        for each in found.reworded[:_LISTED]:
            paragraph(console, f"原：{_short(each.then) or '（没有）'}", indent=2)
            paragraph(console, f"现：{_short(each.now) or '（没有）'}", indent=2)
        _more(len(found.reworded), console)
    if found.forged:
        console.print()
        head = f"文件自带的数字与提交 {found.commit[:10]} 重新生成的不同 {len(found.forged)} 处，文件或模板被换过："
        paragraph(console, head, colour("overdue"))
        for other in found.forged[:_LISTED]:
            told, made = _short(other.told) or "（没有）", _short(other.made) or "（没有）"
            paragraph(console, f"{_short(other.key)}：自带 {told}，重新生成 {made}", indent=2)
        _more(len(found.forged), console)


def _short(text: str) -> str:
    return one_line(text, _LONGEST)


def _more(count: int, console: Console) -> None:
    if count > _LISTED:
        paragraph(console, f"另有 {count - _LISTED} 处，见 --json。", indent=2)


def _untrue(sentence: str, figures: Sequence[Untrue], console: Console) -> None:
    """The figures of one sentence that are no longer true, and the records that made them so."""
    pairs = [f"{each.printed} → {'报表里没有这个数了' if each.today is None else each.today}" for each in figures]
    paragraph(console, _short("；".join(pairs)), indent=2)
    paragraph(console, _short(sentence), indent=4)
    added = sorted({record for each in figures for record in each.added})
    removed = sorted({record for each in figures for record in each.removed})
    if added:
        paragraph(console, f"新计入：{names_text(added, _RECORDS, '条')}", indent=4)
    if removed:
        paragraph(console, f"不再计入：{names_text(removed, _RECORDS, '条')}", indent=4)
    if not added and not removed:
        paragraph(console, "所依据的记录没有增减：是日子过了，或者有新的决定、任务改动", indent=4)
