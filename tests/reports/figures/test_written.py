"""A Word text as a reader sees it: what is hidden, struck out, raised, numbered by the program, in boxes and tables."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from spt_fazhi.reports.figures.looks import style_looks
from spt_fazhi.reports.figures.theme import theme_of, without_theme
from spt_fazhi.reports.figures.written import AUTO_NUMBER, written

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


THEME = (
    '<a:themeElements><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:accent1>'
    '<a:srgbClr val="F8F8F8"/></a:accent1></a:clrScheme><a:fontScheme><a:minorFont><a:latin typeface="Webdings"/>'
    "</a:minorFont></a:fontScheme></a:themeElements>"
)


def element(inside: str, name: str = "body") -> ET.Element:
    return ET.fromstring(
        f'<w:{name} xmlns:w="{W}" xmlns:mc="{MC}" xmlns:v="urn:v" xmlns:w14="urn:w14" xmlns:a="urn:a">{inside}</w:{name}>'
    )


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def line(*runs: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def read(*lines: str, styles: str = "") -> list[str]:
    return list(written(element("".join(lines)), style_looks(element(styles, "styles"))))


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ("", "已完成38项。"),
        ("<w:b/>", "已完成38项。"),
        ("<w:strike/>", "已完成3项。"),
        ('<w:dstrike w:val="true"/>', "已完成3项。"),
        ("<w:vanish/>", "已完成3项。"),
        ('<w:vanish w:val="0"/>', "已完成38项。"),
        ('<w:strike w:val="false"/>', "已完成38项。"),
        ('<w:color w:val="FFFFFF"/>', "已完成3项。"),
        ('<w:color w:val="auto"/>', "已完成38项。"),
        ('<w:color w:val="FF0000"/>', "已完成38项。"),
        ('<w:sz w:val="2"/>', "已完成3项。"),
        ('<w:w w:val="1"/>', "已完成3项。"),
        ('<w:w w:val="90"/>', "已完成38项。"),
        ('<w:vertAlign w:val="superscript"/>', "已完成3⁸项。"),
        ('<w:vertAlign w:val="subscript"/>', "已完成3₈项。"),
        ('<w:vertAlign w:val="baseline"/>', "已完成38项。"),
        ('<w:position w:val="12"/>', "已完成3⁸项。"),
        ('<w:position w:val="-12"/>', "已完成3₈项。"),
        ('<w:position w:val="很高"/>', "已完成38项。"),
        ('<w:position w:val="600"/>', "已完成3项。"),
        ('<w:shd w:val="clear" w:fill="000000"/><w:color w:val="000000"/>', "已完成3项。"),
        ('<w:shd w:val="solid" w:color="333333" w:fill="FFFFFF"/><w:color w:val="222222"/>', "已完成3项。"),
        ('<w:shd w:val="clear" w:fill="000000"/>', "已完成38项。"),
        ('<w:shd w:val="clear" w:fill="1F4E79"/><w:color w:val="FFFFFF"/>', "已完成38项。"),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', "已完成38项。"),
        ('<w:highlight w:val="black"/>', "已完成3项。"),
        ('<w:highlight w:val="yellow"/>', "已完成38项。"),
        ('<w:highlight w:val="red"/><w:color w:val="FF0000"/>', "已完成3项。"),
        ('<w:color w:val="auto" w:themeColor="background1"/>', "已完成3项。"),
        ('<w:color w:val="000000" w:themeColor="light1"/>', "已完成3项。"),
        ('<w:color w:val="FFFFFF" w:themeColor="text1"/>', "已完成38项。"),
        ('<w:color w:val="000000" w:themeColor="text1" w:themeTint="10"/>', "已完成3项。"),
        ('<w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="40"/>', "已完成38项。"),
        ('<w:color w:val="000000" w:themeColor="accent1"/>', "已完成3项。"),
        ('<w:shd w:val="clear" w:themeFill="text1"/><w:color w:val="000000"/>', "已完成3项。"),
        ("<w14:textFill><w14:noFill/></w14:textFill>", "已完成3项。"),
        ('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>', "已完成3项。"),
        ('<w:rFonts w:eastAsia="Wingdings 2"/><w:rFonts w:hint="eastAsia"/>', "已完成3项。"),
        ('<w:rFonts w:ascii="Symbol"/>', "已完成3项。"),
        ('<w:rFonts w:asciiTheme="minorHAnsi"/>', "已完成3项。"),
        ('<w:rFonts w:ascii="Segoe UI Symbol" w:eastAsia="仿宋"/>', "已完成38项。"),
        ('<w:fitText w:val="1"/>', "已完成3项。"),
        ('<w:fitText w:val="640"/>', "已完成38项。"),
        ('<w:spacing w:val="-200"/>', "已完成3项。"),
        ('<w:spacing w:val="-20"/>', "已完成38项。"),
        ('<w:spacing w:val="9000"/>', "已完成3项。"),
        ('<w:sz w:val="3000"/>', "已完成3项。"),
    ],
)
def test_a_digit_is_read_as_it_looks(look: str, expected: str) -> None:
    text = element(line(run("已完成3"), run("8", look), run("项。")))
    without_theme(text, theme_of(element(THEME, "theme")))
    assert list(written(text)) == [expected]


def test_the_settings_say_which_colour_of_the_theme_is_the_paper() -> None:
    text = element(line(run("3"), run("8", '<w:color w:val="000000" w:themeColor="text1"/>')))
    mapped = element('<w:clrSchemeMapping w:t1="light1" w:bg1="dark1"/>', "settings")
    without_theme(text, theme_of(element(THEME, "theme"), mapped))
    assert list(written(text)) == ["3"]


@pytest.mark.parametrize(
    ("style", "expected"),
    [("<w:vanish/>", []), ('<w:vertAlign w:val="superscript"/>', ["³⁸"]), ("<w:b/>", ["38"])],
)
def test_a_style_does_the_same_and_so_does_one_that_it_stands_on(style: str, expected: list[str]) -> None:
    styles = (
        f'<w:style w:styleId="a"><w:rPr>{style}</w:rPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style><w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>'
    )
    assert read(line(run("38", '<w:rStyle w:val="b"/>')), styles=styles) == expected
    assert read(line(run("38"), look='<w:pStyle w:val="b"/>'), styles=styles) == expected
    assert read(line(run("38"), look='<w:pStyle w:val="c"/>'), styles=styles) == ["38"]
    plain = styles.replace('<w:style w:styleId="b">', '<w:style w:type="paragraph" w:default="1" w:styleId="b">')
    assert read(line(run("38")), styles=plain) == expected
    everywhere = f"<w:docDefaults><w:rPrDefault><w:rPr>{style}</w:rPr></w:rPrDefault></w:docDefaults>"
    assert read(line(run("38")), styles=everywhere) == expected
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="a"/></w:tblPr><w:tr><w:tc>{line(run("38"))}</w:tc></w:tr></w:tbl>'
    assert read(table, styles=styles) == expected


def test_marks_of_notes_are_no_text_and_other_raised_text_is() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert read(line(run("共12"), run("[", raised), run("3][4]", raised), run("项。"))) == ["共12项。"]
    assert read(line(run("共12"), run("[3]4", raised), run("项。"))) == ["共12[³]⁴项。"]


def test_lines_too_low_to_show_anything() -> None:
    height = '<w:spacing w:line="{}" w:lineRule="{}"/>'.format
    assert read(
        line(run("低"), look=height(20, "exact")),
        line(run("高"), look=height(560, "exact")),
        line(run("松"), look=height(20, "auto")),
    ) == ["高", "松"]


def test_what_stands_beside_the_paper_is_not_read() -> None:
    indent = "<w:ind {}/>".format
    assert read(
        line(run("左"), look=indent('w:left="-5000"')),
        line(run("右"), look=indent('w:left="20000"')),
        line(run("远"), look=indent('w:left="20000"') + indent('w:right="280"')),
        line(run("中"), look=indent('w:left="1920" w:hanging="960"')),
    ) == ["中"]


def test_numbers_and_days_that_the_program_writes_are_told_from_those_that_stand_there() -> None:
    put_in = line("<w:r><w:t>3</w:t><w:pgNum/></w:r>", "<w:r><w:dayShort/><w:footnoteReference/></w:r>")
    assert read(put_in) == ["3（页码）（日期）（注）"]
    dings = '<w:r><w:sym w:font="Wingdings" w:char="F038"/></w:r>'
    assert read(line(run("3"), dings)) == ["3□"]


def test_numbers_that_the_program_writes_are_said() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    assert read(line(run("项。"), look=numbered.format(3)), line(run("项。"), look=numbered.format(0))) == [
        f"{AUTO_NUMBER}项。", "项。"
    ]  # fmt: skip


def test_what_was_added_and_taken_out_under_revision() -> None:
    assert read(
        line(run("甲"), f"<w:ins>{run('乙')}</w:ins>", "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del>"),
        f"<w:ins>{line(run('丁'))}</w:ins><w:del>{line(run('戊'))}</w:del>",
        line(f"<w:moveFrom>{run('己')}</w:moveFrom><w:moveTo>{run('庚')}</w:moveTo>"),
    ) == ["甲乙", "丁", "庚"]


def test_boxes_are_read_once_and_all_that_any_program_shows() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    either = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    for one, other, expected in (("框", "框", ["文", "框"]), ("框", "别", ["文", "框", "别"])):
        held = either.format(f"<w:drawing>{box.format(one)}</w:drawing>", f"<w:pict>{box.format(other)}</w:pict>")
        assert read(line(run("文"), f"<w:r>{held}</w:r>")) == expected
    assert read(line(either.format(run("38"), run("38")))) == ["38"]
    assert read(line(either.format(run("38"), run("83")))) == ["3883"]
    assert read(either.format(line(run("38")), line(run("83")))) == ["38", "83"]


def test_tables() -> None:
    def cell(*inside: str) -> str:
        return f"<w:tc>{''.join(inside)}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(line(run('里')))}{cell(line(run('2')))}</w:tr></w:tbl>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(line(run('删')))}</w:tr>"
    low = f'<w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>{cell(line(run("低")))}</w:tr>'
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(line(run('藏')))}</w:tr>"
    held = f"<w:sdt><w:sdtContent><w:tr>{cell(line(run('控')))}</w:tr></w:sdtContent></w:sdt>"
    box = f"<w:r><w:pict><w:txbxContent>{line(run('框'))}</w:txbxContent></w:pict></w:r>"
    first = f"<w:tr>{cell(line(run('3')), line(run('8')))}{cell(line(run('外'), box), inner)}</w:tr>"
    assert read(f"<w:tbl>{first}{gone}{hidden}{low}{held}</w:tbl>") == ["3\n8 ｜ 外", "框", "里 ｜ 2", "控"]


def test_cells_that_only_go_on_with_another_show_nothing() -> None:
    def row(*cells: tuple[str, str]) -> str:
        inside = "".join(f"<w:tc><w:tcPr>{look}</w:tcPr>{line(run(text))}</w:tc>" for look, text in cells)
        return f"<w:tr>{inside}</w:tr>"

    first = row(('<w:vMerge w:val="restart"/>', "甲"), ("", "1"))
    under = row(("<w:vMerge/>", "乙"), ('<w:hMerge w:val="continue"/>', "2"), ("", "3"))
    gone = row(("<w:vMerge/>", "丙"), ("<w:vMerge/>", "4"))
    assert read(f"<w:tbl>{first}{under}{gone}</w:tbl>") == ["甲 ｜ 1", " ｜  ｜ 3"]


def test_a_cell_and_a_table_lie_under_their_text() -> None:
    black, white = '<w:shd w:val="clear" w:fill="000000"/>', '<w:color w:val="FFFFFF"/>'

    def table(cell: str, look: str, own: str = "") -> str:
        inside = f"<w:tc><w:tcPr>{cell}</w:tcPr>{line(run('38', look))}</w:tc>"
        return f"<w:tbl><w:tblPr>{own}</w:tblPr><w:tr>{inside}</w:tr></w:tbl>"

    ink = '<w:color w:val="000000"/>'
    assert read(table(black, ink)) == read(table("", ink, black)) == read(table("", white)) == []
    assert read(table(black, white)) == read(table("", white, black)) == ["38"]
    assert read(table("", "", '<w:tblInd w:w="30000"/>')) == []
    styled = '<w:tblStyle w:val="t"/>'
    sheet = '<w:style w:styleId="t"><w:tblStylePr><w:rPr>{}</w:rPr><w:tcPr>{}</w:tcPr></w:tblStylePr></w:style>'.format
    assert read(table("", "", styled), styles=sheet(white, "")) == []
    assert read(table("", "", styled), styles=sheet(white, black)) == ["38"]


def test_what_turns_the_direction_is_seen() -> None:
    assert read(line(run("\u202e38\u202c项"))) == ["⇄38⇄项"]
    assert read(line(f'<w:bdo w:val="rtl">{run("38")}</w:bdo>', run("项"))) == ["83项"]


@pytest.mark.parametrize(("code", "expected"), [("F038", ["8"]), ("2462", ["③"]), ("乱", []), ("FFFFFFFF", [])])
def test_symbols(code: str, expected: list[str]) -> None:
    assert read(line(f'<w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r>')) == expected
