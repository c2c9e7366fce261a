"""Where last year's decisions and the new document might part: nothing is lost, no day or unit is wrong unasked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.builders.files import build, write

from spt_fazhi.intake.draft import draft_plan
from spt_fazhi.intake.planned import obligation_of
from spt_fazhi.intake.structure.document import document_of
from spt_fazhi.model.plan import CountTarget, Obligation
from spt_fazhi.services.revised.update import bases_of
from spt_fazhi.services.rollover.decided import with_last_years
from spt_fazhi.services.rollover.rollover import Carried, read_next_year
from spt_fazhi.services.workspace.workspace import Workspace

UNITS = """\
units:
  - {name: 甲局, code: jia, kind: government, aliases: [区甲局]}
  - {name: 乙局, code: yi, kind: government}
  - {name: 丁局, code: ding, kind: government}
  - {name: 丙镇, code: bing, kind: township}
groups:
  - {name: 各乡镇, members: {kinds: [township]}}
"""
DAY = date(2024, 1, 9)


class Again(NamedTuple):
    """The next year's obligations of the one task, what is asked of each, and what is remarked of the whole."""

    found: list[Obligation]
    asked: list[tuple[str, ...]]
    remarks: str

    @property
    def due(self) -> dict[str, date | None]:
        return {each.title: each.due for each in self.found}


def again(
    root: Path,
    old: str,
    new: str,
    *listed: str,
    lead: str = "甲局",
    now: str = "",
    beside: tuple[str, str] = ("", ""),
    issued: str = "2025年3月20日",
) -> Again:
    """Turn the year from one document to the other; `listed` is what the office made of the first."""
    text = old if "\n" not in old else "|-\n" + "".join(f"      {line}\n" for line in old.split("\n")).rstrip()
    owed = "".join(f'      - {{id: "1.{at}", {each}}}\n' for at, each in enumerate(listed, 1))
    plan = (
        "register:\n  format: 2\n  year: 2024\n  title: 示例区法治政府建设2024年工作要点\n  issuer: 示例区人民政府\n"
        "  issued: 2024-01-09\n  source: source/2024.txt\nsections:\n  - {id: 一, title: 加强领导}\ntasks:\n"
        f"  - id: 1\n    section: 一\n    title: 强化学习\n    text: {text}\n    lead: [{lead.replace('、', ', ')}]\n    responsible: [各乡镇]\n"
        f"    obligations:\n{owed}"
    )
    build(root, tasks=plan if listed else plan.replace("    obligations:\n", ""), units=UNITS, record=None, waive=None)
    head = "示例区法治政府建设{}年工作要点\n示例区人民政府\n{}\n一、加强领导\n1.强化学习。{}（牵头单位：{}；责任单位：各乡镇{}）\n"
    write(root, "data/source/2024.txt", head.format(2024, "2024年1月9日", old, lead, beside[0]))
    workspace = Workspace.read(root, DAY)
    assert workspace.unusable == 0
    known = (workspace.register.units, workspace.register.groups)
    document = document_of(head.format(2025, issued, new, now or lead, beside[1]))
    made = with_last_years(draft_plan(document, known, None, 2025), workspace.register, bases_of(workspace), {})
    (task,) = made.draft.tasks
    proposals = made.proposals[1].obligations
    found = [obligation_of(each) for each in proposals]
    assert all(
        each.quote in task.text and task.text[one.start : one.end] == each.quote
        for each, one in zip(found, proposals, strict=True)
    )
    assert [each.id for each in found] == [f"1.{at}" for at in range(1, len(found) + 1)]
    return Again(found, [each.reasons for each in proposals], "；".join(each.message for each in made.draft.remarks))


YEAR_END = "due: 2024-12-31, assumed: {due: 没写}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "台账"


@pytest.mark.parametrize(
    "new",
    [
        "甲局组织开展法治督察2次。加强协作。并于2025年6月底前通报结果。定期开展评查。",
        "甲局组织开展法治督察3次。并于2025年6月底前通报结果。定期开展评查。",
        "甲局组织开展法治督察2次。并于2025年9月底前通报结果。定期开展评查。",
    ],
    ids=["one between", "the first reworded", "the second reworded"],
)
def test_a_quote_over_two_sentences_is_looked_at_again_where_not_both_come_together(root: Path, new: str) -> None:
    old = "甲局组织开展法治督察2次。并于2024年6月底前通报结果。定期开展评查。"
    made = again(
        root,
        old,
        new,
        "title: 督察并通报, quote: 甲局组织开展法治督察2次。并于2024年6月底前通报结果, who: [甲局], proof: 通报, due: 2024-06-30",
    )
    assert any(each.proof == "通报" for each in made.found)
    assert all(asked for each, asked in zip(made.found, made.asked, strict=True) if each.proof)
    whole = "".join(each.quote for each in made.found)
    assert "法治督察" in whole
    assert "通报结果" in whole


