"""A calendar file (.ics) of days on which something is due. Same input, same bytes.

icalendar writes the properties. Texts are escaped here, for it takes the letters \\N in a text for the end of a line
(D:\\Notes); lines are folded here, at most 75 octets each and never inside a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from importlib.util import find_spec
from typing import Any, Final

from spt_fazhi.errors import FazhiError, install_office
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import days_after

_LONGEST: Final = 75
_MORNING: Final = 9
_ESCAPED: Final = re.compile(r"[\\;,]|\r\n|[\r\n]")
_ESCAPES: Final = {"\r\n": r"\n", "\r": r"\n", "\n": r"\n"}


@frozen
class DueDay:
    """One whole day in a calendar. `key` tells it apart for good: the same again is the same entry, moved.

    With `remind` the calendar speaks up so many days before, at nine in the morning.
    """

    key: str
    day: date
    title: str
    text: str
    remind: int | None = None


def is_installed() -> bool:
    """Whether calendars can be written."""
    return find_spec("icalendar") is not None


def calendar_bytes(name: str, days: Iterable[DueDay], made: date) -> bytes:
    """A calendar called `name`, made on a day. Raises FazhiError when icalendar is not installed."""
    try:
        from icalendar import Calendar, Event, vText
    except ImportError:
        raise FazhiError("写日历文件要先安装 icalendar", install_office("icalendar")) from None

    class Said(vText):
        """A text as RFC 5545, 3.3.11 writes it."""

        def to_ical(self) -> bytes:
            """The text escaped."""
            return _ESCAPED.sub(lambda found: _ESCAPES.get(found[0], f"\\{found[0]}"), str(self)).encode()

    calendar = Calendar()
    head = (("prodid", "-//fazhi//ZH"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("x-wr-calname", name))
    for key, said in head:
        calendar.add(key, Said(said))
    for each in days:
        event = Event()
        event.add("uid", Said(f"{each.key}@fazhi"))
        event.add("dtstamp", datetime.combine(made, time(), UTC))
        event.add("dtstart", each.day)
        event.add("dtend", days_after(each.day, 1))
        event.add("summary", Said(each.title))
        event.add("description", Said(each.text))
        event.add("transp", "TRANSPARENT")
        if each.remind is not None:
            event.add_component(_alarm(each.title, each.remind))
        calendar.add_component(event)
    return _folded(calendar.to_ical())


def _alarm(title: str, days: int) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(days=-days, hours=_MORNING))
    return alarm


def _folded(data: bytes) -> bytes:
    """The same lines, each folded anew: a line that goes on begins with a space (RFC 5545, 3.1)."""
    lines = data.replace(b"\r\n ", b"").decode().split("\r\n")
    return b"".join(part + b"\r\n" for line in lines if line for part in _parts(line))


def _parts(line: str) -> Iterable[bytes]:
    part = b""
    for char in line:
        octets = char.encode()
        if len(part) + len(octets) > _LONGEST:
            yield part
            part = b" "
        part += octets
    yield part
