"""YAML as this project allows it: every scalar is text; duplicates, anchors, tags and tabs are faults.

`read_tree` is the fast way (no positions); `Marks` parses the same bytes again, only when a position is asked for.
Both read libyaml's parse events, so 20,000 small files cost about a second; without libyaml PyYAML's own parser
serves, about eight times slower.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.model import plan, unit
from spt_fazhi.model.entries import decision, record
from spt_fazhi.model.problem import Problem
from spt_fazhi.store.yaml.plain import read_plain
from spt_fazhi.text.decoding import UTF16_MARKS, utf8_text
from spt_fazhi.text.lfs_pointer import VERSION, lfs_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH: Final = 32
MAX_BYTES: Final = 16 * 1024 * 1024
MAX_EVENTS: Final = 1_000_000
"""Values, beginnings and ends of lists and mappings that are read of one file: some 16,000 tasks' worth."""
Tree = dict[str, Any]

# Patterns are compiled where a fault is suspected: four of them cost a warm `fazhi status` a twentieth of its time.
_CONFLICT: Final = r"(?m)^(<{7}|>{7}|={7}|\|{7})(?= |$)"
_FULL_WIDTH_COLON: Final = "(?m)^[ ]*(?:- )?([a-z_]+[0-9]*)(\uff1a)"
_UNPRINTABLE: Final = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # by YAML's rules
_BAD_ESCAPE: Final = r"\\(?:u|U0000)[dD][89a-fA-F]|\\U(?!000|0010)"  # half a character, or none at all


class YamlFault(Exception):  # noqa: N818 - becomes a Problem value at once
    """One reason a file cannot be read, with its place (from 1; 0 for the file as a whole)."""

    def __init__(self, rule: str, message: str, hint: str, line: int = 0, column: int = 0) -> None:
        """Keep the parts of the Problem it becomes."""
        super().__init__(message)
        self.rule, self.message, self.hint, self.line, self.column = rule, message, hint, line, column

    def problem(self, file: str) -> Problem:
        """The fault as a value."""
        return Problem(
            rule=self.rule,
            severity="error",
            file=file,
            message=self.message,
            hint=self.hint,
            line=self.line,
            column=self.column,
        )


