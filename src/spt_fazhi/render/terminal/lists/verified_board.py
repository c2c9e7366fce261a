"""Prints what came of holding a board against the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spt_fazhi.render.terminal.style import paragraph
from spt_fazhi.text.plain import contrasted, one_line
from spt_fazhi.views.wording import chinese_date

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.board.verified import VerifiedBoard

_LONGEST: Final = 300


def show_verified_board(found: VerifiedBoard, console: Console) -> None:
    """Which board it is, then `一致` and how far it was compared, or what differs first."""
    made, options = found.made, found.made.options
    which = [
        options.unit or "",
        "公开版" if options.public else "",
        f"截至 {chinese_date(made.as_of)}",
        f"版本 {made.short_commit}",
    ]
    paragraph(console, one_line(f"看板：{'，'.join(filter(None, which))}"), "bold")
    if found.first is not None:
        paragraph(console, one_line(f"按这个版本重新生成，不一致，第一处在{found.first.where}："), "red")
        then, now = contrasted(found.first.then, found.first.now, _LONGEST)
        paragraph(console, f"重新生成：{then or '（没有）'}", indent=2)
        paragraph(console, f"文件里：{now or '（没有）'}", indent=2)
    elif found.compared == "bytes":
        paragraph(console, f"与提交 {made.short_commit} 重新生成的逐字节一致。", "green")
    elif found.compared == "page":
        paragraph(
            console, "文字、标签、样式和程序都与重新生成的一致；换行、引号、字符的写法不同，不影响看到的。", "green"
        )
    if found.compared == "texts":
        same = "文字与重新生成的一致；" if found.first is None else ""
        paragraph(
            console,
            f"{same}文件自称由 fazhi {one_line(made.program, 30) or '别的版本'} 生成，现在是 {found.program}，"
            "只比了文字；颜色、版面和页面里的程序没有核对，不算核对过。请用原来的版本核对，或重新生成。",
            "yellow",
        )
    if found.first is None and found.compared != "texts" and made.program != found.program:
        said = one_line(made.program, 30) or "没有写版本的程序"
        paragraph(
            console, f"文件自称由 fazhi {said} 生成，这一点没有核对：现在这个版本 {found.program} 生成的也是这样。"
        )
    if found.perhaps:
        paragraph(console, f"{found.perhaps}。")
