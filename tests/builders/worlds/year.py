"""A year of an invented district, told by rule: some 20 units, and what they sent, late, unproved or not at all.

Deterministic: the same files on every machine. Nothing in it depends on the day on which it is looked at.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.builders.files import write

from spt_fazhi.model.entries.decision import Decision, Extend, Return, Waive
from spt_fazhi.model.entries.record import Evidence, Progress, Record, Void
from spt_fazhi.model.paths import SCHEMA_HEADS, file_of, stem_head, stem_of
from spt_fazhi.text.yaml_text import entry_text

ENDS: Final = {"2024Q1": "2024-04-12", "2024Q2": "2024-07-12", "2024Q3": "2024-10-12", "2024Q4": "2025-01-12"}
"""The day each quarter's bulletin is made."""
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
  progress: {every: half, of: unmeasured, grace_days: 10}
sections:
  - {id: 一, title: 加强组织领导}
  - {id: 二, title: 提高依法行政能力}
  - {id: 三, title: 规范行政执法}
  - {id: 四, title: 预防化解矛盾纠纷}
tasks:
  - id: 1
    section: 一
    title: 压实法治建设责任
    text: 3月1日前报告上一年度法治政府建设情况，4月1日前向社会公开。主要负责人每半年听取一次法治工作汇报。
    lead: [区委依法治区办]
    responsible: [各乡镇, 各部门]
    obligations:
      - {id: "1.1", title: 报告上一年度法治政府建设情况, quote: 3月1日前报告上一年度法治政府建设情况, who: [各乡镇, 各部门], due: 2024-03-01, phrase: 3月1日前}
      - {id: "1.2", title: 公开年度报告, quote: 4月1日前向社会公开, who: [各乡镇, 各部门], due: 2024-04-01, phrase: 4月1日前}
      - {id: "1.3", title: 听取法治工作汇报, quote: 主要负责人每半年听取一次法治工作汇报, who: [各乡镇, 各部门], every: half}
  - id: 2
    section: 一
    title: 开展法治督察
    text: 开展法治建设实地督察至少2次。
    lead: [区委依法治区办, 司法局]
    obligations:
      - {id: "2.1", title: 法治建设实地督察, quote: 开展法治建设实地督察至少2次, who: [区委依法治区办, 司法局], scope: joint, target: {count: 2, unit: 次},
         due: 2024-12-31, assumed: {due: 原文未写时限，按年底计}}
  - {id: 3, section: 一, title: 树立重视法治素养的用人导向, text: 把法治素养作为评价干部的内容。, lead: [区委组织部]}
  - id: 4
    section: 二
    title: 强化法治教育培训
    text: 各部门至少组织1次旁听庭审，6月底前完成学法清单；行政执法人员接受60学时培训。
    lead: [司法局]
    responsible: [各部门, 各乡镇]
    obligations:
      - {id: "4.1", title: 旁听人民法院庭审, quote: 各部门至少组织1次旁听庭审, who: [各部门, 区法院], target: {count: 1, unit: 次}, due: 2024-12-31,
         assumed: {due: 原文未写时限，按年底计}}
      - {id: "4.2", title: 建立领导干部学法清单, quote: 6月底前完成学法清单, who: [各部门, 各乡镇], due: 2024-06-30, phrase: 6月底前}
      - {id: "4.3", title: 行政执法人员60学时培训, quote: 行政执法人员接受60学时培训, who: [各执法单位],
         target: {rate: 100%, of: 行政执法人员, reached: 达到60学时, settle: when-reached}, due: 2024-12-31, assumed: {due: 原文未写时限，按年底计}}
  - {id: 5, section: 二, title: 优化政务服务, text: 推进政务服务便利化。, lead: [政务服务中心, 政府办公室], responsible: [各部门]}
  - id: 6
    section: 三
    title: 规范行政执法
    text: 每季度开展1次案卷评查，9月底前公布行政处罚裁量基准。
    lead: [司法局, 市场监管局]
    responsible: [各执法单位]
    obligations:
      - {id: "6.1", title: 执法案卷评查, quote: 每季度开展1次案卷评查, who: [各执法单位], every: quarter}
      - {id: "6.2", title: 公布行政处罚裁量基准, quote: 9月底前公布行政处罚裁量基准, who: [各执法单位], due: 2024-09-30, phrase: 9月底前}
  - id: 7
    section: 三
    title: 规范行政应诉
    text: 行政机关负责人出庭应诉率达到100%，认真落实司法建议。
    lead: [司法局, 区法院]
    responsible: [各部门, 各乡镇]
    obligations:
      - {id: "7.1", title: 负责人出庭应诉率, quote: 行政机关负责人出庭应诉率达到100%, who: [各部门],
         target: {rate: 100%, of: 开庭审理的案件, reached: 负责人出庭应诉}, due: 2024-12-31, assumed: {due: 原文未写时限，按年底计}}
      - {id: "7.2", title: 通报司法建议落实情况, quote: 认真落实司法建议, who: [区法院, 区检察院], every: half, assumed: {who: 按发建议的机关计}}
  - id: 8
    section: 四
    title: 排查化解矛盾纠纷
    text: 各乡镇每月25日前报送排查情况，全年开展法治宣传12场。
    lead: [司法局]
    responsible: [各乡镇]
    obligations:
      - {id: "8.1", title: 报送矛盾纠纷排查情况, quote: 各乡镇每月25日前报送排查情况, who: [各乡镇], every: month, due_day: 25, phrase: 每月25日前}
      - {id: "8.2", title: 法治宣传进村组, quote: 全年开展法治宣传12场, who: [各乡镇], target: {count: 12, unit: 场}, due: 2024-12-31, phrase: 全年}
  - {id: 9, section: 四, title: 加强应急处置, text: 健全应急预案体系。, lead: [应急局, 公安局], responsible: [各乡镇]}