def test_of_a_sentence_that_stands_twice_the_obligation_stays(root: Path) -> None:
    text = "各乡镇每季度报送工作情况。甲局开展培训2次。各乡镇每季度报送工作情况。"
    made = again(
        root,
        text,
        text,
        "title: 报送, quote: 各乡镇每季度报送工作情况, who: [各乡镇], every: quarter, phrase: 每季度, proof: 报告",
    )
    assert [(each.title, each.proof, each.every) for each in made.found] == [("报送", "报告", "quarter")]


BOTH = (
    f"title: 甲局机制, quote: 健全工作机制并公布, who: [甲局], {YEAR_END}",
    f"title: 乙局机制, quote: 健全工作机制并公布, who: [乙局], proof: 乙局文件, {YEAR_END}",
)


def test_words_that_stand_in_two_sentences_belong_to_each_in_turn(root: Path) -> None:
    old = "甲局加强指导,健全工作机制并公布。乙局落实保障,健全工作机制并公布。"
    made = again(root, old, "甲局全力做好培训。乙局落实保障,健全工作机制并公布。", *BOTH)
    assert [(each.title, each.who) for each in made.found] == [("乙局机制", ("乙局",))]
    assert made.asked == [("引文在正文里有 2 处，请核对说的是哪一处",)]
    assert "没有找到：1.1" in made.remarks
    gone = again(root, old, "甲局加强指导,健全工作机制并公布。", *BOTH)
    assert [(each.title, each.who) for each in gone.found] == [("甲局机制", ("甲局",))]
    assert "没有找到：1.2" in gone.remarks


def test_sentences_that_differ_by_the_year_alone_are_told_apart(root: Path) -> None:
    old = "2024年底前建成法治示范区3个。2025年底前建成法治示范区3个。"
    one, two = (
        f"title: {year}年的, quote: {year}年底前建成法治示范区3个, who: [甲局], target: {{count: 3, unit: 个}}, due: {year}-12-31, phrase: {year}年底前"
        for year in (2024, 2025)
    )
    made = again(root, old, old.replace("2025", "2026").replace("2024", "2025"), one, two)
    assert [(each.quote[:5], each.due) for each in made.found] == [
        ("2025年", date(2025, 12, 31)),
        ("2026年", date(2026, 12, 31)),
    ]


STAGES = tuple(
    f"title: 督察{at}, quote: 组织开展法治督察, who: [甲局], due: 2024-{at:02}-30, phrase: 6月、11月, proof: 通报"
    for at in (6, 11)
)


def test_days_beside_the_text_are_the_new_documents(root: Path) -> None:
    made = again(
        root,
        "组织开展法治督察。",
        "组织开展法治督察。",
        *STAGES,
        beside=("；完成时限：6月、11月", "；完成时限：7月、10月"),
    )
    assert [each.due for each in made.found] == [date(2025, 7, 31), date(2025, 10, 31)]
    assert all("所在任务括号里的时限或单位变了" in "".join(asked) for asked in made.asked)
    assert [each.proof for each in made.found] == ["通报", "通报"]


def test_a_first_day_beside_a_text_of_which_nothing_was_listed_is_drafted(root: Path) -> None:
    made = again(root, "建立健全工作机制。", "建立健全工作机制。", beside=("", "；完成时限：2025年6月底前"))
    assert [each.due for each in made.found] == [date(2025, 6, 30)]


@pytest.mark.parametrize(
    ("was", "now", "due"), [("3月", "3月15日前", "2025-03-15"), ("2024年10月", "2025年10月10日", "2025-10-10")]
)
def test_a_day_is_not_found_inside_another(root: Path, was: str, now: str, due: str) -> None:
    last = "2024-03-31" if was == "3月" else "2024-10-31"
    owed = f"title: 督察, quote: 甲局组织开展法治督察2次, who: [甲局], target: {{count: 2, unit: 次}}, due: {last}, phrase: {was}"
    text = "甲局组织开展法治督察2次。"
    made = again(root, text, text, owed, beside=(f"；完成时限：{was}", f"；完成时限：{now}"))
    assert [each.due for each in made.found] == [date.fromisoformat(due)]
    assert made.asked[0]


