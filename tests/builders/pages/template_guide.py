"""The part of docs/templates.md that is written from the program: filters, functions, variables of every report, types.

What stands before it is written by hand. `pytest --update-golden tests/render/template/test_guide.py` writes the rest.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from inspect import cleandoc
from typing import Any, Final

from spt_fazhi.render.template.filters import FILTERS_OF_REPORTS, FUNCTIONS, JINJA_FILTERS
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.reports.figures import edition, since
from spt_fazhi.reports.letters import letter, message, rectify, rectify_message
from spt_fazhi.reports.rollup import bulletin

FIRST: Final = "## 过滤器\n"
"""The heading with which the written part begins."""
_WORDS: Final = {str: "文字", int: "整数", bool: "是否", Decimal: "小数", dt.date: "日期"}


def guide() -> str:
    """All of it, from its first heading to the end of the file."""
    return "\n".join((*_tables(), *_chapters(), *_types()))


def chapters() -> list[tuple[str, str, str, type]]:
    """Title, what it is for, template and class of the values of every template; one that several reports share, once."""
    found = {each.TEMPLATE: (each.TITLE, each.DESCRIPTION, each.TEMPLATE, each.VALUES) for each in catalog().values()}
    others = (
        ("给一家单位的函", letter.TEMPLATE, letter.LetterValues),
        ("给一家单位的口信", message.MESSAGE_TEMPLATE, message.MessageValues),
        ("说督察问题的函", rectify.RECTIFY_TEMPLATE, rectify.RectifyValues),
        ("说督察问题的口信", rectify_message.RECTIFY_MESSAGE, rectify_message.RectifyMessageValues),
        ("核对版的附页", edition.TEMPLATE, edition.CheckValues),
        ("印发以来的变化", since.TEMPLATE, since.SinceValues),
        (bulletin.TITLE, bulletin.TEMPLATE, bulletin.VALUES),
    )
    return [*found.values(), *((title, _first_line(own), template, own) for title, template, own in others)]


def classes(values: type) -> Iterator[type]:
    """The classes that are reached from the fields of one, itself left out, each as often as it is met."""
    for hint in typing.get_type_hints(values).values():
        for each in _named_in(hint):
            if each is not values:
                yield each
                yield from classes(each)


def _named_in(hint: Any) -> Iterator[type]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for each in typing.get_args(hint):
        yield from _named_in(each)


def _tables() -> Iterator[str]:
    yield FIRST
    own = {name: function for name, function in FILTERS_OF_REPORTS.items() if name not in JINJA_FILTERS}
    yield from _table("名称 | 用途", (f"`{name}` | {_first_line(each)}" for name, each in own.items()))
    yield f"Jinja 自带的：{'、'.join(f'`{name}`' for name in JINJA_FILTERS)}。\n"
    yield "## 函数\n"
    said = {"namespace": "Jinja 的 namespace，循环里累计用。"}
    yield from _table(
        "名称 | 用途", (f"`{name}` | {said.get(name) or _first_line(each)}" for name, each in FUNCTIONS.items())
    )


def _chapters() -> Iterator[str]:
    for title, said, template, values in chapters():
        yield f"## {title}：`{template}`\n\n{said}\n"
        yield from _table("变量 | 类型 | 含义", _rows(values))


def _types() -> Iterator[str]:
    yield "## 上面用到的类型\n"
    known: dict[str, type] = {}
    for *_, values in chapters():
        for each in classes(values):
            if known.setdefault(each.__name__, each) is not each:
                raise ValueError(f"two classes of template values are called {each.__name__}")
    for name, each in known.items():
        yield f"### {name}\n\n{cleandoc(each.__doc__ or '')}\n"
        yield from _table("字段 | 类型 | 含义", _rows(each))


def _table(head: str, rows: Iterable[str]) -> Iterator[str]:
    yield f"| {head} |"
    yield f"| {' | '.join('---' for _ in head.split(' | '))} |"
    for row in rows:
        yield f"| {row} |"
    yield ""


def _rows(values: type) -> Iterator[str]:
    hints = typing.get_type_hints(values, include_extras=True)
    for field in dataclasses.fields(values):
        kind, said = typing.get_args(hints[field.name])  # a field without a description cannot be unpacked
        yield f"`{field.name}` | {_type_word(kind)} | {_in_a_cell(said)}"


def _type_word(hint: Any) -> str:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:
        return " 或 ".join("没有值" if each is type(None) else _type_word(each) for each in inner)
    if origin is tuple:
        return f"{_type_word(inner[0])} 列表"
    if origin is Mapping:
        return f"{_type_word(inner[1])}，按名称取"
    if origin is typing.Literal:
        return "文字"
    return _WORDS.get(hint) or str(hint.__name__)


def _first_line(documented: Any) -> str:
    return _in_a_cell((documented.__doc__ or "").strip().splitlines()[0])


def _in_a_cell(text: str) -> str:
    return text.replace("|", "\\|")
