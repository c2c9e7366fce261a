"""The bulletin about many registers: what it says, in all its formats, and where nothing is to be said."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.builders.command import DAY, fazhi
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.rollups import nobody, rollup

from spt_fazhi.reports.rollup.bulletin import build
from spt_fazhi.services.rollup.report import rollup_bulletin, templates_near
from spt_fazhi.views.rollup.answers import LateAnswer, OnTimeAnswer, Rollup, WorstAnswer

GOLDEN = Path(__file__).parent / "golden"


def text_of(view: Rollup, *, number: str = "", check: bool = False) -> str:
    return rollup_bulletin(
        build(view, number=number, check=check), templates_near(Path(__file__).parent), "md"
    ).decode()


def much() -> Rollup:
    """So much that it goes into annexes."""
    return rollup(
        late=tuple(LateAnswer(f"k{at}", f"事项{at}", f"原文{at}", 1.0, 3, 3, 9, 9 - at, 9, 0) for at in range(8)),
        worst=tuple(WorstAnswer("a", "甲县", f"u{at}", f"第{at}局", 9, 8, at, 0, 8 - at, 1, 0) for at in range(8)),
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("通报", text_of(rollup(), number="示依法办〔2024〕9号")),
        ("核对版", text_of(rollup(), check=True)),
        ("附件", text_of(much())),
        ("尚未启用", text_of(nobody())),
    ],
)
def test_it_reads_as_it_did(golden, name: str, text: str) -> None:
    golden(GOLDEN / f"{name}.md", text)


@pytest.mark.parametrize("view", [rollup(), much(), nobody()], ids=["plain", "much", "nobody"])
def test_it_is_typeset(view: Rollup) -> None:
    text = text_of(view, check=True)
    assert half_width(text) == []
    assert nested(text) == []
    assert "\n\n\n\n" not in text
    assert "None" not in text


def test_who_is_below_the_whole_is_named_with_its_rate() -> None:
    text = text_of(rollup())
    assert "按时办结率66.7%" in text
    assert "按时办结率不低于合计的有乙县。低于合计的有甲县（42.9%）。" in text


def test_a_share_is_not_rounded_up_to_all() -> None:
    text = text_of(rollup(on_time=(OnTimeAnswer("b", "乙县", 2000, 1999, 0, 1, 0),)))
    assert "99.95%" in text
    assert "100%" not in text.partition("## 三")[0]


def test_what_a_register_says_is_no_markup() -> None:
    text = text_of(rollup("|**x**](y)<b>"))
    assert "**x**" not in text
    assert text.count("<b>") == text.count("\\<b>") > 0
    assert len([line for line in text.splitlines() if line.startswith("| 甲县")]) == 1


def report(exports: Path, *words: str):
    return fazhi("report", "rollup", str(exports), "--as-of", DAY, *words)


def test_it_needs_no_workspace(exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = report(exports)
    assert ran.code == 0
    assert ran.out.startswith("# 2024年各县区法治政府建设工作要点落实情况的通报\n")
    assert "汇总3本台账" in ran.out
    said = report(exports, "--json").json
    assert (said["year"], said["districts"], said["day"]) == (2024, 3, DAY)


@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_it_is_made_as_other_reports_are(exports: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"通报.{ending}"
    ran = report(exports, "-o", str(file), "--number", "示依法办〔2024〕9号")
    assert (ran.code, ran.out) == (0, "")
    data = file.read_bytes()
    if ending == "docx":
        from docx import Document

        said = "\n".join(each.text for each in Document(str(file)).paragraphs)
        assert "示依法办〔2024〕9号" in said
        assert "一、总体情况" in said
    else:
        assert "示依法办〔2024〕9号" in data.decode()
    assert report(exports, "-o", str(file)).code == 2


def test_a_workspace_may_have_a_template_of_its_own(exports: Path, own_demo: Path) -> None:
    (own_demo / "templates").mkdir(exist_ok=True)
    (own_demo / "templates/rollup.md.j2").write_text("# 本市{{ districts }}个县区\n", "utf-8")
    assert report(exports, "--root", str(own_demo)).out == "# 本市3个县区\n"
    (own_demo / "templates/rollup.md.j2").write_text("{{ nothing }}", "utf-8")
    ran = report(exports, "--root", str(own_demo))
    assert ran.code == 2
    assert "rollup.md.j2" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unit", "甲局"), "汇总通报不分单位和督察，多写了 --unit"),
        (("--since-issued",), "多写了 --since-issued"),
        (("--period", "2024Q2"), "汇总通报按年出"),
        (("--period", "2023"), "没有 2023 年的台账"),
        (("--format", "docx"), "Word 文件不能打印在屏幕上"),
        (("--format", "pdf"), "没有“pdf”这种格式"),
        (("--edition", "x"), "没有“x”这个版本"),
    ],
)
def test_what_does_not_fit_is_refused(exports: Path, words: tuple[str, ...], said: str) -> None:
    ran = report(exports, *words)
    assert ran.code == 2
    assert said in ran.err


def test_without_a_source_it_says_how(demo: Path) -> None:
    ran = fazhi("report", "rollup", root=demo)
    assert ran.code == 2
    assert "汇总通报要写明来源" in ran.err


def test_it_is_among_the_reports_that_are_listed(demo: Path) -> None:
    assert re.search(r"rollup +汇总通报", fazhi("report", "list", root=demo).out)
    assert "rollup" in {each["name"] for each in fazhi("report", "list", "--json", root=demo).json["reports"]}


def test_days_that_differ_are_told(exports: Path) -> None:
    from spt_fazhi.model.frozen import replace

    view = rollup()
    early = replace(view.taken[0], as_of=date(2024, 6, 1))
    assert "（数据截至2024年6月30日，最早的截至2024年6月1日）" in text_of(replace(view, taken=(early, *view.taken[1:])))
