"""What typeset Chinese does not have: half-width marks between Chinese characters, brackets inside brackets of one kind."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

HOLE: Final = "\ue000"
"""Stands for a value that is put into a sentence."""
WIDE: Final = rf"\u3001-\u3011\u3014-\u301f\u3400-\u9fff\uff01-\uff5e“”…—{HOLE}"
_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_LATIN: Final = re.compile("[A-Za-z]")
_HALF: Final = re.compile(rf"(?<=[{WIDE}])[,;:!?](?=[{WIDE}]|\s*$)|(?<=[{WIDE}])[()]|[()](?=[{WIDE}])", re.MULTILINE)
_PAIRS: Final = {"）": "（", "】": "【", "〕": "〔", "》": "《", "」": "「"}


def half_width(text: str) -> list[str]:
    """Every half-width mark beside Chinese, with what stands around it."""
    return [text[max(found.start() - 20, 0) : found.end() + 20] for found in _HALF.finditer(text)]


def nested(text: str) -> list[str]:
    """Every line with brackets of one kind inside themselves."""
    return [line for line in text.splitlines() if _is_nested(line)]


def _is_nested(line: str) -> bool:
    for closing, opening in _PAIRS.items():
        depth = 0
        for char in line:
            depth += (char == opening) - (char == closing)
            if depth > 1:
                return True
            depth = max(depth, 0)
    return False


def is_chinese(text: str) -> bool:
    """Whether a text is Chinese, and not English about Chinese words."""
    return len(_CHINESE.findall(text)) >= len(_LATIN.findall(text))


def sentences(source: str, *, patterns: bool = False) -> Iterator[tuple[int, str]]:
    """Line and text of each Chinese text in a Python file; docstrings in English and regular expressions are none.

    With `patterns`, what a module keeps in constants is grammar too.
    """
    if not _CHINESE.search(source):
        return
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            said = "".join(str(each.value) if isinstance(each, ast.Constant) else HOLE for each in node.values)
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and not isinstance(parents[node], ast.JoinedStr)
        ):
            said = node.value
        else:
            continue
        if isinstance(parents[node], ast.Expr):  # a docstring
            said = re.sub("`[^`]*`", "`", said) if is_chinese(said) else ""
        if _CHINESE.search(said) and not _is_pattern(node, parents, patterns):
            yield node.lineno, said


def _is_pattern(node: ast.AST, parents: dict[ast.AST, ast.AST], constants: bool) -> bool:
    inside_function = False
    while node in parents:
        node = parents[node]
        inside_function = inside_function or isinstance(node, ast.FunctionDef)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            return True
    return constants and not inside_function


def prose_of_markdown(text: str) -> Iterator[str]:
    """The Chinese paragraphs of a Markdown page, without code and addresses, as a reader sees them."""
    from markdown_it import MarkdownIt

    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        if token.children:
            said = "".join(each.content if each.type in {"text", "softbreak"} else "`" for each in token.children)
            if is_chinese(said):
                yield said
