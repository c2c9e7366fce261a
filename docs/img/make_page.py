"""Draw the first page of the demonstration's bulletin as Word prints it: docs/img/bulletin.png.

LibreOffice lays the page out, pdftoppm draws it. The fonts of official documents cannot be given away; where they are
not installed, Noto Serif and Noto Sans stand in for them, so that the picture looks alike everywhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from spt_fazhi.cli.app import run
from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.store.write.new_workspace import create_workspace

IMAGE = Path(__file__).with_name("bulletin.png")
DAY, PERIOD = "2024-07-15", "2024Q2"
DOTS = 64  # an inch
_SERIF = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "宋体")
_FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
    "<include>/etc/fonts/fonts.conf</include>"
    + "".join(
        f"<alias binding='strong'><family>{name}</family><accept><family>Noto Serif CJK SC</family></accept></alias>"
        for name in _SERIF
    )
    + "</fontconfig>"
)


def printed(document: Path, folder: Path) -> Path:
    """A document as LibreOffice prints it, as a PDF in `folder`."""
    (folder / "fonts.conf").write_text(_FONTS, "utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(office, check=True, env=environment, capture_output=True)  # noqa: S603 - a list, no shell
    return folder / f"{document.stem}.pdf"


def page(pdf: Path, number: int, *options: str) -> Image.Image:
    """A page of a PDF, drawn."""
    place = pdf.with_suffix("")
    drawing = ["pdftoppm", *options, "-png", "-singlefile", "-f", str(number), "-l", str(number)]
    subprocess.run([*drawing, str(pdf), str(place)], check=True)  # noqa: S603
    return Image.open(place.with_suffix(".png"))


def draw(folder: Path) -> None:
    """The page, by way of a workspace, a document and a PDF in `folder`."""
    create_workspace(folder / "区", make_workspace(DemoRequest()))
    document = folder / "page.docx"
    words = ["report", "quarter", "--period", PERIOD, "--as-of", DAY, "--root", str(folder / "区"), "-o", str(document)]
    if run(words) != 0:
        sys.exit("the bulletin cannot be made")
    drawn = page(printed(document, folder), 1, "-r", str(DOTS), "-gray")
    drawn.quantize(16).save(IMAGE, optimize=True)


if __name__ == "__main__":
    if shutil.which("soffice") is None or shutil.which("pdftoppm") is None:
        sys.stderr.write("没有 LibreOffice 或 pdftoppm，不重画 bulletin.png\n")
    else:
        with tempfile.TemporaryDirectory() as made:
            draw(Path(made))
