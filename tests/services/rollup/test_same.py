"""What was decided about quotes, as a file: read, added to, and told where it cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from spt_fazhi.errors import FazhiError
from spt_fazhi.services.rollup.same import NAME, answers_beside, keep_answers, read_answers
from spt_fazhi.views.rollup.answers import Doubt
from spt_fazhi.views.rollup.identity import key_of


def doubt(one: str, other: str) -> Doubt:
    return Doubt(
        one=one, other=other, one_key=key_of(one), other_key=key_of(other), one_name="甲县", other_name="乙县",
        likeness=0.7, same=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "quote", ["每季度报送：“甲”", "a: b # c", "'引号'", '"双"', "{x}, [y]", "第一行\n第二行", "no", "-", "\\"]
)
def test_what_is_kept_is_read_again(tmp_path: Path, quote: str) -> None:
    file = str(tmp_path / "a.yaml")
    keep_answers(file, [(doubt(quote, "别的"), True)])
    keep_answers(file, [(doubt(quote, "又一句"), False)])
    assert read_answers(file) == {
        frozenset((key_of(quote), key_of("别的"))): True, frozenset((key_of(quote), key_of("又一句"))): False
    }  # fmt: skip


def test_what_people_wrote_into_it_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("# 我的话\nanswers:\n  - {one: 甲, other: 乙, same: true} # 问过了\n", "utf-8")
    keep_answers(str(file), [(doubt("丙", "丁"), False)])
    assert file.read_text("utf-8").startswith("# 我的话\nanswers:\n  - {one: 甲, other: 乙, same: true} # 问过了\n")
    assert len(read_answers(str(file))) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("answers: [\n", "a.yaml:"),
        ("answers:\n  - {one: 甲, other: 乙}\n", "same"),
        ("answers:\n  - {one: 甲, other: 乙, same: 也许}\n", "same"),
        ("others: []\n", "answers"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    with pytest.raises(FazhiError) as error:
        read_answers(str(tmp_path / "a.yaml"))
    assert said in error.value.message


def test_it_is_found_beside_a_list_and_in_a_folder(tmp_path: Path) -> None:
    assert answers_beside(str(tmp_path)) is None
    (tmp_path / NAME).write_text("answers: []\n")
    (tmp_path / "名单.yaml").write_text("registers: []\n")
    assert answers_beside(str(tmp_path)) == answers_beside(str(tmp_path / "名单.yaml")) == str(tmp_path / NAME)
