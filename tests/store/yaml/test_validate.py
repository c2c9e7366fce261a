"""Trees become values, or problems that say in Chinese what is wrong, where, and what to do."""

import pytest
import yaml
from tests.builders.files import EVIDENCE, TASKS, UNITS

from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.plan import CountTarget, RateTarget, TasksFile
from spt_fazhi.model.unit import UnitsFile
from spt_fazhi.store.yaml.marks import Marks
from spt_fazhi.store.yaml.reader import read_tree
from spt_fazhi.store.yaml.validate import validate

VISIT = """\
title: 实地督察
from: 2024-05-20
to: 2024-05-24
by: [甲局]
findings:
  - {id: 1, unit: 丙镇, problem: 案卷缺页, due: 2024-06-30}
  - {id: 2, unit: 丙镇, problem: 没有公示, due: 2024-07-31}
recorded: 2024-05-27
"""
RETURN = "kind: return\nrecord: czj/2024-06-12-1.1-aaaa\nreason: 看不清\nagain_by: 2024-07-01\nrecorded: 2024-06-18\n"


def problems_of(cls, text):
    value, problems = validate(cls, read_tree(text), "data/x.yaml")
    assert (value is None) == bool(problems)
    marks = Marks(text)
    return [(each, text.split("\n"), *marks.find(each.where, at_key=each.at_key)) for each in problems]


def test_sound_files_give_values():
    tasks, problems = validate(TasksFile, read_tree(TASKS), "f")
    assert problems == []
    assert [task.id for task in tasks.tasks] == [1, 2]
    assert tasks.tasks[0].obligations[0].target == CountTarget(count=1)
    assert validate(UnitsFile, read_tree(UNITS), "f")[1] == []


