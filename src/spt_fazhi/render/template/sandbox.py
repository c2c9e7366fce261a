"""The Jinja environment of reports: data is escaped for Markdown, and a template can only read values and print them.

Jinja's own escaping speaks HTML. Here `Markdown` marks text that is ready, `show` makes everything else ready, and the
few names of a compiled template that would build HTML-escaped text are replaced, so that no mixture of data and
markup (`~`, join, set blocks, macros) lets data through as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from types import CodeType
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing, pass_context
from markupsafe import Markup

from spt_fazhi.reports.figures.figure import Figure
from spt_fazhi.text.markdown import escape_markdown
from spt_fazhi.text.marks import mark, unmarked
from spt_fazhi.views.wording import chinese_date

MAX_TEXT: Final = 8_000_000
MAX_NUMBER: Final = 10**15
TOO_LONG: Final = "模板拼出的文字过长"


class Markdown(Markup):
    """Text that is Markdown already. Whatever is joined to it is escaped."""

    @classmethod
    def escape(cls, s: Any, /) -> Markdown:
        """Anything as Markdown."""
        return show(s)


def show(value: Any) -> Markdown:
    """A value as it stands in a report. Raises TemplateRuntimeError for what is not text, a number or a day."""
    if type(value) is Markdown:
        return value
    if isinstance(value, Undefined):
        return Markdown(str(value))  # StrictUndefined raises here
    if isinstance(value, Markup):  # Jinja escaped it for HTML on its way: take that back, then escape it for Markdown
        value = value.unescape()
    if isinstance(value, str):
        return Markdown(unmarked(escape_markdown(value)))
    for kind, shown in _SHOWN.items():
        if isinstance(value, kind) and not isinstance(value, bool):
            return Markdown(shown(value))
    raise TemplateRuntimeError(_not_text(value))


@pass_context
def _finalize(_: Context, value: Any) -> Markdown:
    """`show` at the time of printing: what Jinja can print when it compiles, it escapes for HTML, marks included."""
    return show(value)


_SHOWN: Final[dict[type, Callable[[Any], str]]] = {
    Figure: lambda value: mark(value.key, escape_markdown(value.printed)),
    date: chinese_date,
    Decimal: lambda value: escape_markdown(f"{value.normalize():f}"),
    int: str,
    float: str,
}


def _not_text(value: object) -> str:
    if value is None:
        return "这一项没有值，不能直接输出；请先用 {% if … %} 判断"
    if isinstance(value, bool):
        return '这一项是“是/否”，不能直接输出；请用 {{ "有" if … else "无" }} 的写法'
    if isinstance(value, (tuple, list)):
        return "这一项是列表，不能直接输出；请用 {% for … %} 逐条写，或用“顿号”连接"
    return "这一项由几个部分组成，不能直接输出；请写明要哪一部分，如 head.title"


def limited(text: str) -> Markdown:
    """Text that was put together, unless it is absurdly long."""
    if len(text) > MAX_TEXT:
        raise TemplateRuntimeError(TOO_LONG)
    return Markdown(text)


def join(parts: Iterable[Any]) -> Markdown:
    """The parts one after another, each made ready."""
    pieces: list[str] = []
    size = 0
    for part in parts:
        piece = show(part)
        size += len(piece)
        if size > MAX_TEXT:
            raise TemplateRuntimeError(TOO_LONG)
        pieces.append(piece)
    return Markdown("".join(pieces))


def concat(pieces: Iterable[str]) -> str:
    """Finished pieces of a block one after another."""
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_TEXT:
            raise TemplateRuntimeError(TOO_LONG)
        kept.append(piece)
    return "".join(kept)


class MarkdownMacro(Macro):
    """A macro whose result is Markdown."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:  # noqa: ARG002 - Jinja's signature
        return Markdown(self._func(*arguments))


class MarkdownTemplate(Template):
    """A compiled template that joins text with the functions of this module."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Build the template and replace what speaks HTML in its module."""
        template = super().from_code(environment, code, globals, uptodate)
        module = template.root_render_func.__globals__
        module.update(escape=show, Markup=limited, markup_join=join, str_join=join, concat=concat, Macro=MarkdownMacro)
        return template


class MarkdownEnvironment(ImmutableSandboxedEnvironment):
    """Reads values, calls nothing but macros and the functions given, calculates with numbers only."""

    template_class = MarkdownTemplate
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, *, known: Iterable[str], **options: Any) -> None:
        """`known` are the names of the variables, for messages about a misspelt one."""
        super().__init__(autoescape=True, finalize=_finalize, undefined=_undefined(tuple(known)), **options)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ARG002 - Jinja's signature
        """`str.format` is a method like any other here: not offered."""
        return

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Values, the helpers of a loop, and macros of an imported template; no method of a value."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        return not callable(value) or isinstance(value, Macro) or isinstance(obj, LoopContext)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, a loop (for recursion), its helpers, and the functions given."""
        own = getattr(obj, "__self__", None)
        given = any(obj is function for function in self.globals.values())
        return given or isinstance(obj, (Macro, LoopContext)) or isinstance(own, LoopContext)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers of a sensible size."""
        if not all(isinstance(each, (int, float, Decimal)) for each in (left, right)) or operator == "**":
            raise TemplateRuntimeError(f"“{operator}”只能用于数字（“**”不能用）；连接文字请用 ~")
        try:
            result = super().call_binop(context, operator, left, right)
        except (ArithmeticError, TypeError):
            raise TemplateRuntimeError(f"“{operator}”算不出来：除数是 0，或小数与百分数混算") from None
        if abs(result) > MAX_NUMBER:
            raise TemplateRuntimeError("模板算出的数过大")
        return result

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Say that this cannot be had from a template."""
        return self.undefined(
            f"模板里不能用“{attribute}”：只能读取数据，不能调用它的方法或内部属性",
            obj=obj,
            name=attribute,
            exc=SecurityError,
        )


def field_names(obj: Any) -> tuple[str, ...]:
    """What can be read from a value."""
    fields = getattr(type(obj), "__dataclass_fields__", None)
    if fields:
        return tuple(fields)
    if isinstance(obj, Mapping):
        return tuple(str(key) for key in obj)
    return ()


def _undefined(known: tuple[str, ...]) -> type[Undefined]:
    """An undefined type that knows which names there are."""

    class ChineseUndefined(StrictUndefined):
        """Any use of a name that does not exist is an error that suggests the nearest one."""

        __slots__ = ()

        @property
        def _undefined_message(self) -> str:
            if self._undefined_hint:
                return str(self._undefined_hint)
            name = str(self._undefined_name)
            if self._undefined_obj is missing:
                return f"没有“{name}”这个变量{_near(name, known)}"
            if isinstance(self._undefined_obj, (tuple, list)):
                return f"列表没有“{name}”；要取各条的内容，请用 {{% for … %}}"
            if isinstance(self._undefined_obj, Namespace):
                return f"namespace 里还没有“{name}”"
            return f"这里没有“{name}”这一项{_near(name, field_names(self._undefined_obj))}"

    return ChineseUndefined


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, tuple(known), 1, 0.5)
    return f"，是不是“{near[0]}”？" if near else ""
