"""Attachments that git may rewrite."""

from __future__ import annotations

from tests.builders.checks import context, found, ids

from spt_fazhi.checks.rules import line_ends


def test_one_notice_for_all_of_them() -> None:
    paths = tuple(f"data/records/sfj/2024-06-12-1.1-aaaa/{name}.txt" for name in "甲乙")
    (problem,) = found(line_ends, context(rewritable=paths))
    assert (problem.rule, problem.severity, problem.file) == ("attachment-line-ends", "notice", ".gitattributes")
    assert "2 个附件" in problem.message
    assert "-text" in problem.hint


def test_none_to_rewrite() -> None:
    assert ids(line_ends, context()) == []
