"""Archives and mails: names in every spelling, and everything that should not come out of them."""

from __future__ import annotations

import contextlib
import io
import stat
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.errors import UsageError
from spt_fazhi.store.documents import bundle
from spt_fazhi.store.documents.bundle import Bundle, Letter, is_bundle, open_bundle

OFFICE = io.BytesIO()
with zipfile.ZipFile(OFFICE, "w") as _archive:
    _archive.writestr("[Content_Types].xml", "<x/>")
FORM = OFFICE.getvalue()


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def zipped_on_windows(name: str, content: bytes) -> bytes:
    """As a Chinese Windows packs it: the name in GBK, unmarked."""
    raw = name.encode("gbk")
    return zipped(("x" * len(raw), content)).replace(b"x" * len(raw), raw)


def mail(*files: tuple[str, bytes], sender: str = "东镇司法所 <dongzhen@example.cn>") -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["Subject"] = "回复：【催办函】报送情况"
    message["Message-ID"] = "<a1@example.cn>"
    message.set_content("见附件。")
    for name, content in files:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    return message.as_bytes()


def names(opened: Bundle) -> list[str]:
    return [each.name for each in opened.files]


def test_what_is_one() -> None:
    assert is_bundle(zipped(("a.txt", b"x")), ".zip")
    assert is_bundle(zipped(("a.txt", b"x")), "")
    assert not is_bundle(FORM, ".xlsx")
    assert not is_bundle(FORM, ".zip")
    assert is_bundle(mail(), ".eml")
    assert not is_bundle(mail(), ".txt")
    assert not is_bundle(b"just text", ".eml")


def test_files_come_out_of_folders_by_their_names() -> None:
    opened = open_bundle(zipped(("东镇/", b""), ("东镇/报送表.xlsx", FORM), ("东镇/附件/照片.jpg", b"jpg")), "东镇.zip")
    assert [(each.folder, each.name, each.data) for each in opened.files] == [
        ("东镇", "报送表.xlsx", FORM),
        ("东镇/附件", "照片.jpg", b"jpg"),
    ]
    assert (opened.letter, opened.left_out) == (None, ())


@pytest.mark.parametrize("name", ["报送表.xlsx", "２０２４年·通知〔2024〕5号.pdf", "plain.txt"])
def test_names_of_a_chinese_windows(name: str) -> None:
    assert names(open_bundle(zipped_on_windows(name, b"x"), "a.zip")) == [name]


def test_a_mail_with_its_sender() -> None:
    opened = open_bundle(mail(("报送表.xlsx", FORM), ("会议纪要〔2024〕3号.pdf", b"pdf")), "回复.eml")
    assert names(opened) == ["报送表.xlsx", "会议纪要〔2024〕3号.pdf"]
    assert opened.letter == Letter(
        sender="东镇司法所",
        address="dongzhen@example.cn",
        subject="回复：【催办函】报送情况",
        message_id="<a1@example.cn>",
    )


def test_a_mail_of_an_old_program_in_gbk() -> None:
    lines = [
        "From: =?gb18030?B?tqvV8g==?= <dz@example.cn>",
        "Subject: =?gb18030?B?sajLzbHt?=",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        'Content-Type: application/octet-stream; name="=?gb18030?B?sajLzbHtLnhsc3g=?="',
        'Content-Disposition: attachment; filename="=?gb18030?B?sajLzbHtLnhsc3g=?="',
        "Content-Transfer-Encoding: base64",
        "",
        "eA==",
        "--b--",
        "",
    ]
    opened = open_bundle("\r\n".join(lines).encode(), "旧.eml")
    assert names(opened) == ["报送表.xlsx"]
    assert opened.letter is not None
    assert (opened.letter.sender, opened.letter.subject) == ("东镇", "报送表")


def test_a_forwarded_mail_and_a_zip_in_it_are_opened() -> None:
    inner = EmailMessage(policy=SMTP)
    inner["From"] = "西镇 <x@example.cn>"
    inner.set_content("转发")
    inner.add_attachment(zipped(("里/表.xlsx", FORM)), "application", "zip", filename="材料.zip")
    outer = EmailMessage(policy=SMTP)
    outer["From"] = "东镇 <d@example.cn>"
    outer.set_content("见转发")
    outer.add_attachment(inner)
    archive, form = open_bundle(outer.as_bytes(), "转.eml").files
    assert (archive.name, archive.opened, archive.folder) == ("材料.zip", True, "")  # it may be meant as an attachment
    assert (form.name, form.opened, form.folder) == ("表.xlsx", False, "材料.zip/里")


