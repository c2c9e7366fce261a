"""The units a draft names: which are known, which are new, which are groups, and which may be one under two names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from spt_fazhi.intake.obligations.who.alike import AREA, are_alike, core_of
from spt_fazhi.intake.obligations.who.groups import core_of_group, is_clear, is_group
from spt_fazhi.intake.structure.builder import UNUSUAL
from spt_fazhi.intake.structure.values import ParsedPlan
from spt_fazhi.model.choices import UnitKind
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.unit import Group, GroupMembers, Unit

_KINDS: Final[tuple[tuple[UnitKind, str], ...]] = (
    ("township", r"(?:镇|乡|苏木|街道|街道办|街道办事处)(?:人民政府|政府)?$"),
    ("npc", "人大"),
    ("cppcc", "政协"),
    ("judicial", "法院|检察院"),
    ("vertical", "分局$|税务局|海关|海事局|气象[局台]|烟草|消防救援|银行|[分支]行$|农商行|信用社|联社$|供电|邮政|调查队$|国家安全|边检"),  # noqa: E501
    (
        "party",
        (
            r"党委|纪委|监委|^(?:[\u4e00-\u9fff]{0,4}[区县市旗州])?委|[区县市旗州]委|组织部|宣传部|统战部|政法委|编办|巡察|党校|"
            "依法治[区县市]|直属机关工委"
        ),
    ),
    (
        "institution",
        (
            "中心$|医院|学校|[中小大]学$|学院|公司|集团|协会|学会|商会|联合会|基金会|红十字会|残联|工商联|社?科联|科协|文联|侨联|妇联|团委|"
            "总工会|工会$|供销|[馆台社厂场]$|研究院|事务所|电力|移动$|联通$|电信$|铁塔"
        ),
    ),
)  # fmt: skip
_GROUPS: Final[tuple[tuple[str, tuple[UnitKind, ...], tuple[str, ...]], ...]] = (
    ("执法", (), ("enforcement",)),
    ("政府组成部门|政府(?:各|工作)?部门|直属机构", ("government",), ()),
    ("驻[县市区旗]", ("vertical",), ()),
    ("部门|单位|委办局|[县市区旗州]?[直级]?机关$", ("government", "vertical", "institution", "party"), ()),
    ("企业|学校|中学|小学|院校|高校|团体|金融机构|银行|医院", ("institution",), ()),
    ("乡|镇|街道|苏木", ("township",), ()),
)
_NEAR: Final = 50  # names that begin and end alike: as many are held against each other


@frozen
class Alias:
    """Two names that may mean one unit."""

    name: str
    other: str


@frozen
class DraftDirectory:
    """All units and groups, the known ones first; `new` names those that are not in the known list.

    `aliases` are pairs for a person to confirm; `notes` are questions by name of unit or group.
    """

    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    new: tuple[str, ...]
    aliases: tuple[Alias, ...]
    notes: dict[str, tuple[str, ...]]


def kind_of(name: str) -> UnitKind:
    """The kind of a unit, guessed by its name; `government` when nothing else fits."""
    for kind, pattern in _KINDS:
        if re.search(pattern, name):
            return kind
    return "government"


def propose_units(
    draft: ParsedPlan,
    known: tuple[Sequence[Unit], Sequence[Group]] = ((), ()),
    initials: Callable[[str], str] | None = None,
) -> DraftDirectory:
    """The units of a draft. `known` are those of an existing units.yaml, which stay as they are.

    `initials` gives the first letters of a name's pinyin (`区司法局` → `qsfj`); without it codes are u01, u02 …
    """
    units, groups = list(known[0]), list(known[1])
    enforcing = _enforcing(draft)
    named = {name for unit in units for name in (unit.name, *unit.aliases)} | {group.name for group in groups}
    codes, numbers = {unit.code for unit in units}, dict[str, int]()
    new: list[str] = []
    told = {each.message[1:].partition("”")[0] for each in draft.remarks if each.message.endswith(UNUSUAL)}
    notes: dict[str, tuple[str, ...]] = {}
    for name in _names(draft):
        if name in named:
            continue
        named.add(name)
        new.append(name)
        if is_group(name):
            groups.append(_group(name))
            continue
        unit = _unit(name, _code(name, codes, initials, numbers), enforcing=name in enforcing)
        codes.add(unit.code)
        units.append(unit)
        notes[name] = () if name in told else tuple(_unit_notes(unit))
    tags, fresh = {tag for unit in units for tag in unit.tags}, frozenset(new)
    groups = [_with_tags(group, tags) if group.name in fresh else group for group in groups]
    guessed = [unit.name for unit in units if unit.name in fresh and "tags" in unit.assumed_fields]
    notes |= {group.name: (_group_note(group.name, guessed),) for group in groups if group.name in fresh}
    aliases = tuple(_aliases(units, fresh))
    for name, note in _maybe_one(aliases, _alike_groups(groups, fresh)):
        notes[name] = (*notes.get(name, ()), note)
    return DraftDirectory(
        units=tuple(units),
        groups=tuple(groups),
        new=tuple(new),
        aliases=aliases,
        notes={key: each for key, each in notes.items() if each},
    )


def _maybe_one(units: Iterable[Alias], groups: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """By name what is asked about names that may mean the same unit or the same group."""
    for each in units:
        yield each.name, f"与“{each.other}”可能是同一家；是的话删去本条，把名称写进那家的 aliases"
    for name, other in groups:
        yield name, f"与“{other}”可能是同一组单位；是的话两组的 members 写成一样"


def _names(draft: ParsedPlan) -> Iterable[str]:
    """Every name in the draft, once, in the order of the document."""
    found: dict[str, None] = {}
    for task in draft.tasks:
        for name in (*task.lead, *task.responsible, *task.cooperating):
            found.setdefault(name)
    return found


_SHOWN: Final = 6
_UNTIL_COMPLETE: Final = "；核全以后删去 complete: false 和 assumed"


def _group(name: str) -> Group:
    members = next(
        (GroupMembers(kinds=kinds, tags=tags) for pattern, kinds, tags in _GROUPS if re.search(pattern, name)),
        GroupMembers(),
    )
    return Group(name=name, members=members, complete=False, assumed=(Assumption("members", _why(name)),))


def _why(name: str) -> str:
    """Nobody has said yet that all members of a group the document names and does not list are there."""
    if re.search("有关|相关|涉及|相应", name):
        return "原文没有写明是哪些单位，按类别或名单归属暂列，多半列多了，还没有核减"
    return "原文没有列明有哪些单位，按类别或名单归属暂列，还没有核全"


def _group_note(name: str, guessed: Sequence[str] = ()) -> str:
    """What is asked about a group; `guessed` are the units taken to enforce the law, by the tasks they lead."""
    said = "组里有哪些单位，请核对 members"
    if "执法" in name and guessed:
        more = f"等 {len(guessed)} 家" if len(guessed) > _SHOWN else ""
        said = (
            f"文件没有逐一列举行政执法部门，暂列牵头执法任务的 {'、'.join(guessed[:_SHOWN])}{more}，"
            "请核对：不是的删去 tags 里的 enforcement，其余的补上"
        )
    elif "执法" in name:
        said = "文件没有逐一列举行政执法部门，请给它们的 tags 加上 enforcement，组的 members 写 tags: [enforcement]"
    elif re.search("有关|相关|涉及|相应", name):
        said = "原文没有写明是哪些单位，请在 members 里用 units 列出"
    elif _group(name).members.kinds == ("township",):
        said = "请把全部乡镇（街道）补进 units，kind 写 township"
    return f"{said}{_UNTIL_COMPLETE}"


def _enforcing(draft: ParsedPlan) -> frozenset[str]:
    """Who leads a task that speaks of 执法, when the document names a group of units that enforce the law."""
    if not any("执法" in name and is_group(name) for name in _names(draft)):
        return frozenset()
    return frozenset(name for task in draft.tasks if "执法" in task.title + task.text for name in task.lead)


def _with_tags(group: Group, tags: set[str]) -> Group:
    """A group without the tags no unit has: whoever gives a unit the tag writes it into the group too."""
    members = group.members
    return replace(group, members=replace(members, tags=tuple(each for each in members.tags if each in tags)))


def _unit(name: str, code: str, *, enforcing: bool) -> Unit:
    """A unit the document names; `verified` only when its name is surely that of one unit.

    `enforcing`: the document names a group of units that enforce the law, which they are told by their names.
    """
    kind = kind_of(name)
    tags = ("enforcement",) if enforcing and kind in {"government", "vertical"} else ()
    guessed = [Assumption("kind", "按名称推定")] if _is_unsure(name) else []
    if tags:
        guessed.append(Assumption("tags", "原文没有列举行政执法部门，它牵头的任务写到执法"))
    return Unit(name=name, code=code, kind=kind, tags=tags, verified=is_clear(name), assumed=tuple(guessed))


def _unit_notes(unit: Unit) -> Iterable[str]:
    if not unit.verified:
        yield "不像一家单位的名称，暂按一家计；请核对是哪一家，或改成单位组，核对后把 verified 改成 true"
    elif "kind" in unit.assumed_fields:
        yield "类别是按名称猜的，请核对 kind"


def _is_unsure(name: str) -> bool:
    return kind_of(name) == "government" and not re.search("局$|政府|办公室$|委员会$|厅$", name)


def _code(name: str, taken: set[str], initials: Callable[[str], str] | None, numbers: dict[str, int]) -> str:
    """A short code that is not taken: the initials of the name without its area, longer or numbered when needed.

    `numbers` are the last given to the names with the same initials.
    """
    if initials is None:
        number = len(taken) + 1
        while f"u{number:02d}" in taken:
            number += 1
        return f"u{number:02d}"
    bare = AREA.sub("", name)
    for each in (bare, name):
        code = re.sub("[^a-z0-9]", "", initials(each).lower())[:16]
        if re.fullmatch("[a-z][a-z0-9]+", code) and code not in taken and code not in {"con", "prn", "aux", "nul"}:
            return code
    base = re.sub("[^a-z0-9]", "", initials(bare).lower())[:14] or "u"
    base = base if base[0].isalpha() else f"u{base}"
    number = numbers.get(base, 1) + 1
    while f"{base}{number}" in taken:
        number += 1
    numbers[base] = number
    return f"{base}{number}"


def _aliases(units: Sequence[Unit], new: frozenset[str]) -> Iterable[Alias]:
    """Pairs of names with the same core, at least one of them new: the shorter one first."""
    before: dict[tuple[str, str], list[tuple[str, str]]] = {}  # names that can be alike begin and end alike
    for unit in units:
        name, core = unit.name, core_of(unit.name)
        if not core:
            continue
        others = before.setdefault((core[0], core[-1]), [])
        for other, second in others[-_NEAR:]:
            if (name in new or other in new) and are_alike(core, second):
                short, long = sorted((name, other), key=len)
                yield Alias(name=short, other=long)
        others.append((name, core))


def _alike_groups(groups: Sequence[Group], new: frozenset[str]) -> Iterable[tuple[str, str]]:
    """New groups that may mean the same units as one before them."""
    first: dict[str, str] = {}
    for group in groups:
        core = core_of_group(group.name)
        other = first.setdefault(core, group.name)
        if core and other != group.name and (group.name in new or other in new):
            yield group.name, other
