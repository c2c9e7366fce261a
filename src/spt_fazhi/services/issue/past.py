"""What was issued from a commit, and the register as it was then.

Apart from `verify`, so that who needs no more loads no more.
"""

from __future__ import annotations

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.register import Entry
from spt_fazhi.services.workspace.workspace import Workspace


def past_workspace(workspace: Workspace, issued: Issued) -> Workspace:
    """The register that was issued from, judged as of its day. Raises FazhiError where it cannot be read.

    A year that has been archived since lay in a folder further up.
    """
    try:
        day = issued.as_of or issued.recorded
        past = Workspace.read_at(workspace.root, issued.commit or "", day, exact=False, use_cache=False)
        _ = past.register
    except FazhiError as error:
        raise FazhiError(
            f"登记的版本 {(issued.commit or '')[:10]} 读不出来：{error.message}",
            "请核对这次提交还在不在仓库里（浅克隆要先取全）",
        ) from None
    return past


def issued_from_commit(workspace: Workspace, report: str) -> list[Entry[Issued]]:
    """What was issued of a report by the workspace's day, of what can be made again."""
    return [
        each
        for each in workspace.register.issued
        if each.value.name == report and each.value.commit is not None and each.value.recorded <= workspace.day
    ]
