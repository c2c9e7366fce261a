"""A spring of inspections as the office types it, day by day: what each finding is, what is counted, what is printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from tests.builders.command import fazhi
from tests.builders.files import write
from tests.builders.places import TESTS
from tests.builders.repositories import branch, commit, git, in_git, merge
from tests.builders.worlds.visits import TASKS, UNITS

GOLDEN = TESTS / "integrations" / "golden"
Golden = Callable[[Path, str], None]
FINDINGS: Final = """\
编号,责任单位,任务,问题类型,问题,整改要求,整改时限,严重程度
1,示范东镇,6,案卷文书,处罚决定作出前没有法制审核,补正并自查同类案卷,6月底前,突出
2,示范西镇,,公开公示,行政执法信息公示栏没有更新,更新公示内容,2024年6月30日,一般
3,示范南镇,,制度建设,合法性审查没有明确承办人员,明确承办人员,2024-06-30,一般
4,示范东镇,,公开公示,便民服务大厅没有公示投诉电话,当场公示,立行立改,一般
5,市场监管局,,案卷文书,部分行政处罚案卷未附法制审核意见,补正，逐案复查,7月底前,突出
6,法院,,制度建设,司法建议的回复情况没有汇总,定期汇总,6月底前,
7,示范南镇,,其他,辖区无此类案件的台账没有建立,建立台账,6月底前,一般
"""
"""What the second visit found: 5 was found, put right and closed before; the unit of 6 is only asked."""
EARLIER: Final = ("--unit", "市场监管局", "--problem", "行政处罚案卷未附法制审核意见", "--demand", "补正案卷", "--due", "5月10日",
                  "--kind", "案卷文书")  # fmt: skip


class Office:
    """The workspace, and what the office types on a day; the visits' letters, which are drawn by lot, by what is typed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.visits: dict[str, str] = {}

    def types(self, day: str, *words: str) -> str:
        """Run an entry command on a day; `A.1` stands for the first finding of visit A."""
        typed = [
            re.sub(r"^([AB])\.(\d)", lambda part: f"{self.visits[part[1]][11:]}.{part[2]}", word) for word in words
        ]
        ran = fazhi(*typed, "--recorded", f"2024-{day}", root=self.root)
        assert ran.code == 0, (words, ran.err)
        return ran.out + ran.err

    def inspects(self, name: str, day: str, *words: str) -> str:
        """A visit that is called `name` from now on."""
        before = {path.stem for path in self.root.glob("data/inspections/*.yaml")}
        said = self.types(day, "inspect", "new", *words)
        (self.visits[name],) = {path.stem for path in self.root.glob("data/inspections/*.yaml")} - before
        return said

    def states(self, day: str) -> dict[str, str]:
        """The state of each finding there is on a day, in the order of visits; what is only asked stands in brackets."""
        tree = fazhi("duties", "--as-of", f"2024-{day}", "--json", root=self.root).json
        names = {visit: name for name, visit in self.visits.items()}
        return {
            f"{names[each['inspection']]}.{each['finding']}": f"({each['state']})" if each["invited"] else each["state"]
            for each in tree["duties"]
            if each["kind"] == "rectification"
        }


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The register of a small district, without any entry."""
    root = tmp_path_factory.mktemp("days") / "区"
    write(root, "data/tasks.yaml", TASKS)
    write(root, "data/units.yaml", UNITS)
    write(root, "问题清单.csv", FINDINGS)
    assert fazhi("check", "--as-of", "2024-04-01", root=root).code == 0
    return Office(root)


def reports(office: Office, day: str, name: str, when: str, title: str, *more: str) -> str:
    """A unit's report on a finding."""
    return office.types(day, "record", "rectify", name, "--date", f"2024-{when}", "--title", title, *more)


OPEN: Final = {
    "B.1": "pending",
    "B.2": "pending",
    "B.3": "pending",
    "B.5": "pending",
    "B.6": "(invited)",
    "B.7": "pending",
}
CLOSED: Final = {"A.1": "done"}


