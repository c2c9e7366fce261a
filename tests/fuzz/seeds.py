"""What the fuzzer begins with: the invented documents and registers of the tests, each as an input of its target."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from io import BytesIO

from tests.fuzz.edits import entries, examples, workspace
from tests.fuzz.registers import TARGETS as REGISTERS
from tests.fuzz.words import WORDS, word_xml
from tests.intake.corpus import SAMPLES
from tests.intake.kinds.test_kinds import CASES

from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE


def seeds(target: str) -> Iterator[bytes]:
    """The inputs of a target, as many as there are documents of its format, and some built of words."""
    if target in REGISTERS:
        yield from _of_register(target)
        return
    yield from _built(target)
    if target == "text":
        yield from (b"\0" + sample.text.encode() for sample in SAMPLES)
    for case in CASES:
        if target == "text" and isinstance(case.written, str) and case.suffix == ".txt":
            yield b"\0" + case.written.encode()
        elif case.suffix == f".{target}":
            data = case.written.encode() if isinstance(case.written, str) else case.written()
            yield data if target == "pdf" else b"\0" + data
    if target == "pdf":
        yield _page()


def _of_register(target: str) -> Iterator[bytes]:
    """Every example of what `check` finds, as the file itself; edits of each kind."""
    edits = [bytes([kind + 16 * more, 0, 7 * kind + more, 13 * kind + more]) for kind in range(16) for more in range(3)]
    paths = entries()
    for path, content in (*workspace().items(), *examples()):
        if target == "yaml" and path.endswith(".yaml"):
            yield b"\0" + content
        elif target == "record" and path.endswith(".yaml") and path.count("/") > 1:
            place = bisect(paths, path) - 1  # of one that lies beside it
            yield bytes([0, max(place, 0)]) + content
        elif target == "plan" and path in {TASKS_FILE, UNITS_FILE}:
            yield bytes([path == UNITS_FILE]) + content
    if target == "yaml":
        yield b"\1" + bytes(range(0, 100, 3))
        yield from (bytes([2, number]) + edit for number, edit in enumerate(edits))
    elif target == "record":
        yield from (bytes([1, number]) + edit for number, edit in enumerate(edits))
    elif target == "plan":
        yield from (bytes([2 + number % 2]) + edit * 2 for number, edit in enumerate(edits))
    else:
        steps = [
            bytes([kind, 5 * kind + more, 17 * more]) + edits[kind + more][1:] for kind in range(8) for more in range(6)
        ]
        yield from (bytes([more]) + step for more, step in enumerate(steps))
        yield from (bytes([more]) + steps[more] + steps[-more] for more in range(1, 9))


def _built(target: str) -> Iterator[bytes]:
    """Bytes that choose words: a small plan, and its like in a table."""
    if target in {"pdf", "ofd"}:
        yield from _fixed(target)
        return
    place = {word: index for index, word in enumerate(WORDS)}
    plan = ["示例县2025年法治政府建设工作要点", "\n一、", "重点任务", "\n1.", "开展", "讲座", "不少于4场", "，", "6月底前", "公布", "清单", "。", "（",
            "县司法局", "牵头", "，", "各乡镇", "负责", "）"]  # fmt: skip
    words = bytes(place[word] for word in plan)
    if target == "text":
        yield b"\1" + words
    elif target == "xlsx":
        heads = b"\xfe".join(bytes([place[word]]) for word in ("序号|", "工作任务|", "责任单位|", "完成时限|"))
        yield b"\1" + heads + b"\xff" + b"\xfe".join([words[:1], words[4:8], words[13:14], words[8:9]])
    elif target == "docx":
        yield b"\2" + bytes([0, 1, 2, *(byte + 104 for byte in range(60)), 60, 60, 60, 3, 4, 5, 0, 1, 2, 120, 121])
        yield b"\1" + word_xml(bytes([0, 1, 2, 130, 131, 132]))
        body = bytes([0, 10, 13, 94, 48, 48, 1, 2, 130, 131, 132, 48, 48, 48]) * 4
        yield b"\3" + b"\xff".join(
            [body, bytes([1, 84, 48, 2, 85, 48]), bytes([0, 2, 85, 86, 88, 48, 48, 1, 84]), bytes([0, 1, 2, 130])]
        )
    else:
        yield b"\1" + bytes([2, 3, 4, 120, 121, 60, 4, 122, 60, 60, 0, 123])


def _fixed(target: str) -> Iterator[bytes]:
    """A page of words, and one with lines between them."""
    if target == "pdf":
        yield bytes([0, 2, 19, 13, *range(130, 200), 3, 1, 25, 26, 5, 28, 6])
    else:
        words = b"".join(bytes([1, line, 2, 60 + line]) for line in range(40))
        yield b"\2" + words
        yield b"\2" + words + b"".join(bytes([1, line, 130, 90]) for line in range(0, 40, 4))


def _page() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    made = BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    page = Canvas(made, invariant=True)
    page.setFont("STSong-Light", 12)
    for number, line in enumerate(SAMPLES[0].text.splitlines()):
        page.drawString(60, 760 - 20 * number, line)
    page.save()
    return made.getvalue()
