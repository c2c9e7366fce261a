"""Bytes of a fuzzer as pages of fixed layout: well-formed files whose objects, operators and words the bytes choose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.builders.fixed_pages import ofd_of
from tests.fuzz.words import WORDS

_OPERATORS: Final = (
    "q", "Q", "BT", "ET", "T*", "S", "f", "n", "h", "B*", "10 0 Td", "0 -20 Td", "-5 0 Td", "1 0 0 1 50 700 Tm", "0 1 -1 0 300 50 Tm",
    "0 0 0 0 0 0 Tm", "1e30 0 0 1e30 0 0 cm", "2 0 0 2 0 0 cm", "0 1 -1 0 0 0 cm", "/F1 12 Tf", "/F1 0 Tf", "/F2 9 Tf", "14 TL",
    "50 Tz", "5 Tc", "50 700 m", "500 700 l", "50 600 l", "50 600 450 20 re", "0 0 0 0 re", "50 650 450 0.5 re", "/X Do", "[(1) -900 (2)] TJ",
    "(1.) Tj", "(x) '", "[", "]", "<<", ">>", "(", ")", "BI ID EI", "/A BMC EMC",
)  # fmt: skip
_PLACES: Final = (0, 20, 20.5, 26, 32, 40, 60, 105, 150, 190, -5, 999999)
_ODD: Final = ("", "x", "nan", "1e999", "-0", "1 2 3", "999999999", "1 0 0 1 0 0", "0 1 -1 0 0 0", "0 0 0 0 0 0")


def pdf_file(data: bytes) -> bytes:
    """A PDF of one page: below 128 a byte is an operator, else it shows a word, in the encoding of its font."""
    content = " ".join(
        _OPERATORS[byte % len(_OPERATORS)]
        if byte < 128
        else f"<{WORDS[byte % len(WORDS)].encode('utf-16-be', 'surrogatepass').hex()}> Tj"
        for byte in data
    ).encode()
    font = b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Subtype/CIDFontType0>>]>>"
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do\nendstream"
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        font,
        form,
    )
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries = b"".join(b"%010d 00000 n \n" % each for each in places)
    end = b"trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)
    return made + b"xref\n0 7\n0000000000 65535 f \n" + entries + end


def ofd_file(data: bytes, *, made: bool) -> bytes:
    """An OFD file of one page: its part as it is, or `made` of objects."""
    return ofd_of(
        [[]], more={"Doc_0/Pages/Page_0/Content.xml": _page(data).encode("utf-8", "replace") if made else data}
    )


def _page(data: bytes) -> str:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return f"<ofd:Page {space}><ofd:Content><ofd:Layer>{''.join(_objects(data))}</ofd:Layer></ofd:Content></ofd:Page>"


def _objects(data: bytes) -> Iterator[str]:
    """Four bytes an object: where it stands, what kind it is, and what it says or draws."""
    for at in range(0, len(data) - 3, 4):
        left, top, kind, what = data[at : at + 4]
        x, y = _PLACES[left % len(_PLACES)], 12 + 6 * (top % 40)
        odd = _ODD[kind % len(_ODD)]
        if kind < 128:
            words = "".join(WORDS[(what + each) % len(WORDS)] for each in range(1 + kind % 4))
            yield f'<ofd:TextObject Boundary="{x} {y} 90 5" Size="4"><ofd:TextCode X="0" Y="4">{_shown(words)}</ofd:TextCode></ofd:TextObject>'
        elif kind < 192:
            yield (
                f'<ofd:PathObject Boundary="{x} {y} 90 90"><ofd:AbbreviatedData>M 0 0 L {what} 0 M 0 0 L 0 {what} {odd}'
                "</ofd:AbbreviatedData></ofd:PathObject>"
            )
        else:
            yield f'<ofd:TextObject Boundary="{odd}" Size="{odd}" CTM="{odd}"><ofd:TextCode X="{odd}">{what}</ofd:TextCode></ofd:TextObject>'


def _shown(words: str) -> str:
    """Words as XML can hold them: what it forbids as spaces, what it would fold (a carriage return) as a reference."""
    kept = "".join(char if char.isprintable() or char in "\t\n\r\x85\u2028" else " " for char in words)
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;").replace("]]>", "]]&gt;")
