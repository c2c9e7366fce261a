"""Prints what has become of the figures and sentences of a document that came back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from spt_fazhi.render.terminal.style import colour, paragraph
from spt_fazhi.text.plain import contrasted, one_line
from spt_fazhi.views.wording import names_text, period_text

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.lists.edited import Edited, ReadOtherwise, Untrue

_EDITIONS: Final = {"issue": "印发版", "check": "核对版"}
_RECORDS: Final = 12
_LISTED: Final = 40
_LONGEST: Final = 300
_NONE: Final = "（没有）"


def show_edited(found: Edited, console: Console) -> None:
    """What the document is, then what was changed, what is gone and what is no longer true, each with its sentence."""
    about = [found.report, found.unit or found.inspection, period_text(found.period) if found.period else ""]
    about += [_EDITIONS.get(found.edition, ""), f"数据截至 {found.as_of}"]
    about.append(f"取自提交 {found.commit[:10]}" if found.commit else "")
    paragraph(console, "，".join(one_line(each, _LONGEST) for each in about if each), "bold")
    if found.unchecked:
        why = one_line(found.unchecked, _LONGEST)
        doubt = "文件自带的底稿没有与重新生成的比过，不能证明底稿没有被换过，不能算核对过，以下只按底稿核对。"
        paragraph(console, f"{why}；{doubt}", colour("overdue"))
    if found.as_told:
        same = "只与自带的底稿相同" if found.unchecked else "一致"
        said = f"{same}：文字没有改过，{found.figures} 处数字截至 {found.day} 也都成立。"
        none = f"{same}：文字没有改过；这份文件里没有从台账数出来的数字。"
        paragraph(console, said if found.figures else none, colour("due-soon" if found.unchecked else "done"))
    _changed(found, console)
    _deleted(found, console)
    _reworded(found, console)
    _forged(found, console)
    _no_longer_true(found, console)
    _beside(found, console)


def _changed(found: Edited, console: Console) -> None:
    """Figures changed by hand."""
    if not found.changed:
        return
    _head(f"改过的数字 {len(found.changed)} 处（台账不对的，先补录再重新生成；文件不对的，改回去）：", console)
    for each in found.changed[:_LISTED]:
        today = "台账现在没有这个数" if each.today is None else f"台账截至 {found.day} 是 {each.today}"
        paragraph(console, f"{each.printed} → {_short(each.now) or '删去'}（{_short(today)}）", indent=2)
        then, now = contrasted(each.sentence, each.sentence_now, _LONGEST)
        paragraph(console, f"原：{then}", indent=4)
        paragraph(console, f"现：{now}", indent=4)
    _more(len(found.changed), console)


def _deleted(found: Edited, console: Console) -> None:
    """Sentences with figures that are gone."""
    if not found.deleted:
        return
    _head(f"删掉的或改得认不出的、带数字的句子和行 {len(found.deleted)} 处，请看：", console)
    for gone in found.deleted[:_LISTED]:
        paragraph(console, _short(gone.sentence), indent=2)
    _more(len(found.deleted), console)


def _reworded(found: Edited, console: Console) -> None:
    """Sentences that were not printed so: those with numbers, the others, those at head and foot; and their order."""
    inside = [each for each in found.reworded if not each.around]
    numbers = [each for each in inside if each.numbers]
    words = [each for each in inside if not each.numbers]
    _readings("带数字的文字改了", numbers, console)
    _readings("其他文字改了", words, console)
    _readings("页眉、页脚、脚注里的文字改了", [each for each in found.reworded if each.around], console)
    if found.moved:
        _head("段落或表格的行换了位置，请看。从这里起：", console)
        paragraph(console, _short(found.moved), indent=2)


def _readings(what: str, readings: Sequence[ReadOtherwise], console: Console) -> None:
    if not readings:
        return
    _head(f"{what} {len(readings)} 处，请看：", console)
    for each in readings[:_LISTED]:
        then, now = contrasted(each.then, each.now, _LONGEST)
        if then and now:
            paragraph(console, f"原：{then}", indent=2)
            paragraph(console, f"现：{now}", indent=2)
        else:
            paragraph(console, f"新加：{now}" if now else f"删去：{then}", indent=2)
    _more(len(readings), console)


def _forged(found: Edited, console: Console) -> None:
    """What the commit does not bear out of the document's own account."""
    if not found.forged:
        return
    what = f"文件自带的底稿与提交 {found.commit[:10]} 重新生成的不同 {len(found.forged)} 处"
    why = f"{found.perhaps}；不是这个缘故的，底稿被换过" if found.perhaps else "底稿被换过，或者 fazhi 换了版本"
    _head(f"{what}（{one_line(why, _LONGEST)}），请重新生成一份：", console)
    for each in found.forged[:_LISTED]:
        told, made = contrasted(each.told, each.made, _LONGEST)
        paragraph(console, f"{f'{_short(each.key)}：' if each.key else ''}底稿写 {told or _NONE}", indent=2)
        paragraph(console, f"重新生成是 {made or _NONE}", indent=4)
    _more(len(found.forged), console)


def _no_longer_true(found: Edited, console: Console) -> None:
    """Figures that stand as printed and are not true today."""
    if not found.untrue:
        return
    console.print()
    said = f"没有人改、但截至 {found.day} 已不成立的数字 {len(found.untrue)} 处（没有印发的请重新生成）："
    paragraph(console, said, colour("due-soon"))
    groups = [(sentence, tuple(group)) for sentence, group in groupby(found.untrue, lambda each: each.sentence)]
    for sentence, group in groups[:_LISTED]:
        _untrue(sentence, group, console)
    _more(len(groups), console, "句")


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
    if not added and not removed and any(each.today is not None for each in figures):
        paragraph(console, "所依据的记录没有增减：是日子过了，或者有新的决定、任务改动", indent=4)


def _beside(found: Edited, console: Console) -> None:
    """What is there beside the text."""
    beside = found.beside
    if beside.objects:
        _head(
            f"后加的图片、图形、公式、域、特殊字效或嵌入的文件 {beside.objects} 处，没有核对，请自己看。",
            console,
        )
    left = [f"{beside.comments} 条批注"] if beside.comments else []
    left += [f"{beside.revisions} 处修订痕迹"] if beside.revisions else []
    if left:
        console.print()
        said = "（按接受全部修订后的样子核对）" if beside.revisions else ""
        paragraph(console, f"文件里还留着 {'、'.join(left)}{said}，印发前请处理。")


def _head(text: str, console: Console) -> None:
    console.print()
    paragraph(console, text, colour("overdue"))


def _short(text: str) -> str:
    return one_line(text, _LONGEST)


def _more(count: int, console: Console, unit: str = "处") -> None:
    if count > _LISTED:
        paragraph(console, f"另有 {count - _LISTED} {unit}，见 --json。", indent=2)
