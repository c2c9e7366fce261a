"""The page's markup, read with the standard library's parser: safe, whole, and usable without eyes or script."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from tests.builders.boards import MADE, board

from spt_fazhi.model.frozen import replace
from spt_fazhi.render.board.page import META, board_html, sources
from spt_fazhi.render.board.rows import LETTERS
from spt_fazhi.views.board.values import BoardOptions

HOSTILE = "</script><img src=x onerror=alert(1)>\"'&amp;<!--\u2028\u202e\u0000]]>{{ 7*7 }}</title></style>"
VOID = {"meta", "br", "input", "img", "path", "rect", "circle", "polygon", "polyline", "use"}


class Page(HTMLParser):
    """Every start tag with its attributes, the texts of style and script, and the text of each table's caption."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {"style": "", "script": ""}
        self.text = ""
        self._in = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in = tag

    def handle_data(self, data):
        if self._in in self.texts:
            self.texts[self._in] += data
        else:
            self.text += data

    def handle_endtag(self, tag):
        self._in = ""

    def all(self, name):
        return [attrs[name] for _, attrs in self.tags if name in attrs]


def page(view=None, made=MADE):
    return Page(board_html(view or board(), made))


def hash_of(text):
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


class TestPolicy:
    def test_it_stands_first_and_names_the_hashes_of_the_very_texts(self):
        found = page()
        first = next(attrs for tag, attrs in found.tags if tag == "meta")
        assert first["http-equiv"] == "Content-Security-Policy"
        assert first["content"] == (
            f"default-src 'none'; style-src {hash_of(found.texts['style'])}; script-src {hash_of(found.texts['script'])}; "
            "img-src 'none'; base-uri 'none'; form-action 'none'"
        )

    def test_the_script_and_the_style_are_the_same_whatever_the_data(self):
        texts = page(board(HOSTILE)).texts
        assert texts == page(board()).texts
        for name, text in (("style", "board.css"), ("script", "board.js")):
            written = sources()[text].partition("*/\n")[2]  # the comment at the head stays at home, as does indentation
            assert texts[name].split("\n") == [line.lstrip(" ") for line in written.split("\n") if line] + [""]

    def test_one_script_and_one_style_and_nothing_that_loads(self):
        tags = [tag for tag, _ in page(board(HOSTILE)).tags]
        assert tags.count("script") == tags.count("style") == 1
        assert not {"img", "link", "iframe", "object", "embed", "base", "audio", "video", "image"} & set(tags)

    @pytest.mark.parametrize("view", [board(), board(HOSTILE)], ids=["plain", "hostile"])
    def test_no_attribute_styles_handles_or_leads_away(self, view):
        for _, attrs in page(view).tags:
            for name, value in attrs.items():
                assert name not in {"style", "src", "action", "srcset", "formaction", "ping"}
                assert not name.startswith("on")
                if name in {"href", "xlink:href"}:
                    assert value.startswith("#")

    def test_the_style_fetches_nothing(self):
        assert not re.search(r"url\(|@import|@font-face", sources()["board.css"])

    def test_the_script_makes_no_markup_of_text(self):
        forbidden = (
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(|XMLHttp|import\("
        )
        assert not re.search(forbidden, sources()["board.js"])

    def test_style_and_script_keep_to_what_chromium_86_knows(self):
        css = re.sub(r"/\*.*?\*/", "", sources()["board.css"], flags=re.DOTALL)
        assert not re.search(
            r":has\(|:is\(|:where\(|\binset:|aspect-ratio|accent-color|color-mix|@container|@layer", css
        )
        assert not re.search(r"\.at\(|hasOwn|structuredClone|replaceAll|\?\?=|\|\|=", sources()["board.js"])


class TestHostileText:
    def test_it_is_shown_as_text_without_what_turns_or_hides(self):
        found = page(board(HOSTILE))
        assert "</script><img src=x onerror=alert(1)>\"'&amp;<!--]]>{{ 7*7 }}</title></style>" in found.text
        assert not set(found.text) & set("\u2028\u202e\u0000")
        assert {tag for tag, _ in found.tags} == {tag for tag, _ in page().tags}

    def test_a_title_without_end_changes_nothing_else(self):
        long = page(board("甲" * 10_000))
        assert [tag for tag, _ in long.tags] == [tag for tag, _ in page().tags]

    def test_text_in_attributes_stays_there(self):
        view = board('" autofocus onfocus="x')
        assert not any("autofocus" in attrs or "onfocus" in attrs for _, attrs in page(view).tags)

    def test_a_title_turned_by_an_unpaired_surrogate_can_be_written(self):
        board_html(board("坏\ud800字"), MADE).encode()


class TestLinks:
    def test_ids_are_unique_and_every_link_has_its_place(self):
        found = page()
        ids = found.all("id")
        assert len(ids) == len(set(ids))
        for href in found.all("href"):
            assert href[1:] in ids

    def test_aria_names_have_their_elements(self):
        found = page()
        assert set(found.all("aria-labelledby")) <= set(found.all("id"))

    def test_the_anchors_of_the_contract(self):
        assert {"o1.1", "t1", "t2", "u-jia", "fk7q2.1", "matrix", "overview"} <= set(page().all("id"))

    def test_what_has_no_page_is_no_link(self):
        view = board()
        alone = replace(view, units=view.units[:1], options=BoardOptions(unit="甲局"))
        found = page(alone)
        assert "#u-wei" not in found.all("href")
        assert "wei" in found.all("data-u")

    def test_filter_links_get_their_address_from_the_script_alone(self):
        wished = [attrs for tag, attrs in page().tags if "data-f" in attrs]
        assert wished
        assert not any("href" in attrs for attrs in wished)


class TestTables:
    def test_each_has_a_caption_and_heads_with_a_scope(self):
        found = page()
        kinds = [tag for tag, _ in found.tags]
        assert kinds.count("table") == kinds.count("caption")
        assert all(
            attrs.get("scope") in {"col", "row", "rowgroup", "colgroup"} for tag, attrs in found.tags if tag == "th"
        )

    def test_what_scrolls_can_be_reached_and_has_a_name(self):
        for _, attrs in page().tags:
            if "scroll" in (attrs.get("class") or "").split():
                assert attrs["tabindex"] == "0"
                assert attrs["role"] == "region"
                assert attrs["aria-label"]

    def test_joint_and_invited_cells_are_told_in_words(self):
        text = board_html(board(), MADE)
        assert '<td class="u ld">◎<i>待佐证，共同牵头</i>' in text
        assert '<td class="u jt">◎<i>待佐证，共同</i>' in text
        assert "商请（不评价）" in text
        assert "<td class=d>√<i>已提供</i>" in text

    def test_a_row_says_what_it_was_before(self):
        assert '<td class=o>▲ 逾期 <b class="was">※原：推进中</b>' in board_html(board(), MADE)

    def test_every_state_has_a_letter_of_its_own(self):
        assert len(set(LETTERS.values())) == len(LETTERS)


class TestHead:
    def test_what_verify_reads_is_json_in_one_attribute(self):
        made = replace(MADE, options=BoardOptions(unit='甲"局', public=True, since="2024-04-10-abcd"))
        found = next(attrs["content"] for tag, attrs in page(made=made).tags if attrs.get("name") == META)
        assert json.loads(found) == {
            "as_of": "2024-06-30", "commit": MADE.commit, "program": "0.0", "public": True, "saved": True,
            "since": "2024-04-10-abcd", "unit": '甲"局',
        }  # fmt: skip

    def test_unsaved_changes_and_a_missing_version_are_said(self):
        assert "有未提交的改动" not in page().text
        assert "有未提交的改动" in page(made=replace(MADE, saved=False)).text
        bare = page(made=replace(MADE, commit="", saved=False))
        assert "没有版本号" in bare.text
        assert not [tag for tag, attrs in bare.tags if attrs.get("class") == "qr"]

    def test_the_language_is_told_and_no_referrer_is_sent(self):
        found = page()
        assert ("html", {"lang": "zh-CN"}) in found.tags
        assert ("meta", {"name": "referrer", "content": "no-referrer"}) in found.tags


class TestWhatIsShown:
    def test_what_is_left_out_and_lacking_stands_before_the_figures(self):
        text = board_html(board(left_out=("电话", "附件名"), remarks=("一份文件读不出来",)), MADE)
        assert text.index("公开版不列：电话、附件名") < text.index('class="hero"')
        assert text.index("一份文件读不出来") < text.index('class="hero"')

    def test_a_register_not_in_use_is_not_judged(self):
        found = page(board(in_use=False, changes=None, findings=(), remarks=()))
        shown = found.text.partition("跳到正文")[2]
        shown = re.sub(r"所有状态.*?不适用", "", shown, flags=re.DOTALL)
        assert "台账尚未启用" in shown
        for word in ("逾期", "未完成", "已完成", "待佐证", "按时", "已报", "未报"):
            assert word not in shown, word

    def test_the_same_values_give_the_same_bytes(self):
        assert board_html(board(), MADE) == board_html(board(), MADE)

    def test_many_duties_leave_titles_out_of_the_pages_of_units(self):
        compact = board_html(board(compact=True), MADE)
        assert '<td class="o">▲ 逾期<td><a href="#o1.1">1.1</a>' in compact

    def test_every_sheet_ends_with_a_code(self):
        found = page()
        sheets = [attrs for _, attrs in found.tags if "sheet" in (attrs.get("class") or "").split()]
        codes = [attrs["aria-label"] for _, attrs in found.tags if attrs.get("class") == "qr"]
        assert codes == ["二维码"] * len(sheets)
        for command in ("status", "show 1", "unit jia"):
            assert f"fazhi {command} --at 0123456789ab --as-of 2024-06-30" in found.text

    def test_an_empty_board_is_a_page_too(self):
        view = board()
        empty = replace(
            view, tasks=(), units=(), findings=(), trend=(), changes=None, days=(), missing=(), overdue=(),
            matrix=replace(view.matrix, columns=(), rows=(), invited=()), status=replace(view.status, sections=(), round=None),
        )  # fmt: skip
        found = page(empty)
        ids = found.all("id")
        assert all(href[1:] in ids for href in found.all("href"))
