"""The name that stands where a document names no lead."""

from __future__ import annotations

from typing import Final

NOBODY: Final = "待核单位"
"""`check` asks for it."""
