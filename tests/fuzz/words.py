"""Bytes of a fuzzer as documents: each byte chooses a word of official Chinese, a piece of markup or an action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape
from zipfile import ZipFile

WORDS: Final = (
    *"一二三四五六七八九十百两零〇0123456789",
    *"、，。；：:;,.（）()〔〕【】《》“”—-~％% \t\n\u3000",
    "\n一、", "\n（一）", "\n1.", "\n2．", "\n(1)", "\n①", "\n第一条", "\n1.1", "一是", "二是",
    "示例县2025年法治政府建设工作要点", "关于印发", "的通知", "实施意见", "示例县人民政府办公室", "示例市委办", "2025年3月8日",
    "丁政办发〔2025〕3号", "成文日期：", "各乡镇人民政府，县政府各部门：", "附件", "保障措施", "加强组织领导", "重点任务",
    "县司法局", "县财政局", "各乡镇", "县直各部门", "县供销社", "人民银行示例支行", "街道办事处", "有关部门", "等单位", "会同",
    "牵头", "负责", "配合", "参加", "落实", "分别", "按职责分工负责", "牵头单位：", "责任单位：", "配合单位：", "完成时限：", "由",
    "6月底前", "年底前", "2025年12月31日前", "每季度", "每月25日前", "每季度结束后10日内", "7月起每月", "5月1日至10月31日", "国庆节前",
    "印发后15日内", "5年内", "到2027年", "上半年", "持续推进", "长期坚持", "定期", "适时", "两会前", "6月、12月",
    "开展", "组织", "制定", "公布", "完成", "培训", "讲座", "评查", "清单", "办法", "不少于4场", "300余件", "近百家", "75座", "其中", "100%",
    "覆盖率达到", "不低于95%", "2次以上", "1.2万人次", "三分之一", "至少", "不超过", "序号|", "工作任务|", "责任单位|", "完成时限|", "|",
    "合计", "备注", "\u2ed4", "\u2f00", "\ue000", "\u200b", "\u202e", "\ud7ff", "\U00020000", "A", "<", "&", "]]>",
    "\r", "\x85", "\u2028", "\f", "\x1b[31m", "\0", '"', "'", "#", "- ", ": ", "{{", "`", "*", "[", "]", "!", "@", "~", "\\", "\ufeff",
)  # fmt: skip

_TAGS: Final = (
    "w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:ins", "w:del", "w:delText", "w:moveFrom",
    "w:moveTo", "w:hyperlink", "w:smartTag", "w:fldSimple", "w:pPr", "w:rPr", "w:tcPr", "w:numPr", "w:txbxContent",
    "mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:pict", "w:ruby", "w:rt", "w:rubyBase", "w:trPr", "w:sectPr",
)  # fmt: skip
_EMPTY: Final = (
    '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="999999999"/>', '<w:gridSpan w:val="-1"/>', '<w:gridSpan w:val="x"/>',
    "<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:vanish/>", '<w:vanish w:val="0"/>', "<w:tab/>", "<w:br/>",
    '<w:numId w:val="1"/>', '<w:ilvl w:val="99"/>', '<w:gridBefore w:val="9999999"/>', '<w:footnoteReference w:id="1"/>',
    "<w:noBreakHyphen/>", '<w:sym w:font="x" w:char="F0E0"/>', '<w:fldChar w:fldCharType="begin"/>',
    '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>', "<w:lastRenderedPageBreak/>",
)  # fmt: skip
_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_PARTS: Final = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
}


def text_of(data: bytes) -> str:
    """A text of official words, one for each byte."""
    return "".join(WORDS[byte % len(WORDS)] for byte in data)


def packed(document: bytes) -> bytes:
    """A Word file whose main part is `document`."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, part in _PARTS.items():
            archive.writestr(name, part)
        archive.writestr("word/document.xml", document)
    return made.getvalue()


