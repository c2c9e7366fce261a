"""A real browser for the tests of the board, and what goes with it; what is missing skips them, in CI it fails them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = os.environ.get("FAZHI_TEST_AXE", "")
"""The path of axe.min.js, which nobody vendors: `npm install axe-core` fetches it."""
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip


def require(there: object, what: str) -> None:
    """Skip the test where something is not installed; fail it in CI, which installs all there is."""
    if there:
        return
    said = f"{what} is not installed; see CONTRIBUTING.md"
    if os.environ.get("CI"):
        pytest.fail(said)
    pytest.skip(said)


def require_programs(*names: str) -> None:
    """The same for programs of Debian's packages."""
    for name in names:
        require(shutil.which(name), name)


class Opened:
    """A page of the browser with all that it asked for and all that it said."""

    def __init__(self, page: Any, file: Path) -> None:
        """Listen to a page that will open `file`."""
        self.page = page
        self.address = file.as_uri()
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def go(self, place: str = "") -> Any:
        """Open the file at a place of it; the page."""
        self.page.goto(self.address + place)
        return self.page

    def at(self, place: str) -> Any:
        """Change the address's hash, as a link does, and wait until the page has seen it; the page."""
        self.page.evaluate(
            """place => new Promise(done => {
                if (location.hash === place) return done();
                addEventListener('hashchange', () => done(), { once: true });
                location.hash = place;
            })""",
            place,
        )
        return self.page


@contextmanager
def opened(browser: Any, file: Path, place: str = "", **context: Any) -> Iterator[Opened]:
    """A page of its own, off the network, that has opened a file."""
    given: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}, "offline": True, "locale": "zh-CN", **context}
    own = browser.new_context(**given)
    try:
        page = Opened(own.new_page(), file)
        page.go(place)
        yield page
    finally:
        own.close()
