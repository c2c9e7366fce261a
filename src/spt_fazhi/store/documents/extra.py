"""What to say when the optional package of a format is not installed."""

from __future__ import annotations

from typing import Final

from spt_fazhi.errors import FazhiError

_EXTRA: Final = "pip install 'spt-fazhi[intake]'"


def missing_extra(what: str, package: str) -> FazhiError:
    """What to do when a format's package is not installed."""
    return FazhiError(f"读{what}要先安装 {package}", f"请运行 {_EXTRA}；不能联网时另存为 .txt 再试")
