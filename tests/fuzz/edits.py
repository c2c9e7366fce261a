"""Bytes of a fuzzer as edits of a register's files: what a person may type, save halfway, merge badly or mean ill by."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from tests.builders.places import BASE, EXAMPLES

VALUES: Final = (
    "", "1", "2", "0", "-1", "12", "1.5", "1.50", "0.10", "999999999999", "1e3", "０１", "100%", "99.95%", "0%", "6.5%", "true", "yes", "no",
    "2024-01-01", "2024-02-29", "2023-02-29", "2024-04-09", "2024-06-30", "2024-07-15", "2024-12-31", "2025-03-01", "2025-12-31", "0001-01-01",
    "9999-12-31", "2024-6-30", "2024", "2023", "9999", "1000", "2024Q1", "2024Q2", "2024H1", "2024H2", "2024-05", "2024-13", "2025Q4",
    '"1.1"', '"2.1"', '"3.1"', '"3.2"', "1.10", '"9.9"', "3", "4", "区司法局", "司法局", "区依法治区办", "区示范分局", "东镇", "西镇", "各镇", "各部门",
    "各行政执法部门", "南镇", "[区司法局]", "[东镇, 西镇]", "[各镇, 各部门]", "[]", "[东镇, 东镇]", "{}", "{count: 2, unit: 次}", "{count: 0}", "{count: 3, pace: none}",
    "{rate: 100%, of: 人, reached: 甲}", "{rate: 50%, of: 件, combine: latest, settle: at-due}", "{rate: 99.9999%, of: 件, combine: add}",
    "month", "quarter", "half", "none", "all", "unmeasured", "each", "joint", "evidence", "progress", "rectify", "void", "return", "extend",
    "waive", "close", "redact", "partial", "sfj/2024-06-12-1.1-aaaa", "dz/2024-05-20-2.1-aaab", "sfj/2024-07-03-4-aaac",
    "dz/2024-06-20-k7q2.1-aabc", "sfj/2024-06-12-1.1-zzzz", "2024-05-24-k7q2", "2024-05-24-m3p4", "2024-05-24-zzzz", "k7q2.1",
    "government", "township", "party", "vertical", "judicial", "street", "enforcement", "sfj", "dz", "xz", "con", "a-b", "签到表.txt", "../签到表.txt", "a/b",
    "b9ab184c60541f899036281a448416f8fb1caafdc88716f60c3a3379f9c5588b", "73", "示依法办〔2024〕3号", "〔{year}〕{n}号", "{n", "{x}", "{n!r}", "{n:99999}",
    "urge", "quarter", "call", "feedback", "一般", "突出", "@someone", "a@example.gov.cn", "https://example.gov.cn/a?b=1#c",
    "每季度", "3月1日前", "政府组成部门主要负责人带头专题讲法不少于1次", "定期开展行政执法案卷评查", "11010519491231002X", "13800138000", "6222020200112233445", "机密★",
    "a: b", "甲 #乙", "#", "'", '"', '"\\x07"', '"\\u202e甲"', '"\\ud800"', '"\\U0001f600"', "|", "|-", ">", ">+", "[", "{", "]", "}", "- 甲", "&a 甲", "*a", "!!str 甲", "? 甲",
    "<<", "~", "null", "=", "@甲", "`甲", "%甲", "甲：乙", "甲" * 300, "\u200b", "\u202e甲", "\ufeff", "\x85", "\u2028", "e\u0301", "𠮷", "[[[[[[[[", "[red]甲[/]", "{{甲}}", "=1+1",
)  # fmt: skip
KEYS: Final = (
    "register", "format", "year", "title", "issuer", "issued", "source", "office", "signature", "due_soon_days", "backfill_until", "progress",
    "review", "letters", "number", "addressees", "finding_kinds", "attachment_limit_mib", "sections", "tasks", "id", "section", "text", "lead",
    "responsible", "obligations", "quote", "who", "scope", "target", "due", "every", "due_day", "after", "start", "phrase", "proof", "holder",
    "figures", "recurs", "basis", "assumed", "carried_from", "units", "groups", "name", "code", "kind", "tags", "aliases", "full_name",
    "verified", "owners", "phone", "acts_through", "from", "until", "succeeded_by", "members", "kinds", "except", "complete", "unit",
    "obligation", "date", "amount", "reached", "of", "through", "period", "detail", "document", "link", "files", "by", "form", "recorded",
    "task", "done", "problems", "publish_problems", "next", "inspection", "finding", "stage", "record", "reason", "again_by", "approved_by",
    "checked_by", "whole", "sha256", "size", "adds_to", "to", "visited", "findings", "severity", "problem", "demand", "as_of", "commit",
    "duties", "reply_by", "answer", "<<", "甲", '""', "? a", "''",
)  # fmt: skip
LINES: Final = (
    "---",
    "...",
    "%YAML 1.2",
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> main",
    "\t",
    "#",
    "# x",
    "- 甲",
    "  - {}",
    "甲",
    "  甲: 乙",
    "",
    " ",
    "\ufeff",
    "\x00",
)
PIECES: Final = (
    "\n", "\n  ", "\n    ", "\n- ", "\n  - ", ": ", ":", " #", "#", "- ", "? ", ", ", "[", "]", "{", "}", "'", '"', "|\n  ", "|-\n  ", "|2\n  ", ">\n  ", ">-\n\n  ",
    "&a ", "*a", "!", "!!str ", "!<x> ", "%YAML 1.1\n", "---\n", "...\n", "<<", "~", "@", "`", "\\", "\\n", "\\x41", "\\u4e00", "\\ud83d", "\\U0001f600", "''", '""', "a", "b",
    "甲", "乙：", "kind", "unit", "title", "files:\n- name: a\n  sha256: b\n  size: 1\n", "files", "1", "2024-06-12", "1.10", "yes", " ", "  ", "\t", "\r", "\r\n", "\x85", "\u2028",
    "\u2029", "\ufeff", "\xa0", "\u3000", "\x07", "\x7f", "\ud7ff", "\ue000", "\ufffd", "\ufffe", "\U0010ffff", "𠮷", "=======", "<<<<<<< ", ">>>>>>> ", "|||||||", "http://x.cn/#a", "x" * 130,
    "y" * 1030, "[" * 33,
)  # fmt: skip
_CHANGE: Final = 4
"""Bytes of one edit: what is done, where (two of them), and with what."""


def made_text(data: bytes) -> str:
    """A text of pieces of YAML, one for each byte."""
    return "".join(PIECES[byte % len(PIECES)] for byte in data)


def edited(text: str, data: bytes) -> str:
    """`text` after the edits that `data` chooses, four bytes each; what is left of it is put at the end as it is."""
    lines = text.split("\n")
    whole = len(data) - len(data) % _CHANGE
    for at in range(0, whole, _CHANGE):
        what, high, low, with_ = data[at : at + _CHANGE]
        _edit(lines, what, (high << 8 | low) % len(lines), with_)
    return "\n".join(lines) + data[whole:].decode("utf-8", "replace")


def _edit(lines: list[str], what: int, at: int, with_: int) -> None:  # noqa: C901 - one branch an edit
    """One edit of the line `at`, or of what stands about it."""
    line = lines[at]
    head, colon, _ = line.partition(": ")
    indent = line[: len(line) - len(line.lstrip(" -"))].replace("-", " ")
    value, key = VALUES[with_ % len(VALUES)], KEYS[with_ % len(KEYS)]
    kind = what % 16
    if kind <= 3:
        lines[at] = f"{head}{colon}{value}" if colon else f"{indent}{value}"
    elif kind <= 5:
        lines.insert(at + 1, f"{indent}{key}: {VALUES[(with_ + what) % len(VALUES)]}")
    elif kind == 6:
        inside = re.findall(r"[{,] *(\w+: [^,{}]*)", line)
        chosen = inside[with_ % len(inside)] if inside else line
        lines[at] = line.replace(
            chosen, f"{chosen.partition(': ')[0]}: {VALUES[what * 7 % len(VALUES)]}" if inside else value
        )
    elif kind == 7 and len(lines) > 1:
        del lines[at : at + 1 + with_ % 3]
        lines[:] = lines or [""]
    elif kind == 8:
        lines[at:at] = lines[max(at - 1 - with_ % 12, 0) : at]
    elif kind == 9:
        lines[at] = f"  {line}" if with_ % 2 else line.removeprefix("  ")
    elif kind == 10:
        lines[at] = f"{indent}{key}{colon or ': '}{line.partition(': ')[2]}"
    elif kind == 11:
        lines[at] = f"{line}{value}"
    elif kind == 12:
        other = with_ % len(lines)
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 13:
        lines.insert(at, LINES[with_ % len(LINES)])
    elif kind == 14:
        digits = [place for place, char in enumerate(line) if char.isdecimal()]
        if digits:
            place = digits[with_ % len(digits)]
            lines[at] = f"{line[:place]}{(what >> 4) % 10}{line[place + 1 :]}"
    else:
        place = with_ % (len(line) + 1)
        lines[at] = f"{line[:place]}{PIECES[what * 5 % len(PIECES)]}{line[place:]}"


@cache
def workspace() -> Mapping[str, bytes]:
    """The files of the invented district, with an inspection and what was issued."""
    found: dict[str, bytes] = {}
    for folder in (BASE, EXAMPLES / "good" / "inspected", EXAMPLES / "good" / "issued"):
        files = sorted(path for path in (folder / "data").rglob("*") if path.is_file() and path.name != ".gitkeep")
        found |= {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return found


@cache
def entries() -> tuple[str, ...]:
    """The paths of the records, decisions, inspections and issued documents of `workspace`, sorted."""
    return tuple(sorted(path for path in workspace() if path.endswith(".yaml") and path.count("/") > 1))


def examples() -> Iterator[tuple[str, bytes]]:
    """Path and content of every file by which an example of tests/examples differs from the workspace."""
    for case in sorted(path for kind in ("bad", "good") for path in (EXAMPLES / kind).iterdir() if path.is_dir()):
        for path in sorted(each for each in (case / "data").rglob("*.yaml") if each.is_file()):
            yield path.relative_to(case).as_posix(), path.read_bytes()
        changes = case / "change.json"
        for each in json.loads(changes.read_text("utf-8")) if changes.exists() else ():
            sound = workspace().get(each.get("file"))
            if sound is not None and "find" in each:
                yield each["file"], sound.replace(each["find"].encode(), each["put"].encode())
