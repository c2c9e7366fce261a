"""Calendar files: read back by icalendar, folded by octets, the same bytes again."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from spt_fazhi.errors import FazhiError
from spt_fazhi.render.office.calendar import DueDay, calendar_bytes

MADE = date(2024, 7, 12)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=120)


def due(title="报送矛盾纠纷排查情况（2024年7月）", text="一行，两行；反斜杠\\。", key="2024-6.1-2024-07-dongz"):
    return DueDay(key=key, day=date(2024, 7, 28), title=title, text=text)


def test_what_icalendar_reads_back() -> None:
    data = calendar_bytes("要点：示范东镇", [due()], MADE)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event["uid"] == "2024-6.1-2024-07-dongz@fazhi"
    assert event["dtstart"].dt == date(2024, 7, 28)
    assert event["dtend"].dt == date(2024, 7, 29)
    assert event["summary"] == "报送矛盾纠纷排查情况（2024年7月）"
    assert event["description"] == "一行，两行；反斜杠\\。"
    assert b"DTSTAMP:20240712T000000Z" in data
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data == calendar_bytes("要点：示范东镇", [due()], MADE)


@given(TEXT, TEXT)
def test_lines_are_folded_by_octets_and_read_back(title: str, text: str) -> None:
    data = calendar_bytes("历", [due(title, text)], MADE)
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()  # never inside a character
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert (event["summary"], event["description"]) == (title, text)


def test_letters_that_look_like_an_end_of_line_are_letters() -> None:
    for said in (r"D:\Notes\new", r"\\N", r"甲\;乙\,丙\n", "两行\n分开"):
        data = calendar_bytes(said, [due(said, said)], MADE)
        (event,) = Calendar.from_ical(data).walk("VEVENT")
        assert (event["summary"], event["description"]) == (said, said)


def test_without_the_package_it_says_how_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(FazhiError, match="icalendar") as refused:
        calendar_bytes("历", [], MADE)
    assert "spt-fazhi[office]" in refused.value.hint


@pytest.mark.parametrize(("days", "trigger"), [(0, b"PT9H"), (1, b"-PT15H"), (7, b"-P6DT15H")])
def test_it_reminds_at_nine_so_many_days_before(days: int, trigger: bytes) -> None:
    one = DueDay(key="2024-6.1", day=date(2024, 7, 28), title="报送", text="x", remind=days)
    (alarm,) = Calendar.from_ical(calendar_bytes("历", [one], MADE)).walk("VALARM")
    assert alarm["trigger"].to_ical() == trigger
    assert str(alarm["description"]) == "报送"
    assert not Calendar.from_ical(calendar_bytes("历", [due()], MADE)).walk("VALARM")