@pytest.mark.parametrize(
    ("words", "was", "now"),
    [
        ("在本要点印发后15日内", "2024-01-24", "2025-04-04"),
        ("自本方案发布之日起15日内", "2024-01-24", "2025-04-04"),
        ("春节前", "2024-02-09", "2026-02-16"),
        ("中秋节前", "2024-09-16", "2025-10-05"),
        ("2月底前", "2024-02-29", "2025-02-28"),
    ],
)
def test_days_that_differ_each_year_are_read_anew(root: Path, words: str, was: str, now: str) -> None:
    text = f"各乡镇{words}报送实施方案。"
    owed = f"title: 方案, quote: {text[:-1]}, who: [各乡镇], due: {was}, phrase: {words.removeprefix('在')}, assumed: {{due: 按{was[:4]}年{int(was[5:7])}月{int(was[8:])}日计}}"
    made = again(root, text, text, owed)
    assert [each.due for each in made.found] == [date.fromisoformat(now)]
    assert "2024" not in "".join(each.reason for each in made.found[0].assumed)


@pytest.mark.parametrize(
    ("text", "quote", "who"),
    [
        ("甲局6月底前制定方案,9月底前通报结果。", "甲局6月底前制定方案,9月底前通报结果", "甲局"),
        ("甲局6月底前制定方案。9月底前通报结果。", "甲局6月底前制定方案。9月底前通报结果", "甲局"),
        ("各乡镇6月底前自查2次,甲局9月底前通报结果。", "各乡镇6月底前自查2次,甲局9月底前通报结果", "甲局"),
        ("6月底前健全机制,建立清单。乙局9月底前健全机制。", "健全机制", "乙局"),
    ],
)
def test_of_several_days_in_its_words_the_one_that_was_decided_moves_on(
    root: Path, text: str, quote: str, who: str
) -> None:
    made = again(
        root, text, text, f"title: 事, quote: '{quote}', who: [{who}], due: 2024-09-30, phrase: 9月底前, proof: x"
    )
    (own,) = [each for each in made.found if each.proof]
    assert own.due == date(2025, 9, 30)


def test_of_several_days_in_a_sentence_each_obligation_keeps_its_own(root: Path) -> None:
    text = "甲局6月底前、11月底前各开展1次评查。"
    owed = [
        f"title: 第{month}月, quote: {text[:-1]}, who: [甲局], due: 2024-{month}-30, phrase: {int(month)}月底前"
        for month in ("06", "11")
    ]
    made = again(root, text, text, *owed)
    assert made.due == {"第06月": date(2025, 6, 30), "第11月": date(2025, 11, 30)}


def test_a_document_that_names_no_day_of_issue_is_asked_about(root: Path) -> None:
    text = "各乡镇在本要点印发后15日内报送实施方案。"
    made = again(
        root,
        text,
        text,
        f"title: 方案, quote: {text[:-1]}, who: [各乡镇], due: 2024-01-24, phrase: 本要点印发后15日内",
        issued="",
    )
    assert any("没有读出印发日期" in said for said in made.asked[0])


def test_a_year_that_was_left_as_it_was_is_asked_about(root: Path) -> None:
    text = "2024年6月底前,甲局公布清单。"
    made = again(
        root, text, text, f"title: 清单, quote: '{text[:-1]}', who: [甲局], due: 2024-06-30, phrase: 2024年6月底前"
    )
    assert made.due == {"清单": date(2024, 6, 30)}
    assert made.asked[0]


def test_a_day_that_the_office_had_set_otherwise_moves_on(root: Path) -> None:
    text = "甲局在6月底前印发方案,组织开展法治督察2次。"
    owed = "title: 督察, quote: 组织开展法治督察2次, who: [甲局], target: {count: 2, unit: 次}, due: 2024-11-30, assumed: {due: 6月底说的是方案}"
    made = again(root, text, text, owed)
    assert (made.due, made.asked) == ({"督察": date(2025, 11, 30)}, [()])


def test_units_of_single_sentences_are_the_new_documents(root: Path) -> None:
    text = "组织开展法治督察2次。（{}负责）每季度通报案件办理情况。（{}负责）"
    owed = (f"title: 督察, quote: 组织开展法治督察2次, who: [甲局], target: {{count: 2, unit: 次}}, {YEAR_END}",
            "title: 通报, quote: 每季度通报案件办理情况, who: [乙局], every: quarter, phrase: 每季度")  # fmt: skip
    made = again(root, text.format("甲局", "乙局"), text.format("丁局", "甲局"), *owed)
    assert [each.who for each in made.found] == [("丁局",), ("甲局",)]
    assert all(made.asked)


@pytest.mark.parametrize("lead", ["甲局", "区甲局"])
@pytest.mark.parametrize("quote", ["推进人员配备", "组织开展法治督察2次"], ids=["not drafted", "drafted"])
def test_who_follows_the_lead_under_whatever_name(root: Path, lead: str, quote: str) -> None:
    text = "推进人员配备。组织开展法治督察2次。"
    owed = f"title: 甲, quote: {quote}, who: [甲局], due: 2024-12-31, assumed: {{who: 按牵头单位计, due: 没写}}"
    made = again(root, text, text, owed, lead=lead, now="乙局")
    (own,) = [each for each in zip(made.found, made.asked, strict=True) if each[0].title == "甲"]
    assert own[0].who == ("乙局",)
    assert any("任务的牵头或责任单位与 2024 年不同" in said for said in own[1])


