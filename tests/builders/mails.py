"""Archives and mails as units send them."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

SENDER = "东镇司法所 <dongzhen@example.cn>"


def zipped(*files: tuple[str, bytes]) -> bytes:
    """A zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def zipped_on_windows(*files: tuple[str, bytes]) -> bytes:
    """As a Chinese Windows packs it: the names in GBK, unmarked."""
    marks = {f"{at:x<{len(name.encode('gbk'))}}": name.encode("gbk") for at, (name, _) in enumerate(files)}
    data = zipped(*((mark, content) for mark, (_, content) in zip(marks, files, strict=True)))
    for mark, raw in marks.items():
        data = data.replace(mark.encode(), raw)
    return data


def locked(data: bytes) -> bytes:
    """The same archive as one that asks for a password for its first file."""
    made = bytearray(data)
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def mail(
    *files: tuple[str, bytes], sender: str = SENDER, subject: str = "报送表", message_id: str = "<a1@example.cn>"
) -> bytes:
    """A mail with attachments."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["Subject"] = subject
    if message_id:
        message["Message-ID"] = message_id
    message.set_content("见附件。")
    for name, content in files:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    return message.as_bytes()
