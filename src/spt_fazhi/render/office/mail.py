"""A draft of an e-mail (.eml) with attachments, to be opened in Outlook or Foxmail and sent by hand. Same bytes again.

`X-Unsent: 1` opens it as a draft. No addresses are kept, so `To` is a named group without members: whoever it goes to
can be read, and nothing can be sent before an address is filled in. Chinese stands in headers by RFC 2047, in the
names of attachments by RFC 2231.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.headerregistry import Group
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Final

from spt_fazhi.model.frozen import frozen

_TYPES: Final = {
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "md": ("text", "markdown"),
    "ics": ("text", "calendar"),
    "txt": ("text", "plain"),
}


@frozen
class Enclosed:
    """A file that goes with an e-mail."""

    name: str
    data: bytes


def mail_bytes(to: str, subject: str, text: str, enclosed: Sequence[Enclosed]) -> bytes:
    """The draft of an e-mail to a unit of this name."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = Group(to, ())
    message["Subject"] = subject
    message.set_content(text, cte="base64")
    for each in enclosed:
        maintype, subtype = _TYPES.get(each.name.rpartition(".")[2], ("application", "octet-stream"))
        charset = {"charset": "utf-8"} if maintype == "text" else {}
        message.add_attachment(each.data, maintype, subtype, filename=each.name, params=charset)
    if enclosed:
        digest = sha256("\0".join([to, subject, text, *(each.name for each in enclosed)]).encode())
        for each in enclosed:
            digest.update(each.data)
        message.set_boundary(f"=_fazhi_{digest.hexdigest()[:32]}")
    return message.as_bytes()
