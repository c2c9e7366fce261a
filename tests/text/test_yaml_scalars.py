"""Quoting: whatever the text, any YAML reader gives it back."""

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from spt_fazhi.demo.crowd import _WAYS
from spt_fazhi.store.yaml.reader import read_tree
from spt_fazhi.text.plain import plain
from spt_fazhi.text.yaml_text import scalar

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1).map(plain).filter(str.strip)
TRICKY = st.text(st.sampled_from("演示12.:- #,[]{}\"'\\&*!|>%@`?~nyo【（"), min_size=1).filter(str.strip)


@given(TEXTS | TRICKY)
@example("no")
@example("1月")
@example("2024-06-20")
@example("a: b")
@example("a #b")
@example("演示:")
@example(" 演示 ")
@example("1e5")
@example("【演示】a, [b]: {c}")
def test_scalar_reads_back_in_a_block_and_in_a_list(text: str) -> None:
    written = f"key: {scalar(text)}\nlist: [{scalar(text, in_flow=True)}, 末]\n"
    assert read_tree(written) == {"key": text, "list": [text, "末"]}
    assert yaml.safe_load(written) == {"key": text, "list": [text, "末"]}


def test_plain_chinese_is_not_quoted() -> None:
    assert all(scalar(text) == text for text in (*_WAYS, "3月1日前", "【演示】讲法（第2次）", "示司发〔演示〕8号"))