def decode(data: bytes) -> tuple[str, bool]:
    """UTF-8 text of a file and whether it began with a byte order mark (left out, however many). Raises YamlFault."""
    if len(data) > MAX_BYTES:
        raise YamlFault(
            "file-too-large",
            "文件超过 16 MiB 的上限",
            "请检查是否误存了附件内容，或拆分文件",
        )
    if data.startswith(VERSION) and lfs_pointer(data) is not None:
        raise YamlFault("lfs-pointer", "这个文件在 Git LFS 里，没有取下来", "请运行 git lfs pull", 1, 1)
    if data.startswith(UTF16_MARKS):
        raise YamlFault("encoding", "文件是 UTF-16 编码，不是 UTF-8", "请用编辑器另存为 UTF-8", 1, 1)
    try:
        text, marked = utf8_text(data)
        return text.lstrip("\ufeff"), marked  # more than one: libyaml counts all but the first
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode()) + 1
        raise YamlFault(
            "encoding", "文件不是 UTF-8 编码（可能是 GBK/ANSI）", "请用编辑器打开后另存为 UTF-8", line, column
        ) from None


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column (from 1) of the character at `index`, as editors count them.

    YAML ends lines at more characters, and libyaml counts one more behind a last line that does not end.
    """
    line = text.count("\n", 0, index) + 1
    return line, index - (text.rfind("\n", 0, index) + 1) + 1


def guard(text: str) -> None:
    """Refuse what must not even reach the parser."""
    tab = text.find("\t")
    if tab >= 0:
        raise YamlFault("tab", "文件里有制表符（Tab），YAML 只用空格", "请把 Tab 换成空格", *place(text, tab))
    conflict = re.search(_CONFLICT, text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if conflict:
        raise YamlFault(
            "merge-conflict",
            f"文件里有没有解决的合并冲突标记 {conflict[1]}",
            "请保留正确的一方，删去 <<<<<<<、=======、>>>>>>> 三种标记行",
            *place(text, conflict.start()),
        )


def events(text: str) -> Iterator[Any]:
    """The parse events of `text`, with positions. Raises yaml.YAMLError."""
    import yaml

    loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
    return yaml.parse(text, Loader=loader)


def _parser(text: str) -> Any:
    """An object with `get_event()`: the C parser itself where there is one."""
    import yaml

    # the stubs of yaml do not list CParser, which CBaseLoader is made of
    return yaml.cyaml.CParser(text) if yaml.__with_libyaml__ else yaml.BaseLoader(text)  # type: ignore[attr-defined]


@cache
def _known_keys() -> frozenset[str]:
    """Every key some file of the workspace may hold."""
    modules = (decision, plan, record, unit)
    classes = [found for module in modules for found in vars(module).values() if hasattr(found, "__pydantic_config__")]
    return frozenset(field.name.rstrip("_") for cls in classes for field in fields(cls))


def full_width_colon(text: str, until_line: int | None = None) -> YamlFault | None:
    """A known key followed by a full-width colon, the classic slip of a Chinese keyboard.

    The first in the file; with `until_line`, the last one on or above that line.
    """
    found = [match for match in re.finditer(_FULL_WIDTH_COLON, text) if match[1] in _known_keys()]
    if until_line is not None:
        found = [match for match in found if place(text, match.start())[0] <= until_line][-1:]
    if not found:
        return None
    match = found[0]
    return YamlFault(
        "full-width-colon",
        f"“{match[1]}”后面是全角冒号“\uff1a”，YAML 不认",
        f"请改成半角冒号加空格：{match[1]}: …",
        *place(text, match.start(2)),
    )


def _explain(text: str, error: Any) -> YamlFault:
    """Turn the parser's English into one Chinese sentence at the right place."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = place(text, mark.index) if mark else (1, 1)
    colon = full_width_colon(text, line)
    if colon is not None:
        return colon
    said = f"{getattr(error, 'problem', '') or ''} {getattr(error, 'reason', '') or ''}"
    if "characters are not allowed" in said:
        unprintable = re.search(_UNPRINTABLE, text)
        where = unprintable.start() if unprintable else 0
        return YamlFault("control-character", "文件里有不可见的控制字符", "请删去该字符后重新输入", *place(text, where))
    known = {
        "could not find expected ':'": (
            "这一行缺少冒号，或上一行的引号没有闭合",
            "每个字段写成“名称: 值”，冒号后加一个空格",
        ),
        "mapping values are not allowed": ("这里多了一个冒号加空格", "值里有“: ”时，请给整个值加上英文双引号"),
        "did not find expected key": ("缩进或引号不对，这里应是一个字段名", "请与同级字段左对齐，并检查引号是否成对"),
        "did not find expected '-' indicator": ("列表项的缩进不对", "同一列表的“- ”要左对齐"),
        "found unexpected end of stream": ("引号没有闭合，一直到了文件末尾", "请补上缺少的引号"),
        "did not find expected ',' or": ("方括号或花括号没有闭合，或缺少逗号", "请补上 ] 或 }，各项之间用英文逗号隔开"),
        "cannot start any token": ("这里有一个不能用来开头的符号", "以 @ ` % 等符号开头的值，请加上英文双引号"),
        "unknown escape character": ("双引号里的反斜杠写法不对", "请改用单引号，或把 \\ 写成 \\\\"),
        "unexpected '%'": ("以 % 开头的值要加引号", "请给值加上英文双引号"),
        "block sequence entries are not allowed": ("“- ”不能写在这里", "列表要另起一行并缩进"),
    }
    for piece, (message, hint) in known.items():
        if piece in said:
            return YamlFault("yaml-syntax", f"YAML 格式有误：{message}", hint, line, column)
    return YamlFault(
        "yaml-syntax", "YAML 格式有误，从这里开始读不懂", "请检查上下几行的缩进、冒号、引号和括号", line, column
    )


def read_tree(text: str) -> Tree:
    """The file as nested dicts, lists and strings. Raises YamlFault at the first thing that cannot be read."""
    plain = read_plain(text)
    return parse_tree(text) if plain is None else plain


