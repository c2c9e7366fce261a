"""Written values: what Pydantic accepts, the cache revives to the very same; and what the classes refuse themselves."""

import dataclasses
from typing import Any, get_args, get_origin, get_type_hints

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.places import DATA

from spt_fazhi.model import decision, plan, record, unit
from spt_fazhi.model import fields as s
from spt_fazhi.model.value import Parsed, revive
from spt_fazhi.store.yaml.validate import validate

CLASSES = [
    found
    for module in (decision, record, plan, unit)
    for found in vars(module).values()
    if isinstance(found, type) and found.__module__ == module.__name__ and dataclasses.is_dataclass(found)
]
WORDS = st.text(alphabet="甲乙abc 1：:#-{\n", min_size=1).filter(str.strip)
DAY_TEXTS = st.dates().map(str)
NUMBERS = st.sampled_from(["1", "2.5", "12", "003"])
PERIODS = st.sampled_from(["2024-05", "2024Q2", "2024H1", "2024"])
WHOLES = st.integers(0, 40).map(str)
WRITTEN = {
    s.Text: WORDS,
    s.Day: DAY_TEXTS,
    s.PositiveNumber: NUMBERS,
    s.Whole: WHOLES,
    s.Days: WHOLES,
    s.Rate: st.sampled_from(["100%", "6.5%"]),
    s.Year: st.sampled_from(["2024", "1999"]),
    s.TaskId: st.integers(1, 9999).map(str),
    s.ObligationId: st.sampled_from(["6.1", "1.10"]),
    s.Code: st.sampled_from(["sfj", "a-1"]),
    s.Owner: st.sampled_from(["@sfj", "@shili/jyj", "wang@example.org"]),
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
    s.SourcePath: st.sampled_from(["source/a.txt", ""]),
}


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
        "recorded": max(tree["recorded"], tree["date"]),
    }


def mend_obligation(tree):
    """One of due and every."""
    return {**tree, "due": ""} if tree.get("every") else {**tree, "due": "2024-06-30"}


MENDED = {
    record.Evidence: mend_evidence,
    plan.Obligation: mend_obligation,
    plan.Task: lambda tree: {**tree, "lead": [*tree["lead"], "甲局"]},
}


def test_all_classes_are_here():
    assert {"Evidence", "Progress", "Void", "Return", "Extend", "Waive", "TasksFile", "UnitsFile", "RateTarget"} <= {
        cls.__name__ for cls in CLASSES
    }


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@given(data=st.data())
def test_the_cache_revives_what_pydantic_accepts(cls, data):
    tree = data.draw(trees(cls))
    value, problems = validate(cls, tree, "f")
    assert problems == []
    assert revive(cls, tree) == value
    assert type(revive(cls, tree)) is cls
    assert hash(revive(cls, tree)) == hash(value)


@pytest.mark.parametrize(("name", "cls"), [("tasks.yaml", plan.TasksFile), ("units.yaml", unit.UnitsFile)])
def test_the_shipped_files_revive_to_what_pydantic_made(name, cls):
    tree = yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    value, problems = validate(cls, tree, name)
    assert problems == []
    assert revive(cls, tree) == value


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
    ],
)
def test_what_was_never_valid_does_not_revive(cls, tree):
    assert validate(cls, tree, "f")[0] is None
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        revive(cls, tree)


def test_an_empty_value_of_an_optional_key_is_not_given():
    tree = {"id": "1.1", "title": "x", "quote": "x", "every": "", "due": "2024-06-30", "phrase": "", "who": []}
    value, _ = validate(plan.Obligation, tree, "f")
    assert (value.every, value.phrase, value.who) == (None, None, ())


def test_except_is_written_without_the_underscore():
    value, _ = validate(unit.GroupMembers, {"except": ["甲"]}, "f")
    assert value.except_ == ("甲",)
    assert validate(unit.GroupMembers, {"except_": ["甲"]}, "f")[0] is None


EVIDENCE = {"unit": "甲", "obligation": "1.1", "date": "2024-06-12", "title": "x", "recorded": "2024-06-12"}


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
        (plan.Task, {"id": "1", "section": "一", "title": "x", "text": "x", "lead": []}, "至少写一个单位"),
    ],
)
def test_what_the_classes_refuse_themselves(cls, tree, said):
    value, problems = validate(cls, tree, "f")
    assert value is None
    assert [problem.rule for problem in problems] == ["bad-value"]
    assert said in problems[0].message


def test_the_same_day_for_taking_place_and_entering_is_fine():
    assert validate(record.Evidence, {**EVIDENCE, "reached": "0", "of": "0"}, "f")[1] == []


def test_the_plans_year_and_an_obligations_task():
    info = {"year": "2024", "title": "x", "issuer": "x", "issued": "2024-04-09"}
    value, _ = validate(plan.RegisterInfo, info, "f")
    assert (str(value.first_day), str(value.last_day)) == ("2024-01-01", "2024-12-31")
    assert (value.due_soon_days, value.progress, value.progress_grace_days) == (30, "quarter", 10)
    owed, _ = validate(plan.Obligation, {"id": "12.3", "title": "x", "quote": "x", "due": "2024-01-01"}, "f")
    assert owed.task == 12
