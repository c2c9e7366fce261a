"""A workspace read once: what is asked of it, and what cannot be found in it."""

from datetime import date
from pathlib import Path

import pytest
from tests.builders.files import RECORD_PATH, TASKS, TASKS_PATH, UNITS, UNITS_PATH, build, write
from tests.builders.repositories import commit, git, start

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.register import UNTOLD
from spt_fazhi.services.workspace.workspace import Workspace

DAY = date(2024, 7, 1)


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    build(tmp_path)
    return Workspace.read(tmp_path, DAY)


def test_units_are_found_by_name_alias_and_code(here: Workspace) -> None:
    assert [here.unit(typed).name for typed in ("甲局", "甲", "jia", "丙")] == ["甲局", "甲局", "甲局", "丙镇"]
    with pytest.raises(UsageError, match="没有“丁镇”这个单位"):
        here.unit("丁镇")


@pytest.fixture
def there(tmp_path: Path) -> Workspace:
    build(tmp_path)
    more = "  - {name: 丁镇, code: ding, kind: township}\ngroups:\n"
    write(tmp_path, UNITS_PATH, UNITS.replace("groups:\n", more))
    return Workspace.read(tmp_path, DAY)


def test_several_units_are_listed_with_their_codes(there: Workspace) -> None:
    with pytest.raises(UsageError, match="“镇”可能是好几个单位：丙镇（bing）、丁镇（ding）") as caught:
        there.unit("镇")
    assert caught.value.hint == "请写得更具体些，或用单位代码"


def test_a_group_where_one_unit_is_wanted_says_what_to_write(there: Workspace) -> None:
    for typed in ("各乡镇", "乡镇"):
        with pytest.raises(UsageError, match="“各乡镇”是一组单位，这里要写一个单位") as caught:
            there.unit(typed)
        assert caught.value.hint == "写其中一个：丙镇（bing）、丁镇（ding）"
        assert there.units(typed) == ("丙镇", "丁镇")
    assert there.units("丙") == ("丙镇",)


def test_a_unit_that_is_there_but_unreadable_is_not_taken_for_another(tmp_path: Path) -> None:
    build(tmp_path)
    write(tmp_path, UNITS_PATH, UNITS.replace("code: bing", "code: 丙"))
    with pytest.raises(UsageError, match=r"单位“丙镇”在 data/units\.yaml 里读不出来"):
        Workspace.read(tmp_path, DAY).unit("丙镇")


def test_tasks_obligations_and_sections_are_found(here: Workspace) -> None:
    assert (here.task_or_obligation(" 1 "), here.task_or_obligation("1.1")) == (1, "1.1")
    assert (here.section("一"), here.section("第一")) == ("一", "一")
    for typed in ("3", "1.2", "x"):
        with pytest.raises(UsageError):
            here.task_or_obligation(typed)
    with pytest.raises(UsageError):
        here.section("二")


def told(here: Workspace, typed: str) -> str:
    """What is said of a unit, a task or an obligation that cannot be used."""
    find = here.task_or_obligation if typed[0].isdigit() else here.unit
    with pytest.raises(UsageError) as caught:
        find(typed)
    return f"{caught.value.message} → {caught.value.hint}"


@pytest.mark.parametrize(
    ("broken", "typed", "said"),
    [
        ('quote: ""', "1", "任务 1 在 data/tasks.yaml 里读不出来"), ('quote: ""', "1.1", "任务 1 在 data/tasks.yaml 里读不出来"),
        ('quote: ""', "3", "没有任务 3"), ('quote: ""', "3.1", "没有“3.1”这个任务或事项"),
    ],
)  # fmt: skip
def test_a_task_that_cannot_be_read_is_named_as_such(tmp_path: Path, broken: str, typed: str, said: str) -> None:
    here = Workspace.read(build(tmp_path, tasks=TASKS.replace("quote: 至少开展1次甲事", broken)), DAY)
    assert told(here, typed).startswith(said)
    assert here.task_or_obligation("2") == 2


@pytest.mark.parametrize("head", ["- id: 一", "- number: 1", "- id: [1]"])
def test_its_obligations_tell_the_number_of_a_task(tmp_path: Path, head: str) -> None:
    here = Workspace.read(build(tmp_path, tasks=TASKS.replace("- id: 1", head)), DAY)
    assert here.register.unreadable_tasks == {1}
    assert told(here, "1").startswith("任务 1 在 data/tasks.yaml 里读不出来")


@pytest.mark.parametrize(("old", "new"), [("- id: 2", "- id: 二"), ("tasks:", "tasks: 没有\nothers:")])
def test_a_task_without_any_number_may_be_the_one(tmp_path: Path, old: str, new: str) -> None:
    here = Workspace.read(build(tmp_path, tasks=TASKS.replace(old, new)), DAY)
    assert UNTOLD in here.register.unreadable_tasks
    assert "读不出编号的任务" in told(here, "2")
    assert "读不出编号的任务" in told(here, "9.1")


@pytest.mark.parametrize("typed", ["甲局", "甲", "JIA", "jia", "甲 ", "局"])
def test_no_other_unit_is_taken_for_one_that_cannot_be_read(tmp_path: Path, typed: str) -> None:
    units = UNITS.replace("code: jia", "code: JIA").replace("name: 丙镇", "name: 甲局丙镇分局")
    said = told(Workspace.read(build(tmp_path, units=units), DAY), typed)
    assert "在 data/units.yaml 里读不出来" in said
    assert "是不是" not in said


def test_a_unit_without_a_name_may_be_the_one(tmp_path: Path) -> None:
    here = Workspace.read(build(tmp_path, units=UNITS.replace("name: 甲局", "nmae: 甲局")), DAY)
    assert here.unit("丙镇").name == here.unit("bing").name == "丙镇"
    said = told(here, "甲局")
    assert "是不是" not in said
    assert "fazhi check" in said


def test_a_unit_beside_one_that_cannot_be_read(tmp_path: Path) -> None:
    here = Workspace.read(build(tmp_path, units=UNITS.replace("code: jia", "code: JIA")), DAY)
    assert [here.unit(typed).name for typed in ("丙镇", "bing", "丙")] == ["丙镇"] * 3


def test_the_past_is_read_where_nothing_lies_on_disk(tmp_path: Path) -> None:
    root = start(tmp_path / "仓库")
    first = commit(root, "起点")
    git(root, "rm", "--quiet", RECORD_PATH)
    commit(root, "删去", "2024-06-20")
    (root / TASKS_PATH).unlink()
    then = Workspace.read_at(root, first, DAY, exact=True)
    assert then.source.revision == first
    assert [entry.id for entry in then.register.records] == ["jia/2024-06-12-1.1-aaaa"]
    assert then.history()[1] == first


def test_a_plan_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    build(tmp_path)
    write(tmp_path, TASKS_PATH, "register: [\n")
    with pytest.raises(FazhiError, match=r"data/tasks\.yaml:\d+:\d+"):
        _ = Workspace.read(tmp_path, DAY).register


def test_what_could_not_be_used_is_counted(tmp_path: Path) -> None:
    build(tmp_path)
    write(tmp_path, RECORD_PATH, "kind: evidence\n")
    assert Workspace.read(tmp_path, DAY).unusable == 1
