"""A workspace read once: what is asked of it, and what cannot be found in it."""

from datetime import date
from pathlib import Path

import pytest
from tests.builders.files import RECORD_PATH, TASKS_PATH, UNITS, UNITS_PATH, build, write
from tests.builders.repositories import commit, git, start

from spt_fazhi.errors import FazhiError, UsageError
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
