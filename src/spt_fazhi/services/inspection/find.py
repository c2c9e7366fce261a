"""What a clerk types for an inspection or a finding, found or refused with those that may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.paths import INSPECTIONS_DIR, SUFFIX
from spt_fazhi.model.references import finding_id, finding_name, short_finding
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

_SHOWN: Final = 8
_UNREADABLE: Final = "；若该文件读不出来，请先运行 fazhi check"
_WITH_NUMBER: Final = re.compile(r"(?P<visit>[^.]*)\.(?P<number>[0-9]{1,4})")


def find_inspection(register: Register, typed: str) -> Entry[Inspection]:
    """An inspection by its id, its file, or the four letters its id ends with.

    Raises UsageError: with all that it may be where there are several, with the nearest ones where there is none.
    """
    text = _id_in(typed)
    found = _matching(register, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"“{text}”可能是好几次督察：{_listed(found)}", "请写完整的编号")
    finding = _WITH_NUMBER.fullmatch(text)
    if finding and _matching(register, finding["visit"]):
        raise UsageError(f"“{text}”是问题编号，这里要写督察编号", f"是不是 {finding['visit']}？")
    raise UsageError(f"没有编号为“{one_line(text, 60)}”的督察", _known(register, text))


def find_finding(register: Register, typed: str) -> Found:
    """A finding by its full id (`2024-05-24-k7q2.1`) or its name (`k7q2.1`), with the inspection it stands in.

    A number that is not in the inspection itself is looked for among what was added to it. Raises UsageError: with
    all that it may be where there are several, with the findings there are where there is none.
    """
    text = _id_in(typed)
    parts = _WITH_NUMBER.fullmatch(text)
    if parts is None:
        raise _not_a_finding(register, text)
    visits = _matching(register, parts["visit"])
    if not visits:
        message = f"没有编号为“{one_line(parts['visit'], 60)}”的督察，找不到问题“{one_line(text, 60)}”"
        raise UsageError(message, _known(register, parts["visit"]))
    number = int(parts["number"])
    found = _numbered(visits, number) or [
        each for visit in visits for each in _numbered(additions(register, visit.id), number)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        ids = names_text([finding_id(each.inspection.id, number) for each in found], _SHOWN, "个")
        raise UsageError(f"“{text}”可能是好几个问题：{ids}", "请写完整的编号")
    raise UsageError(f"督察 {_listed(visits)} 没有编号为 {number} 的问题", _findings_of(register, visits))


def additions(register: Register, inspection: str) -> tuple[Entry[Inspection], ...]:
    """What was added to an inspection later, in order of id."""
    return tuple(each for each in register.inspections if each.value.adds_to == inspection)


def with_additions(register: Register, inspection: Entry[Inspection]) -> tuple[Entry[Inspection], ...]:
    """An inspection and what was added to it."""
    return (inspection, *additions(register, inspection.id))


def _id_in(typed: str) -> str:
    """The id in what was typed: an id, or a file with forward or backward slashes; in small letters, half width."""
    text = narrow(typed).replace("\\", "/").lower().removeprefix("./")
    return text.removeprefix(f"{INSPECTIONS_DIR}/").removesuffix(SUFFIX)


def _matching(register: Register, text: str) -> list[Entry[Inspection]]:
    """The inspections of this id, else those whose id ends with these four letters."""
    exact = [each for each in register.inspections if each.id == text]
    return exact or [each for each in register.inspections if finding_name(each.id) == text]


def _numbered(visits: Iterable[Entry[Inspection]], number: int) -> list[Found]:
    return [Found(visit, found) for visit in visits if (found := visit.value.finding(number)) is not None]


def _not_a_finding(register: Register, text: str) -> UsageError:
    visits = _matching(register, text)
    if visits:
        hint = _findings_of(register, visits)
        return UsageError(f"“{text}”是督察编号，这里要写问题编号，如 {finding_name(visits[0].id)}.1", hint)
    hint = "用 fazhi inspect list 查看全部督察和问题编号"
    return UsageError(f"“{one_line(text, 60)}”不是问题编号，应写成 k7q2.1 或 2024-05-24-k7q2.1 的样子", hint)


def _findings_of(register: Register, visits: Iterable[Entry[Inspection]]) -> str:
    """The numbers of the findings of these inspections and of what was added to them, as a hint."""
    whole = [each for visit in visits for each in with_additions(register, visit)]
    names = [short_finding(each.id, one.id) for each in whole for one in each.value.findings]
    return f"可写：{names_text(names, _SHOWN, '个')}" if names else "该次督察没有登记问题"


def _known(register: Register, text: str) -> str:
    """What may be meant where nothing was found, as a hint."""
    if not register.inspections:
        return f"台账里还没有督察，登记用 fazhi inspect new{_UNREADABLE}"
    names = {each.id: each for each in register.inspections} | {
        finding_name(each.id): each for each in register.inspections
    }
    near = [names[name] for name in get_close_matches(text, list(names), 3, 0.7)]
    listed = _listed(dict.fromkeys(each.id for each in near)) if near else ""
    return f"{f'是不是 {listed}？' if near else ''}用 fazhi inspect list 查看全部督察编号{_UNREADABLE}"


def _listed(found: Iterable[Entry[Inspection] | str]) -> str:
    return names_text([each if isinstance(each, str) else each.id for each in found], _SHOWN, "次")
