"""How many terminal columns text takes, and wrapping by columns: Chinese characters take two."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

_NO_LINE_START = frozenset(",.;:!?%)]，。、；：！？）》〉”’】〕")
_NO_LINE_END = frozenset("（《〈“‘【〔")


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
    """Lines of at most `width` (≥ 4) columns; breaks between Chinese characters or at spaces, keeps ASCII words whole.

    A line does not begin with a comma, a full stop or a closing bracket: the character before goes with it. Nor does it
    end with an opening bracket: that goes with what follows.
    """
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, max(width, 4))]


def _wrap_paragraph(paragraph: str, width: int) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0
    for word in _words(paragraph):
        line = lines[-1]
        size = columns(word)
        if line and used + size > width:
            word = word.lstrip()  # noqa: PLW2901 - a break swallows the space
            size = columns(word)
            carried = _carried(line, word, width - size)
            lines.append(carried)
            used = sum(map(columns, carried))
        while size > width:  # an ASCII word longer than a line
            lines[-1].append(word[:width])
            lines.append([])
            word, used = word[width:], 0  # noqa: PLW2901
            size = columns(word)
        lines[-1].append(word)
        used += size
    return ["".join(line).rstrip() for line in lines]


def _carried(line: list[str], word: str, room: int) -> list[str]:
    """What leaves the end of a line to go with `word` to the next one, where it has `room`."""
    count = 1 if word in _NO_LINE_START else 0
    while 0 < count < len(line) and line[-count] in _NO_LINE_START:  # a run of signs
        count += 1
    while count < len(line) and line[-count - 1] in _NO_LINE_END:
        count += 1
    if not 0 < count < len(line) or sum(map(columns, line[-count:])) > room:
        return []
    carried = line[-count:]
    del line[-count:]
    return carried


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
