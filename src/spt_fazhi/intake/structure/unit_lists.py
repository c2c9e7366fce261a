"""The units a document names for a task, in whatever bracket, line, sentence or column it does so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final, TypeVar

from spt_fazhi.intake.structure.naming.clauses import Listed, read_list
from spt_fazhi.intake.structure.naming.lead_rules import LeadRule, without_rule
from spt_fazhi.intake.structure.naming.names import is_noun, is_seated, stands_alone
from spt_fazhi.intake.structure.naming.words import Role, column_role, is_time, labels_in, role_of
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.text.patterns import later

T = TypeVar("T")
_MARKS: Final = " \t\u3000\xa0*＊·●■▲◆★☆►※#-—–－_"
_ENDS: Final = " \t\u3000\xa0。.;；,，"
_PAGE_WORDS: Final = re.compile("网站|备案|ICP|技术支持|版权|标识码|电话|邮编|地址", re.IGNORECASE)
_OVERSEERS: Final = "督导、考核的单位，台账不记"
_OWES: Final = later("责任人$|负责人$|牵头人$|经办人$")
_HELPING: Final = later("[，,；;][^，,；;]*(?:配合|协助|参与|参加|协办|指导)[。 \u3000]*$")
_LONGEST_LINE: Final = 200
_LONGEST_PREFIX: Final = 40


@frozen
class NamedUnits:
    """What a text says of a task's units.

    `kept` are words that were not understood, `doubtful` names that were taken though they do not look like one, `more`
    words for units that are not listed (等有关部门): a person is asked about each. `aside` are words the register does
    not keep, with the reason. `rule` says who leads where the text does not.
    """

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    deadline: str = ""
    kept: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()
    rule: LeadRule | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no unit is named."""
        return not self.names

    @property
    def names(self) -> tuple[str, ...]:
        """All the units, the leading ones first."""
        return (*self.lead, *self.responsible, *self.cooperating)

    @property
    def says_nothing(self) -> bool:
        """Whether there is neither a unit nor anything else in it."""
        return self == NamedUnits()

    def joined(self, *others: NamedUnits) -> NamedUnits:
        """All together, each name once."""
        return together((self, *others))


def together(every: Sequence[NamedUnits]) -> NamedUnits:
    """What several texts say, each name once."""
    if len(every) == 1:
        return every[0]
    return NamedUnits(
        lead=_once([each.lead for each in every if each.lead]),
        responsible=_once([each.responsible for each in every if each.responsible]),
        cooperating=_once([each.cooperating for each in every if each.cooperating]),
        deadline=next((each.deadline for each in every if each.deadline), ""),
        kept=_once([each.kept for each in every if each.kept]),
        doubtful=_once([each.doubtful for each in every if each.doubtful]),
        more=_once([each.more for each in every if each.more]),
        aside=_once([each.aside for each in every if each.aside]),
        rule=next((each.rule for each in every if each.rule), None),
    )


def _once(groups: Sequence[tuple[T, ...]]) -> tuple[T, ...]:
    """All of several groups, each once; a single group holds each once already."""
    return groups[0] if len(groups) == 1 else tuple(dict.fromkeys(chain.from_iterable(groups)))


def label_of(text: str) -> Role | None:
    """The role a line or a column heading begins with (`责任单位:`), if any."""
    bare = text.lstrip(_MARKS)
    found = labels_in(bare[:40])
    return role_of(found[0]) if found and found[0].start() == 0 else None


def heading_role(text: str) -> Role | None:
    """The role of a table column."""
    return column_role(re.sub(r"[\s（(].*|\s", "", text))


def read_units(text: str) -> NamedUnits | None:
    """The units `text` names (the inside of a bracket, a labelled line); None when it is about something else."""
    rest, rule = without_rule(text)
    bare = rest.strip(_MARKS + _ENDS)
    found = _labelled_parts(bare) or _unlabelled(bare, told=rule is not None)
    if found is None:
        return NamedUnits(rule=rule) if rule is not None and not bare else None
    return replace(found, rule=rule)


