"""Rendering a template: tidy text, and a fault as one clear line with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.errors import FazhiError
from spt_fazhi.render.template import jinja
from spt_fazhi.render.template.jinja import render, render_here, tidy
from spt_fazhi.render.template.library import Library, library

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
