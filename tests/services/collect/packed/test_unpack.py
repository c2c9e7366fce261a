"""Forms and attachments that come in archives and mails are found as in a folder; nothing of them stays behind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.builders.entries import entries, errors, files
from tests.builders.forms import Filled, forms
from tests.builders.mails import locked, mail, zipped, zipped_on_windows

from spt_fazhi.cli.entry import collect_entry
from spt_fazhi.services.collect.received import Received

LECTURE = {"日期": "6月12日", "做了什么": "专题讲法", "数量": "1次", "附件文件名": "签到"}
REPORT = {"日期": "2月20日", "做了什么": "报送报告", "文号": "一号"}


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Where temporary folders are made; nothing is left there in the end."""
    place = tmp_path / "临时"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    assert list(place.iterdir()) == []


def lecture(root: Path, **more: object) -> bytes:
    return Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, **more}).bytes()


def report(root: Path, unit: str, **more: object) -> bytes:
    return Filled(forms(root)[unit]).write("2.1", {**REPORT, **more}).bytes()


def attached(root: Path) -> list[str]:
    return sorted(path.split("/")[-1] for path in files(root) if not path.endswith(".yaml"))


@pytest.mark.parametrize("pack", [zipped, zipped_on_windows, mail])
def test_a_form_with_its_attachment(root: Path, inbox: Path, collect: Any, pack: Any) -> None:
    packed = inbox / ("来信.EML" if pack is mail else "材料.zip")
    form = lecture(root)
    packed.write_bytes(pack(("司法局报送表.xlsx", form), ("签到.JPG", b"photo")))
    ran = collect()
    assert (ran.code, ran.err) == (0, "")
    assert f"{packed.name}/司法局报送表.xlsx（区司法局" in ran.out
    assert "没有写进表里" not in ran.out
    assert (attached(root), errors(root)) == (["签到.JPG"], [])
    before = files(root)
    assert (collect().code, files(root)) == (0, before)
    (inbox / "司法局.xlsx").write_bytes(form)
    (inbox / "签到.jpg").write_bytes(b"photo")
    assert (collect().code, files(root)) == (0, before)  # as it lies in a folder it is the same form


def test_every_fault_is_at_its_cell_in_its_file_in_the_archive(root: Path, inbox: Path, collect: Any) -> None:
    bad = report(root, "东镇", 日期="2月30日")
    (inbox / "材料.zip").write_bytes(zipped(("东镇.xlsx", bad), ("下面/西镇.xlsx", report(root, "西镇"))))
    ran = collect()
    assert ran.code == 1
    assert "错：材料.zip/东镇.xlsx 佐证!G3：“2月30日”这一天不存在" in ran.out
    assert "材料.zip/下面/西镇.xlsx（西镇" in ran.out
    assert [tree["unit"] for tree in entries(root).values()] == ["西镇"]
    assert f"可以发回去改的表：{inbox / '退回_东镇.xlsx'}" in ran.out


def test_each_folder_of_an_archive_has_its_own_attachments(root: Path, inbox: Path, collect: Any) -> None:
    """Everybody calls them 报送表.xlsx and 照片.jpg."""
    parts = [
        (f"各镇/{unit}/{name}", data)
        for unit in ("东镇", "西镇")
        for name, data in (("报送表.xlsx", report(root, unit, 附件文件名="照片")), ("照片.jpg", unit.encode()))
    ]
    (inbox / "汇总.zip").write_bytes(zipped(*parts))
    assert collect().code == 0
    for path in files(root):
        if path.endswith(".jpg"):
            assert (root / "data" / path).read_text() == {"dz": "东镇", "xz": "西镇"}[path.split("/")[1]]
    assert attached(root) == ["照片.jpg", "照片.jpg"]


def test_an_attachment_in_another_folder_of_the_archive_is_found(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "a.zip").write_bytes(
        zipped(("表/东镇.xlsx", report(root, "东镇", 附件文件名="照片")), ("照片/照片.jpg", b"x"))
    )
    assert (collect().code, attached(root)) == (0, ["照片.jpg"])


def test_two_of_one_name_in_one_mail_are_two_forms(root: Path, inbox: Path, collect: Any) -> None:
    parts = [("报送表.xlsx", report(root, unit)) for unit in ("东镇", "西镇")]
    (inbox / "a.eml").write_bytes(mail(*parts))
    ran = collect()
    assert (ran.code, sorted(tree["unit"] for tree in entries(root).values())) == (0, ["东镇", "西镇"])
    assert "a.eml/报送表.xlsx（第 2 个）（西镇" in ran.out


def test_two_attachments_that_fit_are_told(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "a.eml").write_bytes(mail(("表.xlsx", lecture(root)), ("签到.jpg", b"1"), ("签到.pdf", b"2")))
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert "附件“签到”有 2 个文件都像：签到.jpg、签到.pdf" in ran.out


