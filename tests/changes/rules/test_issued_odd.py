"""A document without its number, a report nobody can make again, a file that holds nothing."""

from tests.builders.checks import attached, register, sent
from tests.builders.reviews import compare, told

from spt_fazhi.changes.rules import issued_odd as rule

COMMIT = "ab" * 20


def rules(*issued: object) -> list[str]:
    return [each for _, each, _, _ in told(rule, compare(register(), register(issued=issued)))]


def test_odd_ones() -> None:
    big = (attached("函.docx", size=9000),)
    assert rules(sent(files=big)) == ["issued-unnumbered"]
    assert rules(sent("2024-07-08-quarter-aaaa", name="quarter", number="5号", files=big)) == ["issued-unmade"]
    assert rules(sent(number="5号")) == ["issued-empty"]


def test_sound_ones_and_what_was_there_before() -> None:
    big = (attached("函.docx", size=9000),)
    sound = sent("2024-07-08-quarter-aaaa", name="quarter", number="5号", files=big, commit=COMMIT)
    assert rules(sent(number="6号", files=big), sound, sent("2024-07-08-call-aaaa", name="call", files=())) == []
    old = register(issued=(sent(),))
    assert told(rule, compare(old, old)) == []
