"""The bulletin about many registers: what it says, in all its formats, and where nothing is to be said."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.builders.command import DAY, fazhi
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.rollups import nobody, rollup, taken, three

from spt_fazhi.model.frozen import replace
from spt_fazhi.reports.rollup.bulletin import build
from spt_fazhi.services.rollup.report import rollup_bulletin, templates_near
from spt_fazhi.views.rollup.answers import LateAnswer, OnTimeAnswer, Rollup, SectionAnswer, WorstAnswer

GOLDEN = Path(__file__).parent / "golden"


def text_of(view: Rollup, *, number: str = "", check: bool = False) -> str:
    return rollup_bulletin(
        build(view, number=number, check=check), templates_near(Path(__file__).parent), "md"
    ).decode()


def much() -> Rollup:
    """So much that it goes into annexes."""
    return rollup(
        late=tuple(
            LateAnswer(f"k{at}", f"事项{at}", f"原文{at}", 1.0, 3, 3, ["甲县", "乙县", "丁县"], 9, 9 - at, 9, 0)
            for at in range(8)
        ),
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
    assert "按时完成率66.7%" in text
    assert "按时完成率高于总体的有乙县；低于总体的有甲县（42.9%）。" in text


def test_a_share_is_not_rounded_up_to_all() -> None:
    text = text_of(rollup(on_time=(OnTimeAnswer("b", "乙县", 2000, 1999, 0, 1, 0, 0),)))
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
    assert "汇总3个县区" in ran.out
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
        (("--number", "5"), "文号要写全"),
        (("--answers", "没有/那里.yaml"), "没有"),
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


def test_days_that_differ_are_told_and_far_apart_not_compared() -> None:
    view = rollup()
    for day, compared in ((date(2024, 6, 1), False), (date(2024, 6, 25), True)):
        early = replace(view.taken[0], as_of=day)
        text = text_of(replace(view, taken=(early, *view.taken[1:])))
        assert f"（数据截至2024年6月30日，最早的截至2024年6月{day.day}日）" in text
        assert f"| 甲县 | 2024年6月{day.day}日 | 10 |" in text
        assert ("高于总体的有乙县" in text) is compared
        assert ("截至的日子相差较大，按时完成率不作比较" in text) is not compared
        assert ("按时完成率低" in text) is compared
        assert ("按时完成10条，按时完成率66.7%" in text) is compared
        # as listed where nothing is compared
        assert (text.index("| 甲县 |") < text.index("| 乙县 |")) is not compared


def test_after_the_year_it_says_so() -> None:
    assert "（数据截至2025年1月5日，是年度结束以后的结存情况）" in text_of(
        rollup(day=date(2025, 1, 5), taken=(taken("a", "甲县", as_of=date(2025, 1, 5)),))
    )


def test_what_was_due_before_the_plan_was_issued_is_told_apart() -> None:
    view = rollup()
    first = view.totals[0]._replace(early=6, early_overdue=2, returned=1)
    text = text_of(replace(view, totals=(first, *view.totals[1:])))
    assert (
        "印发以来到期15条，按时完成10条，按时完成率66.7%，逾期完成1条，未完成4条（其中1条只差佐证）；到期的事项中3条的时限是推定的。"
        in text
    )
    assert "印发以前就到期的6条（其中逾期2条）、退回待重报的1条不计入到期。" in text


def test_only_slow_parts_of_several_districts_with_enough_due_are_named() -> None:
    parts = (
        SectionAnswer("快的", 2, 30, 20, 4, 12, 9),
        SectionAnswer("慢的", 2, 30, 20, 4, 12, 6),
        SectionAnswer("同总体的", 2, 30, 20, 4, 12, 8),
        SectionAnswer("一个县区的", 1, 30, 20, 4, 12, 0),
        SectionAnswer("到期少的", 2, 30, 20, 4, 4, 0),
    )
    text = text_of(rollup(sections=parts))
    assert "**（二）按时完成率低于总体的部分**。慢的（到期12条，按时完成率50.0%）。" in text
    text = text_of(rollup(sections=parts[:1], worst=()))
    assert "低于总体的部分" not in text
    assert "多个县区逾期的事项如下：事项一" in text


def test_a_district_with_little_due_has_no_share_and_no_place() -> None:
    view = rollup(on_time=(OnTimeAnswer("a", "甲县", 4, 4, 0, 0, 0, 0), OnTimeAnswer("b", "乙县", 8, 6, 1, 1, 0, 0)))
    text = text_of(view)
    assert text.index("| 乙县 | 20 |") < text.index("| 甲县 | 10 | 5 | 3 | 4 | 4 | 0 | 0 | — |") < text.index("| 丙县 ")
    assert "高于总体" not in text
    assert "低于总体的有乙县（75.0%）。" in text


def test_a_unit_as_fast_as_the_whole_is_not_among_the_slow() -> None:
    assert "按时完成率低的单位" not in text_of(
        rollup(worst=(WorstAnswer("a", "甲县", "jia", "甲局", 8, 6, 4, 1, 1, 0, 0),))
    )
    named = text_of(rollup(worst=(WorstAnswer("a", "甲县", "jia", "甲县教育局", 8, 6, 1, 1, 4, 0, 0),)))
    assert "甲县教育局（到期6项次" in named
    assert "甲县甲县" not in named


def test_who_is_not_counted_or_not_whole_is_said_to_whom_it_is_sent() -> None:
    view = rollup()
    view = replace(view, taken=(replace(view.taken[0], incomplete=1), *view.taken[1:]))
    text = text_of(view)
    assert "甲县的单位名单未核全，合计只是已列单位的。丁县的数据不能用，没有计入。" in text


def test_a_single_annex_has_no_number() -> None:
    text = text_of(rollup(late=(), worst=much().worst))
    assert "附件：按时完成率低的单位" in text
    assert "## 附件　按时完成率低的单位" in text
    assert "附件1" not in text


def test_open_pairs_are_told_and_may_be_taken(districts: Path) -> None:
    ran = report(districts / "名单.yaml")
    assert "对引句像又不全像，没有当成一件事，“多个县区逾期的事项”会受影响" in ran.err
    assert "要补写 4 处" in ran.err
    assert "【此处需补写：先确认3对写法相近的事项是不是一件事，再重新生成本通报】" in ran.out
    taken_for_one = report(districts / "名单.yaml", "--yes")
    assert taken_for_one.out != ran.out
    assert "写 --yes" not in taken_for_one.err


def test_options_of_this_report_are_refused_with_others(demo: Path) -> None:
    ran = fazhi("report", "quarter", "--yes", root=demo)
    assert ran.code == 2
    assert "--yes 只用于汇总通报" in ran.err


def test_who_is_late_is_named_where_it_is_not_everybody() -> None:
    text = text_of(three())
    assert (
        "事项0，3个县区中2个逾期（甲县、乙县），共9条；事项1，2个县区都逾期（甲县、丙县），共8条；事项2，3个县区都逾期，共7条。"
        in text
    )
    assert [line.split(" | ")[2] for line in text.splitlines() if line.startswith("| 事项") and "原文" in line][1:] == [
        "甲县、乙县", "甲县、丙县", "都逾期", "乙县、丙县",
    ]  # fmt: skip


def test_long_lists_are_cut_where_nobody_is_even_and_say_so() -> None:
    late = tuple(
        LateAnswer(f"k{at}", f"事项{at}", "原文", 1.0, 3, 2, ["甲县", "乙县"], 9, 40 - at, 9, 0) for at in range(24)
    )
    worst = tuple(WorstAnswer("a", "甲县", f"u{at}", f"第{at}局", 9, 8, at // 8, 0, 8, 1, 0) for at in range(30))
    text = text_of(rollup(late=late, worst=worst))
    assert "共24项，列逾期最多的20项。" in text
    assert ("| 事项19 |" in text, "| 事项20 |" in text) == (True, False)
    assert "低于总体的共30家，列最低的24家。" in text  # those with 2 of 8 are even
    assert ("| 第23局 |" in text, "| 第24局 |" in text) == (True, False)
    text = text_of(rollup(late=late[:20], worst=worst[:20]))
    assert "列逾期最多的" not in text
    assert "列最低的" not in text


def test_what_was_due_before_the_plan_was_issued_is_no_common_fault(districts: Path) -> None:
    """After the time for entering it is over, too: nobody could have done it in time."""
    said = fazhi("rollup", str(districts), "--as-of", "2025-02-10", "--json", "--top", "100").json
    assert sum(row["early_overdue"] for row in said["totals"]) > 0
    assert said["late"]
    assert not any(row["due"] == 0 or row["overdue"] > row["due"] - row["on_time"] for row in said["late"])
    overdue = [row["overdue"] for row in said["late"]]
    assert overdue == sorted(overdue, reverse=True)
