"""What bulletins, summaries, the annual report, a unit's sheet and the preview say of visits and rectification."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.builders.command import fazhi
from tests.builders.files import write
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.places import TESTS
from tests.builders.strategies import DAYS, registers
from tests.builders.worlds.district import district
from tests.builders.worlds.inspected import FIRST, inspected

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.period import parse_period
from spt_fazhi.reports import annual, half, preview, quarter, ranking
from spt_fazhi.reports import unit as sheet
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.views.findings.lines import judged

GOLDEN = TESTS / "reports" / "golden" / "inspected"
DAY = "2024-07-05"
REPORTS = {
    "quarter": ("quarter", "--period", "2024Q2"), "half": ("half", "--period", "2024H1"), "annual": ("annual",),
    "unit": ("unit", "东镇"), "outside": ("unit", "区法院"), "preview": ("preview", "--period", "2024Q3"),
}  # fmt: skip
Golden = Callable[[Path, str], None]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return inspected(tmp_path_factory.mktemp("督察") / "区")


@pytest.mark.parametrize("edition", ["issue", "check"])
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_of_each_kind(root: Path, name: str, edition: str, golden: Golden) -> None:
    ran = fazhi("report", *REPORTS[name], "--as-of", DAY, "--edition", edition, root=root)
    assert (ran.code, ran.err) == (0, "")
    assert half_width(ran.out) == []
    assert nested(ran.out) == []
    golden(GOLDEN / f"{name}-{edition}.md", ran.out)


def test_the_editions_have_the_same_figures_and_each_names_the_visit(root: Path) -> None:
    for words in REPORTS.values():
        signed = fazhi("report", *words, "--as-of", DAY, root=root).out
        checked = fazhi("report", *words, "--as-of", DAY, "--edition", "check", root=root).out
        assert re.sub(r"\[\^r\d+\]", "", checked).startswith(signed)
        assert FIRST in checked
        assert FIRST not in signed


def test_whose_finding_was_decided_on_stands_in_the_index_of_the_check_edition(root: Path) -> None:
    out = fazhi("report", "rectification", "--as-of", DAY, "--edition", "check", root=root).out
    index = {row[1].strip(): row for line in out.splitlines() if (row := line.split("|"))[2:]}
    closed, extended = index["2024-06-18-close-bbcb"], index["2024-06-13-extend-bbce"]
    assert (closed[2], closed[4]) == (" 东镇 ", " 问题k7q2.6销号，复核组复核 ")
    assert (extended[2], extended[4]) == (" 西镇 ", " 问题k7q2.8延期，依据示依法办〔2024〕3号 ")


def test_nobody_outside_the_government_is_in_what_goes_to_others(root: Path) -> None:
    for name in ("quarter", "preview"):
        signed = fazhi("report", *REPORTS[name], "--as-of", "2024-12-31", root=root).out
        assert "法院" not in signed
        assert "司法建议" not in signed


def test_a_bulletin_of_a_later_period_tells_of_no_visit_and_of_what_is_left(root: Path) -> None:
    out = fazhi("report", "quarter", "--period", "2024Q3", "--as-of", "2024-10-08", root=root).out
    assert "开展督察" not in out
    assert "**督察整改**。今年以来共反馈问题9个" in out.replace("（二）", "").replace("（一）", "")
    assert "西镇等" in out or "东镇、" in out


def test_what_was_carried_from_last_year_is_counted_and_told_of(tmp_path: Path) -> None:
    root = inspected(tmp_path / "区")
    carried = (
        "title: 2023年年终督察\nfrom: 2023-12-04\nto: 2023-12-06\nby: [司法局]\nvisited: [东镇]\nfindings:\n"
        "  - {id: 1, unit: 东镇, problem: 档案室没有专人管理, due: 2024-03-31}\nrecorded: 2023-12-08\n"
    )
    (root / "data/inspections/2023-12-06-q2k7.yaml").write_text(carried, "utf-8")
    out = fazhi("report", *REPORTS["quarter"], "--as-of", DAY, root=root).out
    assert "今年以来反馈问题9个，以前年度结转1个，共10个，" in out
    assert "开展督察2次" in out
    assert "以上含以前年度结转的1个。" in fazhi("report", "annual", "--as-of", DAY, root=root).out


def test_a_half_year_without_a_visit_says_since_when_findings_are_counted(root: Path) -> None:
    out = fazhi("report", "half", "--period", "2024H2", "--as-of", "2025-01-20", root=root).out
    assert "2024年督察共反馈问题9个" in out
    assert "开展督察" not in out


def test_a_report_that_was_handed_back_is_not_told_of_as_none(root: Path) -> None:
    for words in (REPORTS["quarter"], REPORTS["preview"]):
        out = fazhi("report", *words, "--as-of", DAY, root=root).out
        row = next(line for line in out.splitlines() if "权责清单没有更新" in line and "逾期" not in line)
        assert "| 已报，6月14日退回，未重报 |" in row


def test_a_preview_lists_the_findings_that_may_still_be_put_right_and_those_that_will_be_told_of(root: Path) -> None:
    out = fazhi("report", *REPORTS["preview"], "--as-of", DAY, root=root).out
    head, in_time, told = re.split("## [二三]、", out)
    promised = re.search(r"另有(\d+)个督察问题到时逾期未完成整改（现在已逾期(\d+)个）", head)
    assert promised is not None
    rows = [line for line in told.partition("督察问题")[2].splitlines() if line.count("|") == 6 and "年" in line]
    assert len(rows) == int(promised[1]) > int(promised[2]) > 0
    saved = [line for line in in_time.partition("督察问题")[2].splitlines() if line.startswith("| 2024年")]
    assert len(saved) == int(promised[1]) - int(promised[2])
    assert "| 2024年9月30日 | 没有执法人员培训制度 | 2024年9月30日前（已延期） | 西镇 |" in saved
    assert any("没有执法人员培训制度" in line for line in rows)


def test_a_visit_is_told_of_once_in_a_bulletin(root: Path) -> None:
    out = fazhi("report", *REPORTS["quarter"], "--as-of", DAY, root=root).out
    news = out.partition("## 二、")[2].partition("## 三、")[0]
    assert news.count("实地督察") == 1
    assert (
        "开展督察2次，即5月20日至24日的2024年第一次法治建设实地督察、6月12日的行政复议案卷评查，发现问题9个。" in news
    )


def test_an_annual_report_says_which_visit_counts_for_nothing_the_plan_asks_for(root: Path) -> None:
    out = fazhi("report", "annual", "--as-of", DAY, root=root).out
    assert "“行政复议案卷评查”不计入工作要点要求的次数。" in out


_BESIDE = """
tasks:
  - id: 0
    section: 〇
    title: 附则
    text: 区委依法治区办将不定期进行督察。
    lead: [区委依法治区办]
    obligations:
      - {id: "0.1", title: 对各单位进行督察, quote: 区委依法治区办将不定期进行督察, who: [区委依法治区办],
         scope: each, due: 2024-12-31, assumed: {due: 没有写次数和日期}}
