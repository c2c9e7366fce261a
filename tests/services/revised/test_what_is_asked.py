"""What a revised document changes that is asked or said, never taken for granted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.services.revised.test_update import OLD, Office, one

from spt_fazhi.services.revised.update import apply_update, read_update


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


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
    monkeypatch.setattr("tests.services.revised.test_update.OLD", TABLE)
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
    assert found.details[1:] == ("事项 2.1 的 who 照旧是 县委编办，照新文件是 县委编办、县财政局",)
    assert "事项 2.1 的 who 没有跟着变" in found.why
    office.edit("who: [县委编办]", "who: [县委编办, 县财政局]")
    assert one(office.read(("（牵头单位：县委编办；", "（牵头单位：县委编办、县财政局；"))).safe
