"""The text of a paragraph: what shows, once, as it reads when every change is accepted; what does not show is listed."""

from __future__ import annotations

import pytest
from tests.builders.pages.word import box, changed, control, p, r, word_file

from spt_fazhi.intake.structure.document import Document
from spt_fazhi.store.documents.readers.word.document import read_word


def read(body: str, **parts: str) -> Document:
    return read_word(word_file(body, beside=None, **parts), "要点.docx")


def beside(document: Document) -> list[tuple[int, str, str]]:
    return [(each.number, each.reason, each.text) for each in document.asides]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r("年底") + r("前"), "年底前"),
        (f'<w:hyperlink r:id="x">{r("年底前")}</w:hyperlink>', "年底前"),
        (f"<w:smartTag>{r('年底前')}</w:smartTag><w:bdo>{r('完成')}</w:bdo>", "年底前完成"),
        (control(r("年底前")), "年底前"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:ptab/><w:noBreakHyphen/><w:softHyphen/><w:t>丙</w:t></w:r>", "甲\t乙\t-丙"),
        (
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>qū</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>区</w:t></w:r></w:rubyBase></w:ruby></w:r>" + r("司法局"),
            "区司法局",
        ),
        ("<m:oMath><m:r><m:t>95%</m:t></m:r></m:oMath>" + r("以上"), "95%以上"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
            + r("码里的字")
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + r("3")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + r("次"),
            "3次",
        ),
        (f'<w:fldSimple w:instr=" REF a ">{r("3")}</w:fldSimple>' + r("次"), "3次"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="每月"/>'
            '<w:listEntry w:val="每季度"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + r("一次"),
            "每季度一次",
        ),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r("95%"), "≥95%"),
        (
            f"<mc:AlternateContent><mc:Choice>{r('新')}</mc:Choice><mc:Fallback>{r('旧')}</mc:Fallback></mc:AlternateContent>",
            "新",
        ),
        (
            f"<mc:AlternateContent><mc:Choice><w:r/></mc:Choice><mc:Fallback>{r('旧')}</mc:Fallback></mc:AlternateContent>",
            "旧",
        ),
    ],
)  # fmt: skip
def test_what_shows(content: str, text: str) -> None:
    document = read(p(content))
    assert document.text == text
    assert beside(document) == []
    assert document.notes == ()


def test_a_line_break_ends_a_paragraph() -> None:
    document = read(p('<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:br w:type="page"/><w:t>丙</w:t></w:r>') + p("丁"))
    assert [(each.number, each.text) for each in document.blocks] == [(1, "甲"), (1, "乙"), (1, "丙"), (2, "丁")]


def test_changes_are_read_as_accepted_and_counted() -> None:
    document = read(
        p(r("年底前"), changed("del", r("两次")), changed("ins", r("三次")))
        + p(changed("moveFrom", r("移走的")), mark="<w:moveFrom/>")
        + p(changed("moveTo", r("移来的")), "<w:moveFromRangeStart/>")
    )
    assert document.text == "年底前三次\n移来的"
    assert [(line, said) for line, said, _ in document.notes] == [
        (0, "文中有 4 处修订没有定稿，按接受修订以后的文字读")
    ]


def test_a_deleted_mark_joins_two_paragraphs() -> None:
    document = read(p("组织学习", mark="<w:del/>") + p("两次。") + p("另一段"))
    assert [(each.number, each.text) for each in document.blocks] == [(1, "组织学习两次。"), (3, "另一段")]
    assert document.notes[0][1].startswith("文中有 1 处修订")
    assert read(p("没有下一段", mark="<w:del/>")).text == "没有下一段"


STYLES = (
    '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
)


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:vanish w:val="true"/>', '<w:rStyle w:val="H2"/>'])
def test_hidden_words_are_listed_and_not_read(properties: str) -> None:
    document = read(p("年底前", r("（内部掌握）", properties), "完成。"), styles=STYLES)
    assert document.text == "年底前完成。"
    assert beside(document) == [(1, "隐藏文字", "（内部掌握）")]


def test_hidden_through_the_style_of_the_paragraph_and_shown_in_spite_of_it() -> None:
    shown = '<w:vanish w:val="0"/>'
    document = read(p("不印", r("要印", shown), style="P") + p("正文", style="Loop"), styles=STYLES)
    assert document.text == "要印正文"  # its mark is hidden too
    assert beside(document) == [(1, "隐藏文字", "不印")]
    assert read(p(r("要印", '<w:vanish w:val="off"/>'))).text == "要印"


def test_a_text_box_stands_apart_and_once() -> None:
    document = read(p("1.组织学习。", box("框内：5月底前反馈。", p(box("框中框")))) + p("2.另一条"))
    assert [each.text for each in document.blocks] == ["1.组织学习。", "2.另一条"]
    assert beside(document) == [(1, "文本框", "框中框"), (1, "文本框", "框内：5月底前反馈。")]


def test_words_in_drawings_and_pictures() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="征求意见稿"/></v:shape></w:pict></w:r>'
    shape = "<w:r><w:drawing><a:p><a:r><a:t>流程</a:t></a:r><a:r><a:t>图</a:t></a:r></a:p></w:drawing></w:r>"
    picture = '<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>'
    document = read(p("正文", art, shape, picture))
    assert document.text == "正文"
    assert beside(document) == [(1, "图形里的文字", "征求意见稿"), (1, "图形里的文字", "流程图")]
    assert document.notes[0][1] == "文中有 1 张图片或嵌入的对象，里面的字没有读"


def test_a_control_that_nobody_filled_in_is_no_text() -> None:
    document = read(
        p("时限：", control(r("单击此处输入日期"), prompt=True))
        + control(p("请填写任务"), prompt=True)
        + control(p("真的"))
    )
    assert document.text == "时限：\n真的"
    assert beside(document) == [(1, "没有填写的内容控件", "单击此处输入日期"), (2, "没有填写的内容控件", "请填写任务")]


def test_a_table_of_contents_is_no_text() -> None:
    document = read(p("一、加强学习\t1", style="T1") + p("一、加强学习"), styles=STYLES)
    assert [(each.number, each.text) for each in document.blocks] == [(2, "一、加强学习")]
    assert beside(document) == [(1, "目录", "一、加强学习\t1")]