def test_an_archive_in_a_mail_is_opened_and_may_be_the_attachment_itself(root: Path, inbox: Path, collect: Any) -> None:
    inner = zipped(("照片1.jpg", b"1"), ("照片2.jpg", b"2"))
    (inbox / "a.eml").write_bytes(mail(("表.xlsx", lecture(root, 附件文件名="佐证.zip")), ("佐证.zip", inner)))
    ran = collect()
    assert (ran.code, attached(root)) == (0, ["佐证.zip"])
    assert "没有写进表里" not in ran.out
    (inbox / "b.eml").write_bytes(mail(("全部.zip", zipped(("东镇/表.xlsx", report(root, "东镇"))))))
    ran = collect(what=inbox / "b.eml")
    assert ran.code == 0
    assert "b.eml/全部.zip/东镇/表.xlsx（东镇" in ran.out


def test_an_archive_that_cannot_be_opened_is_an_attachment_all_the_same(root: Path, inbox: Path, collect: Any) -> None:
    inner = locked(zipped(("照片1.jpg", b"1")))
    (inbox / "a.eml").write_bytes(mail(("表.xlsx", lecture(root, 附件文件名="佐证")), ("佐证.zip", inner)))
    ran = collect()
    assert (ran.code, attached(root)) == (0, ["佐证.zip"])
    assert "“a.eml”里的“佐证.zip”加了密码，没有再打开，只能作附件" in ran.out


def test_an_archive_beside_a_form_may_be_its_attachment(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "佐证.zip").write_bytes(zipped(("照片.jpg", b"1")))
    (inbox / "表.xlsx").write_bytes(lecture(root, 附件文件名="佐证.zip"))
    ran = collect()
    assert (ran.code, attached(root)) == (0, ["佐证.zip"])
    assert "当作附件，没有当表收：佐证.zip" in ran.out


def test_what_nobody_named_is_told(root: Path, inbox: Path, collect: Any) -> None:
    parts = (("照片.jpg", b"1"), ("说明.docx", b"2"), ("签到.jpg", b"3"))
    (inbox / "来信.eml").write_bytes(mail(("表.xlsx", lecture(root)), *parts))
    ran = collect()
    assert ran.code == 0
    assert "注意：邮件“来信.eml”里还有 2 个附件没有写进表里：照片.jpg、说明.docx" in ran.out
    assert collect("--json").json["remarks"] == ["邮件“来信.eml”里还有 2 个附件没有写进表里：照片.jpg、说明.docx"]


def test_what_a_faulty_row_names_is_no_stray(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "来信.eml").write_bytes(mail(("表.xlsx", lecture(root, 日期="2月30日")), ("签到.jpg", b"3")))
    ran = collect()
    assert ran.code == 1
    assert "没有写进表里" not in ran.out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.eml", mail(("照片.jpg", b"1"), ("说明.pdf", b"2")), "这封邮件里没有报送表；附件有：照片.jpg、说明.pdf"),
        ("a.eml", mail(), "这封邮件里没有报送表；请核对"),
        ("a.eml", "只有文字".encode(), "这封邮件里没有报送表"),
        ("a.eml", b"", "是空文件，里面什么也没有；可能没有下载完整"),
        ("a.eml", b" \n", "是空文件，里面什么也没有；可能没有下载完整"),
        ("a.zip", zipped(("照片.jpg", b"1")), "这个压缩包里没有报送表；里面有：照片.jpg"),
        ("a.zip", zipped(), "不是 zip 压缩包，或者里面是空的"),
        ("a.zip", b"Rar!\x1a\x07", "不是 zip 压缩包，或者里面是空的"),
        ("a.zip", b"", "是空文件，里面什么也没有；可能没有下载完整"),
        ("a.zip", locked(zipped(("表.xlsx", b"x" * 40))), "里的“表.xlsx”加了密码；请让对方去掉压缩密码再发"),
        ("a.zip", zipped(("表.xlsx", b"x" * 40))[:50], "损坏了，解不开"),
        ("a.zip", zipped(("表.xlsx", bytes(17 << 20))), "太大，没有读：解开后有 17 MiB"),
        ("a.zip", zipped(("../../表.xlsx", b"x")), "“表.xlsx”没有取出：在压缩包里的位置不对（含 ..）"),
        ("a.rar", b"Rar!", "是 rar 压缩包，读不了；请解压到文件夹里"),
        ("a.7z", b"7z", "是 7z 压缩包，读不了；请解压到文件夹里"),
        ("a.msg", b"\xd0\xcf", "是 Outlook 的 .msg，读不了；请另存为 .eml"),
        ("a.eml", mail(("表.xlsx", b"PK\x03\x04 no workbook")), "a.eml/表.xlsx：没有收"),
    ],
    ids=range(17),  # not by the bytes: an archive has the time in it, and two workers begin at two times
)  # fmt: skip
@pytest.mark.parametrize("alone", [True, False])
def test_without_a_form_one_line_says_so(
    root: Path, inbox: Path, collect: Any, name: str, data: bytes, said: str, alone: bool
) -> None:
    (inbox / name).write_bytes(data)
    if not alone:
        (inbox / "西镇.xlsx").write_bytes(report(root, "西镇"))
    ran = collect(what=inbox / name if alone else None)
    assert (ran.code, ran.err) == (1, "")
    assert said in ran.out
    assert [line for line in ran.out.splitlines() if "错：" in line] == [
        line for line in ran.out.splitlines() if line.startswith(f"  错：{name}")
    ]
    assert ran.out.count("错：") == 1
    assert len(entries(root)) == (0 if alone else 1)
    assert {path.name for path in inbox.iterdir()} == {name, *([] if alone else ["西镇.xlsx"])}


