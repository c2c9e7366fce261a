"""What a template may use: the filters and functions, each in a template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from spt_fazhi.render.template.jinja import render_here
from spt_fazhi.render.template.library import Library
from spt_fazhi.text.marks import mark_note, mark_sources, without_marks


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
        ("{{ text | 引号 }}", {"text": "落实“三项*制度*”"}, "“落实‘三项\\*制度\\*’”"),
        ("{{ names | 引号 }}", {"names": ("甲", "“乙”")}, "“甲”“‘乙’”"),
        ("甲{{ ids | 依据 }}", {"ids": ("a", "b", "a")}, f"甲{mark_sources(['a', 'b'])}"),
        ("甲{{ ids | 依据 }}", {"ids": ()}, "甲"),
        ("甲{{ text | 脚注 }}", {"text": "另 *注*\n二"}, f"甲{mark_note('另 *注* 二')}"),
        ("{{ number }} {{ share }} {{ text }}", {"number": 5, "share": Decimal("2.50"), "text": "2.3 旁听，4.7%"}, "5 2.5 2.3 旁听，4.7%"),
    ],
)  # fmt: skip
def test_filters(template: str, values: Mapping[str, Any], said: str) -> None:
    assert rendered(template, **values) == said


def test_notes_are_not_seen_in_what_is_signed() -> None:
    assert without_marks(rendered("甲{{ ids | 依据 }}{{ '另注' | 脚注 }}乙", ids=("a",))) == "甲乙"
