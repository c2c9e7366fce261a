"""What goes on in the next year: what is due there, what is asked for every year, what a person names; and how."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.command import fazhi
from tests.builders.files import build, write
from tests.builders.strategies import registers
from tests.builders.world import register

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.states import MET
from spt_fazhi.intake.draft import DraftPlan, draft_plan
from spt_fazhi.intake.structure.document import Document, Paragraph
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.period import years_after
from spt_fazhi.model.plan import CountTarget, Obligation, Task
from spt_fazhi.services.rollover.carry import SECTION, carry, named, recurring, still_due
from spt_fazhi.services.workspace.workspace import Workspace

UNITS = """\
units:
  - {name: 区政府, code: qzf, kind: government}
  - {name: 甲局, code: jia, kind: government}
  - {name: 丙镇, code: bing, kind: township}
  - {name: 丁镇, code: ding, kind: township}
groups:
  - {name: 各乡镇, members: {kinds: [township]}}
  - {name: 各部门, members: {units: [甲局]}}
"""
TEXT = (
    "3月1日前,区政府向区委、区人大常委会和市政府报告上一年度情况;各乡镇、部门向区委和政府、上一级政府有关部门报告上一年度情况。"
    "2024年4月1日前向社会公开。在年度报告中专章报告审查工作。各乡镇年底前至少开展2次旁听。每季度通报一次案件办理情况。"
    "每月公布一次数据。"
)
PLAN = f"""\
register:
  format: 2
  year: 2024
  title: 示例区法治政府建设2024年工作要点
  issuer: 示例区人民政府
  issued: 2024-01-09
  progress: {{every: half, of: all, grace_days: 10}}
sections:
  - {{id: 一, title: 第一部分}}
tasks:
  - id: 2
    section: 一
    title: 任务二
    text: {TEXT}
    lead: [甲局]
    responsible: [各乡镇]
    obligations:
      - id: "2.1"
        title: 区政府报告
        quote: 3月1日前,区政府向区委、区人大常委会和市政府报告上一年度情况
        who: [区政府]
        due: 2024-03-01
        phrase: 3月1日前
        proof: 报告和收文回执
        holder: 甲局
        figures: [{{name: 份数, unit: 份}}]
        recurs: yearly
        basis: 某规定第二十四条
        assumed: {{scope: 按各自计}}
      - id: "2.2"
        title: 各单位报告
        quote: 各乡镇、部门向区委和政府、上一级政府有关部门报告上一年度情况
        who: [各乡镇, 各部门]
        due: 2024-02-29
        recurs: yearly
      - id: "2.3"
        title: 公开
        quote: 2024年4月1日前向社会公开
        who: [区政府]
        due: 2024-04-01
        phrase: 2024年4月1日前
        recurs: yearly
      - id: "2.4"
        title: 专章报告
        quote: 在年度报告中专章报告审查工作
        who: [区政府, 各乡镇]
        due: 2025-03-01
        phrase: 在年度报告中
      - id: "2.5"
        title: 旁听
        quote: 各乡镇年底前至少开展2次旁听
        who: [各乡镇]
        target: {{count: 2, unit: 次, pace: none}}
        due: 2024-12-31
        phrase: 年底前
      - id: "2.6"
        title: 通报
        quote: 每季度通报一次案件办理情况
        who: [甲局]
        every: quarter
        after: 10
        phrase: 每季度
      - id: "2.7"
        title: 公布数据
        quote: 每月公布一次数据
        who: [甲局]
        every: month
        start: 2024-07-01
        recurs: yearly
        assumed: {{who: 没有主语}}
