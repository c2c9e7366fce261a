"""Prints what was sent out and said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.text import Text

from spt_fazhi.render.terminal.style import paragraph
from spt_fazhi.text.plain import contrasted, one_line
from spt_fazhi.views.wording import chinese_date, month_day, names_text

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from spt_fazhi.views.lists.issued import IssuedLine
    from spt_fazhi.views.lists.verified import Verified

_NAMES: Final = 6
_LISTED: Final = 20
_LONGEST: Final = 300


def show_issued(lines: Sequence[IssuedLine], day: date, console: Console) -> None:
    """The title, then each: what and to whom, what about, what was answered, its id."""
    paragraph(console, f"截至 {chinese_date(day)} 发出和催办的", "bold")
    if not lines:
        paragraph(console, "没有。用 fazhi issue 登记发出的文书和催办。")
        return
    paragraph(console, f"共 {len(lines)} 份")
    for line in lines:
        value = line.entry.value
        console.print()
        number = f" {value.number}" if value.number else ""
        to = f" → {names_text(value.to, _NAMES)}" if value.to else ""
        paragraph(console, one_line(f"{value.recorded} {line.word}{number}{to}"), "bold")
        if value.title:
            paragraph(console, one_line(value.title), indent=2)
        if line.about:
            paragraph(console, one_line(f"事项：{names_text(line.about, _NAMES, '项')}"), indent=2)
        if value.answer:
            paragraph(console, one_line(f"答复：{value.answer}"), indent=2)
        if value.reply_by:
            paragraph(console, f"{month_day(value.reply_by)}前办好或答复", indent=2)
        console.print(Text(f"  {line.entry.id}", style="bright_black"), soft_wrap=True)


def show_verified(found: Verified, console: Console) -> None:
    """Whether what was sent is what the register still gives: `一致`, or what differs first."""
    paragraph(console, one_line(f"{found.entry.id} {found.entry.value.title or ''}"), "bold")
    for fault in found.faults[:_LISTED]:
        paragraph(console, fault, "red")
    if len(found.faults) > _LISTED:
        paragraph(console, f"另有 {len(found.faults) - _LISTED} 个文件有问题，见 --json。", "red")
    if found.files and not found.faults:
        paragraph(console, f"发出的 {found.files} 个文件与登记一致。")
    if found.not_made:
        paragraph(console, found.not_made)
    elif found.first is None:
        compared = [f"{found.figures} 个数字"] if found.figures else []
        compared += ["全文逐行"] if found.lines else []
        compared += ["Word 全文逐句"] if found.sentences else []
        paragraph(console, f"按登记的版本重新生成：{'、'.join(compared) or '没有数字，标题'}一致。", "green")
    else:
        paragraph(console, f"按登记的版本重新生成，不一致，第一处在{found.first.where}：", "red")
        then, now = contrasted(found.first.then, found.first.now, _LONGEST)
        paragraph(console, f"发出时：{then or '（没有）'}", indent=2)
        paragraph(console, f"重新生成：{now or '（没有）'}", indent=2)
    if found.unread:
        paragraph(console, f"{names_text(found.unread, _NAMES)}的内容没有核对（只核对了校验值）。")
