"""The units a document names for a task, in whatever bracket, line or column it does so."""

from __future__ import annotations

import re
from typing import Final, Literal

from spt_fazhi.model.frozen import frozen

Role = Literal["lead", "responsible", "cooperating", "deadline", "person"]

_ROLES: Final[tuple[tuple[Role, str], ...]] = (
    ("person", "分线领导|分管领导|责任领导|牵头领导|包抓领导|责任人|联系人|联系电话"),
    ("deadline", "完成时限|完成时间|完成期限|整改时限|时间节点|时限要求|时限|期限"),
    (
        "lead",
        (
            "(?:牵头|主要责任|首要责任|第一责任|主责|主办|主管|主体责任)(?:单位|部门|科室|机构|地区)?"
            "|牵头责任单位|责任牵头单位|组织单位"
        ),
    ),
    ("cooperating", "(?:配合|协助|协办|参与|参加|协同|会办)(?:单位|部门|科室)?"),
    ("responsible", "(?:其他责任|其它责任|责任|落实|承办|实施|完成|负责|相关责任)(?:单位|部门|科室|主体|机构)?"),
)  # fmt: skip
_LABEL: Final = re.compile(
    "(?P<label>" + "|".join(f"(?P<{role}>{words})" for role, words in _ROLES) + r")[ \u3000]*[:：][ \u3000]*"
)
_OPEN, _CLOSE = "（(〔[【［", "）)〕]】］"
_SEPARATORS: Final = re.compile(r"[、,，;；/\t\n]|[ \u3000]+|(?<=[^\s])[和及与](?=各)")
_TAIL: Final = re.compile(
    r"(?:按照?(?:各自)?(?:职责|职能|职责分工|分工)[^、,，;；]*|分工(?:负责|落实)|具体(?:负责|落实|实施)|共同(?:负责|落实)"
    r"|分别负责|负责|落实|配合|牵头(?:负责|落实)?|参与|协助|抓好落实)$"
)
_DATE_TAIL: Final = re.compile(
    r"(?:[,，;；、 ]|^)(?P<when>(?:20\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日)?"
    r"(?:底|末|初|中旬|上旬|下旬)?前?(?:完成)?"
    r"|(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|年)(?:底|末)?前?(?:完成)?"
    r"|长期坚持|持续推进|长期推进|全年推进|常态化推进)[。. ]*$"
)
_UNLABELLED: Final = re.compile(
    r"(?:^|[,，;；、])(?P<names>[^;；]*?)(?P<verb>牵头(?:负责|落实)?|配合|参与|协助)(?=[,，;；]|$)"
)
_NAME: Final = re.compile(
    r"^(?:各[\w\u4e00-\u9fff（）()、]{1,20}|[\u4e00-\u9fff（）()·]{1,24}(?:局|办|办公室|委|委员会|部|院|厅|处|科|站|所|队|中心|"
    r"镇|乡|街道|社区|政府|小组|专班|公司|集团|银行|法院|检察院|人大|政协|监委|工会|联合会|协会|学会|团委|妇联|总队|支队|大队|"
    r"分局|总局|学校|党校|医院|单位|部门|工商联|联社|管委会|指挥部|党组|常委会|机关|残联|侨联|科协|文联|红十字会))$"
)


@frozen
class NamedUnits:
    """What a text says of a task's units. `kept` are words that were not understood."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    deadline: str = ""
    kept: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no unit is named."""
        return not (self.lead or self.responsible or self.cooperating)

    def joined(self, other: NamedUnits) -> NamedUnits:
        """Both together, each name once."""
        return NamedUnits(
            lead=tuple(dict.fromkeys((*self.lead, *other.lead))),
            responsible=tuple(dict.fromkeys((*self.responsible, *other.responsible))),
            cooperating=tuple(dict.fromkeys((*self.cooperating, *other.cooperating))),
            deadline=self.deadline or other.deadline,
            kept=(*self.kept, *other.kept),
        )


@frozen
class Trailing:
    """The bracket of units at the end of a paragraph: where it opens, and what it says."""

    start: int
    units: NamedUnits
    damaged: bool = False
    """Whether a bracket is missing."""


def label_of(text: str) -> Role | None:
    """The role a line or a column heading begins with (`责任单位:`), if any."""
    match = _LABEL.match(text.lstrip(" \t\u3000\xa0*·●■"))
    return _role(match) if match else None


def heading_role(text: str) -> Role | None:
    """The role of a table column."""
    name = re.sub(r"[\s（(].*|\s", "", text)
    for role, words in _ROLES:
        if re.fullmatch(words, name):
            return role
    return None


def _role(match: re.Match[str]) -> Role:
    return next(role for role, _ in _ROLES if match[role])


