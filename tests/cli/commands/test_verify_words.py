"""`fazhi verify FILE.docx`: words, hidden text, rows, heads and feet, pictures; the document's account of itself."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from tests.builders.pages.office import changed, edited, names
from tests.builders.pages.ranking import DAY, overall, verify


def account(document: bytes, then: str, now: str) -> bytes:
    """The document with its own account of itself altered."""

    def alter(xml: str) -> str:
        assert re.search(then, xml)
        return re.sub(then, now, xml, count=1)

    return changed(document, {"customXml/item1.xml": alter})


def other(document: bytes, kind: str, root: str, inside: str) -> bytes:
    """The document with one more part of a kind (header, footnotes, comments) that its text names as its own."""
    space = "http://schemas.openxmlformats.org"
    made = changed(
        document,
        {
            "word/_rels/document.xml.rels": lambda xml: xml.replace(
                "</Relationships>",
                f'<Relationship Id="rX" Type="{space}/officeDocument/2006/relationships/{kind}" Target="x.xml"/></Relationships>',
            )
        },
    )
    held = io.BytesIO(made)
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("word/x.xml", f'<w:{root} xmlns:w="{space}/wordprocessingml/2006/main">{inside}</w:{root}>')
    return held.getvalue()


def paragraph(text: str, look: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


SIGN = "参加排名"


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ("<w:body>", f"<w:body>{paragraph('请各单位抓紧。')}", ("", "请各单位抓紧。", False)),
        ("参加排名的", "不参加排名的", ("参加排名", "不参加排名", True)),
        ("<w:body>", f"<w:body><w:p><w:r><w:pict><w:txbxContent>{paragraph('另有9件。')}</w:txbxContent></w:pict></w:r></w:p>", ("", "另有9件。", True)),
        ("<w:body>", f"<w:body><w:p><w:ins>{paragraph('修订加的。')[5:-6]}</w:ins></w:p>", ("", "修订加的。", False)),
    ],
)  # fmt: skip
def test_words_that_were_changed_or_added_are_listed(
    place: Path, tmp_path: Path, then: str, now: str, expected: tuple[str, str, bool]
) -> None:
    (tmp_path / "改.docx").write_bytes(edited((place / "issue.docx").read_bytes(), then, now))
    ran = verify(place, tmp_path / "改.docx", DAY, "--json")
    assert ran.code == 1
    (one,) = ran.json["reworded"]
    assert (expected[0] in one["then"], expected[1] in one["now"], one["numbers"]) == (True, True, expected[2])
    assert (ran.json["same"], ran.json["regenerated"], ran.json["moved"]) == (False, True, "")
    shown = verify(place, tmp_path / "改.docx").out
    assert ("带数字的文字改了 1 处" if expected[2] else "其他文字改了 1 处") in shown
    assert ("1 处修订痕迹（按接受全部修订后的样子核对）" in shown) == ("修订" in now)


@pytest.mark.parametrize(
    "look",
    [
        "<w:strike/>",
        "<w:vanish/>",
        '<w:color w:val="FFFFFF"/>',
        '<w:vertAlign w:val="superscript"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
    ],
)
def test_a_figure_that_a_reader_does_not_see_as_printed_was_changed(place: Path, tmp_path: Path, look: str) -> None:
    figure = re.search(r"按时完成([1-9]\d)项次", overall(place))
    assert figure is not None
    place_of = re.compile(rf"<w:rPr>((?:(?!</w:rPr>).)*</w:rPr><w:t[^>]*>{figure[1]}</w:t>)")

    def hide(xml: str) -> str:
        return place_of.sub(rf"<w:rPr>{look}\1", xml, count=1)

    (tmp_path / "改.docx").write_bytes(changed((place / "issue.docx").read_bytes(), {"word/document.xml": hide}))
    ran = verify(place, tmp_path / "改.docx", DAY, "--json")
    assert (ran.code, [each["printed"] for each in ran.json["changed"]]) == (1, [figure[1]])
    assert ran.json["changed"][0]["now"] != figure[1]


def test_rows_that_changed_places(place: Path, tmp_path: Path) -> None:
    def swap(xml: str) -> str:
        rows = re.findall(r"<w:tr>.*?</w:tr>", xml, re.DOTALL)
        return xml.replace(f"{rows[1]}{rows[2]}", f"{rows[2]}{rows[1]}")

    (tmp_path / "改.docx").write_bytes(changed((place / "issue.docx").read_bytes(), {"word/document.xml": swap}))
    ran = verify(place, tmp_path / "改.docx", DAY, "--json")
    assert (ran.code, bool(ran.json["moved"]), ran.json["reworded"]) == (1, True, [])
    assert "换了位置" in verify(place, tmp_path / "改.docx").out


@pytest.mark.parametrize(
    ("kind", "root", "inside", "shown"),
    [
        ("header", "hdr", paragraph("已完成99项"), "新加：已完成99项"),
        ("footer", "ftr", paragraph("— 3 —"), None),
        ("footer", "ftr", paragraph("第 3 页 共 12 页"), None),
        ("footnotes", "footnotes", f"<w:footnote>{paragraph('截至8月。')}</w:footnote>", "新加：截至8月。"),
    ],
)
def test_heads_feet_and_footnotes(
    place: Path, tmp_path: Path, kind: str, root: str, inside: str, shown: str | None
) -> None:
    (tmp_path / "改.docx").write_bytes(other((place / "check.docx").read_bytes(), kind, root, inside))
    ran = verify(place, tmp_path / "改.docx")
    assert ran.code == (0 if shown is None else 1), ran.out
    assert shown is None or ("页眉、页脚、脚注里的文字改了 1 处" in ran.out and shown in ran.out)


def test_the_word_at_the_head_of_the_check_edition_must_stand(place: Path, tmp_path: Path) -> None:
    document = (place / "check.docx").read_bytes()
    heads = [name for name in names(document) if "header" in name and "rels" not in name]
    cut = changed(document, dict.fromkeys(heads, lambda xml: xml.replace("核对版", "印发版")))
    (tmp_path / "改.docx").write_bytes(cut)
    found = verify(place, tmp_path / "改.docx", DAY, "--json").json["reworded"]
    assert [(each["then"], each["now"], each["around"]) for each in found] == [
        ("", "印发版", True), ("核对版", "", True)
    ]  # fmt: skip


def test_comments_are_told_of_and_pictures_must_be_looked_at(place: Path, tmp_path: Path) -> None:
    document = (place / "issue.docx").read_bytes()
    noted = other(document, "comments", "comments", f"<w:comment>{paragraph('请核')}</w:comment>")
    (tmp_path / "批.docx").write_bytes(noted)
    ran = verify(place, tmp_path / "批.docx")
    assert (ran.code, "还留着 1 条批注" in ran.out, "一致" in ran.out) == (0, True, True)
    (tmp_path / "图.docx").write_bytes(edited(document, "<w:body>", "<w:body><w:p><w:r><w:drawing/></w:r></w:p>"))
    ran = verify(place, tmp_path / "图.docx")
    assert (ran.code, "图片、图形、公式、域、特殊字效或嵌入的文件 1 处" in ran.out, "一致" in ran.out) == (
        1,
        True,
        False,
    )


@pytest.mark.parametrize(
    "inside",
    [
        '<w:p><m:oMath xmlns:m="urn:m"><m:f/></m:oMath></w:p>',
        '<w:p><w:fldSimple w:instr=" PAGE "/></w:p>',
        '<w:p><w:pPr><w:framePr w:x="20000"/></w:pPr></w:p>',
    ],
)
def test_what_shows_something_else_than_stands_there_must_be_looked_at(
    place: Path, tmp_path: Path, inside: str
) -> None:
    (tmp_path / "改.docx").write_bytes(edited((place / "issue.docx").read_bytes(), "<w:body>", f"<w:body>{inside}"))
    ran = verify(place, tmp_path / "改.docx")
    assert (ran.code, "特殊字效或嵌入的文件 1 处" in ran.out, "一致" in ran.out) == (1, True, False), ran.out


def test_an_account_with_forged_sentences_and_one_that_nobody_can_check(place: Path, tmp_path: Path) -> None:
    both = dict.fromkeys(("word/document.xml", "customXml/item1.xml"), lambda xml: xml.replace(SIGN, "未经排名"))
    forged = changed((place / "issue.docx").read_bytes(), both)
    (tmp_path / "改.docx").write_bytes(forged)
    ran = verify(place, tmp_path / "改.docx", DAY, "--json")
    assert ran.code == 1
    assert any(not each["key"] and "未经排名" in each["told"] and SIGN in each["made"] for each in ran.json["forged"])
    for then, now, why in (
        (' commit="[0-9a-f]+"', ' commit=""', "不在 git 仓库里"),
        (' commit="[0-9a-f]+"', f' commit="{"1" * 40}"', "读不出来"),
    ):
        (tmp_path / "改.docx").write_bytes(account(forged, then, now))
        ran = verify(place, tmp_path / "改.docx")
        said = ran.out.replace("\n", "")
        assert (ran.code, why in said, "不能证明底稿没有被换过" in said) == (1, True, True), ran.out
        assert ("只与自带的底稿相同" in said, "一致" in said) == (True, False)
        found = verify(place, tmp_path / "改.docx", DAY, "--json").json
        assert (found["same"], found["regenerated"], found["forged"]) == (False, False, [])


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        (' saved="yes"', ' saved="no"', "没提交的改动"),
        (' program="[^"]+"', ' program="0.0.9"', "由 fazhi 0.0.9 生成"),
        (' program="[^"]+"', ' program=""', "由别的版本的 fazhi 生成"),
    ],
)
def test_what_an_account_says_of_itself_does_not_excuse_other_words(
    place: Path, tmp_path: Path, then: str, now: str, why: str
) -> None:
    both = dict.fromkeys(("word/document.xml", "customXml/item1.xml"), lambda xml: xml.replace(SIGN, "未经排名"))
    forged = account(changed((place / "issue.docx").read_bytes(), both), then, now)
    (tmp_path / "改.docx").write_bytes(forged)
    found = verify(place, tmp_path / "改.docx", DAY, "--json")
    assert (found.code, found.json["same"], found.json["regenerated"]) == (1, False, True)
    assert any(not each["key"] and "未经排名" in each["told"] and SIGN in each["made"] for each in found.json["forged"])
    assert why in found.json["perhaps"]
    said = verify(place, tmp_path / "改.docx").out.replace("\n", "")
    assert ("不是这个缘故的，底稿被换过" in said, "未经排名" in said, "一致" in said) == (True, True, False), said


def test_a_document_of_another_version_is_held_to_its_figures(place: Path, tmp_path: Path) -> None:
    other = account((place / "issue.docx").read_bytes(), ' program="[^"]+"', ' program="0.0.9"')
    (tmp_path / "改.docx").write_bytes(other)
    ran = verify(place, tmp_path / "改.docx", DAY, "--json")
    assert (ran.code, ran.json["regenerated"], ran.json["perhaps"]) == (0, True, "")
    wrong = {
        "customXml/item1.xml": lambda xml: re.sub(r'printed="18"( at="\d+")', r'printed="19"\1', xml).replace(
            "完成18项次", "完成19项次"
        )
    }
    figures = {"word/document.xml": lambda xml: xml.replace(">18<", ">19<")}
    (tmp_path / "改.docx").write_bytes(changed(other, {**wrong, **figures}))
    found = verify(place, tmp_path / "改.docx", DAY, "--json").json
    assert ("19", "18") in [(each["told"], each["made"]) for each in found["forged"]]


def test_a_document_of_another_register(place: Path, tmp_path: Path) -> None:
    for then, now in ((' unit=""', ' unit="某局"'), (' period=""', ' period="2031Q1"')):
        (tmp_path / "改.docx").write_bytes(account((place / "issue.docx").read_bytes(), then, now))
        ran = verify(place, tmp_path / "改.docx")
        assert (ran.code, "这里的台账没有" in ran.err, "工作区里核对" in ran.err) == (2, True, True), ran.err


def test_a_document_made_with_changes_that_were_not_committed(place: Path, tmp_path: Path) -> None:
    same = account((place / "issue.docx").read_bytes(), ' saved="yes"', ' saved="no"')
    (tmp_path / "改.docx").write_bytes(same)
    assert verify(place, tmp_path / "改.docx", DAY, "--json").json["regenerated"]


def test_long_lists_are_cut_on_the_screen_and_whole_in_json(place: Path, tmp_path: Path) -> None:
    added = "".join(paragraph(f"第{at}句{'长' * 2000}。") for at in range(60))
    (tmp_path / "改.docx").write_bytes(edited((place / "issue.docx").read_bytes(), "<w:body>", f"<w:body>{added}"))
    ran = verify(place, tmp_path / "改.docx")
    assert "另有 20 处，见 --json" in ran.out
    assert max(map(len, ran.out.splitlines())) < 200
    found = verify(place, tmp_path / "改.docx", DAY, "--json").json["reworded"]
    assert (len(found), max(len(each["now"]) for each in found)) == (60, 1000)
