"""Links, submodules and names that no program of this house writes: what they hold is not in the branch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.changes.context import FileDifference, ReviewContext, finding
from spt_fazhi.changes.values import Finding, Spot
from spt_fazhi.model.file_names import part_fault
from spt_fazhi.text.plain import one_line

RULES = {"odd-file": "链接、子模块或名字异常的文件"}
_FORMS: Final = {"link": "这是一个链接，不是文件", "repository": "这是一个子模块（另一个仓库），不是文件"}
_UNFINISHED: Final = ".fazhi-tmp-"


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a file that is there after the branch."""
    for each in context.files:
        reason = _FORMS.get(each.form) or _odd_name(each)
        if each.action != "deleted" and reason:
            yield finding(
                "block", "odd-file", reason, "请从本分支去掉；要用的内容，请作为普通文件放进来", Spot(file=each.path)
            )


def _odd_name(each: FileDifference) -> str:
    """A name that git or Windows refuses keeps everybody else from fetching the branch."""
    parts = each.path.split("/")
    for part in parts:
        fault = part_fault(part)
        if fault:
            return f"路径里的“{one_line(part, 40)}”有的系统不收：{fault}"
    if any(part.startswith(_UNFINISHED) for part in parts):
        return "这是没有写完时留下的临时文件，check 不会查看它"
    return ""