def parse_tree(text: str) -> Tree:
    """`read_tree` by a YAML parser, whatever the text."""
    import yaml

    guard(text)
    escape = None if yaml.__with_libyaml__ else re.search(_BAD_ESCAPE, text)
    try:
        root = _build(_parser(text), yaml, text)
    except yaml.YAMLError as error:
        raise _explain(text, error) from None
    except (ValueError, OverflowError):  # PyYAML's own parser, of a character that is none
        root = "\ud800"
    if escape and _is_half(root):  # it lets half a character through
        hint = "请删去双引号里的 \\u 或 \\U 写法，直接写字"
        raise YamlFault("yaml-syntax", "YAML 格式有误：没有这个字符", hint, *place(text, escape.start()))
    if type(root) is not dict:
        message = "文件是空的" if root is None else "文件最外层应是“字段: 值”"
        fault = YamlFault("yaml-shape", message, "请对照 docs/data.md 里的样子填写", 1, 1)
        raise full_width_colon(text) or fault
    return root


def _is_half(tree: Any) -> bool:
    """Whether some text of a tree holds half a character."""
    if isinstance(tree, str):
        return not tree.isascii() and re.search("[\ud800-\udfff]", tree) is not None
    inside = (each for item in tree.items() for each in item) if isinstance(tree, dict) else tree or ()
    return any(_is_half(each) for each in inside)


def _build(parser: Any, yaml: Any, text: str) -> Any:  # noqa: C901, PLR0912 - one loop over events, the hot path of the program
    """Build the tree of a single document; None when there is nothing in it."""
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends = yaml.MappingEndEvent, yaml.SequenceEndEvent
    get = parser.get_event
    root: Any = None
    stack: list[tuple[Any, Any]] = []  # (container, pending key) of the levels above
    container: Any = None
    key: Any = None  # a mapping's key that waits for its value
    documents = 0
    for _ in range(MAX_EVENTS):
        event = get()
        if event is None:
            return root
        kind = type(event)
        if kind is scalar:
            item: Any = event.value
        elif kind in ends:
            container, key = stack.pop()
            continue
        elif kind is mapping or kind is sequence:
            item = {} if kind is mapping else []
        else:
            documents += kind is yaml.DocumentStartEvent
            if documents > 1 or kind is yaml.AliasEvent:
                raise _unsupported(event, yaml, text)
            continue
        if event.anchor is not None or (event.tag is not None and (event.tag != "!" or kind is not scalar)):
            raise _unsupported(event, yaml, text)
        if container is None:
            root = item
        elif type(container) is dict:
            if key is None:
                if kind is not scalar or item in container:
                    raise _bad_key(event, item, text)
                key = item
                continue
            container[key] = item
            key = None
        else:
            container.append(item)
        if kind is not scalar:
            if len(stack) >= MAX_DEPTH:
                raise _at(text, event, "too-deep", f"嵌套超过 {MAX_DEPTH} 层", "请减少层级")
            stack.append((container, None))
            container, key = item, None
    raise _at(text, event, "too-many", f"内容超过 {MAX_EVENTS // 10_000} 万项", "请检查是否误存了别的文件，或拆分文件")


def _bad_key(event: Any, item: object, text: str) -> YamlFault:
    if not isinstance(item, str):
        return _at(text, event, "yaml-key", "字段名必须是文字", "请检查括号和缩进")
    return _at(text, event, "duplicate-key", f"字段“{item}”重复出现", "同一级里每个字段只写一次，请删去或改名")


def _unsupported(event: Any, yaml: Any, text: str) -> YamlFault:
    """What this project does without: second documents, references, tags, anchors."""
    kind = type(event)
    if kind is yaml.DocumentStartEvent:
        return _at(text, event, "yaml-documents", "一个文件里只能有一份内容，不要写“---”分隔", "请拆成两个文件")
    if kind is yaml.AliasEvent:
        return _at(text, event, "yaml-alias", f"不支持 YAML 引用“*{event.anchor}”", "请把内容原样再写一遍")
    if event.tag is not None and (event.tag != "!" or kind is not yaml.ScalarEvent):
        return _at(text, event, "yaml-tag", f"不支持 YAML 标签“{event.tag}”", "请删去标签，直接写值")
    return _at(text, event, "yaml-alias", f"不支持 YAML 锚点“&{event.anchor}”", "请删去锚点，内容原样写出")


def _at(text: str, event: Any, rule: str, message: str, hint: str) -> YamlFault:
    return YamlFault(rule, message, hint, *place(text, event.start_mark.index))