"""
HEAD = "示例区法治政府建设2025年工作要点\n示例区人民政府\n2025年1月9日\n一、第一部分\n"
OTHER = "1.植树。年底前全区种树1万棵。（牵头单位：甲局）\n"
SAME = (
    "1.报告。3月1日前，区政府向区委、区人大常委会和市政府报告上一年度情况。（牵头单位：区政府）\n"
    "2.植树。年底前全区种树1万棵。（牵头单位：甲局）\n"
)
DAY = "2025-01-05"


def evidence(unit: str, about: str, when: str, more: str = "") -> str:
    return f'kind: evidence\nunit: {unit}\nobligation: "{about}"\ndate: {when}\ntitle: 做了{when}\ndocument: x\n{more}recorded: {when}\n'


def extension(about: str, unit: str, due: str, more: str = "") -> str:
    who = f"unit: {unit}\n" if unit else ""
    return f'kind: extend\nobligation: "{about}"\n{who}{more}due: {due}\napproved_by: 示办〔2024〕3号\nreason: 受灾严重影响\nrecorded: 2024-06-20\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = build(tmp_path / "台账", tasks=PLAN, units=UNITS, record=None, waive=None)
    for number, (unit, code, about, when) in enumerate(
        [("区政府", "qzf", "2.4", "2024-12-01"), ("丙镇", "bing", "2.4", "2024-12-01")]
    ):
        write(place, f"data/records/{code}/{when}-{about}-aaa{'abcdefg'[number]}.yaml", evidence(unit, about, when))
    return place


def turned(root: Path, text: str = OTHER, *words: str, day: str = DAY) -> list[Obligation]:
    """Turn the year; what was carried over."""
    document = root.parent / "新.txt"
    document.write_text(HEAD + text, "utf-8")
    ran = fazhi("rollover", "2025", "--from", str(document), "--as-of", day, *words, root=root)
    assert ran.code == 0, ran.err
    checked = fazhi("check", root=root)
    assert checked.code == 0, checked.out
    return [each for task in carried_tasks(root) for each in task.obligations]


def carried_tasks(root: Path) -> list[Task]:
    return [task for task in plan(root) if task.section == SECTION]


def plan(root: Path) -> Sequence[Task]:
    return Workspace.read(root, date(2025, 1, 1), use_cache=False).register.tasks


def by_title(found: Sequence[Obligation]) -> dict[str, Obligation]:
    assert len({each.title for each in found}) == len(found)
    return {each.title: each for each in found}


def reasons(each: Obligation) -> dict[str, str]:
    return {assumed.field: assumed.reason for assumed in each.assumed}


def test_what_the_law_asks_for_every_year_is_carried_in_the_old_words(root: Path) -> None:
    old = {each.id: each for each in plan(root)[0].obligations}
    found = by_title(turned(root))
    (task,) = carried_tasks(root)
    assert (task.carried_from, task.text) == (2024, TEXT)
    new = found["区政府报告"]
    said = "每年都有，2025 年文件没有写，按 2024 年的 2024-03-01 顺延"
    assert reasons(new) == {"scope": "按各自计", "due": said}
    assert new == replace(old["2.1"], id=new.id, due=date(2025, 3, 1), assumed=new.assumed)
    assert found["各单位报告"].due == date(2025, 2, 28)  # of 29 February
    assert (found["公开"].due, found["公开"].phrase) == (date(2025, 4, 1), None)  # 2024年4月1日前 fits no longer
    data = found["公布数据"]
    assert (data.every, data.start, data.due) == ("month", date(2025, 7, 1), None)
    assert reasons(data) == {"who": "没有主语", "every": "每年都有，2025 年文件没有写，沿用 2024 年的周期"}
    assert all(each.recurs for each in found.values() if each.title in {"区政府报告", "各单位报告", "公开", "公布数据"})


def test_what_the_new_document_asks_for_itself_is_not_carried_and_goes_on_recurring(root: Path) -> None:
    """区政府's report is in it, that of the others, worded much alike, is not."""
    found = by_title(turned(root, SAME))
    assert "区政府报告" not in found
    assert "各单位报告" in found
    (own,) = [each for task in plan(root) if task.title == "报告" for each in task.obligations]
    assert (own.recurs, own.basis, own.due) == ("yearly", "某规定第二十四条", date(2025, 3, 1))
    assert reasons(own) == {}
    text = (root / "data/tasks.yaml").read_text("utf-8")
    assert "# 待核：与 2024 年每年都有的事项 2.1 相同，recurs 和 basis 照旧，请核对" in text


def test_every_year_for_years(root: Path) -> None:
    turned(root)
    document = root.parent / "再.txt"
    document.write_text(HEAD.replace("2025", "2026") + OTHER, "utf-8")
    assert fazhi("rollover", "2026", "--from", str(document), "--as-of", "2025-12-31", root=root).code == 0
    found = by_title([each for task in carried_tasks(root) for each in task.obligations])
    assert {title: each.due for title, each in found.items() if each.due} == {
        "区政府报告": date(2026, 3, 1), "各单位报告": date(2026, 2, 28), "公开": date(2026, 4, 1),
    }  # fmt: skip
    assert {task.carried_from for task in carried_tasks(root)} == {2024}  # whose words they are
    assert reasons(found["公开"])["due"] == "每年都有，2026 年文件没有写，按 2025 年的 2025-04-01 顺延"


def test_what_is_due_in_the_new_year_keeps_its_day_and_those_who_owe_it(root: Path) -> None:
    found = by_title(turned(root))
    chapter = found["专章报告"]
    assert (chapter.due, chapter.who, chapter.phrase) == (date(2025, 3, 1), ("丁镇",), "在年度报告中")
    assert reasons(chapter) == {}  # the document says so
    quarter = found["通报（2024年第四季度）"]
    assert (quarter.due, quarter.every, quarter.after, quarter.who) == (date(2025, 1, 10), None, None, ("甲局",))
    assert "旁听" not in found  # due in the old year, and nobody named it


