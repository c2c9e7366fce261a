"""`fazhi issue` and `verify` of a Word file: its own account, its words and its title held against the register."""

from __future__ import annotations

import re
import shlex
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.pages.office import changed, edited
from tests.builders.repositories import commit

DAY = "2024-07-12"
NUMBER = "示依法办发〔2024〕5号"
REPORT = ("--report", "quarter", "--period", "2024Q2", "--number", NUMBER)


@pytest.fixture
def root(with_bulletin: Path) -> Path:
    return with_bulletin


def issue(root: Path, *words: str) -> Ran:
    return fazhi("issue", *words, "--recorded", DAY, root=root)


@pytest.fixture(scope="module")
def word(bulletin_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bulletin as a Word file."""
    file = tmp_path_factory.mktemp("word") / "通报.docx"
    ran = fazhi("report", "quarter", "--period", "2024Q2", "--as-of", DAY, "-o", str(file), root=bulletin_made / "区")
    assert ran.code == 0, ran.err
    return file


@pytest.mark.parametrize(
    ("name", "then", "now"),
    [
        ("customXml/item1.xml", "</report>", ""),
        ("customXml/item1.xml", "urn:spt-fazhi:printed:1", "urn:other"),
        ("customXml/item1.xml", ' as_of="2024', ' as_of="2O24'),
        ("word/document.xml", "</w:body>", ""),
    ],
)
def test_a_word_file_whose_own_account_is_damaged_is_refused(
    root: Path, word: Path, name: str, then: str, now: str
) -> None:
    broken = changed(word.read_bytes(), {name: lambda xml: xml.replace(then, now)})
    (root.parent / "坏.docx").write_bytes(broken)
    ran = issue(root, str(root.parent / "坏.docx"), *REPORT)
    assert (ran.code, ran.err.startswith("错误：没有登记：“坏.docx”")) == (2, True), ran.err
    assert not list(root.glob("data/issued/*"))
    for said in ("改坏了", "已损坏"):
        assert (said in ran.err) == ((name == "word/document.xml") == (said == "已损坏"))


def test_an_account_that_leaves_figures_out_is_refused(root: Path, word: Path) -> None:
    cut = changed(word.read_bytes(), {"customXml/item1.xml": lambda xml: re.sub(r"<figure [^>]*/>", "", xml, count=1)})
    (root.parent / "缺.docx").write_bytes(cut)
    ran = issue(root, str(root.parent / "缺.docx"), *REPORT)
    assert (ran.code, "文件里是 没有" in ran.err) == (2, True), ran.err


def test_a_word_file_with_other_words_is_entered_and_said_to_differ(root: Path, word: Path) -> None:
    (root.parent / "改.docx").write_bytes(edited(word.read_bytes(), "各镇", "各有关镇"))
    ran = issue(root, str(root.parent / "改.docx"), *REPORT)
    assert ran.code == 0, ran.err
    shown = re.search(r"处文字与台账生成的不同，请看 fazhi verify (.+?)。", ran.err.replace("\n", ""))
    assert shown is not None, ran.err
    assert shlex.split(shown[1]) == [str(root.parent / "改.docx")]
    ran = fazhi("verify", NUMBER, "--json", root=root)
    assert (ran.code, ran.json["first"]["where"][:11]) == (1, "发出的 Word 第 ")
    assert "各有关镇" in ran.json["first"]["then"]
    assert ran.json["faults"] == ran.json["unread"] == []


def typeset(root: Path, text: str, name: str) -> Path:
    """A text set as a Word file, which has no account of itself."""
    (root.parent / f"{name}.md").write_text(text, "utf-8")
    ran = fazhi("typeset", str(root.parent / f"{name}.md"), "-o", str(root.parent / f"{name}.docx"), root=root)
    assert ran.code == 0, ran.err
    return root.parent / f"{name}.docx"


def test_a_copy_set_anew_is_read_by_its_sentences(root: Path) -> None:
    text = (root.parent / "通报.md").read_text("utf-8")
    ran = issue(root, str(typeset(root, text, "重排")), *REPORT)
    assert (ran.code, "没有核对" in ran.err, "不同" in ran.err) == (0, False, False), ran.err
    found = fazhi("verify", NUMBER, "--json", root=root)
    assert (found.code, found.json["first"], found.json["unread"]) == (0, None, []), found.out
    assert found.json["sentences"] > 10


@pytest.mark.parametrize("kind", [".docx", ".md"])
def test_a_copy_that_prints_other_figures_is_refused(root: Path, kind: str) -> None:
    text = (root.parent / "通报.md").read_text("utf-8")
    figure = re.search(r"应完成(\d+)项次", text)
    assert figure is not None
    file = typeset(root, text.replace(figure[0], f"应完成{figure[1]}8项次"), "错数").with_suffix(kind)
    ran = issue(root, str(file), *REPORT)
    assert (ran.code, "印的与台账不同" in ran.err, f"文件里是 {figure[1]}8" in ran.err) == (2, True, True), ran.err
    assert "按别的一天出的，登记时写 --as-of" in ran.err.replace("\n", "")
    assert not list(root.glob("data/issued/*"))


@pytest.mark.parametrize("kind", [".docx", ".md"])
def test_a_copy_with_other_words_is_entered_and_found_to_differ(root: Path, kind: str) -> None:
    text = (root.parent / "通报.md").read_text("utf-8")
    assert "各镇" in text
    ran = issue(root, str(typeset(root, text.replace("各镇", "各有关镇"), "改字").with_suffix(kind)), *REPORT)
    assert (ran.code, "处文字与台账生成的不同，登记后请看 fazhi verify" in ran.err.replace("\n", "")) == (0, True)
    found = fazhi("verify", NUMBER, "--json", root=root)
    assert (found.code, "各有关镇" in found.json["first"]["then"]) == (1, True), found.out


def test_another_word_file_beside_the_report_is_not_taken_for_it(root: Path, word: Path) -> None:
    other = typeset(root, "# 会议议程\n\n一、传达文件。\n", "议程")
    ran = issue(root, str(word), str(other), *REPORT)
    assert (ran.code, "议程.docx的内容没有核对" in ran.err.replace("\n", "")) == (0, True), ran.err
    found = fazhi("verify", NUMBER, "--json", root=root)
    assert (found.code, found.json["unread"]) == (0, ["议程.docx"])


def test_a_picture_in_what_is_sent_is_told_of(root: Path, word: Path) -> None:
    (root.parent / "图.docx").write_bytes(
        edited(word.read_bytes(), "<w:body>", "<w:body><w:p><w:r><w:pict/></w:r></w:p>")
    )
    ran = issue(root, str(root.parent / "图.docx"), *REPORT)
    assert (ran.code, "图片、公式、域等 1 处没有核对" in ran.err.replace("\n", "")) == (0, True), ran.err
    found = fazhi("verify", NUMBER, "--json", root=root)
    assert (found.code, "图片" in found.json["first"]["where"]) == (1, True)


def test_the_file_and_the_folder_of_what_was_issued_stand_for_it(
    root: Path, word: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root.parent / "扫描.pdf").write_bytes(b"%PDF-1.4\n")
    assert issue(root, str(word), str(root.parent / "扫描.pdf"), *REPORT).code == 0
    (entry,) = root.glob("data/issued/*.yaml")
    monkeypatch.chdir(root.parent)
    folder = entry.with_suffix("")
    for typed in (entry, folder, folder / "扫描.pdf", f"{root.name}/data/issued/../issued/{entry.name}", entry.stem):
        ran = fazhi("verify", str(typed), root=root)
        assert (ran.code, "一致" in ran.out) == (0, True), (typed, ran.err)
    stray = entry.rename(root.parent / entry.name)
    ran = fazhi("verify", str(stray), root=root)
    assert (ran.code, "不是 .docx 文件" in ran.err) == (2, True), ran.err


def test_the_title_that_is_entered_is_that_of_the_paper(root: Path, word: Path) -> None:
    ran = issue(root, str(word), *REPORT, "--title", "别的题目")
    assert (ran.code, "附的文件里也没有这个标题" in ran.err) == (2, True), ran.err
    other = root.parent / "扫描.pdf"
    other.write_bytes(b"%PDF-1.4\n")
    assert issue(root, str(word), str(other), *REPORT).code == 0
    ran = fazhi("verify", NUMBER, root=root)
    assert (ran.code, "扫描.pdf的内容没有核对" in ran.out) == (0, True), ran.out
    (file,) = root.glob("data/issued/*.yaml")
    file.write_text(re.sub(r"(?m)^title: .*", "title: 别的题目", file.read_text("utf-8")), "utf-8")
    found = fazhi("verify", NUMBER, "--json", root=root)
    assert (found.code, found.json["first"]["where"], found.json["first"]["then"]) == (1, "登记的标题", "别的题目")


def test_many_files_that_are_gone_are_counted(root: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"附{at}.txt" for at in range(25)]
    for each in files:
        each.write_text(f"附件。{each.name}\n", "utf-8")
    assert (
        issue(root, *map(str, files), "--letter", "催办", "--unit", "西镇", "--duty", "2.1", "--number", NUMBER).code
        == 0
    )
    (folder,) = (each for each in root.glob("data/issued/*") if each.is_dir())
    shutil.rmtree(folder)
    ran = fazhi("verify", NUMBER, root=root)
    assert (ran.code, ran.out.count("不在了。"), "另有 5 个文件有问题" in ran.out) == (1, 20, True), ran.out


def test_a_letter_and_its_entry_changed_alike_are_found(own_demo_in_git: Path, tmp_path: Path) -> None:
    root = own_demo_in_git
    sent = ("--issue", "--recorded", "2024-07-12", "--commit", "--unit", "示范东镇", "-o", str(tmp_path / "函"))
    assert fazhi("notice", "--as-of", "2024-07-12", *sent, root=root).code == 0
    (entry,) = (root / "data/issued").glob("2024-07-12-*.yaml")
    ran = fazhi("verify", entry.stem, root=root)
    assert (ran.code, "Word 全文逐句一致" in ran.out) == (0, True), ran.out
    (letter,) = entry.with_suffix("").glob("*.docx")
    before = letter.read_bytes()
    after = edited(before, "示范东镇", "示范西镇")
    letter.write_bytes(after)
    text = entry.read_text("utf-8").replace(sha256(before).hexdigest(), sha256(after).hexdigest())
    entry.write_text(text.replace(f"size: {len(before)}", f"size: {len(after)}"), "utf-8")
    found = fazhi("verify", entry.stem, "--json", root=root)
    assert (found.code, found.json["faults"], found.json["first"]["where"][:11]) == (1, [], "发出的 Word 第 ")
    assert ("示范西镇" in found.json["first"]["then"], "示范东镇" in found.json["first"]["now"]) == (True, True)


def test_the_day_a_paper_was_made_on_is_its_own(root: Path, word: Path) -> None:
    """Sent three days later: it is still the paper of its day, and another day is told how to be put right."""
    words = ("issue", str(word), *REPORT, "--recorded", "2024-07-15")
    ran = fazhi(*words, "--as-of", "2024-07-15", root=root)
    assert (ran.code, "数据截至日是 2024-07-12，登记的是 2024-07-15" in ran.err) == (2, True), ran.err
    assert "→ 文件没拿错的，登记时写 --as-of 2024-07-12" in ran.err
    assert fazhi(*words, root=root).code == 0
    (file,) = root.glob("data/issued/*.yaml")
    entry = file.read_text("utf-8")
    assert ("as_of: 2024-07-12" in entry, "recorded: 2024-07-15" in entry) == (True, True), entry
    assert fazhi("verify", NUMBER, root=root).code == 0


@pytest.mark.parametrize(
    ("words", "said", "way"),
    [
        (("--report", "half"), "的报表是“季度通报”，登记的是“半年总结”", "--report quarter"),
        (("--report", "quarter", "--period", "2024H1"), "的期间是 2024Q2，登记的是 2024H1", "--period 2024Q2"),
    ],
)
def test_what_a_paper_is_instead_is_said_in_chinese(
    root: Path, word: Path, words: tuple[str, ...], said: str, way: str
) -> None:
    ran = issue(root, str(word), *words)
    assert (ran.code, said in ran.err, f"登记时写 {way}" in ran.err) == (2, True, True), ran.err


def test_one_content_under_two_names_is_one_file(root: Path, word: Path) -> None:
    copy = root.parent / "副本.docx"
    copy.write_bytes(word.read_bytes())
    ran = issue(root, str(word), str(copy), *REPORT)
    assert (ran.code, "副本.docx”与“通报.docx”内容一样" in ran.err) == (2, True), ran.err
    assert not list(root.glob("data/issued/*"))


def test_an_entry_is_verified_by_the_path_that_is_printed(
    root: Path, word: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = issue(root, str(word), *REPORT).out.splitlines()[0].split()[-1]
    for folder, path in ((root, printed), (root.parent, f"{root.name}/{printed}"), (root, str(root / printed))):
        monkeypatch.chdir(folder)
        ran = fazhi("verify", path, root=root)
        assert (ran.code, "一致" in ran.out) == (0, True), ran.err
    ran = fazhi("verify", str(root / "data/tasks.yaml"), root=root)
    assert (ran.code, "不是 .docx 文件" in ran.err) == (2, True), ran.err


def test_a_bulletin_is_not_addressed_to_who_is_only_asked(root: Path, word: Path) -> None:
    units = root / "data/units.yaml"
    text = units.read_text("utf-8")
    units.write_text(text.replace("code: sffj, kind: vertical", "code: sffj, kind: judicial"), "utf-8")
    commit(root)
    for to in ("区示范分局", "示范分局"):
        ran = issue(root, str(word), *REPORT, "--to", to)
        assert (ran.code, "区示范分局不属政府系统，通报不发给它" in ran.err) == (2, True), ran.err
    assert not list(root.glob("data/issued/*"))


def test_a_word_file_says_itself_what_it_is(root: Path, word: Path, tmp_path: Path) -> None:
    """Which report, of which period and unit: nothing of that need be typed."""
    ran = issue(root, str(word))
    assert ran.code == 0, ran.err
    own = tmp_path / "清单.docx"
    assert fazhi("report", "unit", "西镇", "--as-of", DAY, "-o", str(own), root=root).code == 0
    ran = issue(root, str(own))
    assert ran.code == 0, ran.err
    entered = [each.read_text("utf-8") for each in sorted(root.glob("data/issued/*.yaml"))]
    bulletin, listed = sorted(entered, key=lambda text: "name: unit" in text)
    assert "name: quarter\n" in bulletin
    assert "period: 2024Q2\n" in bulletin
    assert "to: [西镇]" in listed or "- 西镇\n" in listed


def test_what_is_typed_is_held_against_what_a_word_file_says(root: Path, word: Path) -> None:
    ran = issue(root, str(word), "--period", "2024Q1")
    assert ran.code == 2
    assert "登记时写 --period 2024Q2" in ran.err
    ran = issue(root, str(word), "--report", "half")
    assert ran.code == 2
    assert not list(root.glob("data/issued/*"))
