"""The board on paper: every page has the version and a code that names it, on A4 and A3, with the script and without."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.builders.browser import opened, require_programs

from spt_fazhi.render.board.page import board_html
from spt_fazhi.views.board.values import BoardView

from .conftest import COMMIT, made

pytestmark = pytest.mark.slow
_ZBAR = "{http://zbar.sourceforge.net/2008/barcode}"
AT = f"--at {COMMIT[:12]} --as-of 2024-06-30"


def printed(browser: Any, file: Path, place: str, folder: Path, **more: Any) -> list[str]:
    """The texts of the pages that a view is printed on."""
    require_programs("pdftotext", "pdftoppm", "zbarimg")
    paper = more.pop("format", "A4")
    with opened(browser, file, place, **more) as found:
        (folder / "p.pdf").write_bytes(found.page.pdf(format=paper, print_background=True, prefer_css_page_size=True))
    text = subprocess.run(["pdftotext", "-layout", folder / "p.pdf", "-"], capture_output=True, check=True).stdout
    return text.decode().split("\f")[:-1]


def codes(folder: Path, dots: int = 150) -> list[list[str]]:
    """What the codes of each printed page say, looked at with so many dots an inch."""
    subprocess.run(["pdftoppm", "-r", str(dots), "-gray", folder / "p.pdf", folder / "page"], check=True)
    pictures = sorted(folder.glob("page-*.pgm"))
    words = ("zbarimg", "-q", "--xml", "-Sdisable", "-Sqrcode.enable", *map(str, pictures))
    said = subprocess.run(words, capture_output=True, check=False).stdout
    found: dict[str, list[str]] = {str(picture): [] for picture in pictures}
    for source in ET.fromstring(said).iter(f"{_ZBAR}source"):
        found[source.attrib["href"]] += [each.text or "" for each in source.iter(f"{_ZBAR}data")]
    return list(found.values())


@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("", "fazhi status"),
        ("#t6", "fazhi show 6"),
        ("#u-sfj", "fazhi unit sfj"),
        ("#matrix", "fazhi status"),
        ("#unit=gafj", "fazhi status"),
    ],
)
def test_every_page_of_a_view_names_the_version_and_what_shows_it(
    browser: Any, file: Path, tmp_path: Path, place: str, command: str
) -> None:
    pages = printed(browser, file, place, tmp_path)
    assert pages
    for text in pages:
        assert f"{command} {AT}" in " ".join(text.split())
    assert codes(tmp_path) == [[f"{command} {AT}"]] * len(pages)


def test_a_sheet_longer_than_a_page_has_its_foot_on_each(browser: Any, view: BoardView, tmp_path: Path) -> None:
    task = next(each for each in view.tasks if each.id == 6)
    long = task.obligations[0]
    many = tuple(row for _ in range(6) for row in long.rows)
    from spt_fazhi.model.frozen import replace

    longer = replace(task, obligations=(replace(long, rows=many), *task.obligations[1:]))
    file = tmp_path / "long.html"
    made_of = replace(view, tasks=tuple(longer if each.id == 6 else each for each in view.tasks))
    file.write_text(board_html(made_of, made()), "utf-8")
    pages = printed(browser, file, "#t6", tmp_path)
    assert len(pages) > 3
    assert codes(tmp_path) == [[f"fazhi show 6 {AT}"]] * len(pages)


def test_on_a3_too(browser: Any, file: Path, tmp_path: Path) -> None:
    pages = printed(browser, file, "#t6", tmp_path, format="A3")
    assert codes(tmp_path) == [[f"fazhi show 6 {AT}"]] * len(pages)


def test_without_script_all_of_it_is_printed_each_page_with_its_code(
    browser: Any, file: Path, view: BoardView, tmp_path: Path
) -> None:
    pages = printed(browser, file, "", tmp_path, java_script_enabled=False)
    assert len(pages) >= len(view.tasks) + len(view.units)
    found = codes(tmp_path, 100)
    assert [each for each in found if len(each) != 1] == []
    commands = {each[0].removesuffix(f" {AT}") for each in found}
    wanted = {f"fazhi show {task.id}" for task in view.tasks} | {f"fazhi unit {sheet.code}" for sheet in view.units}
    assert wanted <= commands
