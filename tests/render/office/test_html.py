"""The web page: well-formed, whole in itself, everything escaped."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.render.office.html import html_page
from spt_fazhi.text.markdown import escape_markdown
from spt_fazhi.text.plain import one_line

VOID = {"meta", "br"}
HOSTILE = """# <script>alert(1)</script>"标题"

各乡镇：

<img src=x onerror=alert(1)> & [链接](javascript:alert(1)) ![图](http://例.cn/a.png)[^1]

| <b>头</b> | "数" |
| --- | ---: |
| <iframe> | 1[^1] |

[^1]: </style><script>x</script>
"""


class Page(HTMLParser):
    """Its tags with attributes, its text, and whether every tag is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text.append(data)


def test_a_page_holds_what_was_said_and_asks_nobody() -> None:
    page = Page(html_page(HOSTILE, header="核对版"))
    assert page.open == []
    text = "".join(page.text)
    for said in ('<script>alert(1)</script>"标题"', "<img src=x onerror=alert(1)> & 链接 图", "<iframe>", "核对版"):
        assert said in text
    kinds = {tag for tag, _ in page.tags}
    assert not kinds & {"script", "img", "iframe", "link", "object", "form", "b", "svg"}
    names = {name for _, attributes in page.tags for name in attributes}
    assert names <= {"lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "scope"}
    assert {attributes["href"] for _, attributes in page.tags if "href" in attributes} == {"#n1"}
    policy = next(attributes["content"] for _, attributes in page.tags if "http-equiv" in attributes)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_a_page_prints_as_pages() -> None:
    wide = "| 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚 |\n|" + "-|" * 7 + "\n|" + "很长的一格文字，写了不少|" * 7
    page = html_page(f"# 题\n\n{'正文。' * 200}\n\n## 附件1 表\n\n{wide}\n")
    assert '<section class="lies">' in page
    for rule in ("@page { size: A4;", "@page lying { size: A4 landscape;", "break-before: page", "table-header-group"):
        assert rule in page
    assert "url(" not in page
    assert "@import" not in page


def test_parts_have_their_tags() -> None:
    page = html_page("# 题\n\n各乡镇：\n\n## 一、甲\n\n### （一）乙\n\n正**文**。  \n换行\n\n署名办\n\n2024年7月5日\n")
    for part in (
        "<h1>题</h1>", '<p class="addressee">各乡镇：</p>', "<h2>一、甲</h2>", "<h3>（一）乙</h3>",
        "<p>正<strong>文</strong>。<br>换行</p>", '<p class="signature">署名办</p>', '<p class="date">2024年7月5日</p>',
        "<title>题</title>",
    ):  # fmt: skip
        assert part in page


@given(st.text(max_size=120))
def test_any_text_survives_and_closes_every_tag(text: str) -> None:
    line = one_line(text).replace("\ufffe", "").replace("\uffff", "")
    page = Page(html_page(f"前{escape_markdown(line)}后"))
    assert page.open == []
    expected = f"前{line}后".replace("@", "\uff20").replace("＃", "#").replace(" ", "")
    assert expected in "".join(page.text).replace("＃", "#").replace(" ", "")
