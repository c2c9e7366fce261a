"""The page itself: the packaged templates with the board's values; its style and script are named by their hashes."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any, Final

from spt_fazhi.engine.states import STATES
from spt_fazhi.render.board.charts import BAR_ORDER, share, stacked, trend_chart, year_chart
from spt_fazhi.render.board.qr import QrCodes, qr_codes
from spt_fazhi.render.board.rows import LETTERS, Pieces
from spt_fazhi.render.template.library import packaged_texts
from spt_fazhi.text.plain import one_line, plain
from spt_fazhi.views.board.values import BoardMade, BoardView
from spt_fazhi.views.counted import FEWEST, incomplete_text
from spt_fazhi.views.wording import NOT_IN_USE, SIGNS, chinese_date, month_day, period_text, weekday

FOLDER: Final = "board"
META: Final = "fazhi-board"
"""The name of the <meta> element with what `fazhi verify` reads."""
_HEAD: Final = re.compile(r"\A/\*.*?\*/\n", re.DOTALL)
_INDENTED: Final = re.compile(r"\n[ \n]+")
_AHEAD: Final = 10
"""Rows of what falls due next; the rest stands in the list of the year."""


@cache
def sources() -> Mapping[str, str]:
    """The packaged templates, style and script of the board by name; a workspace cannot replace them."""
    return packaged_texts((".j2", ".css", ".js"), FOLDER)


def board_html(view: BoardView, made: BoardMade) -> str:
    """The page of a board, the same text for the same values.

    Raises FazhiError when the library for QR codes is missing.
    """
    css, js = short_source("board.css"), short_source("board.js")
    template = environment().get_template("board.html.j2")
    text = template.render(
        v=view,
        made=made,
        css=css,
        js=js,
        csp=security_policy(css, js),
        made_json=made_json(made),
        commit=made.short_commit,
        home=_home(view),
        at=_at(made),
        codes=_codes(view, made),
        p=Pieces((unit.code for unit in view.units), judged=view.in_use),
        known={*(unit.anchor for unit in view.units), *(task.anchor for task in view.tasks)},
        ahead=[
            (each.day, item)
            for each in view.days
            if each.day >= view.day
            for item in each.items
            if item.met < item.number
        ][:_AHEAD],
        year=year_chart(view.days, view.year, view.day, judged=view.in_use),
        trend=trend_chart(view.trend),
        fewest=FEWEST,
    )
    return text if text.endswith("\n") else f"{text}\n"


@cache
def short_source(name: str) -> str:
    """A source without the comment at its head and without indentation: the page is not where it is read."""
    return _INDENTED.sub("\n", _HEAD.sub("", sources()[name], count=1))


def _home(view: BoardView) -> str:
    """The command that shows in a terminal what the first page of the board shows."""
    return f"fazhi unit {view.units[0].code}" if view.options.unit is not None and view.units else "fazhi status"


def _at(made: BoardMade) -> str:
    """What a command needs besides to show what the board shows: the version, and the day it was judged as of."""
    return f" --at {made.short_commit} --as-of {made.as_of.isoformat()}"


def _codes(view: BoardView, made: BoardMade) -> QrCodes | None:
    """A code for each page of the board; None without a version that they could name."""
    if not made.commit:
        return None
    commands = (_home(view), "fazhi list")
    of_tasks = (f"fazhi show {task.id}" for task in view.tasks)
    of_units = (f"fazhi unit {unit.code}" for unit in view.units)
    return qr_codes(f"{command}{_at(made)}" for command in dict.fromkeys((*commands, *of_tasks, *of_units)))


def security_policy(css: str, js: str = "") -> str:
    """Forbids every request; allows this style and this script, if any, by their hashes, and nothing else."""
    script = f"'{_hash(js)}'" if js else "'none'"
    return (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src {script}; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def made_json(made: BoardMade) -> str:
    """Where the board comes from as JSON: `commit`, `saved`, `as_of`, `program`, `unit`, `public`, `since`."""
    said = {
        "commit": made.commit,
        "saved": made.saved,
        "as_of": made.as_of.isoformat(),
        "program": made.program,
        "unit": made.options.unit,
        "public": made.options.public,
        "since": made.options.since,
    }
    return json.dumps(said, sort_keys=True)


def _shown(value: object) -> object:
    """What an expression of a template gives: text without what turns or hides other text, numbers without noughts at
    their end; markup of ours as it is.
    """
    kind = type(value)
    return plain(value) if kind is str else f"{value:g}" if kind is float else value  # type: ignore[arg-type]  # a str


@cache
def environment() -> Any:
    """The packaged templates with what they may use; every value is escaped."""
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=DictLoader(dict(sources())),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
    )
    environment.filters.update(
        cn=chinese_date, md=month_day, weekday=weekday, period=period_text, short=one_line, raw=Markup
    )
    environment.globals.update(
        stacked=stacked, share=share, letters=LETTERS, states=STATES, signs=SIGNS, bar_order=BAR_ORDER,
        incomplete=incomplete_text, not_in_use=NOT_IN_USE,
    )  # fmt: skip
    return environment
