"""What a template may use beside the values: its filters and functions, each a documented function.

The first line of a docstring, in Chinese, is what docs/templates.md says about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from jinja2.exceptions import TemplateRuntimeError
from jinja2.filters import FILTERS
from jinja2.sandbox import safe_range
from jinja2.utils import Namespace

from spt_fazhi.render.template.sandbox import Markdown, limited, show
from spt_fazhi.text.marks import mark_note, mark_sources
from spt_fazhi.text.numerals import share_text
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.wording import chinese_date, month_day, names_text

# Jinja's own filters that only read values and cost no more than their input is long.
JINJA_FILTERS: Final = (
    "default",
    "first",
    "last",
    "length",
    "count",
    "list",
    "map",
    "select",
    "reject",
    "selectattr",
    "rejectattr",
    "sort",
    "unique",
    "groupby",
    "sum",
    "min",
    "max",
    "abs",
    "round",
    "int",
    "reverse",
    "trim",
)


def day_filter(day: date) -> str:
    """日期写成 2024年4月9日，月和日不补零；直接输出日期也是这样。"""
    return chinese_date(_day(day))


def short_day_filter(day: date) -> str:
    """日期写成 4月9日，不写年份。"""
    return month_day(_day(day))


def iso_day_filter(day: date) -> str:
    """日期写成 2024-04-09。"""
    return _day(day).isoformat()


def percent_filter(rate: Decimal | float | None, digits: int = 1, target: Decimal | float = 1) -> str:
    """比率写成百分数，默认一位小数：0.352 → 35.2%；差一点到 target（默认 1）的多写几位：99.95%；没有值时写“—”。"""
    return "—" if rate is None else share_text(rate, target, digits)


def list_filter(items: Iterable[Any], mark: str = "、", most: int = 0) -> Markdown:
    """把列表连成一句，默认用顿号；写 `顿号(most=5)` 时只列前 5 个，后面写“等 n 个”；空列表写“无”。"""
    shown = list(items)
    return limited(names_text([*map(show, shown)], most, "个", show(mark))) if shown else Markdown("无")


def quote_filter(value: Any) -> Markdown:
    """给文字加上“ ”，里面原有的引号改成‘ ’；用于列表时逐条加，连着写：“甲”“乙”。"""
    parts = [value] if isinstance(value, str) else list(value)
    return limited("".join(quoted(show(each)) for each in parts))


def attribute_filter(items: Iterable[Any], name: str) -> list[Any]:
    """取列表各条的某一项，如 `section.rows | 各条("title")`。"""
    if name.startswith("_"):
        raise TemplateRuntimeError(f"没有“{name}”这一项")
    return [_attribute(item, name) for item in items]


def _attribute(item: Any, name: str) -> Any:
    if name not in getattr(type(item), "__dataclass_fields__", {}):
        raise TemplateRuntimeError(f"这里没有“{name}”这一项")
    return getattr(item, name)


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise TemplateRuntimeError("日期类过滤器只能用于日期")
    return value


def records_filter(ids: Iterable[str]) -> Markdown:
    """在核对版里给一段话加脚注，列出所依据的记录编号；印发版里什么也不印，没有记录时不加。"""
    known = list(dict.fromkeys(ids))
    return Markdown(mark_sources(known) if known else "")


def note_filter(text: Any) -> Markdown:
    """在核对版里加一条写明文字的脚注；印发版里什么也不印。"""
    if not isinstance(text, str):
        raise TemplateRuntimeError("“脚注”要写一段文字")
    return Markdown(mark_note(one_line(text)))


def counter(start: int, stop: int | None = None) -> range:
    """从 0 数到 n-1；写两个数时从 a 数到 b-1。最多十万个。"""
    try:
        return safe_range(start) if stop is None else safe_range(start, stop)
    except (OverflowError, TypeError):
        raise TemplateRuntimeError("range 要用整数，最多数十万个") from None


FILTERS_OF_REPORTS: Final[dict[str, Callable[..., Any]]] = {
    "日期": day_filter,
    "短日期": short_day_filter,
    "数字日期": iso_day_filter,
    "百分比": percent_filter,
    "顿号": list_filter,
    "引号": quote_filter,
    "各条": attribute_filter,
    "依据": records_filter,
    "脚注": note_filter,
    **{name: FILTERS[name] for name in JINJA_FILTERS},
}
FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {"range": counter, "namespace": Namespace}
