"""A plan of one unit, nothing due, all excused, only those outside the government: no sentence of nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.files import write

PLAN = """\
register:
  format: 2
  year: 2024
  title: 关于印发《示范区2024年法治建设实施方案》的通知
  issuer: 示范区人民政府
  issued: 2024-03-20
{office}sections:
  - {{id: 一, title: 加强组织领导}}
tasks:
  - id: 1
    section: 一
    title: 压实责任
    text: 年底前完成一次培训。
    lead: [{lead}]
    obligations:
      - {{id: "1.1", title: 培训, quote: 年底前完成一次培训, who: [{lead}], due: 2024-12-31, phrase: 年底前}}
"""
UNITS = """\
units:
  - {name: 司法局, code: sfj, kind: government}
  - {name: 区法院, code: fy, kind: judicial}
"""
OFFICE = "  office: 司法局\n"
PROOF = (
    'kind: evidence\nunit: 司法局\nobligation: "1.1"\ndate: 2024-06-03\ntitle: 培训\ndocument: 示发〔2024〕1号\n'
    "recorded: 2024-06-03\n"
)
COURT = PROOF.replace("司法局", "区法院")
WAIVED = 'kind: waive\nobligation: "1.1"\nunit: 司法局\nreason: 机构调整\napproved_by: 会议\nrecorded: 2024-05-01\n'
WORLDS = {
    "done": (PLAN.format(office=OFFICE, lead="司法局"), {"data/records/sfj/2024-06-03-1.1-aaaa.yaml": PROOF}),
    "no office": (PLAN.format(office="", lead="司法局"), {"data/records/sfj/2024-06-03-1.1-aaaa.yaml": PROOF}),
    "waived": (PLAN.format(office=OFFICE, lead="司法局"), {"data/decisions/2024-05-01-waive-aaaa.yaml": WAIVED}),
    "invited": (PLAN.format(office=OFFICE, lead="区法院"), {"data/records/fy/2024-06-03-1.1-aaaa.yaml": COURT}),
    "unused": (PLAN.format(office=OFFICE, lead="司法局"), {}),
}
REPORTS = (
    ("quarter", "--period", "2024Q2", "--as-of", "2024-07-12"),
    ("quarter", "--period", "2024", "--as-of", "2025-01-15"),
    ("half", "--period", "2024H2", "--as-of", "2025-01-15"),
    ("annual", "--period", "2024", "--as-of", "2025-01-15"),
    ("ranking", "--as-of", "2025-01-15"),
    ("preview", "--as-of", "2024-07-15"),
)


def made(root: Path, name: str) -> Path:
    plan, files = WORLDS[name]
    for path, text in {"data/tasks.yaml": plan, "data/units.yaml": UNITS, **files}.items():
        write(root, path, text)
    return root


@pytest.mark.parametrize("name", WORLDS)
def test_nothing_is_counted_where_there_is_nothing(tmp_path: Path, name: str) -> None:
    root = made(tmp_path, name)
    for report in REPORTS:
        ran = fazhi("report", *report, root=root)
        assert ran.code == 0
        assert (ran.err == "") is (name != "no office" or report[0] == "annual")
        text = re.split(r"^## 二、计算办法", ran.out, flags=re.MULTILINE)[0]
        counted = text.replace("按时完成1项次，逾期完成0项次，未完成0项次", "")
        assert re.findall(r"(?<!\d)0(?:项次|家|个|份)", counted) == []
        assert "《关于印发〈" in text or report[0] == "half"
        assert "|\n\n|" not in text
        assert not re.search(r"[^\n]\n(?:司法局|示范区人民政府)\n", text)
        assert re.findall(r"《[^》]*《", text) == []


def test_who_signs_speaks_of_itself(tmp_path: Path) -> None:
    root = made(tmp_path, "done")
    bulletin, half, annual = (fazhi("report", *REPORTS[at], root=root).out for at in (0, 2, 3))
    assert "培训已由我局完成" in bulletin
    assert "**压实责任**。" in bulletin
    assert "培训，我局已完成" in half
    assert "培训，司法局已完成" in annual
    assert annual.endswith("示范区人民政府\n\n2025年1月15日\n")
