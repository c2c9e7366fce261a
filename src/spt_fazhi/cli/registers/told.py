"""What is said of a roll-up on the side: what its figures do not show, and what was not counted."""

from __future__ import annotations

from typing import Final

from spt_fazhi.cli.output import note
from spt_fazhi.errors import EXIT_USAGE, FazhiError
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.answers import Rollup

_SHOWN: Final = 12


def finish(rollup: Rollup) -> None:
    """Say what must be known beside the answers, and end with exit code 2 if anything was not counted."""
    for said in rollup.remarks:
        note(said)
    if not rollup.refused:
        return
    note(f"注意：有 {len(rollup.refused)} 处没有计入：")
    for each in rollup.refused[:_SHOWN]:
        name = f"{each.name}，" if each.name else ""
        hint = f"（{each.hint}）" if each.hint else ""
        note(f"  {name}{one_line(each.place, 80)}：{one_line(each.why, 200)}{hint}")
    if len(rollup.refused) > _SHOWN:
        note(f"  另有 {len(rollup.refused) - _SHOWN} 处，加 --json 看全部（refused）")
    raise FazhiError("", exit_code=EXIT_USAGE)