def test_mails_in_an_archive_are_opened_each_with_its_sender() -> None:
    data = zipped(
        ("东镇.eml", mail(("表.xlsx", FORM))), ("西镇.eml", mail(("表.xlsx", FORM), sender="西镇 <x@example.cn>"))
    )
    opened = open_bundle(data, "导出.zip")
    assert opened.letter is None
    told = [(each.folder, each.name, each.opened, each.letter and each.letter.address) for each in opened.files]
    assert told == [
        ("", "东镇.eml", True, None),
        ("东镇.eml", "表.xlsx", False, "dongzhen@example.cn"),
        ("", "西镇.eml", True, None),
        ("西镇.eml", "表.xlsx", False, "x@example.cn"),
    ]


def test_a_mail_that_another_program_marked_as_utf8() -> None:
    assert names(open_bundle(b"\xef\xbb\xbf" + mail(("表.xlsx", FORM)), "a.eml")) == ["表.xlsx"]


def test_a_damaged_workbook_is_no_archive() -> None:
    opened = open_bundle(mail(("表.xlsx", FORM[:40])), "a.eml")
    assert ([(each.name, each.opened) for each in opened.files], opened.left_out) == ([("表.xlsx", False)], ())


def test_what_systems_leave_behind_is_nothing() -> None:
    files = [
        ("__MACOSX/._表.xlsx", b"x"),
        (".DS_Store", b"x"),
        ("Thumbs.db", b"x"),
        ("~$表.xlsx", b"x"),
        ("表.xlsx", FORM),
    ]
    opened = open_bundle(zipped(*files), "a.zip")
    assert (names(opened), opened.left_out) == (["表.xlsx"], ())


def test_what_is_left_out_is_said() -> None:
    link = zipfile.ZipInfo("链接.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("../../外面.txt", b"x")
        archive.writestr("空.txt", b"")
        archive.writestr("三层.zip", zipped(("二.zip", zipped(("一.txt", b"x")))))
    opened = open_bundle(data.getvalue(), "a.zip")
    assert names(opened) == ["三层.zip", "二.zip"]
    assert [each.removeprefix("“a.zip”里的") for each in opened.left_out] == [
        "“链接.pdf”没有取出：是一个链接", "“外面.txt”没有取出：在压缩包里的位置不对（含 ..）", "“空.txt”没有取出：是空的",
        "“二.zip”套了三层，没有再打开，只能作附件",
    ]  # fmt: skip
    opened = open_bundle(mail(("winmail.dat", b"x")), "a.eml")
    assert "Outlook" in opened.left_out[0]


def encrypted() -> bytes:
    data = bytearray(zipped(("表.xlsx", b"x" * 30)))
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(("inner", "why"), [(encrypted(), "加了密码"), (zipped(("a", b"x"))[:40], "损坏了，解不开")])
def test_an_archive_in_a_mail_that_cannot_be_opened_stays_an_attachment(inner: bytes, why: str) -> None:
    opened = open_bundle(mail(("表.xlsx", FORM), ("佐证.zip", inner)), "a.eml")
    assert [(each.name, each.opened) for each in opened.files] == [("表.xlsx", False), ("佐证.zip", False)]
    assert opened.left_out == (f"“a.eml”里的“佐证.zip”{why}，没有再打开，只能作附件",)


def test_a_picture_in_the_text_of_a_mail_is_told_from_an_attachment() -> None:
    message = EmailMessage(policy=SMTP)
    message["From"] = "a@example.cn"
    message["Subject"] = "x"
    message.set_content("<img src='cid:1'>", subtype="html")
    message.add_related(b"png", "image", "png", cid="<1>", filename="image001.png")
    message.add_attachment(b"jpg", "image", "jpeg", filename="照片.jpg")
    opened = open_bundle(message.as_bytes(), "a.eml")
    assert [(each.name, each.inline) for each in opened.files] == [("image001.png", True), ("照片.jpg", False)]


DAMAGED = {
    "zip": zipped(("东镇/报送表.xlsx", FORM), ("照片.jpg", b"jpg" * 9), method=zipfile.ZIP_DEFLATED),
    "gbk": zipped_on_windows("报送表.xlsx", b"x" * 30),
    "mail": mail(("报送表.xlsx", FORM), ("佐证.zip", zipped(("a", b"b")))),
    "nested": zipped(("里.zip", zipped(("a.txt", b"x" * 40)))),
}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (encrypted(), "加了密码"),
        (zipped(("a.txt", b"x"))[:40], "损坏了，解不开"),
        (zipped(("a.txt", b"abc" * 50)).replace(b"abcabc", b"abcabd", 1), "损坏了，解不开"),
        (zipped(("a.txt", bytes(17 << 20)), method=zipfile.ZIP_DEFLATED), "太大，没有读：解开后有 17 MiB、1 个文件"),
        (zipped(*((f"{at}.txt", b"x") for at in range(bundle.MAX_PARTS + 1))), "太大，没有读"),
        (zipped(("里.zip", zipped(("a.txt", bytes(17 << 20)), method=zipfile.ZIP_DEFLATED))), "太大，没有读"),
    ],
)  # fmt: skip
def test_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said) as refused:
        open_bundle(data, "材料.zip")
    assert refused.value.hint