def test_the_units_of_the_task_are_those_of_the_new_document(root: Path) -> None:
    text = "组织开展法治督察2次。"
    made = again(
        root, text, text, f"title: 督察, quote: {text[:-1]}, target: {{count: 2, unit: 次}}, {YEAR_END}", now="乙局"
    )
    assert [each.who for each in made.found] == [()]


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        (
            "甲局面向执法人员组织开展法治专题培训2次。",
            "甲局面向执法人员组织开展法治专题培训2期。",
            CountTarget(count=2, unit="期"),
        ),
        (
            "甲局组织群众参加法治宣传活动不少于3千人次。",
            "甲局组织群众参加法治宣传活动不少于3万人次。",
            CountTarget(count=30000, unit="人次"),
        ),
    ],
)
def test_another_unit_or_figure_is_the_new_documents(root: Path, old: str, new: str, target: CountTarget) -> None:
    was = "{count: 2, unit: 次}" if "2次" in old else "{count: 3000, unit: 人次}"
    made = again(
        root, old, new, f"title: 活动, quote: {old[:-1]}, who: [甲局], target: {was}, proof: 签到表, {YEAR_END}"
    )
    assert [(each.target, each.proof) for each in made.found] == [(target, "签到表")]
    assert "标题、数量、时限、由谁负责请核对" in "".join(made.asked[0])


def test_each_for_himself_is_the_new_documents(root: Path) -> None:
    old, new = "甲局、乙局共同组织开展全区法治专项督察2次。", "甲局、乙局分别各自组织开展全区法治专项督察2次。"
    made = again(
        root,
        old,
        new,
        f"title: 督察, quote: {old[:-1]}, who: [甲局, 乙局], scope: joint, target: {{count: 2, unit: 次}}, {YEAR_END}",
        lead="甲局、乙局",
    )
    assert [each.scope for each in made.found] == ["each"]
    assert made.asked[0]


def test_words_the_drafter_would_not_list_stay_where_their_sentence_changed(root: Path) -> None:
    owed = f"title: 配备, quote: 推进人员配备, who: [甲局], proof: 名册, {YEAR_END}"
    made = again(root, "加强队伍建设,推进人员配备。", "加强法治队伍建设,推进人员配备。", owed)
    assert [(each.title, each.proof) for each in made.found] == [("配备", "名册")]
    assert "所在的句子变了" in made.asked[0][0]


def test_what_the_new_document_has_no_more_is_named(root: Path) -> None:
    owed = (
        f"title: 配备, quote: 推进人员配备, who: [甲局], {YEAR_END}",
        "title: 清单, quote: 公布权责清单, who: [甲局], due: 2024-12-31",
    )
    made = again(root, "推进人员配备。公布权责清单。", "公布权责清单。", *owed)
    assert [each.title for each in made.found] == ["清单"]
    assert "2024 年的 1 个事项在新文件里没有找到：1.1" in made.remarks


def test_lines_are_sentences_of_their_own(root: Path) -> None:
    old = "(1)甲局组织开展法治督察2次\n(2)定期开展案卷评查\n(3)6月底前公布权责清单"
    owed = "title: 评查, quote: 定期开展案卷评查, who: [甲局], every: quarter, phrase: 定期, proof: 评查表, assumed: {every: 按季度}"
    made = again(root, old, old.replace("6月", "9月"), owed)
    (own,) = [pair for pair in zip(made.found, made.asked, strict=True) if pair[0].title == "评查"]
    assert (own[0].every, own[0].proof, own[1]) == ("quarter", "评查表", ())


def test_what_was_assumed_stands_in_the_checklist_and_is_not_asked_again(tmp_path: Path) -> None:
    root = tmp_path / "台账"
    again(
        root,
        "公布权责清单。",
        "公布权责清单。",
        "title: 清单, quote: 公布权责清单, who: [甲局], due: 2024-12-31, assumed: {due: 办公室定为年底}",
    )
    document = tmp_path / "新.txt"
    document.write_text(
        "示例区法治政府建设2025年工作要点\n示例区人民政府\n2025年3月20日\n一、加强领导\n1.强化学习。公布权责清单。（牵头单位：甲局；责任单位：各乡镇）\n",
        "utf-8",
    )
    begun = read_next_year(Workspace.read(root, date(2024, 12, 31)), 2025, str(document), Carried())
    (each,) = begun.drafted.proposals[1].obligations
    assert [one.reason for one in each.assumed] == ["办公室定为年底"]
    assert each.reasons == ()
