"""Whether whoever checked a finding on the spot is the unit whose finding it is."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.entries.matching import Matching
from spt_fazhi.engine.unit_search import names_said, typed_name
from spt_fazhi.model.frozen import frozen

_BETWEEN: Final = "[,、;/和与]"  # as half width
_VAGUE: Final = re.compile("本单位|本部门|本机关|本局|本镇|本街道|本乡|自查|自行|自己|自我")
_ABOVE: Final = "省市州"
"""What a unit of a higher level begins with: 市司法局 is not 司法局."""


@frozen
class SelfChecked:
    """`unit` is a unit that was found to have checked itself, `named` one whose name occurs; "" for none.

    `vague` says that whoever checked is called 本单位, or the check 自查.
    """

    unit: str = ""
    named: str = ""
    vague: bool = False


def bearers(matching: Matching, finding: str, owners: tuple[str, ...]) -> tuple[str, ...]:
    """The units whose finding it is or was: who bears it now, and who did when it was found."""
    found = next((each.finding.unit for each in matching.duties if each.key.finding == finding and each.finding), None)
    first = matching.directory.canonical(found)
    return tuple(dict.fromkeys((*owners, *((first,) if first else ()))))


def self_checked(directory: Directory, written: str, units: tuple[str, ...]) -> SelfChecked:
    """What `written`, whoever checked, has to do with the `units` whose finding it is; read as names are typed."""
    text = typed_name(written)
    vague = _VAGUE.search(text) is not None
    parts = [each for each in re.split(_BETWEEN, text) if each]
    meant = [directory.search(part) for part in parts]
    own = [found[0].name for found in meant if len(found) == 1 and found[0].name in units]
    if own and len(own) == len(parts):
        return SelfChecked(unit=own[0], named=own[0], vague=vague)
    named = own[0] if own else next((name for name in units if _occurs(directory, name, text)), "")
    return SelfChecked(named=named, vague=vague)


def _occurs(directory: Directory, name: str, text: str) -> bool:
    unit = directory.unit(name)
    said = {each for each in names_said(unit) if len(each) > 1} if unit is not None else set()
    return any(re.search(f"(?<![{_ABOVE}]){re.escape(each)}", text) for each in said)
