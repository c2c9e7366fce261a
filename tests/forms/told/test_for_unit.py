"""What a unit is told of a fault: what it can do, never a command or a file of the office."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import spt_fazhi
from spt_fazhi.forms.told.for_unit import for_unit

ROOT = Path(spt_fazhi.__file__).parent


@pytest.mark.parametrize(
    ("message", "hint", "said"),
    [
        ("这一天不存在", "请写哪一天做的，如 6月20日", "这一天不存在；请写哪一天做的，如 6月20日"),
        ("只有话", "", "只有话"),
        ("没有问过 6.1", "请核对编号；表里没有的，用 fazhi record 录入", "没有问过 6.1；请核对编号；表里没有的，请另附说明"),
        (
            "有身份号码",
            "请删去或改用姓氏加职务；若已提交，用 fazhi decide redact 去除，历史怎么清除见 docs/redact.md",
            "有身份号码；请删去或改用姓氏加职务",
        ),
        (
            "一样的两条",
            "重复录入的，请用 fazhi record void 作废其中一条；确是两件事的，请在标题里写明区别",
            "一样的两条；重复录入的，请告诉办公室；确是两件事的，请在标题里写明区别",
        ),
        ("本期已有一份；更正请先作废（fazhi record void dz/a）。", "", "本期已有一份；请告诉办公室"),
        ("台账里已经没有 6.1 了", "发表以后台账改过：请核对 data/tasks.yaml", "台账里已经没有 6.1 了；请告诉办公室"),
        ("太大", "请压缩；上限由 data/tasks.yaml 的 register.attachment_limit_mib 规定", "太大；请压缩"),
        ("见 git 记录", "请写 digit", "请写 digit"),
    ],
)  # fmt: skip
def test_what_is_told(message: str, hint: str, said: str) -> None:
    assert for_unit(message, hint) == said


def test_no_hint_of_the_program_gets_through() -> None:
    """Whatever a rule says of a record: nothing of the office's is left of it."""
    texts = [
        text
        for folder in ("checks", "services/record", "store/write", "forms")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for text in re.findall(
            r'"([^"\n]*(?:fazhi [a-z]|\.yaml|docs/)[^"\n]*[\u4e00-\u9fff][^"\n]*)"', path.read_text("utf-8")
        )
    ]
    assert len(texts) > 10
    for text in texts:
        assert not re.search(r"fazhi|docs/|data/|\.yaml|--[a-z]", for_unit("不行", text)), text