"""
_LAST: Final = date(2025, 1, 10)
DEPARTMENTS: Final = {
    "政府办公室": "zfb", "司法局": "sfj", "公安局": "gaj", "教育局": "jyj", "财政局": "czj", "住建局": "zjj",
    "市场监管局": "scj", "人社局": "rsj", "卫健局": "wjj", "应急局": "yjj",
}  # fmt: skip
TOWNS: Final = {"东镇": "dz", "西镇": "xz", "南镇": "nz", "北镇": "bz", "中镇": "zz", "新乡": "xx"}
OUTSIDE: Final = {"区委依法治区办": "yfzqb", "区委组织部": "zzb", "区法院": "fy", "区检察院": "jcy"}
CODES: Final = {**DEPARTMENTS, **TOWNS, **OUTSIDE, "政务服务中心": "zwzx", "税务局": "swj"}
ENFORCING: Final = ("公安局", "住建局", "市场监管局", "卫健局", "应急局", "税务局")
_KINDS: Final = {"区委依法治区办": "party", "区委组织部": "party", "区法院": "judicial", "区检察院": "judicial",
                 "政务服务中心": "institution", "税务局": "vertical"}  # fmt: skip
_DONE: Final = (
    "召开专题会议部署，制定工作方案，明确责任分工和完成时限",
    "推行一窗受理、集成服务，梳理高频事项，压减办理环节，群众办事更加方便",
    "修订完善预案，组织桌面推演和实战演练，充实应急队伍和物资储备",
    "把法治素养纳入考察内容，开展任前法律知识测试",
)


def units_text() -> str:
    """`data/units.yaml`."""
    lines = ["units:"]
    for name, code in CODES.items():
        kind = _KINDS.get(name, "township" if name in TOWNS else "government")
        tags = ", tags: [执法]" if name in ENFORCING else ""
        lines.append(f"  - {{name: {name}, code: {code}, kind: {kind}{tags}}}")
    return "\n".join([
        *lines, "groups:",
        f"  - {{name: 各部门, members: {{units: [{', '.join(DEPARTMENTS)}]}}}}",
        "  - {name: 各乡镇, members: {kinds: [township]}}",
        "  - {name: 各执法单位, members: {tags: [执法]}, complete: false}", "",
    ])  # fmt: skip


class _Year:
    """Writes the records and decisions down."""

    def __init__(self) -> None:
        self.rng = Random(20240320)
        self.files: dict[str, str] = {}
        self.given: dict[tuple[str, str], list[str]] = {}

    def record(self, unit: str, day: date, about: str | int, value: Record) -> str:
        entry = stem_of(f"{CODES[unit]}/{stem_head(day, about)}", self._suffix())
        self.files[file_of("record", entry)] = entry_text(value, SCHEMA_HEADS["record"])
        return entry

    def decide(self, value: Decision) -> None:
        entry = stem_of(stem_head(value.recorded, value.kind), self._suffix())
        self.files[file_of("decision", entry)] = entry_text(value, SCHEMA_HEADS["decision"])

    def _suffix(self) -> str:
        number = len(self.files)
        return "".join("abcdefghijklmnopqrstuvwxyz234567"[number // 32**place % 32] for place in (3, 2, 1, 0))

    def evidence(self, unit: str, obligation: str, day: date, title: str, **more: Any) -> str:
        bare = more.pop("bare", False)
        number = len(self.files) + 1
        made = Evidence(
            unit=unit, obligation=obligation, date=day, title=title, recorded=more.get("through") or day,
            document=None if bare else f"示发〔2024〕{number}号", **more,
        )  # fmt: skip
        entry = self.record(unit, day, obligation, made)
        self.given.setdefault((obligation, unit), []).append(entry)
        return entry

    def account(self, unit: str, task: int, period: str, day: date, done: str, **more: Any) -> None:
        self.record(unit, day, task, Progress(unit=unit, task=task, period=period, done=done, recorded=day, **more))

    def when(self, due: date) -> tuple[date | None, bool]:
        """When a unit sends what is due on a day, and whether without proof: most in time, some late, some never."""
        chance = self.rng.random()
        if chance < 0.12:
            return None, False
        if chance < 0.24:
            return min(due + timedelta(days=self.rng.randint(3, 40)), _LAST), False
        return due - timedelta(days=self.rng.randint(0, 20)), chance < 0.29


def year_files() -> dict[str, str]:
    """Path → text of every file of the workspace."""
    year = _Year()
    for unit in (*DEPARTMENTS, *TOWNS):
        _routine(year, unit)
    for unit in ENFORCING:
        _enforcement(year, unit)
    for unit in TOWNS:
        _town(year, unit)
    for day, title in ((date(2024, 5, 24), "第一次实地督察"), (date(2024, 10, 18), "第二次实地督察")):
        year.evidence("区委依法治区办", "2.1", day, title)
    year.evidence("区法院", "4.1", date(2024, 6, 3), "组织干警旁听庭审")
    year.evidence("区法院", "7.2", date(2024, 6, 25), "通报上半年司法建议落实情况", period="2024H1")
    _accounts(year)
    _decisions(year)
    return {"data/tasks.yaml": TASKS, "data/units.yaml": units_text(), **year.files}


def _routine(year: _Year, unit: str) -> None:
    titles = {"1.1": (date(2024, 3, 1), "报送上一年度情况报告"), "1.2": (date(2024, 4, 1), "在门户网站公开年度报告"),
              "4.2": (date(2024, 6, 30), "印发领导干部学法清单")}  # fmt: skip
    for obligation, (due, title) in titles.items():
        day, bare = year.when(due)
        if day and (unit, obligation) != ("应急局", "1.2"):
            year.evidence(unit, obligation, day, title, bare=bare)
    for period, due in (("2024H1", date(2024, 6, 30)), ("2024H2", date(2024, 12, 31))):
        day, bare = year.when(due)
        if day and day <= due:
            year.evidence(unit, "1.3", day, "召开会议听取法治工作汇报", bare=bare)
        elif day:
            year.evidence(unit, "1.3", day, "补开会议听取法治工作汇报", period=period)
    if unit in DEPARTMENTS:
        day, bare = year.when(date(2024, 11, 30))
        if day:
            year.evidence(unit, "4.1", day, "组织旁听行政案件庭审", bare=bare)
        cases = year.rng.randint(0, 6)
        for end, share in ((date(2024, 6, 30), cases // 2), (date(2024, 12, 31), cases - cases // 2)):
            missed = share > 0 and year.rng.random() < 0.15
            year.evidence(unit, "7.1", end, "应诉案件台账", through=end, reached=share - missed, of=share)


def _enforcement(year: _Year, unit: str) -> None:
    heads = year.rng.randint(8, 40)
    for end, share in (
        (date(2024, 6, 28), 0.5),
        (date(2024, 9, 27), 0.8),
        (date(2024, 12, 20), year.rng.choice((0.9, 1))),
    ):
        year.evidence(unit, "4.3", end, "培训学时台账", reached=int(heads * share), of=heads)
    for quarter, due in enumerate((date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)), 1):
        day, bare = year.when(due)
        if day:
            more: dict[str, Any] = {"period": f"2024Q{quarter}"} if day > due else {}
            year.evidence(unit, "6.1", day, "开展执法案卷评查", bare=bare, **more)
    day, bare = year.when(date(2024, 9, 30))
    if day:
        year.evidence(unit, "6.2", day, "公布裁量基准", bare=bare)


def _town(year: _Year, unit: str) -> None:
    for month in range(1, 13):
        day, bare = year.when(date(2024, month, 25))
        if day:
            more: dict[str, Any] = {"period": f"2024-{month:02}"} if (day.year, day.month) != (2024, month) else {}
            year.evidence(unit, "8.1", day, f"{month}月矛盾纠纷排查情况", bare=bare, **more)
        if month % 2 == 0:
            year.evidence(unit, "8.2", date(2024, month, 18), "送法进村", amount=year.rng.randint(1, 3))


def _accounts(year: _Year) -> None:
    for period, day in (("2024H1", date(2024, 7, 5)), ("2024H2", date(2025, 1, 8))):
        year.account("政务服务中心", 5, period, day, _DONE[1], problems="窗口人员变动较多", publish_problems=True)
        year.account("应急局", 9, period, day, _DONE[2])
        year.account("区委组织部", 3, period, day, _DONE[3])
    year.account("政府办公室", 5, "2024H1", date(2024, 7, 20), _DONE[0])
    year.account("公安局", 9, "2024H1", date(2024, 7, 3), f"我局{_DONE[0]}", problems="警力紧张")


def _decisions(year: _Year) -> None:
    year.decide(
        Waive(
            obligation="1.2",
            unit="应急局",
            approved_by="示依法办〔2024〕3号",
            reason="机构调整",
            recorded=date(2024, 3, 25),
        )
    )
    year.decide(Extend(obligation="6.2", unit="卫健局", due=date(2024, 12, 15), approved_by="示依法办〔2024〕9号",
                       reason="上级标准没有印发", recorded=date(2024, 9, 20)))  # fmt: skip
    weak = [entries[-1] for (obligation, _), entries in year.given.items() if obligation == "4.2"][:2]
    for place, entry in enumerate(weak):
        again = date(2024, 7, 20) + timedelta(days=place)
        year.decide(Return(record=entry, reason="清单没有盖章", again_by=again, recorded=date(2024, 7, 10)))
    entry = year.given["8.2", "东镇"][0]
    year.record(
        "东镇", date(2024, 5, 6), "8.2", Void(unit="东镇", record=entry, reason="写错日期", recorded=date(2024, 5, 6))
    )


def year_workspace(root: Path) -> Path:
    """The workspace in `root`."""
    for path, text in year_files().items():
        write(root, path, text)
    return root
