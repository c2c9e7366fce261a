"""Which register an export is of: its mark, the same every year, and what its district is called."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import RegisterInfo
from spt_fazhi.text.alike.likeness import folded
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.schema import REGISTER

LONGEST_NAME: Final = 100
_OFFICES: Final = ("人民政府办公室", "人民政府")
_YEAR: Final = re.compile(r"20\d\d年?(?:度)?")


@frozen
class Identity:
    """A register's mark and its name, as they stand in every table and on every page."""

    register: str
    name: str


def identity_of(info: RegisterInfo, register: str | None = None, name: str | None = None) -> Identity:
    """What a register is called: as given, else from who issued the plan and what it is titled but for the year.

    Raises UsageError for a mark that no folder can bear on every disk.
    """
    if register is not None and not re.fullmatch(REGISTER, register, re.ASCII):
        raise UsageError(
            f"台账的代号“{one_line(register, 60)}”不能用",
            "写小写字母、数字和短横，40 个以内，如 640502 或 zhongwei-spt",
        )
    return Identity(register=register or mark_of(info), name=name or district_of(info.issuer))


def mark_of(info: RegisterInfo) -> str:
    """A mark of ten hexadecimal digits after an `r`: another one for another issuer, or another plan of the same."""
    title = _YEAR.sub("", info.title)
    return f"r{key_of(f'{info.issuer}：{title}')[:10]}"


def key_of(text: str) -> str:
    """Sixteen hexadecimal digits that are the same where width, case and white space alone differ."""
    return sha256(folded(text).encode("utf-8", "replace")).hexdigest()[:16]


def district_of(issuer: str) -> str:
    """`中卫市沙坡头区` of `中卫市沙坡头区人民政府`; who is called otherwise is called as it is."""
    whole = one_line(issuer, LONGEST_NAME)
    for office in _OFFICES:
        if whole.endswith(office) and len(whole) > len(office):
            return whole.removesuffix(office)
    return whole
