"""The board in a real browser: it opens without a network, asks for nothing, complains of nothing, works by keyboard."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.builders.browser import AXE, opened, require

from spt_fazhi.views.board.values import BoardView

pytestmark = pytest.mark.slow
PLACES = ("", "#matrix", "#tasks", "#t6", "#o6.1", "#units", "#unit=sfj&state=overdue", "#q=培训", "#findings", "#all")
WIDTHS = {"wide": {"width": 1366, "height": 768}, "narrow": {"width": 390, "height": 844}}
NASTY = (
    "#unit=%E0%A4%A", "#%", "#unit=%", "#=&=&&", "#state=nobody", "#unit=<script>", "#q=%00", "#__proto__=1",
    "#unit=constructor", "#o6.1%27", "#list", "#" + "一" * 5000, "#q=" + "*(" * 500, "#state=\"]", "#none", "#main",
)  # fmt: skip


def shown(page: Any) -> list[str]:
    """The ids of the views that are on the screen."""
    found: list[str] = page.eval_on_selector_all(".view", "all => all.filter(e => e.offsetParent).map(e => e.id)")
    return found


def numbers(page: Any) -> dict[str, int]:
    """What the list says it found: `{"责任": 8, "报送": 7}`."""
    return {
        kind: int(number) for kind, number in re.findall("(责任|报送|整改) ([0-9]+) [条个]", page.inner_text("#said"))
    }


def rows(page: Any) -> int:
    return int(page.eval_on_selector("#found", "body => body.rows.length"))


@pytest.mark.parametrize("which", ["file", "real_file"])
def test_it_opens_without_a_network_asks_for_nothing_and_says_nothing(
    browser: Any, which: str, request: pytest.FixtureRequest
) -> None:
    with opened(browser, request.getfixturevalue(which)) as found:
        for place in PLACES:
            assert shown(found.at(place) if place else found.page), place
        assert found.asked == [found.address]
        assert found.said == []


def test_the_list_has_what_the_filter_asks_for(browser: Any, file: Path, view: BoardView) -> None:
    duties = [(task, each.id, row) for task in view.tasks for each in task.obligations for row in each.rows]
    with opened(browser, file) as found:
        late = sum(row.lamp.state == "overdue" for _, _, row in duties)
        assert numbers(found.at("#state=overdue"))["责任"] == late == view.status.totals.obligations["overdue"]
        code = next(sheet.code for sheet in view.units if sheet.figures.overdue)
        own = sum(code in row.codes for _, _, row in duties)
        assert numbers(found.at(f"#unit={code}"))["责任"] == own
        both = sum(code in row.codes and row.lamp.state == "overdue" for _, _, row in duties)
        assert numbers(found.at(f"#unit={code}&state=overdue"))["责任"] == both > 0
        part = view.status.sections[1].id
        held = sum(task.section == part for task, _, _ in duties)
        assert numbers(found.at(f"#section={quote(part)}"))["责任"] == held > 0
        one = sum(name == "6.1" for _, name, _ in duties)
        assert numbers(found.at("#item=6.1"))["责任"] == one == rows(found.page)
        assert "没有符合条件的" in found.at("#q=" + quote("查无此事")).inner_text("#said")


def test_the_form_and_the_address_say_the_same(browser: Any, file: Path, view: BoardView) -> None:
    code = view.units[0].code
    with opened(browser, file) as found:
        page = found.page
        page.select_option("select[name=unit]", code)
        page.wait_for_function("() => document.querySelector('#list').classList.contains('on')")
        assert page.evaluate("location.hash") == f"#unit={code}"
        page.select_option("select[name=state]", "done")
        page.wait_for_function("() => location.hash.includes('state=done')")
        page.fill("input[name=q]", "培训")
        page.wait_for_function("() => location.hash.includes('q=')")
        assert shown(page) == ["list"]
        sent = page.evaluate("location.href")
    with opened(browser, file, sent.removeprefix(file.as_uri())) as other:
        values = [other.page.input_value(f"[name={name}]") for name in ("unit", "state", "q")]
        assert values == [code, "done", "培训"]
        assert shown(other.page) == ["list"]


def test_back_and_forward_go_through_the_views(browser: Any, file: Path) -> None:
    with opened(browser, file) as found:
        page = found.at("#matrix")
        found.at("#o6.1")
        assert shown(page) == ["t6"]
        page.go_back()
        page.wait_for_function("() => document.querySelector('#matrix').classList.contains('on')")
        page.go_forward()
        page.wait_for_function("() => document.querySelector('#t6').classList.contains('on')")
        assert shown(page) == ["t6"]


@pytest.mark.parametrize("place", NASTY, ids=range(len(NASTY)))
def test_whatever_stands_in_the_address_some_view_is_shown(browser: Any, file: Path, place: str) -> None:
    with opened(browser, file, place) as found:
        assert len(shown(found.page)) == 1
        assert found.said == []


def test_a_link_to_a_unit_opens_its_page_with_its_heading_in_focus(browser: Any, file: Path, view: BoardView) -> None:
    sheet = view.units[2]
    with opened(browser, file, f"#{sheet.anchor}") as sent:
        assert shown(sent.page) == [sheet.anchor]
        sent.page.wait_for_function("() => document.activeElement.tagName === 'H2'")
        assert sent.page.evaluate("document.activeElement.textContent").strip() == sheet.name
    with opened(browser, file, "#units") as found:
        found.page.click(f"#units a[href='#{sheet.anchor}']")
        found.page.wait_for_function("() => document.activeElement.tagName === 'H2'")
        assert found.page.evaluate("document.activeElement.textContent").strip() == sheet.name


def test_a_cell_of_the_matrix_leads_to_what_the_unit_owes_there(browser: Any, file: Path, view: BoardView) -> None:
    row = next(row for row in view.matrix.rows if any(row.cells))
    at = next(place for place, cell in enumerate(row.cells) if cell)
    with opened(browser, file, "#matrix") as found:
        found.page.click(f"table.matrix tbody tr:has(a[href='#u-{row.code}']) td:nth-of-type({at + 1})")
        found.page.wait_for_function("() => location.hash.includes('item=')")
        cell = row.cells[at]
        assert cell is not None
        assert numbers(found.page)["责任"] == len(cell.lamps)


def test_it_is_used_by_keyboard_alone(browser: Any, file: Path) -> None:
    with opened(browser, file) as found:
        page = found.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == "q":
                break
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.type("培训")
        page.wait_for_function("() => document.querySelector('#list').classList.contains('on')")
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.evaluate("!!document.activeElement.closest('#found')"):
                break
        assert page.evaluate("document.activeElement.hash").startswith("#")
        page.keyboard.press("Enter")
        page.wait_for_function("() => !document.querySelector('#list').classList.contains('on')")
        page.keyboard.press("/")
        page.keyboard.press("Escape")
        page.wait_for_function("() => document.querySelector('#overview').classList.contains('on')")


def test_what_has_the_focus_is_seen(browser: Any, file: Path) -> None:
    with opened(browser, file) as found:
        page = found.page
        for _ in range(6):
            page.keyboard.press("Tab")
            style = page.evaluate("(s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(document.activeElement))")
            assert style[0] != "none" and style[1] != "0px"


def test_without_script_it_is_one_long_page(browser: Any, file: Path, view: BoardView) -> None:
    with opened(browser, file, java_script_enabled=False) as found:
        page = found.page
        assert page.locator("form#find").is_hidden()
        sheets = [*(task.anchor for task in view.tasks), *(sheet.anchor for sheet in view.units)]
        for anchor in ("overview", "matrix", "tasks", "units", *sheets):
            assert page.locator(f"[id='{anchor}']").is_visible(), anchor
        text = page.text_content("main")  # what is far off the screen has no lines yet
        for task in view.tasks:
            assert task.title in text
        page.click("#overview a[href='#o2.2'] >> nth=0")
        assert page.locator("[id='o2.2']").is_visible()
        assert (found.asked, found.said) == ([found.address], [])


def test_dark_is_another_page_with_the_same_words(browser: Any, file: Path) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        with opened(browser, file, color_scheme=scheme) as found:
            ground = found.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            seen[scheme] = ground, found.page.inner_text("main")
    assert seen["light"][0] != seen["dark"][0]
    assert seen["light"][1] == seen["dark"][1]
    assert "▲ 逾期" in seen["dark"][1]


@pytest.mark.parametrize("which", ["file", "real_file"])
def test_on_a_telephone_nothing_makes_the_page_wider_than_the_screen(
    browser: Any, which: str, request: pytest.FixtureRequest
) -> None:
    with opened(browser, request.getfixturevalue(which), viewport=WIDTHS["narrow"]) as found:
        for place in PLACES[:-1]:
            page = found.at(place) if place else found.page
            wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide[0] <= wide[1], place


@pytest.mark.parametrize(("width", "scheme"), [("wide", "light"), ("narrow", "light"), ("wide", "dark")])
def test_axe_finds_no_fault(browser: Any, file: Path, width: str, scheme: str) -> None:
    require(AXE and Path(AXE).is_file(), "axe-core (FAZHI_TEST_AXE names its axe.min.js)")
    script = Path(AXE).read_text("utf-8")
    only = "" if scheme == "light" else ", runOnly: ['color-contrast']"  # nothing but colours differs in the dark
    wanted = f"{{resultTypes: ['violations']{only}}}"  # what is well is not listed
    # axe is put into the page past its own policy, which forbids it as it should
    with opened(browser, file, color_scheme=scheme, viewport=WIDTHS[width], bypass_csp=True) as found:
        found.page.add_script_tag(content=script)
        for place in ("", "#matrix", "#t3", "#units", "#u-sfj", "#unit=gafj", "#findings"):
            page = found.at(place) if place else found.page
            about = "{include: [['.view.on']]}" if place else "document"  # what goes round it is the same for all
            faults = page.evaluate(f"axe.run({about}, {wanted}).then(found => found.violations)")
            told = [(each["id"], each["impact"], [node["html"][:160] for node in each["nodes"]][:3]) for each in faults]
            assert told == [], json.dumps(told, ensure_ascii=False)


def test_the_policy_lets_nothing_in_that_is_added(browser: Any, file: Path, tmp_path: Path) -> None:
    added = "<img src='https://example.org/a.png'><script>window.__added = 1</script><link rel=stylesheet href='b.css'>"
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(file.read_text("utf-8").replace("<main", f"{added}<main", 1), "utf-8")
    with opened(browser, spoilt) as found:
        assert found.page.evaluate("window.__added") is None
        assert len([said for said in found.said if "Content Security Policy" in said]) == 3
