"""Prints the forms that are to be sent, what they cost, and who has answered them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.forms.accounts.account import ANSWERED_WORDS
from spt_fazhi.forms.accounts.sent import again_from
from spt_fazhi.forms.guide import cost_text
from spt_fazhi.render.terminal.style import heading, paragraph, table
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.replies import waiting_text
from spt_fazhi.views.wording import chinese_date, item_text, month_day, names_text

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from spt_fazhi.engine.assess import Assessment
    from spt_fazhi.forms.accounts.account import Cost, Standing
    from spt_fazhi.forms.asked import Asked
    from spt_fazhi.forms.form import Form
    from spt_fazhi.model.plan import RegisterInfo
    from spt_fazhi.views.lists.desks import Owed

_ITEMS = 8
_NAMES = 12
_STYLES = {"answered": "green", "merging": "yellow", "settled": "green", "waiting": "", "late": "red"}


def show_forms(
    forms: Sequence[tuple[Form, Asked]],
    left_out: Sequence[Asked],
    nothing: Sequence[str],
    assessment: Assessment,
    console: Console,
) -> None:
    """How much is asked of how many, then each unit with what it is asked for, then who is left alone for now."""
    paragraph(console, f"截至 {chinese_date(assessment.day)} 要发的报送表", "bold")
    if forms:
        to_fill, filled = sum(form.to_fill for form, _ in forms), sum(form.filled for form, _ in forms)
        paragraph(console, f"共 {len(forms)} 家，需填 {to_fill} 格，已代填 {filled} 格。")
    else:
        paragraph(console, "没有要发的报送表。")
    for form, asked in forms:
        console.print()
        console.print(Text(f"  {one_line(form.unit)}", style="bold"), soft_wrap=True)
        paragraph(console, f"{len(asked.owed)} 项，{cost_text(form.to_fill, form.filled)}：{_items(asked)}", indent=4)
    waiting = [each for each in left_out if each.waiting]
    merging = [each for each in left_out if each.merging]
    if waiting:
        heading(console, "刚发过表、还没有回，这次不再问")
        for each in waiting:
            _waiting(each, assessment.register.info, console)
    if merging:
        heading(console, "已回，待合并")
        for each in merging:
            _merging(each, console)
    if nothing:
        console.print()
        paragraph(console, f"没有要填的：{names_text(nothing, _NAMES)}。")


def _items(asked: Asked) -> str:
    return _named(asked.owed)


def _named(owed: Sequence[Owed]) -> str:
    """What they are about, each once: of several units or periods it is one."""
    items = tuple(dict.fromkeys(item_text(each.duty) for each in owed))
    return names_text(items, _ITEMS, "项" if len(items) == len(owed) else "个编号")


def _waiting(each: Asked, info: RegisterInfo, console: Console) -> None:
    items = _named(each.waiting)
    last = each.last.value if each.last else None
    when = f"：{month_day(last.recorded)}已发，{month_day(again_from(last, info))}起可以再问" if last else ""
    paragraph(console, f"{one_line(each.unit)} {len(each.waiting)} 项（{items}）{when}；要再问请加 --again", indent=2)


def _merging(each: Asked, console: Console) -> None:
    items = names_text(tuple(dict.fromkeys(item_text(owed.duty) for owed in each.merging)), _ITEMS, "项")
    again = "又问了一次" if set(each.merging) <= set(each.owed) else "这次不再问，请先合并；要再问请加 --again"
    said = f"{one_line(each.unit)} {len(each.merging)} 项（{items}）：{waiting_text(each.branches)}"
    paragraph(console, f"{said}；{again}", indent=2)


def show_costs(found: Sequence[Cost], total: Cost, day: date, console: Console) -> None:
    """One line a unit: how many forms, cells asked for, cells filled in for it, and how much came back."""
    paragraph(console, f"减负账：截至 {chinese_date(day)} 发出的报送表", "bold")
    if not found:
        paragraph(console, "还没有登记过发出的表。用 fazhi form … -o 文件夹 --issue 发出并登记。")
        return
    heads = ("表", "需填格数", "已代填", "已回", "回填格数")
    titles = [("单位", "flow"), *((head, "number") for head in heads)]
    rows = [
        [one_line(each.unit), *map(str, (each.forms, each.to_fill, each.filled, each.answered, each.cells))]
        for each in (*found, total)
    ]
    console.print(table(titles, rows, console.width))
    paragraph(
        console, f"共 {len(found)} 家、{total.forms} 份表，请各单位填 {total.to_fill} 格，代填 {total.filled} 格。"
    )


def show_standings(found: Sequence[Standing], unsent: Sequence[str], day: date, console: Console) -> None:
    """One line a form: to whom, when, what came back; then who has never been sent one and has something to fill."""
    paragraph(console, f"报送表收发情况：截至 {chinese_date(day)}", "bold")
    if not found:
        paragraph(console, "还没有登记过发出的表。用 fazhi form … -o 文件夹 --issue 发出并登记。")
    else:
        answered = sum(bool(each.form.answers) for each in found)
        late = sum(each.answered == "late" for each in found)
        merging = sum(each.answered == "merging" for each in found)
        waits = f"，已回、待合并 {merging} 份" if merging else ""
        paragraph(console, f"共发 {len(found)} 份，已回 {answered} 份{waits}，过了期限没有回 {late} 份。")
        fixed = [("发出", "fixed"), ("期限", "fixed"), ("需填", "number"), ("回填", "number")]
        titles = [("单位", "flow"), *fixed, ("情况", "flow")]
        console.print(table(titles, [_row(each) for each in found], console.width))
    if unsent:
        paragraph(console, f"还没有发过表、有要填的：{names_text(unsent, _NAMES)}。")


def _row(each: Standing) -> list[str | Text]:
    sent, form = each.form.entry.value, each.form
    back = f" {month_day(form.answered_on)}" if form.answered_on else ""
    late = f" {each.late} 天" if each.late else ""
    still = f"，还缺 {each.open} 项" if each.open and form.answers else ""
    said = ANSWERED_WORDS[each.answered]
    if each.branches:
        more = waiting_text(each.branches)
        said, still = (said, f"{still}，又有{more}") if form.answers else (more, still)
    return [
        one_line(form.unit),
        month_day(sent.recorded),
        month_day(sent.reply_by) if sent.reply_by else "",
        str(form.to_fill),
        str(form.cells),
        Text(f"{said}{back}{late}{still}", style=_STYLES[each.answered]),
    ]
