"""Visits and findings as of a day: how far each is put right, and counts that add up."""

from __future__ import annotations

from datetime import date

from tests.builders.checks import UNITS, close, finding, inspection, rectify, register, unit

from spt_fazhi.engine.assess import assess
from spt_fazhi.views.findings.lines import by_kind, counted, finding_lines, judged, only_asked, visits_of
from spt_fazhi.views.findings.words import closed_text, due_text_of, progress_text, repeated_text

FIRST = inspection(
    findings=(
        finding(),
        finding(2, problem="公示栏没有更新", kind="公开公示", due=date(2024, 5, 24)),
        finding(3, problem="执法证件过期", kind=None, due=date(2024, 7, 31)),
        finding(4, unit="区人民法院", problem="司法建议没有回复", kind="其他"),
    )
)
ADDED = inspection(
    "2024-05-24-m3xx", adds_to="2024-05-24-k7q2", recorded=date(2024, 6, 3),
    findings=(finding(5, unit="区财政局", problem="台账缺页", due=date(2024, 6, 15)),),
)  # fmt: skip
SECOND = inspection(
    "2024-09-20-ab3d", from_=date(2024, 9, 18), to=date(2024, 9, 20), recorded=date(2024, 9, 23),
    findings=(finding(due=date(2024, 10, 31)),),
)  # fmt: skip
WORLD = register(
    units=(*UNITS, unit("区人民法院", "fy", kind="judicial")),
    inspections=(FIRST, ADDED, SECOND),
    records=(rectify(), rectify("2024-07-01-k7q2.3-aaab", finding=3, stage="partial", date=date(2024, 7, 1),
                                recorded=date(2024, 7, 1), title="先行补办5本")),
    decisions=(close(),),
)  # fmt: skip


def test_what_was_added_later_belongs_to_the_first_visit() -> None:
    first, second = visits_of(assess(WORLD, date(2024, 9, 25)))
    assert [each.name for each in first.lines] == ["k7q2.1", "k7q2.2", "k7q2.3", "k7q2.4", "m3xx.5"]
    assert [each.id for each in first.added] == ["2024-05-24-m3xx"]
    assert [each.name for each in second.lines] == ["ab3d.1"]
    assert {each.first.id for each in first.lines} == {"2024-05-24-k7q2"}


def test_a_later_visit_is_not_there_before_it_ends() -> None:
    assert [each.id for each in visits_of(assess(WORLD, date(2024, 9, 19)))] == ["2024-05-24-k7q2"]
    assert visits_of(assess(WORLD, date(2024, 5, 23))) == ()


def test_stages_words_and_sums() -> None:
    day = date(2024, 7, 15)
    lines = finding_lines(assess(WORLD, day))
    assert [progress_text(each, day) for each in lines] == [
        "已完成整改", "未报整改，逾期52天", "阶段性完成，还有16天", "未提供情况", "未报整改，逾期30天",
    ]  # fmt: skip
    assert [closed_text(each) for each in lines] == ["已销号（2024年7月10日）", "未销号", "未销号", "商请中", "未销号"]
    assert [due_text_of(each) for each in lines] == [
        "2024年6月30日前", "立行立改", "2024年7月31日前", "2024年6月30日前", "2024年6月15日前",
    ]  # fmt: skip
    counts = counted(judged(lines))
    parts = (counts.closed, counts.waived, counts.submitted, counts.partial, counts.open)
    assert [len(part) for part in parts] == [1, 0, 0, 1, 2]
    assert len(counts.found) == 4
    assert [each.name for each in counts.overdue] == ["k7q2.2", "m3xx.5"]
    assert [each.name for each in counts.at_once] == ["k7q2.2"]
    assert [each.name for each in only_asked(lines)] == ["k7q2.4"]
    assert {kind: len(found) for kind, found in by_kind(lines, ("案卷文书", "公开公示")).items()} == {
        "案卷文书": 2, "公开公示": 1, "其他": 1, "": 1,
    }  # fmt: skip


def test_the_same_problem_again_names_the_earlier_one() -> None:
    (line,) = visits_of(assess(WORLD, date(2024, 9, 25)))[1].lines
    assert line.earlier is not None
    assert (line.earlier.id, line.earlier.unit) == ("2024-05-24-k7q2.1", "东镇")
    assert repeated_text(line) == "屡查屡犯（与2024年7月10日销号的问题k7q2.1相似）"
