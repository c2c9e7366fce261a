"""Written values: what Pydantic accepts, and nothing else, `made` makes too; and what the classes refuse themselves."""

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.places import DATA

from spt_fazhi.model import fields as s
from spt_fazhi.model import pairs, plan, references, unit
from spt_fazhi.model.entries import decision, inspection, issued, record
from spt_fazhi.model.value import Parsed, made
from spt_fazhi.store.yaml.validate import validate, validated

CLASSES = [
    found
    for module in (decision, inspection, issued, record, plan, unit)
    for found in vars(module).values()
    if isinstance(found, type) and found.__module__ == module.__name__ and dataclasses.is_dataclass(found)
]
WORDS = st.text(alphabet="甲乙abc 1：:#-{\n", min_size=1).filter(str.strip)
DAY_TEXTS = st.dates().map(str)
NUMBERS = st.sampled_from(["1", "2.5", "12", "003"])
PERIODS = st.sampled_from(["2024-05", "2024Q2", "2024H1", "2024"])
WHOLES = st.integers(0, 40).map(str)
WRITTEN: dict[Any, Any] = {
    s.Text: WORDS,
    s.UnitName: WORDS,
    s.Day: DAY_TEXTS,
    s.PositiveNumber: NUMBERS,
    s.Whole: WHOLES,
    s.Days: WHOLES,
    s.Rate: st.sampled_from(["100%", "6.5%"]),
    s.Year: st.sampled_from(["2024", "1999"]),
    s.TaskId: st.integers(1, 9999).map(str),
    s.ObligationId: st.sampled_from(["6.1", "1.10"]),
    s.Code: st.sampled_from(["sfj", "a-1"]),
    s.PeriodText: PERIODS,
    s.Sha256: st.just("ab" * 32),
    s.RecordId: st.just("sfj/2024-06-12-6.1-k7q2"),
    s.FileName: st.sampled_from(["a.jpg", "照片 1.png"]),
    s.Owner: st.sampled_from(["@sfj-lian", "@org/team", "a.b@c.cn"]),
    s.Flag: st.sampled_from(["true", "false"]),
    s.OptionalText: WORDS | st.just(""),
    s.OptionalDay: DAY_TEXTS | st.just(""),
    s.OptionalNumber: NUMBERS | st.just(""),
    s.OptionalWhole: WHOLES | st.just(""),
    s.OptionalPeriod: PERIODS | st.just(""),
    s.OptionalDays: WHOLES | st.just(""),
    s.OptionalObligationId: st.sampled_from(["6.1", ""]),
    s.OptionalTaskId: st.sampled_from(["0", "36", ""]),
    s.OptionalSha256: st.sampled_from(["ab" * 32, ""]),
    s.Yes: st.sampled_from(["yes", "no"]),
    s.OptionalFormId: st.sampled_from(["2024Q2-sfj-k7q2", "2024-06-20-a-1-k7q2", ""]),
    s.SourcePath: st.sampled_from(["source/a.txt", ""]),
    s.OtherSource: st.sampled_from(["source/a.txt", "source/b.txt"]),
    references.InspectionId: st.just("2024-05-24-k7q2"),
    references.OptionalInspectionId: st.sampled_from(["2024-05-24-k7q2", ""]),
    references.FindingNumber: st.sampled_from(["1", "12", "999"]),
    references.OptionalFindingNumber: st.sampled_from(["1", "999", ""]),
    inspection.ObligationIds: st.sampled_from(["4.1", "", ["4.1", "0.1"], []]),
    issued.IssuedName: st.sampled_from(["quarter", "urge", "letter-2"]),
    issued.Commit: st.sampled_from(["ab" * 20, ""]),
    issued.Names: st.lists(WORDS, max_size=2) | st.just(""),
    issued.PrintedFigures: st.dictionaries(WORDS, WORDS, max_size=2) | st.just(""),
    plan.DueDay: st.sampled_from(["", "1", "25", "31"]),
    pairs.Figures: st.dictionaries(WORDS, st.sampled_from(["0", "36", "2.5"]), max_size=2) | st.just(""),
    **{
        hint: st.dictionaries(st.sampled_from(fields), WORDS, max_size=2) | st.just("")
        for hint, fields in (
            (pairs.ObligationAssumed, pairs.OBLIGATION_FIELDS),
            (pairs.GroupAssumed, pairs.GROUP_FIELDS),
            (pairs.UnitAssumed, pairs.UNIT_FIELDS),
        )
    },
}


