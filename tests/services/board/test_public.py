"""The second net: what is sensitive in the finished page, in texts and attributes, and not in codes."""

from __future__ import annotations

import pytest

from spt_fazhi.services.board.public import sensitive_in

MOBILE = "13812345678"


@pytest.mark.parametrize(
    "page",
    [
        f"<p>电话{MOBILE}，请记</p>",
        '<path d="M0"><title>138&#49;2345678</title>',
        f'<p title="{MOBILE}">',
        f'<input placeholder="打 {MOBILE}">',
        '<p aria-label="打 138 1234 5678">',
        "<p>讲稿138\n12345678",
        "<p>打 138.1234.5678",
        "<p>打 138/12345678",
        "<p>打 (138)1234 5678",
        "<p>打 8613812345678",
        "<p>打 \u0661\u0663\u0668\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
        "<p>打 \U0001d7cf\U0001d7d1\U0001d7d612345678",
    ],
)
def test_it_is_found_and_masked(page: str) -> None:
    (found,) = sensitive_in(page)
    assert (found.word, found.shown) == ("手机号", "138******78")
    assert MOBILE not in found.around


@pytest.mark.parametrize(
    "page",
    [
        f"<style>a{{width:{MOBILE}px}}</style><script>let a = '{MOBILE}'</script>",
        f'<path d="M{MOBILE} 0"/>',
        "<td>138<td>1234<td>5678",
        "<code>2024-06-20-6.1-k7q2</code>",
        "<td>13/15（2024-06-30）<td>12.1 2024-06-30 9/10",
    ],
)
def test_codes_and_numbers_of_several_cells_are_none(page: str) -> None:
    assert sensitive_in(page) == ()


def test_marks() -> None:
    assert [each.word for each in sensitive_in("<p>机密★一年<p>内部资料")] == ["密级标志", "不宜公开的字样"]
