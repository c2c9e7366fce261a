"""The looks of a document by GB/T 9704-2012: fonts with what stands in for them, styles, settings of the program."""

from __future__ import annotations

from typing import Final

from spt_fazhi.render.office.wordml import CHARACTER, LINE, W

SONG: Final = "方正小标宋简体"
FANG: Final = "仿宋_GB2312"
KAI: Final = "楷体_GB2312"
HEI: Final = "黑体"
PLAIN: Final = "宋体"
_INSTEAD: Final = {
    SONG: ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "宋体", "Noto Serif CJK SC"),
    FANG: ("仿宋", "FangSong", "华文仿宋", "方正仿宋_GBK", "Noto Serif CJK SC"),
    KAI: ("楷体", "KaiTi", "华文楷体", "方正楷体_GBK", "Noto Serif CJK SC"),
    HEI: ("SimHei", "方正黑体_GBK", "Noto Sans CJK SC"),
    PLAIN: ("SimSun", "方正书宋_GBK", "Noto Serif CJK SC"),
}
_SIGNATURE: Final = '<w:sig w:usb0="00000001" w:usb1="080E0000" w:usb2="00000010" w:usb3="00000000" w:csb0="00040000" w:csb1="00000000"/>'  # noqa: E501


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _style(  # noqa: PLR0913 - what a style is made of
    name: str, shown: str, paragraph: str = "", look: str = "", *, based: str = "Normal", following: str = "BodyText"
) -> str:
    default = ' w:default="1"' if name == "Normal" else ""
    rest = "" if name == "Normal" else f'<w:basedOn w:val="{based}"/><w:next w:val="{following}"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{shown}"/>{rest}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:g}"/><w:szCs w:val="{points * 2:g}"/>'


def _exact(line: int, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


_TWO: Final = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'


def _hanging(characters: int) -> str:
    """The name of an annex begins six characters from the left, its first line so many before that."""
    return (
        f'<w:ind w:leftChars="600" w:left="{6 * CHARACTER}" w:hangingChars="{characters}00" '
        f'w:hanging="{characters * CHARACTER}"/>'
    )


_TITLE_LINE: Final = 700
_TIGHT: Final = '<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
"""No mark beyond the margin, no gap beside figures: so a line is 28 characters."""
_OFF_GRID: Final = '<w:snapToGrid w:val="0"/>'
_IN_TABLE: Final = f'{_OFF_GRID}<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>'
_SMALL: Final = f'<w:spacing w:val="0"/>{_size(10.5)}'
_TITLE: Final = f'{_font(SONG)}<w:spacing w:val="0"/>{_size(22)}'


def _title(before: int) -> str:
    return f'<w:keepNext/>{_OFF_GRID}{_exact(_TITLE_LINE, before, LINE)}<w:jc w:val="center"/>'


def styles_xml() -> str:
    """All styles of a document; the names a person sees are Word's own where it has them."""
    outline = '<w:outlineLvl w:val="{}"/>'.format
    styles = (
        _style("Normal", "Normal", _TIGHT),
        _style("BodyText", "Body Text", _TWO),
        _style("Title", "Title", _title(0), _TITLE),
        _style("DocumentNumber", "发文字号", f'{_exact(LINE, 0, LINE)}<w:jc w:val="center"/>'),
        _style("Addressee", "主送机关"),
        _style("Heading1", "heading 1", f"<w:keepNext/>{_TWO}{outline(0)}", _font(HEI)),
        _style("Heading2", "heading 2", f"<w:keepNext/>{_TWO}{outline(1)}", _font(KAI)),
        _style("Quote", "Quote", _TWO, _font(KAI)),
        _style("Signature", "Signature", f'<w:keepNext/>{_exact(LINE, LINE)}<w:jc w:val="right"/>'),
        _style("Date", "Date", f'{_exact(LINE)}<w:jc w:val="right"/>'),
        _style("Annexes", "附件说明", f"{_exact(LINE, LINE)}{_hanging(4)}", following="AnnexesMore"),
        _style("AnnexesMore", "附件说明续", _hanging(1)),
        _style("Annex", "附件", f"<w:keepNext/>{outline(0)}", _font(HEI)),
        _style("AnnexTitle", "附件标题", _title(LINE), _TITLE),
        _style("TableText", "表格", f'{_IN_TABLE}<w:jc w:val="left"/>', _SMALL, following="TableText"),
        _style("TableNumber", "表格数字", '<w:jc w:val="right"/>', "", based="TableText", following="TableNumber"),
        _style("TableHead", "表头", '<w:keepNext/><w:jc w:val="center"/>', _font(HEI), based="TableText"),
        _style("Note", "核对注", f'{_OFF_GRID}{_exact(360)}<w:jc w:val="left"/>', f'<w:spacing w:val="0"/>{_size(12)}'),
        _style("Header", "header", f'{_OFF_GRID}<w:jc w:val="right"/>', f"{_font(HEI)}{_size(14)}"),
        _style(
            "Footer",
            "footer",
            f'{_OFF_GRID}<w:spacing w:line="280" w:lineRule="exact"/><w:jc w:val="left"/>',
            f'{_font(PLAIN)}<w:spacing w:val="0"/>{_size(14)}',
        ),
    )
    second = (
        '<w:style w:type="character" w:styleId="SecondLevel"><w:name w:val="段首（一）"/>'
        f"<w:rPr>{_font(KAI)}</w:rPr></w:style>"
    )
    return f'<w:styles xmlns:w="{W}">{_defaults()}{"".join(styles)}{second}{_grid_style()}</w:styles>'


def _defaults() -> str:
    """What every paragraph has that says nothing else.

    Latin text is in English, as Chinese Word has it: were it in Chinese, LibreOffice would part 2024 at a line's end.
    """
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_font(FANG)}<w:spacing w:val="-5"/>{_size(16)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:widowControl w:val="0"/>{_TIGHT}{_exact(LINE)}<w:jc w:val="both"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _grid_style() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


def fonts_xml() -> str:
    """The fonts named, and for each what stands in for it where it is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if name == HEI else "roman"}"/><w:pitch w:val="default"/>{_SIGNATURE}</w:font>'
        for name, others in _INSTEAD.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'


def settings_xml() -> str:
    """Chinese typesetting, page numbers on the outer side."""
    modern = 'w:uri="http://schemas.microsoft.com/office/word"'
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" {modern} w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/></w:settings>'
    )
