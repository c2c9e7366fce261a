"""The page about many registers: one file, no script, no request, in the style of the board."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from spt_fazhi import __version__
from spt_fazhi.engine.states import STATES, State
from spt_fazhi.model.period import period_of
from spt_fazhi.render.board.charts import TrendChart, trend_chart
from spt_fazhi.render.board.page import environment, security_policy, short_source
from spt_fazhi.views.rollup.answers import STATE_FIELDS, MonthAnswer, Rollup, TotalsAnswer, rate_of
from spt_fazhi.views.rollup.tables import likeness_text, month_text
from spt_fazhi.views.trend import Sample
from spt_fazhi.views.wording import names_text

_TEMPLATE: Final = "rollup.html.j2"


def rollup_html(rollup: Rollup) -> str:
    """The page, the same text for the same answers."""
    css = short_source("board.css")
    text: str = (
        environment()
        .get_template(_TEMPLATE)
        .render(
            v=rollup,
            css=css,
            csp=security_policy(css),
            program=__version__,
            sums=rollup.judged_sums,
            whole=rollup.whole,
            states_of=states_of,
            rate=rate_of,
            likeness=likeness_text,
            names=names_text,
            month=month_text,
            trend=_trend(rollup),
            slow=rollup.slow,
        )
    )
    return text if text.endswith("\n") else f"{text}\n"


def states_of(row: TotalsAnswer) -> Mapping[State, int]:
    """The judged duties of a district by state."""
    return {state: getattr(row, field) for state, field in STATE_FIELDS.items()}


def _trend(rollup: Rollup) -> TrendChart:
    """The course of the year: what is met, what is overdue, and the rest."""
    return trend_chart([_sample(each, rollup.day) for each in rollup.trend])


def _sample(each: MonthAnswer, last: date) -> Sample:
    month = period_of(date(each.in_month // 100, each.in_month % 100, 1), "month")
    counts: dict[State, int] = dict.fromkeys(STATES, 0)
    counts |= {"done": each.met, "overdue": each.overdue, "in-progress": each.owed - each.met - each.overdue}
    return Sample(day=min(month.last, last), commit="", totals=counts, progress=None)
