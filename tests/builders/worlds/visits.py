"""A small invented district that was visited: what was found, put right in time, late, in part, closed, found again.

Deterministic; looked at on 12 July 2024 (`DAY`) it has a finding in every state.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from tests.builders.files import write

from spt_fazhi.model.entries.decision import Close, Decision, Extend, Waive
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.record import Evidence, Record, Rectify
from spt_fazhi.model.paths import SCHEMA_HEADS, EntryKind, file_of
from spt_fazhi.text.yaml_text import entry_text

DAY: Final = "2024-07-12"
FIRST: Final = "2024-05-24-k7q2"
ADDED: Final = "2024-05-24-m3p4"
NOTHING: Final = "2024-06-28-r5s6"
BEFORE: Final = "2023-11-10-p3q4"
SUBJECTS: Final = {"inspection": FIRST, "rectification": None, "summary": None, "feedback": "示范东镇"}
"""The reports on visits, each with what it is about there."""
TASKS: Final = """\
register:
  format: 2
  year: 2024
  title: 示范区法治政府建设2024年工作要点
  issuer: 示范区人民政府
  issued: 2024-03-20
  office: 区委依法治区办
  signature: 中共示范区委全面依法治区委员会办公室
  number: 示依法办发〔{year}〕{n}号
  progress: {every: none}
sections:
  - {id: 一, title: 加强组织领导}
  - {id: 二, title: 规范行政执法}
tasks:
  - id: 4
    section: 一
    title: 加强法治督察
    text: 认真组织开展法治建设实地督察至少2次。
    lead: [区委依法治区办, 区纪委监委]
    responsible: [各乡镇, 各部门]
    obligations:
      - {id: "4.1", title: 法治建设实地督察, quote: 认真组织开展法治建设实地督察至少2次, who: [区委依法治区办, 区纪委监委],
         scope: joint, target: {count: 2, unit: 次}, due: 2024-12-31, assumed: {due: 原文未写时限，按年底计}}
  - id: 6
    section: 二
    title: 规范行政执法
    text: 各乡镇每半年开展1次案卷评查。
    lead: [司法局]
    responsible: [各乡镇]
    obligations:
      - {id: "6.1", title: 执法案卷评查, quote: 各乡镇每半年开展1次案卷评查, who: [各乡镇], every: half}
"""
UNITS: Final = """\
units:
  - {name: 区委依法治区办, code: yfzqb, kind: party, phone: 0955-7000001}
  - {name: 区纪委监委, code: jw, kind: party}
  - {name: 法院, code: fy, kind: judicial, full_name: 示范区人民法院, verified: true}
  - {name: 司法局, code: sfj, kind: government}
  - {name: 市场监管局, code: scj, kind: government}
  - {name: 税务局, code: swj, kind: vertical}
  - {name: 示范东镇, code: dz, kind: township}
  - {name: 示范西镇, code: xz, kind: township}
  - {name: 示范南镇, code: nz, kind: township}
groups:
  - {name: 各乡镇, members: {kinds: [township]}}
  - {name: 各部门, members: {kinds: [government]}}
