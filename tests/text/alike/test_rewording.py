"""How two wordings differ, clause by clause."""

from __future__ import annotations

import pytest

from spt_fazhi.text.alike.rewording import rewording_said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("甲事，乙事。", "甲事，乙事。", []),
        ("甲事，乙事。", "甲事,乙事。", ["只有标点或全角半角不同"]),
        ("甲事，乙事。", "甲事，丙事，乙事。", ["加上文字：“丙事，”"]),
        ("甲事，乙事。丙事。", "甲事，丙事。", ["去掉文字：“乙事。”"]),
        ("检查1次。", "检查2次。", ["文字：“检查1次。”→“检查2次。”"]),
        ("甲事，乙事，", "乙事，甲事，", ["语句没有增减，次序变了"]),
        ("甲事，甲事，", "甲事，", ["去掉文字：“甲事，”"]),
    ],
)
def test_the_clauses_of_one_side_are_named(old: str, new: str, said: list[str]) -> None:
    assert list(rewording_said(old, new)) == said
