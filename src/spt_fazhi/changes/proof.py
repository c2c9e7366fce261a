"""What proof nobody else can look up: a number of no document, a link into one's own machine, a file of no content."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

SMALLEST_FILE: Final = 100
"""Bytes below which a file holds nothing to look at."""
_NUMBERED: Final = re.compile(r"\d|[〇○零一二三四五六七八九十]{2}")
_OWN_ENDS: Final = ("localhost", "local", "localdomain", "lan", "home", "internal", "intranet", "invalid", "test")


def document_fault(number: str) -> str:
    """Why a document's number is none, "" where it may be one: it has a year and a number, in digits or in words."""
    return "" if _NUMBERED.search(number) else "没有年份和编号，查不到是哪份文件"


def link_fault(link: str) -> str:
    """Why others cannot open a link, "" where they may; what is no address at all is not judged here."""
    try:
        host = urlsplit(link if "://" in link else f"//{link}").hostname
    except ValueError:
        return "不像能打开的网址"
    return "只有本机或内网才打得开" if host and not _is_public(host.rstrip(".")) else ""


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        pass
    _, dot, last = host.rpartition(".")
    return bool(dot) and last not in _OWN_ENDS and not last[:1].isdigit()  # 127.1 and the like are addresses too
