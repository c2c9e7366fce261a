"""How many terminal columns text takes, and wrapping by columns: Chinese characters take two."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

_NO_LINE_START = frozenset(",.;:!?%)]，。、；：！？）》〉”’】〕")


def columns(text: str) -> int:
    """Terminal columns of `text` (ambiguous characters count one)."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def fit(text: str, width: int) -> str:
    """`text` cut to `width` columns with … when longer, padded with spaces when shorter."""
    if columns(text) > width:
        kept, used = [], 0
        for char in text:
            used += columns(char)
            if used > width - 1:
                break
            kept.append(char)
        text = "".join(kept) + "…"
    return text + " " * (width - columns(text))


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; breaks between Chinese characters or at spaces, keeps ASCII words whole."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for word in _words(paragraph):
            size = columns(word)
            if used + size > width and line and word not in _NO_LINE_START:
                lines.append(line.rstrip())
                line, used = "", 0
                word = word.lstrip()  # noqa: PLW2901 - a break swallows the space
                size = columns(word)
            while size > width:
                cut = fit(word, width + 1)[:-1].rstrip() if not word.isascii() else word[:width]
                lines.append(line + cut)
                word = word[len(cut) :]  # noqa: PLW2901
                line, used, size = "", 0, columns(word)
            line += word
            used += size
        lines.append(line.rstrip())
    return lines


def _words(text: str) -> list[str]:
    """Pieces between which a line may break: ASCII words with their leading space, else single characters."""
    pieces: list[str] = []
    word = ""
    for char in text:
        if char.isascii() and char != " ":
            word += char
            continue
        if word.strip():
            pieces.append(word)
            word = ""
        if char == " ":
            word = (word if not word.strip() else "") + char
        else:
            if word:
                pieces.append(word)
                word = ""
            pieces.append(char)
    if word:
        pieces.append(word)
    return pieces
