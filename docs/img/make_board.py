"""Take the picture of the demonstration's board as a browser shows it: docs/img/board.png.

The demonstration gets the history it would have had: each entry is committed at the end of the month it was entered in.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from calendar import monthrange
from collections import Counter
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from spt_fazhi.cli.app import run
from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.store.write.new_workspace import create_workspace

IMAGE = Path(__file__).with_name("board.png")
DAY = "2024-06-30"
WIDTH, HEIGHT = 1366, 1262
"""Down to the end of the year's time line."""
COLOURS = 256
_WHO = {"NAME": "演示", "EMAIL": "demo@example.org"}
_NAMES = {f"GIT_{who}_{what}": said for who in ("AUTHOR", "COMMITTER") for what, said in _WHO.items()}


def git(root: Path, day: str, *words: str) -> None:
    """A git command in a repository, on a day of the past."""
    dates = {"GIT_AUTHOR_DATE": f"{day}T18:00:00+0800", "GIT_COMMITTER_DATE": f"{day}T18:00:00+0800"}
    subprocess.run(["git", *words], cwd=root, check=True, env={**os.environ, **_NAMES, **dates}, capture_output=True)  # noqa: S603, S607


def with_history(root: Path) -> None:
    """Make a workspace a repository in which every entry came in with its month."""
    git(root, "2024-03-20", "init", "-q", "-b", "main")
    git(root, "2024-03-20", "add", "data/tasks.yaml", "data/units.yaml", "data/source")
    git(root, "2024-03-20", "commit", "-q", "-m", "台账")
    entered: dict[str, list[str]] = {}
    for file in sorted((root / "data").glob("*/**/*.yaml")):
        found = re.search(r"^recorded: (\S+)", file.read_text("utf-8"), re.MULTILINE)
        if found:
            year, month = int(found[1][:4]), int(found[1][5:7])
            last = max(f"{year}-{month:02}-{monthrange(year, month)[1]}", "2024-03-31")
            beside = [file.with_suffix("")] if file.with_suffix("").exists() else []
            entered.setdefault(last, []).extend(str(path.relative_to(root)) for path in (file, *beside))
    for last, files in sorted(entered.items()):
        git(root, last, "add", *files)
        git(root, last, "commit", "-q", "-m", f"{last[5:7]}月")


def in_few_colours(image: Image.Image) -> Image.Image:
    """The picture in its own most frequent colours: those of lamps stay what they are, where an average would not."""
    raw = image.tobytes()
    pixels = list(zip(raw[0::3], raw[1::3], raw[2::3], strict=True))
    counted = Counter(pixels)
    kept = [colour for colour, _ in counted.most_common(COLOURS)]
    nearest = {each: min(range(len(kept)), key=lambda at: distance(kept[at], each)) for each in counted}
    drawn = Image.frombytes("P", image.size, bytes(map(nearest.__getitem__, pixels)))
    drawn.putpalette([part for colour in kept for part in colour])
    return drawn


def distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How far two colours are from each other."""
    return sum((here - there) ** 2 for here, there in zip(one, other, strict=True))


def draw(folder: Path) -> None:
    """The picture, by way of a workspace and a board in `folder`."""
    root, page = folder / "区", folder / "board.html"
    create_workspace(root, make_workspace(DemoRequest()))
    with_history(root)
    if run(["board", "--at", DAY, "--root", str(root), "-o", str(page)]):
        raise SystemExit("the board was not made")
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as player:
        found = player.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        shown = found.new_page(viewport={"width": WIDTH, "height": HEIGHT}, offline=True)
        shown.goto(page.as_uri())
        shown.screenshot(path=str(folder / "board.png"))
        found.close()
    in_few_colours(Image.open(folder / "board.png").convert("RGB")).save(IMAGE, optimize=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        draw(Path(place))
    sys.stdout.write(f"{IMAGE} {IMAGE.stat().st_size} bytes\n")
