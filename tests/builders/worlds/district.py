"""A small invented district that has one of everything a screen can be wrong about, with or without records.

Units outside the government, alone and with others; an office among them; a unit that acts through another; a group
that lacks members; days, owners, targets and periods that were assumed; evidence that is proved, said, and handed back.
"""

from __future__ import annotations

from pathlib import Path

from tests.builders.files import write

DAY = "2024-06-20"
TASKS = """\
register:
  format: 2
  year: 2024
  title: 示范区法治政府建设2024年工作要点
  issuer: 示范区人民政府
  issued: 2024-04-09
  office: 区委依法治区办
  progress: {every: quarter, of: unmeasured, grace_days: 10}
sections:
  - {id: 一, title: 组织领导}
  - {id: 二, title: 行政执法}
tasks:
  - id: 1
    section: 一
    title: 学习培训
    text: 各部门负责人讲法2次，年底前旁听庭审。3月1日前报告上一年度情况，定期通报情况，第二季度前制定目录。
    lead: [区委依法治区办, 司法局]
    responsible: [各部门, 各乡镇]
    obligations:
      - {id: "1.1", title: 负责人讲法, quote: 各部门负责人讲法2次, who: [各部门], target: {count: 2, unit: 次}, due: 2024-12-31,
         assumed: {due: 原文未写时限，按年底计}}
      - {id: "1.2", title: 旁听庭审, quote: 年底前旁听庭审, who: [各部门, 区法院], due: 2024-12-31, phrase: 年底前, assumed: {who: 原文没有主语}}
      - {id: "1.3", title: 报告上一年度情况, quote: 3月1日前报告上一年度情况, who: [区政府, 司法局, 区法院, 东镇], due: 2024-03-01, phrase: 3月1日前}
      - {id: "1.4", title: 通报情况, quote: 定期通报情况, who: [教育局], every: quarter, assumed: {every: 定期没有写周期，按季度计}}
      - {id: "1.5", title: 制定目录, quote: 第二季度前制定目录, who: [区委宣传部, 司法局, 教育局], scope: joint, due: 2024-06-10}
  - id: 2
    section: 二
    title: 执法培训
    text: 执法人员60学时培训，6月中旬前公布清单。
    lead: [司法局]
    responsible: [各执法单位]
    obligations:
      - {id: "2.1", title: 执法人员培训, quote: 执法人员60学时培训, who: [各执法单位], target: {rate: 100%, of: 执法人员, reached: 达到60学时},
         due: 2024-06-15, assumed: {target: 没有写多少人}, proof: 培训通知和签到表}
      - {id: "2.2", title: 公布清单, quote: 6月中旬前公布清单, who: [教育局, 东镇, 西镇], due: 2024-06-15, phrase: 6月中旬前}
  - {id: 3, section: 二, title: 执法监督, text: 加强监督。, lead: [司法局, 区法院, 教育局]}
"""
UNITS = """\
units:
  - {name: 区委依法治区办, code: yfzq, kind: party, phone: 0955-7000001}
  - {name: 区委宣传部, code: xcb, kind: party}
  - {name: 区法院, code: fy, kind: judicial}
  - {name: 区政府, code: qzf, kind: government, acts_through: 政府办}
  - {name: 政府办, code: zfb, kind: government, phone: 0955-7000002, assumed: {kind: 名录没有写}}
  - {name: 司法局, code: sfj, kind: government, tags: [执法]}
  - {name: 教育局, code: jyj, kind: government}
  - {name: 东镇, code: dz, kind: township, tags: [执法]}
  - {name: 西镇, code: xz, kind: township}
groups:
  - {name: 各部门, members: {units: [司法局, 教育局]}, assumed: {members: 原文没有列}}
  - {name: 各乡镇, members: {kinds: [township]}}
  - {name: 各执法单位, members: {tags: [执法]}, complete: false}
"""


def _evidence(unit: str, obligation: str, day: str, more: str) -> str:
    return f'kind: evidence\nunit: {unit}\nobligation: "{obligation}"\ndate: {day}\ntitle: 办理情况\n{more}recorded: {day}\n'


RECORDS = {
    "sfj/2024-05-06-1.1-aaaa": _evidence("司法局", "1.1", "2024-05-06", "document: 文件一\n"),
    "jyj/2024-05-07-1.1-aaab": _evidence("教育局", "1.1", "2024-05-07", "amount: 2\n"),
    "sfj/2024-06-14-2.1-aaac": _evidence("司法局", "2.1", "2024-06-14", "reached: 8\nof: 8\nthrough: 2024-05-31\ndocument: 文件二\n"),
    "fy/2024-05-20-1.3-aaad": _evidence("区法院", "1.3", "2024-05-20", "document: 文件三\n"),
    "dz/2024-06-12-2.2-aaae": _evidence("东镇", "2.2", "2024-06-12", "document: 文件四\n"),
    "xz/2024-06-13-2.2-aaaf": _evidence("西镇", "2.2", "2024-06-13", "document: 文件五\n"),
    "sfj/2024-06-19-3-aaag": "kind: progress\nunit: 司法局\ntask: 3\nperiod: 2024Q2\ndone: 已开展\nproblems: 人手不足\nrecorded: 2024-06-19\n",
}  # fmt: skip
DECISIONS = {
    "2024-06-14-return-aaba": "kind: return\nrecord: xz/2024-06-13-2.2-aaaf\nreason: 材料看不清\nagain_by: 2024-06-30\nrecorded: 2024-06-14\n",
    "2024-06-18-waive-aabb": 'kind: waive\nobligation: "2.2"\nunit: 教育局\napproved_by: 示办〔2024〕1号\nreason: 没有这项业务\nrecorded: 2024-06-18\n',
}  # fmt: skip


def district(root: Path, *, in_use: bool = True) -> Path:
    """The workspace in `root`; without records and decisions it is not in use."""
    write(root, "data/tasks.yaml", TASKS)
    write(root, "data/units.yaml", UNITS)
    if in_use:
        for name, text in RECORDS.items():
            write(root, f"data/records/{name}.yaml", text)
        for name, text in DECISIONS.items():
            write(root, f"data/decisions/{name}.yaml", text)
    return root
