"""What is entered is finished: no gap, no draft, its own 文号 printed; it goes to somebody who is known."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from tests.builders.command import Ran, fazhi
from tests.builders.repositories import commit

from spt_fazhi.store.yaml.reader import read_tree

DAY = "2024-07-12"
NUMBER = "示依法办发〔2024〕5号"
QUARTER = ("--report", "quarter", "--period", "2024Q2")
LETTER = ("--letter", "催办", "--unit", "西镇", "--duty", "2.1")
SUFFIXES = [".md", ".txt", ".html", ".docx"]


@pytest.fixture
def root(with_bulletin: Path) -> Path:
    return with_bulletin


@pytest.fixture
def numbered(root: Path) -> Path:
    """The workspace with a pattern of 文号."""
    plan = root / "data/tasks.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("  progress:", "  number: 示依法办发〔{year}〕{n}号\n  progress:"), "utf-8"
    )
    commit(root)
    return root


def issue(root: Path, *words: str) -> Ran:
    return fazhi("issue", *words, "--recorded", DAY, root=root)


def made(root: Path, name: str, *words: str) -> Path:
    """A report of the day in a file of that name beside the workspace."""
    file = root.parent / name
    ran = fazhi("report", *words, "--as-of", DAY, "-o", str(file), root=root)
    assert ran.code == 0, ran.err
    return file


def bulletin(root: Path, name: str, *more: str) -> Path:
    return made(root, name, "quarter", "--period", "2024Q2", *more)


def paper(folder: Path, suffix: str, *lines: str) -> Path:
    """A letter that somebody wrote, in one of the forms that can be read."""
    file = folder / f"函{suffix}"
    if suffix == ".docx":
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(str(file))
    elif suffix == ".html":
        file.write_text(
            "<html><body>" + "".join(f"<p>{escape(each)}</p>" for each in lines) + "</body></html>", "utf-8"
        )
    else:
        file.write_text("\n\n".join(lines) + "\n", "utf-8")
    return file


def refused(root: Path, ran: Ran, *said: str) -> None:
    assert (ran.code, ran.out) == (2, ""), ran
    assert all(each in ran.err for each in said), ran.err
    assert ran.err.count("错误：") == ran.err.count("→") == 1, ran.err
    assert not list(root.glob("data/issued/*"))


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
@pytest.mark.parametrize(("report", "period"), [("annual", "2024"), ("half", "2024H2")])
def test_a_draft_with_gaps_is_not_entered(root: Path, suffix: str, report: str, period: str) -> None:
    file = made(root, f"稿{suffix}", report, "--period", period)
    said = ("还没有定稿", "（讨论稿）”", "【此处需补写：", "处", "定稿后再登记")
    refused(root, issue(root, str(file), "--report", report, "--period", period), *said)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("催办函", "西镇：", "联系电话：【此处需补写：联系电话】。"), "【此处需补写：联系电话】"),
        (("催办函", "西镇：", "联系电话：【此处 需补写：\u3000联系电话】。"), "【此处需补写：联系电话】"),
        (("催办函（讨论稿）", "西镇：", "请报送。"), "标题的“催办函（讨论稿）”"),
        (("讨论稿", "催办函", "西镇：", "请报送。"), "有讨论稿"),
        (("催办函", "请报送。", "（本稿尚有5处需补写，定稿时删去本行。）"), "本稿尚有5处需补写"),
    ],
)
def test_letters_of_ones_own_too(root: Path, suffix: str, lines: tuple[str, ...], said: str) -> None:
    file = paper(root.parent, suffix, *lines)
    refused(root, issue(root, str(file), *LETTER), f"“函{suffix}”还没有定稿", said)


def in_a_table_within_a_table(document: Any, gap: str) -> None:
    document.add_table(1, 1).cell(0, 0).add_table(1, 1).cell(0, 0).text = gap


def in_the_header(document: Any, _: str) -> None:
    document.sections[0].header.paragraphs[0].text = "讨论稿"


def in_the_footer(document: Any, gap: str) -> None:
    document.sections[0].footer.paragraphs[0].text = gap


def in_two_looks(document: Any, gap: str) -> None:
    line = document.add_paragraph("电话：")
    line.add_run(gap[:3]).bold = True
    line.add_run(gap[3:])


def in_a_content_control(document: Any, gap: str) -> None:
    head = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    held = f"<w:sdtContent><w:p><w:r><w:t>{gap}</w:t></w:r></w:p></w:sdtContent>"
    document.element.body.insert(0, parse_xml(f'<w:sdt xmlns:w="{head}">{held}</w:sdt>'))


@pytest.mark.parametrize(
    "put", [in_a_table_within_a_table, in_the_header, in_the_footer, in_two_looks, in_a_content_control]
)
def test_wherever_a_word_file_has_them(root: Path, put: Callable[[Any, str], None]) -> None:
    file = paper(root.parent, ".docx", "催办函", "西镇：", "请报送。")
    document = docx.Document(str(file))
    put(document, "【此处需补写：联系电话】")
    document.save(str(file))
    said = "有讨论稿" if put is in_the_header else "有【此处需补写：联系电话】"
    refused(root, issue(root, str(file), *LETTER), "还没有定稿", said)


@pytest.mark.parametrize(
    "head", ["催办函（讨论稿第二稿）", "催办函【讨论稿】", "（讨论稿 2024年6月20日）", "## 讨 论 稿"]
)
def test_a_draft_by_any_of_its_marks(root: Path, head: str) -> None:
    refused(root, issue(root, str(paper(root.parent, ".md", head, "西镇：", "请报送。")), *LETTER), "还没有定稿")


@pytest.mark.parametrize("head", ["关于报送《办法》（讨论稿）的函", "关于《办法（讨论稿）》的函", "讨论稿件处理的函"])
def test_a_title_that_speaks_of_a_draft_is_none(root: Path, head: str) -> None:
    ran = issue(root, str(paper(root.parent, ".md", head, "西镇：", "请报送。")), *LETTER)
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_paper_that_speaks_of_a_draft_is_none(root: Path, suffix: str) -> None:
    lines = ("关于征求意见的函", "西镇：", "3月审议了《办法》（讨论稿）。请补写材料。", "关于《办法（讨论稿）》的说明")
    ran = issue(root, str(paper(root.parent, suffix, *lines)), *LETTER)
    assert (ran.code, len(list(root.glob("data/issued/*.yaml")))) == (0, 1), ran.err


@pytest.mark.parametrize("period", ["2024H1", "2024H2"])
def test_a_draft_that_was_finished_by_hand_is_entered(root: Path, period: str) -> None:
    file = made(root, "半年.md", "half", "--period", period)
    text = file.read_text("utf-8")
    assert ("【此处需补写：" in text, "（讨论稿）" in text) == (True, period == "2024H2")
    lines = [line for line in text.replace("（讨论稿）", "").splitlines() if "需补写" not in line]
    file.write_text("\n".join(lines), "utf-8")
    ran = issue(root, str(file), "--report", "half", "--period", period)
    assert (ran.code, "处文字与台账生成的不同" in ran.err) == (0, True), ran.err
    (entry,) = root.glob("data/issued/*.yaml")
    title = read_tree(entry.read_text("utf-8"))["title"]
    assert f"# {title}" == text.replace("（讨论稿）", "").splitlines()[0]
    first = fazhi("verify", entry.stem, "--json", root=root).json["first"]
    assert first["where"].startswith("第 "), first


def test_letters_with_a_gap_are_neither_entered_nor_left(root: Path) -> None:
    units = root / "data/units.yaml"
    lines = [each for each in units.read_text("utf-8").splitlines() if not each.strip().startswith("phone:")]
    units.write_text("\n".join(lines) + "\n", "utf-8")
    commit(root)
    for form in ("md", "docx"):
        words = ("notice", "-o", str(root.parent / "函"), "--format", form, "--as-of", "2025-01-10")
        ran = fazhi(*words, "--issue", "--recorded", "2025-01-10", root=root)
        refused(root, ran, "【此处需补写：联系电话】", "data/units.yaml")
        assert not (root.parent / "函").exists()
    assert fazhi(*words, root=root).code == 0


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_the_number_is_printed_compared_and_made_again(numbered: Path, suffix: str) -> None:
    root = numbered
    blank = bulletin(root, f"空{suffix}")
    refused(root, issue(root, str(blank), *QUARTER, "--number", NUMBER), "印的文号还空着（示依法办发〔2024〕 号）")
    refused(root, issue(root, str(blank), *QUARTER), "还空着", "--number")
    file = bulletin(root, f"五{suffix}", "--number", "5")
    assert file.read_bytes() == bulletin(root, f"全{suffix}", "--number", NUMBER).read_bytes()
    refused(root, issue(root, str(file), *QUARTER, "--number", "示依法办发〔2024〕6号"), f"文号是 {NUMBER}", "6号")
    if suffix == ".docx":  # says itself what it is, its number among that
        ran = issue(root, str(file))
    else:
        refused(root, issue(root, str(file), *QUARTER), f"请加 --number {NUMBER}")
        ran = issue(root, str(file), *QUARTER, "--number", "5")
    assert (ran.code, "处文字" in ran.err, "文号" in ran.err) == (0, False, False), ran.err
    (entry,) = root.glob("data/issued/*.yaml")
    assert read_tree(entry.read_text("utf-8"))["number"] == NUMBER
    found = fazhi("verify", NUMBER, "--json", root=root).json
    assert (found["same"], found["first"], found["not_made"]) == (True, None, None)
    if suffix == ".docx":
        found = fazhi("verify", str(file), "--as-of", DAY, "--json", root=root).json
        assert (found["same"], found["unchecked"], found["forged"]) == (True, "", [])
    else:
        assert NUMBER in file.read_text("utf-8")


def test_a_bare_number_is_of_the_year_the_paper_was_made_in(numbered: Path) -> None:
    words = ("--period", "2024Q4", "--as-of", "2024-12-31")
    file = str(numbered.parent / "四.md")
    assert fazhi("report", "quarter", *words, "--number", "9号", "-o", file, root=numbered).code == 0
    ran = fazhi("issue", file, *QUARTER[:2], *words, "--number", "9", "--recorded", "2025-01-03", root=numbered)
    assert ran.code == 0, ran.err
    (entry,) = numbered.glob("data/issued/*.yaml")
    assert read_tree(entry.read_text("utf-8"))["number"] == "示依法办发〔2024〕9号"


def test_a_number_that_was_filled_in_by_hand_counts(numbered: Path) -> None:
    file = bulletin(numbered, "通报填.md")
    text = file.read_text("utf-8")
    assert "〔2024〕 号" in text
    file.write_text(text.replace("〔2024〕 号", "[2024]５ 号"), "utf-8")
    assert issue(numbered, str(file), *QUARTER, "--number", NUMBER).code == 0


def test_where_none_is_printed_it_is_said(root: Path) -> None:
    ran = issue(root, str(root.parent / "通报.md"), *QUARTER, "--number", NUMBER)
    assert (ran.code, f"“通报.md”没有印文号，登记的是 {NUMBER}" in ran.err) == (0, True), ran.err
    assert fazhi("verify", NUMBER, root=root).code == 0
    with_annex = paper(root.parent, ".md", "催办函", "西镇：", "请按沙党发〔2024〕3号文件报送。")
    ran = issue(root, str(with_annex), *LETTER, "--number", "示依法办函〔2024〕9号")
    assert (ran.code, "“函.md”没有印文号" in ran.err) == (0, True), ran.err


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_number_of_a_letter_of_ones_own(root: Path, suffix: str) -> None:
    own = "示依法办函〔2024〕9号"
    file = paper(root.parent, suffix, own, "催办函", "西镇：", "请报送。")
    refused(root, issue(root, str(file), *LETTER, "--number", NUMBER), f"印的文号是 {own}", NUMBER)
    ran = issue(root, str(file), *LETTER, "--number", own)
    assert (ran.code, "没有印文号" in ran.err) == (0, False), ran.err
    (entry,) = root.glob("data/issued/*.yaml")
    assert "单独登记的函，不能重新生成，只核对了文件" in fazhi("verify", entry.stem, root=root).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("quarter", "--number", "5"), "没有设置文号的式样"),
        (("ranking", "--number", NUMBER), "不印文号"),
        (("quarter", "--number", NUMBER, "--since-issued"), "不印文号"),
        (("quarter", "--number", " "), "--number 是空的"),
    ],
)
def test_a_number_that_cannot_be_printed_is_refused(root: Path, words: tuple[str, ...], said: str) -> None:
    refused(root, fazhi("report", *words, "--as-of", DAY, root=root), said)


@pytest.mark.parametrize("report", ["quarter", "half", "annual"])
def test_reports_that_are_signed_print_it(root: Path, report: str) -> None:
    """Where no pattern is set too."""
    text = fazhi("report", report, "--number", NUMBER, "--as-of", DAY, root=root).out
    lines = [line for line in text.splitlines() if line]
    title = next(at for at, line in enumerate(lines) if line.startswith("# "))
    assert lines[title + 1] == f"> {NUMBER}"
    document = docx.Document(BytesIO(made(root, "文.docx", report, "--number", NUMBER).read_bytes()))
    assert document.paragraphs[0].text == NUMBER


@pytest.mark.parametrize(("typed", "near"), [("西镇镇", "西镇"), ("各镇们", "各镇"), ("某某大学", "")])
def test_whom_it_goes_to_is_known(root: Path, typed: str, near: str) -> None:
    words = (str(root.parent / "通报.md"), *QUARTER, "--to", typed)
    refused(root, issue(root, *words), f"没有“{typed}”这个单位", f"“{near}”" if near else "list --units", "加 --yes")
    assert issue(root, *words, "--yes").code == 0
    (entry,) = root.glob("data/issued/*.yaml")
    assert read_tree(entry.read_text("utf-8"))["to"] == [typed]


def test_a_group_and_an_alias_are_entered_by_their_names(root: Path) -> None:
    assert (
        issue(root, str(root.parent / "通报.md"), *QUARTER, "--to", "部门", "--to", "xz", "--to", "有关单位").code == 0
    )
    (entry,) = root.glob("data/issued/*.yaml")
    assert read_tree(entry.read_text("utf-8"))["to"] == ["各部门", "西镇", "有关单位"]
    ran = issue(root, str(root.parent / "通报.md"), *QUARTER, "--to", "镇", "--yes")
    assert (ran.code, "东镇（dz）、西镇（xz）" in ran.err, "--yes" in ran.err) == (2, True, False), ran.err
