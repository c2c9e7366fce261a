"""Which bulletin a board is compared with: the last one that was entered and keeps its commit."""

from __future__ import annotations

from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.services.issue.past import issued_from_commit
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import one_line

BULLETIN: Final = "quarter"
"""The report that is a 通报 (落实情况的通报, by quarter, month, half or year). 总结 and 年度报告 tell what was done, a
preview is not sent, a 督察通报 is of one visit."""


def last_bulletin(workspace: Workspace) -> Entry[Issued]:
    """The last bulletin that was entered by the workspace's day. Raises UsageError where there is none."""
    found = issued_from_commit(workspace, BULLETIN)
    if not found:
        raise UsageError(
            "没有写文件：还没有登记过印发通报，没有可比的",
            "印发以后用 fazhi issue 文件 --report quarter 登记；去掉 --since-issued 就是全部",
        )
    return max(found, key=entered_order)


def bulletin_of(workspace: Workspace, entry_id: str) -> Entry[Issued]:
    """The bulletin of that id. Raises UsageError where there is none that counts."""
    found = [each for each in issued_from_commit(workspace, BULLETIN) if each.id == entry_id]
    if not found:
        raise UsageError(f"台账里没有登记过“{one_line(entry_id, 60)}”这份通报", "用 fazhi issued 看登记了哪些")
    return found[0]
