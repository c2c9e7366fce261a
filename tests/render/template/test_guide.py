"""docs/templates.md lists what the program offers: its written part is the program's own words, anew with --update-golden."""

from __future__ import annotations

import re

from tests.builders.pages.template_guide import FIRST, chapters, classes, guide
from tests.builders.places import DOCS

from spt_fazhi.render.template.library import packaged

GUIDE = DOCS / "templates.md"


def test_the_guide_lists_every_filter_function_variable_and_type(update_golden: bool) -> None:
    head, first, _ = GUIDE.read_text("utf-8").partition(FIRST)
    if update_golden:
        GUIDE.write_text(head + guide(), "utf-8", newline="\n")
    assert first == FIRST
    assert GUIDE.read_text("utf-8") == head + guide(), "run pytest --update-golden tests/render/template/test_guide.py"


def test_every_template_that_is_shipped_has_its_chapter() -> None:
    shared = {name for text in packaged().values() for name in re.findall(r'{% import "([^"]+)"', text)}
    assert {template for _, _, template, _ in chapters()} == set(packaged()) - shared
    assert all(f"`{name}`" in GUIDE.read_text("utf-8").partition(FIRST)[0] for name in shared)


def test_every_value_is_described_in_chinese_once() -> None:
    text = guide()
    described = re.findall(r"^\| `\w+` \| [^|]+ \| (.*) \|$", text, re.MULTILINE)
    assert len(described) > 100
    assert all(re.search(r"[\u4e00-\u9fff]", said) for said in described)
    headings = re.findall(r"^### (\w+)$", text, re.MULTILINE)
    assert len(headings) == len(set(headings))
    assert set(headings) == {each.__name__ for *_, values in chapters() for each in classes(values)}
    assert {"Head", "Note", "Origin"} <= set(headings)