EVIDENCE = {"unit": "甲", "obligation": "1.1", "date": "2024-06-12", "title": "x", "recorded": "2024-06-12"}
OBLIGATION = {"id": "1.1", "title": "x", "quote": "x", "due": "2024-06-30"}
INFO = {"year": "2024", "title": "x", "issuer": "x", "issued": "2024-04-09"}
RECORD = "sfj/2024-06-12-6.1-k7q2"
WAIVE = {"reason": "x", "recorded": "2024-06-18"}
FINDING = {"id": "1", "unit": "甲", "problem": "x", "due": "2024-06-30"}
VISIT = {"title": "x", "from": "2024-05-20", "to": "2024-05-24", "by": ["甲"], "recorded": "2024-05-27"}
RECTIFY = {
    "unit": "甲", "inspection": "2024-05-24-k7q2", "finding": "1", "date": "2024-06-20", "title": "x",
    "recorded": "2024-06-21",
}  # fmt: skip
UNIT = {"name": "甲", "code": "jia", "kind": "township"}


def field_trees(hint):
    """What may be written for a field of this type."""
    if hint in WRITTEN:
        return WRITTEN[hint]
    if hint == plan.TargetField:
        return st.one_of(trees(plan.CountTarget), trees(plan.RateTarget))
    if get_origin(hint) is tuple:
        return st.lists(field_trees(get_args(hint)[0]), max_size=2)
    if dataclasses.is_dataclass(hint):
        return trees(hint)
    (parsed,) = [mark for mark in hint.__metadata__ if isinstance(mark, Parsed)]
    return st.sampled_from([word for word in parsed.schema["enum"] if word is not None])


def trees(cls):
    """What may be written for a value class: required keys always, the others now and then."""
    hints = get_type_hints(cls, include_extras=True)
    needed: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for field in dataclasses.fields(cls):
        is_needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        (needed if is_needed else others)[field.name.rstrip("_")] = field_trees(hints[field.name])
    return st.fixed_dictionaries(needed, optional=others).map(MENDED.get(cls, lambda tree: tree))


def mend_evidence(tree):
    """Both halves of a rate or none, and nothing entered before it took place."""
    halves = sorted((tree.pop("reached", "") or "0", tree.pop("of", "") or "0"), key=int)
    return {
        **tree,
        **dict(zip(("reached", "of"), halves, strict=True)),
        "recorded": max(tree["recorded"], tree["date"], tree.get("through", "")),
    }


def mend_obligation(tree):
    """One of due and every, what goes with `every` not without it, and one day in the period; each figure once."""
    tree = {**tree, "figures": list({each["name"]: each for each in tree.get("figures", ())}.values())}
    if not tree.get("every"):
        return {**tree, "due": "2024-06-30", "due_day": "", "after": "", "start": ""}
    return {**tree, "due": "", **({"after": ""} if tree.get("due_day") else {})}


def mend_decision(tree):
    """One of an obligation, a finding and a task; a task with its unit and period, a finding without."""
    if tree.get("obligation"):
        return {**tree, "task": "", "inspection": "", "finding": ""}
    if tree.get("inspection"):
        return {**tree, "obligation": "", "task": "", "finding": tree.get("finding") or "7", "unit": "", "period": ""}
    return {
        **tree, "obligation": "", "inspection": "", "finding": "", "task": "3", "unit": "甲局", "period": "2024H1",
    }  # fmt: skip


