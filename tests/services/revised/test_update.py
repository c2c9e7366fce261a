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


NEW_TASK = ("\n4.编", "\n4.防范风险。建立风险研判机制。（牵头单位：县财政局）\n5.编")


def test_a_task_whose_words_still_stand_in_the_document_is_not_simply_gone(office: Office) -> None:
    line = "4.编制目录。编制重大决策目录。（牵头单位：县财政局；责任单位：县教育局）"
    for written in ("各单位还要编制目录。编制重大决策目录。", "要认真编制全县重大决策目录并公布，6月底前完成。"):
        found = one(office.read((line, written)))
        assert (found.kind, found.safe, found.possible) == ("gone", False, True)
        assert "先核对" in found.why
        assert office.update((line, written)).written == ()


def test_another_plan_is_not_taken_in_by_itself(office: Office) -> None:
    file = office.folder / "另一份.txt"
    file.write_text(
        "示例县2024年全民健身工作要点\n示例县体育局\n2024年3月1日\n一、场地建设\n"
        "1.新建球场。年底前新建篮球场5个。（牵头单位：县体育局）\n2.改造步道。6月底前改造步道10公里。（牵头单位：县体育局）\n",
        "utf-8",
    )
    drafted, revision = read_update(office.workspace(), str(file))
    assert [(each.kind, each.safe, each.possible) for each in revision.changes] == [("new", False, True)] * 2
    assert all("可能不是这份台账的修订稿" in each.why for each in revision.changes)
    apply_update(office.workspace(), drafted, revision, ["6"])
    assert office.workspace().register.sections[-1].title == "场地建设"
    assert office.errors() == []


def test_a_section_with_a_new_title_stays_and_takes_the_new_tasks(office: Office) -> None:
    changed = (("二、规范执法", "二、严格规范执法"), NEW_TASK)
    found = office.read(*changed)
    assert found.own == (
        "部分“规范执法”：标题照台账的，新文件是“严格规范执法”，采用的请改 tasks.yaml 的 sections",
        "任务编号照台账的，不随新文件变：1 条编号不同，如台账的 4 是新文件第 5 条",
    )
    office.update(*changed)
    register = office.workspace().register
    assert [each.title for each in register.sections] == ["强化领导", "规范执法"]
    assert [each.section for each in register.tasks if each.id == 5] == ["二"]
    assert office.errors() == []


def test_a_task_that_moved_to_another_section_is_said(office: Office) -> None:
    moved = "3.案卷评查。开展行政执法案卷评查1次。（牵头单位：县司法局；责任单位：县财政局）\n"
    found = office.read((moved, ""), ("二、规范执法\n", f"{moved}二、规范执法\n"))
    assert found.own == ("任务 3：照旧列在“规范执法”，新文件列在“强化领导”",)


def test_what_changes_is_shown_in_the_words_of_both(office: Office) -> None:
    found = office.read(("建立学法清单制度。", "建立学法清单制度，认真落实。"), NEW_TASK)
    assert found.changes[0].details == ("文字：“建立学法清单制度。”→“建立学法清单制度，认真落实。”",)
    assert found.changes[1].details == (
        "列入“规范执法”",
        "原文：建立风险研判机制。",
        "牵头单位：县财政局",
        "事项 5.1 建立风险研判机制：2024-12-31",
    )


def test_what_the_reading_leaves_out_is_asked_unless_the_earlier_text_has_it(office: Office) -> None:
    found = office.read(("二、规范执法\n", "二、规范执法\n县财政局要在9月底前安排经费20万元。\n"))
    (said,) = found.asked
    assert "县财政局要在9月底前安排经费20万元" in said
    assert "请在 tasks.yaml 里补上" in said
    assert found.changes == ()


def test_a_new_task_keeps_the_remarks_on_it(office: Office) -> None:
    office.update((NEW_TASK[0], NEW_TASK[1].replace("县财政局", "县财政局、县教育局等")))
    task = office.plan().partition("title: 防范风险")[2]
    assert "# 待核：单位后面还写了“等”" in task


def test_a_group_without_a_new_unit_is_put_in(office: Office) -> None:
    office.update(
        (NEW_TASK[0], NEW_TASK[1].replace("（牵头单位：县财政局）", "（牵头单位：县财政局；责任单位：有关部门）"))
    )
    assert [each.name for each in office.workspace().register.groups] == ["有关部门"]
    assert office.errors() == []


def test_a_file_of_windows_stays_one(office: Office) -> None:
    for name in ("tasks", "units"):
        place = office.root / f"data/{name}.yaml"
        place.write_bytes(b"\xef\xbb\xbf" + place.read_bytes().replace(b"\n", b"\r\n"))
    units = (office.root / "data/units.yaml").read_bytes()
    changed = ("建立学法清单制度。", "按照要求，建立学法清单制度。")
    assert "data/units.yaml" not in office.update(changed).written
    office.update(changed, (NEW_TASK[0], NEW_TASK[1].replace("县财政局", "县信访中心")))
    for name in ("tasks", "units"):
        now = (office.root / f"data/{name}.yaml").read_bytes()
        assert now.startswith(b"\xef\xbb\xbf# ")
        assert now.count(b"\n") == now.count(b"\r\n") > 0
    assert (office.root / "data/units.yaml").read_bytes().startswith(units.rstrip(b"\r\n"))
    assert office.errors() == []


