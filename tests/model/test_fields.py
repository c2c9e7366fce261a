"""How each kind of text is read, and refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.model import fields as s
from spt_fazhi.model.choices import CYCLES

READ = [
    (s.parse_text, " 甲 ", " 甲 "),
    (s.parse_day, "2024-02-29", date(2024, 2, 29)),
    (s.parse_day, "0001-01-01", date(1, 1, 1)),
    (s.parse_number, "1", 1),
    (s.parse_number, "2.0", 2),
    (s.parse_number, "2.5", Decimal("2.5")),
    (s.parse_number, "007", 7),
    (s.parse_whole, "0", 0),
    (s.parse_whole, "999999999999", 999999999999),
    (s.parse_days, "731", 731),
    (s.parse_rate, "100%", Decimal(1)),
    (s.parse_rate, "6.5%", Decimal("0.065")),
    (s.parse_rate, "0.0001%", Decimal("0.000001")),
    (s.parse_task_id, "36", 36),
    (s.parse_task_id, "0", 0),
    (s.parse_year, "2024", 2024),
    (s.parse_obligation_id, "6.10", "6.10"),
    (s.parse_obligation_id, "0.1", "0.1"),
    (s.parse_code, "sfj-2", "sfj-2"),
    (s.parse_period_text, "2024Q2", "2024Q2"),
    (s.parse_sha256, "0" * 64, "0" * 64),
    (s.parse_record_id, "sfj/2024-06-12-6.1-k7q2", "sfj/2024-06-12-6.1-k7q2"),
    (s.parse_form_id, "2024Q2-sfj-k7q2", "2024Q2-sfj-k7q2"),
    (s.parse_form_id, "2024-06-20-sfj-k7q2", "2024-06-20-sfj-k7q2"),
    (s.parse_file_name, "庭审 旁听.jpg", "庭审 旁听.jpg"),
    (s.parse_source_path, "source/要点.txt", "source/要点.txt"),
    (s.parse_owner, "@sfj-lian", "@sfj-lian"),
    (s.parse_owner, "@org/team_1", "@org/team_1"),
    (s.parse_owner, "@@developer", "@@developer"),
    (s.parse_owner, "zhang.san+fz@example.gov.cn", "zhang.san+fz@example.gov.cn"),
    (s.parse_flag, "true", True),
    (s.parse_flag, "false", False),
    (s.parse_yes, "yes", True),
    (s.parse_yes, "no", False),
    (s.parse_yes, "true", True),
]
REFUSED = [
    (s.parse_text, ["", " \n", "\u3000"]),
    (s.parse_day, ["2024-02-30", "2023-02-29", "2024-6-1", "2024/06/01", "20240601", "2024-W01-1", "2024-06-01 ", "0000-01-01",
                   "２０２４-06-01", "2024-06-31", "2024-00-10", "2024-+6-01", ""]),
    (s.parse_number, ["0", "0.0", "-1", "1e3", "1,000", "1.", ".5", "1.23456", "1次", "１", "", "inf", "nan", "1_0", "1" * 13]),
    (s.parse_whole, ["-1", "1.0", "", "１", "²", "1 ", "1" * 13]),
    (s.parse_days, ["732", "999999999999", "-1", "1.5"]),
    (s.parse_rate, ["0%", "100.1%", "101%", "1", "100", "-5%", "100％", "1e1%", "%", "5 %"]),
    (s.parse_task_id, ["-1", "10000", "六", "1.0", ""]),
    (s.parse_year, ["24", "0999", "3000", "２０２４", "2024.0"]),
    (s.parse_obligation_id, ["6", "6.0", "0.0", "00.1", "6.01", "6.1.1", "6。1", "06.1", "6.1\n", "6.1000"]),
    (s.parse_code, ["", "Sfj", "1a", "a_b", "a.", "-a", "a-", "司法局", "con", "nul", "com1", "a" * 25, "a/b", "a\n"]),
    (s.parse_period_text, ["2024Q5", "2024-13", ""]),
    (s.parse_sha256, ["0" * 63, "0" * 65, "G" * 64, "A" * 64]),
    (s.parse_form_id, ["", "sfj", "2024Q2-sfj", "2024Q5-sfj-k7q2", "2024Q2-sfj-k7q1", "2024Q2-../sfj-k7q2"]),
    (s.parse_record_id, ["", "sfj", "../x", "sfj/../../etc/passwd", "sfj/2024-06-12-6.1-k7q1", "sfj/2024-06-12-6.1-k7q2.yaml",
                         "sfj/2024-06-12-6.1-k7q2\n", "司法局/2024-06-12-6.1-k7q2"]),
    (s.parse_file_name, ["", ".", "..", "a/b", "a\\b", "a:b", "a*", "a?", 'a"', "<a", "a|b", " a", "a ", "a.", ".a\x00", "con",
                         "CON.txt", "nul.tar.gz", "a\u202eb", "a\nb", "a\u200bb", "\ud800", "长" * 67]),
    (s.parse_source_path, ["", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a\\b", "C:/x", "a/", "a\x00b", "a\u202eb", "\ud800"]),
    (s.parse_owner, ["", "sfj", "@", "@/team", "@org/", "@-a", "@司法局", "@a b", "@a\n", "@a @b", "a@", "a@b", "@a#b",
                     "a@b..cn", "@" + "a" * 200]),
    (s.parse_flag, ["True", "yes", "1", "", "是"]),
    (s.parse_yes, ["Yes", "y", "1", "", "是"]),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "text", "value"), READ)
def test_sound_text_is_read(parse, text, value):
    found = parse(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("parse", "text"), [(parse, text) for parse, texts in REFUSED for text in texts])
def test_anything_else_is_refused_with_a_chinese_sentence(parse, text):
    with pytest.raises(ValueError) as caught:
        parse(text)
    assert any("\u4e00" <= each <= "\u9fff" for each in str(caught.value))


PARSERS = [parse for parse, _ in REFUSED] + [s.one_of(a="甲", b="乙"), s.optional(s.parse_day)]


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("raw", [["a"], {"a": "b"}, [], {}])
def test_lists_and_maps_are_no_scalars(parse, raw):
    with pytest.raises(ValueError, match="这里应写一个值"):
        parse(raw)


@given(st.sampled_from(PARSERS), st.text())
def test_no_text_raises_anything_but_value_error(parse, text):
    try:
        parse(text)
    except ValueError:
        return


@given(st.dates())
def test_every_day_reads_back(day):
    assert s.parse_day(str(day)) == day


@given(st.text(alphabet="0123456789-QHW+ T:.", min_size=8, max_size=12))
def test_a_day_is_ten_digits_and_dashes_or_nothing(text):
    try:
        day = s.parse_day(text)
    except ValueError:
        return
    assert str(day) == text


@given(st.decimals(min_value="0.0001", max_value="999999999999", places=4))
def test_every_number_reads_back_exactly(number):
    assert s.parse_number(f"{number:f}") == number


def test_optional_takes_nothing_for_not_given():
    parse = s.optional(s.parse_day)
    assert parse("") is None
    assert parse("2024-06-01") == date(2024, 6, 1)


def test_a_word_out_of_the_list_is_told_the_list():
    with pytest.raises(ValueError, match=r"month（每月）、quarter（每季度）、half（每半年）"):
        s.one_of(**CYCLES)("weekly")