def mend_rectify(tree):
    """Nothing entered before it took place."""
    return {**tree, "recorded": max(tree["recorded"], tree["date"])}


def mend_inspection(tree):
    """Days in order, somebody who inspects, each number once and due while it is inspected or later; no addition counts.

    What is added is due from its entry on.
    """
    first, last, entered = sorted((tree["from"], tree["to"], tree["recorded"]))
    added = tree.get("adds_to") if tree.get("findings") else ""
    findings = [
        {**each, "id": str(number), "due": max(each["due"], entered if added else first)}
        for number, each in enumerate(tree.get("findings", ()), start=1)
    ]
    counts = {"obligation": ""} if added else {}
    return {
        **tree, "from": first, "to": last, "recorded": entered, "by": tree["by"] or ["甲局"], "findings": findings,
        "adds_to": added, **counts,
    }  # fmt: skip


def mend_redact(tree):
    """Some files or all of the record, with its hash."""
    whole = not tree.get("files")
    return {**tree, "whole": "yes" if whole else "no", "sha256": "ab" * 32 if whole else ""}


def mend_unit(tree):
    """A last day not before the first, and none without which there is no successor."""
    last = max(tree.get("until", ""), tree.get("from", "")) if tree.get("until") else ""
    return {**tree, "until": last, **({} if last else {"succeeded_by": ""})}


def mend_issued(tree):
    """A document has its files, is sent on the day it speaks of or later, and answered not before that."""
    last = max(tree["reply_by"], tree["recorded"]) if tree.get("reply_by") else ""
    first = min(tree["as_of"], tree["recorded"]) if tree.get("as_of") else ""
    return {
        **tree,
        "as_of": first,
        "reply_by": last,
        "files": tree.get("files") or [{"name": "a.docx", "sha256": "ab" * 32, "size": "9"}],
    }


MENDED = {
    issued.Issued: mend_issued,
    issued.IssuedDuty: mend_decision,
    record.Evidence: mend_evidence,
    record.Rectify: mend_rectify,
    inspection.Inspection: mend_inspection,
    plan.Obligation: mend_obligation,
    plan.Task: lambda tree: {**tree, "lead": [*tree["lead"], "甲局"]},
    plan.RegisterInfo: lambda tree: {**tree, "format": "2"},
    decision.Return: lambda tree: (
        {**tree, "again_by": max(tree["again_by"], tree["recorded"])} if tree.get("again_by") else tree
    ),
    decision.Extend: mend_decision,
    decision.Waive: mend_decision,
    decision.Redact: mend_redact,
    unit.Unit: mend_unit,
}


def test_all_classes_are_here():
    assert {
        "Evidence", "Progress", "Void", "Return", "Extend", "Waive", "Redact", "RedactedFile", "TasksFile", "UnitsFile",
        "Inspection", "Finding", "Rectify", "Close",
        "RateTarget", "AskedFigure", "ProgressSettings", "LetterSettings", "ReviewSettings",
    } <= {cls.__name__ for cls in CLASSES}  # fmt: skip


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@given(data=st.data())
def test_what_pydantic_accepts_is_made_without_it(cls, data):
    tree = data.draw(trees(cls))
    value, problems = validated(cls, tree, "f")
    assert problems == []
    for _ in range(2):  # the second time some texts are known
        assert made(cls, tree) == value
        assert type(made(cls, tree)) is cls
        assert hash(made(cls, tree)) == hash(value)


ODD = st.sampled_from(
    ["", " ", "\u3000", "x", "0", "-1", "1.0", "13", "true", "yes", "2024-02-30", "2024-13", "2023-01-01", "1.1", "1e3"]
) | st.sampled_from(["9999-12-31", "evidence", "@a", "a/../b", "null", "\ufeff", "１２", "甲局"])
ANYTHING = st.recursive(ODD | st.text(max_size=6), lambda some: st.lists(some, max_size=3) | st.dictionaries(ODD, some))


