"""Whatever people write into a register, the board has the same elements, and the text is shown as text."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.builders.world import (
    attachment,
    close,
    evidence,
    extend,
    found,
    issued,
    obligation,
    progress,
    rectify,
    register,
    return_,
    units,
    waive,
)

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Register
from spt_fazhi.render.board.page import board_html
from spt_fazhi.text.plain import one_line, plain
from spt_fazhi.views.board.build import build_board
from spt_fazhi.views.board.values import BoardMade, BoardOptions

PIECES = (
    "<b>", "</script>", "<script>window.__hacked=1</script>", "<img src=x onerror=window.__hacked=1>", "<!--", "-->", "]]>",
    "<![CDATA[", "\"", "'", "&amp;", "&#x3c;", "{{ 7*7 }}", "{% raw %}", "javascript:", "\u2028", "\u2029", "\u202e",
    "\u2066", "\u200b", "\ufeff", "\x07", "\x1b[31m", "\x85", "</td></table>", "</article>", "</title>", "</style>", "`",
    "${1}", "<svg onload=window.__hacked=1>", "一" * 10_000, "旁听庭审", "\U0001f600", "\t", "  ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
WHEN = date(2024, 7, 10)
MADE = BoardMade(commit="0" * 40, saved=True, as_of=WHEN, program="0", options=BoardOptions())
_FREE = (
    "title",
    "quote",
    "proof",
    "text",
    "reason",
    "answer",
    "problem",
    "demand",
    "done",
    "detail",
    "checked_by",
    "document",
)


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.shape: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.shape.append(("!--", (data,)))


def spoken(value: Any, text: str) -> Any:
    """A value of the model with every free text replaced."""
    changes: dict[str, Any] = {
        name: text[:500] if name == "answer" else text  # longer answers are refused
        for name in _FREE
        if isinstance(getattr(value, name, None), str) and getattr(value, name)
    }
    return replace(value, **changes) if changes else value


def saying(text: str) -> Register:
    """A register in which every free text is `text`."""
    plan = register(
        replace(obligation("1.1", who=("甲局", "戊委"), due="06-30"), proof="x"),
        obligation("1.2", scope="joint", who=("甲局", "己院"), due="12-31"), obligation("1.3", every="quarter"),
        units=units(戊委={}, 己院={}), progress="quarter",
        records=(
            evidence("03-01", files=(attachment("a.pdf"),)), evidence("03-02", number=1), progress("04-01"),
            rectify("06-20"),
        ),
        inspections=(found(("甲局", "08-01"), ("己院", "08-01")),),
        decisions=(return_("jia/2024-03-02-1.1-aaab"), close("06-25"), extend("12-30", "05-01", id_="1.2", unit=None), waive(unit="戊委")),
        sent=(issued(answer="x"),),
    )  # fmt: skip
    (visit,) = plan.inspections
    seen = spoken(visit.value, text)
    visit = replace(visit, value=replace(seen, findings=tuple(spoken(each, text) for each in seen.findings)))

    def told(entries: Any) -> Any:
        return tuple(replace(each, value=spoken(each.value, text)) for each in entries)

    tasks = tuple(
        replace(spoken(task, text), obligations=tuple(spoken(each, text) for each in task.obligations))
        for task in plan.tasks
    )
    return replace(
        plan,
        info=replace(plan.info, title=text, issuer=text),
        sections=tuple(replace(each, title=text) for each in plan.sections),
        tasks=tasks,
        units=tuple(replace(each, full_name=text, phone=text) for each in plan.units),
        records=told(plan.records),
        decisions=told(plan.decisions),
        issued=told(plan.issued),
        inspections=(visit,),
    )


def page_of(text: str) -> str:
    made = assess(saying(text), WHEN)
    return board_html(build_board(made, made.all_duties, made.tasks, BoardOptions()), MADE)


HARMLESS = Shape(page_of("寻常的话"))


@given(TEXTS)
def test_a_page_has_the_same_elements_whatever_is_written(text: str) -> None:
    shape = Shape(page_of(f"始{text}终"))
    assert shape.shape == HARMLESS.shape


@given(TEXTS)
def test_what_is_written_is_shown_as_it_is_written(text: str) -> None:
    written = f"始{text}终"
    said = Shape(page_of(written)).texts
    whole = "".join(said)
    assert plain(written) in whole  # quotes and titles, whole
    assert one_line(written) in whole
    assert whole.count("始") >= HARMLESS.texts.count("寻常的话")
    assert not set(whole) & set("\u2028\u2029\u202e\u2066\x07\x1b\x85")


def test_the_register_says_the_text_everywhere_it_can() -> None:
    assert sum(each.count("寻常的话") for each in HARMLESS.texts) > 30
