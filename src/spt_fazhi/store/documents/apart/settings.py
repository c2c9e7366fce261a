"""What a process that reads foreign bytes may cost: two settings of the environment."""

from __future__ import annotations

import os
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.plain import one_line

MEMORY: Final = "FAZHI_READ_MEMORY"
SECONDS: Final = "FAZHI_READ_SECONDS"
_SHOWN: Final = 20


@frozen
class Limits:
    """The most memory, in MiB, and the most seconds of wall and of processor time."""

    memory: int = 1024
    seconds: int = 20


def reading_limits() -> Limits:
    """The limits as the environment sets them. Raises UsageError for what is no number or out of range."""
    usual = Limits()
    return Limits(
        memory=_number(MEMORY, usual.memory, 64, 65536, "MiB"), seconds=_number(SECONDS, usual.seconds, 1, 3600, "秒")
    )


def _number(variable: str, usual: int, least: int, most: int, unit: str) -> int:
    said = os.environ.get(variable, "").strip()
    if not said:
        return usual
    if said.isascii() and said.isdigit() and len(said) <= len(str(most)) and least <= int(said) <= most:
        return int(said)
    raise UsageError(
        f"环境变量 {variable} 写的是“{one_line(said, _SHOWN)}”，不能用",
        f"请写 {least} 到 {most} 的整数（单位是{unit}），或去掉它，按 {usual} 算",
    )
