"""What was let go must be gone, and nothing else is missed then."""

from __future__ import annotations

from datetime import date

from tests.builders.checks import SHA, attached, context, decision, evidence, fact, found, ids, register, void

from spt_fazhi.checks.context import PLAN, UNITS
from spt_fazhi.checks.rules import attachments, redactions, sensitive_data
from spt_fazhi.model.entries.decision import Redact, RedactedFile, Return

RECORD = "sfj/2024-06-12-1.1-aaaa"
FOLDER = f"data/records/{RECORD}"


def of_file(name: str = "签到表.txt", sha256: str = SHA) -> object:
    files = (RedactedFile(name=name, sha256=sha256),)
    return decision(Redact, "2024-06-18-redact-aaaa", record=RECORD, files=files)


def of_whole() -> object:
    return decision(Redact, "2024-06-18-redact-aaab", record=RECORD, whole=True, sha256=SHA)


def test_an_attachment_that_is_still_there() -> None:
    reg = register(records=(evidence(files=(attached(),)),), decisions=(of_file(),))
    (problem,) = found(redactions, context(reg, files=(fact(),)))
    assert (problem.rule, problem.severity, problem.file) == ("redacted-present", "error", f"{FOLDER}/签到表.txt")
    assert f"fazhi decide redact {RECORD} --file" in problem.hint


def test_an_attachment_that_is_gone_is_not_missed() -> None:
    reg = register(records=(evidence(files=(attached(),)),), decisions=(of_file(),))
    for rule in (redactions, attachments):
        assert ids(rule, context(reg)) == []
    assert [each.rule for each in found(attachments, context(register(records=reg.records)))] == ["attachment-missing"]


def test_another_attachment_is_missed_as_ever() -> None:
    files = (attached(), attached("照片.jpg", "0" * 63 + "2"))
    reg = register(records=(evidence(files=files),), decisions=(of_file(),))
    (problem,) = found(attachments, context(reg))
    assert "照片.jpg" in problem.message
    wrong = register(records=(evidence(files=files),), decisions=(of_file(sha256="0" * 64),))
    assert [each.rule for each in found(attachments, context(wrong))] == ["attachment-missing"] * 2


def test_a_whole_record_that_is_still_there() -> None:
    reg = register(records=(evidence(files=(attached(),)),), decisions=(of_whole(),))
    problems = found(redactions, context(reg, files=(fact(),)))
    assert [each.file for each in problems] == [f"{FOLDER}.yaml", f"{FOLDER}/签到表.txt"]
    assert all("整条去除" in each.message and "--whole" in each.hint for each in problems)


def test_a_whole_record_that_cannot_even_be_read() -> None:
    reg = register(decisions=(of_whole(),))
    (problem,) = found(redactions, context(reg, entry_files=frozenset({f"{FOLDER}.yaml"})))
    assert problem.file == f"{FOLDER}.yaml"


def test_its_folder_goes_too() -> None:
    reg = register(decisions=(of_whole(),))
    ctx = context(reg, files=(fact(),))
    assert ids(redactions, ctx) == [("redacted-present", "error")]
    assert ids(attachments, ctx) == []


def test_a_whole_record_that_is_gone_is_no_problem_nor_what_points_at_it() -> None:
    withdrawn = void(RECORD)
    returned = decision(Return, "2024-06-18-return-aaaa", record=RECORD)
    reg = register(records=(withdrawn,), decisions=(of_whole(), returned))
    ctx = context(reg)
    assert ctx.matching.faults == []
    for rule in (redactions, attachments):
        assert ids(rule, ctx) == []


def test_without_a_plan_or_units_it_is_still_asked() -> None:
    reg = register(tasks=(), units=(), groups=(), records=(evidence(files=(attached(),)),), decisions=(of_whole(),))
    ctx = context(reg, files=(fact(),), lacking=frozenset({PLAN, UNITS}))
    assert len(ids(redactions, ctx)) == 2


def test_a_number_ends_to_be_found_with_what_held_it() -> None:
    number = "11010519491231002X"
    entry = evidence(detail=f"参加人身份证号{number}。", date=date(2024, 6, 12))
    assert [rule for rule, _ in ids(sensitive_data, context(register(records=(entry,), decisions=(of_whole(),))))]
    assert ids(sensitive_data, context(register(decisions=(of_whole(),)))) == []
