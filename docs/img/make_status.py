"""Draw what `fazhi status` prints: docs/img/status.svg of the real register, docs/img/demo.svg of the demonstration.

Rich can export SVG itself but counts a Chinese character as one column there, so the text would be squeezed; here every
run of characters is put where a terminal puts it.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from spt_fazhi.cli.session import Session
from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.render.terminal.plan import show_plan
from spt_fazhi.render.terminal.status import show
from spt_fazhi.store.write.new_workspace import create_workspace
from spt_fazhi.views.lists.plan import plan_view
from spt_fazhi.views.status import build

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "img"
DAY, DEMO_DAY = "2024-05-06", DemoRequest().day.isoformat()
COLUMNS = 80
CELL, LINE, SIZE = 11, 27, 20  # pixels: width of a column, height of a line, size of the type
LEFT, TOP = 24, 64
_PAPER = TerminalTheme(
    (252, 252, 250),
    (40, 42, 46),
    [(40, 42, 46), (190, 40, 40), (40, 130, 60), (170, 115, 0),
     (40, 90, 180), (130, 60, 160), (20, 130, 140), (110, 110, 110)],
    [(120, 120, 120), (210, 60, 60), (50, 150, 75), (190, 135, 10),
     (60, 110, 200), (150, 80, 180), (30, 150, 160), (90, 90, 90)],
)  # fmt: skip
_FONTS = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC',NSimSun,Menlo,Consolas,monospace"


class Run(NamedTuple):
    """Characters of one style and one width side by side; `column` counts from 0."""

    column: int
    text: str
    style: Style
    is_wide: bool


def printed(root: Path, day: str) -> str:
    """The screen, with terminal colours: as the command prints it when it is run in the workspace."""
    session = Session.open(str(root), day, use_cache=False)
    assessment, typed = session.assessment, f" --as-of {day}"
    stream = io.StringIO()
    console = Console(
        file=stream, width=COLUMNS, height=60, markup=False, highlight=False, emoji=False, force_terminal=True,
        color_system="standard", legacy_windows=False, no_color=False, _environ={},
    )  # fmt: skip
    if assessment.register.in_use:
        show(build(assessment, assessment.all_duties, assessment.tasks, typed), console)
    else:
        show_plan(plan_view(assessment, assessment.all_duties, assessment.tasks, typed), console)
    return stream.getvalue()


def runs(line: Text) -> Iterator[Run]:
    """What stands on one line, blanks left out."""
    column = 0
    for segment in line.render(Console(width=COLUMNS), end=""):
        for (is_wide, is_blank), group in groupby(segment.text, lambda char: (cell_len(char) == 2, char == " ")):
            text = "".join(group)
            if not is_blank:
                yield Run(column, text, segment.style or Style.null(), is_wide)
            column += cell_len(text)


def drawn(run: Run, baseline: int) -> str:
    """One run as an SVG element that takes exactly its columns, whatever the font."""
    color = run.style.color
    red, green, blue = color.get_truecolor(_PAPER) if color else _PAPER.foreground_color
    bold = ' font-weight="bold"' if run.style.bold else ""
    faint = ' opacity="0.65"' if run.style.dim else ""
    adjust = "spacing" if run.is_wide else "spacingAndGlyphs"
    return (
        f'<text x="{LEFT + run.column * CELL}" y="{baseline}" fill="#{red:02x}{green:02x}{blue:02x}"{bold}{faint} '
        f'textLength="{cell_len(run.text) * CELL}" lengthAdjust="{adjust}">{escape(run.text)}</text>'
    )


def picture(root: Path, day: str) -> str:
    """The SVG; the same for the same program and data."""
    lines = Text.from_ansi(printed(root, day).rstrip()).split("\n")
    width, height = COLUMNS * CELL + 2 * LEFT, len(lines) * LINE + TOP + 20
    body = [drawn(run, TOP + LINE * index + SIZE) for index, line in enumerate(lines) for run in runs(line)]
    dots = [
        f'<circle cx="{28 + 24 * i}" cy="28" r="7" fill="{c}"/>'
        for i, c in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    ]
    font = f'font-family="{_FONTS}" font-size="{SIZE}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {font}>'
    paper = f'<rect x="1" y="1" width="{width - 2}" height="{height - 2}" rx="8" fill="#fcfcfa" stroke="#c8c8c4"/>'
    name = f"fazhi status --as-of {day}"
    title = f'<text x="{width // 2}" y="34" font-size="17" fill="#5a5a5a" text-anchor="middle">{name}</text>'
    return "\n".join([head, f"<title>{name}</title>", paper, *dots, title, *body, "</svg>\n"])


def pictures() -> dict[str, str]:
    """Every picture by its file name."""
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        create_workspace(demo, make_workspace(DemoRequest()))
        return {"status.svg": picture(ROOT, DAY), "demo.svg": picture(demo, DEMO_DAY)}


if __name__ == "__main__":
    for file, drawing in pictures().items():
        (IMAGES / file).write_text(drawing, "utf-8", newline="\n")
        sys.stdout.write(f"docs/img/{file}\n")
