"""What was decided on last year's sentences stands where the new document says the same; the rest is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.files import build, write
from tests.builders.places import REPOSITORY
from tests.intake.corpus import SAMPLES, Sample

from spt_fazhi.intake.draft import DraftPlan, draft_plan, questions
from spt_fazhi.intake.planned import task_of
from spt_fazhi.intake.structure.document import document_of
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget, Obligation, RegisterInfo, Section
from spt_fazhi.model.register import Register
from spt_fazhi.services.rollover.carry import recurring
from spt_fazhi.services.rollover.decided import with_last_years
from spt_fazhi.services.rollover.sentences import later
from spt_fazhi.services.workspace.workspace import Workspace

UNITS = """\
units:
  - {name: 区政府, code: qzf, kind: government, acts_through: 甲局}
  - {name: 甲局, code: jia, kind: government}
  - {name: 乙局, code: yi, kind: government}
  - {name: 丙镇, code: bing, kind: township}
groups:
  - {name: 各乡镇, members: {kinds: [township]}}
"""
TEXT = (
    "健全学法制度,各乡镇至少开展2次旁听。2024年6月底前公布清单,并报送备案。加强宣传,办好法治讲堂。"
    "各乡镇每季度通报案件办理情况。定期开展评查。"
)
CLOSING = "各单位要狠抓落实。甲局将不定期开展督察。"
PLAN = f"""\
register:
  format: 2
  year: 2024
  title: 示例区法治政府建设2024年工作要点
  issuer: 示例区人民政府
  issued: 2024-01-09
  source: source/2024.txt
sections:
  - {{id: 一, title: 加强领导}}
  - {{id: 附, title: 附则}}
tasks:
  - id: 1
    section: 一
    title: 强化学习
    text: {TEXT}
    lead: [甲局]
    responsible: [各乡镇]
    obligations:
      - id: "1.3"
        title: 各乡镇旁听庭审
        quote: 各乡镇至少开展2次旁听
        who: [各乡镇]
        target: {{count: 2, unit: 次, pace: none}}
        due: 2024-12-31
        proof: 旁听通知
        holder: 甲局
        figures: [{{name: 旁听人数, unit: 人}}]
        assumed: {{due: 没有写时限}}
      - id: "1.1"
        title: 公布2024年清单
        quote: 2024年6月底前公布清单
        who: [甲局]
        due: 2024-06-30
        phrase: 2024年6月底前
        proof: 公布的网页
        assumed: {{who: 按牵头单位计}}
      - id: "1.2"
        title: 季度通报
        quote: 各乡镇每季度通报案件办理情况
        who: [丙镇]
        every: quarter
        after: 5
        phrase: 每季度
        assumed: {{who: 只有丙镇有案件}}
  - id: 0
    section: 附
    title: 附则
    text: {CLOSING}
    lead: [甲局]
    obligations:
      - id: "0.1"
        title: 督察
        quote: 甲局将不定期开展督察
        who: [甲局]
        due: 2024-12-31
        proof: 督察通知
        assumed: {{due: 不定期}}
"""
HEAD = "示例区法治政府建设2025年工作要点\n示例区人民政府\n2025年1月9日\n一、加强领导\n"
NOW = TEXT.replace("2024", "2025")
NAMED = "（牵头单位：甲局；责任单位：各乡镇）"


def prepared(root: Path, plan: str = PLAN, was: str = TEXT, units: str = NAMED) -> None:
    """Last year's register and its document."""
    build(root, tasks=plan, units=UNITS, record=None, waive=None)
    write(root, "data/source/2024.txt", f"{HEAD.replace('2025', '2024')}1.强化学习。{was}{units}\n{CLOSING}\n")


def turned(root: Path, text: str = NOW, units: str = NAMED, closing: str = "") -> dict[str, Obligation]:
    """The obligations of the new year's plan, by title."""
    if not root.exists():
        prepared(root)
    document = root.parent / "新.txt"
    document.write_text(f"{HEAD}1.强化学习。{text}{units}\n{closing}\n", "utf-8")
    ran = fazhi("rollover", "2025", "--from", str(document), "--as-of", "2025-01-05", root=root)
    assert ran.code == 0, ran.err
    checked = fazhi("check", root=root)
    assert checked.code == 0, checked.out
    register = Workspace.read(root, date(2025, 1, 5)).register
    found = [each for task in register.tasks if task.carried_from is None for each in task.obligations]
    assert len({each.title for each in found}) == len(found)
    return {each.title: each for each in found}


def asked(root: Path) -> list[str]:
    lines = (root / "data/待核清单.md").read_text("utf-8").split("## 没有采用的文字")[0].splitlines()
    return [line for line in lines if line.startswith("- [ ]")]