@pytest.mark.parametrize(
    ("cls", "text", "old", "new", "rule", "said", "hint", "at"),
    [
        (TasksFile, TASKS, "year: 2024", "year: 二四", "bad-value", "year：“二四”不是年份", "改正", "二四"),
        (TasksFile, TASKS, "issued: 2024-04-09", "issued: 2024-02-30", "bad-value", "这一天不存在", "改正", "2024-02-30"),
        (TasksFile, TASKS, "    section: 一\n    title: 任务二", "    secton: 一\n    title: 任务二", "unknown-key",
         "不认识的字段“secton”", "是不是想写 section", "secton"),
        (TasksFile, TASKS, "  issuer:", "  zzz: 1\n  issuer:", "unknown-key", "“zzz”", "这里可写：", "zzz"),
        (TasksFile, TASKS, "unit: 次}", "unot: 次}", "unknown-key", "“unot”", "是不是想写 unit", "unot"),
        (TasksFile, TASKS, "count: 1, unit: 次", 'count: 1, unit: ""', "bad-value", "unit：不能为空", "改正", '""'),
        (TasksFile, TASKS, "count: 1, unit: 次", "rate: 120%, of: 人", "bad-value", "rate：“120%”不是比率", "改正", "120%"),
        (TasksFile, TASKS, "count: 1, unit: 次", "rate: 100%, off: 人", "unknown-key", "“off”", "是不是想写 of", "off"),
        (TasksFile, TASKS, "count: 1, unit: 次", "rate: 100%", "missing-key", "缺少必填字段“of”", "of: …", "{rate"),
        (TasksFile, TASKS, "count: 1, unit: 次", "unit: 次", "missing-key", "缺少必填字段“count”", "count: …", "{unit"),
        (TasksFile, TASKS, "{count: 1, unit: 次}", "一次", "bad-type", "应是一组", "缩进", "一次"),
        (TasksFile, TASKS, "  issuer: 示例区人民政府\n", "", "missing-key", "缺少必填字段“issuer”", "补写一行：issuer: …", "format: 2"),
        (TasksFile, TASKS, "lead: [甲局]", "lead: 甲局", "bad-type", "“lead”应是一个列表", "写成 lead: [", "甲局"),
        (TasksFile, TASKS, "lead: [甲局]", "lead: [[甲局]]", "bad-value", "这里应写一个值", "改正", "[甲局]"),
        (TasksFile, TASKS, "lead: [甲局]", "lead: []", "bad-value", "至少写一个单位", "改正", "id: 1"),
        (TasksFile, TASKS, ", due: 2024-12-31", "", "bad-value", "应写且只写一个", "改正", "{id:"),
        (UnitsFile, UNITS, "kind: township}", "kind: towship}", "bad-value", "township（乡镇）", "改正", "towship"),
        (UnitsFile, UNITS, "members: {kinds: [township]}", "members: [丙镇]", "bad-type", "“members”应是一组", "缩进", "[丙镇]"),
        (UnitsFile, UNITS, "{kinds:", "{exept: [甲局], kinds:", "unknown-key", "“exept”", "是不是想写 except", "exept"),
        (Evidence, EVIDENCE, "date: 2024-06-12", "date: 2024-06-14", "bad-value", "早于", "改正", "2024-06-13"),
        (Inspection, VISIT, "id: 2, unit", "id: 1, unit", "bad-value", "编号 1 重复", "改正", "1, unit: 丙镇"),
        (Inspection, VISIT, "due: 2024-07-31", "due: 2024-05-01", "bad-value", "早于 from", "改正", "2024-05-01"),
        (Inspection, VISIT, "to: 2024-05-24", "to: 2024-05-19", "bad-value", "早于 from", "改正", "2024-05-19"),
        (Inspection, VISIT, "by: [甲局]", "by: []", "bad-value", "至少写一个单位", "改正", "[]"),
        (Return, RETURN, "again_by: 2024-07-01", "again_by: 2024-06-01", "bad-value", "早于", "改正", "2024-06-01"),
        (Evidence, EVIDENCE, "title: 开展甲事\n", "", "missing-key", "“title”", "补写一行", "kind:"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(cls, text, old, new, rule, said, hint, at):
    assert text.count(old) >= 1
    found = problems_of(cls, text.replace(old, new, 1))
    ((problem, lines, line, column),) = [each for each in found if each[0].rule == rule]
    assert {each[0].rule for each in found} <= {rule, "missing-key"}  # a misspelt key may be missing, too
    assert (problem.severity, problem.file) == ("error", "data/x.yaml")
    assert said in problem.message
    assert hint in problem.hint
    assert lines[line - 1][column - 1 :].startswith(at)


def test_all_faults_of_a_file_are_told_at_once():
    text = TASKS.replace("year: 2024", "year: x").replace("count: 1", "count: 0").replace("id: 2", "id: 二")
    found = problems_of(TasksFile, text)
    assert [(problem.rule, line) for problem, _, line, _ in found] == [
        ("bad-value", 3),
        ("bad-value", 17),
        ("bad-value", 18),
    ]


def test_the_place_of_a_part_is_under_its_base():
    _, (problem,) = validate(CountTarget, {"count": "0"}, "f", ("tasks", 3, "target"))
    assert problem.where == ("tasks", 3, "target", "count")


@pytest.mark.parametrize("tree", [None, "x", [], ["a"], {"unit": {}}, {"files": [{}]}, {"files": "x"}, {"kind": []}])
def test_no_tree_is_too_odd(tree):
    value, problems = validate(Evidence, tree, "f")
    assert value is None
    assert all(problem.message and problem.hint and problem.rule for problem in problems)


def test_messages_never_speak_english():
    tree = yaml.load(TASKS.replace("lead: [甲局]", "lead: {a: b}"), Loader=yaml.BaseLoader)
    for problem in validate(TasksFile, tree, "f")[1]:
        assert "Input" not in problem.message
        assert "should be" not in problem.message


def test_a_rate_target_is_a_rate_target():
    value, _ = validate(TasksFile, read_tree(TASKS.replace("count: 1, unit: 次", "rate: 6.5%, of: 人")), "f")
    assert isinstance(value.tasks[0].obligations[0].target, RateTarget)
