"""Draw the form that a unit of the demonstration gets, as it prints: docs/img/form-guide.png, form.png and
form-findings.png.

See make_page.py, which draws in the same way.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from make_page import page, printed
from PIL import Image, ImageChops

from spt_fazhi.cli.app import run
from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.store.write.new_workspace import create_workspace

UNIT, DAY = "示范区市场监管局", "2024-07-15"
IMAGES = {1: ("form-guide.png", 72), 2: ("form.png", 110), 4: ("form-findings.png", 110)}
"""By page the picture and its dots an inch."""
_MARGIN = 12


def draw(folder: Path) -> None:
    """The pages, by way of a workspace, a workbook and a PDF in `folder`."""
    create_workspace(folder / "区", make_workspace(DemoRequest()))
    book = folder / "form.xlsx"
    if run(["form", UNIT, "--as-of", DAY, "--root", str(folder / "区"), "-o", str(book)]) != 0:
        sys.exit("the form cannot be made")
    pdf = printed(book, folder)
    for number, (name, dots) in IMAGES.items():
        drawn = page(pdf, number, "-r", str(dots)).convert("RGB")
        body = drawn.crop((0, 0, drawn.width, drawn.height * 93 // 100))  # the foot left out, then what is blank
        left, top, right, bottom = ImageChops.difference(body, Image.new("RGB", body.size, "white")).getbbox()
        box = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
        body.crop(box).quantize(32).save(Path(__file__).with_name(name), optimize=True)


if __name__ == "__main__":
    if shutil.which("soffice") is None or shutil.which("pdftoppm") is None:
        sys.stderr.write("没有 LibreOffice 或 pdftoppm，不重画报送表的图\n")
    else:
        with tempfile.TemporaryDirectory() as made:
            draw(Path(made))
