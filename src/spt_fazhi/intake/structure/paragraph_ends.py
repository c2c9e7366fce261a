"""Where at the end of a paragraph its units are named: in brackets, after a label, or in a sentence.

Also the rules for who leads that stand beside no units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from spt_fazhi.intake.structure.naming.clauses import CLOSE, OPEN, read_list
from spt_fazhi.intake.structure.naming.lead_rules import LeadRule, rule_in, without_rule
from spt_fazhi.intake.structure.naming.names import is_seated
from spt_fazhi.intake.structure.naming.words import is_time, labels_in, may_give_roles
from spt_fazhi.intake.structure.unit_lists import NamedUnits, read_units, together
from spt_fazhi.model.frozen import frozen, replace

_ENDS: Final = " \t\u3000\xa0。.;；,，"
_DASHES: Final = "—–－-"
_STOPS: Final = (*tuple("。；;！，, \u3000"), "")
_INNER: Final = re.compile("[科股处]室$")  # the rooms of one bureau, whose names look like no unit's
_SPACES: Final = " \t\u3000\xa0"
_LABEL_AT: Final = re.compile(
    "(?:^|[。；;！]|[—–－-]{1,4}|(?<![ \\u3000])(?:\\u3000| {2})|(?<=[）)]))[ \\u3000]*+(?=[^。；;：:]{2,12}[:：】〕])"
    "|(?=[【〔［][^。；;：:]{2,12}[】〕］])|(?<=[\u4e00-\u9fff\\d])(?=(?:牵头|责任|配合|主办|承办)(?:单位|部门)[:：])"
)
_OWES: Final = re.compile(
    "(?:负责|牵头|配合|参加|参与|协助|承办|主办)(?:抓好|做好|组织)?(?:落实|实施|推进|办理|完成)?$|(?:抓好|贯彻|推进)落实$"
)
_OWES_PLAINLY: Final = re.compile("(?:负责|牵头|配合)(?:抓好|做好|组织)?(?:落实|实施)?$")
_LABEL: Final = re.compile("[\u4e00-\u9fff]{1,8}(?:单位|部门|机构|主体)[:：]")
_SUBJECT: Final = re.compile("[ \\u3000]*(?:由|各|[县区市旗州]..)")
_NAMING: Final = re.compile("牵头|主责|主办|负责|承办|落实")
_MOST: Final = 6
_LONGEST_TIME: Final = 40
_LONGEST: Final = 400


@frozen
class Trailing:
    """The words for units at the end of a paragraph: where they begin, and what they say."""

    start: int
    units: NamedUnits
    damaged: bool = False
    """Whether a bracket is missing."""


def trailing_units(text: str, *, alone: bool = False) -> Trailing | None:
    """The units at the end of a paragraph: in its last brackets, or as a labelled part or a sentence of their own.

    `alone` says that the paragraph may be nothing but such a sentence.
    """
    end = len(text.rstrip(_ENDS))
    if end == 0:
        return None
    if sum(text.count(char) for char in OPEN) != sum(text.count(char) for char in CLOSE):
        return _in_brackets(text, end) or _damaged(text)
    found = _in_brackets(text, end)
    if found is not None and not found.units.is_empty:
        named = text[found.start - 1 : found.start] not in _STOPS and not labels_in(text[found.start + 1 : end])
        return (_labelled_end(text, alone=alone) if named else None) or found  # 责任股室：办公室（信访办）
    before = _without_brackets(text[: found.start] if found else text, alone=alone)
    if found is None or before is None:
        return before or found
    return Trailing(start=before.start, units=before.units.joined(found.units))


def unread_units(text: str) -> str:
    """The bracket or sentence at a paragraph's end that seems to name units, for one that was not read; else ""."""
    end = len(text.rstrip(_ENDS))
    opened = _opening(text, end)
    if opened is not None:
        inside = text[opened + 1 : end - 1].rstrip(_ENDS)
        told = _OWES.search(inside[-20:]) or labels_in(inside[:40]) or _LABEL.match(inside)
        return text[opened:end] if told and len(inside) <= _LONGEST else ""
    for marks in ("。；;\n", "。；;\n，,"):
        sentence = text[max(text.rfind(char, 0, end) for char in marks) + 1 : end]
        plain = len(sentence) <= _LONGEST and _OWES_PLAINLY.search(sentence[-20:]) and _SUBJECT.match(sentence)
        if plain and read_list(sentence).count("strong"):
            return sentence.strip()
    return ""


