"""A revised document against the register there is: what it changes, what is applied, what stays a person's own."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from tests.builders.repositories import commit, git

from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.intake.revision import Revision, TaskChange, Updated
from spt_fazhi.services.check import check_workspace
from spt_fazhi.services.drafting.draft import read_draft
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.services.revised.update import apply_update, read_update
from spt_fazhi.services.workspace.workspace import Workspace

OLD = """示例县2024年法治政府建设工作要点
示例县人民政府
2024年4月9日
一、强化领导
1.加强学习。年底前组织法治讲座不少于2次。建立学法清单制度。（牵头单位：县司法局；责任单位：县教育局）
2.公开清单。6月底前公布权责清单。（牵头单位：县委编办；责任单位：县司法局）
二、规范执法
3.案卷评查。开展行政执法案卷评查1次。（牵头单位：县司法局；责任单位：县财政局）
4.编制目录。编制重大决策目录。（牵头单位：县财政局；责任单位：县教育局）
"""
DAY = date(2024, 8, 1)
RECORD = """kind: evidence
unit: 县财政局
obligation: "4.1"
date: 2024-06-12
title: 编好目录
document: 财发〔2024〕1号
recorded: 2024-06-13
"""


class Office:
    """A workspace drafted from the first document, and what becomes of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "台账"
        (folder / "旧.txt").write_text(OLD, "utf-8")
        for name, data in draft_files(read_draft(str(folder / "旧.txt"))).items():
            place = self.root / "data" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)

    def workspace(self) -> Workspace:
        return Workspace.read(self.root, DAY, use_cache=False)

    def plan(self) -> str:
        return (self.root / "data/tasks.yaml").read_text("utf-8")

    def edit(self, old: str, new: str) -> None:
        assert old in self.plan()
        (self.root / "data/tasks.yaml").write_text(self.plan().replace(old, new, 1), "utf-8")

    def read(self, *changed: tuple[str, str]) -> Revision:
        return read_update(self.workspace(), self.document(*changed))[1]

    def document(self, *changed: tuple[str, str]) -> str:
        text = OLD.replace("工作要点", "工作要点（修订）", 1)
        for old, new in changed:
            assert old in text
            text = text.replace(old, new)
        file = self.folder / "新.txt"
        file.write_text(text, "utf-8")
        return str(file)

    def update(self, *changed: tuple[str, str], only: tuple[str, ...] | None = None) -> Updated:
        workspace = self.workspace()
        drafted, revision = read_update(workspace, self.document(*changed))
        chosen = [each.id for each in revision.changes if each.safe] if only is None else only
        return apply_update(workspace, drafted, revision, chosen)

    def errors(self) -> list[str]:
        problems = check_workspace(Workspace.read(self.root, DAY, use_cache=False).loaded, DAY)
        return [each.message for each in problems if each.severity == "error"]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def one(revision: Revision) -> TaskChange:
    (found,) = revision.changes
    return found


def test_the_same_words_change_nothing(office: Office) -> None:
    found = office.read()
    assert (found.changes, found.kept, found.untouched, found.own) == ((), 4, 0, ())
    assert office.update() == Updated(applied=(), left=(), written=())


def test_a_wording_in_which_the_quotes_stand_is_taken(office: Office) -> None:
    office.edit("tasks:\n", "tasks:   # 我的话\n\n")
    office.edit("    title: 加强学习\n", "    title: 加强学习   # 不要改\n")
    changed = (("建立学法清单制度。", "按照新的要求，建立学法清单制度。"),)
    before = office.plan()
    assert one(office.read(*changed)).safe
    done = office.update(*changed)
    assert [each.id for each in done.applied] == ["1"]
    name = "source/示例县2024年法治政府建设工作要点（修订）.txt"
    assert done.written == (f"data/{name}", "data/tasks.yaml")
    old_text = "年底前组织法治讲座不少于2次。建立学法清单制度。"
    wanted = before.replace(old_text, old_text.replace("建立", "按照新的要求，建立"))
    assert office.plan() == wanted.replace("source/示例县2024年法治政府建设工作要点.txt", name)
    assert (office.root / "data/source/示例县2024年法治政府建设工作要点.txt").exists()
    assert office.errors() == []
    assert office.read(*changed).changes == ()