def broken(data, tree):
    """A tree with one place in it changed: another value, a key more, one less, one not quite."""
    places = list(_places(tree))
    container, key = data.draw(st.sampled_from(places))
    if isinstance(container, dict):
        how = data.draw(st.sampled_from(["other", "less", "more", "misnamed"]))
        if how == "less":
            del container[key]
        elif how == "more":
            container[data.draw(st.sampled_from(["x", "except_", "from_", "kind", "", "recorded", "date"]))] = "x"
        elif how == "misnamed":
            container[f"{key}_"] = container.pop(key)
    if isinstance(container, list) or how == "other":
        container[key] = data.draw(ANYTHING)
    return tree


def _places(tree):
    for key in tree if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from _places(tree[key])


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@given(data=st.data())
def test_what_pydantic_refuses_is_refused_and_the_rest_is_the_same(cls, data):
    tree = data.draw(trees(cls))
    for _ in range(data.draw(st.integers(1, 3))):
        if isinstance(tree, dict) and tree:
            broken(data, tree)
    value, problems = validated(cls, tree, "f")
    assert (value is None) == bool(problems)
    try:
        found = made(cls, tree)
    except (ValueError, KeyError, TypeError):
        found = None
    assert found == value
    assert validate(cls, tree, "f") == (value, problems)


@pytest.mark.parametrize(("name", "cls"), [("tasks.yaml", plan.TasksFile), ("units.yaml", unit.UnitsFile)])
def test_the_shipped_files_are_what_pydantic_makes_of_them(name, cls):
    tree = yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    value, problems = validated(cls, tree, name)
    assert problems == []
    assert made(cls, tree) == value


@pytest.mark.parametrize(
    ("cls", "tree"),
    [
        (plan.Section, {"id": "一"}),
        (plan.Section, {"id": "一", "title": ""}),
        (plan.Section, {"id": "一", "title": "x", "more": "y"}),
        (plan.Section, "x"),
        (plan.Section, ["x"]),
        (plan.Section, None),
        (record.Evidence, {"unit": []}),
        (unit.GroupMembers, {"units": "甲乙"}),
        (unit.GroupMembers, {"units": {"甲": "乙"}}),
    ],
)
def test_what_is_no_value_is_not_made(cls, tree):
    assert validated(cls, tree, "f")[0] is None
    with pytest.raises((ValueError, KeyError, TypeError)):
        made(cls, tree)


def test_what_is_known_of_a_field_is_bounded():
    tree = {"id": "一", "title": "x"}
    known = [{**tree, "id": str(number)} for number in range(5000)]
    assert [made(plan.Section, each).id for each in known] == [each["id"] for each in known]
    days = [made(plan.CountTarget, {"count": str(number + 1)}).count for number in range(5000)]
    assert days == list(range(1, 5001))


def test_an_empty_value_of_an_optional_key_is_not_given():
    tree = {"id": "1.1", "title": "x", "quote": "x", "every": "", "due": "2024-06-30", "phrase": "", "who": []}
    value, _ = validate(plan.Obligation, tree, "f")
    assert (value.every, value.phrase, value.who) == (None, None, ())


def test_except_is_written_without_the_underscore():
    value, _ = validate(unit.GroupMembers, {"except": ["甲"]}, "f")
    assert value.except_ == ("甲",)
    assert validate(unit.GroupMembers, {"except_": ["甲"]}, "f")[0] is None


def test_from_is_written_without_the_underscore():
    value, _ = validate(unit.Unit, {"name": "甲", "code": "jia", "kind": "township", "from": "2024-07-01"}, "f")
    assert value.from_ == date(2024, 7, 1)


def test_what_is_assumed_is_read_as_field_and_reason():
    tree = {
        "id": "1.1",
        "title": "x",
        "quote": "x",
        "due": "2024-12-31",
        "assumed": {"due": "未写时限", "who": "按分工"},
    }
    value, _ = validate(plan.Obligation, tree, "f")
    assert value.assumed == (pairs.Assumption("due", "未写时限"), pairs.Assumption("who", "按分工"))
    assert value.assumed_fields == ("due", "who")