def test_where_all_still_owe_it_the_words_for_who_stay(root: Path) -> None:
    for path in (root / "data/records").rglob("*.yaml"):
        path.unlink()
    assert by_title(turned(root))["专章报告"].who == ("区政府", "各乡镇")


def test_an_extension_into_the_new_year_keeps_its_duty_alive(root: Path) -> None:
    write(root, "data/decisions/2024-06-20-extend-aaaa.yaml", extension("2.5", "丙镇", "2025-03-31"))
    write(root, "data/records/bing/2024-06-01-2.5-aaaa.yaml", evidence("丙镇", "2.5", "2024-06-01"))
    listening = by_title(turned(root))["旁听"]
    assert (listening.due, listening.who, listening.phrase) == (date(2025, 3, 31), ("丙镇",), None)
    assert listening.target == CountTarget(count=1, unit="次", pace="none")
    assert reasons(listening) == {
        "due": "延期决定 2024-06-20-extend-aaaa 定为这一天", "target": "共 2次，已完成 1次"
    }  # fmt: skip
    state = {
        (each["unit"], each["due"]): each["state"]
        for each in fazhi("duties", "--json", "--as-of", "2025-02-01", root=root).json["duties"]
        if each["obligation"] == listening.id
    }
    assert state == {("丙镇", "2025-03-31"): "pending"}


