"""Draw docs/img/status.svg: what `fazhi status --as-of 2024-05-06` prints on the real register, as a picture."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from spt_fazhi.cli.session import Session
from spt_fazhi.render.terminal.status import show
from spt_fazhi.reports.status import build

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "img" / "status.svg"
DAY = "2024-05-06"
WIDTH = 80  # columns
_BLACK_ON_PAPER = TerminalTheme(
    (252, 252, 250),
    (40, 42, 46),
    [(40, 42, 46), (190, 40, 40), (40, 130, 60), (170, 115, 0),
     (40, 90, 180), (130, 60, 160), (20, 130, 140), (90, 90, 90)],
    [(120, 120, 120), (210, 60, 60), (50, 150, 75), (190, 135, 10),
     (60, 110, 200), (150, 80, 180), (30, 150, 160), (60, 60, 60)],
)  # fmt: skip
_SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix, .{unique_id}-title {{
font-family: "Sarasa Mono SC", "Noto Sans Mono CJK SC", "Source Han Mono SC", "NSimSun", Menlo, Consolas, monospace; }}
.{unique_id}-matrix {{ font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture() -> str:
    """The SVG; the same for the same program and data."""
    session = Session.open(str(ROOT), DAY, use_cache=False)
    assessment = session.assessment
    console = Console(
        file=io.StringIO(), record=True, width=WIDTH, height=60, markup=False, highlight=False, emoji=False,
        force_terminal=True, color_system="standard", legacy_windows=False, no_color=False, _environ={},
    )  # fmt: skip
    show(build(assessment, assessment.all_duties, assessment.tasks), console)
    svg = console.export_svg(
        title=f"fazhi status --as-of {DAY}", theme=_BLACK_ON_PAPER, code_format=_SVG, unique_id="status"
    )
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8", newline="\n")
    sys.stdout.write(f"{PICTURE.relative_to(ROOT)}\n")
