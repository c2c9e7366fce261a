"""Forms of findings as they are sent: entered, not asked again at once, counted, answered, settled otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import errors, fazhi_here
from tests.builders.forms import Filled
from tests.builders.worlds.inspected import FIRST

from spt_fazhi.store.yaml.reader import read_tree

CASES, SENT = f"{FIRST}.1", "2024-06-20"
WHOLE = {"整改日期": "6月18日", "整改情况": "案卷已补正", "是否已完成整改": "全部完成", "文号": "东政发〔2024〕9号"}


def form(root: Path, *words: str, on: str = SENT) -> Ran:
    return fazhi("form", *words, "--as-of", on, root=root)


@pytest.fixture
def sent(root: Path, tmp_path: Path) -> Path:
    """Where the form of 东镇 lies, which was sent."""
    ran = form(root, "东镇", "-o", str(tmp_path / "表"), "--issue", "--recorded", SENT)
    assert ran.code == 0, ran.err
    return tmp_path / "表" / "东镇.xlsx"


def findings(ran: Ran, where: str) -> set[int]:
    return {each["finding"] for unit in ran.json[where] for each in unit["duties"] if each["kind"] == "rectification"}


def test_what_was_sent_says_which_findings_it_asks_about_and_is_not_asked_again(root: Path, sent: Path) -> None:
    (entry,) = (root / "data/issued").glob("*-form-*.yaml")
    asked = [each for each in read_tree(entry.read_text("utf-8"))["duties"] if "finding" in each]
    assert sorted(asked, key=lambda each: str(each["finding"])) == [
        {"inspection": FIRST, "finding": "1", "unit": "东镇"}, {"inspection": FIRST, "finding": "9", "unit": "东镇"}
    ]  # fmt: skip
    later = form(root, "东镇", "--json", on="2024-06-25")
    assert (later.json["forms"], findings(later, "waiting")) == ([], {1, 9})
    assert findings(form(root, "东镇", "--json", "--again", on="2024-06-25"), "forms") == {1, 9}
    assert sent.is_file()
    assert [each for each in errors(root) if each.file.startswith("data/issued")] == []


def test_who_answered_and_what_it_cost(root: Path, sent: Path, inbox: Path, collect: Any) -> None:
    (before,) = form(root, "--status", "--json").json["forms"]
    assert (before["answered"], before["to_fill"], before["duties"], before["open"]) == ("waiting", 16, 4, 4)
    Filled(sent.read_bytes()).write(CASES, WHOLE).save(inbox / "东镇.xlsx")
    ran = collect("--json", on="2024-06-21")
    assert (ran.code, ran.json["answered"]) == (0, {"东镇": 4})
    (after,) = form(root, "--status", "--json", on="2024-06-21").json["forms"]
    assert (after["answered"], after["cells"], after["open"], len(after["records"])) == ("answered", 4, 3, 1)
    total = form(root, "--cost", "--json", on="2024-06-21").json["total"]
    assert (total["to_fill"], total["answered"], total["cells"]) == (16, 1, 4)
    assert findings(form(root, "东镇", "--json", on="2024-06-21"), "forms") == {9}


def test_answered_otherwise_it_is_settled(root: Path, tmp_path: Path) -> None:
    units = root / "data/units.yaml"
    units.write_text(units.read_text("utf-8").replace("kind: township, tags: [执法]", "kind: township"), "utf-8")
    plan = root / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace(", 东镇]", "]").replace("东镇, ", ""), "utf-8")
    (root / "data/records/dz/2024-06-12-2.2-aaae.yaml").unlink()
    ran = form(root, "东镇", "-o", str(tmp_path / "表"), "--issue", "--recorded", SENT)
    assert ran.code == 0, ran.err
    (waits,) = form(root, "--status", "--json").json["forms"]
    assert (waits["answered"], waits["duties"]) == ("waiting", 2)
    for number in (1, 9):
        said = ["--date", "2024-06-20", "--title", f"整改了第{number}个问题", "--document", f"东政发〔2024〕{number}号"]
        assert fazhi_here(root, "record", "rectify", f"k7q2.{number}", *said, "--recorded", "2024-06-21") == 0
    (done,) = form(root, "--status", "--json", on="2024-06-21").json["forms"]
    assert (done["answered"], done["open"], date.fromisoformat(done["recorded"])) == ("settled", 0, date(2024, 6, 20))
