"""Drafts of e-mails: what Python's own parser reads back."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from spt_fazhi.render.office.mail import Enclosed, mail_bytes

NAMES = ("rdb-示范区人大常委会办公室-商请函.docx", "rdb-示范区人大常委会办公室-商请函-日历.ics", "说明 “一”.md")
FILES = [Enclosed(name=name, data=f"内容{n}\r\n".encode()) for n, name in enumerate(NAMES)]
SUBJECT = "【商请函】关于商请提供《示范区法治政府建设2024年工作要点（演示数据）》有关情况的函"


def parsed(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=default)


def test_names_subject_and_files_are_intact() -> None:
    read = parsed(mail_bytes("示范区人大常委会办公室", SUBJECT, "正文，两句话。\n", FILES))
    assert read["subject"] == SUBJECT
    assert read["x-unsent"] == "1"
    assert [(each.display_name, each.addresses) for each in read["to"].groups] == [("示范区人大常委会办公室", ())]
    body = read.get_body()
    assert body is not None
    assert body.get_content().strip() == "正文，两句话。"
    found = {each.get_filename(): each for each in read.iter_attachments()}
    assert tuple(found) == NAMES
    for each in FILES:
        assert found[each.name].get_payload(decode=True) == each.data
    assert found[NAMES[1]].get_content_type() == "text/calendar"


def test_it_is_ascii_with_windows_line_ends_and_the_same_again() -> None:
    data = mail_bytes("东镇", SUBJECT, "正文\n", FILES)
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) < 998
    assert data == mail_bytes("东镇", SUBJECT, "正文\n", FILES)
    assert data != mail_bytes("东镇", SUBJECT, "正文\n", FILES[:2])


def test_a_name_cannot_put_in_a_recipient() -> None:
    read = parsed(mail_bytes('东镇" <a@example.org>, b@example.org', "x", "正文\n", []))
    assert read["to"].addresses == ()
