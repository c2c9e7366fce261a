"""`fazhi verify FILE.docx`: a report that was printed, edited by hand, and overtaken by the register."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.pages.office import changed, converted, edited, names, needs_libreoffice, part
from tests.builders.repositories import in_git

DAY = "2024-07-15"


@pytest.fixture(scope="module")
def place(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo in a repository, with the ranking printed in both editions; tests only read it."""
    top = tmp_path_factory.mktemp("verify")
    root = Path(shutil.copytree(demo, top / "区"))
    in_git(root)
    for edition in ("issue", "check"):
        file = str(top / f"{edition}.docx")
        ran = fazhi("report", "ranking", "--as-of", DAY, "--edition", edition, "-o", file, root=root)
        assert (ran.code, ran.out) == (0, "")
    return top


def verify(place: Path, file: Path | str, day: str = DAY, *more: str, root: Path | None = None) -> Ran:
    return fazhi("verify", str(file), "--as-of", day, *more, root=root or place / "区")


def overall(place: Path) -> str:
    """The sentence with the figures of all bodies together."""
    text = fazhi("report", "ranking", "--as-of", DAY, root=place / "区").out
    return next(line for line in text.splitlines() if "按时完成率" in line and not line.startswith("|")).partition(
        "。"
    )[0]


@pytest.mark.parametrize("edition", ["issue", "check"])
def test_an_untouched_document_is_the_same(place: Path, edition: str) -> None:
    ran = verify(place, place / f"{edition}.docx")
    assert ran.code == 0
    assert "一致：" in ran.out
    assert f"处数字截至 {DAY} 也都成立" in ran.out
    found = verify(place, place / f"{edition}.docx", DAY, "--json").json
    assert (found["same"], found["edition"], found["as_of"], found["day"]) == (True, edition, DAY, DAY)
    assert found["figures"] > 20
    assert (found["changed"], found["deleted"], found["untrue"]) == ([], [], [])


def test_a_changed_digit_and_a_sentence_that_is_gone(place: Path, tmp_path: Path) -> None:
    document = (place / "issue.docx").read_bytes()
    first = re.search(r"按时完成([1-9]\d)项次", overall(place))
    assert first is not None
    true, false = first[1], f"{first[1]}7"
    hand = edited(edited(document, f">{true}<", f">{false}<"), "示范区公安分局", "别的一家单位甲乙丙丁戊己庚辛")
    file = tmp_path / "改过.docx"
    file.write_bytes(hand)
    ran = verify(place, file, DAY, "--json")
    assert ran.code == 1
    (change,) = ran.json["changed"]
    assert (change["printed"], change["now"], change["today"]) == (true, false, true)
    assert first[0] in change["sentence"]
    assert f"按时完成{false}项次" in change["sentence_now"]
    (gone,) = ran.json["deleted"]
    assert gone["sentence"].startswith("示范区公安分局 ｜ ")
    assert len(gone["keys"]) >= 4
    assert ran.json["untrue"] == []
    shown = verify(place, file).out
    assert "改过的数字 1 处" in shown
    assert f"{true} → {false}" in shown
    assert "带数字的句子和行 1 处" in shown


