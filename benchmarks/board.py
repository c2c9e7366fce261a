"""The board: how long it takes to make, how large it is, how soon a browser shows it and filters it.

    python benchmarks/board.py [--runs 3] [--units 530] [--folder FOLDER]

Needs git, and Chromium for the second half (Debian: chromium). The large register is `fazhi demo --tasks 36 --units 530
--records 20000` in a repository of one commit; `fazhi status` of the same runs beside it, for machines differ.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import Case, run_all

REPOSITORY = Path(__file__).resolve().parents[1]
FAZHI = (sys.executable, "-m", "spt_fazhi")
DAY = "2024-09-30"
COLD = {"FAZHI_CACHE": "off"}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PLACES = (
    "#state=overdue",
    "#unit={unit}",
    "#section=%E4%BA%8C&state=done",
    "#q=%E5%9F%B9%E8%AE%AD",
    "#q=2024-06",
    "#item=2.1",
)
"""What is filtered by: the first one has the index made, too."""
TIMED = """place => new Promise(done => {
    const started = performance.now();
    const painted = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
    addEventListener('hashchange', painted, { once: true });
    location.hash = place;
})"""


def made_register(folder: Path, units: int) -> Path:
    """The large register, committed."""
    root = folder / "register"
    if not root.exists():
        options = ("--tasks", "36", "--units", str(units), "--records", "20000")
        subprocess.run([*FAZHI, "demo", str(root), *options], check=True, stdout=subprocess.DEVNULL)
        day = f"{DAY}T10:00:00"
        env = {**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        for words in (
            ("init", "-q"),
            ("add", "-A"),
            ("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"),
        ):
            subprocess.run(["git", *words], cwd=root, check=True, env=env)
    return root


def make(name: str, root: Path, output: Path, runs: int) -> None:
    """Time the board of a register beside its status."""
    board = [*FAZHI, "board", "-o", str(output), "--force", "--as-of", DAY]
    cases = [
        Case(f"fazhi status, {name}", [*FAZHI, "status", "--as-of", DAY], root, COLD),
        Case(f"fazhi board, {name}", board, root, COLD),
    ]
    run_all(cases, runs)
    for case in cases:
        print(f"| {case.name} | {case.median:.2f} | {min(case.seconds):.2f} | {case.peak:.0f} |")
    print(f"| bytes of the page | {output.stat().st_size:,} | | |")


def look(name: str, page: Path, runs: int) -> None:
    """Open a page in Chromium: first paint, everything laid out, and each filter from the hash to the next frame."""
    from playwright.sync_api import sync_playwright

    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    paints, loads = [], []
    filters: dict[str, list[float]] = {}
    with sync_playwright() as player:
        found = player.chromium.launch(executable_path=browser, args=list(FLAGS))
        for _ in range(runs):
            shown = found.new_page(viewport={"width": 1366, "height": 768}, offline=True)
            shown.goto(page.as_uri())
            shown.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
            paints.append(shown.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            loads.append(shown.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
            unit = shown.evaluate("document.querySelector('select[name=unit]').options[5].value")
            for place in PLACES:
                filters.setdefault(place, []).append(shown.evaluate(TIMED, place.format(unit=unit)))
            shown.close()
        found.close()
    print(f"| first contentful paint, {name} | {statistics.median(paints) / 1000:.2f} s | {max(paints) / 1000:.2f} s |")
    print(f"| loaded | {statistics.median(loads) / 1000:.2f} s | {max(loads) / 1000:.2f} s |")
    for place, took in filters.items():
        print(f"| filter `{place}` | {statistics.median(took):.0f} ms | {max(took):.0f} ms |")


def main() -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--units", type=int, default=530, help="530 make 34,800 duties")
    parser.add_argument("--folder", type=Path, help="where the large register lies, or is made and kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.folder or Path(place)
        large = made_register(folder, given.units)
        pages = {"the real register": Path(place) / "real.html", "the large register": Path(place) / "large.html"}
        print("| command | median s | fastest s | peak MiB |\n|---|---:|---:|---:|")
        for (name, page), root in zip(pages.items(), (REPOSITORY, large), strict=True):
            make(name, root, page, given.runs)
        print("\n| in Chromium | median | slowest |\n|---|---:|---:|")
        for name, page in pages.items():
            look(name, page, given.runs)


if __name__ == "__main__":
    main()
