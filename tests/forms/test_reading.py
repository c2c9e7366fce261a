"""Forms read again, however they were moved about: the same answers, or a fault, never a guess."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.form_tables import (
    FORM,
    HEAD,
    hidden,
    read,
    row_of,
    sheet_of,
    table,
)
from tests.builders.world import day, obligation, register

from spt_fazhi.engine.directory import Directory
from spt_fazhi.forms.answers import AnswerReader
from spt_fazhi.forms.columns import SHEETS
from spt_fazhi.forms.form import row_key
from spt_fazhi.forms.heads import found_sheets
from spt_fazhi.forms.hidden import FormHead, HeadFault, head_of, hidden_sheet
from spt_fazhi.forms.reading import FormReader, Reading
from spt_fazhi.model.frozen import replace
from spt_fazhi.text.cells import Sheet


def said(reading: Reading) -> list[tuple[str, ...]]:
    """What every answer says, whatever its place."""
    reader = AnswerReader(2024, day("06-20"))
    found = []
    for each in reading.answers:
        told = reader.evidence(each) if each.obligation else reader.progress(each)
        found.append((each.key.text, each.unit.name, repr(told[0]), *(fault.message for fault in told[1])))
    return sorted(found)


EVIDENCE = [key for key in FORM.keys if "." in key.subject]
PROGRESS = [key for key in FORM.keys if "." not in key.subject]
CELLS = st.fixed_dictionaries(
    {"date": st.sampled_from(["6月1日", "2024-05-02", "2.3", "昨天", "", "45400"]), "what": st.sampled_from(["讲法", "开会", ""])},
    optional={"amount": st.sampled_from(["2次", "３", "几次"]), "document": st.just("文1"), "figure:人数": st.sampled_from(["36人", "0"])},
)  # fmt: skip
WORDS = st.fixed_dictionaries(
    {"done": st.sampled_from(["做了", ""])},
    optional={"problems": st.just("少"), "publish": st.sampled_from(["是", "随便"])},
)


@settings(max_examples=60)
@given(
    typed=st.dictionaries(st.sampled_from(EVIDENCE), CELLS),
    words=st.dictionaries(st.sampled_from(PROGRESS), WORDS),
    seed=st.randoms(use_true_random=False),
    above=st.integers(0, 3),
)
def test_rows_and_columns_in_any_order_say_the_same(typed, words, seed: random.Random, above: int) -> None:
    plain = (("evidence", table(FORM, "evidence", typed)), ("progress", table(FORM, "progress", words)))
    moved = []
    for name, rows in plain:
        heads, *below = [list(row) for row in rows]
        seed.shuffle(below)
        below.insert(seed.randrange(len(below) + 1), [""] * len(heads))
        whole = [*[["请抓紧填", *[""] * (len(heads) - 1)]] * above, heads, *below]
        order = list(range(len(heads) + 1))
        seed.shuffle(order)
        wide = [["备注" if row is heads else "x", *row] for row in whole]
        moved.append(sheet_of(f"{name}页", [[row[at] for at in order] for row in wide]))
    seed.shuffle(moved)
    first = read(*(sheet_of(SHEETS[name], rows) for name, rows in plain))  # type: ignore[index]
    then = read(*moved)
    assert said(first) == said(then)
    assert sorted(each.message for each in first.faults) == sorted(each.message for each in then.faults) == []


@given(typed=st.dictionaries(st.sampled_from(EVIDENCE), CELLS))
def test_without_keys_the_words_tell_what_a_row_is_about(typed) -> None:
    rows = table(FORM, "evidence", typed)
    at = rows[0].index("编号（勿改）")
    with_keys, bare = read(sheet_of("佐证", rows)), [[*row[:at], "", *row[at + 1 :]] for row in rows]
    without = read(sheet_of("佐证", bare))
    assert without.faults == ()
    about = sorted((each.key.subject, each.key.code) for each in with_keys.answers)
    assert sorted((each.key.subject, each.key.code) for each in without.answers) == about
    assert all(each.key.slot == 0 for each in without.answers)


def test_a_unit_that_acts_through_the_desk_has_its_own_rows() -> None:
    assert {key.code for key in FORM.keys} == {"jia", "fu"}
    (own,) = (key for key in EVIDENCE if key.code == "fu" and key.slot == 1)
    (answer,) = read(sheet_of("佐证", table(FORM, "evidence", {own: {"date": "6月1日", "what": "讲法"}}))).answers
    assert (answer.unit.name, answer.key) == ("庚府", own)


def test_the_period_of_a_row_without_a_key_is_told_by_its_day() -> None:
    rows = table(FORM, "evidence", {})
    heads = rows[0]
    key = next(each for each in EVIDENCE if each.subject == "1.3" and each.period == "2024Q1")
    for when, period in (("3月5日", "2024Q1"), ("5月5日", "2024Q2"), ("2025-01-05", "")):
        row = ["" for _ in heads]
        row[heads.index("事项")], row[heads.index("日期")], row[heads.index("做了什么")] = "1.3", when, "x"
        (answer,) = read(sheet_of("佐证", [*rows, row])).answers
        assert {"2024Q1", "2024Q2"} <= set(answer.periods)
        found, faults = AnswerReader(2024, day("2025-02-20")).evidence(answer)
        assert (found.period if found else "") == period
        assert bool(faults) == (not period)
    assert key in FORM.keys


def test_what_a_row_without_a_key_may_not_be_about() -> None:
    rows = table(FORM, "evidence", {})
    heads = rows[0]
    for number, name, message in (
        ("", "甲局", "看不出这一行报的是哪一项"), ("9.9", "甲局", "没有向“甲局”问过 9.9"), ("1.1", "丙镇", "没有向“丙镇”问过 1.1"), ("1.1", "无此局", "单位名单里没有“无此局”"),
    ):  # fmt: skip
        row = ["" for _ in heads]
        row[heads.index("事项")], row[heads.index("责任单位")], row[heads.index("做了什么")] = number, name, "x"
        (fault,) = read(sheet_of("佐证", [*rows, row])).faults
        assert message in fault.message
        assert fault.hint


def test_heads_that_occur_twice() -> None:
    rows = [[*row, row[-1]] for row in table(FORM, "evidence", {EVIDENCE[0]: {"date": "6月1日", "what": "x"}})]
    assert read(sheet_of("佐证", rows)).faults == ()  # the copy of an empty column is nothing
    at = rows[0].index("做了什么")
    twice = [[*row, row[at]] for row in rows]
    (fault,) = read(sheet_of("佐证", twice)).faults
    assert fault.message == "有不止一列叫“做了什么”"


def test_the_hidden_part() -> None:
    assert isinstance(HEAD, FormHead)
    assert (HEAD.id, HEAD.keys, HEAD.code) == (FORM.id, FORM.keys, "jia")
    assert hidden_sheet([sheet_of("说明", [["甲局"]]), hidden(FORM)._replace(name="改过名")]) is not None
    assert hidden_sheet([sheet_of("说明", [["form", "x"]])]) is None
    for changed in (
        {"form": "2024-06-20-jia-aaaa"},
        {"year": "二〇二四"},
        {"day": "x"},
        {"code": "yi"},
        {"register": "别的"},
        {"version": ""},
    ):
        assert isinstance(head_of(hidden(FORM, **changed)), HeadFault)


@given(st.text(max_size=20))
def test_no_text_is_taken_for_a_key_that_is_none(text: str) -> None:
    found = row_key(text)
    assert found is None or row_key(found.text) == found


def test_progress_without_a_key_says_its_period() -> None:
    rows = table(FORM, "progress", {})
    asked_for = [each.period for each in PROGRESS if each.code == "jia"]
    only = f"1/jia/{asked_for[0]}/0"
    for period, key in (
        ("", only if len(asked_for) == 1 else ""),
        (asked_for[0], only),
        ("2024Q4", ""),
        ("不知道", ""),
    ):
        found = read(sheet_of("进展", [*rows, row_of(rows, 任务="1", 期间=period, 做法和成效="做了")]))
        assert [each.key.text for each in found.answers] == ([key] if key else [])
        assert [each.message for each in found.faults] == ([] if key else ["看不出是哪一期的，或不是这张表问的"])


def test_a_row_without_a_unit_is_of_the_only_one_that_was_asked() -> None:
    only = FORM.keys
    assert isinstance(HEAD, FormHead)
    head = replace(HEAD, keys=tuple(key for key in only if not (key.subject == "1.2" and key.code == "jia")))
    rows = table(FORM, "evidence", {})
    (answer,) = read(sheet_of("佐证", [*rows, row_of(rows, 事项="1.2", 做了什么="x")]), head=head).answers
    assert answer.unit.name == "庚府"


def test_nobody_knows_which_form_it_is() -> None:
    rows = table(FORM, "evidence", {EVIDENCE[0]: {"date": "6月1日", "what": "x"}})
    bare = [
        ["" if head == "编号（勿改）" else cell for head, cell in zip(rows[0], row, strict=True)] for row in rows[1:]
    ]
    found = read(sheet_of("佐证", [rows[0], *bare]), head=None)
    assert [each.key.text for each in found.answers] == [EVIDENCE[0]._replace(period="", slot=0).text]
    words = table(FORM, "progress", {})
    for period, number in (("一季度", 1), ("", 0)):
        found = read(sheet_of("进展", [words[0], row_of(words, 任务="1", 期间=period, 做法和成效="做了")]), head=None)
        assert len(found.answers) == number


def test_a_number_that_may_have_lost_its_zero_is_no_number_of_an_obligation() -> None:
    made = register(*(obligation(f"1.{number}", who=("甲局",)) for number in range(1, 11)))
    rows = [["事项", "日期", "做了什么"], ["1.1", "6月1日", "x"]]
    sheet = sheet_of("佐证", rows)
    number = Sheet(name="佐证", rows=(sheet.rows[0], (sheet.rows[1][0]._replace(is_number=True), *sheet.rows[1][1:])))
    unit = next(unit for unit in made.units if unit.name == "甲局")
    for found, faults in ((sheet, 0), (number, 1)):
        reading = FormReader(made, Directory(made.units, made.groups), unit, None).read(found_sheets([found], ()))
        assert (len(reading.answers), len(reading.faults)) == (1 - faults, faults)
