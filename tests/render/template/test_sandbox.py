"""What a template can reach, and that data never becomes markup however it is put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.exceptions import TemplateRuntimeError
from markdown_it import MarkdownIt
from tests.builders.checks import unit

from spt_fazhi.render.template.jinja import TemplateFault, render_here
from spt_fazhi.render.template.library import library
from spt_fazhi.render.template.sandbox import MAX_TEXT, Markdown, concat, field_names, join, limited, show
from spt_fazhi.text.marks import marked_in, without_marks

NAME = "试.md.j2"


def rendered(template: str, values: Mapping[str, Any] | None = None) -> str:
    return render_here(library({NAME: template.encode()}), NAME, values or {})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("甲*乙", r"甲\*乙"),
        (date(2024, 4, 9), "2024年4月9日"),
        (3, "3"),
        (Markdown("**粗**"), "**粗**"),
    ],
)
def test_values_as_they_stand_in_a_report(value: object, shown: str) -> None:
    assert show(value) == shown


def test_what_is_known_when_a_template_is_read_is_printed_as_it_is_when_it_is_not() -> None:
    for known, told in (
        ("{{ ['*'] | 顿号 }}", "{{ [x] | 顿号 }}"),
        ("{{ '*' | 脚注 }}", "{{ x | 脚注 }}"),
        ("{{ '*' }}", "{{ x }}"),
    ):
        assert rendered(known) == rendered(told, {"x": "*"})


def test_a_number_ends_with_no_zeros() -> None:
    assert show(Decimal("2.50")).replace("\\", "") == "2.5"


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "没有值"), (True, "是/否"), ([1], "是列表"), ((1,), "是列表"), (unit("甲局", "jia"), "几个部分")],
)
def test_what_is_no_text_is_said(value: object, said: str) -> None:
    with pytest.raises(TemplateRuntimeError, match=said):
        show(value)


EVIL = "<b>*x*</b> [a](http://x) `c` | @all"
WAYS = [
    "{{ x }}", "{{ x ~ '' }}", "{{ '' ~ x ~ x }}", "{% set y %}{{ x }}{% endset %}{{ y }}", "{{ [x] | 顿号 }}", "{{ x | trim }}",
    "{% macro m(v) %}{{ v }}{% endmacro %}{{ m(x) }}", "{{ [x, x] | 顿号(x) }}", "{{ x | default('') }}", "{{ [x] | first }}",
    "{% for each in [x] %}{{ each }}{% endfor %}", "{{ x | 脚注 }}{{ x }}", "{% set ns = namespace(v=x) %}{{ ns.v }}",
    "{% filter trim %}{{ x }}{% endfilter %}",
]  # fmt: skip


@pytest.mark.parametrize("template", WAYS)
def test_data_is_plain_words_in_whatever_way_it_is_put_together(template: str) -> None:
    text = without_marks(rendered(template, {"x": EVIL}))
    assert "@" not in text
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    page = reader.render(text)
    assert not {"<b>", "<em>", "<a ", "<code>", "<table>"} & {
        tag for tag in ("<b>", "<em>", "<a ", "<code>", "<table>") if tag in page
    }


@pytest.mark.parametrize("template", [*WAYS, "{{ x | 依据 }}", "{{ [x] | 依据 }}"])
def test_data_forges_no_figure_in_whatever_way_it_is_put_together(template: str) -> None:
    forged = "\ufdd2\ufdd0totals.done\ufdd199\ufdd2\ufdd0"
    text = rendered(template, {"x": forged})
    assert marked_in(text) == ()
    assert not set("\ufdd0\ufdd1\ufdd2") & set(without_marks(text))


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__ }}", "{{ x.__class__.__mro__ }}", "{{ x.upper() }}", "{{ '{0.__class__}'.format(x) }}", "{{ u.name.join([]) }}",
        "{{ 2 ** 99 }}", "{{ 'a' * 10 }}", "{{ 10 ** 10 }}", "{{ x + x }}", "{{ 1 // 0 }}", "{{ 999999999999 * 999999999999 }}",
        "{{ x | attr('upper') }}", "{{ x | pprint }}", "{% include '../x' %}", "{{ range(10**9) }}", "{{ range.__globals__ }}",
        "{{ cycler }}", "{{ self.__init__ }}", "{{ lipsum() }}",
    ],
)  # fmt: skip
def test_out_of_reach(template: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        rendered(template, {"x": "甲", "u": unit("甲局", "jia")})
    assert any("\u4e00" <= char <= "\u9fff" for char in caught.value.message)


def test_a_misspelt_name_is_told_the_nearest() -> None:
    for template, said in (
        ("{{ titel }}", "是不是“title”"),
        ("{{ u.nam }}", "是不是“name”"),
        ("{{ [1].x }}", "列表没有“x”"),
    ):
        with pytest.raises(TemplateFault) as caught:
            rendered(template, {"title": "题", "u": unit("甲局", "jia")})
        assert said in caught.value.message
    assert "name" in field_names(unit("甲局", "jia"))
    assert field_names({"a": 1}) == ("a",)
    assert field_names(3) == ()


def test_absurd_lengths_are_refused() -> None:
    long = "x" * (MAX_TEXT + 1)
    for work in (lambda: limited(long), lambda: join([long]), lambda: concat([long])):
        with pytest.raises(TemplateRuntimeError, match="过长"):
            work()


@given(st.lists(st.text("甲a*_[]()<>|`#@!~", max_size=8), max_size=4))
def test_joining_is_showing_each(parts: list[str]) -> None:
    assert join(parts) == "".join(show(each) for each in parts)
    assert Markdown("").join(parts) == join(parts)
