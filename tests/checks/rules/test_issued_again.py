"""One letter counts once."""

from datetime import date

import pytest
from tests.builders.checks import attached, context, found, register, sent

from spt_fazhi.checks.rules import issued_again
from spt_fazhi.model.entries.issued import IssuedDuty

ALSO = (IssuedDuty(obligation="1.1", unit="区财政局"), IssuedDuty(obligation="1.2", unit="区财政局"))


@pytest.mark.parametrize("given", [{}, {"duties": ALSO}, {"title": "函"}])
def test_the_same_letter_entered_again(given: dict[str, object]) -> None:
    again = sent("2024-07-08-urge-bbbb", **given)
    (problem,) = found(issued_again, context(register(issued=(sent(), again))))
    assert (problem.file, problem.where, problem.severity) == (again.file, ("files",), "error")
    assert "与 2024-07-08-urge-aaaa 重复" in problem.message


@pytest.mark.parametrize(
    "given",
    [
        {"recorded": date(2024, 7, 9)},
        {"number": "示依法办〔2024〕5号"},
        {"to": ("区司法局",)},
        {"files": (attached("催办函.docx", sha256="ab" * 32),)},
        {"name": "supervise"},
        {"duties": ALSO[1:]},
    ],
)
def test_another_letter(given: dict[str, object]) -> None:
    assert found(issued_again, context(register(issued=(sent(), sent("2024-07-08-urge-bbbb", **given))))) == []


def test_two_calls_on_one_day_are_two() -> None:
    calls = tuple(sent(f"2024-07-08-call-aaa{end}", name="call", files=()) for end in "ab")
    assert found(issued_again, context(register(issued=calls))) == []
