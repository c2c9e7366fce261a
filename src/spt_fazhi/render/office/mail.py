"""A draft of an e-mail (.eml) with attachments, to be opened in Outlook or Foxmail and sent by hand. Same bytes again.

`X-Unsent: 1` opens it as a draft. No addresses are kept, so `To` is a named group without members: whoever it goes to
can be read, and nothing can be sent before an address is filled in. An answer to a mail goes to whom that names and
stands in its thread. Chinese stands in headers by RFC 2047, in the names of attachments by RFC 2231.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.errors import MessageError
from email.headerregistry import Address, Group
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


_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,180}")
_MESSAGE_ID: Final = re.compile(r"<[!-;=?-~]{1,240}>")


@frozen
class Enclosed:
    """A file that goes with an e-mail."""

    name: str
    data: bytes


@frozen
class Answered:
    """The mail that is answered: the address to answer to and its id, as they came; not taken where they are none."""

    address: str
    message_id: str


def mail_bytes(
    to: str, subject: str, text: str, enclosed: Sequence[Enclosed], *, answered: Answered | None = None
) -> bytes:
    """The draft of an e-mail to a unit of this name, or to a sender of that name."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = _recipient(to, answered)
    if answered is not None and _MESSAGE_ID.fullmatch(answered.message_id):
        message["In-Reply-To"] = answered.message_id
        message["References"] = answered.message_id
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


def _recipient(to: str, answered: Answered | None) -> Address | Group:
    if answered is not None and _ADDRESS.fullmatch(answered.address):
        try:
            return Address(display_name=to, addr_spec=answered.address)
        except (ValueError, MessageError):  # two dots in a row and the like
            pass
    return Group(to, ())