def test_too_large_to_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_PACKED", 10)
    with pytest.raises(UsageError, match="没有读"):
        open_bundle(zipped(("a.txt", b"x")), "材料.zip")


@given(st.text(max_size=300))
def test_every_name_becomes_a_file_name(name: str) -> None:
    found = bundle._plain_name(name)
    assert found
    assert len(found) <= 120
    assert len(found.encode(errors="replace")) <= 240
    assert not set(found) & set('/\\:*?"<>|\n\r\0')
    assert found not in {".", ".."}


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(noise: bytes) -> None:
    for data in (b"PK\x03\x04" + noise, b"From: a\r\nSubject: b\r\n" + noise):
        with contextlib.suppress(UsageError):
            open_bundle(data, "x")


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=3), st.sampled_from(["zip", "gbk", "mail", "nested"]))
def test_a_few_bytes_changed_are_one_line_at_most(at: int, noise: bytes, kind: str) -> None:
    data = bytearray(DAMAGED[kind])
    at %= len(data)
    data[at : at + len(noise)] = noise
    with contextlib.suppress(UsageError):
        open_bundle(bytes(data), "x")


def test_a_name_that_says_it_is_utf8_and_is_not() -> None:
    data = zipped(("报送表.xlsx", FORM)).replace("报".encode(), b"\xb1\xa8\xcb")
    with pytest.raises(UsageError, match="损坏了，解不开"):
        open_bundle(data, "a.zip")


@pytest.mark.parametrize("header", ["From", "Content-Type", "Content-Disposition"])
@pytest.mark.parametrize("noise", [b'"', b"a;", b",", b"(", b"=?utf-8?q?a?= "])
def test_headers_that_were_made_to_take_long_are_cut(header: str, noise: bytes) -> None:
    """What is left of one takes a blink; without a limit a hundred thousand marks take minutes."""
    data = f"Subject: a\r\n{header}: text/plain; x=".encode() + noise * 100_000 + b"\r\n\r\n"
    with contextlib.suppress(UsageError):
        opened = open_bundle(data, "a.eml")
        assert opened.letter is not None


def test_a_mail_with_too_many_long_headers_is_refused() -> None:
    part = b'--b\r\nContent-Type: text/plain; x="' + b"a" * 2900 + b'"\r\n\r\nx\r\n'
    data = b'From: a\r\nSubject: b\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n' + part * 30 + b"--b--\r\n"
    with pytest.raises(UsageError, match="这封邮件读不懂"):
        open_bundle(data, "a.eml")


def test_of_many_folders_the_innermost_are_told() -> None:
    path = "/".join(f"夹{at}" for at in range(5000))
    (file,) = open_bundle(zipped((f"{path}/./ /表.xlsx", FORM)), "a.zip").files
    assert (file.folder, file.name) == ("夹4996/夹4997/夹4998/夹4999", "表.xlsx")


def test_a_hundred_attachments_with_long_names() -> None:
    files = [(f"{at}{'长' * 70}.pdf", b"x") for at in range(100)]
    assert names(open_bundle(mail(*files), "a.eml")) == [name for name, _ in files]


def test_a_mail_nested_a_thousand_times_is_one_line() -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\r\n\r\n--b{at}\r\n' for at in range(3000))
    with pytest.raises(UsageError, match="这封邮件读不懂"):
        open_bundle(f"From: a\r\nSubject: b\r\n{deep}".encode(), "深.eml")