def trailing_units(text: str) -> Trailing | None:
    """The units in the last balanced bracket of a paragraph, if that is what it holds."""
    end = len(text.rstrip(" \t\u3000\xa0。.;；,，"))
    if end == 0 or text[end - 1] not in _CLOSE:
        return _damaged(text)
    depth = 0
    for index in range(end - 1, -1, -1):
        depth += (text[index] in _CLOSE) - (text[index] in _OPEN)
        if depth == 0:
            found = read_units(text[index + 1 : end - 1])
            return None if found is None else Trailing(start=index, units=found)
    return _damaged(text)


def _damaged(text: str) -> Trailing | None:
    """Labelled units up to the end of a paragraph of which one bracket is missing."""
    if sum(text.count(char) for char in _OPEN) == sum(text.count(char) for char in _CLOSE):
        return _without_brackets(text)
    for match in _LABEL.finditer(text):
        part = text[match.start() :].rstrip(" \t\u3000\xa0。.;；,，" + _CLOSE)
        found = read_units(part)
        if found is None or found.is_empty or "。" in part:
            continue
        names = (*found.lead, *found.responsible, *found.cooperating)
        if all(len(name) <= 24 for name in names):
            before = text[: match.start()].rstrip(" \t\u3000\xa0")
            start = len(before) - 1 if before[-1:] and before[-1] in _OPEN else match.start()
            return Trailing(start=start, units=found, damaged=True)
    return None


def _without_brackets(text: str) -> Trailing | None:
    """Labelled units after the last sentence of a paragraph, without any bracket."""
    match = next(
        (each for each in _LABEL.finditer(text) if text[: each.start()].rstrip(" \u3000")[-1:] in "。；;"), None
    )
    if match is None or match.start() == 0:
        return None
    part = text[match.start() :].rstrip(" \t\u3000\xa0。.;；,，")
    found = read_units(part)
    if found is None or found.is_empty or "。" in part:
        return None
    names = (*found.lead, *found.responsible, *found.cooperating)
    return Trailing(start=match.start(), units=found) if all(_NAME.match(name) for name in names) else None


def read_units(text: str) -> NamedUnits | None:
    """The units `text` names (the inside of a bracket, a labelled line); None when it is about something else."""
    matches = list(_LABEL.finditer(text))
    if matches and not text[: matches[0].start()].strip(" ,，;；、"):
        found = NamedUnits()
        for match, following in zip(matches, [*matches[1:], None], strict=True):
            part = text[match.end() : following.start() if following else len(text)]
            found = found.joined(_labelled(_role(match), part))
        return found
    return _unlabelled(text)


def units_in(role: Role, text: str) -> NamedUnits:
    """The units of a column or labelled part whose role is known."""
    return _labelled(role, text)


def _labelled(role: Role, text: str) -> NamedUnits:
    if role == "deadline":
        return NamedUnits(deadline=text.strip(" ,，;；。\u3000"))
    if role == "person":
        return NamedUnits(kept=(text.strip(" ,，;；。\u3000"),))
    text, deadline = _without_deadline(text)
    names = split_names(text)
    if role == "lead":
        return NamedUnits(lead=names, deadline=deadline)
    if role == "cooperating":
        return NamedUnits(cooperating=names, deadline=deadline)
    return NamedUnits(responsible=names, deadline=deadline)


def _without_deadline(text: str) -> tuple[str, str]:
    match = _DATE_TAIL.search(text)
    return (text[: match.start()], match["when"]) if match else (text, "")


def _unlabelled(text: str) -> NamedUnits | None:
    """`甲局、乙局牵头,丙局、各乡镇按职责分工负责`; or nothing but names."""
    text, deadline = _without_deadline(text)
    lead: list[str] = []
    cooperating: list[str] = []
    rest = text
    for match in _UNLABELLED.finditer(text):
        names = split_names(match["names"])
        if not names or not all(_NAME.match(name) for name in names):
            return None
        (lead if match["verb"].startswith("牵头") else cooperating).extend(names)
        rest = rest.replace(match[0], ",", 1)
    others = split_names(rest)
    if not all(_NAME.match(name) for name in others) or not (lead or cooperating or others):
        return None
    return NamedUnits(lead=tuple(lead), responsible=others, cooperating=tuple(cooperating), deadline=deadline)


def split_names(text: str) -> tuple[str, ...]:
    """The names of a list in order, each once; what only says how they share the work is dropped."""
    parts, depth, current = [], 0, ""
    for char in text:
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth == 0 and _SEPARATORS.match(char):
            parts.append(current)
            current = ""
        else:
            current += char
    parts.append(current)
    names: list[str] = []
    for part in parts:
        for name in re.split("(?<=.)[和及与](?=各)", part):
            kept = _TAIL.sub("", name.strip(" \t\u3000\xa0。.:：*")).strip()
            kept = re.sub("(?<=.)等$", "", kept)
            if kept:
                names.append(kept)
    return tuple(dict.fromkeys(names))


def looks_like_names(text: str) -> bool:
    """Whether a line is nothing but a list of units."""
    names = split_names(text)
    return bool(names) and all(_NAME.match(name) for name in names)
