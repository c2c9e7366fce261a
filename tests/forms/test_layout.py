"""A form laid out: every duty in two rows, what is told, which cells are to be filled, and the ten lines."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from hypothesis import given
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, evidence, obligation, progress, register, return_, share, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.forms.asked import Scope, asked
from spt_fazhi.forms.columns import COLUMNS, PROOF
from spt_fazhi.forms.form import Form, FormRow
from spt_fazhi.forms.layout import FormTerms, form_of
from spt_fazhi.model.fields import parse_form_id
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Figure
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.plan import AskedFigure, CountTarget, RateTarget
from spt_fazhi.model.register import Register
from spt_fazhi.views.notices.asking import cells

USED = [evidence("01-05", "丁镇", "9.9")]
RATE = RateTarget(rate=Decimal(1), of="人员", reached="达到60学时", settle="when-reached")


def forms(made: Register, when: str = "06-10", scope: Scope | None = None) -> dict[str, Form]:
    judged = assess(made, day(when))
    terms = FormTerms(period=scope.period if scope else None, answer_by=day("06-20"))
    return {name: form_of(judged, own, terms) for name, own in asked(judged, scope or Scope(), ()).items()}


def form(made: Register, unit: str = "丙镇", when: str = "06-10", scope: Scope | None = None) -> Form:
    return forms(made, when, scope)[unit]


def rows(made: Form, sheet: str = "evidence") -> tuple[FormRow, ...]:
    return next((each.rows for each in made.sheets if each.name == sheet), ())


@given(made=registers(reforms=True), when=DAYS)
def test_every_duty_has_its_rows_once_and_the_cells_add_up(made, when) -> None:
    judged = assess(made, when)
    for own in asked(judged, Scope(), ()).values():
        laid = form_of(judged, own, FormTerms(period=None, answer_by=None))
        keys = Counter(laid.keys)
        assert set(keys.values()) == {1}
        kinds = Counter(each.duty.duty.kind for each in own.owed)
        assert len(keys) == 2 * kinds["obligation"] + kinds["progress"] + kinds["rectification"]
        assert Counter(key.sheet for key in keys)["rectify"] == kinds["rectification"]
        assert laid.to_fill == sum(cells(each.duty) for each in own.owed)
        assert parse_form_id(laid.id) == laid.id
        lines = 10 if kinds["obligation"] else 9 if kinds["rectification"] else 7
        assert len(laid.guide) == lines + bool(kinds["rectification"])
        for sheet in laid.sheets:
            have = [column.key for column in sheet.columns]
            assert len(set(have)) == len(have)
            for row in sheet.rows:
                assert row.told.keys() <= set(have)
                assert row.must | row.one_of <= row.asked <= set(have)
                assert not row.told.keys() & row.asked
                assert row.typed.keys() <= row.asked
                assert all(row.told.values())


def test_what_is_told_of_a_duty_and_what_is_asked() -> None:
    made = register(
        obligation("1.1", due="06-20", who=("丙镇",), target=CountTarget(count=2), proof="照片", figures=(AskedFigure(name="人数", unit="人"),)),
        records=[*USED, evidence("05-01", "丙镇")],
    )  # fmt: skip
    laid = form(made)
    first, second = rows(laid)
    assert first.told == {
        "obligation": "1.1", "title": "事项1.1\n要求：2次", "quote": "x", "proof": "照片", "due": "2024-06-20",
        "state": "临期，还有10天", "so_far": "已报1/2次\n5月1日 x（x）",
    }  # fmt: skip
    assert first.asked == {"date", "what", "amount", "figure:人数", *PROOF}
    assert first.must == {"date", "what", "amount", "figure:人数"}
    assert second.told == {"obligation": "1.1", "title": "（同一事项的第二条，没有就空着）"}
    assert (second.asked, second.must, second.needed) == (first.asked, frozenset(), 0)
    assert (laid.to_fill, laid.filled) == (5, 7)
    assert [each.head for each in laid.sheets[0].columns] == [
        "编号（勿改）", "事项", "工作任务", "原文", "佐证要求", "时限", "状态", "已报情况", "日期", "做了什么", "数量",
        "人数（人）", "文号", "网址", "附件文件名",
    ]  # fmt: skip
    assert "本表需填 5 格，已代填 7 格。" in laid.guide[4]


def test_a_rate_asks_for_two_numbers_and_their_day_and_a_single_thing_for_none() -> None:
    made = register(
        obligation("1.1", who=("丙镇",), target=RATE), obligation("1.2", who=("丙镇",), target=CountTarget(count=1)),
        obligation("1.3", who=("丙镇",)), records=USED,
    )  # fmt: skip
    rate, _, count, _, milestone, _ = rows(form(made))
    assert rate.asked - {"date", "what", *PROOF} == {"reached", "of", "through"}
    assert rate.must == {"date", "what", "reached", "of"}
    assert rate.told["title"] == "事项1.1\n要求：人员100%达到60学时\n达到数、总数填到目前为止的"
    assert count.asked - {"date", "what", *PROOF} == {"amount"}
    assert count.must == milestone.must == {"date", "what"}
    assert milestone.asked == {"date", "what", *PROOF}


def test_what_is_in_is_told_so_that_nobody_asks_twice() -> None:
    records = [evidence(f"05-0{n}", "丙镇", number=n, document=None if n == 5 else f"{n}号") for n in range(1, 6)]
    made = register(obligation("1.1", who=("丙镇",), target=CountTarget(count=9)), records=[*USED, *records])
    assert rows(form(made))[0].told["so_far"].splitlines() == [
        "已报4/9次，另有1次待佐证", "5月5日 x（缺佐证）", "5月4日 x（4号）", "5月3日 x（3号）", "等5条",
        "缺佐证的，请连同佐证再报，“做了什么”末尾注明“补报”",
    ]  # fmt: skip
    rate = register(obligation("1.1", who=("丙镇",), target=RATE), records=[*USED, share("05-01", 9, 10, unit="丙镇")])
    assert rows(form(rate))[0].told["so_far"].startswith("已报9/10，90%\n")


def test_where_proof_alone_is_missing_what_was_reported_is_filled_in_already() -> None:
    """Nobody writes it again: one cell is asked for, the proof."""
    one = evidence("05-01", "丙镇", document=None, amount=2, figures=(Figure("人数", 30),))
    made = register(
        obligation("1.1", who=("丙镇",), target=CountTarget(count=2), figures=(AskedFigure(name="人数"), AskedFigure(name="件数"))),
        records=[*USED, one],
    )  # fmt: skip
    laid = form(made)
    first, second = rows(laid)
    assert first.told["state"] == "待佐证"
    assert first.typed == {"date": "2024-05-01", "what": "x", "amount": "2", "figure:人数": "30"}
    assert (first.needed, second.typed, second.needed, laid.to_fill) == (1, {}, 0, 1)
    assert first.told["so_far"].endswith("已报的代填在右边，请补上佐证")
    two = (evidence("05-01", "丙镇", document=None), evidence("06-01", "丙镇", document=None, number=1))
    first, second = rows(form(replace(made, records=(*USED, *two))))
    assert [(row.typed["date"], row.needed) for row in (first, second)] == [("2024-05-01", 1), ("2024-06-01", 1)]
    assert second.told["title"] == "（同一事项的第二条）"


def test_a_number_that_is_not_asked_for_is_not_filled_in() -> None:
    one = evidence("05-01", "丙镇", document=None, amount=3)
    made = register(obligation("1.1", who=("丙镇",)), records=[*USED, one])
    assert rows(form(made))[0].typed == {"date": "2024-05-01", "what": "x"}


def test_of_a_joint_duty_it_is_said_who_has_reported_and_with_whom() -> None:
    made = register(
        obligation("1.1", scope="joint", who=("甲局", "乙局", "丙镇"), target=CountTarget(count=3)),
        records=[*USED, evidence("05-01", "乙局")],
    )  # fmt: skip
    (first, _) = rows(form(made, "甲局"))
    assert first.told["title"] == "事项1.1\n要求：3次\n与乙局、丙镇共同完成"
    assert first.told["so_far"] == "已报1/3次\n乙局：5月1日 x（x）"
    assert first.key is not None
    assert first.key.text == "1.1/jia//1"


def test_an_account_with_what_is_in_already() -> None:
    made = register(
        obligation("1.1", who=("甲局",), target=CountTarget(count=3)), progress="half", records=[*USED, evidence("05-01"), evidence("07-01")]
    )  # fmt: skip
    (row,) = rows(form(made, "甲局", scope=Scope(period=parse_period("2024H1"))), "progress")
    assert row.told == {
        "task": "1", "title": "任务一", "quote": "x", "period": "2024年上半年", "due": "2024-07-10",
        "state": "临期，还有30天", "so_far": "5月1日 x（x）",
    }  # fmt: skip
    assert (set(row.must), row.needed) == ({"done"}, 1)
    assert row.key is not None
    assert row.key.text == "1/jia/2024H1/1"


def test_what_was_returned_and_why() -> None:
    back = [evidence("05-01", "丙镇"), evidence("05-02", "丙镇", number=1), evidence("05-03", "丁镇", number=2)]
    report = progress("04-05", period="2024Q1", number=3)
    made = register(
        obligation("1.1", who=("丙镇", "丁镇")), records=[*USED, *back, report], progress="quarter",
        decisions=[return_(back[0].id, "06-01", again_by="06-20"), return_(back[1].id, "06-30", 1), return_(back[2].id, "06-02", 2), return_(report.id, "06-03", 3)],
    )  # fmt: skip
    (line,) = rows(form(made), "returned")
    assert line.told == {
        "obligation": "1.1", "what": "5月1日 x（x）", "returned": "2024-06-01", "reason": "x", "again_by": "2024-06-20",
        "record": back[0].id,
    }  # fmt: skip
    assert (line.key, line.needed) == (None, 0)
    (account,) = rows(form(made, "甲局"), "returned")
    assert account.told["obligation"] == "任务1"
    assert account.told["what"] == "2024年第一季度进展：x"


def test_who_acts_through_the_desk_has_its_own_rows() -> None:
    made = register(obligation("1.1", who=("甲局", "庚府")), records=USED, units=units(庚府={}))
    laid = form(made, "甲局")
    assert [(row.told["unit"], row.key.text) for row in rows(laid)] == [
        ("庚府", "1.1/fu//1"), ("庚府", "1.1/fu//2"), ("甲局", "1.1/jia//1"), ("甲局", "1.1/jia//2")
    ]  # fmt: skip
    assert laid.guide[0] == "填报单位：甲局（连同由你单位承办的庚府）。"


def test_who_stands_outside_is_invited() -> None:
    made = register(obligation("1.1", due="06-01", who=("戊委",)), records=USED, units=units(戊委={}), office="甲局")
    laid = form(made, "戊委")
    assert laid.title == "《示例区要点》情况提供表"
    assert laid.guide[:4] == (
        "商请单位：戊委。", "内容：1个事项的佐证，按截至2024年6月10日的台账列出。",
        "时间：如方便，请在2024年6月20日（周四）前提供。", "提供给：甲局。",
    )  # fmt: skip
    assert rows(laid)[0].told["state"] == "商请"
    assert not any("逾期" in text for row in rows(laid) for text in row.told.values())


def test_where_nothing_was_entered_nobody_is_judged() -> None:
    laid = form(register(obligation("1.1", due="06-01", who=("丙镇",))))
    assert rows(laid)[0].told["state"] == "待报送"


def test_the_ten_lines() -> None:
    made = register(
        obligation("1.1", due="06-01", who=("甲局",)), records=USED, progress="half", office="乙局",
        units=units(乙局={"phone": "0000-0000002"}),
    )  # fmt: skip
    laid = form(made, "甲局", scope=Scope(period=parse_period("2024H1")))
    assert laid.guide[1] == "内容：2024年上半年，1个事项的佐证、1项进展，按截至2024年6月10日的台账列出。"
    assert laid.guide[2] == "时间：请在2024年6月20日（周四）前填好发回。"
    assert laid.guide[3] == "报给：乙局，电话 0000-0000002。"
    assert laid.id in laid.guide[9]
    text = "\n".join((laid.title, *laid.guide))
    assert nested(text) == []
    assert half_width(text) == []


def test_of_an_account_alone_nothing_is_said_about_proof() -> None:
    laid = form(register(progress="half"), "甲局")
    assert [sheet.name for sheet in laid.sheets] == ["progress"]
    text = "\n".join(laid.guide)
    for word in ("文号", "附件", "日期", "数量", "两行", "绿色"):
        assert word not in text
    assert "黄色请填；浅黄色有就填" in text


def test_what_is_wanted_before_the_day_of_the_answer_is_said_apart() -> None:
    entry = evidence("05-01", "丙镇", "1.1")
    made = register(
        obligation("1.1", due="05-31", who=("丙镇",)), obligation("1.2", due="06-18", who=("丙镇",)),
        obligation("1.3", due="06-30", who=("丙镇",)), obligation("1.4", due="06-01", who=("丙镇",)),
        records=[entry], decisions=[return_(entry.id, "06-01", again_by="06-14")],
    )  # fmt: skip
    laid = form(made)
    by = "时间：请在2024年6月20日（周四）前填好发回，退回的1项请在6月14日（周五）前重报，时限在此之前的1项请按时限报。"
    assert laid.guide[2] == by
    assert laid.guide[4].endswith("报来后退回的1份和原因见“上次退回”。")
    assert "还没有收到" not in laid.guide[4]
    assert (
        form(made, when="06-14").guide[2].startswith("时间：请在2024年6月20日（周四）前填好发回，退回的1项请尽快重报，")
    )
    assert half_width("\n".join(laid.guide)) == []


def test_days_may_lie_in_the_next_year_where_a_duty_does() -> None:
    assert form(register(obligation("1.1", who=("丙镇",)))).last_day == day("2024-12-31")
    later = form(register(obligation("1.1", due="2025-03-01", who=("丙镇",))))
    assert (later.first_day, later.last_day) == (day("01-01"), day("2025-03-01"))


def test_the_same_as_of_another_day_is_another_form() -> None:
    made = register(obligation("1.1", who=("丙镇",)))
    assert form(made).id == form(made).id
    assert form(made).id != form(made, when="06-11").id
    assert form(made).id.startswith("2024-06-10-bing-")
    assert form(made, scope=Scope(period=parse_period("2024"))).id.startswith("2024-bing-")


def test_a_figure_whose_unit_differs_has_one_column() -> None:
    made = register(
        obligation("1.1", who=("丙镇",), figures=(AskedFigure(name="数", unit="人"),)),
        obligation("1.2", who=("丙镇",), figures=(AskedFigure(name="数", unit="件"),)),
    )  # fmt: skip
    assert [each.head for each in form(made).sheets[0].columns if each.key.startswith("figure:")] == ["数"]


def test_every_head_of_a_sheet_is_its_own() -> None:
    for known in COLUMNS.values():
        heads = [each.head for each in known]
        assert len(set(heads)) == len(heads)
        assert len({each.key for each in known}) == len(known)
    assert replace(form(register(obligation("1.1", who=("丙镇",)))), period=None).period is None
