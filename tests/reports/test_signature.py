"""Who signs: what the settings say, else the office; where neither is written, a place is left, never the issuer."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.files import TASKS, build
from tests.builders.world import day, evidence, obligation, register, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.register import Register
from spt_fazhi.reports.gaps import gaps_in
from spt_fazhi.reports.parts import Head, head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.lists.calls import calls

ISSUER = "示例区人民政府"
UNSIGNED = "【此处需补写：落款】"
SIGNED = ("quarter", "half", "breakdown", "ranking", "assumptions", "reminders", "unit")
DAY = "2024-07-12"


def head_of(made: Register) -> Head:
    return head(ReportRequest(assessment=assess(made, day("07-12"))))


@pytest.mark.parametrize(
    ("settings", "signature", "to"),
    [
        ({}, UNSIGNED, "【此处需补写：收材料的单位】"),
        ({"signature": "示例区委依法治区办"}, "示例区委依法治区办", "示例区委依法治区办"),
        ({"office": "甲局"}, "甲局", "甲局"),
        ({"office": "甲局", "units": units(甲局={"full_name": "示例区甲局"})}, "示例区甲局", "甲局"),
        ({"office": "甲局", "signature": "示例区委依法治区办"}, "示例区委依法治区办", "甲局"),
    ],
)  # fmt: skip
def test_the_settings_sign_and_else_the_office(settings: dict[str, object], signature: str, to: str) -> None:
    found = head_of(register(obligation(), **settings))
    assert (found.signature, found.to) == (signature, to)
    assert [each.text for each in gaps_in(found)] == (["落款"] if signature == UNSIGNED else [])


@pytest.mark.parametrize(
    ("when", "number"), [("07-12", "示依法办发〔2024〕　号"), ("2025-01-12", "示依法办发〔2025〕　号")]
)
def test_a_number_has_the_year_in_which_the_paper_goes_out(when: str, number: str) -> None:
    made = register(obligation(), number="示依法办发〔{year}〕{n}号")
    assert head(ReportRequest(assessment=assess(made, day(when)))).number == number


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("未署名"))


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tasks = TASKS.replace("issued: 2024-04-09\n", "issued: 2024-04-09\n  office: 甲局\n", 1)
    return build(tmp_path_factory.mktemp("署名"), tasks=tasks)


def report(root: Path, name: str, *more: str):
    about = ("--unit", "丙镇") if name == "unit" else ()
    return fazhi("report", name, *about, "--as-of", DAY, *more, root=root)


@pytest.mark.parametrize("name", SIGNED)
def test_no_paper_is_signed_by_the_issuer_and_the_clerk_is_told(unsigned: Path, name: str) -> None:
    ran = report(unsigned, name)
    assert ran.out.rstrip().partition("\n\n## 附件")[0].endswith(f"{UNSIGNED}\n\n2024年7月12日")
    assert ran.err.count("注意：落款要补写") == 1
    assert report(unsigned, name, "--json").err == ""


@pytest.mark.parametrize("name", SIGNED)
def test_the_office_signs_and_nothing_is_said(signed: Path, name: str) -> None:
    ran = report(signed, name)
    assert ran.out.rstrip().partition("\n\n## 附件")[0].endswith("甲局\n\n2024年7月12日")
    assert ran.err == ""


def test_the_gap_is_counted_where_gaps_are(unsigned: Path, signed: Path) -> None:
    for root in (unsigned, signed):
        text = report(root, "half").out
        assert f"本稿尚有{text.count('【此处需补写：')}处需补写" in text


def test_the_annual_report_is_still_the_governments_and_counts_what_it_lacks(unsigned: Path) -> None:
    ran = fazhi("report", "annual", "--as-of", DAY, root=unsigned)
    assert ran.out.rstrip().endswith(f"{ISSUER}\n\n2024年7月12日")
    assert f"本稿尚有{ran.out.count('【此处需补写：')}处需补写" in ran.out
    assert ran.err == ""


def test_a_letter_leaves_the_place_and_says_so_once(unsigned: Path, signed: Path, tmp_path: Path) -> None:
    for root, said in ((unsigned, 1), (signed, 0)):
        folder = tmp_path / root.name
        ran = fazhi("notice", "--as-of", "2024-12-20", "-o", str(folder), "--format", "md", root=root)
        texts = [each.read_text(encoding="utf-8") for each in folder.glob("*.md")]
        assert texts
        assert all((UNSIGNED in text) == bool(said) for text in texts)
        assert all(ISSUER not in text for text in texts)
        assert ran.err.count("注意：落款要补写") == said
        assert ran.err.count("注意：联系电话要补写") == 1


def test_a_caller_asks_for_nothing_to_be_sent_to_the_issuer() -> None:
    made = register(obligation("1.1", due="06-01", who=("丙镇",)), records=[evidence("01-05", "丁镇", "9.9")])
    judged = assess(made, day("06-10"))
    (call,) = calls(judged, judged.all_duties).calls
    assert call.sentence.endswith("报本办公室。")
