"""Headers of a mail within limits: for one that was made to, the library takes the square of its length, or minutes."""

from __future__ import annotations

from email.policy import EmailPolicy
from typing import Final

_LONGEST: Final = 3000
_MOST: Final = 20_000
"""In squares of a hundred characters: some hundred attachments with the longest names there are, or some seconds."""
_PARSED: Final = frozenset({"content-type", "content-disposition", "content-transfer-encoding", "from", "reply-to"})


def limited_headers() -> EmailPolicy:
    """A policy to read one mail with: long headers are cut, and ValueError is raised when too many of them are long."""
    spent = 0

    class Limited(EmailPolicy):
        """Knows how much the headers of this mail have cost."""

        def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
            """A header as it stands, cut."""
            nonlocal spent
            name, value = super().header_source_parse(sourcelines)
            value = value[:_LONGEST]
            if name.lower() in _PARSED:
                spent += (len(value) // 100) ** 2
            if spent > _MOST:
                raise ValueError(name)
            return name, value

    return Limited()
