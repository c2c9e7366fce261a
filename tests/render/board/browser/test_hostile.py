"""Hostile texts in a real browser: nothing of them runs, nothing of them is markup, and the filter finds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.builders.browser import opened
from tests.render.board.test_hostile_register import PIECES, page_of

pytestmark = pytest.mark.slow
COUNT = "[...document.querySelectorAll('*')].map(e => e.tagName + [...e.attributes].map(a => a.name)).join()"


def test_nothing_of_it_runs_or_becomes_markup(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page_of("寻常的话"), "utf-8")
    (tmp_path / "b.html").write_text(page_of("".join(PIECES)), "utf-8")
    with opened(browser, tmp_path / "a.html") as found:
        harmless = found.page.evaluate(COUNT)
    with opened(browser, tmp_path / "b.html") as found:
        page = found.page
        assert page.evaluate(COUNT) == harmless
        for place in ("#matrix", "#t1", "#units", "#u-jia", "#findings", "#q=" + quote("onerror"), "#unit=jia"):
            found.at(place)
        assert page.evaluate("window.__hacked") is None
        assert (
            page.eval_on_selector("#found", "body => body.querySelectorAll('script, img, svg, b:not(.was)').length")
            == 0
        )
        assert "<img src=x onerror=" in found.at("#q=" + quote("onerror")).inner_text("#found")
        assert (found.asked, found.said) == ([found.address], [])


@pytest.mark.parametrize("width", [1366, 390])
def test_ten_thousand_characters_without_a_space_make_no_page_wider(browser: Any, tmp_path: Path, width: int) -> None:
    (tmp_path / "c.html").write_text(page_of("x" * 10_000), "utf-8")
    with opened(browser, tmp_path / "c.html", viewport={"width": width, "height": 800}) as found:
        for place in ("", "#matrix", "#t1", "#u-jia", "#findings", "#unit=jia"):
            page = found.at(place) if place else found.page
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
