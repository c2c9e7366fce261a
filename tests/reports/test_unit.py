"""One unit's sheet: it adds up, says what proof goes to whom, what came back and why, and how often it was chased."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from tests.builders.strategies import DAYS, registers
from tests.builders.world import (
    day,
    evidence,
    extend,
    issued,
    obligation,
    progress,
    redact,
    register,
    return_,
    units,
    void,
    waive,
)

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.entries.letters import letters_of
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Register
from spt_fazhi.render.template.jinja import render
from spt_fazhi.render.template.library import library
from spt_fazhi.reports import unit
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.reports.unit import UnitValues
from spt_fazhi.text.marks import without_marks
from spt_fazhi.views.notices.notices import notices

WHEN = "06-20"
ALL = units(戊委={}, 庚府={}, 甲局={"phone": "0955-7000001"}, 乙局={"kind": "vertical"})


def sheet(made: Register, name: str = "甲局", when: str = WHEN) -> UnitValues:
    found = assess(made, day(when))
    about = found.matching.directory.unit(name)
    return unit.build(ReportRequest(assessment=found, unit=about))


def printed(values: UnitValues) -> str:
    named: dict[str, Any] = {name: getattr(values, name) for name in UnitValues.__dataclass_fields__}
    return without_marks(render(library({}), unit.TEMPLATE, named))


@given(registers(reforms=True), DAYS)
def test_every_sheet_adds_up_and_its_figures_have_keys_of_their_own(made: Register, when: Any) -> None:
    found = assess(made, when)
    for about in made.units:
        values = unit.build(ReportRequest(assessment=found, unit=about))
        figures_in(values)
        own = [each for each in found.duties if about.name in each.duty.owners]
        later = sum(len(each.periods) for each in values.ahead)
        assert len(values.open) + later + len(values.closed) == len(own)
        assert (values.counts is None) == values.unit.outside == (values.asked is not None)
        if values.counts:
            assert int(values.counts.expected.value) + int(values.counts.waived.value) == len(own)
        reports = values.reports
        assert reports.expected.value == int(reports.received.value) + int(reports.missing.value)
        if values.unit.outside:
            assert not any(line.late_days or "逾期" in line.state for line in (*values.open, *values.closed))
            assert not any(each.overdue or each.late for each in values.rounds)


def test_what_is_owed_what_proves_it_and_who_takes_it() -> None:
    made = register(
        obligation("1.1", proof="签到表"), obligation("1.2", due="05-31"), obligation("1.3", who=("甲局", "丙镇"), scope="joint"),
        obligation("1.4"), records=[evidence("05-01", id_="1.4")], units=ALL, office="乙局",
    )  # fmt: skip
    text = printed(sheet(made))
    assert "你单位承担《示例区要点》具体事项4项次，其中与其他单位共同承担1项次。" in text
    assert "截至2024年6月20日，已完成1项次，逾期1项次，未启动2项次。" in text
    assert "| 1.1 事项1.1 | x | 完成 | 签到表 | 2024年12月31日前 | 未启动 |" in text
    assert "| 1.2 事项1.2 | x | 完成 | — | 2024年5月31日前 | 逾期20天 |" in text
    assert "（与丙镇共同）" in text
    assert "材料请报乙局。" in text
    assert text.endswith("乙局\n\n2024年6月20日\n")
    asked = register(obligation("1.1"), units=ALL, office="甲局", signature="甲局办公室")
    own = printed(sheet(asked))
    assert "本单位承担" in own
    assert "材料请报" not in own
    assert "甲局办公室" not in own
    other = printed(
        sheet(register(obligation(who=("丙镇",)), units=ALL, office="甲局", signature="甲局办公室"), "丙镇")
    )
    assert "材料请报甲局，电话0955-7000001。" in other
    assert other.endswith("甲局办公室\n\n2024年6月20日\n")


def test_periods_that_have_not_begun_are_one_line() -> None:
    monthly = obligation("1.1", every="month", due_day=28, phrase="每月28日前")
    made = register(monthly, decisions=[extend("09-30", "06-01", period="2024-08")], records=[evidence("05-01")])
    values = sheet(made, when="07-15")
    assert [each.when for each in values.open if "8月" in each.title] == ["2024年9月30日前（已延期）"]
    (line,) = values.ahead
    assert line.periods == ("2024年9月", "2024年10月", "2024年11月", "2024年12月")
    said = "以后各期，到时再办：1.1 事项1.1，每月28日前：2024年9月、2024年10月、2024年11月、2024年12月。"
    assert said in printed(values)


def test_how_a_unit_is_spoken_to() -> None:
    made = register(obligation(who=("乙局", "丙镇", "戊委", "庚府")), units=ALL, records=[evidence("05-01", "丙镇")])
    assert "贵单位承担" in printed(sheet(made, "乙局"))
    assert "你单位承担" in printed(sheet(made, "丙镇"))
    through = printed(sheet(made, "庚府"))
    assert "\n甲局：\n" in through
    assert "庚府承担的事项由你单位承办。庚府承担" in through
    owed = len([each for each in assess(made, day(WHEN)).duties if each.duty.key.unit == "庚府"])
    assert owed
    assert f"你单位还承办庚府承担的{owed}项次，不计在内，见庚府的清单。" in printed(sheet(made, "甲局"))
    assert "截至2024年6月20日，尚无已完成的；未启动1项次。" in printed(sheet(made, "乙局"))
    party = printed(sheet(made, "戊委"))
    assert party.startswith("# 商请戊委支持《示例区要点》事项清单\n")
    assert (
        "为汇总《示例区要点》落实情况，我办商请贵单位提供有关情况1项次，尚未提供，列在下面，谨供参考，不作评价。"
        in party
    )


def test_whoever_is_only_asked_for_progress_is_told_of_no_nothing_and_of_as_many_as_its_letter_asks_for() -> None:
    task = Task(id=1, section="一", title="任务一", text="x", lead=("己院",))
    made = register(
        tasks=(task,),
        units=units(己院={}),
        records=[evidence("05-01", "丙镇", "9.9")],
        progress="quarter",
        issued="02-01",
    )
    values = sheet(made, "己院", "06-20")
    text = printed(values)
    judged = assess(made, day("06-20"))
    (letter,) = notices(judged, judged.all_duties, letters_of(made, judged.day)).notices
    assert values.reports.missing.value == values.reports.expected.value == len(letter.owed) == 2
    assert "我办商请贵单位提供有关情况，列在下面" in text
    assert "## 一、进展情况\n\n牵头任务的进展由我办为汇总情况商请提供。近期要提供的和已提供的共2份，尚未提供。" in text
    assert "| 2024年第一季度 | 方便时 | — |" in text
    assert not re.search("(?<!\\d)0(项|份)", text)
    assert "无。" not in text
    given = replace(made, records=(*made.records, progress("04-08", "己院", period="2024Q1", number=1)))
    assert "共2份，已提供1份，待提供1份。" in printed(sheet(given, "己院", "06-20"))


def test_what_was_handed_back_says_why_and_until_when() -> None:
    first, second = evidence("04-01", id_="1.1"), evidence("04-02", id_="1.2", number=1)
    third, other = progress("04-08", period="2024Q1", number=2), evidence("04-01", "乙局", number=3)
    made = register(
        obligation("1.1"), obligation("1.2"), obligation("1.1", who=("乙局",)), progress="quarter",
        records=[first, second, third, other, evidence("06-01", id_="1.2", number=4)],
        decisions=[
            return_(first.id, "05-01", again_by="06-30"), return_(second.id, "05-02", 1), return_(third.id, "05-03", 2),
            return_(other.id, "05-04", 3),
        ],
    )  # fmt: skip
    values = sheet(made)
    assert [(each.about, each.again_by, each.again) for each in values.returned] == [
        ("1.1 事项1.1", day("06-30"), False), ("1.2 事项1.2", None, True), ("1．任务一（2024年第一季度进展）", None, False),
    ]  # fmt: skip
    text = printed(values)
    assert "| 2024年5月1日 | 1.1 事项1.1 | x | x | 2024年6月30日前重报 |" in text
    assert "| 2024年5月2日 | 1.2 事项1.2 | x | x | 已重报 |" in text
    assert "| 2024年5月3日 | 1．任务一（2024年第一季度进展） | 进展 | x | 没有规定期限 |" in text
    assert sheet(made, when="04-30").returned == ()


def test_what_the_unit_took_back_is_left_out_and_said() -> None:
    first, second, other = evidence("05-01"), evidence("05-02", number=1), evidence("05-03", "乙局", number=2)
    made = register(
        obligation(who=("甲局", "乙局")), records=[first, second, other, void(first.id), void(other.id, unit="乙局", number=1)],
        decisions=[redact(second.id, recorded="07-05")],
    )  # fmt: skip
    assert sheet(made, when="07-02").left_out == (f"没有列入：本单位自己作废的记录{first.id}。",)
    assert sheet(made, when="07-10").left_out[1:] == (f"没有列入：已经去除的记录{second.id}。",)
    assert first.id not in printed(sheet(made, when="07-10"))


def test_reports_are_one_line_a_period() -> None:
    made = register(
        obligation(due="12-31"), progress="quarter", units=ALL,
        records=[progress("04-08", period="2024Q1"), progress("06-01", period="2024Q3", number=1)],
        decisions=[waive(task=1, period="2024Q4")],
    )  # fmt: skip
    values = sheet(made, when="07-15")
    assert [(each.period, len(each.received), len(each.overdue)) for each in values.rounds] == [
        ("2024年第一季度", 1, 0), ("2024年第二季度", 0, 1), ("2024年第三季度", 1, 0),
    ]  # fmt: skip
    assert "共应报3份，已报2份，未报1份。" in printed(values)
    assert "| 2024年第二季度 | 2024年7月10日 | — | 逾期：1．任务一 |" in printed(values)
    later = register(progress="quarter", decisions=[extend("08-30", "07-01", task=1, period="2024Q2")])
    (line,) = [each for each in sheet(later, when="07-15").rounds if each.period == "2024年第二季度"]
    assert (line.due, len(line.missing), line.overdue) == (day("08-30"), 1, ())


def test_how_often_it_was_chased_and_what_it_answered() -> None:
    letter = issued("urge", "06-15", (("1.1", "甲局"),), 1, reply_by=day("06-30"))
    made = register(
        obligation("1.1"), obligation("1.2", who=("甲局", "乙局"), scope="joint"), units=ALL, office="丙镇",
        sent=[
            issued("call", "06-10", (("1.1", "甲局"), ("1.2", "甲局")), answer="6月底前报"),
            replace(letter, value=replace(letter.value, number="示〔2024〕3号")),
            issued("call", "06-16", (("1.2", "乙局"),), 2), issued("call", "06-21", (("1.1", "甲局"),), 3),
        ],
    )  # fmt: skip
    values = sheet(made)
    assert [(each.word, len(each.about)) for each in values.letters] == [("电话", 2), ("催办", 1)]
    text = printed(values)
    assert "催办情况" in text
    assert "| 2024年6月10日 | 电话 | 1.1 事项1.1；1.2 事项1.2 | — | 6月底前报 |" in text
    assert "| 2024年6月15日 | 催办（示〔2024〕3号） | 1.1 事项1.1 | 2024年6月30日前 | — |" in text


def test_of_a_register_not_in_use_nothing_is_judged() -> None:
    text = printed(sheet(register(obligation(due="05-31"), progress="quarter", units=ALL), when="06-20"))
    assert text.startswith("> 台账尚未启用")
    assert "逾期" not in text
    assert "已完成" not in text
    assert "应报" not in text
    assert "| 2024年第一季度 | 2024年4月10日 | 1．任务一 |" in text
