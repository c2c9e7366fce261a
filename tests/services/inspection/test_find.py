"""What is typed for an inspection or a finding: found by the full id, by the four letters, among what was added."""

from __future__ import annotations

import pytest
from tests.builders.checks import finding, inspection, register

from spt_fazhi.errors import UsageError
from spt_fazhi.services.inspection.find import additions, find_finding, find_inspection

REGISTER = register(
    inspections=(
        inspection("2024-05-24-k7q2", findings=(finding(1), finding(2))),
        inspection("2024-05-24-m3p4", findings=(finding(3),), adds_to="2024-05-24-k7q2"),
        inspection("2024-11-01-m5p6", findings=()),
        inspection("2024-11-08-m5p6", findings=(finding(1),)),
    )
)


@pytest.mark.parametrize(
    "typed",
    [
        "2024-05-24-k7q2",
        "k7q2",
        " Ｋ７Ｑ２ ",
        "data/inspections/2024-05-24-k7q2.yaml",
        r"data\inspections\2024-05-24-k7q2.yaml",
    ],
)
def test_an_inspection_is_found_by_its_id_its_letters_and_its_file(typed: str) -> None:
    assert find_inspection(REGISTER, typed).id == "2024-05-24-k7q2"


def test_letters_of_two_inspections_list_both() -> None:
    with pytest.raises(UsageError, match="“m5p6”可能是好几次督察：2024-11-01-m5p6、2024-11-08-m5p6"):
        find_inspection(REGISTER, "m5p6")
    assert find_inspection(REGISTER, "2024-11-08-m5p6").id == "2024-11-08-m5p6"


def test_an_inspection_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="没有编号为“k7q3”的督察") as caught:
        find_inspection(REGISTER, "k7q3")
    assert caught.value.hint.startswith("是不是 2024-05-24-k7q2？用 fazhi inspect list ")
    with pytest.raises(UsageError) as caught:
        find_inspection(REGISTER, "zzzz")
    assert caught.value.hint.startswith("用 fazhi inspect list ")
    with pytest.raises(UsageError) as caught:
        find_inspection(register(), "k7q2")
    assert caught.value.hint.startswith("台账里还没有督察，登记用 fazhi inspect new")


def test_a_finding_typed_for_an_inspection_is_told() -> None:
    with pytest.raises(UsageError, match=r"“k7q2\.1”是问题编号，这里要写督察编号") as caught:
        find_inspection(REGISTER, "k7q2.1")
    assert caught.value.hint == "是不是 k7q2？"


@pytest.mark.parametrize("typed", ["2024-05-24-k7q2.2", "k7q2.2", "k7q2。2", "Ｋ７Ｑ２．２"])
def test_a_finding_is_found_by_its_full_id_and_its_name(typed: str) -> None:
    found = find_finding(REGISTER, typed)
    assert (found.inspection.id, found.finding.id) == ("2024-05-24-k7q2", 2)


def test_a_finding_added_later_is_found_under_either_inspection() -> None:
    for typed in ("m3p4.3", "k7q2.3", "2024-05-24-k7q2.3"):
        found = find_finding(REGISTER, typed)
        assert (found.inspection.id, found.finding.id) == ("2024-05-24-m3p4", 3)
    assert [each.id for each in additions(REGISTER, "2024-05-24-k7q2")] == ["2024-05-24-m3p4"]


def test_a_number_that_two_additions_gave_lists_both() -> None:
    twice = register(
        inspections=(
            inspection("2024-05-24-k7q2", findings=()),
            inspection("2024-05-24-m3p4", findings=(finding(1),), adds_to="2024-05-24-k7q2"),
            inspection("2024-05-24-m5p6", findings=(finding(1),), adds_to="2024-05-24-k7q2"),
        )
    )
    with pytest.raises(UsageError, match=r"“k7q2\.1”可能是好几个问题：2024-05-24-m3p4\.1、2024-05-24-m5p6\.1"):
        find_finding(twice, "k7q2.1")


def test_letters_of_two_inspections_are_no_question_where_only_one_has_the_number() -> None:
    assert find_finding(REGISTER, "m5p6.1").inspection.id == "2024-11-08-m5p6"


def test_a_finding_that_is_not_there_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="督察 2024-05-24-k7q2 没有编号为 7 的问题") as caught:
        find_finding(REGISTER, "k7q2.7")
    assert caught.value.hint == "可写：k7q2.1、k7q2.2、m3p4.3"
    with pytest.raises(UsageError) as caught:
        find_finding(REGISTER, "2024-11-01-m5p6.1")
    assert caught.value.hint == "该次督察没有登记问题"
    with pytest.raises(UsageError, match=r"没有编号为“k7q3”的督察，找不到问题“k7q3\.1”") as caught:
        find_finding(REGISTER, "k7q3.1")
    assert caught.value.hint.startswith("是不是 2024-05-24-k7q2？")


def test_an_inspection_typed_for_a_finding_lists_its_findings() -> None:
    with pytest.raises(UsageError, match=r"“k7q2”是督察编号，这里要写问题编号，如 k7q2\.1") as caught:
        find_finding(REGISTER, "k7q2")
    assert caught.value.hint == "可写：k7q2.1、k7q2.2、m3p4.3"
    with pytest.raises(UsageError, match=r"“6\.1”不是问题编号|没有编号为“6”的督察"):
        find_finding(REGISTER, "6.1")
    with pytest.raises(UsageError, match=r"“案卷”不是问题编号，应写成 k7q2\.1"):
        find_finding(REGISTER, "案卷")
