"""A unit outside the government: what it owes together with judged units is asked of it, the same on every screen."""

from __future__ import annotations

import re
from pathlib import Path

from tests.builders.command import fazhi
from tests.builders.worlds.district import district

AFTER, DURING = "2025-02-01", "2024-06-20"


def test_a_joint_duty_that_is_late_is_only_asked_of_it(demo: Path) -> None:
    """7.2 is owed by the court and the bureau of justice together."""
    for command in ("overdue", "duties", "status", "list"):
        document = fazhi(command, "--unit", "法院", "--as-of", AFTER, "--json", root=demo).json
        assert "7.2" in {each["obligation"] for each in (*document["duties"], *document.get("asked", ()))}
        assert {each["state"] for each in (*document["duties"], *document.get("asked", ()))} == {"invited"}
        assert not any(any(document.get(key, {}).values()) for key in ("totals", "progress"))
    assert "逾期" not in fazhi("status", "--unit", "法院", "--as-of", AFTER, root=demo).out
    assert "▲" not in fazhi("overdue", "--detail", "--unit", "法院", "--as-of", AFTER, root=demo).out
    late = ("duties", "--state", "overdue", "--as-of", AFTER)
    assert fazhi(*late, "--unit", "法院", "--json", root=demo).json["duties"] == []
    judged = fazhi(*late, "--unit", "司法局", "--json", root=demo).json["duties"]
    assert "7.2" in {each["obligation"] for each in judged}


def test_by_the_unit_that_leads_a_joint_duty_counts_as_asked(demo: Path) -> None:
    (by_court,) = fazhi("list", "--lead", "法院", "--as-of", AFTER, "--json", root=demo).json["tasks"]
    (by_bureau,) = fazhi("list", "--lead", "司法局", "--task", "7", "--as-of", AFTER, "--json", root=demo).json["tasks"]
    assert sum(by_court["invited"].values()) == sum(by_bureau["invited"].values()) + 1
    assert sum(by_court["counts"].values()) == sum(by_bureau["counts"].values()) - 1


def test_a_red_joint_duty_names_those_who_answer_for_it_alone(demo: Path) -> None:
    shown = fazhi("duties", "--state", "overdue", "--task", "7.2", "--as-of", AFTER, root=demo, COLUMNS="140").out
    assert re.search("▲ 逾期 +示范区司法局", shown)
    assert "等2家" not in shown
    assert "法院" not in shown.replace("人大、政协、法院、检察院", "")


def test_every_screen_says_the_same_number_asked_of_one_unit(demo: Path) -> None:
    listed = fazhi("list", "--units", "--as-of", DURING, "--json", root=demo).json["units"]
    (court,) = [each for each in listed if each["code"] == "fy"]
    asked, reports = sum(court["invited"].values()), sum(court["invited_progress"].values())
    assert asked and reports
    for command in (("unit", "法院"), ("duties", "--unit", "法院"), ("status", "--unit", "法院")):
        shown = fazhi(*command, "--as-of", DURING, root=demo).out
        assert re.search(f"^商请 {asked} 条", shown, re.MULTILINE), command
        assert re.search(f"^商请报送 {reports} 条", shown, re.MULTILINE), command
    open_ = court["invited"]["invited"], court["invited_progress"]["invited"]
    assert f"示范区人民法院 {open_[0]}条、报送{open_[1]}条" in fazhi("status", "--as-of", DURING, root=demo).out


def test_reports_in_words_are_no_duties_in_the_list_of_a_register_not_in_use(tmp_path: Path) -> None:
    root = district(tmp_path / "区", in_use=False)
    shown = fazhi("list", "--as-of", DURING, root=root, COLUMNS="120").out
    assert re.search(r"^ *1 .* 12，商请2 +0$", shown, re.MULTILINE)
    assert re.search(r"^ *3 .* 0 +6，商请3$", shown, re.MULTILINE)
