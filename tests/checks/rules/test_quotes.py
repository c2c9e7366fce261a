"""Quotes and phrases against the task's text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.builders.checks import TEXT, context, found, ids, obligation, register, task

from spt_fazhi.checks.compare import longest_start
from spt_fazhi.checks.rules import quotes


def one(**given_: object) -> list[tuple[str, str]]:
    return ids(quotes, context(register(tasks=(task(obligations=(obligation(**given_),)),))))


def message(quote: str) -> str:
    plan = (task(obligations=(obligation(quote=quote),)),)
    (problem,) = found(quotes, context(register(tasks=plan)))
    assert problem.where == ("tasks", 0, "obligations", 0, "quote")
    return problem.message


def test_where_a_quote_departs() -> None:
    said = message("组织开展专题讲法不少于2次")
    assert "从第 12 个字起" in said
    assert "引文是“2次”" in said
    assert "正文是“1次" in said


def test_only_width_or_spaces_differ() -> None:
    assert "全角、半角或空格" in message("组织开展专题讲法不少于 1 次,加强学习")


def test_nothing_in_common() -> None:
    assert "在正文里没有" in message("完全另外的话")


def test_a_quote_that_runs_over_the_end() -> None:
    assert "结束" in message(TEXT + "另加")


def test_a_phrase_that_is_not_there_is_a_warning() -> None:
    assert one(phrase="年底前") == [("phrase-not-in-text", "warning")]


def test_a_phrase_that_the_document_has_beside_the_text() -> None:
    plan = register(tasks=(task(obligations=(obligation(phrase="年底前"),)),))
    for beside in (
        f"1\t{TEXT}\t区司法局\t年底前\n",
        f"{TEXT}\n完成时限：年底前\n",
        f"工作任务\t年底前目标\n1\t{TEXT}\n",
    ):
        assert ids(quotes, context(plan, source_text=beside)) == []
    assert ids(quotes, context(plan, source_text=f"{TEXT}\n6月底前\n")) == [("phrase-not-in-text", "warning")]


def test_quote_and_phrase_in_the_text() -> None:
    assert one(phrase="不少于1次") == []


@given(st.text("甲乙丙", max_size=12), st.text("甲乙丙", max_size=30))
def test_longest_start_is_the_longest(piece: str, text: str) -> None:
    length, place = longest_start(piece, text)
    assert text[place : place + length] == piece[:length]
    assert length == len(piece) or piece[: length + 1] not in text