def test_names_with_personal_numbers_are_masked(root: Path, inbox: Path, collect: Any) -> None:
    parts = (("张三11010519491231002X.jpg", b"x"), ("李四11010519491231002X.txt", b""))
    (inbox / "a.zip").write_bytes(zipped(("东镇.xlsx", report(root, "东镇")), *parts))
    ran = collect()
    assert "还有 1 个附件没有写进表里：张三110*************2X.jpg" in ran.out
    assert "11010519491231002X" not in ran.out


def test_a_form_that_was_handed_back_and_put_right_comes_under_its_new_name(
    root: Path, inbox: Path, collect: Any
) -> None:
    (inbox / "a.eml").write_bytes(mail(("退回_东镇.xlsx", report(root, "东镇"))))
    assert (collect().code, len(entries(root))) == (0, 1)


def test_a_workbook_that_is_called_an_archive_is_a_form(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "东镇.zip").write_bytes(report(root, "东镇"))
    assert (collect().code, len(entries(root))) == (0, 1)


@pytest.mark.parametrize("name", ["东镇报送表", "noname.dat", "附件.bin"])
def test_a_form_that_lost_its_name(root: Path, inbox: Path, collect: Any, name: str) -> None:
    (inbox / "a.eml").write_bytes(mail((name, report(root, "东镇")), ("photo", b"jpg")))
    ran = collect()
    assert (ran.code, len(entries(root))) == (0, 1)
    assert "还有 1 个附件没有写进表里：photo" in ran.out


def test_names_of_attachments_that_are_paths(root: Path, inbox: Path, collect: Any) -> None:
    """In a mail anybody may write anything as the name of a file."""
    names = ("/etc/cron.d/签到.jpg", "C:\\Windows\\表2.xlsx", "..", "\0", "CON:")
    parts = [(name, b"x") for name in names]
    (inbox / "a.eml").write_bytes(mail(("../../../表.xlsx", lecture(root)), *parts))
    before = sorted(path for path in inbox.parent.rglob("*") if "data" not in path.parts)
    ran = collect()
    assert ran.code == 1  # 表2.xlsx is no workbook
    assert attached(root) == ["签到.jpg"]
    assert sorted(path for path in inbox.parent.rglob("*") if "data" not in path.parts) == before


def test_an_archive_of_two_hundred_files_with_twenty_bad_ones(root: Path, inbox: Path, collect: Any) -> None:
    good, bad = report(root, "东镇"), report(root, "东镇", 日期="2月30日")
    parts = [(f"{at:03}.xlsx", bad if at % 5 == 3 else good) for at in range(100)]
    (inbox / "a.zip").write_bytes(zipped(*parts, *((f"照片{at}.jpg", b"x") for at in range(100))))
    ran = collect()
    assert ran.code == 1
    wrong = [line for line in ran.out.splitlines() if line.startswith("  错：")]
    assert [line.partition(" 佐证!")[0] for line in wrong] == [f"  错：a.zip/{at:03}.xlsx" for at in range(3, 100, 5)]
    assert len(entries(root)) == 1
    assert "里还有 100 个附件没有写进表里：照片0.jpg、照片1.jpg、照片2.jpg、照片3.jpg、照片4.jpg等 100 个" in ran.out


def test_nothing_stays_behind_after_ctrl_c(
    root: Path, inbox: Path, collect: Any, monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    (inbox / "a.eml").write_bytes(mail(("表.xlsx", lecture(root)), ("签到.jpg", b"3")))
    seen: list[Path] = []

    def interrupted(_: object, came: Iterable[Received], *__: object, **___: object) -> None:
        assert len(list(came)) == 1
        seen.extend(temporary.rglob("签到.jpg"))
        raise KeyboardInterrupt

    monkeypatch.setattr(collect_entry, "collect", interrupted)
    assert collect().code == 130
    assert len(seen) == 1
    assert files(root) == []


def test_a_full_disk_is_one_line(root: Path, inbox: Path, collect: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "a.eml").write_bytes(mail(("表.xlsx", lecture(root)), ("签到.jpg", b"3")))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("spt_fazhi.services.collect.packed.unpack.write_new", full)
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert "错：a.eml" in ran.out
    assert "临时文件夹" in ran.out
