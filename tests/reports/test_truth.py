"""What a report says of a duty is true: not proved is not done, handed back is open, those only asked are not scored."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.district import DAY, district
from tests.builders.world import day, evidence, obligation, register, share, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.reports.bulletin.news import met_on
from spt_fazhi.reports.parts import figures
from spt_fazhi.reports.request import ReportRequest

LATER = "2025-01-20"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return district(tmp_path_factory.mktemp("区"))


def bulletin(root: Path, *more: str, when: str = DAY) -> str:
    ran = fazhi("report", "quarter", "--period", "2024Q2", "--as-of", when, *more, root=root)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_every_class_is_counted_once_and_as_status_counts_it(root: Path) -> None:
    values = fazhi("report", "quarter", "--period", "2024Q2", "--as-of", DAY, "--json", root=root).json
    status = fazhi("status", "--as-of", DAY, "--json", root=root).json
    totals = values["totals"]
    parts = ("done", "on_track", "behind", "overdue", "backfill", "unproved", "returned", "waived")
    assert sum(totals[part] for part in parts) == totals["total"] == sum(status["totals"].values())
    for state in ("overdue", "behind", "backfill", "unproved", "returned", "waived"):
        assert totals[state] == status["totals"][state]
    assert totals["done"] == status["totals"]["done"] + status["totals"]["done-late"]
    assert values["invited"]["given"] == 1
    text = bulletin(root)
    assert "待佐证 1 项次，退回待重报 1 项次" in text
    assert re.search(r"- 待佐证：1.1 负责人讲法，教育局，共 1 项次。", text)
    assert re.search(r"- 退回待重报：2.2 公布清单，西镇，共 1 项次。", text)


def test_those_who_are_only_asked_are_in_no_list_and_no_rate(root: Path) -> None:
    text = bulletin(root, when=LATER)
    trouble = text.partition("## 三、存在问题")[2].partition("### （三）商请支持的事项")[0]
    assert "区法院" not in trouble
    assert "区委宣传部" not in trouble
    asked = text.partition("### （三）商请支持的事项")[2].partition("## 附件1")[0]
    assert "- 区法院：" in asked
    for annex in ("## 附件1", "## 附件2"):
        table = text.partition(annex)[2].partition("\n## ")[0]
        assert "区法院" not in re.sub(r"司法局、区法院、教育局|区委依法治区办、司法局", "", table)


def test_a_unit_outside_the_government_has_no_rate_of_its_own(root: Path) -> None:
    for when in (DAY, LATER):
        text = fazhi("report", "unit", "区法院", "--as-of", when, root=root).out
        assert "完成率" not in text
        assert "逾期" not in text
        assert "有2项次商请贵单位提供情况，已提供1项次，" in text
        assert "已报" not in text
        assert "催办" not in text
    shared = fazhi("report", "unit", "宣传部", "--as-of", LATER, root=root).out
    assert "| 1.5 制定目录（与司法局、教育局共同） | 第二季度前制定目录 |" in shared
    assert "2024年6月10日前 | 商请 |" in shared
    assert "逾期" not in shared


def test_what_was_assumed_is_marked_and_what_is_stated_is_not(root: Path) -> None:
    sheet = fazhi("report", "unit", "教育局", "--as-of", DAY, root=root).out
    assert "| 1.1 负责人讲法 | 各部门负责人讲法2次 | 2次 | — | 2024年12月31日前（未写时限，按年底计） |" in sheet
    assert "| 1.2 旁听庭审（推定） | 年底前旁听庭审 | 完成 | — | 年底前（2024年12月31日） |" in sheet
    assert "2024年6月30日前（推定）" in sheet
    assert "0/2次，另有2次待佐证" in sheet
    assert "逾期后定为不适用" in sheet
    assert "| 3月1日前（2024年3月1日） |" in fazhi("report", "unit", "司法局", "--as-of", DAY, root=root).out
    assert "8/8，100%（推定）" not in fazhi("report", "quarter", "--period", "2024Q2", "--as-of", DAY, root=root).out
    table = fazhi("report", "breakdown", "--as-of", DAY, root=root).out
    assert "| 各部门、区法院（推定） | 年底前（2024年12月31日） |" in table
    assert "各部门的名单是推定的。" in table
    assert "| 各部门 | 2024年12月31日前（未写时限，按年底计） |" in table
    assert "| 教育局 | 每季度（推定） |" in table
    assert "| 区委宣传部、司法局、教育局（共同） | 2024年6月10日前 |" in table
    assert "名单未核全的单位组：各执法单位" in table
    text = bulletin(root)
    assert "执法人员培训，2024年6月15日前，逾期 5 天，要求执法人员100%达到60学时（推定），已报 8/8，100%" in text
    assert "，数据只到5月31日" in text
    assert "（名单未核全：各执法单位，合计只是已列单位的）" in text


def test_a_problem_is_printed_only_where_its_unit_agreed(root: Path, tmp_path: Path) -> None:
    assert "人手不足" not in bulletin(root)
    own = district(tmp_path)
    (file,) = own.glob("data/records/sfj/*-3-*.yaml")
    file.write_text(file.read_text("utf-8").replace("recorded:", "publish_problems: yes\nrecorded:"), "utf-8")
    assert "- 司法局（任务 3）：人手不足" in bulletin(own)


def test_what_is_not_proved_counts_for_nothing_that_is_met() -> None:
    made = register(
        obligation(target=RateTarget(rate=Decimal(1), of="人员", settle="when-reached")),
        records=[share("04-10", 9, 14), share("05-20", 14, 14, number=1, document=None), share("06-05", 14, 14, number=2)],
    )  # fmt: skip
    found = assess(made, day("06-20"))
    assert met_on(ReportRequest(assessment=found), found.duties[0]) == day("06-05")
    said = assess(register(obligation(), records=[evidence("05-01", document=None)]), day("06-20"))
    assert met_on(ReportRequest(assessment=said), said.duties[0]) is None
    counted = figures(said.duties)
    assert (counted.done, counted.unproved, counted.rate) == (0, 1, Decimal(0))


def test_the_evidence_of_a_unit_that_ended_goes_on_with_its_successor() -> None:
    handed = units(甲局={"until": day("05-31"), "succeeded_by": "乙局"})
    made = register(
        obligation(target=RateTarget(rate=Decimal(1), of="人员")), units=handed, records=[share("05-01", 3, 4)]
    )
    found = assess(made, day("06-20"))
    request = ReportRequest(assessment=found)
    assert [entry.value.unit for entry in request.evidence(found.duties[0])] == ["甲局"]
