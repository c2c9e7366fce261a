"""What two versions of a task say differently."""

from __future__ import annotations

import pytest
from tests.builders.world import day, obligation

from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget, Task
from spt_fazhi.views.plan_changes import plan_changes

OLD = Task(
    id=1, section="一", title="任务", text="原文", lead=("甲局",), obligations=(obligation("1.1"), obligation("1.2"))
)


def changed(**fields):
    return replace(OLD, obligations=(replace(OLD.obligations[0], **fields), OLD.obligations[1]))


@pytest.mark.parametrize(
    ("new", "of_task", "of_obligation"),
    [
        (OLD, (), ()),
        (None, ("从台账删去",), ("从台账删去",)),
        (replace(OLD, text="新的原文"), ("原文有改动",), ()),
        (replace(OLD, lead=("甲局", "乙局")), ("牵头单位 甲局 → 甲局、乙局",), ()),
        (replace(OLD, responsible=("各乡镇",), title="新"), ("标题 任务 → 新", "责任单位 无 → 各乡镇"), ()),
        (changed(due=day("06-30")), ("1.1 到期日 2024-12-31 → 2024-06-30",), ("到期日 2024-12-31 → 2024-06-30",)),
        (changed(target=CountTarget(count=2)), ("1.1 目标 完成 → 2次",), ("目标 完成 → 2次",)),
        (changed(scope="joint"), ("1.1 承担方式 各自 → 共同",), ("承担方式 各自 → 共同",)),
        (changed(due=None, every="quarter"), ("1.1 到期日 2024-12-31 → 无", "1.1 周期 无 → 每季度"), ("到期日 2024-12-31 → 无", "周期 无 → 每季度")),
        (changed(target=CountTarget(count=2, pace="none")), ("1.1 目标 完成 → 2次",), ("目标 完成 → 2次",)),
        (changed(proof="签到表", holder="乙局"), ("1.1 佐证要求 无 → 签到表", "1.1 掌握数据的单位 无 → 乙局"), ("佐证要求 无 → 签到表", "掌握数据的单位 无 → 乙局")),
        (changed(due=None, every="month", due_day=25), ("1.1 到期日 2024-12-31 → 无", "1.1 周期 无 → 每月", "1.1 期内到期日 无 → 25"),
         ("到期日 2024-12-31 → 无", "周期 无 → 每月", "期内到期日 无 → 25")),
        (changed(assumed=(Assumption("due", "x"),)), ("1.1 推定的说明有改动",), ("推定的说明有改动",)),
        (changed(quote="别的", phrase="年底前"), ("1.1 引用的原文有改动", "1.1 时限的原话 无 → 年底前"), ("引用的原文有改动", "时限的原话 无 → 年底前")),
        (changed(who=tuple(f"第{n}局" for n in range(30))), ("1.1 承担单位有改动",), ("承担单位有改动",)),
        (replace(OLD, obligations=OLD.obligations[1:]), ("删去 1.1 事项1.1",), ("从台账删去",)),
        (replace(OLD, obligations=(*OLD.obligations, obligation("1.3"))), ("新列 1.3 事项1.3",), ()),
        (replace(OLD, obligations=OLD.obligations[::-1]), (), ()),
    ],
)  # fmt: skip
def test_each_change_in_words(new, of_task, of_obligation):
    assert plan_changes(OLD, new) == of_task
    assert plan_changes(OLD, new, "1.1") == of_obligation


def test_a_change_that_no_word_shows_is_still_said() -> None:
    old = replace(OLD, obligations=(obligation("1.1", target=CountTarget(count=2)),))
    new = replace(OLD, obligations=(obligation("1.1", target=CountTarget(count=2, pace="none")),))
    assert plan_changes(old, new) == ("1.1 目标有改动",)


def test_a_task_that_is_new():
    assert plan_changes(None, OLD) == ("列入台账",)
    assert plan_changes(None, OLD, "1.2") == ("列入台账",)
    assert plan_changes(None, OLD, "1.9") == ()
    assert plan_changes(None, None) == plan_changes(None, None, "1.1") == ()
