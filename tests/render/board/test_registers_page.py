"""The page about many registers: safe whatever registers say, whole, and the same for the same answers."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from tests.builders.rollups import nobody, rollup, three

from spt_fazhi.render.board.registers import rollup_html
from spt_fazhi.views.rollup.answers import WorstAnswer

HOSTILE = (
    "</style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;<!--\u2028\u202e\u0000]]>{{ 7*7 }}</title>"
)


class Tags(HTMLParser):
    """Every start tag with its attributes, the text of the style, and all other text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.style = self.text = ""
        self._in = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in = tag

    def handle_data(self, data):
        if self._in == "style":
            self.style += data
        else:
            self.text += data

    def handle_endtag(self, tag):
        self._in = ""


@pytest.mark.parametrize("view", [rollup(), rollup(HOSTILE), nobody()], ids=["plain", "hostile", "nobody"])
def test_nothing_runs_loads_or_leads_away(view) -> None:
    found = Tags(rollup_html(view))
    first = next(attrs for tag, attrs in found.tags if tag == "meta")
    digest = b64encode(sha256(found.style.encode()).digest()).decode()
    assert first["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; script-src 'none'; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )
    names = [tag for tag, _ in found.tags]
    assert not {"script", "img", "link", "iframe", "object", "embed", "base", "form", "input"} & set(names)
    assert names.count("style") == 1
    ids = [str(attrs["id"]) for _, attrs in found.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    for _, attrs in found.tags:
        assert not {"style", "src", "action", "srcset"} & set(attrs)
        assert not any(name.startswith("on") for name in attrs)
        if "href" in attrs:
            assert str(attrs["href"])[0] == "#"
            assert str(attrs["href"])[1:] in {"main", *ids}


def test_hostile_words_are_shown_as_words() -> None:
    text = rollup_html(rollup(HOSTILE))
    assert "<script>" not in text
    assert "49" not in re.sub(r"<style>.*?</style>", "", text)
    shown = Tags(text).text
    assert "甲县</style><script>alert(1)</script><img src=x" in shown
    assert not re.search("[\u202e\u2028\x00]", text)


def test_the_style_is_the_same_whatever_the_data() -> None:
    assert Tags(rollup_html(rollup(HOSTILE))).style == Tags(rollup_html(nobody())).style


def test_all_that_is_known_is_shown() -> None:
    text = Tags(rollup_html(rollup())).text
    for said in (
        "按时完成率：印发以来到期 15 条，按时完成 10 条，逾期完成 1 条，未完成 4 条", "66.7%", "甲县", "尚未启用，不作评价", "2 个县区都逾期", "3 个县区中 2 个逾期",
        "最不像的相似度 87%", "一部分", "甲局", "2024年6月", "丁县：缺 duties 表", "另商请 2 条，已提供 1 条（不评价）", "有 1 处没有计入",
        "有 1 对写法相近的引句还没有确认",
    ):  # fmt: skip
        assert said in text, said


def test_who_is_late_is_named_where_it_is_not_everybody() -> None:
    text = Tags(rollup_html(three())).text
    assert "3 个县区中 2 个逾期（甲县、乙县），共 9 条" in text
    assert "2 个县区都逾期（甲县、丙县），共 8 条" in text
    assert "3 个县区都逾期，共 7 条" in text


def test_who_is_not_in_use_is_not_judged() -> None:
    text = Tags(rollup_html(nobody())).text
    assert "本台账，没有可以评价的" in text
    assert "按时完成率：" not in text
    assert "逾期" not in text


def test_the_same_answers_give_the_same_page() -> None:
    assert rollup_html(rollup()) == rollup_html(rollup())


def test_only_who_is_slower_than_the_whole_is_called_slow() -> None:
    view = rollup(worst=(WorstAnswer("a", "甲县", "jia", "快局", 8, 6, 5, 1, 0, 0, 0),))
    assert "快局" not in Tags(rollup_html(view)).text
    assert "甲局" in Tags(rollup_html(rollup())).text
