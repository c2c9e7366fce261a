"""Automatic numbers as Word shows them: levels, forms, restarts, and those that come by a style."""

from __future__ import annotations

import pytest
from tests.builders.pages.word import changed, level, lists, p, r, tbl, tr, word_file

from spt_fazhi.intake.structure.document import Table
from spt_fazhi.store.documents.readers.word.document import read_word

OUTLINE = (
    level(0, "%1、", "chineseCounting")
    + level(1, "（%2）", "chineseCounting")
    + level(2, "%3.")
    + level(3, "%1.%3.%4", more="<w:isLgl/>")
)


def read(body: str, numbering: str, styles: str = "") -> list[str]:
    document = read_word(word_file(body, numbering=numbering, styles=styles), "a.docx")
    return [each.text for each in document.blocks if not isinstance(each, Table)]


def test_levels_count_and_start_anew_below_a_higher_one() -> None:
    body = "".join(p("甲", number=(1, at)) for at in (0, 1, 2, 2, 1, 2, 0, 1, 2, 3))
    assert read(body, lists([OUTLINE], ["0"])) == [
        "一、甲", "（一）甲", "1.甲", "2.甲", "（二）甲", "1.甲", "二、甲", "（一）甲", "1.甲", "2.1.1 甲"
    ]  # fmt: skip


def test_a_level_that_goes_on_through_the_sections() -> None:
    through = level(0, "%1、", "chineseCounting") + level(1, "%2.", more='<w:lvlRestart w:val="0"/>')
    body = "".join(p("甲", number=(1, at)) for at in (0, 1, 1, 0, 1))
    assert read(body, lists([through], ["0"])) == ["一、甲", "1.甲", "2.甲", "二、甲", "3.甲"]


def test_two_lists_of_one_definition_go_on_and_an_override_starts_anew() -> None:
    anew = '0<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = "".join(p("甲", number=(each, 0)) for each in (1, 1, 2, 3, 3, 1))
    assert read(body, lists([level(0, "%1.")], ["0", "0", anew])) == ["1.甲", "2.甲", "3.甲", "1.甲", "2.甲", "3.甲"]


def test_a_level_of_the_list_itself() -> None:
    own = f'0<w:lvlOverride w:ilvl="0">{level(0, "第%1条", "chineseCounting", start=3)}</w:lvlOverride>'
    body = p("甲", number=(2, 0)) + p("乙", number=(2, 0))
    assert read(body, lists([level(0, "%1.")], ["0", own])) == ["第三条 甲", "第四条 乙"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def test_headings_numbered_by_their_style() -> None:
    linked = level(0, "%1、", "chineseCounting", '<w:pStyle w:val="H1"/>') + level(
        1, "（%2）", "chineseCounting", '<w:pStyle w:val="H2"/>'
    )
    body = p("甲", style="H1") + p("乙", style="H2") + p("丙", style="H2") + p("丁", style="Mine")
    body += p("无", style="H1", number=(0, 0)) + p("戊", style="H1")
    assert read(body, lists([linked], ["0"]), STYLES) == ["一、甲", "（一）乙", "（二）丙", "二、丁", "无", "三、戊"]


def test_a_definition_that_stands_for_a_style_of_lists() -> None:
    definitions = [level(0, "%1)"), '<w:numStyleLink w:val="L"/>']
    assert read(p("甲", number=(2, 0)), lists(definitions, ["0", "1"]), STYLES) == ["1)甲"]


@pytest.mark.parametrize(
    ("text", "form", "shown"),
    [
        ("%1", "decimal", "3.甲"), ("%1", "chineseCounting", "三、甲"), ("%1", "decimalEnclosedCircle", "③甲"),
        ("第%1章", "chineseLegalSimplified", "第叁章 甲"), ("●", "bullet", "甲"), ("附件", "none", "附件 甲"),
        ("%1、", "upperRoman", "III、甲"), ("（%1）", "lowerLetter", "（c）甲"), ("", "decimal", "甲"),
    ],
)  # fmt: skip
def test_forms(text: str, form: str, shown: str) -> None:
    assert read(p("甲", number=(1, 0)), lists([level(0, text, form, start=3)], ["0"])) == [shown]


def test_a_list_that_nobody_defined_and_odd_values() -> None:
    assert read(p("甲", number=(7, 0)) + p("乙", number=(7, 0)), "") == ["1.甲", "2.乙"]
    assert read(p("甲", number=(1, 99)), lists([level(8, "%9.")], ["0"])) == ["1.甲"]
    odd = '<w:lvl w:ilvl="x"><w:start w:val="很多"/><w:lvlText w:val="%1."/></w:lvl>'
    assert read(p("甲", number=(1, 0)), lists([odd], ["0"])) == ["1.甲"]
    assert read(p("甲", number=(1, 0)), lists([level(0, "%1" * 5000)], ["0"])) == ["1" * 50 + ".甲"]


def test_numbers_of_cells_and_of_paragraphs_without_words() -> None:
    numbered = lists([level(0, "%1")], ["0"])
    cell = f"<w:tc>{p(number=(1, 0))}</w:tc>"
    document = read_word(
        word_file(tbl(tr(cell, "甲"), tr(cell, "乙")) + p(number=(1, 0)) + p("丙", number=(1, 0)), numbering=numbered),
        "a",
    )
    table, last = document.blocks
    assert [row.cells for row in table.rows] == [("1.", "甲"), ("2.", "乙")]
    assert last.text == "4.丙"


def test_a_deleted_paragraph_has_no_number() -> None:
    gone = p(changed("del", r("删去")), number=(1, 0), mark="<w:del/>")
    assert read(gone + p("甲", number=(1, 0)), lists([level(0, "%1.")], ["0"])) == ["1.甲"]


def test_a_hidden_paragraph_has_no_number() -> None:
    gone = p(r("藏起", "<w:vanish/>"), number=(1, 0), mark="<w:vanish/>")
    assert read(gone + p("甲", number=(1, 0)), lists([level(0, "%1.")], ["0"])) == ["1.甲"]
    runs_in = (
        p("标题", number=(1, 0), mark="<w:vanish/><w:specVanish/>")
        + p("。正文", number=(1, 0))
        + p("乙", number=(1, 0))
    )
    assert read(runs_in, lists([level(0, "%1.")], ["0"])) == ["1.标题。正文", "2.乙"]
