"""`overdue` and `due`: a line a unit, every duty with --detail, and those who are only asked in a block of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.worlds.district import DAY, district


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return district(tmp_path_factory.mktemp("区"))


def say(root: Path, *words: str, day: str = DAY) -> Ran:
    ran = fazhi(*words, "--as-of", day, root=root)
    assert (ran.code, ran.err) == (0, "")
    return ran


def blocks(text: str) -> tuple[str, str]:
    """What is said of judged units, and what of those who are only asked."""
    judged, _, asked = text.partition("\n商请（")
    return judged, asked


def test_one_line_a_unit_with_how_many_how_long_and_which_tasks(root: Path) -> None:
    judged, asked = blocks(say(root, "overdue").out)
    assert "2 家单位，共 3 条  ▲ 逾期 3" in judged
    assert re.search(r"^司法局 +2 +逾期10天 +1、2", judged, re.MULTILINE)
    assert re.search(r"^东镇 +1 +逾期5天 +2", judged, re.MULTILINE)
    assert "名单未核全：各执法单位" in judged
    assert asked == ""


def test_the_json_is_the_same_by_duty_and_by_unit(root: Path) -> None:
    document = say(root, "overdue", "--json").json
    assert {(each["obligation"], each["unit"], each["state"]) for each in document["duties"]} == {
        ("1.5", None, "overdue"), ("2.1", "司法局", "overdue"), ("2.1", "东镇", "overdue"),
    }  # fmt: skip
    assert [(each["unit"], each["number"], each["first_due"], each["obligations"]) for each in document["units"]] == [
        ("司法局", 2, "2024-06-10", ["1.5", "2.1"]), ("东镇", 1, "2024-06-15", ["2.1"]),
    ]  # fmt: skip
    assert (document["asked"], document["incomplete"]) == ([], ["各执法单位"])


def test_every_duty_with_detail(root: Path) -> None:
    text = say(root, "overdue", "--detail").out
    assert len(re.findall("^▲ 逾期", text, re.MULTILINE)) == 3
    assert "区委宣传部" not in text
    assert "数据只到5月3" in text


def test_those_who_are_only_asked_stand_apart_and_are_not_said_to_be_late(root: Path) -> None:
    judged, asked = blocks(say(root, "overdue", day="2025-02-01").out)
    assert "区法院" not in judged
    assert re.search(r"^区法院 +4 +2024-07-10 +1（推定）、3", asked, re.MULTILINE)
    assert "只请提供情况，不催办、不考核" in asked
    assert "逾期" not in asked
    assert "已过" not in asked
    detail = blocks(say(root, "overdue", "--detail", day="2025-02-01").out)[1]
    assert "☆ 商请" in detail
    assert "逾期" not in detail
    assert "已过" not in detail


def test_what_falls_due_by_unit_the_earliest_first(root: Path) -> None:
    judged, asked = blocks(say(root, "due", "--within", "30").out)
    units = re.findall(r"^(\S+局) +\d", judged, re.MULTILINE)
    assert units == ["教育局"]
    assert "2024-06-30（推定）" in judged
    assert "未写时限，按年底计" in judged + asked
    assert re.search(r"^区法院 +1 +2024-07-10 +3", asked, re.MULTILINE)
    document = say(root, "due", "--within", "30", "--json").json
    assert [each["unit"] for each in document["asked"]] == ["区法院"]
    assert not any(each["invited"] for each in document["duties"])
    assert sum(each["number"] for each in document["units"]) >= len(document["duties"])


def test_a_line_is_one_line_however_much_there_is(root: Path) -> None:
    for words in (("overdue",), ("due", "--within", "400")):
        text = say(root, *words, day="2024-06-20").out
        rows = text.partition("────\n")[2].partition("\n\n")[0].splitlines()
        numbered = [row for row in rows if re.match(r"\S+ +\d+ ", row)]
        assert numbered
        assert len([row for row in rows if row.strip() and not row.startswith(("标", "列"))]) == len(numbered)


def test_nothing_is_said_to_be_late_where_nothing_is(root: Path) -> None:
    assert "没有逾期" not in say(root, "overdue").out
    ran = say(root, "overdue", "--unit", "西镇")
    assert "没有。" in ran.out
    assert "没有到期的责任" in say(root, "due", "--within", "0").out
