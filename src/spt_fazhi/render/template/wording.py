"""What Jinja says of a template that fails, in Chinese: nothing of it is shown in English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Final

LONG_NUMBER: Final = re.compile(r"\d[\d_]{4299,}")
"""A number of more digits than Python reads."""
_TOKENS: Final = {
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "end of template": "模板结尾",
    "name": "名称",
    "string": "文字",
    "integer": "数字",
    "float": "数字",
}
"""How Jinja calls what it met or wanted, where it is not the sign itself."""
_SYNTAX: Final = (
    (r"unknown tag '([^']*)'", "不认识或不该在这里的标签“{}”，请核对 if、for、macro 等是否成对"),
    (r"(?i)unexpected end of template", "模板没有写完，缺少 endif、endfor 之类的结束标签"),
    (r"expected token '(.*)', got '(.*)'", "语法不对：这里应是“{}”，却是“{}”"),
    (r"Expected an expression, got '(.*)'", "语法不对：“{}”前面缺了内容"),
    (r"unexpected char '(.*)' at", "语法不对：不认识的字符“{}”，是不是用了全角符号，或引号没有成对？"),
    (r"unexpected '(.*)', expected '(.*)'", "语法不对：不该有“{}”，应是“{}”"),
    (r"unexpected '(.*)'", "语法不对：不该有“{}”"),
    (r"Missing end of comment tag", "注释没有写完，缺少 #}}"),
    (r"Missing end of raw directive", "缺少 endraw"),
    (r"block '(.*)' defined twice", "有两个 block 都叫“{}”，请改其中一个的名称"),
    (r"Block names in Jinja", "block 的名称不能有短横，请改用下划线"),
    (r"non-default argument follows default", "宏的参数里，有默认值的要写在后面"),
    (r"invalid syntax for function call", "语法不对：调用里写了名称的参数要放在后面"),
    (r"keyword argument repeated", "同一个参数写了两次"),
    (r"can't assign to", "语法不对：等号左边要写名称"),
    (r"(?i)unicode|truncated", "文字里的反斜杠写法不对；要写反斜杠本身，写两个"),
)
_RUNTIME: Final = (
    (r"macro '(.*)' takes not more than (\d+) argument", "宏“{}”最多有 {} 个参数，这里多写了"),
    (r"macro '(.*)' takes no keyword argument '(.*)'", "宏“{}”没有参数“{}”"),
    (r"unexpected keyword argument '(.*)'", "没有“{}”这个参数，写法见 docs/templates.md"),
    (r"positional argument|required argument|multiple values for", "参数的个数不对，写法见 docs/templates.md"),
    (r"not supported between", "这两样不能比较大小，如文字与数字、日期与文字"),
    (r"unpack", "for 里名称的个数，与列表里每一条的个数不同"),
    (r"not iterable", "这里要用列表，给的不是列表"),
    (r"by zero", "除数是 0，算不出来"),
    (r"4300 digits|name '(?:inf|nan)'", "模板里写的数过大"),
    (r"slice indices", "取一段要写整数，如 [0:3]"),
    (r"unhashable", "列表不能用在这里"),
    (r"non-namespace", "这样只能改 namespace 里的值；别的请用 set 另起名称"),
    (r"Required block", "引用的模板要求写一个 block，这里没有写"),
    (r"keyword argument repeated", "同一个参数写了两次"),
    (r"operand type|__round__|(?i:literal for)|could not convert|string formatting", "这里要用数字，给的不是数字"),
)


def syntax(said: str, environment: Any) -> str:
    """Jinja's message about a template's syntax."""
    named = re.search(r"No (filter|test) named '([^']*)'", said)
    if named:
        known = environment.filters if named[1] == "filter" else environment.tests
        near = get_close_matches(named[2], known, 1, 0.4)
        word = "过滤器" if named[1] == "filter" else "判断"
        return f"没有“{named[2]}”这个{word}" + (f"，是不是“{near[0]}”？" if near else "")
    return _told(_SYNTAX, said) or "语法不对，请核对这里的写法"


def runtime(error: BaseException) -> str:
    """Why a template failed while it ran."""
    from jinja2.exceptions import TemplateError

    said = str(error)
    if isinstance(error, RecursionError):
        return "模板嵌套过深，是不是引用了自己？"
    if isinstance(error, MemoryError):
        return "模板占用的内存过多，已停止"
    if "is not safely callable" in said:
        return "这里不能调用：模板只能用列出的函数和自己写的宏"
    if isinstance(error, TemplateError) and any("\u4e00" <= char <= "\u9fff" for char in said):
        return said
    return _told(_RUNTIME, said) or "这里的写法不适用于这个值"


def _told(known: Iterable[tuple[str, str]], said: str) -> str:
    for pattern, chinese in known:
        match = re.search(pattern, said)
        if match:
            return chinese.format(*(_TOKENS.get(each, each) for each in match.groups()))
    return ""
