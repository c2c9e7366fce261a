"""Numbers and days no obligation quotes."""

from __future__ import annotations

from tests.builders.checks import context, found, ids, obligation, register, task

from spt_fazhi.checks.rules import coverage

TEXT = "6月底前完成清理，开展督察至少2次，办结率达到100%，督察至少2次。"


def uncovered(*quotes: str, phrase: str | None = None) -> list[str]:
    owed = tuple(obligation(id=f"1.{n}", quote=quote, phrase=phrase) for n, quote in enumerate(quotes, 1))
    problems = found(coverage, context(register(tasks=(task(text=TEXT, obligations=owed),))))
    assert all(each.severity == "notice" for each in problems)
    return [each.message.split("“")[1].split("”")[0] for each in problems]


def test_nothing_quoted() -> None:
    assert uncovered() == ["6月底前", "至少2次", "达到100%", "至少2次"]


def test_a_quote_covers_what_it_holds_and_no_other_place() -> None:
    assert uncovered("开展督察至少2次") == ["6月底前", "达到100%", "至少2次"]
    assert uncovered("督察至少2次") == ["6月底前", "达到100%"]


def test_half_a_phrase_is_not_covered() -> None:
    assert "至少2次" in uncovered("开展督察至少2")


def test_the_phrase_of_an_obligation_covers_the_day() -> None:
    assert uncovered("完成清理", phrase="6月底前") == ["至少2次", "达到100%", "至少2次"]


def test_all_quoted() -> None:
    assert uncovered(TEXT) == []


def test_a_text_without_figures() -> None:
    plan = (task(text="进一步加强学习，三个小组一体推进，热线12345。", obligations=()),)
    assert ids(coverage, context(register(tasks=plan))) == []


def test_what_is_left_of_a_task_that_was_carried_over() -> None:
    left = (obligation(id="1.1", quote="开展督察至少2次"),)
    assert ids(coverage, context(register(tasks=(task(text=TEXT, obligations=left, carried_from=2023),)))) == []
