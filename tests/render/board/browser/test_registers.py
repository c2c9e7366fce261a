"""The page about many registers in a real browser: it asks for nothing, says nothing, fits, and axe has no fault to find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.builders.browser import AXE, opened, require
from tests.builders.rollups import rollup

from spt_fazhi.render.board.registers import rollup_html

HOSTILE = "<img src='https://example.org/a.png'><script>window.__added = 1</script>"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("rollup") / "汇总.html"
    place.write_text(rollup_html(rollup(HOSTILE)), "utf-8")
    return place


@pytest.mark.parametrize("width", [1366, 360])
def test_it_opens_without_a_request_and_fits(browser: Any, page_file: Path, width: int) -> None:
    with opened(browser, page_file, viewport={"width": width, "height": 700}) as found:
        assert found.asked == [page_file.as_uri()]
        assert found.said == []
        assert found.page.evaluate("window.__added") is None
        assert found.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found.page.click("nav a[href='#worst']")
        assert found.page.evaluate("document.querySelector('#worst').getBoundingClientRect().top < innerHeight")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(browser: Any, page_file: Path, scheme: str) -> None:
    require(AXE and Path(AXE).is_file(), "axe-core (FAZHI_TEST_AXE names its axe.min.js)")
    with opened(browser, page_file, color_scheme=scheme, bypass_csp=True) as found:
        found.page.add_script_tag(content=Path(AXE).read_text("utf-8"))
        faults = found.page.evaluate("axe.run(document).then(found => found.violations)")
        told = [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in faults]
        assert told == [], json.dumps(told, ensure_ascii=False)