def test_day_by_day(office: Office) -> None:
    visit = (
        "--title",
        "行政处罚案卷专项检查",
        "--from",
        "2024-04-10",
        "--to",
        "2024-04-12",
        "--by",
        "司法局",
        "--visited",
        "市场监管局",
    )
    office.inspects("A", "04-12", *visit, "--obligation", "无", *EARLIER)
    assert office.states("04-11") == {}
    assert office.states("04-12") == {"A.1": "due-soon"}
    reports(office, "05-08", "A.1", "05-08", "补齐9宗案卷的法制审核意见", "--document", "示市监发〔2024〕3号")
    assert office.states("05-08") == {"A.1": "submitted"}
    office.types("05-15", "decide", "close", "A.1", "--checked-by", "复核组")
    assert office.states("05-15") == CLOSED

    second = ("--title", "2024年第一次法治建设实地督察", "--from", "2024-05-20", "--to", "2024-05-24", "--by", "区委依法治区办",
             "--by", "区纪委监委", "--visited", "各乡镇", "--visited", "市场监管局", "--visited", "法院")  # fmt: skip
    said = office.inspects(
        "B", "05-27", *second, "--obligation", "4.1", "--findings", str(office.root / "问题清单.csv")
    )
    assert re.search(r"4\.1.*0/2次.*→.*1/2次", said), said
    assert office.states("05-27") == {**CLOSED, **OPEN, "B.4": "overdue"}
    reports(office, "05-27", "B.4", "05-24", "当场公示投诉电话", "--link", "https://example.org/gongshi")
    assert office.states("05-27")["B.4"] == "submitted"
    office.types("05-30", "decide", "close", "B.4", "--checked-by", "督察组")
    assert office.states("05-30") == {**CLOSED, **OPEN, "B.4": "done"}

    soon = {**OPEN, "B.1": "due-soon", "B.2": "due-soon", "B.3": "due-soon", "B.7": "due-soon"}
    reports(office, "06-15", "B.5", "06-14", "已补正5宗，其余正在复查", "--stage", "partial")
    reports(office, "06-21", "B.1", "06-20", "补正案卷6宗", "--document", "示东政发〔2024〕8号")
    submitted = {**CLOSED, **soon, "B.1": "submitted", "B.4": "done", "B.5": "in-progress"}
    assert office.states("06-21") == submitted
    office.types("06-25", "decide", "return", "B.1", "--reason", "没有自查同类案卷", "--again-by", "2024-07-05")
    assert office.states("06-25") == {**submitted, "B.1": "returned"}
    extended = ("--due", "2024-08-31", "--approved-by", "示依法办〔2024〕6号", "--reason", "等编制批复")
    office.types("06-28", "decide", "extend", "B.3", *extended)
    assert office.states("06-28") == {**submitted, "B.1": "returned", "B.3": "pending", "B.5": "in-progress"}
    late = {**submitted, "B.1": "returned", "B.2": "overdue", "B.3": "pending", "B.5": "due-soon", "B.7": "overdue"}
    assert office.states("07-01") == late
    office.types(
        "07-05", "decide", "waive", "B.7", "--approved-by", "示依法办〔2024〕7号", "--reason", "辖区内确无此类案件"
    )
    reports(office, "07-02", "B.1", "07-02", "补正案卷6宗，自查同类案卷32宗", "--document", "示东政发〔2024〕9号")
    assert office.states("07-05") == {**late, "B.1": "submitted", "B.7": "waived"}
    office.types("07-10", "decide", "close", "B.1", "--checked-by", "复核组", "--reason", "抽查12宗，均已补正")
    assert office.states("07-10") == {**late, "B.1": "done", "B.7": "waived"}
    assert office.states("09-01") == {**late, "B.1": "done", "B.3": "overdue", "B.5": "overdue", "B.7": "waived"}
    assert fazhi("check", "--as-of", "2024-07-12", root=office.root).code == 0


def test_what_is_counted_is_what_there_is(office: Office) -> None:
    for day in ("05-24", "06-26", "07-12", "12-31"):
        tree = fazhi("status", "--as-of", f"2024-{day}", "--json", root=office.root).json
        states = office.states(day)
        judged = Counter(state for state in states.values() if not state.startswith("("))
        asked = Counter(state.strip("()") for state in states.values() if state.startswith("("))
        assert +Counter(tree["rectification"]) == judged
        assert +Counter(tree["invited_rectification"]) == asked
        owed = Counter(each["state"] for each in tree["duties"] if each["kind"] == "obligation" and not each["invited"])
        assert +Counter(tree["totals"]) == owed


def test_the_second_time_is_seen_with_the_first(office: Office) -> None:
    tree = fazhi("inspect", "show", office.visits["B"], "--as-of", "2024-07-12", "--json", root=office.root).json
    again = {each["finding"]: each["earlier"] for each in tree["inspection"]["findings"] if each["earlier"]}
    assert list(again) == [5]
    assert again[5]["id"] == f"{office.visits['A']}.1"


def test_a_court_is_never_late(office: Office) -> None:
    late = fazhi("overdue", "--as-of", "2024-12-31", "--json", root=office.root).json
    assert "市场监管局" in {each["unit"] for each in late["duties"]}
    assert "法院" not in {each["unit"] for each in (*late["duties"], *late["units"])}
    assert "法院" not in fazhi("calls", "--as-of", "2024-12-31", root=office.root).out
    assert (
        "法院" not in fazhi("report", "inspection", office.visits["B"], "--as-of", "2024-12-31", root=office.root).out
    )


@pytest.mark.parametrize("name", ["inspection", "rectification", "summary"])
def test_what_is_printed_on_12_july(office: Office, name: str, golden: Golden) -> None:
    about = (office.visits["B"],) if name == "inspection" else ()
    ran = fazhi("report", name, *about, "--as-of", "2024-07-12", root=office.root)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"days-{name}.md", ran.out)


def test_two_visits_on_two_branches_merge_and_both_count(tmp_path: Path) -> None:
    root = tmp_path / "区"
    write(root, "data/tasks.yaml", TASKS)
    write(root, "data/units.yaml", UNITS)
    in_git(root)
    for name, first, last in (("one", "2024-05-20", "2024-05-24"), ("two", "2024-06-17", "2024-06-21")):
        branch(root, name, "main")
        words = ("--title", f"督察{name}", "--from", first, "--to", last, "--by", "区委依法治区办", "--visited", "示范东镇", "--obligation", "4.1",
                 "--unit", "示范东镇", "--problem", f"{name}的问题", "--due", "2024-12-31")  # fmt: skip
        ran = fazhi("inspect", "new", *words, "--recorded", "2024-06-24", root=root)
        assert ran.code == 0, ran.err
        commit(root, name)
    git(root, "switch", "--quiet", "main")
    merge(root, "one")
    merge(root, "two")
    assert fazhi("check", "--as-of", "2024-06-25", root=root).code == 0
    (visits,) = (
        each
        for each in fazhi("duties", "--as-of", "2024-06-25", "--json", root=root).json["duties"]
        if each["obligation"] == "4.1"
    )
    assert (visits["state"], visits["achieved"], len(visits["records"])) == ("done", 2, 2)
