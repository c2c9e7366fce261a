"""The small district with two inspections behind it: a finding in every state a finding can be in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.builders.command import Ran, fazhi
from tests.builders.files import write
from tests.builders.worlds import district as plain

DAY = plain.DAY
FIRST, SECOND = "2024-05-24-k7q2", "2024-06-12-m3p5"
_VISITS = (
    '      - {id: "2.3", title: 实地督察, quote: 每年实地督察2次, who: [区委依法治区办, 司法局], scope: joint,\n'
    "         target: {count: 2, unit: 次}, due: 2024-12-31}\n"
)
INSPECTIONS = {
    FIRST: """\
title: 2024年第一次法治建设实地督察
obligation: "2.3"
from: 2024-05-20
to: 2024-05-24
by: [区委依法治区办, 司法局]
visited: [各乡镇, 教育局, 区法院]
document: 示依法办〔2024〕2号
findings:
  - {id: 1, unit: 东镇, task: 2, kind: 案卷文书, severity: 突出, problem: 6件处罚案卷未附法制审核意见, demand: 补正并自查同类案卷, due: 2024-06-15}
  - {id: 2, unit: 西镇, task: 2, kind: 公开公示, problem: 行政执法结果没有在7个工作日内公示, demand: 补公示并建立台账, due: 2024-06-10}
  - {id: 3, unit: 教育局, kind: 制度建设, problem: 没有法律顾问参与重大决策的记录, demand: 建立记录制度, due: 2024-06-30}
  - {id: 4, unit: 司法局, task: 3, kind: 案卷文书, problem: 复议案卷缺送达回证, due: 2024-05-23}
  - {id: 5, unit: 区法院, problem: 司法建议没有跟踪落实, due: 2024-06-30}
  - {id: 6, unit: 东镇, task: 2, kind: 执法程序, problem: 执法没有全程记录, demand: 配齐执法记录仪, due: 2024-06-14}
  - {id: 7, unit: 教育局, task: 1, kind: 制度建设, problem: 没有旁听庭审计划, due: 2024-06-14}
  - {id: 8, unit: 西镇, task: 2, kind: 制度建设, problem: 没有执法人员培训制度, due: 2024-06-15}
  - {id: 9, unit: 东镇, kind: 公开公示, problem: 权责清单没有更新, demand: 更新后公布, due: 2024-06-15}
recorded: 2024-05-27
""",
    f"{FIRST[:7]}-28-m5n6": f"""\
title: 第一次实地督察补充的问题
adds_to: {FIRST}
from: 2024-05-20
to: 2024-05-28
by: [区委依法治区办]
findings:
  - {{id: 10, unit: 区法院, problem: 没有报送司法建议清单, due: 2024-06-20}}
recorded: 2024-05-28
""",
    SECOND: """\
title: 行政复议案卷评查
from: 2024-06-12
to: 2024-06-12
by: [司法局]
visited: [司法局]
findings:
  - {id: 1, unit: 司法局, task: 3, kind: 案卷文书, problem: 复议案卷仍缺送达回证, demand: 逐卷补齐, due: 2024-10-31}
recorded: 2024-06-13
""",
}


def _rectify(unit: str, number: int, day: str, title: str, more: str = "") -> str:
    return (
        f"kind: rectify\nunit: {unit}\ninspection: {FIRST}\nfinding: {number}\ndate: {day}\ntitle: {title}\n"
        f"{more}recorded: {day}\n"
    )


def _close(number: int, day: str) -> str:
    return f"kind: close\ninspection: {FIRST}\nfinding: {number}\nchecked_by: 复核组\nrecorded: {day}\n"


RECORDS = {
    "xz/2024-06-08-k7q2.2-bbba": _rectify("西镇", 2, "2024-06-08", "执法结果已补公示", "document: 西政发〔2024〕5号\n"),
    "jyj/2024-06-05-k7q2.3-bbbb": _rectify("教育局", 3, "2024-06-05", "已聘请法律顾问", "stage: partial\n"),
    "sfj/2024-05-23-k7q2.4-bbbc": _rectify("司法局", 4, "2024-05-23", "已补送达回证"),
    "dz/2024-06-17-k7q2.6-bbbd": _rectify("东镇", 6, "2024-06-17", "已配执法记录仪4台"),
    "dz/2024-06-13-k7q2.9-bbbe": _rectify("东镇", 9, "2024-06-13", "已更新权责清单"),
    "fy/2024-06-14-k7q2.5-bbbf": _rectify("区法院", 5, "2024-06-14", "已建立回访制度"),
}  # fmt: skip
DECISIONS = {
    "2024-05-30-close-bbca": _close(4, "2024-05-30"),
    "2024-06-18-close-bbcb": _close(6, "2024-06-18"),
    "2024-06-14-return-bbcc": "kind: return\nrecord: dz/2024-06-13-k7q2.9-bbbe\nreason: 没有公布网址\nagain_by: 2024-06-28\nrecorded: 2024-06-14\n",
    "2024-06-12-waive-bbcd": f"kind: waive\ninspection: {FIRST}\nfinding: 7\napproved_by: 示依法办〔2024〕3号\nreason: 没有行政应诉案件\nrecorded: 2024-06-12\n",
    "2024-06-13-extend-bbce": f"kind: extend\ninspection: {FIRST}\nfinding: 8\ndue: 2024-09-30\napproved_by: 示依法办〔2024〕3号\nreason: 等市里统一印发\nrecorded: 2024-06-13\n",
}  # fmt: skip


def inspected(root: Path) -> Path:
    """The workspace in `root`: the district in use, two inspections, what was reported and decided on their findings."""
    plain.district(root)
    plan = plain.TASKS.replace("6月中旬前公布清单。", "6月中旬前公布清单，每年实地督察2次。")
    write(root, "data/tasks.yaml", plan.replace("  - {id: 3, section: 二", f"{_VISITS}  - {{id: 3, section: 二"))
    for name, text in INSPECTIONS.items():
        write(root, f"data/inspections/{name}.yaml", text)
    for name, text in RECORDS.items():
        write(root, f"data/records/{name}.yaml", text)
    for name, text in DECISIONS.items():
        write(root, f"data/decisions/{name}.yaml", text)
    return root


def said(place: Path, *words: str, as_of: str = DAY, **env: Any) -> Ran:
    """What a command answers as of the day."""
    return fazhi(*words, "--as-of", as_of, root=place, **env)


def names(duties: Sequence[dict[str, Any]]) -> list[str]:
    """The findings among some duties, in short."""
    return [f"{each['inspection'][11:]}.{each['finding']}" for each in duties if each["kind"] == "rectification"]