def old() -> dict[str, Obligation]:
    return {
        "各乡镇旁听庭审": Obligation(
            id="1.1",
            title="各乡镇旁听庭审",
            quote="各乡镇至少开展2次旁听",
            who=("各乡镇",),
            target=CountTarget(count=2, unit="次", pace="none"),
            due=date(2025, 12, 31),
            proof="旁听通知",
            holder="甲局",
            assumed=(Assumption("due", "没有写时限"),),
        )
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "台账"


def test_the_same_sentences_keep_what_was_decided_and_their_days_move_on(root: Path) -> None:
    found = turned(root)
    assert list(found) == ["各乡镇旁听庭审", "公布2025年清单", "季度通报"]  # in the order of the text
    own = found["各乡镇旁听庭审"]
    (figure,) = own.figures
    assert figure.name == "旁听人数"
    assert replace(own, figures=()) == old()["各乡镇旁听庭审"]
    listed = found["公布2025年清单"]
    assert (listed.id, listed.quote, listed.phrase) == ("1.2", "2025年6月底前公布清单", "2025年6月底前")
    assert (listed.due, listed.proof, listed.assumed_fields) == (date(2025, 6, 30), "公布的网页", ("who",))
    reported = found["季度通报"]
    assert (reported.every, reported.after, reported.who) == ("quarter", 5, ("丙镇",))
    assert (
        "待核："
        not in (root / "data/tasks.yaml").read_text("utf-8").partition("tasks:")[2].partition("section: 结转")[0]
    )


def test_comments_go_on_with_their_task_and_say_of_which_year_they_are(root: Path) -> None:
    reason = "    # 不列：“加强宣传”没有数字。\n    # 待核：这一句早核过了\n"
    prepared(root, PLAN.replace("    obligations:\n", f"{reason}    obligations:\n", 1))
    turned(root)
    assert "    # 不列：“加强宣传”没有数字。\n    obligations:" in (root / "data/tasks.yaml").read_text("utf-8")
    assert "早核过了" not in (root / "data/tasks.yaml").read_text("utf-8")


def test_comments_of_a_text_that_is_another_now_name_their_year(root: Path) -> None:
    prepared(root, PLAN.replace("    obligations:\n", "    # 不列：“加强宣传”没有数字。\n    obligations:\n", 1))
    turned(root, NOW.replace("2次旁听", "4次旁听"))
    assert "    # 2024 年：不列：“加强宣传”没有数字。\n" in (root / "data/tasks.yaml").read_text("utf-8")


def test_what_was_not_listed_stays_out_and_is_said_once(root: Path) -> None:
    turned(root)
    said = asked(root)
    assert not any("· 事项 1." in each for each in said)
    assert any("3 个事项与 2024 年的句子相同，由谁负责、数量、佐证等照 2024 年定下的" in each for each in said)
    assert any("没有列为事项、文字没有变的句子里，可列的有" in each and "照旧不列（任务 1）" in each for each in said)


def test_another_number_is_the_new_document_s_and_asked_about(root: Path) -> None:
    found = turned(root, NOW.replace("2次旁听", "4次旁听"))
    (own,) = [each for each in found.values() if "旁听" in each.quote]
    assert own.target == CountTarget(count=4, unit="次")
    assert (own.proof, own.holder, own.who) == ("旁听通知", "甲局", ("各乡镇",))
    said = "2024 年事项 1.3 改了文字（原为“各乡镇至少开展2次旁听”），佐证等照旧，标题、数量、时限、由谁负责请核对"
    assert any(said in each for each in asked(root))


def test_another_day_is_the_new_document_s_and_asked_about(root: Path) -> None:
    found = turned(root, NOW.replace("6月底前", "9月底前"))
    (own,) = [each for each in found.values() if "公布清单" in each.quote]
    assert (own.due, own.proof, own.who) == (date(2025, 9, 30), "公布的网页", ("甲局",))
    assert any("2024 年事项 1.1 改了文字" in each for each in asked(root))


def test_a_day_in_the_bracket_that_was_not_there_is_the_document_s(root: Path) -> None:
    found = turned(root, units="（牵头单位：甲局；责任单位：各乡镇；完成时限：2025年10月底）")
    own = found["各乡镇旁听庭审"]
    assert (own.due, own.assumed, own.proof) == (date(2025, 10, 31), (), "旁听通知")
    assert any("所在任务括号里的时限或单位变了" in each for each in asked(root))


def test_those_who_owe_it_follow_the_units_where_they_followed_from_them(root: Path) -> None:
    found = turned(root, units="（牵头单位：乙局；责任单位：各乡镇）")
    assert found["公布2025年清单"].who == ("乙局",)  # assumed of the lead, which is another now
    assert found["各乡镇旁听庭审"].who == ("各乡镇",)
    assert any("任务的牵头或责任单位与 2024 年不同，由谁负责请核对" in each for each in asked(root))


def test_a_sentence_that_is_new_is_drafted_as_ever(root: Path) -> None:
    found = turned(root, f"{NOW}至少举办3次培训。")
    (own,) = [each for each in found.values() if "培训" in each.quote]
    assert own.target == CountTarget(count=3, unit="次")
    assert set(found) == {"各乡镇旁听庭审", "公布2025年清单", "季度通报", own.title}


def test_of_a_sentence_that_is_gone_nothing_is_listed(root: Path) -> None:
    assert set(turned(root, NOW.replace("各乡镇每季度通报案件办理情况。", ""))) == {"各乡镇旁听庭审", "公布2025年清单"}


def test_the_paragraph_outside_the_numbers_comes_again(root: Path) -> None:
    found = turned(root, closing=CLOSING)
    own = found["督察"]
    assert (own.id, own.due, own.proof, own.assumed_fields) == ("0.1", date(2025, 12, 31), "督察通知", ("due",))
    assert not any("没有采用的文字" in each for each in asked(root))


def test_another_paragraph_outside_the_numbers_is_asked_about(root: Path) -> None:
    assert "督察" not in turned(root, closing=CLOSING.replace("不定期", "每季度"))
    assert any("没有采用的文字" in each and "甲局将每季度开展督察" in each for each in asked(root))


def test_words_for_a_time_that_are_gone_are_assumed_from_then_on(root: Path) -> None:
    """Last year's day stood in a bracket beside the text."""
    plan = PLAN.replace(
        "        due: 2024-12-31\n        proof: 旁听通知",
        "        due: 2024-10-31\n        phrase: 10月底\n        proof: 旁听通知",
    )
    plan = plan.replace("        assumed: {due: 没有写时限}\n", "")
    prepared(root, plan)
    register = Workspace.read(root, date(2024, 1, 9)).register
    known = (register.units, register.groups)
    base = draft_plan(document_of(f"{HEAD}1.强化学习。{TEXT}{NAMED}"), known, year=2024)
    drafted = draft_plan(document_of(f"{HEAD}1.强化学习。{NOW}{NAMED}"), known, year=2025)
    (own,) = [
        each
        for each in with_last_years(drafted, register, [base], {}).proposals[1].obligations
        if each.title == "各乡镇旁听庭审"
    ]
    assert own.carried is not None
    assert (own.carried.due, own.carried.phrase) == (date(2025, 10, 31), None)
    assert own.carried.assumed == (Assumption("due", "没有找到 2024 年的时限说法，照 2024 年的顺延"),)
    assert own.reasons == ("2024 年的时限说法新文件里没有了，先按 2025-10-31，请核定",)


def registered(drafted: DraftPlan) -> Register:
    """A draft as the register it becomes when nobody changes a thing."""
    info = RegisterInfo(
        format=2, year=drafted.year, title="示例", issuer="示例区人民政府", issued=date(drafted.year, 1, 9)
    )
    tasks = tuple(task_of(task, drafted.proposals.get(task.id)) for task in drafted.draft.tasks)
    sections = tuple(Section(id=each.id, title=each.title or "部分") for each in drafted.draft.sections)
    directory = drafted.directory
    return Register(info=info, sections=sections, tasks=tasks, units=directory.units, groups=directory.groups)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each.name)
