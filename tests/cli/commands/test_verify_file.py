"""`fazhi verify FILE.docx`: a report that was printed, edited by hand, and overtaken by the register."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.pages.office import changed, converted, edited, needs_libreoffice, part
from tests.builders.pages.ranking import DAY, overall, verify


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
    said = ran.out.replace("\n", "")
    assert (ran.code, "没有从台账数出来的数字" in said, "不能算核对过" in said) == (1, True, True), ran.out


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
    assert "带数字的文字改了 1 处" in shown
    assert "一致" not in shown


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
