"""A unit renamed, a unit that joins."""

from __future__ import annotations

from datetime import date

from tests.builders.checks import UNITS, register, unit
from tests.builders.reviews import compare, found, told

from spt_fazhi.changes.rules import unit_changes as rule

JULY = date(2024, 7, 1)


def test_renamed() -> None:
    renamed = (UNITS[0], unit("区财政金融局", "czj", aliases=("区财政局",)), UNITS[2])
    (one,) = found(rule, compare(register(), register(units=renamed)))
    assert (one.level, one.rule, one.spot.where) == ("ask", "unit-renamed", ("units", 1, "name"))
    assert one.message == "单位改名 区财政局→区财政金融局（代码 czj）"
    assert "aliases" not in one.hint


def test_renamed_and_its_old_name_forgotten() -> None:
    renamed = (UNITS[0], unit("区财政金融局", "czj"), UNITS[2])
    (one,) = found(rule, compare(register(), register(units=renamed)))
    assert one.message.endswith("（代码 czj），旧名没有写进别名")
    assert "aliases" in one.hint


def test_another_code_is_another_unit() -> None:
    other = (UNITS[0], unit("区财政局", "cz"), UNITS[2])
    assert told(rule, compare(register(), register(units=other))) == []
    more = (UNITS[0], unit("区财政局", "czj", aliases=("财政局",)), UNITS[2])
    assert told(rule, compare(register(), register(units=more))) == []


def test_joined_during_the_year() -> None:
    joined = (*UNITS, unit("区医保局", "ybj", from_=JULY))
    (one,) = found(rule, compare(register(), register(units=joined)))
    assert (one.level, one.rule, one.spot.where) == ("ask", "unit-joined", ("units", 3))
    assert one.message == "新增单位“区医保局”，从 2024-07-01 起"
    assert told(rule, compare(register(), register(units=(*UNITS, unit("区医保局", "ybj"))))) == []