def test_figures_are_read_as_name_and_amount():
    tree = {**EVIDENCE, "figures": {"旁听人数": "36", "课时": "2.5", "缺席": "0"}}
    value, _ = validate(record.Evidence, tree, "f")
    assert value.figures == (
        pairs.Figure("旁听人数", 36),
        pairs.Figure("课时", Decimal("2.5")),
        pairs.Figure("缺席", 0),
    )


@pytest.mark.parametrize(
    ("settle", "combine", "adds"),
    [("at-due", "", True), ("when-reached", "", False), ("at-due", "latest", False), ("when-reached", "add", True)],
)
def test_cases_add_up_and_heads_do_not_unless_it_is_said(settle, combine, adds):
    value, _ = validate(plan.RateTarget, {"rate": "100%", "of": "件", "settle": settle, "combine": combine}, "f")
    assert value.adds is adds


@pytest.mark.parametrize(
    ("more", "day", "proves"),
    [
        ({}, "2024-06-12", False),
        ({"document": "x", "reached": "1", "of": "1", "through": "2024-05-31"}, "2024-05-31", True),
        ({"link": "https://example.org"}, "2024-06-12", True),
        ({"files": [{"name": "a.jpg", "sha256": "ab" * 32, "size": "1"}]}, "2024-06-12", True),
        ({"detail": "很长的说明", "document": ""}, "2024-06-12", False),
    ],
)
def test_the_day_evidence_counts_on_and_whether_it_proves(more, day, proves):
    value, _ = validate(record.Evidence, {**EVIDENCE, **more}, "f")
    assert (str(value.counts_on), value.proves) == (day, proves)


def test_problems_are_published_only_where_the_unit_said_so():
    tree = {"unit": "甲", "task": "3", "period": "2024H1", "done": "x", "recorded": "2024-07-01"}
    for written, published in (("", False), ("no", False), ("yes", True)):
        value, _ = validate(record.Progress, {**tree, **({"publish_problems": written} if written else {})}, "f")
        assert value.publish_problems is published


