"""First letters of the names of units, each as it is read in its word."""

from __future__ import annotations

import pytest

from spt_fazhi.services.drafting.pinyin import initials_or_none


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("区司法局", "qsfj"), ("县委宣传部", "xwxcb"), ("县行政审批服务局", "xxzspfwj"), ("人民银行", "rmyh"),
        ("县农商行", "xnsh"), ("人民调解委员会", "rmtjwyh"), ("国家统计局示例调查队", "gjtjjsldcd"),
        ("重庆市司法局", "cqssfj"), ("县会计核算中心", "xkjhszx"), ("县工商联", "xgsl"),
    ],
)  # fmt: skip
def test_first_letters(name: str, letters: str) -> None:
    initials = initials_or_none()
    assert initials is not None
    assert initials(name) == letters
