"""Rendering a template: tidy text, and a fault as one clear line with its place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.errors import FazhiError
from spt_fazhi.render.template import jinja
from spt_fazhi.render.template.jinja import render, render_here, tidy
from spt_fazhi.render.template.library import Library, library
from spt_fazhi.render.template.sandbox import show
from spt_fazhi.reports.figures.figure import Figure
from spt_fazhi.text.marks import mark

NAME = "试.md.j2"


def own(template: str, **more: str) -> Library:
    files: dict[str, bytes | None] = {f"{name}.md.j2": text.encode() for name, text in more.items()}
    return library({NAME: template.encode(), **files})


def test_tidy() -> None:
    assert tidy("\n\na  \n\n\n\nb\t\n\n") == "a\n\nb\n"
    assert tidy("") == "\n"


@given(st.text("ab \n\t", max_size=40))
def test_tidy_twice_is_tidy_once(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert once.split() == text.split()


def test_a_workspace_template_gives_the_same_bytes_in_a_process_of_its_own() -> None:
    template = "# {{ x }}\n{% for n in range(3) %}\n- {{ n }}{{ x | 脚注 }}\n{% endfor %}\n\n\n{{ y | 依据 }}\n"
    values = {"x": "甲*乙", "y": ("a/1", "b/2")}
    assert render(own(template), NAME, values) == render_here(own(template), NAME, values)


@pytest.mark.parametrize("here", [render, render_here])
def test_what_a_terminal_acts_on_and_no_paper_shows_is_taken_out(here: Callable[..., str]) -> None:
    template = "甲\x1b]0;p\x07乙\0\u202e\ufffe\x9b\u200b丙\r\n{{ '\\x1b[31m' }}丁{{ x }}\U000e0041{{ y }}\t戊\n"
    values = {"x": "\x1b\u202e己", "y": Figure(key="k", value=3, printed="3", basis="", records=())}
    text = here(own(template), NAME, values)
    assert text == f"甲]0;p乙丙\n{show('[31m')}丁己{mark('k', '3')}\t戊\n"


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("a\n{% if %}", 2, "语法不对"), ("{% fro x in y %}", 1, "不认识或不该在这里的标签"), ("{{ x", 1, "模板没有写完"),
        ("{{ x | 百分 }}", 1, "是不是“百分比”"), ("{% for a in x %}", 1, "模板没有写完"), ("{# x", 1, "注释没有写完"),
        ("a\n\n{{ y }}", 3, "没有“y”"), ("{{ x，y }}", 1, "全角"), ("{% include '试试.md.j2' %}", 1, "是不是“试.md.j2”"),
        ("{% include '试.md.j2' %}", 1, "是不是引用了自己"), ("{{ x() }}", 1, "这里不能调用"),
    ],
)  # fmt: skip
def test_a_fault_names_its_place(template: str, line: int, said: str) -> None:
    with pytest.raises(FazhiError) as caught:
        render(own(template), NAME, {"x": "甲"})
    assert caught.value.message.startswith(f"templates/{NAME}:{line}：")
    assert said in caught.value.message
    assert "请改正工作区里的模板" in caught.value.hint


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("a\n{% if %}", 2, "语法不对：“%}”前面缺了内容"), ("{{ 1e999 }}", 1, "写的数过大"), ("{{ -1e999 }}", 1, "写的数过大"),
        (f"a\n{{{{ {'9' * 6000} }}}}", 2, "写的数过大"), ("{{ x < 3 }}", 1, "不能比较大小"),
        ("{% block a %}{% endblock %}\n{% block a %}{% endblock %}", 2, "有两个 block 都叫“a”"),
        ("{% for a, b in [1] %}{% endfor %}", 1, "与列表里每一条的个数不同"),
        ("{% for a, b in [(1, 2, 3)] %}{% endfor %}", 1, "与列表里每一条的个数不同"),
        ("{{ 1 is divisibleby 0 }}", 1, "除数是 0"), ("{{ range(a=1) }}", 1, "没有“a”这个参数"),
        ("{{ x | 顿号(1, 2, 3, 4) }}", 1, "参数的个数不对"), ("{{ range(a=1, a=2) }}", 0, "参数写了两次"),
        ("{% macro 宏(a) %}{% endmacro %}{{ 宏(1, 2) }}", 1, "宏“宏”最多有 1 个参数"),
        ("{% for a in 5 %}{% endfor %}", 1, "要用列表"), ("{{ (1 }}", 1, "不该有“}”，应是“)”"),
        ("{{ x['a':] }}", 1, "要写整数"), ("{{ -x }}", 1, "要用数字"), ("{{ [1] in {1: 2} }}", 1, "列表不能用在这里"),
        ("{{ x | round }}", 1, "要用数字"), ("{{ '\\x1' }}", 1, "反斜杠写法不对"), ("{% set 1 = 2 %}", 1, "要写名称"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_chinese_with_its_place(template: str, line: int, said: str) -> None:
    with pytest.raises(jinja.TemplateFault) as caught:
        render_here(own(template), NAME, {"x": "甲"})
    assert (caught.value.line, said in caught.value.message) == (line, True), caught.value.message
    assert not re.search("[a-z]+ [a-z]+|[a-z]_[a-z]", caught.value.message), caught.value.message


def test_the_fault_of_an_included_template_is_named_there() -> None:
    with pytest.raises(FazhiError, match=r"templates/内\.md\.j2:2："):
        render(own("{% include '内.md.j2' %}", 内="a\n{{ y }}"), NAME, {})


def test_too_much_output_and_too_much_time() -> None:
    assert jinja.TIMEOUT_SECONDS == 20
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(FazhiError, match=r"0\.3 秒还没有渲染完"):
        render(own(endless), NAME, {}, timeout=0.3)
    with pytest.raises(FazhiError, match="兆字"):
        render(own("{% for a in range(9999) %}{{ x }}{% endfor %}"), NAME, {"x": "长" * 9999})
