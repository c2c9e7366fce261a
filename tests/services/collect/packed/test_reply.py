"""What came by mail and has faults goes back by mail: to the sender, in the thread, with the marked workbook."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.builders.entries import entries
from tests.builders.forms import Filled, forms
from tests.builders.mails import mail, zipped

REPORT = {"日期": "2月30日", "做了什么": "报送报告", "文号": "一号"}


def bad(root: Path, unit: str = "东镇") -> bytes:
    return Filled(forms(root)[unit]).write("2.1", REPORT).bytes()


def read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=default)


def enclosed(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data


def test_the_answer_to_a_faulty_form(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "来信.eml").write_bytes(mail(("东镇.xlsx", bad(root)), subject="东镇报送"))
    ran = collect()
    assert ran.code == 1
    assert f"可以发回去改的邮件（表附在里面）：{inbox / '退回_东镇.eml'}" in ran.out
    made = read(inbox / "退回_东镇.eml")
    assert {key: str(made[key]) for key in ("to", "subject", "x-unsent", "in-reply-to", "references")} == {
        "to": "东镇司法所 <dongzhen@example.cn>", "subject": "回复：东镇报送", "x-unsent": "1",
        "in-reply-to": "<a1@example.cn>", "references": "<a1@example.cn>",
    }  # fmt: skip
    body = made.get_body()
    assert body is not None
    assert body.get_content().splitlines() == [
        "您好：东镇报来的表有 1 处要改，见附件“退回_东镇.xlsx”，要改的格子标了红，批注里写着怎么改。",
        "请改好后回复本邮件，把改好的表和写进表里的附件一并发来。",
    ]
    (form,) = made.iter_attachments()
    assert form.get_filename() == "退回_东镇.xlsx"
    comments = [
        cell.comment.text
        for row in load_workbook(BytesIO(enclosed(form)))["佐证"].iter_rows()
        for cell in row
        if cell.comment
    ]
    assert any("2月30日" in each for each in comments)
    before = (inbox / "退回_东镇.eml").read_bytes()
    assert collect().code == 1  # the answer is no letter that came in
    assert sorted(path.name for path in inbox.iterdir()) == ["来信.eml", "退回_东镇.eml"]
    assert (inbox / "退回_东镇.eml").read_bytes() == before


def test_what_goes_back_comes_back_put_right(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "来信.eml").write_bytes(mail(("东镇.xlsx", bad(root))))
    assert collect().code == 1
    (form,) = read(inbox / "退回_东镇.eml").iter_attachments()
    right = Filled(enclosed(form)).write("2.1", {"日期": "2月20日"}).bytes()
    (inbox / "再来信.eml").write_bytes(mail(("退回_东镇.xlsx", right)))
    assert collect(what=inbox / "再来信.eml").code == 0
    assert [tree["date"] for tree in entries(root).values()] == ["2024-02-20"]


def test_several_forms_of_one_mail_go_back_in_one(root: Path, inbox: Path, collect: Any) -> None:
    parts = [(f"{unit}/表.xlsx", bad(root, unit)) for unit in ("东镇", "西镇")]
    (inbox / "来信.eml").write_bytes(mail(("全部.zip", zipped(*parts))))
    assert collect("--json").json["forms"][0]["returned"] == str(inbox / "退回_东镇-表.eml")
    made = read(inbox / "退回_东镇-表.eml")
    assert [each.get_filename() for each in made.iter_attachments()] == ["退回_东镇-表.xlsx", "退回_西镇-表.xlsx"]
    body = made.get_body()
    assert body is not None
    assert "东镇、西镇报来的表有 2 处要改" in body.get_content()


def test_nothing_goes_into_the_register(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "来信.eml").write_bytes(mail(("东镇.xlsx", bad(root))))
    ran = collect("-o", str(root / "data" / "退回"))
    assert ran.code == 1
    assert "在台账的 data/ 里，没有写" in ran.err
    assert not (root / "data" / "退回").exists()


def test_mails_in_an_archive_are_answered_each(root: Path, inbox: Path, collect: Any) -> None:
    parts = [
        (f"{unit}.eml", mail((f"{unit}.xlsx", bad(root, unit)), sender=f"{unit} <{code}@example.cn>"))
        for unit, code in (("东镇", "dz"), ("西镇", "xz"))
    ]
    (inbox / "导出.zip").write_bytes(zipped(*parts))
    assert collect().code == 1
    assert {path.name: str(read(path)["to"]) for path in inbox.glob("退回_*")} == {
        "退回_东镇.eml": "东镇 <dz@example.cn>",
        "退回_西镇.eml": "西镇 <xz@example.cn>",
    }


def test_only_looking_answers_nobody(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "来信.eml").write_bytes(mail(("东镇.xlsx", bad(root))))
    assert collect("--dry-run").code == 1
    assert [path.name for path in inbox.iterdir()] == ["来信.eml"]


@pytest.mark.parametrize(
    ("sender", "to"),
    [
        ('"坏人\\"><b@x.cn>, c" <d@example.cn>', ["d@example.cn"]),
        ("东镇 <a..b@example.cn>", []),
        ("东镇", []),
        ("东镇 <不是地址@例子>", []),
    ],
)
def test_a_sender_who_is_none_is_never_a_recipient(
    root: Path, inbox: Path, collect: Any, sender: str, to: list[str]
) -> None:
    data = mail(("东镇.xlsx", bad(root))).replace(
        b"\r\nSubject", b"\r\nReply-To: " + sender.encode() + b"\r\nSubject", 1
    )
    (inbox / "来信.eml").write_bytes(data)
    assert collect().code == 1
    assert [each.addr_spec for each in read(inbox / "退回_东镇.eml")["to"].addresses] == to


@pytest.mark.parametrize("message_id", ["", "no brackets", "<有汉字@例子>", "<a b>"])
def test_an_id_that_is_none_is_not_repeated(root: Path, inbox: Path, collect: Any, message_id: str) -> None:
    head = f"Message-ID: {message_id}\r\n".encode() if message_id else b""
    data = head + mail(("东镇.xlsx", bad(root)), subject="RE: 报送", message_id="")
    (inbox / "来信.eml").write_bytes(data)
    assert collect().code == 1
    made = read(inbox / "退回_东镇.eml")
    assert (made["in-reply-to"], made["references"], made["subject"]) == (None, None, "RE: 报送")