def test_several_obligations_of_one_sentence_go_with_it(office: Office) -> None:
    second = (
        '      - id: "1.3"\n        title: 下半年讲座\n        quote: 年底前组织法治讲座不少于2次\n'
        "        who: [县司法局]\n        scope: each\n        due: 2024-12-31\n        phrase: 年底前\n"
    )
    office.edit('      - id: "1.2"\n', f'{second}      - id: "1.2"\n')
    changed = ("不少于2次", "不少于4次")
    found = one(office.read(changed))
    assert (found.possible, found.safe) == (True, False)
    assert "事项 1.1、1.3 的引文" in found.why
    office.update(changed, only=("1",))
    assert office.plan().count("quote: 年底前组织法治讲座不少于4次") == 2
    assert office.errors() == []


def test_a_time_whose_words_are_gone_is_asked(office: Office) -> None:
    office.edit("quote: 6月底前公布权责清单", "quote: 清单")
    office.edit("title: 公布权责清单", "title: 清单")
    office.edit("due: 2024-06-30", "due: 2024-07-15")
    found = one(office.read(("6月底前公布", "9月底前公布")))
    assert not found.safe
    assert "事项 2.1 的时限说法在新文里没有了" in found.why


LAST = "各单位11月底前报送总结。\n"
ANNEX = """  - id: 0
    section: 〇
    title: 附则
    text: 各单位11月底前报送总结。
    lead: [县司法局]
    responsible: []
    obligations: []
"""


def test_a_paragraph_a_person_made_a_task_of_is_said_when_it_changed_until_it_is_mended(office: Office) -> None:
    source = next((office.root / "data/source").iterdir())
    source.write_text(f"{OLD}{LAST}", "utf-8")
    office.edit("sections:\n", "sections:\n  - {id: 〇, title: 附则}\n")
    (office.root / "data/tasks.yaml").write_text(office.plan() + ANNEX, "utf-8")
    end = "（牵头单位：县财政局；责任单位：县教育局）\n"
    assert office.read((end, end + LAST)).asked == ()
    changed = ((end, end + LAST.replace("11月", "12月")), ("建立学法清单制度。", "按照要求，建立学法清单制度。"))
    said = (
        "任务 0 附则：新文件改了这一段，请照它改 tasks.yaml。"
        "文字：“各单位11月底前报送总结。”→“各单位12月底前报送总结。”"
    )
    assert office.read(*changed).asked == (said,)
    office.update(*changed)
    assert office.read(*changed).asked == (said,)
    office.edit("text: 各单位11月底前", "text: 各单位12月底前")
    assert office.read(*changed).asked == ()
    assert office.errors() == []


def test_a_task_that_became_part_of_another_is_said(office: Office) -> None:
    found = office.read(
        (
            "（牵头单位：县司法局；责任单位：县教育局）\n2.公开清单。6月底前公布权责清单。（牵头单位：县委编办；责任单位：县司法局）",
            "6月底前公布权责清单。（牵头单位：县司法局；责任单位：县教育局）",
        )
    )
    (gone,) = [each for each in found.changes if each.kind == "gone"]
    assert (gone.safe, gone.possible) == (False, True)
    assert "并进了新文件第 1 条" in gone.why


TABLE = """示例县2024年法治政府建设任务分解表
示例县人民政府
2024年4月9日
序号\t工作任务\t工作内容\t牵头单位\t责任单位\t完成时限
1\t案卷评查\t开展行政执法案卷评查2次。\t县司法局\t县教育局\t10月底前
2\t公布清单\t公布权责清单。\t县委编办\t县司法局\t6月底前
3\t组织培训\t组织执法人员培训不少于3次。\t县司法局\t县财政局\t全年
"""


def test_the_time_of_a_column_goes_with_its_comment_or_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "OLD", TABLE)
    office = Office(tmp_path)
    assert office.plan().count("    # 原文的时限：6月底前\n") == 1
    new = office.folder / "调整.txt"
    new.write_text(TABLE.replace("6月底前", "8月底前"), "utf-8")
    drafted, revision = read_update(office.workspace(), str(new))
    assert one(revision).details == ("事项 2.1 的时限：2024-06-30→2024-08-31",)
    set_by_hand = office.plan().replace("due: 2024-06-30", "due: 2024-07-15")
    apply_update(office.workspace(), drafted, revision, ["2"])
    assert "    # 原文的时限：8月底前\n" in office.plan()
    assert "6月底前" not in office.plan()
    assert office.errors() == []
    (office.root / "data/tasks.yaml").write_text(set_by_hand.replace("title: 公布权责清单", "title: 权责清单"), "utf-8")
    found = read_update(office.workspace(), str(new))[1]
    assert "任务 2：文件写的时限“6月底前”→“8月底前”，没有事项跟着变，请核对" in found.own


def test_a_lead_that_is_new_is_asked_where_obligations_keep_the_old_one(office: Office) -> None:
    found = one(office.read(("（牵头单位：县委编办；", "（牵头单位：县委编办、县财政局；")))
    assert (found.id, found.safe, found.possible) == ("2-units", False, True)
    assert "事项 2.1 的 who 照旧是 县委编办，照新文件是 县委编办、县财政局" in found.why
    office.edit("who: [县委编办]", "who: [县司法局]")
    assert one(office.read(("（牵头单位：县委编办；", "（牵头单位：县委编办、县财政局；"))).safe
