"""The plan against the official document."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.checks import SOURCE, TEXT, context, found, ids, info, register, task

from spt_fazhi.checks.rules import source_text
from spt_fazhi.model.plan import Section
from spt_fazhi.model.problem import Problem


def with_text(text: str, source: str = SOURCE) -> list[Problem]:
    return found(source_text, context(register(tasks=(task(text=text),)), source_text=source))


def test_the_same_words() -> None:
    assert with_text(TEXT) == []


def test_line_breaks_make_no_difference() -> None:
    assert with_text(TEXT.replace("，", "，\n") + "\n") == []
    assert with_text(TEXT, SOURCE.replace("，", "，\r\n  ")) == []


@pytest.mark.parametrize(
    ("text", "here", "there"),
    [
        (TEXT.replace("1次", "2次"), "2次，加强学习。", "1次，加强学习。"),
        (TEXT.replace("，", ","), ",加强学习。", "，加强学习。"),
        (TEXT.replace("组织", "策划"), "策划开展专题讲法不少", "组织开展专题讲法不少"),
    ],
)
def test_the_first_difference_is_shown(text: str, here: str, there: str) -> None:
    (problem,) = with_text(text)
    assert (problem.rule, problem.severity, problem.where) == ("text-differs", "error", ("tasks", 0, "text"))
    assert f"这里是“{here}" in problem.message
    assert f"原文是“{there}" in problem.message
    assert text.find(problem.within) >= 0


def test_the_paragraph_is_found_whatever_its_number() -> None:
    (problem,) = with_text(
        TEXT.replace("1次", "2次"), "别的一段，说别的事情。\n" + SOURCE.replace("1.加强", "（十七）加强")
    )
    assert "原文是“1次" in problem.message


def test_a_text_that_is_nowhere() -> None:
    (problem,) = with_text("这一段话在来源文件里根本没有。")
    assert "找不到对应的段落" in problem.message


def test_a_text_that_was_cut_short() -> None:
    (problem,) = with_text("组织开展专题讲法不少于1次")
    assert (problem.rule, problem.severity) == ("text-cut", "warning")
    assert "，加强学习。" in problem.message


@pytest.mark.parametrize(
    "after",
    [
        "\uff08牵头单位：甲\uff09",
        "〔牵头单位：甲〕",
        "\n责任单位：甲",
        "牵头单位：甲",
        "\t甲\t6月底前",
        "——甲、乙",
        "由甲牵头，乙配合。",
        "",
    ],
)
def test_whatever_may_follow_a_text(after: str) -> None:
    assert with_text(TEXT, f"示例区要点\n一、强化领导\n1.加强学习。{TEXT}{after}\n") == []


def test_titles_must_stand_in_the_document() -> None:
    reg = register(sections=(Section(id="一", title="没有的部分"),), tasks=(task(title="没有的任务"),))
    problems = found(source_text, context(reg))
    assert [each.where for each in problems] == [("sections", 0, "title"), ("tasks", 0, "title")]
    assert {each.rule for each in problems} == {"title-not-in-source"}


def test_a_document_that_is_not_there() -> None:
    assert ids(source_text, context(source_text=None)) == [("source-missing", "error")]


def test_a_document_that_cannot_be_compared() -> None:
    fault = Problem(
        rule="source-unreadable", severity="warning", file="data/source/x.pdf", message="不是文本", hint="另存"
    )
    assert ids(source_text, context(source_text=None, source_problem=fault)) == [("source-unreadable", "warning")]


def test_no_document_named() -> None:
    reg = register(info=info(source=None))
    assert ids(source_text, context(reg, source_text=None)) == [("source-not-named", "notice")]


CLOSING = "区司法局将不定期督察，并及时汇总报告。"
APPENDIX = Section(id="〇", title="附则")


def with_closing(source: str = f"{SOURCE}{CLOSING}\n", **given: Any) -> list[Problem]:
    """A plan with a task 0 in a section of its own, or another that is given."""
    last = task(**({"id": 0, "section": "〇", "title": "附则", "text": CLOSING, "obligations": ()} | given))
    reg = register(sections=(Section(id="一", title="强化领导"), APPENDIX), tasks=(task(), last))
    return found(source_text, context(reg, source_text=source))


def test_what_stands_outside_the_numbers_needs_no_title_in_the_document() -> None:
    assert with_closing() == []


def test_its_text_is_compared_all_the_same() -> None:
    (problem,) = with_closing(text=CLOSING.replace("及时", "随时"))
    assert (problem.rule, problem.where) == ("text-differs", ("tasks", 1, "text"))
    (problem,) = with_closing(text=CLOSING.partition("，")[0])
    assert (problem.rule, problem.where) == ("text-cut", ("tasks", 1, "text"))


def test_a_numbered_task_gets_no_such_freedom() -> None:
    problems = with_closing(f"{SOURCE}2.别的。{CLOSING}\n", id=2)
    assert [(each.rule, each.where) for each in problems] == [
        ("title-not-in-source", ("sections", 1, "title")), ("title-not-in-source", ("tasks", 1, "title")),
    ]  # fmt: skip
