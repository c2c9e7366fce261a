"""Small registers for the tests of rules: everything not given is sound, of an invented district."""

from __future__ import annotations

from datetime import date
from typing import Any

from spt_fazhi.checks.context import CheckContext, FileFact
from spt_fazhi.model.entries.decision import Close, Decision, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.entries.record import Attachment, Evidence, Progress, Record, Rectify, Void
from spt_fazhi.model.plan import CountTarget, Obligation, ProgressSettings, RegisterInfo, Section, Task
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.model.unit import Group, GroupMembers, Unit

TODAY = date(2024, 7, 15)
TEXT = "组织开展专题讲法不少于1次，加强学习。"
QUOTE = "组织开展专题讲法不少于1次"
SHA = "0" * 63 + "1"


def obligation(**given: Any) -> Obligation:
    values: dict[str, Any] = {
        "id": "1.1", "title": "专题讲法", "quote": QUOTE, "who": ("各部门",), "target": CountTarget(count=1),
    }  # fmt: skip
    if "every" not in given:
        values["due"] = date(2024, 12, 31)
    return Obligation(**(values | given))


def task(**given: Any) -> Task:
    values: dict[str, Any] = {
        "id": 1, "section": "一", "title": "加强学习", "text": TEXT, "lead": ("区司法局",), "responsible": ("各镇",),
        "obligations": (obligation(),),
    }  # fmt: skip
    return Task(**(values | given))


def unit(name: str, code: str, **given: Any) -> Unit:
    return Unit(**({"name": name, "code": code, "kind": "government"} | given))


UNITS = (unit("区司法局", "sfj", aliases=("司法局",)), unit("区财政局", "czj"), unit("东镇", "dz", kind="township"))
GROUPS = (
    Group(name="各镇", members=GroupMembers(kinds=("township",))),
    Group(name="各部门", members=GroupMembers(kinds=("government",))),
)


def info(**given: Any) -> RegisterInfo:
    values: dict[str, Any] = {
        "year": 2024, "title": "示例区要点", "issuer": "示例区人民政府", "issued": date(2024, 4, 9),
        "source": "source/示例.txt",
    }  # fmt: skip
    return RegisterInfo(**({"progress": ProgressSettings(every="quarter", of="all")} | values | given))


def register(**given: Any) -> Register:
    values: dict[str, Any] = {
        "info": info(), "sections": (Section(id="一", title="强化领导"),), "tasks": (task(),), "units": UNITS,
        "groups": GROUPS,
    }  # fmt: skip
    return Register(**(values | given))


SOURCE = f"示例区要点\n一、强化领导\n1.加强学习。{TEXT}(牵头单位：区司法局；责任单位：各镇)\n"


def context(reg: Register | None = None, **given: Any) -> CheckContext:
    values: dict[str, Any] = {"register": reg or register(), "today": TODAY, "source_text": SOURCE}
    values |= given
    made: Register = values["register"]
    entries = frozenset(entry.file for entry in (*made.records, *made.decisions, *made.inspections, *made.issued))
    return CheckContext(**({"entry_files": entries} | values))


def evidence(stem: str = "2024-06-12-1.1-aaaa", code: str = "sfj", **given: Any) -> Entry[Record]:
    values: dict[str, Any] = {
        "unit": "区司法局", "obligation": "1.1", "date": date(2024, 6, 12), "title": "专题讲法",
        "recorded": date(2024, 6, 13),
    }  # fmt: skip
    return Entry(id=f"{code}/{stem}", file=f"data/records/{code}/{stem}.yaml", value=Evidence(**(values | given)))


def progress(stem: str = "2024-07-03-1-aaab", code: str = "sfj", **given: Any) -> Entry[Record]:
    values: dict[str, Any] = {
        "unit": "区司法局", "task": 1, "period": "2024Q2", "done": "已开展。", "recorded": date(2024, 7, 3),
    }  # fmt: skip
    return Entry(id=f"{code}/{stem}", file=f"data/records/{code}/{stem}.yaml", value=Progress(**(values | given)))


