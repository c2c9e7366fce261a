"""One 文号, one document."""

from datetime import date

from tests.builders.checks import context, found, ids, register, sent

from spt_fazhi.checks.rules import issued_numbers

NUMBER = "示依法办〔2024〕5号"


def test_a_number_used_again() -> None:
    first = sent(number=NUMBER)
    again = sent("2024-07-09-urge-aaaa", number=f" {NUMBER}", recorded=date(2024, 7, 9))
    (problem,) = found(issued_numbers, context(register(issued=(first, again))))
    assert (problem.file, problem.where) == (again.file, ("number",))
    bulletins = tuple(sent(f"2024-07-08-quarter-aaa{end}", name="quarter", title=end, number=NUMBER) for end in "ab")
    assert len(found(issued_numbers, context(register(issued=bulletins)))) == 1


def test_one_letter_to_several_units_and_letters_without_a_number() -> None:
    letters = tuple(sent(f"2024-07-08-urge-aaa{end}", number=NUMBER, title=end) for end in "ab")
    without = tuple(sent(f"2024-07-08-urge-aaa{end}", title=end) for end in "cd")
    assert ids(issued_numbers, context(register(issued=(*letters, *without)))) == []
