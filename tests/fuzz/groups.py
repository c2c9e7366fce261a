"""All targets of the fuzzer by name, and by what they belong to."""

from __future__ import annotations

from typing import Final

from tests.fuzz import documents, registers

GROUPS: Final = {"documents": documents.TARGETS, "register": registers.TARGETS}
TARGETS: Final = {name: target for targets in GROUPS.values() for name, target in targets.items()}
