"""Prints where some words stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.text import Text

from spt_fazhi.render.terminal.style import heading
from spt_fazhi.text.columns import wrap
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.search import FIELDS, FINDING_FIELDS

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.search import Hit, HitKind

_BLOCKS: Final[dict[HitKind, tuple[str, str]]] = {
    "task": ("任务", "条"),
    "obligation": ("事项", "个"),
    "inspection": ("督察", "次"),
    "finding": ("督察发现的问题", "个"),
    "record": ("记录", "条"),
    "decision": ("决定", "个"),
    "issued": ("发出和催办", "份"),
}
_WORDS: Final = FIELDS | FINDING_FIELDS
_SHOWN: Final = 20


def show_hits(typed: str, hits: Sequence[Hit], console: Console) -> None:
    """A block for each kind: what it is, and the words with a little around them; records the newest first."""
    counted = "，".join(
        f"{title} {number} {counter}"
        for kind, (title, counter) in _BLOCKS.items()
        if (number := sum(hit.kind == kind for hit in hits))
    )
    console.print(Text(f"“{one_line(typed, 40)}”出现在：{counted}", style="bold"), soft_wrap=True)
    for kind, (title, counter) in _BLOCKS.items():
        own = [hit for hit in hits if hit.kind == kind]
        if not own:
            continue
        heading(console, title)
        for hit in own[:_SHOWN]:
            _hit(hit, console)
        if len(own) > _SHOWN:
            console.print(Text(f"  …… 还有 {len(own) - _SHOWN} {counter}，多写几个字缩小范围，或加 --json 看全部"))


def _hit(hit: Hit, console: Console) -> None:
    line = hit.line
    if line is None:
        head, style = f"{hit.id}  {hit.title}", ""
    else:
        gone = f"【{line.gone}，不计入】" if line.gone else ""
        unit = f" {line.unit}" if line.unit else ""
        head, style = f"{line.day} {line.word}{unit} {line.about}：{hit.title}{gone}", "dim" if gone else ""
    width = min(console.width, 100) - 4
    for index, part in enumerate(wrap(one_line(head), width)):
        console.print(Text(("  " if index == 0 else "    ") + part, style=style), soft_wrap=True)
    if hit.excerpt.strip("…") not in head:
        for part in wrap(f"{_WORDS[hit.field]}：{hit.excerpt}", width - 2):
            console.print(Text("      " + part, style="cyan"), soft_wrap=True)
    if line is not None:
        console.print(Text(f"      {line.file}", style="bright_black"), soft_wrap=True)
