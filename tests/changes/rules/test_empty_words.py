"""Titles and texts that say nothing."""

from __future__ import annotations

import pytest
from tests.builders.checks import evidence, progress, void
from tests.builders.reviews import adding, found, told

from spt_fazhi.changes.rules import empty_words as rule

SOUND = "组织12名干部旁听区法院庭审"
NOTHING = ["已完成", "工作正常", "按要求扎实推进有关工作，全面完成", "！！！", "见附件材料情况", "测试测试测试", "xxxxxxxxxxxx",
           "均已按时完成各项工作任务"]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_stock_phrases(text: str) -> None:
    for record, field in ((evidence(title=text), "title"), (evidence(title=SOUND, detail=text), "detail"),
                          (progress(done=text), "done")):  # fmt: skip
        assert told(rule, adding(record)) == [("ask", "says-nothing", record.file, (field,))]


@pytest.mark.parametrize("text", [SOUND, "完成专题讲法3次", "东镇开展宪法宣传", "推进12个村普法工作"])
def test_texts_that_say_something(text: str) -> None:
    assert told(rule, adding(evidence(title=text, detail=text), progress(done=text))) == []


def test_the_setting() -> None:
    short = evidence(title="讲法课")
    assert [each[1] for each in told(rule, adding(short))] == ["says-nothing"]
    assert told(rule, adding(short, settings={"short_text": 3})) == []
    assert told(rule, adding(evidence(title="已完成"), settings={"short_text": 0})) == []


def test_what_was_there_and_what_has_no_text() -> None:
    assert told(rule, adding(before=(evidence(title="无"),))) == []
    assert [each[1] for each in told(rule, adding(evidence(title=SOUND), void(evidence().id, reason="无")))] == []


@pytest.mark.parametrize("text", ["x" * 5000 + "好", "均已" * 3000 + "好", "已经按照" * 3000 + "好"])
def test_a_text_made_to_be_tried_in_countless_ways(text: str) -> None:
    assert told(rule, adding(evidence(title=SOUND, detail=text))) == []


def test_the_text_is_shown_as_text() -> None:
    assert found(rule, adding(evidence(title="无\n\x1b[31m")))[0].message.startswith("标题“无 [31m”")