def word_xml(data: bytes) -> bytes:
    """A main part that is always well-formed: bytes open a tag, close one, add an empty one or a word."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {_SPACES}><w:body>{"".join(_tree(data, _TAGS, _EMPTY))}'
        "</w:body></w:document>"
    ).encode("utf-8", "replace")


_BESIDE: Final = {
    "styles": (
        ("w:style", 'w:style w:styleId="1"', 'w:style w:type="paragraph" w:default="1" w:styleId="2"', "w:pPr", "w:rPr", "w:numPr"),
        ('<w:basedOn w:val="1"/>', '<w:basedOn w:val="2"/>', '<w:numId w:val="1"/>', '<w:ilvl w:val="8"/>', "<w:vanish/>",
         '<w:name w:val="toc 1"/>'),
    ),
    "numbering": (
        ('w:abstractNum w:abstractNumId="0"', 'w:num w:numId="1"', 'w:lvl w:ilvl="0"', 'w:lvl w:ilvl="1"', 'w:lvlOverride w:ilvl="0"'),
        ('<w:abstractNumId w:val="0"/>', '<w:start w:val="999999999"/>', '<w:numFmt w:val="chineseCounting"/>', '<w:numFmt w:val="x"/>',
         '<w:lvlText w:val="%1、"/>', '<w:lvlText w:val="%1.%2%9%%"/>', '<w:lvlRestart w:val="0"/>', '<w:pStyle w:val="1"/>',
         '<w:styleLink w:val="1"/>', '<w:numStyleLink w:val="1"/>', "<w:isLgl/>", '<w:startOverride w:val="-1"/>'),
    ),
    "footnotes": (('w:footnote w:id="1"', "w:p", "w:r", "w:t"), ('<w:footnoteReference w:id="1"/>', "<w:footnoteRef/>")),
}  # fmt: skip


def word_parts(data: bytes) -> bytes:
    """A Word file with styles, numbers and footnotes: a byte of 255 ends a part, the main one is first."""
    from tests.builders.pages.word import word_file

    body, *others = data.split(b"\xff")
    made: dict[str, Any] = {
        name: "".join(_tree(each, *_BESIDE[name])) for name, each in zip(_BESIDE, others, strict=False)
    }
    return word_file("".join(_tree(body, _TAGS, (*_EMPTY, '<w:pStyle w:val="1"/>'))), **made)


_HTML_TAGS: Final = ("p", "div", "table", "tr", "td", "th", "td rowspan=65000", "td colspan=1000", "tbody", "li", "h1", "span", "b",
                     "script", "style", "nav", "td rowspan=2", "td colspan=2", "center", "template")  # fmt: skip
_HTML_EMPTY: Final = (
    "<br>",
    "<hr>",
    "<!-- x -->",
    "<![CDATA[",
    "]]>",
    "</table>",
    "</td>",
    "<td",
    "&#x4e00;",
    "&nbsp;",
    "<!doctype html>",
)


def web_page(data: bytes) -> bytes:
    """A page whose tags may close in any order."""
    return f"<html><body>{''.join(_tree(data, _HTML_TAGS, _HTML_EMPTY))}</body></html>".encode("utf-8", "replace")


def _tree(data: bytes, tags: Sequence[str], empty: Sequence[str]) -> Iterator[str]:
    opened: list[str] = []
    for byte in data:
        if byte < 48:
            tag = tags[byte % len(tags)]
            opened.append(tag.partition(" ")[0])
            yield f"<{tag}>"
        elif byte < 84:
            if opened:
                yield f"</{opened.pop()}>"
        elif byte < 104:
            yield empty[byte % len(empty)]
        else:
            yield escape(WORDS[byte % len(WORDS)].replace("\t", " "))
    yield from (f"</{tag}>" for tag in reversed(opened))


def rows(data: bytes) -> list[list[str]]:
    """A sheet: a byte of 255 ends a row, one of 254 a cell, every other adds a word to the cell."""
    return [
        ["".join(WORDS[byte % len(WORDS)] for byte in cell) for cell in row.split(b"\xfe")]
        for row in data.split(b"\xff")
    ]
