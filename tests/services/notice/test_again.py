"""A letter that was sent can be made again: the same text, unless the register says otherwise now."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.world import attachment, day, issued

from spt_fazhi.cli.session import Session
from spt_fazhi.engine.query import Filter
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import replace
from spt_fazhi.services.notice.again import letter_again
from spt_fazhi.services.notice.find import find_notices
from spt_fazhi.services.notice.make import MadeLetter, NoticeOptions, make_letters

DAY = "2024-07-12"


@pytest.fixture(scope="module")
def session(demo: Path) -> Session:
    return Session.open(str(demo), DAY)


def sent(made: MadeLetter, level: str | None = None) -> Issued:
    lines = (
        (
            each.duty.duty.key.finding or each.duty.duty.key.obligation or each.duty.duty.task,
            name,
            each.duty.duty.period,
        )
        for each in made.notice.owed
        for name in each.names
    )
    return issued(level or made.notice.level, DAY, tuple(lines), to=(made.notice.unit,), as_of=day(DAY)).value


@pytest.fixture(scope="module")
def letters(session: Session) -> tuple[MadeLetter, ...]:
    return make_letters(session, find_notices(session, Filter()), NoticeOptions(format="md"))


def test_it_is_the_same_again(session: Session, letters: tuple[MadeLetter, ...]) -> None:
    assert letters
    for made in letters:
        assert letter_again(session, sent(made)) == made.marked


def test_one_that_went_with_a_form_speaks_of_it_again(session: Session) -> None:
    found = find_notices(session, Filter(units=frozenset({"示范东镇"})))
    (made,) = make_letters(session, found, NoticeOptions(format="md", mail=True))
    assert made.form_file is not None
    kept = replace(sent(made), files=(attachment(made.letter), attachment(made.form_file)))
    assert letter_again(session, kept) == made.marked
    assert letter_again(session, sent(made)) != made.marked


def test_a_day_of_the_answer_that_was_set_is_kept(session: Session) -> None:
    found = find_notices(session, Filter(), reply_by=day("07-31"))
    for made in make_letters(session, found, NoticeOptions(format="md")):
        assert made.values.reply_by == day("07-31")
        assert letter_again(session, replace(sent(made), reply_by=day("07-31"))) == made.marked


def test_it_is_empty_where_the_register_calls_for_no_such_letter(
    session: Session, letters: tuple[MadeLetter, ...]
) -> None:
    urged = next(made for made in letters if made.notice.level == "urge")
    assert letter_again(session, sent(urged, "supervise")) == ""


def test_another_day_makes_another_letter(demo: Path, letters: tuple[MadeLetter, ...]) -> None:
    urged = next(made for made in letters if made.notice.level == "urge")
    earlier = Session.open(str(demo), "2024-07-11")
    assert letter_again(earlier, sent(urged)) not in {"", urged.marked}
