"""Text from data inside Markdown: whatever it holds, it comes out as the same plain words.

Escaped is what CommonMark or GitHub's extensions would act on, where they would: a clerk also reads and pastes the
Markdown as it is, so `2.3`, `4.7%`, `-5`, `A&B` and `签到表_终稿.docx` stay as they are. A backslash before ASCII
punctuation is undone by every Markdown reader. `@`, and `#` before a digit, become their full-width forms, because
sites turn `@name` and `#12` into a notification or a reference after Markdown has been read, when a backslash no
longer helps.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from spt_fazhi.text.plain import one_line

# What acts wherever it stands; every branch begins with the character, which keeps the search fast. At the end of the
# text it counts that anything may follow.
_INSIDE: Final = (
    r"[`\[\]|~$]"  # code, links and footnotes, cells of a table, strikethrough, mathematics
    r"|\\(?=[!-/:-@\[-`{-~]|\Z)"  # an escape, or a line break at the end of a line
    r"|\*(?:(?!\s)|(?<!\s\*))"  # emphasis; not between spaces
    r"|_(?:(?![^\W_])|(?<![^\W_]_))"  # emphasis; not inside a word
    r"|#(?<=\s#)(?=#*\Z)"  # hashes that would close a heading
    r"|[!^]\Z"  # an image or a footnote inside the line, if brackets follow
    r"|:(?<=[A-Za-z]:)(?=//|\Z)|\.(?<=[Ww][Ww][Ww]\.)"  # bare addresses
)
_TAGS: Final = r"|<(?=[A-Za-z/!?]|\Z)"  # a tag, a comment, an address in pointed brackets
_NAMED: Final = r"|&(?=#?[0-9A-Za-z]{1,40};|#?\Z)"  # an entity
_ACTIVE: Final = re.compile(_INSIDE + _TAGS + _NAMED)
_ACTIVE_BESIDE_ENTITIES: Final = re.compile(_INSIDE)
# What acts at the start of a line only.
_START: Final = re.compile(
    r"[#>:;.()]"  # headings, quotes, definitions; a bracket would follow a footnote's mark as the address of a link
    r"|[-+](?=\s|\Z)|-(?=[-:\s]*\Z)|=(?=[=\s]*\Z)"  # list items, rulers, underlined headings, heads of tables
    r"|[0-9]{1,9}(?=[.)](?:\s|\Z))"  # numbered items: the backslash goes behind the number
)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_REFERENCE: Final = re.compile(r"#(?=\d)")
# Most of what is printed, and nothing in it acts: words, ids, days, shares.
_HARMLESS: Final = re.compile(r"[^\W_](?:[^\W_]|[-/%，。；：、“”（）《》〔〕]|(?<=[0-9])\.(?=[0-9]))*")


def escape_markdown(text: str, *, start: bool = True, entities: bool = False) -> str:
    """`text` on one line so that a Markdown reader shows exactly it and does nothing else.

    `start` says that it may stand at the start of a line (or of a list item, a heading); a cell of a table never
    does. With `entities` every `<`, `>` and `&` is written as an entity, for readers that let HTML through.
    """
    if _HARMLESS.fullmatch(text):
        return text
    shown = _REFERENCE.sub("\uff03", one_line(text).replace("@", "\uff20"))
    escaped = (_ACTIVE_BESIDE_ENTITIES if entities else _ACTIVE).sub(r"\\\g<0>", shown)
    if start and (found := _START.match(shown)) and not (entities and found[0] == ">"):
        place = found.end() if found[0].isdigit() else 0
        escaped = f"{escaped[:place]}\\{escaped[place:]}"
    return escape(escaped, quote=False) if entities else escaped


def unescape_markdown(text: str) -> str:
    """Prose as a Markdown reader shows it, where nothing but backslashes is marked up: for a message to be pasted."""
    return _ESCAPE.sub(r"\1", text)
