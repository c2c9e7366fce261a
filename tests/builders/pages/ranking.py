"""The ranking of the demo as a Word file, verified as a person would who has edited it."""

from __future__ import annotations

from pathlib import Path

from tests.builders.command import Ran, fazhi

DAY = "2024-07-15"


def verify(place: Path, file: Path | str, day: str = DAY, *more: str, root: Path | None = None) -> Ran:
    return fazhi("verify", str(file), "--as-of", day, *more, root=root or place / "区")


def overall(place: Path) -> str:
    """The sentence with the figures of all bodies together."""
    text = fazhi("report", "ranking", "--as-of", DAY, root=place / "区").out
    lines = text.splitlines()
    return next(line for line in lines if "按时完成率" in line and not line.startswith("|")).partition("。")[0]
