"""What a template may use: the filters and functions, and the guide that lists them and every variable."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import types
import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest
from tests.builders.places import DOCS

from spt_fazhi.render.template.filters import JINJA_FILTERS, Footnotes, filters, functions
from spt_fazhi.render.template.jinja import render_here
from spt_fazhi.render.template.library import Library
from spt_fazhi.reports.catalog import catalog

GUIDE = (DOCS / "templates.md").read_text("utf-8")
_WORDS = {
    str: "文字", int: "整数", bool: "是否", Decimal: "小数", dt.date: "日期", Mapping[str, str]: "文字，按名称取"
}  # fmt: skip


def rendered(template: str, **values: Any) -> str:
    return render_here(Library(workspace={"甲.md.j2": template}, faults={}), "甲.md.j2", values).removesuffix("\n")


@pytest.mark.parametrize(
    ("template", "values", "said"),
    [
        ("{{ day | 日期 }}", {"day": dt.date(2024, 4, 9)}, "2024年4月9日"),
        ("{{ day }}", {"day": dt.date(2024, 4, 9)}, "2024年4月9日"),
        ("{{ day | 短日期 }}", {"day": dt.date(2024, 4, 9)}, "4月9日"),
        ("{{ day | 数字日期 }}", {"day": dt.date(2024, 4, 9)}, "2024-04-09"),
        ("{{ rate | 百分比 }}", {"rate": Decimal("0.352")}, "35.2%"),
        ("{{ rate | 百分比 }}", {"rate": Decimal("0.9995")}, "99.95%"),
        ("{{ rate | 百分比 }}", {"rate": Decimal("0.99999999")}, "不足100%"),
        ("{{ rate | 百分比(0) }}", {"rate": Decimal("0.352")}, "35%"),
        ("{{ rate | 百分比(target=0.8) }}", {"rate": Decimal("0.7999")}, "79.99%"),
        ("{{ rate | 百分比 }}", {"rate": None}, "—"),
        ("{{ names | 顿号 }}", {"names": ("甲", "乙", "丙")}, "甲、乙、丙"),
        ("{{ names | 顿号(most=2) }}", {"names": ("甲", "乙", "丙")}, "甲、乙等 3 个"),
        ("{{ names | 顿号('，') }}", {"names": ("甲", "乙")}, "甲，乙"),
        ("{{ names | 顿号 }}", {"names": ("*甲*", "a|b")}, "\\*甲\\*、a\\|b"),
        ("{{ names | 顿号 }}", {"names": ()}, "无"),
        ("甲{{ ids | 依据 }}\n\n{{ 脚注表() }}", {"ids": ("a", "b")}, "甲[^r1]\n\n[^r1]: 记录：a、b。"),
        ("甲{{ ids | 依据('附件3') }}\n\n{{ 脚注表() }}", {"ids": tuple("abcdefghij")}, "甲[^r1]\n\n[^r1]: 记录：a、b、c、d、e、f、g、h等 10 条，见附件3。"),
        ("{{ number }} {{ share }} {{ text }}", {"number": 5, "share": Decimal("2.50"), "text": "2.3 旁听，4.7%"}, "5 2.5 2.3 旁听，4.7%"),
    ],
)  # fmt: skip
def test_filters(template: str, values: Mapping[str, Any], said: str) -> None:
    assert rendered(template, **values) == said


def first_line(function: Any) -> str:
    return (function.__doc__ or "").strip().splitlines()[0].replace("|", "\\|")


def test_the_guide_describes_every_filter_and_function_as_its_docstring_does() -> None:
    for name, function in filters(Footnotes()).items():
        if name not in JINJA_FILTERS:
            assert f"| `{name}` | {first_line(function)} |" in GUIDE
    assert f"Jinja 自带的：{'、'.join(f'`{name}`' for name in JINJA_FILTERS)}。" in GUIDE
    for name, function in functions(Footnotes()).items():
        assert f"| `{name}` | {first_line(function) if name != 'namespace' else ''}" in GUIDE


def test_the_guide_lists_no_filter_that_is_not_there() -> None:
    listed = set(
        re.findall(r"^\| `([^`]+)` \|", GUIDE.partition("## 过滤器")[2].partition("\n## 任务")[0], re.MULTILINE)
    )
    assert listed == {*(set(filters(Footnotes())) - set(JINJA_FILTERS)), *functions(Footnotes())}


def type_word(hint: Any) -> str:
    if typing.get_origin(hint) is types.UnionType:
        return " 或 ".join("没有值" if each is type(None) else type_word(each) for each in typing.get_args(hint))
    if typing.get_origin(hint) is tuple:
        return f"{type_word(typing.get_args(hint)[0])} 列表"
    return _WORDS.get(hint) or hint.__name__


def rows(values: type) -> Iterator[str]:
    hints = typing.get_type_hints(values, include_extras=True)
    for field in dataclasses.fields(values):
        kind, said = typing.get_args(hints[field.name])
        yield f"| `{field.name}` | {type_word(kind)} | {said} |"


def parts(values: type) -> Iterator[type]:
    """The classes that are reached from the fields of one."""
    for hint in typing.get_type_hints(values).values():
        for each in (hint, *typing.get_args(hint)):
            if dataclasses.is_dataclass(each) and isinstance(each, type):
                yield each
                yield from parts(each)


@pytest.mark.parametrize("name", sorted(catalog()))
def test_the_guide_describes_every_variable_and_field(name: str) -> None:
    report = catalog()[name]
    chapter = GUIDE.partition(f"## {report.TITLE}：`{report.TEMPLATE}`\n")[2].partition("\n## ")[0]
    assert report.DESCRIPTION in chapter
    assert re.findall(r"^\| `.*$", chapter, re.MULTILINE) == list(rows(report.VALUES))
    for each in parts(report.VALUES):
        own = GUIDE.partition(f"\n### {each.__name__}\n\n")[2].partition("\n### ")[0]
        assert own.startswith((each.__doc__ or "").strip())
        assert re.findall(r"^\| `.*$", own, re.MULTILINE) == list(rows(each))
