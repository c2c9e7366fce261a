"""Personal data and marks wherever they may stand."""

from __future__ import annotations

from tests.builders.checks import (
    attached,
    context,
    decision,
    evidence,
    fact,
    finding,
    found,
    ids,
    inspection,
    obligation,
    progress,
    rectify,
    register,
    task,
    unit,
)
from tests.builders.worlds.numbers import CARD, ID, MOBILE

from spt_fazhi.checks.rules import sensitive_data
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.problem import Problem


def places(problems: list[Problem]) -> list[tuple[str, str, tuple[str | int, ...]]]:
    for each in problems:
        assert ID not in each.message
        assert CARD not in each.message
        assert MOBILE not in each.message
    return [(each.rule, each.file, each.where) for each in problems]


def test_every_text_field_of_a_record() -> None:
    record = evidence(title=f"张某{ID}", detail=f"卡号{CARD}", document="秘密★", link=f"https://x.cn/{ID}")
    found_ = places(found(sensitive_data, context(register(records=(record,)))))
    assert found_ == [
        ("id-number", record.file, ("title",)), ("bank-card", record.file, ("detail",)),
        ("secrecy-mark", record.file, ("document",)), ("id-number", record.file, ("link",)),
    ]  # fmt: skip


def test_progress_and_decisions() -> None:
    report = progress(done="好", problems=f"联系{MOBILE}", next="工作秘密")
    back = decision(Return, "2024-06-18-return-aaaa", record="sfj/2024-06-12-1.1-aaaa", reason=f"证件{ID}")
    reg = register(records=(report,), decisions=(back,))
    assert ids(sensitive_data, context(reg)) == [
        ("mobile-number", "warning"), ("internal-mark", "warning"), ("id-number", "error"),
    ]  # fmt: skip


def test_the_plan_and_the_units() -> None:
    plan = (task(text="不予公开", obligations=(obligation(title=MOBILE),)),)
    reg = register(tasks=plan, units=(unit("区甲局", "jia", aliases=(f"甲{MOBILE}",)),))
    assert [each[2] for each in places(found(sensitive_data, context(reg)))] == [
        ("tasks", 0, "text"), ("tasks", 0, "obligations", 0, "title"), ("units", 0, "aliases", 0),
    ]  # fmt: skip


def test_file_names_once_where_they_are_written() -> None:
    name = f"{ID}.pdf"
    record = evidence(files=(attached(name),))
    listed = found(sensitive_data, context(register(records=(record,)), files=(fact(name),)))
    assert places(listed) == [("id-number", record.file, ("files", 0, "name"))]
    stray = found(sensitive_data, context(files=(fact(name),)))
    assert [each.rule for each in stray] == ["id-number"]


def test_text_attachments_with_line_and_column() -> None:
    text = f"姓名,证件\n张某,{ID}\n李某,{MOBILE}\n机密★\n"
    problems = found(sensitive_data, context(files=(fact(text=text),)))
    assert [(each.rule, each.line, each.column) for each in problems] == [
        ("id-number", 2, 4), ("mobile-number", 3, 4), ("secrecy-mark", 4, 1),
    ]  # fmt: skip


def test_a_text_too_long_to_scan_is_said() -> None:
    assert ids(sensitive_data, context(files=(fact(text="x", text_cut=True),))) == [
        ("attachment-not-scanned", "notice")
    ]


def test_formal_fields_and_ordinary_text_are_no_findings() -> None:
    record = evidence(
        detail="国家秘密、商业秘密的保护；电话0955-7000000；共12345人，2024-06-12至2024-06-13",
        document="示府发〔2024〕15号", link="https://x.cn/art/2024/6/12/13812345678.html",
        files=(attached("2024年6月12日签到表.txt", sha256="13812345678" + "a" * 53),),
    )  # fmt: skip
    facts = (fact("2024年6月12日签到表.txt", text="0955-7000000\n"),)
    assert ids(sensitive_data, context(register(records=(record,)), files=facts)) == []


def test_inspections_their_findings_and_what_is_done_about_them() -> None:
    visit = inspection(
        title="内部资料", by=("区司法局",), findings=(finding(problem=f"当事人{ID}", demand=f"联系{MOBILE}"),)
    )
    report = rectify(title="已整改", detail=f"卡号{CARD}")
    assert places(found(sensitive_data, context(register(records=(report,), inspections=(visit,))))) == [
        ("bank-card", report.file, ("detail",)), ("internal-mark", visit.file, ("title",)),
        ("id-number", visit.file, ("findings", 0, "problem")),
        ("mobile-number", visit.file, ("findings", 0, "demand")),
    ]  # fmt: skip
    assert ids(sensitive_data, context(register(records=(rectify(),), inspections=(inspection(),)))) == []


def test_only_of_records_a_redaction_is_advised() -> None:
    visit = inspection(findings=(finding(problem=f"当事人{ID}"),))
    told = found(sensitive_data, context(register(records=(rectify(title=f"联系{ID}"),), inspections=(visit,))))
    assert ["decide redact" in each.hint for each in told] == [True, False]
    assert all("docs/redact.md" in each.hint for each in told)
