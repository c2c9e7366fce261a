"""What is counted, in words: how often a duty was chased, how much is asked and given, how many names stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.states import SETTLED, State
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Group
from spt_fazhi.views.wording import mark, month_day, names_text


def letters_text(each: Assessed) -> str:
    """`已催办 2 次（最近 6月20日）`, of who is only asked `已商请…`; empty for what is met, or was never chased."""
    return "" if each.state in SETTLED else chased_text(each.letters, "商请" if each.invited else "催办")


def chased_text(letters: Sequence[Entry[Issued]], word: str = "催办") -> str:
    """`已催办 2 次（最近 6月20日）`, the last letter last; empty without any."""
    if not letters:
        return ""
    return f"已{word} {len(letters)} 次（最近 {month_day(letters[-1].value.recorded)}）"


def given(counts: Mapping[State, int]) -> int:
    """How many duties invited units have given something for (已提供), proved or not."""
    return counts["done"] + counts["done-late"] + counts["unproved"]


def asked_number(obligations: int, reports: int) -> str:
    """How much one unit is asked for, reports in words apart: `2条`, `2条、报送4条`."""
    said = (f"{obligations}条" if obligations else "", f"报送{reports}条" if reports else "")
    return "、".join(filter(None, said)) or "0条"


def incomplete_text(groups: Sequence[str]) -> str:
    """`名单未核全：各行政执法部门`: stands by every total over a group that is known to lack members."""
    return f"名单未核全：{names_text(groups)}" if groups else ""


def members_text(number: int, groups: Iterable[Group]) -> str:
    """How many units some names stand for: `共 14 家`, with what is not sure of their groups' lists."""
    known = tuple(groups)
    assumed = mark([field for group in known for field in group.assumed_fields], "members")
    return f"共 {number} 家{assumed}{'' if all(group.complete for group in known) else '（名单未核全）'}"
