"""The browser, one for each process of the tests, and the boards it opens, made by the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.browser import CHROMIUM, FLAGS, require
from tests.builders.places import REPOSITORY

from spt_fazhi.render.board.page import board_html
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.views.board.build import build_board
from spt_fazhi.views.board.values import BoardMade, BoardOptions, BoardView

COMMIT = "0123456789abcdef0123456789abcdef01234567"
DAY = date(2024, 6, 30)


def made(day: date = DAY, options: BoardOptions | None = None) -> BoardMade:
    return BoardMade(commit=COMMIT, saved=True, as_of=day, program="0", options=options or BoardOptions())


def view_of(root: Path, day: date = DAY, options: BoardOptions | None = None) -> BoardView:
    found = Workspace.read(root, day, use_cache=False).assessment
    return build_board(found, found.all_duties, found.tasks, options or BoardOptions())


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    require(CHROMIUM, "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        found = player.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def view(demo: Path) -> BoardView:
    """What the board of the demo shows."""
    return view_of(demo)


@pytest.fixture(scope="session")
def file(view: BoardView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The board of the demo."""
    place = tmp_path_factory.mktemp("board") / "看板 一.html"
    place.write_text(board_html(view, made()), "utf-8")
    return place


@pytest.fixture(scope="session")
def real_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The board of the real register, which is not in use."""
    place = tmp_path_factory.mktemp("real") / "board.html"
    place.write_text(board_html(view_of(REPOSITORY), made()), "utf-8")
    return place
