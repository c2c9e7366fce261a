"""What proof nobody else can look up: a number of no document, a link into one's own machine, a file of no content."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.problem import Where
from spt_fazhi.text.plain import one_line

SMALLEST_FILE: Final = 100
"""Bytes below which a file holds nothing to look at."""
_NUMBERED: Final = re.compile(r"\d|[〇○零一二三四五六七八九十]{2}")
_OWN_ENDS: Final = ("localhost", "local", "localdomain", "lan", "home", "internal", "intranet", "invalid", "test")
_UNFIT: Final = "不像能查到的文件"
_NO_ADDRESS: Final = "不像能打开的网址"
_DROPPED: Final = re.compile(r"[\W_]+")
_FILLERS: Final = re.compile(
    "进一步|详见附件|见附件|已经|均已|全部|全面|基本|正在|按照|按时|要求|计划|规定|时限|有序|持续|稳步|扎实|认真|积极|深入|大力|不断|"
    "完成|推进|落实|开展|进行|组织|加强|做好|抓好|实施|整改|到位|问题|工作|任务|事项|目标|相关|有关|各项|此项|较好|良好|顺利|正常|如期|及时|没有|"
    "暂无|同上|材料|佐证|情况|进展|测试|test|已|均|按|本|该|项|了|中|的|并|和|及|无|略|x",
    re.IGNORECASE,
)
"""Longer ones first, taken one after another: a repetition of them all could be tried in countless ways."""


@frozen
class ProofDoubt:
    """Why nothing of a record's proof can be looked up: at which key, what, and what to do."""

    where: Where
    message: str
    hint: str = "请写全文号或网址，或补上能看的附件"


def proof_doubt(value: Evidence | Rectify, files: Sequence[tuple[str, int]], shortest: int) -> ProofDoubt | None:
    """What is wrong with the first of a record's proof where none of it is any better; `files` are names with bytes.

    None where it has none at all, which is told otherwise.
    """
    faults: list[tuple[Where, str, str]] = []
    if value.document:
        fault = _UNFIT if says_nothing(value.document, shortest) else document_fault(value.document)
        faults.append((("document",), f"文号“{one_line(value.document, 20)}”", fault))
    if value.link:
        fault = _UNFIT if says_nothing(value.link, shortest) else link_fault(value.link)
        faults.append((("link",), f"链接“{one_line(value.link, 40)}”", fault))
    for number, (name, size) in enumerate(files):
        fault = f"只有 {size} 字节，放不下能看的材料" if size < SMALLEST_FILE else ""
        faults.append((("files", number), f"附件“{one_line(name, 40)}”", fault))
    if not faults or not all(fault for _, _, fault in faults):
        return None
    where, what, fault = faults[0]
    return ProofDoubt(where=where, message=f"{what}{fault}，又没有别的佐证材料")


def says_nothing(text: str, shortest: int) -> bool:
    """Whether a text is shorter than `shortest` characters or made of stock phrases alone."""
    kept = _DROPPED.sub("", text)
    return len(kept) < shortest or not _FILLERS.sub("", kept)


def document_fault(number: str) -> str:
    """Why a document's number is none, "" where it may be one: it has a year and a number, in digits or in words."""
    return "" if _NUMBERED.search(number) else "没有年份和编号，查不到是哪份文件"


def link_fault(link: str) -> str:
    """Why others cannot open a link, "" where they may; what is no address at all is not judged here."""
    try:
        host = urlsplit(link if "://" in link else f"//{link}").hostname
    except ValueError:
        return _NO_ADDRESS
    if host and "." not in host and not host.isascii():  # words, such as the name of a site
        return _NO_ADDRESS
    return "只有本机或内网才打得开" if host and not _is_public(host.rstrip(".")) else ""


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        pass
    _, dot, last = host.rpartition(".")
    return bool(dot) and last not in _OWN_ENDS and not last[:1].isdigit()  # 127.1 and the like are addresses too