def test_a_quote_that_changed_is_asked_and_moves_what_nobody_set(office: Office) -> None:
    changed = (("不少于2次", "不少于3次"), ("6月底前", "9月底前"))
    found = office.read(*changed)
    assert [(each.id, each.safe, each.possible) for each in found.changes] == [("1", False, True), ("2", False, True)]
    assert office.update(*changed).written == ()
    office.edit("due: 2024-06-30", "due: 2024-07-15")
    found = office.read(*changed)
    assert found.own == ("任务 2：事项 2.1 的时限照台账的，新文件另有变动，请核对",)
    office.update(*changed, only=("1", "2"))
    assert "quote: 年底前组织法治讲座不少于3次" in office.plan()
    assert "target: {count: 3, unit: 次}" in office.plan()
    assert "due: 2024-07-15" in office.plan()
    assert office.errors() == []
    assert office.read(*changed).changes == ()


def test_units_that_were_declined_stay_in_sight(office: Office) -> None:
    changed = (("不少于2次", "不少于3次"), ("县司法局；责任单位：县教育局", "县司法局；责任单位：县教育局、县税务局"))
    assert "1-units" in [each.id for each in office.read(*changed).changes]
    office.update(*changed, only=("1",))
    found = office.read(*changed)
    assert found.changes == ()
    assert found.own == ("任务 1：单位照台账的；照文件要增加责任单位：县税务局，采用的请改 tasks.yaml",)


def test_words_that_are_new_make_new_obligations_below_the_old(office: Office) -> None:
    done = office.update(("建立学法清单制度。", "建立学法清单制度。开展旁听庭审1次。"))
    assert [each.id for each in done.applied] == ["1"]
    assert office.plan().index('"1.2"') < office.plan().index('"1.3"') < office.plan().index("- id: 2\n")
    assert office.errors() == []


def test_an_obligation_of_which_nothing_is_left_holds_the_wording_back(office: Office) -> None:
    changed = (("建立学法清单制度。", "认真贯彻上级要求。"),)
    found = one(office.read(*changed))
    assert (found.safe, found.possible) == (False, False)
    assert "1.2" in found.why
    assert office.update(*changed, only=("1",)).written == ()


def test_titles_and_units_that_a_person_set_stay(office: Office) -> None:
    office.edit("title: 案卷评查", "title: 执法案卷评查")
    office.edit("lead: [县委编办]", "lead: [县司法局]")
    found = office.read(("责任单位：县财政局", "责任单位：县财政局、县水务局"), ("加强学习", "加强法治学习"))
    assert [(each.id, each.safe) for each in found.changes] == [("1-title", True), ("3-units", True)]
    assert [said.partition("：")[0] for said in found.own] == ["任务 2", "任务 3"]
    assert found.changes[1].details == ("增加责任单位：县水务局",)
    found = office.read(("县委编办；", "县信访局；"), ("案卷评查。", "案卷互查。"))
    assert [(each.id, each.safe) for each in found.changes] == [("2-units", False), ("3-title", False)]


def test_new_units_come_with_their_notes_and_new_tasks_with_the_next_number(office: Office) -> None:
    new = "一、强化领导\n1.防范风险。建立风险研判机制。（牵头单位：县信访中心；责任单位：县教育局）\n"
    done = office.update(
        ("一、强化领导\n1.", f"{new}2."), ("\n2.公开", "\n3.公开"), ("\n3.案", "\n4.案"), ("\n4.编", "\n5.编")
    )
    assert [(each.id, each.kind) for each in done.applied] == [("5", "new")]
    units = (office.root / "data/units.yaml").read_text("utf-8")
    assert "由 fazhi intake --update 新增" in units
    assert "name: 县信访中心" in units
    (task,) = [each for each in office.workspace().register.tasks if each.id == 5]
    assert (task.section, task.title, [each.id for each in task.obligations]) == ("一", "防范风险", ["5.1"])
    assert office.errors() == []


def test_the_day_of_issue_stays_and_is_said(office: Office) -> None:
    (said,) = office.read(("2024年4月9日", "2024年7月9日")).own
    assert said.startswith("印发日期照旧是 2024-04-09，新文件是 2024-07-09")


def test_without_an_earlier_text_what_differs_is_asked(office: Office) -> None:
    next((office.root / "data/source").iterdir()).write_text(
        "1\n加强学习\n县司法局\n", "utf-8"
    )  # a table, cell by cell
    office.edit("due: 2024-06-30", "due: 2024-07-15")
    found = office.read(("责任单位：县财政局", "责任单位：县水务局"))
    assert [(each.id, each.safe, each.possible) for each in found.changes] == [
        ("2", False, True),
        ("3-units", False, True),
    ]
    assert found.changes[0].details == ("事项 2.1 的时限：2024-07-15→2024-06-30",)
    assert "没有上一版原文可对照" in found.changes[0].why


