"""What a report says of a duty is true: not proved is not done, handed back is open, those only asked are not scored."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.world import day, obligation, register, share, units
from tests.builders.worlds.district import DAY, district

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.reports.request import ReportRequest

LATER = "2025-01-20"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return district(tmp_path_factory.mktemp("区"))


def bulletin(root: Path, *more: str, when: str = DAY) -> str:
    ran = fazhi("report", "quarter", "--period", "2024Q2", "--as-of", when, *more, root=root)
    assert (ran.code, "节假日数据未覆盖" in ran.err) == (0, when == LATER)
    return ran.out


def test_every_class_is_counted_as_status_counts_it(root: Path) -> None:
    values = fazhi("report", "quarter", "--period", "2024Q2", "--as-of", DAY, "--json", root=root).json
    status = fazhi("status", "--as-of", DAY, "--json", root=root).json
    totals = {name: each["value"] for name, each in values["totals"].items() if name != "rate"}
    for state, number in status["totals"].items():
        if state not in {"done", "submitted", "invited"}:
            assert totals[state.replace("-", "_")] == number
    assert totals["done"] == status["totals"]["done"] + status["totals"]["done-late"]
    assert totals["expected"] == sum(status["totals"].values()) - totals["waived"]
    text = bulletin(root)
    assert "待佐证1、退回待重报1" in text
    assert "| 教育局 | 1.1 负责人讲法 | 待佐证 | 已报，佐证不全 |  | 1 |" in text
    assert "| 西镇 | 2.2 公布清单 | 退回待重报 | 已报，材料退回 | 2024年6月30日前 | 1 |" in text


def test_those_who_are_only_asked_are_nowhere_in_a_bulletin(root: Path) -> None:
    for when in (DAY, LATER):
        text = bulletin(root, when=when)
        assert "区法院" not in text
        assert "区委宣传部" not in text
        assert "商请" not in text


def test_a_unit_outside_the_government_has_no_rate_of_its_own(root: Path) -> None:
    for when in (DAY, LATER):
        text = fazhi("report", "unit", "区法院", "--as-of", when, root=root).out
        assert "完成率" not in text
        assert "逾期" not in text
        assert "商请贵单位提供有关情况2项次，已提供1项次，" in text
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
    table = fazhi("report", "breakdown", "--as-of", DAY, root=root).out
    assert "| 各部门、区法院（推定） | 年底前（2024年12月31日） |" in table
    assert "各部门的名单是推定的。" in table
    assert "| 各部门 | 2024年12月31日前（未写时限，按年底计） |" in table
    assert "| 教育局 | 每季度（推定） |" in table
    assert "| 区委宣传部、司法局、教育局（共同） | 2024年6月10日前 |" in table
    assert "（各执法单位名单未核全）" in table
    text = bulletin(root)
    assert (
        "| 司法局 | 2.1 执法人员培训 | 2024年6月15日前 | 8/8，100%，要求执法人员100%达到60学时（推定），数据只到5月31日 | 5 | 1 |"
        in text
    )
    assert "（各执法单位名单未核全）" in text


def test_a_problem_is_printed_only_where_its_unit_agreed(root: Path, tmp_path: Path) -> None:
    assert "人手不足" not in bulletin(root)
    own = district(tmp_path)
    (file,) = own.glob("data/records/sfj/*-3-*.yaml")
    file.write_text(file.read_text("utf-8").replace("recorded:", "publish_problems: yes\nrecorded:"), "utf-8")
    assert "司法局反映（执法监督）：人手不足" in bulletin(own)


def test_the_evidence_of_a_unit_that_ended_goes_on_with_its_successor() -> None:
    handed = units(甲局={"until": day("05-31"), "succeeded_by": "乙局"})
    made = register(
        obligation(target=RateTarget(rate=Decimal(1), of="人员")), units=handed, records=[share("05-01", 3, 4)]
    )
    found = assess(made, day("06-20"))
    request = ReportRequest(assessment=found)
    assert [entry.value.unit for entry in request.evidence(found.duties[0])] == ["甲局"]
