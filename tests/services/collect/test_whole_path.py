"""The whole way of a form as a clerk goes it: a letter by mail, the answer to it, a branch, its review, the new state."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import entries, errors, evidence
from tests.builders.forms import Filled
from tests.builders.mails import mail
from tests.builders.repositories import IDENTITY, git, in_git, merge

LETTER_DAY, DAY = "2024-06-20", "2024-06-24"


@pytest.fixture(autouse=True)
def identity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.builders.command._KEPT", ("PATH", "HOME", *IDENTITY))
    for name, said in IDENTITY.items():
        monkeypatch.setenv(name, said)


def opened(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=default)


def form_in(message: EmailMessage) -> bytes:
    """What a unit saves from the mail and opens in its spreadsheet program."""
    found = {each.get_filename(): each.get_payload(decode=True) for each in message.iter_attachments()}
    (form,) = [data for name, data in found.items() if name and name.endswith(".xlsx")]
    assert isinstance(form, bytes)
    return form


def state(root: Path) -> dict[str, Any]:
    """The duty that the letter is about, as JSON."""
    listed = fazhi("duties", "--unit", "区司法局", "--json", "--as-of", DAY, root=root).json["duties"]
    (found,) = [each for each in listed if (each["obligation"], each["period"]) == ("3.1", "2024H1")]
    assert isinstance(found, dict)
    return found


def test_from_the_letter_to_the_new_state(root: Path, inbox: Path, collect: Any, tmp_path: Path) -> None:
    assert evidence(root, "--document", "示司〔2024〕3号", "--recorded", "2024-06-13").code == 0  # it is in use
    in_git(root)
    known_before = set(entries(root))
    out = tmp_path / "发出"

    # The office writes its letters, each as a mail with the form that asks for what the letter is about.
    ran = fazhi("notice", "--unit", "区司法局", "-o", str(out), "--mail", "--as-of", LETTER_DAY, root=root)
    assert ran.code == 0, ran.err
    (letter,) = [opened(path.read_bytes()) for path in out.iterdir() if path.suffix == ".eml"]
    assert state(root)["state"] == "due-soon"

    # The unit fills the form in, and answers the mail with it and two attachments.
    said = {"日期": "6月21日", "做了什么": "开展上半年案卷评查", "附件文件名": "通报；评查表"}
    filled = Filled(form_in(letter)).write("3.1", said, period="2024H1")
    files = (("报送表（已填）.xlsx", filled.bytes()), ("通报.PDF", b"report"), ("评查表.jpg", b"table"))
    (inbox / "回复.eml").write_bytes(mail(*files, subject=f"回复：{letter['subject']}"))

    # The clerk collects the inbox on a branch for the unit; the work tree stays as it is.
    ran = collect("--branch", "--author", "区司法局 <sfj@example.cn>", "--json", on=DAY)
    assert (ran.code, ran.err) == (0, "")
    (form,) = ran.json["forms"]
    assert (form["unit"], form["faults"], ran.json["remarks"]) == ("区司法局", [], [])
    branch = form["branch"]
    assert git(root, "status", "--porcelain") == ""
    assert set(entries(root)) == known_before

    # Somebody reviews it like everyone's branch, and merges it.
    review = fazhi("review", "--head", branch, "--only-unit", "sfj", "--json", "--as-of", DAY, root=root)
    assert review.code == 0, review.out
    merge(root, branch)
    git(root, "branch", "-d", branch)

    # What was about to fall due is done, by a record that names the form and its two attachments.
    after = state(root)
    (known,) = set(entries(root)) - known_before
    assert (after["state"], after["records"]) == ("done", [known])
    record = entries(root)[known]
    assert (record["form"], [each["name"] for each in record["files"]]) == (form["form"], ["通报.PDF", "评查表.jpg"])
    assert errors(root) == []
    assert git(root, "log", "--format=%an", "-1", "--", f"data/records/{known}.yaml").strip() == "区司法局"

    # The same mail collected once more, in whatever way, writes nothing.
    refs = git(root, "for-each-ref")
    for options in (("--branch",), ("--commit",), ()):
        assert collect(*options, on="2024-06-25").code == 0
        assert (git(root, "for-each-ref"), git(root, "status", "--porcelain")) == (refs, "")
