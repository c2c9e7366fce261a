"""Every query screen of a small district that has one of everything, in use and not, 80 columns wide and on a GBK console."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.places import TESTS
from tests.builders.worlds.district import DAY, district

from spt_fazhi.text.columns import columns

GOLDEN = TESTS / "render" / "terminal" / "golden" / "district"
SCREENS: dict[str, tuple[str, ...]] = {
    "status": ("status",), "overdue": ("overdue",), "overdue-detail": ("overdue", "--detail"), "calls": ("calls",),
    "notice": ("notice",),
    "due": ("due", "--within", "30"), "duties": ("duties",), "list": ("list",), "list-units": ("list", "--units"),
    "list-assumed": ("list", "--assumed"), "show-a-task": ("show", "1"), "show-an-obligation": ("show", "1.2"),
    "unit": ("unit", "教育局"), "unit-that-is-only-asked": ("unit", "区法院"), "unit-that-acts-through-another": ("unit", "区政府"),
}  # fmt: skip


@pytest.fixture(scope="module", params=["in-use", "not-in-use"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    state: str = request.param
    return state, district(tmp_path_factory.mktemp(state) / "区", in_use=state == "in-use")


@pytest.mark.parametrize("name", SCREENS)
def test_screen(place: tuple[str, Path], name: str, golden: Callable[[Path, str], None]) -> None:
    state, root = place
    ran = fazhi(*SCREENS[name], "--as-of", DAY, root=root, tty=True)
    assert (ran.code, ran.err) == (0, "")
    ran.out.encode("gbk")
    assert [line for line in ran.out.splitlines() if columns(line.rstrip()) > 80] == []
    assert half_width(ran.out) == []
    assert nested(ran.out) == []
    golden(GOLDEN / state / f"{name}.txt", f"{' '.join(('$ fazhi', *SCREENS[name]))}\n{ran.out}")