def test_a_task_that_is_gone_goes_unless_it_has_records(office: Office) -> None:
    changed = (("4.编制目录。编制重大决策目录。（牵头单位：县财政局；责任单位：县教育局）\n", ""),)
    assert one(office.read(*changed)).safe
    (unit,) = [each for each in office.workspace().register.units if each.name == "县财政局"]
    place = office.root / f"data/records/{unit.code}/2024-06-12-4.1-aaaa.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(RECORD, "utf-8")
    found = one(office.read(*changed))
    assert (found.safe, found.possible) == (False, False)
    assert f"{unit.code}/2024-06-12-4.1-aaaa" in found.why
    assert office.update(*changed, only=("4",)).written == ()
    place.unlink()
    office.update(*changed)
    assert "编制目录" not in office.plan()
    assert office.errors() == []


def test_a_task_that_is_gone_with_a_persons_own_obligations_is_asked(office: Office) -> None:
    changed = (("4.编制目录。编制重大决策目录。（牵头单位：县财政局；责任单位：县教育局）\n", ""),)
    plan = office.plan()
    place = plan.index('- id: "4.1"')
    (office.root / "data/tasks.yaml").write_text(
        plan[:place] + plan[place:].replace("due: 2024-12-31", "due: 2024-11-30", 1), "utf-8"
    )
    found = one(office.read(*changed))
    assert (found.safe, found.possible) == (False, True)
    assert "您加的、改过的事项（4.1）" in found.why
    assert office.update(*changed).written == ()
    assert office.update(*changed, only=("4",)).written != ()
    assert office.errors() == []


def test_a_unit_that_goes_while_an_obligation_names_it_is_asked(office: Office) -> None:
    changed = (("县委编办；", "县信访局；"),)
    office.edit("who: [县委编办]", "who: [县委编办, 县司法局]")
    found = one(office.read(*changed))
    assert (found.id, found.safe) == ("2-units", False)
    assert "事项 2.1 的 who" in found.why


def test_an_earlier_document_goes_from_the_list_when_the_latest_holds_every_task(office: Office) -> None:
    changed = (("建立学法清单制度。", "按照要求，建立学法清单制度。"), ("6月底前", "9月底前"))
    office.update(*changed)
    assert office.workspace().register.info.also != ()
    office.update(*changed, only=("2",))
    assert office.workspace().register.info.also == ()
    assert "also" not in office.plan()
    assert office.errors() == []


def test_a_correction_of_one_task_leaves_the_others(office: Office) -> None:
    file = office.folder / "勘误.txt"
    file.write_text(
        "勘误\n示例县人民政府\n2024年5月8日\n2.公开清单。6月底前公布权责清单。（牵头单位：县委编办；责任单位：县司法局、县教育局）\n",
        "utf-8",
    )
    drafted, revision = read_update(office.workspace(), str(file))
    assert ([each.id for each in revision.changes], revision.untouched) == (["2-units"], 3)
    apply_update(office.workspace(), drafted, revision, ["2-units"])
    assert office.workspace().register.info.also != ()
    assert office.errors() == []


def test_what_is_not_committed_or_cannot_be_read_is_not_updated(office: Office, tmp_path: Path) -> None:
    git(office.root, "init", "-q")
    with pytest.raises(RefusedError, match="没有提交"):
        office.read()
    commit(office.root, "起草")
    assert office.read().changes == ()
    with pytest.raises(RefusedError, match="文件写的是 2025 年"):
        office.read(("2024年", "2025年"))
    with pytest.raises(UsageError, match="不能更新成"):
        read_update(office.workspace(), str(tmp_path / "新.txt"), 2025)
    office.edit("    lead: [县委编办]", "    leads: [县委编办]")
    with pytest.raises(FazhiError, match="读不出来"):
        office.read()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right there")
def test_a_source_folder_that_is_a_link_is_refused(office: Office, tmp_path: Path) -> None:
    source = office.root / "data/source"
    source.rename(tmp_path / "别处")
    source.symlink_to(tmp_path / "别处")
    with pytest.raises(FazhiError):
        office.update(("建立学法清单制度。", "按照要求，建立学法清单制度。"))
    assert [each.name for each in (tmp_path / "别处").iterdir()] == ["示例县2024年法治政府建设工作要点.txt"]
