"""The text of one paragraph as it shows, and what is in it beside: hidden words, text boxes, marks of notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from spt_fazhi.store.documents.readers.word.styles import Styles
from spt_fazhi.store.documents.readers.word.symbols import symbol
from spt_fazhi.store.documents.readers.word.tags import attribute, child, children, is_on, kind, number, value

GONE: Final = frozenset({"del", "moveFrom"})
"""Tracked changes whose words are not there any more."""
COME: Final = frozenset({"ins", "moveTo"})
PROPERTIES: Final = frozenset(
    {
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "customXmlPr",
        "smartTagPr", "ctrlPr", "rubyPr", "fldData", "ffData",
    }
)  # fmt: skip
"""What says how something looks, not what it says."""
_UNSAID: Final = frozenset({"instrText", "delText", "delInstrText", "rt", "annotationRef", "footnoteRef", "endnoteRef"})
_CLOSED: Final = PROPERTIES | _UNSAID | GONE
_DRAWN: Final = frozenset({"drawing", "pict", "object"})
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_WORDS: Final = frozenset({"t", "sym", *_SIGNS})
_REFERENCES: Final = {
    "footnoteReference": "footnotes", "endnoteReference": "endnotes", "commentReference": "comments",
}  # fmt: skip


class Runs:
    """What one paragraph holds, gathered by `read`.

    `text` are the pieces of what shows, `hidden` of what does not, `prompts` of what stands in fields nobody filled in;
    `boxes` are the contents of text boxes, `drawn` words in drawings, `references` the kinds and ids of notes and
    comments. `changes` counts tracked changes, `pictures` pictures and embedded objects.
    """

    def __init__(self, styles: Styles, style: str | None) -> None:
        """Nothing is gathered yet."""
        self._styles = styles
        self._paragraph_hidden = styles.hides_paragraph(style)
        self.text: list[str] = []
        self.hidden: list[str] = []
        self.prompts: list[str] = []
        self.boxes: list[Element] = []
        self.drawn: list[str] = []
        self.references: list[tuple[str, str]] = []
        self.changes = self.pictures = 0
        self._into = self.text
        self._fields: list[bool] = []
        """For each field around: whether its code is being read, which does not show."""

    def read(self, element: Element) -> None:
        """Gather what is in `element`: a paragraph, or anything within one."""
        for each in element:
            name = kind(each)
            if name in _WORDS:
                self._say(_words(each, name))
            elif name == "r":
                self._run(each)
            elif name == "fldChar":
                self._field(each)
            elif name in _REFERENCES:
                self.references.append((_REFERENCES[name], attribute(each, "id") or ""))
            elif name in _DRAWN:
                self._drawing(each)
            elif name == "AlternateContent":
                self._one_of(each, self.read)
            elif name == "sdt":
                self._control(each)
            else:
                self.changes += name in GONE or name in COME
                if name not in _CLOSED:
                    self.read(each)

    def _say(self, words: str) -> None:
        if words and True not in self._fields:
            self._into.append(words)

    def _run(self, run: Element) -> None:
        before = self._into
        hidden = self._styles.hides_run(child(run, "rPr"), in_hidden=self._paragraph_hidden)
        if hidden and before is self.text:
            self._into = self.hidden
        self.read(run)
        self._into = before

    def _control(self, control: Element) -> None:
        """A content control; where nobody filled it in, its prompt is no text."""
        before = self._into
        if is_prompt(control) and before is self.text:
            self._into = self.prompts
        self.read(control)
        self._into = before

    def _field(self, mark: Element) -> None:
        what = attribute(mark, "fldCharType")
        if what == "begin":
            self._say(_chosen(child(mark, "ffData", "ddList")))
            self._fields.append(True)
        elif self._fields and what == "separate":
            self._fields[-1] = False
        elif self._fields and what == "end":
            self._fields.pop()

    def _one_of(self, element: Element, read: Callable[[Element], None]) -> None:
        """The same thing in several ways, for newer and older programs: the first in which anything is."""
        for way in element:
            before = self._amount()
            read(way)
            if self._amount() != before:
                return

    def _amount(self) -> tuple[int, ...]:
        return (
            *(len(each) for each in (self.text, self.hidden, self.prompts, self.boxes, self.drawn, self.references)),
            self.pictures,
        )

    def _drawing(self, element: Element) -> None:
        for each in element:
            name = kind(each)
            if name == "txbxContent":
                self.boxes.append(each)
            elif name == "AlternateContent":
                self._one_of(each, self._drawing)
            elif name in {"blip", "imagedata"}:
                self.pictures += 1
            elif name == "textpath":
                self.drawn.append(attribute(each, "string") or "")
            elif name == "p":  # of a drawing, not of the document
                self.drawn.append("".join(inner.text or "" for inner in each.iter() if kind(inner) == "t"))
            else:
                self._drawing(each)


def _words(element: Element, name: str) -> str:
    """What an element says that holds no other."""
    if name == "sym":
        return symbol(attribute(element, "char"), attribute(element, "font"))
    return element.text or "" if name == "t" else _SIGNS[name]


def _chosen(choices: Element | None) -> str:
    """What is chosen in an old form's list; "" where there is none."""
    if choices is None:
        return ""
    entries = [attribute(each, "val") or "" for each in children(choices, "listEntry")]
    at = number(value(choices, "result") or value(choices, "default"), 0, 0, max(len(entries) - 1, 0))
    return entries[at] if entries else ""


def is_prompt(control: Element) -> bool:
    """Whether a content control shows what is to be filled in."""
    return is_on(control, "sdtPr", "showingPlcHdr") is True
