"""Titles, texts, reasons and proof that say nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import (
    attached,
    close,
    decision,
    evidence,
    finding,
    inspection,
    progress,
    rectify,
    register,
    void,
)
from tests.builders.reviews import adding, compare, found, told, visited

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.rules import empty_words as rule
from spt_fazhi.model.entries.decision import Extend, Return, Waive
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry

SOUND = "组织12名干部旁听区法院庭审"
NOTHING = ["已完成", "工作正常", "按要求扎实推进有关工作，全面完成", "！！！", "见附件材料情况", "测试测试测试", "xxxxxxxxxxxx",
           "均已按时完成各项工作任务", "已按要求整改到位", "问题均已完成整改"]  # fmt: skip


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
    assert told(rule, adding(before=(evidence(), void(evidence().id, reason="无")))) == []


REASON = "该镇没有行政执法职能"
PAPER = "示依法办〔2024〕4号"


def deciding(kind: Any, **given: Any) -> tuple[Entry[Any], ReviewContext]:
    more = {Extend: {"due": date(2025, 1, 31)}, Waive: {}, Return: {}}[kind]
    about = {"record": evidence().id} if kind is Return else {"obligation": "1.1", "unit": "区司法局"}
    entry = decision(kind, "2024-06-18-x-aaaa", **{"reason": REASON, **about, **more, **given})
    plan = register(records=(evidence(),))
    return entry, compare(plan, replace(plan, decisions=(entry,)))


@pytest.mark.parametrize("kind", [Extend, Waive, Return])
@pytest.mark.parametrize("text", ["x", "受灾", "按照有关规定要求", "机构调整"])
def test_reasons_of_decisions(kind: Any, text: str) -> None:
    entry, context = deciding(kind, reason=text)
    assert told(rule, context) == [("ask", "reason-short", entry.file, ("reason",))]
    assert told(rule, deciding(kind)[1]) == []


@pytest.mark.parametrize("text", ["x", "口头", "领导同意"])
def test_who_approved(text: str) -> None:
    entry, context = deciding(Waive, approved_by=text)
    assert told(rule, context) == [("ask", "reason-short", entry.file, ("approved_by",))]
    assert told(rule, deciding(Waive, approved_by="3月5日区长办公会")[1]) == []


def test_reasons_of_voids() -> None:
    gone = void(evidence().id, reason="录错")
    assert told(rule, adding(gone, before=(evidence(),))) == [("ask", "reason-short", gone.file, ("reason",))]
    assert told(rule, adding(void(evidence().id, reason="日期写成了上一年的"), before=(evidence(),))) == []
    assert told(rule, adding(gone, before=(evidence(),), settings={"short_text": 0})) == []


@pytest.mark.parametrize(("field", "text"), [("document", "无"), ("document", "见附件材料"), ("link", "x")])
def test_proof_that_is_none(field: str, text: str) -> None:
    record = evidence(title=SOUND, **{field: text})
    assert told(rule, adding(record)) == [("ask", "proof-empty", record.file, (field,))]
    assert told(rule, adding(evidence(title=SOUND, **{field: text}, files=(attached(size=100),)))) == []
    other = {"document": "link", "link": "document"}[field]
    assert told(rule, adding(evidence(title=SOUND, **{field: text, other: "https://example.org/1"}))) == []
    assert told(rule, adding(evidence(title=SOUND, document=PAPER))) == []


@pytest.mark.parametrize(
    ("given", "where", "said"),
    [
        ({"document": "口头请示分管领导同意"}, ("document",), "文号“口头请示分管领导同意”没有年份和编号"),
        ({"link": "http://localhost/2024/1.html"}, ("link",), "只有本机或内网才打得开"),
        ({"files": (attached(size=1),)}, ("files", 0), "附件“签到表.txt”只有 1 字节"),
        ({"files": (attached(size=99),), "link": "https://192.168.1.9/a"}, ("link",), "又没有别的佐证材料"),
    ],
)
def test_proof_that_nobody_can_look_up(given: dict[str, Any], where: tuple[Any, ...], said: str) -> None:
    record = evidence(title=SOUND, **{"document": None, **given})
    assert told(rule, adding(record)) == [("ask", "proof-empty", record.file, where)]
    assert said in found(rule, adding(record))[0].message
    for sound in ({"document": PAPER}, {"link": "https://example.org/1"}, {"files": (attached(size=100),)}):
        if not sound.keys() & given.keys():
            assert told(rule, adding(evidence(title=SOUND, **{"document": None, **given, **sound}))) == []


def test_proof_that_can_be_looked_up() -> None:
    cases: tuple[dict[str, Any], ...] = (
        {"document": PAPER}, {"document": "二〇二四年区长办公会纪要"}, {"link": "https://example.org/1"},
        {"files": (attached(size=100),)}, {"files": (attached(size=1), attached("照片.jpg", size=100))}, {},
    )  # fmt: skip
    for given in cases:
        assert told(rule, adding(evidence(title=SOUND, **{"document": None, **given}))) == []


@pytest.mark.parametrize("text", ["x" * 5000 + "好", "均已" * 3000 + "好", "已经按照" * 3000 + "好"])
def test_a_text_made_to_be_tried_in_countless_ways(text: str) -> None:
    assert told(rule, adding(evidence(title=SOUND, detail=text))) == []


def test_the_text_is_shown_as_text() -> None:
    assert found(rule, adding(evidence(title="无\n\x1b[31m")))[0].message.startswith("标题“无 [31m”")


@pytest.mark.parametrize("text", NOTHING)
def test_rectification_and_findings_that_say_nothing(text: str) -> None:
    report = rectify(title=text, document=PAPER)
    assert told(rule, visited(report)) == [("ask", "says-nothing", report.file, ("title",))]
    visit = inspection("2024-06-10-m3p4", findings=(finding(), finding(2, problem=text)))
    assert told(rule, visited(visit)) == [("ask", "says-nothing", visit.file, ("findings", 1, "problem"))]


def test_proof_of_rectification_and_what_was_seen() -> None:
    unfit = rectify(title="补正5件处罚案卷", document="无")
    assert told(rule, visited(unfit)) == [("ask", "proof-empty", unfit.file, ("document",))]
    brief = close(reason="已核")
    (one,) = found(rule, visited(brief, before=(rectify(),)))
    assert (one.rule, one.spot.where) == ("reason-short", ("reason",))
    assert "在现场看了什么" in one.hint


def test_rectification_findings_and_closings_that_say_something() -> None:
    report = rectify(title="补正5件处罚案卷", document=PAPER)
    visit = inspection("2024-06-10-m3p4", findings=(finding(demand="限期整改"),))
    assert told(rule, visited(report, visit, close())) == []
    assert told(rule, visited(close(reason="抽查10件案卷均已附意见"), before=(report,))) == []
