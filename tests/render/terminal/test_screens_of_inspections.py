"""Every query screen of the small district with two inspections behind it: findings in every state, counted apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.places import TESTS
from tests.builders.worlds.inspected import DAY, inspected

from spt_fazhi.text.columns import columns

GOLDEN = TESTS / "render" / "terminal" / "golden" / "district" / "inspected"
SCREENS: dict[str, tuple[str, ...]] = {
    "status": ("status",), "status-of-a-unit": ("status", "--unit", "东镇"), "overdue": ("overdue",),
    "overdue-detail": ("overdue", "--detail"), "calls": ("calls",), "due": ("due", "--within", "140"),
    "due-detail": ("due", "--within", "140", "--detail", "--unit", "司法局"), "duties": ("duties",),
    "show-a-task": ("show", "2"), "show-an-obligation": ("show", "2.3"), "show-a-finding": ("show", "m3p5.1"),
    "show-a-closed-finding": ("show", "2024-05-24-k7q2.4"), "show-words": ("show", "案卷"), "unit": ("unit", "东镇"),
    "unit-that-is-only-asked": ("unit", "区法院"), "list": ("list",), "list-units": ("list", "--units"),
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return inspected(tmp_path_factory.mktemp("inspected") / "区")


@pytest.mark.parametrize("name", SCREENS)
def test_screen(place: Path, name: str, golden: Callable[[Path, str], None]) -> None:
    ran = fazhi(*SCREENS[name], "--as-of", DAY, root=place, tty=True)
    assert (ran.code, ran.err) == (0, "")
    ran.out.encode("gbk")
    assert [line for line in ran.out.splitlines() if columns(line.rstrip()) > 80] == []
    assert half_width(ran.out) == []
    assert nested(ran.out) == []
    golden(GOLDEN / f"{name}.txt", f"{' '.join(('$ fazhi', *SCREENS[name]))}\n{ran.out}")
