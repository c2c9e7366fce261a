"""A Word document whole: its text, and what stands beside it, each with what it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Aside, Document
from spt_fazhi.store.documents.readers.word.numbering import Numbering
from spt_fazhi.store.documents.readers.word.package import Package, guard_word
from spt_fazhi.store.documents.readers.word.story import Story
from spt_fazhi.store.documents.readers.word.styles import Styles
from spt_fazhi.store.documents.readers.word.tags import attribute, child, kind

_SAVE: Final = "请用 Word 或 WPS 打开后另存为 .docx 再试"
_NOTES: Final = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_AROUND: Final = {"headerReference": "页眉", "footerReference": "页脚"}
_DASHES: Final = r"[\s\u2010-\u2015-]*"
_PAGE: Final = re.compile(rf"{_DASHES}(?:第?\s*\d{{1,4}}\s*页?[\s/，,]*)?(?:共?\s*\d{{1,4}}\s*页?)?{_DASHES}")
"""A page number, also with that of the last."""


def read_word(data: bytes, name: str) -> Document:
    """Read a .docx. Raises FazhiError for archives that are no Word document, are damaged, or are bombs."""
    guard_word(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Whole(Package(archive), name).read()
    except RecursionError:
        raise FazhiError(f"“{name}”里一层套一层，太深了，没有读", f"请确认来源；{_SAVE}") from None
    except (ET.ParseError, LookupError, ValueError, StopIteration):
        raise FazhiError(f"“{name}”已损坏，读不懂", _SAVE) from None


class _Whole:
    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        self._main = package.main()
        self._related = package.related(self._main)
        self._styles = Styles(self._part("styles"))

    def read(self) -> Document:
        root = self._package.parsed(self._main)
        body = child(root, "body")
        if body is None:
            raise FazhiError(f"“{self._name}”里没有正文", _SAVE)
        story = self._story()
        blocks = story.blocks(body)
        if not blocks and story.pictures:
            raise FazhiError(
                f"“{self._name}”里只有图片，没有文字", "请找电子版，或用带文字识别的程序转成文字，人工校对后再试"
            )
        asides = [*self._around(root, story), *story.asides, *self._beside(story)]
        return Document(
            blocks=tuple(blocks),
            asides=tuple(sorted(asides, key=lambda each: each.number)),
            notes=tuple(_notes(story)),
        )

    def _story(self) -> Story:
        return Story(self._name, self._styles, Numbering(self._part("numbering"), self._styles))

    def _part(self, wanted: str) -> ET.Element:
        """The part of a kind that the main one names; an empty one without it."""
        target = next((target for kind_, target in self._related.values() if kind_ == wanted), "")
        return self._package.parsed(target)

    def _beside(self, story: Story) -> Iterator[Aside]:
        """The notes and comments that the text refers to, in its order, each once."""
        parts = {what: self._part(what) for what in dict.fromkeys(what for what, _, _ in story.references)}
        inside = {
            (what, attribute(each, "id") or ""): each
            for what, part in parts.items()
            for each in part
            if attribute(each, "type") in {None, "normal"}
        }
        own = self._story()
        for what, name, line in story.references:
            each = inside.pop((what, name), None)
            if each is not None:
                own.aside(own.lines(each), _NOTES[what], line)
        yield from own.asides

    def _around(self, root: ET.Element, story: Story) -> Iterator[Aside]:
        """The words at head and foot of the pages, each once; a page number alone is none."""
        said: set[tuple[str, str]] = set()
        targets = dict.fromkeys(
            (_AROUND[kind(each)], self._related.get(attribute(each, "id") or "", ("", ""))[1])
            for each in root.iter()
            if kind(each) in _AROUND
        )
        for reason, target in targets:
            own = self._story()
            own.aside(own.lines(self._package.parsed(target)), reason)
            story.changes += own.changes
            for each in own.asides:
                if not _PAGE.fullmatch(each.text) and (each.reason, each.text) not in said:
                    said.add((each.reason, each.text))
                    yield each


def _notes(story: Story) -> Iterator[tuple[int, str, str]]:
    """What the clerk must know of how it was read."""
    if story.changes:
        yield (
            0,
            f"文中有 {story.changes} 处修订没有定稿，按接受修订以后的文字读",
            "请核对；哪一处不接受，请在 Word 或 WPS 里拒绝，另存后再读一次",
        )
    for line in story.inserted:
        yield line, "这里插进了另一个文件，没有读", "请用 Word 打开后另存为 .docx，就合成一个文件，再读一次"
    if story.pictures:
        yield 0, f"文中有 {story.pictures} 张图片或嵌入的对象，里面的字没有读", "有任务写在里面的，请照原文补录"
