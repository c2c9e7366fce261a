"""What a board says of itself: where it comes from. It was in other hands, so nothing in it is taken at its word."""

from __future__ import annotations

import contextlib
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from spt_fazhi.errors import UsageError
from spt_fazhi.render.board.page import META
from spt_fazhi.store.disk.typed import read_typed, require_regular
from spt_fazhi.text.decoding import utf8_text
from spt_fazhi.text.plain import one_line, plain
from spt_fazhi.views.board.values import BoardMade, BoardOptions

MAX_BYTES: Final = 32 << 20
_LONGEST: Final = 200
_ACCOUNT: Final = 4000
_TRIED: Final = 8
_COMMIT: Final = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIELDS: Final = frozenset({"commit", "saved", "as_of", "program", "unit", "public", "since"})
_ANEW: Final = "要核，请用同样的来源重新 fazhi rollup 一遍再比"
_HEAD: Final = 4000
_ROLLUP: Final = re.compile("<title>[0-9]{4}年各县区汇总看板")
_HINT: Final = "只能核对 fazhi board 生成的 .html；别的网页核不了"


def read_board(typed: str) -> tuple[BoardMade, bytes]:
    """What a file says of itself, and its bytes. Raises UsageError for what cannot be read or is no board."""
    require_regular(typed)
    name = one_line(Path(typed).name, 60)
    data = read_typed(typed, "文件", MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise UsageError(f"“{name}”超过 {MAX_BYTES >> 20} MiB，不是看板", _HINT)
    try:
        page, _ = utf8_text(data)
    except UnicodeDecodeError:
        raise UsageError(f"“{name}”不是 UTF-8 的网页，核不了", "转过编码的请找原来那份") from None
    said = _account(page)
    if said is None and _ROLLUP.search(page[:_HEAD]):
        raise UsageError(f"“{name}”是许多县区的汇总看板，不能按一本台账核", _ANEW)
    if said is None:
        raise UsageError(f"“{name}”不是看板，或生成时留下的来处不在了，核不了", _HINT)
    try:
        return _made(json.loads(said)), data
    except (ValueError, RecursionError):
        raise UsageError(f"“{name}”里生成时留下的来处被改坏了，核不了", "请找原来那份") from None


def _account(page: str) -> str | None:
    """The content of our <meta>; what only looks like it, in a text, is passed over."""
    at = -1
    for _ in range(_TRIED):
        at = page.find(META, at + 1)
        if at < 0:
            return None
        start = page.rfind("<", max(at - _ACCOUNT, 0), at)
        if start >= 0 and page[start : start + 5].lower() == "<meta":
            found = _Meta()
            with contextlib.suppress(ValueError, AssertionError):  # the parser's, of what no page of ours holds
                found.feed(page[start : start + 2 * _ACCOUNT])
            if found.content is not None and len(found.content) <= _ACCOUNT:
                return found.content
    return None


class _Meta(HTMLParser):
    """Reads the first tag."""

    content: str | None = None
    _is_read = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(reversed(attrs))
        if not self._is_read and tag == "meta" and known.get("name") == META:
            self.content = known.get("content")
        self._is_read = True


def _made(said: Any) -> BoardMade:
    """The account, every value of it what we would have written. Raises ValueError for any other."""
    if not isinstance(said, dict) or set(said) != _FIELDS:
        raise ValueError
    if not (isinstance(said["saved"], bool) and isinstance(said["public"], bool)):
        raise ValueError  # noqa: TRY004 - one error for whatever is wrong
    texts = [said["commit"], said["as_of"], said["program"], said["unit"] or "", said["since"] or ""]
    if any(not isinstance(each, str) or len(each) > _LONGEST or plain(each) != each for each in texts):
        raise ValueError
    if (
        not _COMMIT.fullmatch(said["commit"])
        or not _DAY.fullmatch(said["as_of"])
        or "" in {said["unit"], said["since"]}
    ):
        raise ValueError
    return BoardMade(
        commit=said["commit"],
        saved=said["saved"],
        as_of=date.fromisoformat(said["as_of"]),
        program=said["program"],
        options=BoardOptions(unit=said["unit"], public=said["public"], since=said["since"]),
    )