"""


def standing(root: Path) -> Path:
    """The district with a duty that goes on all year, for which its first visit counts."""
    inspected(root)
    plan = root / "data/tasks.yaml"
    text = plan.read_text("utf-8").replace("sections:\n", "sections:\n  - {id: 〇, title: 附则}\n", 1)
    plan.write_text(text.replace("\ntasks:\n", _BESIDE, 1), "utf-8")
    visit = root / f"data/inspections/{FIRST}.yaml"
    visit.write_text(visit.read_text("utf-8").replace('"2.3"', '["2.3", "0.1"]'), "utf-8")
    return root


def test_what_goes_on_all_year_is_not_finished_by_a_visit_and_no_field_of_work_is_called_an_appendix(
    tmp_path: Path,
) -> None:
    place = standing(tmp_path / "区")
    annual = fazhi("report", "annual", "--as-of", DAY, root=place).out
    assert "对各单位进行督察，区委依法治区办已开展1次。" in annual
    bulletin = fazhi("report", *REPORTS["quarter"], "--as-of", DAY, root=place).out
    for out in (annual, bulletin):
        assert "附则" not in out.replace("（另有附则）", "")
        assert "其他工作" in out
    assert "对各单位进行督察" not in bulletin.partition("## 二、")[2].partition("## 三、")[0]
    ahead = fazhi("report", "half", "--period", "2024H1", "--as-of", DAY, root=place).out
    assert "12月31日到期（未写时限，按年底计）的有" in ahead


def test_what_was_only_carried_is_not_told_of_as_found_this_year(tmp_path: Path) -> None:
    root = district(tmp_path / "区")
    found = (
        "title: 年终督察\nfrom: 2023-12-04\nto: 2023-12-06\nby: [司法局]\nvisited: [东镇]\nfindings:\n"
        "  - {id: 1, unit: 东镇, problem: 档案室没有专人管理, due: 2024-03-31}\n"
        "  - {id: 2, unit: 西镇, problem: 没有公示执法人员, due: 2024-03-31}\nrecorded: 2023-12-08\n"
    )
    write(root, "data/inspections/2023-12-06-q2k7.yaml", found)
    out = fazhi("report", *REPORTS["quarter"], "--as-of", DAY, root=root).out
    assert "以前年度结转的问题2个，都尚未完成整改。" in out
    assert "今年以来" not in out
    annual = fazhi("report", "annual", "--as-of", DAY, root=root).out
    assert "今年以来督察" not in annual
    assert "以前年度督察结转的问题2个" in annual


def request_of(made, when: date, period: str) -> ReportRequest:
    return ReportRequest(assessment=assess(made, when), period=parse_period(period))


@settings(max_examples=40)
@given(registers(), DAYS)
def test_sums_add_up_and_obligations_are_counted_without_findings(made, when: date) -> None:
    request, bare = request_of(made, when, "2024Q2"), replace(made, inspections=())
    values = quarter.build(request)
    told, lines = values.inspected, judged(request.findings)
    late = [each for each in lines if each.state == "overdue"]
    if told is not None:
        parts = told.progress
        assert parts.found.value == len(lines) == sum(
            int(each.value) for each in (parts.closed, parts.submitted, parts.partial, parts.open, parts.waived)
        )  # fmt: skip
        assert len(told.late) == told.overdue.value == len(late) - int(told.unlisted.value)
        assert told.units.value == len({each.row.unit for each in told.late})
        assert bool(values.numbers.findings) == bool(values.in_short or told.late)
        known = {each.id for each in made.inspections}
        figures = [told.progress.found, told.found, told.number, *(each.days for each in told.late)]
        assert all(set(each.records) & known for each in figures if each)
    else:
        assert not late
        assert not values.numbers.findings
    if all(not each.value.obligation for each in made.inspections):
        plain = quarter.build(request_of(bare, when, "2024Q2"))
        if bare.in_use == made.in_use:
            assert (values.totals, values.overdue, values.troubles) == (plain.totals, plain.overdue, plain.troubles)
            ranked = replace(ranking.build(request), found=False)
            assert ranked == ranking.build(request_of(bare, when, "2024Q2"))


def test_without_any_visit_every_report_is_as_before(root: Path) -> None:
    """No value tells of visits, and no text has a word of them."""
    workspace = Workspace.read(root, date(2024, 7, 5))
    bare = assess(replace(workspace.register, inspections=(), records=(), decisions=()), date(2024, 7, 5))
    for report, period in ((quarter, "2024Q2"), (half, "2024H1"), (annual, "2024"), (preview, "2024Q3")):
        values = report.build(ReportRequest(assessment=bare, period=parse_period(period)))
        assert not [key for key in figures_in(values) if key.startswith(("rectify", "inspected", "late", "visit"))]
        assert getattr(values, "inspected", None) is None
    unit = workspace.directory.unit("东镇")
    values = sheet.build(ReportRequest(assessment=bare, unit=unit))
    assert (values.found, values.findings) == (None, ())
