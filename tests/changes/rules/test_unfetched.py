"""Attachments of which only the hash is here."""

from __future__ import annotations

from tests.builders.checks import evidence
from tests.builders.reviews import adding, told

from spt_fazhi.changes.rules import unfetched as rule
from spt_fazhi.model.problem import Problem


def problem(rule_id: str, index: int) -> Problem:
    return Problem(
        rule=rule_id, severity="notice", file=evidence().file, message="x", hint="x", where=("files", index, "name")
    )


def test_one_question_for_all_of_them() -> None:
    introduced = (problem("attachment-not-fetched", 0), problem("attachment-not-fetched", 1))
    assert told(rule, adding(evidence(), introduced=introduced)) == [
        ("ask", "attachment-unseen", evidence().file, ("files", 0, "name"))
    ]


def test_other_notices_are_none_of_its_business() -> None:
    assert told(rule, adding(evidence(), introduced=(problem("attachment-not-scanned", 0),))) == []