def void(record: str, stem: str = "2024-07-04-1.1-aaac", code: str = "sfj", **given: Any) -> Entry[Record]:
    values: dict[str, Any] = {"unit": "区司法局", "record": record, "reason": "录错", "recorded": date(2024, 7, 4)}
    return Entry(id=f"{code}/{stem}", file=f"data/records/{code}/{stem}.yaml", value=Void(**(values | given)))


def finding(number: int = 1, **given: Any) -> Finding:
    values: dict[str, Any] = {
        "id": number, "unit": "东镇", "kind": "案卷文书", "problem": "处罚案卷未附法制审核意见",
        "demand": "补正并自查同类案卷", "due": date(2024, 6, 30),
    }  # fmt: skip
    return Finding(**(values | given))


def inspection(stem: str = "2024-05-24-k7q2", **given: Any) -> Entry[Inspection]:
    """A visit of 区司法局 to 东镇, with one finding due on 30 June."""
    values: dict[str, Any] = {
        "title": "第一次法治建设实地督察", "from_": date(2024, 5, 20), "to": date(2024, 5, 24), "by": ("区司法局",),
        "visited": ("东镇",), "findings": (finding(),), "recorded": date(2024, 5, 27),
    }  # fmt: skip
    return Entry(id=stem, file=f"data/inspections/{stem}.yaml", value=Inspection(**(values | given)))


def rectify(stem: str = "2024-06-20-k7q2.1-aaaa", code: str = "dz", **given: Any) -> Entry[Record]:
    values: dict[str, Any] = {
        "unit": "东镇", "inspection": "2024-05-24-k7q2", "finding": 1, "date": date(2024, 6, 20),
        "title": "已补正案卷", "recorded": date(2024, 6, 21),
    }  # fmt: skip
    return Entry(id=f"{code}/{stem}", file=f"data/records/{code}/{stem}.yaml", value=Rectify(**(values | given)))


def close(stem: str = "2024-07-10-close-aaaa", **given: Any) -> Entry[Decision]:
    values: dict[str, Any] = {
        "inspection": "2024-05-24-k7q2", "finding": 1, "checked_by": "复核组", "recorded": date(2024, 7, 10),
    }  # fmt: skip
    return Entry(id=stem, file=f"data/decisions/{stem}.yaml", value=Close(**(values | given)))


def decision(
    kind: type[Return] | type[Extend] | type[Waive] | type[Redact], stem: str, **given: Any
) -> Entry[Decision]:
    values: dict[str, Any] = {"reason": "示例", "recorded": date(2024, 6, 18)}
    if kind in (Extend, Waive):
        values["approved_by"] = "示依法办〔2024〕4号"
    return Entry(id=stem, file=f"data/decisions/{stem}.yaml", value=kind(**(values | given)))


def sent(stem: str = "2024-07-08-urge-aaaa", **given: Any) -> Entry[Issued]:
    """A letter to 区财政局 about 1.1 (with `name="call"` and no files, something said)."""
    values: dict[str, Any] = {
        "name": "urge", "to": ("区财政局",), "duties": (IssuedDuty(obligation="1.1", unit="区财政局"),),
        "files": (attached("催办函.docx"),), "recorded": date(2024, 7, 8),
    }  # fmt: skip
    return Entry(id=stem, file=f"data/issued/{stem}.yaml", value=Issued(**(values | given)))


def attached(name: str = "签到表.txt", sha256: str = SHA, size: int = 10) -> Attachment:
    return Attachment(name=name, sha256=sha256, size=size)


def fact(name: str = "签到表.txt", folder: str = "data/records/sfj/2024-06-12-1.1-aaaa", **given: Any) -> FileFact:
    values: dict[str, Any] = {"path": f"{folder}/{name}", "size": 10, "sha256": SHA}
    return FileFact(**(values | given))


def found(rule: Any, ctx: CheckContext) -> list[Problem]:
    """What a rule module reports; every id it uses must be one it declares, and every problem must say what to do."""
    problems = list(rule.check(ctx))
    for each in problems:
        assert each.rule in rule.RULES
        assert each.hint
        assert each.message
    return problems


def ids(rule: Any, ctx: CheckContext) -> list[tuple[str, str]]:
    return [(each.rule, each.severity) for each in found(rule, ctx)]
