"""The names of a list with the role each is given by the verb after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from spt_fazhi.intake.structure.naming.names import Look, look_of, names_joined, without_more
from spt_fazhi.intake.structure.naming.words import (
    Role,
    is_saying,
    is_time,
    tail_start,
    time_before,
    time_in,
    verb_role,
)

OPEN, CLOSE = "（(〔[【［", "）)〕]】］"
_APART: Final = frozenset("、,，;；/\t\n。 \u3000\xa0|｜")
_EDGE: Final = " \t\u3000\xa0。.:：*＊—–-·●■▲◆★"
_FIRST_WORDS: Final = re.compile(
    "^(?:(?:此|该|本|这|以上|上述)(?:项|条|各项|重点|所有|全部)?(?:工作|任务|事项|项目)?[，,]?(?:均|分别)?由|主要由|具体由|分别由|原则上由|并由|由|以及|及|并|请|商请|其他由|其余由)(?=..)"
)
_GOVERNMENTS: Final = ("政府", "人民政府")
_LONGEST: Final = 60
_OWN_ROLE: Final = re.compile("[（(](?P<said>[^（）()]{1,12})[）)]$")


@dataclass(slots=True)
class Listed:
    """What a list says: names by role, the time, and what is in doubt.

    `weak` are names taken that do not look like names, `more` words for further units that are not listed (等部门),
    `odd` words that can be no name, `overseers` who only drives the work (甲局负责督办);
    `verbs` whether a verb gave a role; `looks` are those of all names.
    """

    lead: dict[str, None] = field(default_factory=dict)
    responsible: dict[str, None] = field(default_factory=dict)
    cooperating: dict[str, None] = field(default_factory=dict)
    times: dict[str, None] = field(default_factory=dict)
    weak: dict[str, None] = field(default_factory=dict)
    more: dict[str, None] = field(default_factory=dict)
    odd: dict[str, None] = field(default_factory=dict)
    overseers: dict[str, None] = field(default_factory=dict)
    verbs: bool = False
    looks: dict[str, Look] = field(default_factory=dict)
    waiting: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def deadline(self) -> str:
        """All the times, in the order of the list."""
        return "、".join(self.times)

    def count(self, look: Look) -> int:
        """How many names look so."""
        return sum(each == look for each in self.looks.values())


def read_list(text: str, default: Role = "responsible") -> Listed:
    """Read a list of units; a name without a verb gets the role `default`."""
    found = Listed()
    for part in parts_of(text):
        _part(part, found)
    _settle(found, default, named=False)
    return found


def parts_of(text: str) -> Iterator[str]:
    """The parts of a list, split at separators outside brackets."""
    depth, start = 0, 0
    for index, char in enumerate(text):
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in _APART:
            if index > start:
                yield text[start:index]
            start = index + 1
    if start < len(text):
        yield text[start:]


def _part(part: str, found: Listed) -> None:
    words = part.strip(_EDGE)
    if not words:
        return
    if is_time(words):
        found.times[words] = None
        return
    if is_saying(words):
        role = verb_role(words)
        if role and found.waiting:
            found.verbs = True
            _settle(found, role, named=True)
        return
    ahead = time_before(words)
    if ahead > 1 and _may_be_named(words[ahead:]):
        found.times[words[:ahead]] = None
        words = words[ahead:]
    if len(words) > _LONGEST:
        found.odd[words] = None
        return
    words = _FIRST_WORDS.sub("", words)
    if words.startswith(_GOVERNMENTS) and found.waiting and found.waiting[-1][0].endswith("党委"):
        words = f"{found.waiting[-1][0][:-2]}{words}"  # 各乡镇党委、政府
    joined = words.startswith("会同") and len(words) > 3 and bool(found.lead or found.waiting or found.verbs)
    _name(words[2:] if joined else words, found, joined=joined)


def _may_be_named(words: str) -> bool:
    """Whether what follows a time names a unit (6月底前县司法局) and no amount (每年不少于2次)."""
    bare = _FIRST_WORDS.sub("", words)
    return bare != words or look_of(bare[: tail_start(bare)]) in {"strong", "general"}


def _name(words: str, found: Listed, *, joined: bool) -> None:
    """One part that is a name, or several without a separator, with the verb after each."""
    joined = joined or bool(found.waiting and found.waiting[-1][1])
    own = _OWN_ROLE.search(words)
    if own and own.start() > 1 and (is_saying(own["said"]) or is_time(own["said"])):
        name = words[: own.start()]
        when, role = time_in(own["said"]), verb_role(own["said"])
        if when:
            found.times[when] = None
        if role:
            found.verbs = True
            _into(found, role, [_taken(name, found)])
        else:
            found.waiting.append((_taken(name, found), joined))
        return
    pieces = names_joined(words)
    for piece, after in pieces:
        start = tail_start(piece)
        name, tail = piece[:start], piece[start:]
        name, more = without_more(name)
        if more:
            found.more[more] = None
        if name:
            found.waiting.append((_taken(name, found), joined or after))
        when = time_in(tail)
        if when:
            found.times[when] = None
        role = verb_role(tail)
        if role and found.waiting:
            found.verbs = True
            _settle(found, role, named=True)


def _taken(name: str, found: Listed) -> str:
    look = look_of(name)
    if name not in found.looks:
        found.looks[name] = look
        if look == "weak":
            found.weak[name] = None
        elif look == "odd":
            found.odd[name] = None
    return name


def _settle(found: Listed, role: Role, *, named: bool) -> None:
    """Give the names since the verb before their role; of 甲局会同乙局 the first leads."""
    waiting = [each for each in found.waiting if found.looks[each[0]] != "odd"]
    found.waiting = []
    if role == "overseer":
        found.overseers.update(dict.fromkeys(name for name, _ in waiting))
        return
    before = [name for name, joined in waiting if not joined]
    if role == "responsible" and before and len(before) < len(waiting) and not found.lead:
        _into(found, "lead", before)
        found.verbs = found.verbs or named
        waiting = [(name, joined) for name, joined in waiting if name not in found.lead]
    _into(found, role, [name for name, _ in waiting])


def _into(found: Listed, role: Role, names: list[str]) -> None:
    into = {"lead": found.lead, "cooperating": found.cooperating}.get(role, found.responsible)
    into.update(dict.fromkeys(name for name in names if found.looks[name] != "odd"))
