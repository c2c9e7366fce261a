"""Words are found wherever they stand, and nothing is found where they do not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.world import evidence, extend, issued, obligation, progress, register, return_, void, waive

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import Task
from spt_fazhi.text.normalise import flat, normalise
from spt_fazhi.views.search import Hit, search, search_json

DAY = date(2024, 7, 10)


def reworded(entry, **fields):
    return replace(entry, value=replace(entry.value, **fields))


TASKS = (
    Task(id=1, section="一", title="开展法治督察", text="组织实地 督察，\n通报Ａbc问题。", lead=("甲局",),
         obligations=(replace(obligation("1.1"), title="两次督察", quote="组织实地 督察"), obligation("1.2"))),
    Task(id=2, section="一", title="学法", text="述法述职。", lead=("乙局",), obligations=(replace(obligation("2.1"), quote="述法"),)),
)  # fmt: skip
FILE = Attachment(name="现场签到.jpg", sha256="0" * 64, size=1)
FIRST = reworded(evidence("05-01"), title="第一次督察", detail="督察发现问题三个，电话13800001234备查。", files=(FILE,))
SECOND = reworded(
    evidence("06-01", number=1), title="走访", document="示法〔2024〕9号", link="https://example.invalid/a"
)
ACCOUNT = reworded(progress("06-20", number=2), done="做了不少。", problems="人手不足", next="继续走访")
GONE = void(SECOND.id, number=3)
DECISIONS = (return_(FIRST.id, number=4), extend("12-31", "06-02", number=5), waive(number=6))
WORLD = assess(
    register(
        tasks=TASKS, records=sorted((FIRST, SECOND, ACCOUNT, GONE), key=lambda each: each.id), decisions=DECISIONS
    ),
    DAY,
)


def found(words: str) -> list[tuple[str, str, str]]:
    return [(hit.kind, hit.id, hit.field) for hit in search(WORLD, words)]


def test_titles_quotes_texts_and_records_in_their_order() -> None:
    assert found("督察") == [
        ("task", "1", "title"), ("obligation", "1.1", "title"), ("record", FIRST.id, "title"),
    ]  # fmt: skip
    assert found("实地督察") == [("task", "1", "text"), ("obligation", "1.1", "quote")]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("发现问题", [("record", FIRST.id, "detail")]),
        ("签到", [("record", FIRST.id, "files")]),
        ("〔2024〕9号", [("record", SECOND.id, "document")]),
        ("example.invalid", [("record", SECOND.id, "link")]),
        ("做了", [("record", ACCOUNT.id, "done")]),
        ("人手", [("record", ACCOUNT.id, "problems")]),
        ("述法", [("task", "2", "text"), ("obligation", "2.1", "quote")]),
        ("述法 学法", [("task", "2", "text")]),
        ("ａＢＣ", [("task", "1", "text")]),
        ("2024-05-01-1.1", [("record", FIRST.id, "id")]),
        ("没有的字", []),
        ("督察 没有的字", []),
        ("", []),
        (" \u3000", []),
    ],
)
def test_words(words: str, wanted: list[tuple[str, str, str]]) -> None:
    assert found(words) == wanted


def test_records_come_newest_first_and_tell_what_no_longer_counts() -> None:
    hits = search(WORLD, "走访")
    assert [hit.id for hit in hits] == [ACCOUNT.id, SECOND.id]
    assert hits[1].line is not None
    assert hits[1].line.withdrawn == GONE.id


def test_the_reasons_of_decisions() -> None:
    world = assess(
        replace(WORLD.register, decisions=(reworded(DECISIONS[1], reason="连日暴雨", approved_by="会议纪要3号"),)), DAY
    )
    assert [(hit.kind, hit.field) for hit in search(world, "暴雨")] == [("decision", "reason")]
    assert [(hit.kind, hit.field) for hit in search(world, "纪要 暴雨")] == [("decision", "approved_by")]
    assert [(hit.kind, hit.field) for hit in search(world, "会议纪要")] == [("decision", "approved_by")]


def test_an_excerpt_shows_the_words_and_cuts_no_number_in_two() -> None:
    text = "前" * 30 + "述 法" + "后" * 10 + "13800001234" + "后" * 30
    world = assess(register(tasks=(replace(TASKS[1], title="x", text=text),)), DAY)
    (hit,) = [each for each in search(world, "述法") if each.kind == "task"]
    assert hit.excerpt == "…" + "前" * 18 + "述 法" + "后" * 10 + "13800001234…"


def test_the_document() -> None:
    hits = search(WORLD, "督察")
    document = search_json(WORLD, "督察", hits, None)
    assert list(document) == ["register", "as_of", "revision", "in_use", "query", "hits"]
    assert document["hits"][0] == {
        "kind": "task", "id": "1", "title": "开展法治督察", "task": 1, "obligation": None, "field": "title",
        "excerpt": "开展法治督察", "unit": None, "day": None, "about": None, "file": None, "withdrawn_by": None,
    }  # fmt: skip
    assert document["hits"][2]["about"] == "1.1"
    assert document["hits"][2]["withdrawn_by"] == DECISIONS[0].id
    assert len(document["hits"]) == len(hits)


@given(st.text(max_size=30), st.data())
def test_any_stretch_of_a_text_finds_it_and_is_in_the_excerpt(text: str, data: st.DataObject) -> None:
    assert normalise(text).text.lower() == flat(text) or len(normalise(text).text.lower()) != len(flat(text))
    plain = flat(text)
    if not plain:
        return
    start = data.draw(st.integers(0, len(plain) - 1))
    word = plain[start : data.draw(st.integers(start + 1, len(plain)))]
    world = assess(register(tasks=(replace(TASKS[1], title="x", text=text or "x", obligations=()),)), DAY)
    hits: list[Hit] = [each for each in search(world, word) if each.field == "text"]
    if not word.isspace() and len(word.split()) == 1:
        assert len(hits) == 1 or "x" in word


def test_what_was_issued_is_found_by_its_number_and_its_answer() -> None:
    sent = [
        issued("urge", "06-05", number=1),
        issued("call", "06-20", answer="月底前办好", number=2),
    ]
    numbered = reworded(sent[0], number="示法函〔2024〕3号", title="催办函")
    made = assess(register(tasks=TASKS, sent=(numbered, sent[1])), DAY)
    assert [(hit.kind, hit.id, hit.field) for hit in search(made, "函〔2024〕3号")] == [
        ("issued", numbered.id, "number")
    ]
    assert [(hit.kind, hit.id, hit.field) for hit in search(made, "月底前")] == [("issued", sent[1].id, "answer")]
    assert search(made, "无此事") == ()