@pytest.mark.parametrize(
    "files",
    [
        {
            "decisions/2024-06-20-extend-aaaa": extension("2.5", "丙镇", "2025-03-31"),
            "records/bing/2024-06-01-2.5-aaaa": evidence("丙镇", "2.5", "2024-06-01", "amount: 2\n"),
        },
        {
            "decisions/2024-06-20-extend-aaaa": extension("2.5", "丙镇", "2025-03-31"),
            "decisions/2024-06-21-waive-aaaa": 'kind: waive\nobligation: "2.5"\nunit: 丙镇\napproved_by: 示办\n'
            "reason: 已经撤并\nrecorded: 2024-06-21\n",
        },
    ],
    ids=["met", "waived"],
)
def test_an_extension_that_keeps_nothing_alive(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        write(root, f"data/{name}.yaml", text)
    assert "旁听" not in by_title(turned(root))


def test_an_extension_within_the_year_keeps_nothing_alive(root: Path) -> None:
    put_off = extension("2.6", "甲局", "2024-12-20", "period: 2024Q3\n")
    write(root, "data/decisions/2024-06-20-extend-aaaa.yaml", put_off)
    assert "通报（2024年第三季度）" not in by_title(turned(root))


def test_a_period_put_off_into_the_new_year(root: Path) -> None:
    put_off = extension("2.6", "甲局", "2025-02-15", "period: 2024Q3\n")
    write(root, "data/decisions/2024-06-20-extend-aaaa.yaml", put_off)
    found = by_title(turned(root))
    assert {title: each.due for title, each in found.items() if title.startswith("通报")} == {
        "通报（2024年第三季度）": date(2025, 2, 15), "通报（2024年第四季度）": date(2025, 1, 10),
    }  # fmt: skip


def test_extensions_to_different_days_go_on_apart(root: Path) -> None:
    for name, unit, due in (("aaaa", "丙镇", "2025-03-31"), ("bbbb", "丁镇", "2025-04-30")):
        write(root, f"data/decisions/2024-06-20-extend-{name}.yaml", extension("2.5", unit, due))
    found = [each for each in turned(root) if each.title == "旁听"]
    assert [(each.who, each.due) for each in found] == [
        (("丙镇",), date(2025, 3, 31)), (("丁镇",), date(2025, 4, 30)),
    ]  # fmt: skip
    assert len({each.id for each in found}) == 2


def test_what_is_named_is_not_carried_twice(root: Path) -> None:
    write(root, "data/decisions/2024-06-20-extend-aaaa.yaml", extension("2.5", "丙镇", "2025-03-31"))
    found = turned(root, OTHER, "--carry", "2.5", "--carry", "2.5", "--carry", "2.4")
    assert [(each.who, each.due) for each in found if each.title == "旁听"] == [
        (("丙镇",), date(2025, 3, 31)), (("丁镇",), date(2025, 12, 31)),
    ]  # fmt: skip
    (named_one,) = [each for each in found if each.title == "旁听" and each.who == ("丁镇",)]
    assert reasons(named_one) == {"due": "结转自 2024 年事项 2.5，原到期日 2024-12-31，顺延到 2025 年"}
    assert named_one.phrase == "年底前"
    assert len([each for each in found if each.title == "专章报告"]) == 1


def test_what_is_said_of_it(root: Path) -> None:
    document = root.parent / "新.txt"
    document.write_text(HEAD + OTHER, "utf-8")
    words = ["rollover", "2025", "--from", str(document), "--as-of", DAY, "--carry", "2.5"]
    said = fazhi(*words, root=root).err.splitlines()
    assert (
        "结转 7 个事项（到期日在 2025 年的 2 个，每年都有、新文件没有写的 4 个，点名结转的 1 个），列在“结转”部分。"
        in said
    )
    assert "还有 1 份进展报告没有报、2025 年才到期，请录到归档的那一年：--root archive/2024" in said
    listed = (root / "data/待核清单.md").read_text("utf-8")
    assert "2024 年事项 2.1 每年都有，新文件里没有写，照原文列入，请核对" in listed


@pytest.fixture(scope="module")
def draft() -> DraftPlan:
    """A new document that asks for nothing of the old."""
    lines = (HEAD + OTHER).splitlines()
    document = Document(blocks=tuple(Paragraph(number=at, text=line) for at, line in enumerate(lines, 1)))
    return draft_plan(document, year=2025)


@given(data=st.data())
def test_nothing_open_is_lost_and_nothing_closed_goes_on(draft: DraftPlan, data: st.DataObject) -> None:
    register = data.draw(registers())
    yearly = data.draw(
        st.sets(st.sampled_from([each.id for task in register.tasks for each in task.obligations] or ["-"]))
    )
    register = replace(
        register,
        tasks=tuple(
            replace(
                task,
                obligations=tuple(
                    replace(each, recurs="yearly" if each.id in yearly else None) for each in task.obligations
                ),
            )
            for task in register.tasks
        ),
    )
    assessment = assess(register, data.draw(st.sampled_from([date(2024, 12, 1), date(2025, 1, 15), date(2025, 6, 1)])))
    is_open = [each for each in assessment.duties if each.state not in MET and each.state != "waived"]
    last = register.info.last_day

    due_later = still_due(assessment)
    owed = [(kept.obligation.id, owner, kept.obligation.due) for kept in due_later for owner in kept.obligation.who]
    expected = {(each.duty.key.obligation, each.due) for each in is_open if each.due > last}
    assert {(kept.obligation.id, kept.obligation.due) for kept in due_later} == expected
    for each in is_open:
        owners = {owner for key, owner, due in owed if (key, due) == (each.duty.key.obligation, each.due)}
        if each.due > last and each.duty.unit and owners:  # nobody is named where all the task's units owe it
            assert each.duty.unit in assessment.matching.directory.expand(owners)

    keys = {each.duty.key.obligation for each in is_open}
    put_off = named(assessment, sorted(keys), 2025)
    assert {kept.obligation.id for kept in put_off} == {
        each.duty.key.obligation for each in is_open if each.due <= last
    }
    assert all(kept.obligation.due is None or "due" in kept.obligation.assumed_fields for kept in put_off)

    left, recurs = recurring(register, draft)
    assert {kept.obligation.id for kept in left} == yearly - {"-"}
    known = {each.id: each for task in register.tasks for each in task.obligations}
    for kept in left:
        old = known[kept.obligation.id]
        assert kept.obligation.due == (None if old.due is None else years_after(old.due, 1))
        assert {"due", "every"} & set(kept.obligation.assumed_fields)

    made, tasks = carry(recurs, register, (*due_later, *put_off, *left))
    ids = [each.id for found in made.proposals.values() for each in found.obligations]
    assert len(set(ids)) == len(ids)
    assert sum(len(made.proposals[number].obligations) for number in tasks) == len((*due_later, *put_off, *left))


def test_of_two_sentences_worded_alike_each_is_found_again(draft: DraftPlan) -> None:
    """The second new sentence is more like the first old one, which is taken."""
    quotes = ("各部门报告上一年度法治政府建设情况", "各乡镇汇报上一年度法治建设情况")
    owed = [
        Obligation(id=f"1.{at}", title="x", quote=quote, due=date(2024, 3, 1), recurs="yearly")
        for at, quote in enumerate(quotes, 1)
    ]
    plan_of_2024 = register(*owed)
    text = "1.报告。各部门3月1日前报告上一年度法治政府建设情况。各乡镇3月1日前报告上一年度法治政府建设情况。（牵头单位：甲局）"
    lines = enumerate([*HEAD.splitlines(), text], 1)
    document = Document(blocks=tuple(Paragraph(number=at, text=line) for at, line in lines))
    left, found = recurring(plan_of_2024, draft_plan(document, year=2025))
    assert left == []
    assert [each.recurs for each in found.proposals[1].obligations] == ["yearly", "yearly"]
    assert recurring(plan_of_2024, draft)[0] != []