"""
CODES: Final = {"示范东镇": "dz", "示范西镇": "xz", "示范南镇": "nz", "市场监管局": "scj", "法院": "fy"}
_ON: Final = date.fromisoformat


def _finding(number: int, unit: str, kind: str, problem: str, due: str, **more: Any) -> Finding:
    given = {"severity": "一般", "demand": "限期补正，自查同类问题"} | more
    return Finding(id=number, unit=unit, kind=kind, problem=problem, due=_ON(due), **given)


_CASES: Final = "行政处罚案卷未附法制审核意见，送达回证填写不全"
INSPECTIONS: Final = {
    BEFORE: Inspection(
        title="2023年法治建设实地督察", from_=_ON("2023-11-08"), to=_ON("2023-11-10"), by=("区委依法治区办",),
        visited=("示范东镇",), recorded=_ON("2023-11-13"),
        findings=(_finding(1, "示范东镇", "案卷文书", _CASES, "2023-12-31"),),
    ),
    FIRST: Inspection(
        title="2024年第一次法治建设实地督察", obligation=("4.1",), from_=_ON("2024-05-20"), to=_ON("2024-05-24"),
        by=("区委依法治区办", "区纪委监委"), visited=("各乡镇", "市场监管局", "税务局", "法院"),
        document="示依法办发〔2024〕2号", recorded=_ON("2024-05-27"),
        findings=(
            _finding(1, "示范东镇", "案卷文书", _CASES, "2024-06-30", severity="突出", task=6),
            _finding(2, "示范东镇", "公开公示", "行政执法信息公示栏未更新", "2024-06-30"),
            _finding(3, "示范西镇", "案卷文书", "案卷目录与卷内材料不符。", "2024-06-30", task=6),
            _finding(4, "市场监管局", "执法程序", "重大处罚决定未经集体讨论", "2024-06-30", severity="突出"),
            _finding(5, "示范西镇", "公开公示", "便民服务大厅未公示投诉电话", "2024-05-23", demand=None),
            _finding(6, "法院", "制度建设", "司法建议的回复情况没有汇总", "2024-06-30", demand="定期汇总并通报区委依法治区办"),
            _finding(7, "税务局", "执法程序", "现场检查记录没有两名执法人员签名", "2024-07-31"),
            _finding(9, "示范南镇", "制度建设", "合法性审查没有明确承办人员", "2024-06-15"),
        ),
    ),
    ADDED: Inspection(
        title="第一次督察补充登记", adds_to=FIRST, from_=_ON("2024-05-20"), to=_ON("2024-05-24"),
        by=("区委依法治区办",), recorded=_ON("2024-06-03"),
        findings=(_finding(8, "示范南镇", "案卷文书", "案卷没有统一编号归档", "2024-07-31"),),
    ),
    NOTHING: Inspection(
        title="司法局行政复议工作专项督察", from_=_ON("2024-06-28"), to=_ON("2024-06-28"), by=("区委依法治区办",),
        visited=("司法局",), recorded=_ON("2024-06-28"),
    ),
}  # fmt: skip


def _rectify(unit: str, finding: str, day: str, title: str, **more: Any) -> tuple[str, Record]:
    visit, number = finding.rsplit(".", 1)
    value = Rectify(
        unit=unit, inspection=visit, finding=int(number), date=_ON(day), title=title, recorded=_ON(day),
        document=f"示整〔{day[:4]}〕{number}号", **more,
    )  # fmt: skip
    suffix = chr(ord("a") + int(number)) * 4
    return f"{CODES[unit]}/{day}-{finding[11:]}-{suffix}", value


RECORDS: Final = dict((
    _rectify("示范东镇", f"{BEFORE}.1", "2023-12-20", "补正案卷，组织培训"),
    _rectify("示范东镇", f"{FIRST}.1", "2024-06-20", "补正案卷12件", stage="partial"),
    _rectify("示范西镇", f"{FIRST}.3", "2024-06-25", "重新整理案卷目录"),
    _rectify("市场监管局", f"{FIRST}.4", "2024-07-05", "修订重大处罚集体讨论制度"),
    _rectify("示范西镇", f"{FIRST}.5", "2024-05-23", "当场张贴投诉电话"),
    _rectify("法院", f"{FIRST}.6", "2024-07-03", "印发司法建议季度通报"),
    ("dz/2024-06-28-6.1-zzzz", Evidence(
        unit="示范东镇", obligation="6.1", date=_ON("2024-06-28"), title="开展案卷评查", document="示东〔2024〕8号",
        recorded=_ON("2024-06-28"),
    )),
))  # fmt: skip


def _of(finding: str) -> dict[str, Any]:
    visit, number = finding.rsplit(".", 1)
    return {"inspection": visit, "finding": int(number)}


DECISIONS: Final[dict[str, Decision]] = {
    "2024-01-15-close-aaaa": Close(**_of(f"{BEFORE}.1"), checked_by="复核组", recorded=_ON("2024-01-15")),
    "2024-05-27-close-aaab": Close(**_of(f"{FIRST}.5"), checked_by="复核组", recorded=_ON("2024-05-27")),
    "2024-07-10-close-aaac": Close(**_of(f"{FIRST}.3"), checked_by="复核组", recorded=_ON("2024-07-10")),
    "2024-06-28-extend-aaad": Extend(
        **_of(f"{FIRST}.2"), due=_ON("2024-08-31"), approved_by="示依法办〔2024〕6号", reason="公示栏改建",
        recorded=_ON("2024-06-28"),
    ),
    "2024-06-12-waive-aaae": Waive(
        **_of(f"{FIRST}.9"), approved_by="示依法办〔2024〕5号", reason="机构改革已划转", recorded=_ON("2024-06-12")
    ),
}  # fmt: skip


def visits_files() -> dict[str, str]:
    """Path → text of every file of the workspace."""
    found = {"data/tasks.yaml": TASKS, "data/units.yaml": UNITS}
    entries: dict[EntryKind, dict[str, Any]] = {"inspection": INSPECTIONS, "record": RECORDS, "decision": DECISIONS}
    for kind, known in entries.items():
        found |= {file_of(kind, name): entry_text(value, SCHEMA_HEADS[kind]) for name, value in known.items()}
    return found


def visits_workspace(root: Path) -> Path:
    """The workspace in `root`."""
    for path, text in visits_files().items():
        write(root, path, text)
    return root