def test_a_figure_that_is_no_longer_true_names_the_record_that_changed_it(place: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(place / "区", tmp_path / "区"))
    before = {path.stem for path in root.rglob("data/records/*/*.yaml")}
    ran = fazhi(
        "record", "evidence", "5.1", "--unit", "示范区教育局", "--date", "2024-07-15", "--title", "补报清理结果",
        "--document", "示教发〔2024〕9号", "--recorded", "2024-07-16", "--yes", root=root,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (new,) = {path.stem for path in root.rglob("data/records/*/*.yaml")} - before
    found = verify(place, place / "issue.docx", "2024-07-16", "--json", root=root)
    assert found.code == 1
    untrue = found.json["untrue"]
    assert found.json["changed"] == found.json["deleted"] == []
    assert any(each["added"] == [f"jyj/{new}"] and not each["removed"] for each in untrue)
    assert all(each["printed"] != each["today"] for each in untrue)
    shown = verify(place, place / "issue.docx", "2024-07-16", root=root).out
    assert f"新计入：jyj/{new}" in shown.replace("\n", "").replace(" ", "")


def test_time_alone_makes_figures_untrue(place: Path) -> None:
    found = verify(place, place / "issue.docx", "2024-08-15", "--json")
    assert found.code == 1
    assert found.json["untrue"]
    assert all(each["printed"] != each["today"] for each in found.json["untrue"])
    now = fazhi("report", "ranking", "--as-of", "2024-08-15", root=place / "区").out
    total = re.search(r"共(\d+)项次", overall(place))
    (due,) = (
        each
        for each in found.json["untrue"]
        if total and f"共{each['printed']}项次" == total[0] and each["sentence"].find(total[0]) >= 0
    )
    assert f"共{due['today']}项次" in now
    assert "是日子过了" in verify(place, place / "issue.docx", "2024-08-15").out


def test_a_report_that_counts_nothing_has_nothing_to_verify(place: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(place / "区", tmp_path / "区", ignore=shutil.ignore_patterns(".git")))
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/breakdown.md.j2").write_text("# {{ head.title }}\n\n没有数的。\n", "utf-8")
    file = tmp_path / "表.docx"
    assert fazhi("report", "breakdown", "--as-of", DAY, "-o", str(file), root=root).code == 0
    ran = verify(place, file, root=root)
    assert (ran.code, "没有从台账数出来的数字" in ran.out.replace("\n", "")) == (0, True), ran.out


def test_figures_that_the_report_no_longer_prints_are_named(place: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(place / "区", tmp_path / "区", ignore=shutil.ignore_patterns(".git")))
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/ranking.md.j2").write_text("# {{ head.title }}\n", "utf-8")
    found = verify(place, place / "issue.docx", DAY, "--json", root=root)
    assert found.code == 1
    assert {each["today"] for each in found.json["untrue"]} == {None}
    assert "报表里没有这个数了" in verify(place, place / "issue.docx", root=root).out


def test_without_the_commit_days_tell_which_records_are_new(place: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(place / "区", tmp_path / "区", ignore=shutil.ignore_patterns(".git")))
    found = verify(place, place / "issue.docx", "2024-08-15", "--json", root=root)
    assert found.code == 1
    assert all(each["removed"] == [] for each in found.json["untrue"])


def account(document: bytes, then: str, now: str) -> bytes:
    """The document with its own account of itself altered."""

    def alter(xml: str) -> str:
        assert re.search(then, xml)
        return re.sub(then, now, xml, count=1)

    return changed(document, {"customXml/item1.xml": alter})


def test_added_statements_and_altered_words_are_listed(place: Path, tmp_path: Path) -> None:
    document = (place / "issue.docx").read_bytes()
    added = "<w:p><w:r><w:t>全区已完成83项。</w:t></w:r></w:p>"
    row = re.search(
        r"<w:tr[ >](?:(?!</w:tr>).)*示范区公安分局.*?</w:tr>", part(document, "word/document.xml"), re.DOTALL
    )
    assert row is not None
    for hand, now in (
        (edited(document, "<w:body>", f"<w:body>{added}"), "全区已完成83项。"),
        (edited(document, "<w:body>", f"<w:body><w:tbl>{row[0]}</w:tbl>"), "示范区公安分局 ｜"),
        (edited(document, ">项次", ">余项次"), "余项次"),
        (edited(document, "示范区公安分局", "示范区公安局"), "示范区公安局 ｜"),
    ):
        (tmp_path / "改.docx").write_bytes(hand)
        ran = verify(place, tmp_path / "改.docx", DAY, "--json")
        assert ran.code == 1
        assert any(now in each["now"] for each in ran.json["reworded"]), now
        assert ran.json["forged"] == []
    shown = verify(place, tmp_path / "改.docx").out
    assert "改过、新增或删去的带数字的文字 1 处" in shown
    assert "一致" not in shown


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
    assert ("带数字的文字 1 处" if expected[2] else "其他文字 1 处") in shown
    assert ("1 处修订痕迹（按接受全部修订后的样子核对）" in shown) == ("修订" in now)


@pytest.mark.parametrize(
    "look", ["<w:strike/>", "<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:vertAlign w:val="superscript"/>']
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
        ("header", "hdr", paragraph("已完成99项"), "现：已完成99项"),
        ("footer", "ftr", paragraph("— 3 —"), None),
        ("footer", "ftr", paragraph("第 3 页 共 12 页"), None),
        ("footnotes", "footnotes", f"<w:footnote>{paragraph('截至8月。')}</w:footnote>", "现：截至8月。"),
    ],
)
def test_heads_feet_and_footnotes(
    place: Path, tmp_path: Path, kind: str, root: str, inside: str, shown: str | None
) -> None:
    (tmp_path / "改.docx").write_bytes(other((place / "check.docx").read_bytes(), kind, root, inside))
    ran = verify(place, tmp_path / "改.docx")
    assert ran.code == (0 if shown is None else 1), ran.out
    assert shown is None or ("页眉、页脚、脚注里改过或新增的文字 1 处" in ran.out and shown in ran.out)


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
    assert (ran.code, "还留着1 条批注" in ran.out, "一致" in ran.out) == (0, True, True)
    (tmp_path / "图.docx").write_bytes(edited(document, "<w:body>", "<w:body><w:p><w:r><w:drawing/></w:r></w:p>"))
    ran = verify(place, tmp_path / "图.docx")
    assert (ran.code, "图片或嵌入的文件 1 处" in ran.out, "一致" in ran.out) == (1, True, False)


def test_an_account_with_forged_sentences_and_one_that_nobody_can_check(place: Path, tmp_path: Path) -> None:
    both = dict.fromkeys(("word/document.xml", "customXml/item1.xml"), lambda xml: xml.replace(SIGN, "未经排名"))
    forged = changed((place / "issue.docx").read_bytes(), both)
    (tmp_path / "改.docx").write_bytes(forged)
    ran = verify(place, tmp_path / "改.docx", DAY, "--json")
    assert ran.code == 1
    assert any(not each["key"] and "未经排名" in each["told"] and SIGN in each["made"] for each in ran.json["forged"])
    for then, now, why in (
        (' commit="[0-9a-f]+"', ' commit=""', "不在 git 仓库里"),
        (' saved="yes"', ' saved="no"', "没提交的改动"),
        (' commit="[0-9a-f]+"', f' commit="{"1" * 40}"', "读不出来"),
    ):
        (tmp_path / "改.docx").write_bytes(account(forged, then, now))
        ran = verify(place, tmp_path / "改.docx")
        said = ran.out.replace("\n", "")
        assert (ran.code, why in said, "不能证明底稿没有被换过" in said) == (0, True, True), ran.out


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


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (r"</report>", ""),
        (r"(?s)<report .*", "<x/>"),
        (r' commit="', ' commit="--upload-pack=…'),
        (r' edition="issue"', ' edition="hack"'),
        (r' as_of="', ' as_of="\u202e'),
        (r' name="ranking"', ' name="nothing"'),
        (r"<text .*/>", ""),
    ],
)
def test_an_account_that_nobody_writes_is_refused(place: Path, tmp_path: Path, then: str, now: str) -> None:
    (tmp_path / "改.docx").write_bytes(account((place / "issue.docx").read_bytes(), f"(?s){then}", now))
    ran = verify(place, tmp_path / "改.docx")
    assert (ran.code, ran.out, "改坏了" in ran.err) == (2, "", True), ran.err
    assert "\u202e" not in ran.err


