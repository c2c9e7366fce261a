"""A new name of a unit or a group that looks like another's, or holds what cannot be seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, finding
from spt_fazhi.changes.diff import placed_groups, placed_units
from spt_fazhi.changes.values import Finding, Spot
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import UNITS_FILE
from spt_fazhi.model.problem import Where
from spt_fazhi.model.register import Register
from spt_fazhi.text.alike.lookalike import is_unseen, odd_characters, skeleton
from spt_fazhi.text.plain import one_line

RULES = {"name-alike": "新的名称与别的单位看起来一样，或含有异常的字符"}


@frozen
class _Name:
    """A name: of which unit (its code) or group, and where it stands."""

    text: str
    owner: str
    where: Where


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a name that was not there before."""
    known = {each.text for each in _names(context.before.register)}
    alike: dict[str, list[_Name]] = defaultdict(list)
    fresh = [each for each in _names(context.after.register) if each.text not in known]
    if not fresh:
        return
    for each in (*_names(context.before.register), *_names(context.after.register)):
        if seen := skeleton(each.text):
            alike[seen].append(each)
    for each in fresh:
        said = _reason(each, alike.get(skeleton(each.text), []))
        if said:
            message = f"名称“{one_line(each.text, 40)}”{said}"
            hint = "请确认不是同一个单位、也不是有意混淆；该用原有写法的请改回"
            yield finding("ask", "name-alike", message, hint, Spot(file=UNITS_FILE, where=each.where))


def _reason(each: _Name, alike: list[_Name]) -> str:
    odd = odd_characters(each.text)
    other = next((other.text for other in alike if other.owner != each.owner and other.text != each.text), "")
    said = []
    if odd:
        shown = "、".join(f"U+{ord(char):04X}" for char in odd)
        said.append(f"含有看不见的字符（{shown}）" if any(map(is_unseen, odd)) else f"用部首冒充了汉字（{shown}）")
    if other:
        said.append(f"与“{one_line(other, 40)}”看起来一样")
    return "，".join(said)


def _names(register: Register) -> Iterator[_Name]:
    for unit, where in placed_units(register):
        yield _Name(text=unit.name, owner=unit.code, where=(*where, "name"))
        if unit.full_name:
            yield _Name(text=unit.full_name, owner=unit.code, where=(*where, "full_name"))
        for number, alias in enumerate(unit.aliases):
            yield _Name(text=alias, owner=unit.code, where=(*where, "aliases", number))
    for group, where in placed_groups(register):
        yield _Name(text=group.name, owner=f"组 {group.name}", where=(*where, "name"))
