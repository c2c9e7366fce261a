"""A PDF page written by hand: runs of words that step on within themselves, as a program draws words of one font."""

from __future__ import annotations

from collections.abc import Sequence

Run = tuple[float, float, Sequence[str | int]]
"""From the left, from the foot, then words and steps to the right, in thousandths of the type, as they follow."""
SIZE = 12


def pdf_of_runs(runs: Sequence[Run]) -> bytes:
    """One page of 595 by 842 points; its runs are set in a Chinese font without a file, 12 points."""
    content = b"".join(_run(*each) for each in runs)
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo 7 0 R>>",
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        made, size, listed, size, len(made),
    )  # fmt: skip


def _run(x: float, y: float, parts: Sequence[str | int]) -> bytes:
    shown = b" ".join(
        b"<%s>" % each.encode("utf-16-be").hex().encode() if isinstance(each, str) else b"%d" % -each for each in parts
    )
    return b"BT 1 0 0 1 %.1f %.1f Tm /F1 %d Tf [%s] TJ ET\n" % (x, y, SIZE, shown)