@pytest.mark.parametrize(("then", "now"), [("<figure [^>]*/>", ""), (' key="[^"]*"', ' key="别的"')])
def test_an_account_that_the_commit_does_not_bear_out(place: Path, tmp_path: Path, then: str, now: str) -> None:
    (tmp_path / "改.docx").write_bytes(account((place / "issue.docx").read_bytes(), then, now))
    ran = verify(place, tmp_path / "改.docx", DAY, "--json")
    assert (ran.code, bool(ran.json["forged"])) == (1, True)
    assert "底稿被换过" in verify(place, tmp_path / "改.docx").out.replace("\n", "")


def test_pipes_and_folders_are_no_documents(place: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.docx")
    for typed in (tmp_path / "管道.docx", tmp_path, "-", "/dev/zero"):
        ran = verify(place, typed)
        assert (ran.code, ran.out) == (2, "")
        assert "--as-of" not in ran.err
    assert fazhi("typeset", str(tmp_path / "管道.docx"), root=place / "区").code == 2


@needs_libreoffice
@pytest.mark.slow
def test_saved_again_by_libreoffice_it_is_still_known(place: Path, tmp_path: Path) -> None:
    files = {
        "check.docx": (place / "check.docx").read_bytes(),
        "改.docx": edited((place / "issue.docx").read_bytes(), "示范区公安分局", "示范区公安局"),
    }
    saved = converted(tmp_path, files, "docx:MS Word 2007 XML")
    assert verify(place, saved["check"]).code == 0
    assert "一致" in verify(place, saved["check"]).out
    again = verify(place, saved["check"], DAY, "--json").json
    assert (again["reworded"], again["moved"], again["forged"], again["regenerated"]) == ([], "", [], True)
    found = verify(place, saved["改"], DAY, "--json").json
    assert found["figures"] > 20
    assert [(each["then"][:7], each["now"][:6]) for each in found["reworded"]] == [("示范区公安分局", "示范区公安局")]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("没有.docx", None, "没有“"),
        ("通报.md", "# 通报".encode(), "不是 .docx 文件"),
        ("旧.docx", b"\xd0\xcf\x11\xe0", "不是 .docx 文件"),
    ],
)
def test_what_is_no_such_document(place: Path, tmp_path: Path, name: str, data: bytes | None, message: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    ran = verify(place, tmp_path / name)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_day_is_for_files_only(place: Path) -> None:
    ran = verify(place, "2024-07-08-quarter-k7q2")
    assert ran.code == 2
    assert "--as-of" in ran.err
