"""What was sent or said once counts once."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.builders.checks import attached, context, evidence, found, info, register, sent

from spt_fazhi.checks.admission import admission
from spt_fazhi.checks.rules import issued_again
from spt_fazhi.model.entries.issued import IssuedDuty, PrintedFigure

ALSO = (IssuedDuty(obligation="1.1", unit="区财政局"), IssuedDuty(obligation="1.2", unit="区财政局"))
OTHER_FILE = (attached("催办函.docx", sha256="ab" * 32),)
MADE = (PrintedFigure("total", "1"),)
REPORT: dict[str, Any] = {
    "name": "quarter", "to": ("各镇", "各部门"), "duties": (), "period": "2024Q2", "as_of": date(2024, 7, 5),
}  # fmt: skip
CALL: dict[str, Any] = {"name": "call", "files": (), "duties": ALSO}


def again(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """The ids of the entries that are reported, of two; `second` is what the other says otherwise."""
    name = first.get("name", "urge")
    entries = (sent(f"2024-07-08-{name}-aaaa", **first), sent(f"2024-07-08-{name}-bbbb", **first | second))
    problems = found(issued_again, context(register(issued=entries)))
    assert all("2024-07-08" in each.message and each.severity == "error" for each in problems)
    return [each.file[-9:-5] for each in problems]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"duties": ALSO},
        {"title": "函"},
        {"number": "示依法办〔2024〕5号"},
        {"name": "supervise"},
        {"recorded": date(2024, 7, 9)},
        {"recorded": date(2024, 9, 9), "duties": ALSO[1:]},
        {"duties": ALSO[1:]},
        {"files": (attached("附件.docx", sha256="cd" * 32), attached("换了名.docx"))},
    ],
)
def test_the_same_letter_entered_again(given: dict[str, Any]) -> None:
    assert again({}, given) == ["bbbb"]


@pytest.mark.parametrize(
    "given",
    [
        {"recorded": date(2024, 7, 9), "files": (*OTHER_FILE, attached("附件.docx"))},
        {"to": ("区司法局",)},
        {"files": OTHER_FILE},
        {"files": ()},
    ],
)
def test_another_letter(given: dict[str, Any]) -> None:
    assert again({}, given) == []


def test_two_numbers_are_two_letters_and_a_number_that_was_forgotten_is_none() -> None:
    five, six = ({"number": f"示依法办〔2024〕{number}号"} for number in (5, 6))
    assert again(five, six) == []
    assert again(five, {"number": "示依法办 〔2024〕5号"}) == ["bbbb"]
    assert again(five, {"number": None}) == ["bbbb"]


def test_a_letter_that_was_made_here_is_known_without_its_file() -> None:
    """Made again as text, or after the first was entered, which it then mentions."""
    assert again({"figures": MADE}, {"files": OTHER_FILE}) == ["bbbb"]
    assert again({"figures": MADE}, {"files": OTHER_FILE, "name": "supervise"}) == []


@pytest.mark.parametrize(
    "given", [{}, {"recorded": date(2024, 7, 12)}, {"number": "示依法办〔2024〕6号"}, {"to": ("东镇",)}]
)
def test_the_same_report_entered_again(given: dict[str, Any]) -> None:
    assert again(REPORT, given) == ["bbbb"]


@pytest.mark.parametrize(
    "given",
    [
        {"name": "half"},
        {"period": "2024Q1"},
        {"as_of": date(2024, 7, 4)},
        {"files": OTHER_FILE},
        {"to": ("区委",)},
    ],
)
def test_another_report_or_to_others(given: dict[str, Any]) -> None:
    assert again(REPORT, given) == []


@pytest.mark.parametrize("given", [{}, {"duties": ALSO[:1]}, {"reply_by": date(2024, 7, 20)}])
def test_the_same_call_entered_again(given: dict[str, Any]) -> None:
    assert again(CALL, given) == ["bbbb"]


@pytest.mark.parametrize(
    "given",
    [
        {"answer": "本周报"},
        {"name": "visit"},
        {"to": ("区司法局",)},
        {"recorded": date(2024, 7, 9)},
        {"duties": (IssuedDuty(obligation="1.3", unit="区财政局"),)},
    ],
)
def test_another_call(given: dict[str, Any]) -> None:
    assert again(CALL, given) == []


@pytest.mark.parametrize("given", [{}, REPORT])
def test_one_that_holds_a_file_twice_is_no_repetition_of_itself(given: dict[str, Any]) -> None:
    twice = sent("2024-07-08-quarter-aaaa", **given | {"files": (attached("甲.docx"), attached("乙.docx"))})
    assert found(issued_again, context(register(issued=(twice,)))) == []


def test_what_is_looked_at_of_one_does_not_grow_with_the_square_of_its_size() -> None:
    looked_at = 0

    class Counted(tuple[IssuedDuty, ...]):
        def __iter__(self) -> Iterator[IssuedDuty]:
            nonlocal looked_at
            for each in super().__iter__():
                looked_at += 1
                yield each

    duties = Counted(IssuedDuty(obligation=f"1.{number}", unit="区财政局") for number in range(1, 4000))
    names = tuple(f"单位{number}" for number in range(4000))
    entry = sent(duties=duties, to=names)
    assert found(issued_again, context(register(issued=(entry,)))) == []
    assert looked_at <= 2 * len(duties)


def test_what_is_entered_late_is_told_of_the_one_that_is_there() -> None:
    """It has the earlier day, and is still the repetition: the other one stands in the register."""
    there = sent("2024-07-08-quarter-aaaa", **REPORT)
    late = sent("2024-07-06-quarter-bbbb", **REPORT | {"recorded": date(2024, 7, 6)})
    found = admission(register(info=info(), issued=(there,)), [late], date(2024, 7, 15))
    assert [there.id in each.message for each in found.own[0] if each.rule == "issued-again"] == [True]
    assert found.elsewhere == ()
    assert admission(register(issued=(there,)), [evidence()], date(2024, 7, 15)).elsewhere == ()


def test_a_number_that_is_taken_is_told_of_the_one_that_has_it() -> None:
    """Also where the new one would stand before it by its day or its id."""
    five = "示依法办〔2024〕5号"
    there = sent("2024-07-08-urge-bbbb", number=five)
    for late in (
        sent("2024-07-08-supervise-aaaa", name="supervise", number=five, files=OTHER_FILE),
        sent("2024-07-06-urge-aaaa", recorded=date(2024, 7, 6), number=five, files=OTHER_FILE),
    ):
        found = admission(register(info=info(), issued=(there,)), [late], date(2024, 7, 15))
        assert [each.message for each in found.own[0] if each.rule == "issued-number"] == [
            f"文号 {five} 已用在 {there.id} 上"
        ]
        assert found.elsewhere == ()


def test_two_findings_are_two_things() -> None:
    findings = [(IssuedDuty(inspection="2024-05-24-k7q2", finding=number, unit="区财政局"),) for number in (1, 2)]
    assert again({**CALL, "duties": findings[0]}, {"duties": findings[1]}) == []
    assert again({**CALL, "duties": findings[0]}, {}) == ["bbbb"]