@pytest.mark.parametrize(
    ("cls", "tree", "said"),
    [
        (record.Evidence, {**EVIDENCE, "reached": "1"}, "要一起写"),
        (record.Evidence, {**EVIDENCE, "of": "1"}, "要一起写"),
        (record.Evidence, {**EVIDENCE, "reached": "2", "of": "1"}, "不能大于"),
        (record.Evidence, {**EVIDENCE, "recorded": "2024-06-11"}, "早于"),
        (plan.Obligation, {"id": "1.1", "title": "x", "quote": "x"}, "应写且只写一个"),
        (
            plan.Obligation,
            {"id": "1.1", "title": "x", "quote": "x", "due": "2024-01-01", "every": "month"},
            "只写一个",
        ),
        (plan.Obligation, {**OBLIGATION, "due_day": "25"}, "只与 every"),
        (plan.Obligation, {**OBLIGATION, "start": "2024-07-01"}, "只与 every"),
        (plan.Obligation, {**OBLIGATION, "due": "", "every": "month", "due_day": "25", "after": "5"}, "只写一个"),
        (plan.Obligation, {**OBLIGATION, "due": "", "every": "month", "due_day": "32"}, "1 到 31"),
        (plan.Obligation, {**OBLIGATION, "figures": [{"name": "人数"}, {"name": "人数"}]}, "不能重复"),
        (plan.Obligation, {**OBLIGATION, "assumed": {"title": "x"}}, "不能标为推定"),
        (plan.Obligation, {**OBLIGATION, "assumed": {"due": ""}}, "空"),
        (plan.RegisterInfo, {"format": "1", **INFO}, "不是本程序读的格式"),
        (record.Evidence, {**EVIDENCE, "through": "2024-06-12"}, "只与 reached"),
        (record.Evidence, {**EVIDENCE, "reached": "1", "of": "1", "through": "2024-06-13"}, "早于 through"),
        (record.Evidence, {**EVIDENCE, "figures": {"人数": "多"}}, "多"),
        (
            decision.Return,
            {"record": RECORD, "reason": "x", "recorded": "2024-06-18", "again_by": "2024-06-17"},
            "早于 recorded",
        ),
        (decision.Waive, {**WAIVE, "approved_by": "x", "obligation": "1.1", "task": "1"}, "只写一个"),
        (decision.Waive, {**WAIVE, "approved_by": "x"}, "只写一个"),
        (decision.Extend, {**WAIVE, "approved_by": "x", "task": "1", "unit": "甲", "due": "2024-09-30"}, "写明 unit"),
        (
            decision.Extend,
            {**WAIVE, "approved_by": "x", "task": "1", "period": "2024H1", "due": "2024-09-30"},
            "写明 unit",
        ),
        (decision.Redact, {"record": RECORD, "reason": "x", "recorded": "2024-06-18"}, "只写一个"),
        (
            decision.Redact,
            {"record": RECORD, "reason": "x", "recorded": "2024-06-18", "whole": "yes"},
            "整条去除的写 sha256",
        ),
        (
            decision.Redact,
            {
                "record": RECORD,
                "reason": "x",
                "recorded": "2024-06-18",
                "whole": "yes",
                "files": [{"name": "a", "sha256": "ab" * 32}],
            },
            "只写一个",
        ),
        (unit.Unit, {**UNIT, "succeeded_by": "乙"}, "还要写 until"),
        (unit.Unit, {**UNIT, "from": "2024-07-01", "until": "2024-06-30"}, "早于 from"),
        (unit.Unit, {**UNIT, "assumed": {"name": "x"}}, "不能标为推定"),
        (plan.Task, {"id": "1", "section": "一", "title": "x", "text": "x", "lead": []}, "至少写一个单位"),
        (inspection.Inspection, {**VISIT, "to": "2024-05-19"}, "早于 from"),
        (inspection.Inspection, {**VISIT, "recorded": "2024-05-23"}, "早于 to"),
        (inspection.Inspection, {**VISIT, "by": []}, "至少写一个单位"),
        (inspection.Inspection, {**VISIT, "findings": [FINDING, FINDING]}, "编号 1 重复"),
        (inspection.Inspection, {**VISIT, "findings": [{**FINDING, "due": "2024-05-19"}]}, "早于 from"),
        (inspection.Inspection, {**VISIT, "obligation": ["4.1", "4.1"]}, "只写一次"),
        (inspection.Inspection, {**VISIT, "adds_to": "2024-05-24-k7q2"}, "要写明 findings"),
        (
            inspection.Inspection,
            {**VISIT, "adds_to": "2024-05-24-k7q2", "findings": [FINDING], "obligation": "4.1"},
            "不另计一次督察",
        ),
        (
            inspection.Inspection,
            {**VISIT, "adds_to": "2024-05-24-k7q2", "recorded": "2024-07-01", "findings": [FINDING]},
            "早于 recorded（补录日）2024-07-01",
        ),
        (inspection.Finding, {**FINDING, "id": "0"}, "1 到 999"),
        (inspection.Finding, {**FINDING, "id": "1000"}, "1 到 999"),
        (record.Rectify, {**RECTIFY, "recorded": "2024-06-19"}, "早于 date"),
        (record.Rectify, {**RECTIFY, "inspection": "k7q2"}, "不是督察编号"),
        (decision.Waive, {**WAIVE, "approved_by": "x", "inspection": "2024-05-24-k7q2"}, "一起写"),
        (decision.Waive, {**WAIVE, "approved_by": "x", "finding": "1", "obligation": "1.1"}, "一起写"),
        (
            decision.Extend,
            {**WAIVE, "approved_by": "x", "due": "2024-09-30", "obligation": "1.1", "inspection": "2024-05-24-k7q2",
             "finding": "1"},
            "只写一个",
        ),
        (
            decision.Waive,
            {**WAIVE, "approved_by": "x", "inspection": "2024-05-24-k7q2", "finding": "1", "unit": "甲"},
            "只写 inspection 和 finding",
        ),
        (issued.IssuedDuty, {"inspection": "2024-05-24-k7q2", "unit": "甲"}, "一起写"),
    ],
)  # fmt: skip
def test_what_the_classes_refuse_themselves(cls, tree, said):
    value, problems = validate(cls, tree, "f")
    assert value is None
    assert [problem.rule for problem in problems] == ["bad-value"]
    assert said in problems[0].message