def rules_beside(lines: Iterable[tuple[int, str]], tasks: tuple[int, int]) -> tuple[LeadRule, ...]:
    """The rules for who leads that stand beside no units, from (line, text); `tasks`: the first and last numbered line.

    One with 下同 between tasks holds from its line on, any other for the whole document.
    """
    found = []
    for line, text in lines:
        rule = rule_in(text)
        if rule is None or _is_of_a_task(text):
            continue
        between = rule.rule.lasting and tasks[0] < line < tasks[1]
        found.append(replace(rule.rule, since=line if between else 0, line=line))
    return tuple(found)


def _is_of_a_task(text: str) -> bool:
    """Whether the rule in a paragraph stands among the units of one task."""
    ends = trailing_units(text, alone=True)
    every = (ends.units if ends else None, read_units(text))
    return any(units is not None and units.rule is not None and units.names for units in every)


def _in_brackets(text: str, end: int) -> Trailing | None:
    """The brackets side by side at the end that speak of units, with those of a time between them and around them."""
    brackets: list[tuple[int, NamedUnits]] = []
    closed = max(text.rfind(char, max(0, end - _LONGEST_TIME), end) for char in CLOSE) + 1
    if 0 < closed < end and is_time(text[closed:end].strip(_ENDS)):  # （责任单位：甲局）6月底前完成。
        brackets.append((closed, NamedUnits(deadline=text[closed:end].strip(_ENDS))))
        end = closed
    while len(brackets) < _MOST:
        opened = _opening(text, end)
        if opened is None:
            break
        inside = text[opened + 1 : end - 1]
        units = read_units(inside)
        if units is None and is_time(inside.strip(_ENDS)):
            units = NamedUnits(deadline=inside.strip(_ENDS))
        if units is None or units.says_nothing:
            break
        brackets.append((opened, units))
        end = len(text[:opened].rstrip(_ENDS))
    if not any(units.names or units.aside or units.rule for _, units in brackets):
        return None
    whole = together([units for _, units in reversed(brackets)])
    return Trailing(start=_without_dash(text, brackets[-1][0]), units=whole)


def _opening(text: str, end: int) -> int | None:
    """Where the bracket opens that closes just before `end`."""
    if end == 0 or text[end - 1] not in CLOSE:
        return None
    depth = 0
    for index in range(end - 1, -1, -1):
        depth += (text[index] in CLOSE) - (text[index] in OPEN)
        if depth == 0:
            return index
    return None


def _damaged(text: str) -> Trailing | None:
    """Labelled units up to the end of a paragraph of which one bracket is missing."""
    end = len(text.rstrip(_ENDS + CLOSE))
    start = text.rfind("。", 0, end) + 1
    for match in labels_in(text[start:end])[:_MOST]:
        found = read_units(text[start + match.start() : end])
        if found is None or found.is_empty or found.kept or any(len(name) > 24 for name in found.names):
            continue
        before = text[: start + match.start()].rstrip(_SPACES)
        opened = len(before) - 1 if before[-1:] and before[-1] in OPEN else start + match.start()
        return Trailing(start=opened, units=found, damaged=True)
    return _unclosed(text, end)


def _unclosed(text: str, end: int) -> Trailing | None:
    """`……。（县司法局牵头，各乡镇配合`: a bracket that opens behind a sentence and closes nowhere."""
    opened = max(text.rfind(char, 0, end) for char in OPEN)
    if opened < 1 or end - opened > _LONGEST or any(char in CLOSE for char in text[opened:end]):
        return None
    units = read_units(text[opened + 1 : end])
    if units is None or not units.lead or units.kept or units.doubtful:
        return None
    return Trailing(start=opened, units=units, damaged=True)


