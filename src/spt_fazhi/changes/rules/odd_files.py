"""Links, submodules and names that no program of this house writes: what they hold is not in the branch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.changes.context import FileDifference, ReviewContext, finding
from spt_fazhi.changes.values import Finding, Spot

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
    parts = each.path.split("/")
    if any(part in {"", ".", ".."} or part.casefold() == ".git" for part in parts) or "\\" in each.path:
        return "路径里有“..”之类不该有的部分"
    if any(part.startswith(_UNFINISHED) for part in parts):
        return "这是没有写完时留下的临时文件，check 不会查看它"
    return ""
