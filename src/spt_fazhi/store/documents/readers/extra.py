"""What to say when the optional package of a format is not installed."""

from __future__ import annotations

from spt_fazhi.errors import FazhiError


def missing_extra(what: str, package: str) -> FazhiError:
    """What to do when a format's package is not installed."""
    return FazhiError(
        f"读{what}要先安装 {package}", f"请在装了 fazhi 的环境里运行 pip install {package}；不能联网时另存为 .txt 再试"
    )