def _without_brackets(text: str, *, alone: bool) -> Trailing | None:
    """Units after the last sentence of a paragraph, without any bracket: after a label, or with a verb."""
    return _labelled_end(text, alone=alone) or _sentence_end(text, alone=alone) or _after_dash(text)


def _after_dash(text: str) -> Trailing | None:
    """`……。——甲局、乙局`: nothing but clear names behind a dash that follows a sentence."""
    end = len(text.rstrip(_ENDS))
    dash = text.rfind("——", max(0, end - _LONGEST), end)
    if dash < 1 or text[:dash].rstrip(_SPACES)[-1:] not in tuple("。；;"):
        return None
    listed = read_list(text[dash + 2 : end])
    clear = listed.looks and all(look == "strong" and is_seated(name) for name, look in listed.looks.items())
    units = read_units(text[dash + 2 : end]) if clear else None
    return Trailing(start=_without_dash(text, dash + 2), units=units) if units and not units.is_empty else None


def _labelled_end(text: str, *, alone: bool) -> Trailing | None:
    """`……。牵头单位：甲局；责任单位：乙局。` or `……。——责任单位 甲局`."""
    end = len(text.rstrip(_ENDS))
    places = [match.end() for match in _LABEL_AT.finditer(text, 0, end)]
    last = max(text.rfind(char, 0, end) for char in "。；;—") + 1
    for place in sorted({*places[-_MOST:], last}):
        part = text[place:end].lstrip(_SPACES + _DASHES)
        labels = labels_in(part)
        if (place == 0 and not alone) or not labels or labels[0].start() != 0:
            continue
        found = read_units(part)
        doubtful = found is not None and found.doubtful and _INNER.search(labels[0]["label"]) is None
        if found is not None and not (found.is_empty or found.kept or doubtful):
            return Trailing(start=_without_dash(text, place), units=found)
    return None


def _sentence_end(text: str, *, alone: bool) -> Trailing | None:
    """`……。由甲局牵头，乙局配合。`: sentences of nothing but names with their verbs."""
    end = len(text.rstrip(_ENDS))
    start, units, named = end, NamedUnits(), False
    for _ in range(_MOST):
        stop = len(text[:start].rstrip(_ENDS)) if start < end else end
        begin = max(text.rfind(char, 0, stop) for char in "。；;！\n") + 1
        begin = max(begin, text.rfind("——", begin, stop) + 2 if "——" in text[begin:stop] else begin)
        found = spoken_units(text[begin:stop])
        if found is None:
            by = max(text.rfind("，由", begin, stop), text.rfind(",由", begin, stop))
            found = spoken_units(text[by + 1 : stop]) if by > begin else None
            if found is not None:
                start, units, named = by + 1, found.joined(units), named or _names(text[by + 1 : stop])
            break
        if begin == 0 and not alone:
            break
        start, units, named = begin, found.joined(units), named or _names(text[begin:stop])
        if begin == 0:
            break
    if not named or units.is_empty:
        return None
    return Trailing(start=_without_dash(text, start), units=units)


def _names(sentence: str) -> bool:
    return _NAMING.search(sentence) is not None


def spoken_units(sentence: str) -> NamedUnits | None:
    """The units of a sentence that holds nothing but names with verbs after them."""
    if len(sentence) > _LONGEST or not may_give_roles(sentence):
        return None
    rest, rule = without_rule(sentence)
    if rule is not None and not rest.strip(_ENDS):
        return NamedUnits(rule=rule)
    listed = read_list(rest)
    clean = listed.verbs and not (listed.odd or listed.weak) and listed.count("strong")
    return read_units(sentence) if clean else None


def _without_dash(text: str, place: int) -> int:
    """`place`, or where the dashes before it begin."""
    before = text[:place].rstrip(_SPACES)
    dashes = before.rstrip(_DASHES)
    return len(dashes) if len(dashes) < len(before) else place
