"""The single operations of a soak by name, and how often each comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.soak import office, units
from tests.soak.soak import Soak

Operation = Callable[[Soak], None]
OPERATIONS: Final[dict[str, tuple[Operation, int]]] = {
    "evidence": (units.evidence, 36), "progress": (units.progress, 7), "rectify": (units.rectify, 6), "void": (units.void, 6), "return": (office.return_, 6),
    "decide": (office.extend_or_waive, 7), "close": (office.close, 3), "redact": (office.redact, 3), "inspect": (office.inspect, 6), "call": (office.call, 5),
    "report": (office.report, 1), "notice": (office.notice, 2),
}  # fmt: skip
