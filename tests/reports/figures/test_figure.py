"""A figure has a key of its own and prints as it was made, wherever it lies in a report's values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.builders.world import obligation

from spt_fazhi.model.frozen import replace
from spt_fazhi.render.template.jinja import render_here
from spt_fazhi.render.template.library import Library
from spt_fazhi.reports.figures.figure import Figure, figures_in, number
from spt_fazhi.text.marks import marked_in, without_marks


def printed(template: str, **values: object) -> str:
    return render_here(Library(workspace={"a.md.j2": template}, faults={}), "a.md.j2", values)


def test_a_number_counts_each_record_once() -> None:
    one = number("a.b", 2, "数的是甲", ["x/1", "x/2", "x/1"])
    assert (one.value, one.printed, one.records) == (2, "2", ("x/1", "x/2"))
    assert bool(one)
    assert not number("a.c", 0, "数的是乙")


def test_a_figure_is_printed_with_its_key_and_compared_by_its_value() -> None:
    text = printed(
        "共{% if n.value > 1 %}{{ n }}{% endif %}项次，{{ [n, m] | 顿号 }}",
        n=number("n", 2, "甲"),
        m=number("m", 0, "乙"),
    )
    assert [(each.key, each.text) for each in marked_in(text)] == [("n", "2"), ("n", "2"), ("m", "0")]
    assert without_marks(text) == "共2项次，2、0\n"
    rate = Figure(key="r", value=Decimal("0.5"), printed="50%", basis="甲", records=())
    (share,) = marked_in(printed("{{ r }}", r=rate))
    assert (share.key, share.text) == ("r", "50%")


def test_figures_are_found_wherever_they_lie() -> None:
    known = [number(key, 1, "甲") for key in "abcd"]
    values = {"one": known[0], "more": ((known[1],), [{"x": known[2]}]), "other": obligation(), "no": None, "n": 3}
    assert figures_in((values, known[3], known[0])) == {each.key: each for each in known}


def test_one_key_means_one_figure() -> None:
    one = number("a", 1, "甲")
    assert figures_in((one, number("a", 1, "甲"))) == {"a": one}
    with pytest.raises(ValueError, match="two figures are called a"):
        figures_in((one, replace(one, printed="2")))