def _labelled_parts(text: str) -> NamedUnits | None:
    """`牵头单位：甲局；责任单位：乙局`, perhaps with a time or names before the first label."""
    labels = labels_in(text)
    if not labels:
        return None
    before = text[: labels[0].start()].strip(_MARKS + _ENDS)
    found: list[NamedUnits] = []
    if before:
        ahead = read_list(before)
        if len(before) > _LONGEST_PREFIX or not re.search("单位|部门|时限|时间", labels[0]["label"]):
            return None
        found.append(_named(ahead) if not ahead.odd else NamedUnits(kept=(before,)))
    for match, following in zip(labels, [*labels[1:], None], strict=True):
        part = text[match.end() : following.start() if following else len(text)]
        found.append(_labelled(role_of(match), match["label"], part))
    return together(found)


def going_on(line: str, text: str, *, waiting: bool) -> NamedUnits | None:
    """The units of a labelled `line` and of the next line, `text`, where that goes on with it; else None.

    It does after a label alone (`waiting`), and after a list that ends in a separator.
    """
    bare = line.strip()
    if not (waiting or bare.endswith(("、", "，", ",", "和", "及"))):
        return None
    if not (looks_like_names(text) or (waiting and is_time(text))):
        return None
    return read_units(f"{bare.rstrip(':：')}：{text}" if waiting else f"{bare}{text}")


def is_label_line(text: str) -> bool:
    """Whether a line is a label and what it labels, and not the foot of a web page."""
    return _PAGE_WORDS.search(text) is None and len(text) <= _LONGEST_LINE and read_units(text) is not None


def units_in(role: Role, text: str) -> NamedUnits:
    """The units of a column or labelled part whose role is known."""
    rest, rule = without_rule(text)
    found = _labelled_parts(rest.strip(_MARKS + _ENDS)) or _labelled(role, "", rest)
    return replace(found, rule=rule)


def _labelled(role: Role, label: str, text: str) -> NamedUnits:
    said = text.strip(_ENDS)
    if role == "deadline":
        return NamedUnits(deadline=said)
    if role == "person" and _OWES.search(label) and _are_units(said):
        return _named(read_list(text))
    if role in {"person", "overseer"}:
        reason = "领导或联系人，台账不记" if role == "person" else _OVERSEERS
        words = f"{label}：{said}" if label and role == "overseer" else said
        return NamedUnits(aside=((words, reason),) if said else ())
    helping = _HELPING.search(text) if label and role != "cooperating" else None
    if helping is None:
        return _named(read_list(text, role))
    return together([_named(read_list(text[: helping.start()], role)), _named(read_list(helping[0], role))])


def _are_units(text: str) -> bool:
    """Whether what stands where people are named is nothing but units (责任人：县应急局、各镇)."""
    looks = read_list(text).looks
    return bool(looks) and all(look in {"strong", "general"} for look in looks.values())


def _named(found: Listed) -> NamedUnits:
    return NamedUnits(
        lead=tuple(found.lead),
        responsible=tuple(found.responsible),
        cooperating=tuple(found.cooperating),
        deadline=found.deadline,
        kept=tuple(found.odd),
        doubtful=tuple(found.weak),
        more=tuple(found.more),
        aside=(("、".join(found.overseers), _OVERSEERS),) if found.overseers else (),
    )


def _unlabelled(text: str, *, told: bool = False) -> NamedUnits | None:
    """`甲局、乙局牵头,丙局、各乡镇按职责分工负责`; or nothing but names. `told`: a rule beside them says who leads."""
    found = read_list(text)
    names = [name for name, look in found.looks.items() if look != "odd"]
    sure = found.count("strong")
    if found.verbs or told:
        seated = bool(names) and all(found.looks[name] == "general" or is_seated(name) for name in names)
        likely = (sure or seated) and len(found.odd) <= max(1, len(names) // 2)
    elif len(names) == 1:
        likely = bool(sure) and not found.odd and stands_alone(names[0])
    else:
        likely = bool(sure) and not found.odd and found.count("weak") <= sure and not any(map(is_noun, found.weak))
    return _named(found) if likely else None


def split_names(text: str) -> tuple[str, ...]:
    """The names of a list in order, each once; what only says how they share the work is dropped."""
    return tuple(read_list(text).looks)


def looks_like_names(text: str) -> bool:
    """Whether a line is nothing but a list of units."""
    found = read_list(text)
    return bool(found.count("strong")) and not found.odd and found.count("weak") <= found.count("strong")