@pytest.mark.parametrize("cls", [decision.Extend, decision.Waive])
def test_an_extension_and_a_waiver_say_who_approved_them(cls):
    tree = {**WAIVE, "obligation": "1.1", "due": "2024-09-30"}
    tree = tree if cls is decision.Extend else {key: part for key, part in tree.items() if key != "due"}
    assert validate(cls, {**tree, "approved_by": "示依法办〔2024〕3号"}, "f")[1] == []
    value, problems = validate(cls, tree, "f")
    assert value is None
    assert "approved_by" in problems[0].message


def test_the_same_day_for_taking_place_and_entering_is_fine():
    assert validate(record.Evidence, {**EVIDENCE, "reached": "0", "of": "0"}, "f")[1] == []


def test_the_plans_year_and_an_obligations_task():
    info = INFO
    value, _ = validate(plan.RegisterInfo, info, "f")
    assert (str(value.first_day), str(value.last_day)) == ("2024-01-01", "2024-12-31")
    assert (value.format, value.due_soon_days, value.last_backfill_day) == (2, 30, date(2024, 12, 31))
    assert (value.progress.every, value.progress.of, value.progress.grace_days) == ("half", "unmeasured", 10)
    assert (value.letters.urge_after, value.letters.supervise_after, value.letters.not_again_within) == (0, 15, 10)
    later, _ = validate(plan.RegisterInfo, {**info, "backfill_until": "2024-06-30"}, "f")
    assert later.last_backfill_day == date(2024, 6, 30)
    owed, _ = validate(plan.Obligation, {"id": "12.3", "title": "x", "quote": "x", "due": "2024-01-01"}, "f")
    assert owed.task == 12


def test_a_visit_may_count_for_several_obligations_and_a_finding_may_be_due_within_it():
    findings = [
        {**FINDING, "id": str(number), "due": day} for number, day in enumerate(("2024-05-24", "2024-05-25"), start=1)
    ]
    visit, _ = validate(inspection.Inspection, {**VISIT, "obligation": ["4.1", "0.1"], "findings": findings}, "f")
    assert visit.obligation == ("4.1", "0.1")
    assert [visit.is_at_once(each) for each in visit.findings] == [True, False]
    assert [str(visit.found_on(each)) for each in visit.findings] == ["2024-05-24", "2024-05-24"]
    assert (visit.finding(2), visit.finding(3)) == (visit.findings[1], None)
    early, _ = validate(inspection.Inspection, {**VISIT, "findings": [{**FINDING, "due": "2024-05-21"}]}, "f")
    assert str(early.found_on(early.findings[0])) == "2024-05-21"
    assert validate(inspection.Inspection, {**VISIT, "obligation": "4.1"}, "f")[0].obligation == ("4.1",)


@pytest.mark.parametrize(
    ("more", "whole", "proves"), [({}, True, False), ({"stage": "partial", "link": "x"}, False, True)]
)
def test_a_report_of_rectification_asks_for_closing_unless_it_is_a_part(more, whole, proves):
    value, _ = validate(record.Rectify, {**RECTIFY, **more}, "f")
    assert (value.is_whole, value.proves, str(value.counts_on)) == (whole, proves, "2024-06-20")
