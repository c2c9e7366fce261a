"""Proof that lies in Git LFS: what was compared is its hash, what it shows nobody has seen here."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, finding
from spt_fazhi.changes.values import Finding, Spot

RULES = {"attachment-unseen": "附件在 Git LFS 里，这里看不到内容"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a branch, at the first of them: with LFS it is all of its attachments."""
    unseen = [each for each in context.introduced if each.rule == "attachment-not-fetched"]
    if unseen:
        first = min(unseen, key=lambda each: each.sort_key)
        yield finding(
            "ask",
            "attachment-unseen",
            f"有 {len(unseen)} 个附件在 LFS 里，只比对了大小和校验值，看不到内容",
            "请运行 git lfs pull，确认取得下来，再看它能不能证明",
            Spot(file=first.file, where=first.where),
        )