def test_the_same_document_a_year_later_asks_nothing_of_what_it_lists(sample: Sample) -> None:
    before = draft_plan(document_of(sample.text), year=2024)
    register = registered(before)
    again = draft_plan(document_of(later(sample.text, 1)), (register.units, register.groups), year=2025)
    made = with_last_years(again, register, [before], {})
    _, made = recurring(register, made)
    for task in register.tasks:
        listed = [(each.title, each.who, each.scope, each.target, each.every) for each in task.obligations]
        found = made.proposals[task.id].obligations
        assert [(each.title, each.who, each.scope, each.target, each.every) for each in found] == listed
        assert [each.reasons for each in found] == [()] * len(found)
    assert {each.kind for each in questions(made)} <= {"结构", "任务", "单位", "文件头", "年度", "没有采用的文字"}


def test_the_plan_that_is_shipped_comes_again_whole_with_its_own_document() -> None:
    register = Workspace.read(REPOSITORY, date(2024, 4, 9)).register
    (source,) = (REPOSITORY / "data/source").glob("*.txt")
    text = later(source.read_text("utf-8"), 1)
    known = (register.units, register.groups)
    base = draft_plan(document_of(source.read_text("utf-8")), known, year=2024)
    made = with_last_years(draft_plan(document_of(text), known, year=2025), register, [base], {})
    listed = {each.title: each for task in register.tasks for each in task.obligations}
    found = [each.carried for task in made.proposals.values() for each in task.obligations]
    assert all(each is not None for each in found)
    now = {each.title: each for each in found if each is not None}
    assert now.keys() == listed.keys()
    for title, each in now.items():
        before = listed[title]
        assert each == replace(
            before, id=each.id, quote=each.quote, due=each.due, start=each.start, phrase=each.phrase
        ), title
        assert each.due is None or before.due is None or each.due.year == before.due.year + 1
