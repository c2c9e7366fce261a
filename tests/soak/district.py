"""The invented district of a soak: small enough to be judged often, with every kind of duty there is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tests.builders.repositories import in_git

TITLE: Final = "示例区法治政府建设2024年工作要点"
TASKS: Final = f"""\
register:
  format: 2
  year: 2024
  title: {TITLE}
  issuer: 示例区人民政府
  issued: 2024-03-20
  source: source/示例区2024年工作要点.txt
  office: 区依法治区办
  signature: 中共示例区委全面依法治区委员会办公室
  number: 示依法办发〔{{year}}〕{{n}}号
  addressees: [各镇, 各部门]
  progress: {{every: quarter, of: unmeasured}}
  finding_kinds: [案卷文书, 公开公示]

sections:
  - {{id: 一, title: 强化组织领导}}
  - {{id: 二, title: 规范行政执法}}

tasks:
  - id: 1
    section: 一
    title: 加强法治学习
    text: 各部门带头专题讲法不少于1次，各镇开展宣讲不少于4场。
    lead: [区司法局]
    responsible: [各镇, 各部门]
    obligations:
      - {{id: "1.1", title: 专题讲法, quote: 各部门带头专题讲法不少于1次, who: [各部门, 区法院], target: {{count: 1, unit: 次}}, due: 2024-12-31}}
      - {{id: "1.2", title: 宣讲, quote: 各镇开展宣讲不少于4场, who: [各镇], target: {{count: 4, unit: 场}}, due: 2024-10-31, figures: [{{name: 听众, unit: 人}}]}}
  - id: 2
    section: 一
    title: 健全报告制度
    text: 3月1日前，各镇、各部门报告上一年度法治政府建设情况，6月底前完成学法清单。
    lead: [区依法治区办]
    responsible: [各镇, 各部门]
    obligations:
      - {{id: "2.1", title: 报告上一年度情况, quote: 3月1日前，各镇、各部门报告上一年度法治政府建设情况, who: [各镇, 各部门], due: 2024-03-01, phrase: 3月1日前}}
      - {{id: "2.2", title: 学法清单, quote: 6月底前完成学法清单, who: [各镇, 各部门], due: 2024-06-30, phrase: 6月底前, holder: 区司法局}}
  - id: 3
    section: 二
    title: 加强执法监督
    text: 每季度开展案卷评查，行政执法人员接受不少于60学时的培训，按期答复率达到90%，每月25日前报送统计表。
    lead: [区司法局]
    responsible: [各行政执法部门]
    obligations:
      - {{id: "3.1", title: 案卷评查, quote: 每季度开展案卷评查, who: [区司法局], every: quarter, phrase: 每季度}}
      - {{id: "3.2", title: 60学时培训, quote: 行政执法人员接受不少于60学时的培训, who: [各行政执法部门],
         target: {{rate: 100%, of: 行政执法人员, reached: 达到60学时, settle: when-reached}}, due: 2024-12-31}}
      - {{id: "3.3", title: 按期答复, quote: 按期答复率达到90%, who: [各行政执法部门], target: {{rate: 90%, of: 应答复件, reached: 按期答复}}, due: 2024-11-30}}
      - {{id: "3.4", title: 统计表, quote: 每月25日前报送统计表, who: [各行政执法部门], every: month, due_day: 25, phrase: 每月25日前}}
  - id: 4
    section: 二
    title: 开展实地督察
    text: 开展实地督察至少2次。
    lead: [区依法治区办, 区司法局]
    obligations:
      - {{id: "4.1", title: 实地督察, quote: 开展实地督察至少2次, who: [区依法治区办, 区司法局], scope: joint, target: {{count: 2, unit: 次}}, due: 2024-12-31}}
  - id: 5
    section: 二
    title: 强化日常宣传
    text: 持续加强法治宣传教育。
    lead: [区司法局, 区示范分局]
    responsible: [各镇]
"""
UNITS: Final = """\
units:
  - {name: 区依法治区办, code: yfb, kind: party, phone: 0955-7000001}
  - {name: 区司法局, code: sfj, kind: government, tags: [enforcement], aliases: [司法局]}
  - {name: 区城管局, code: cgj, kind: government, tags: [enforcement]}
  - {name: 区示范分局, code: sffj, kind: vertical, tags: [enforcement]}
  - {name: 区法院, code: fy, kind: judicial}
  - {name: 东镇, code: dz, kind: township}
  - {name: 西镇, code: xz, kind: township}
  - {name: 旧镇, code: jz, kind: township, until: 2024-07-31, succeeded_by: 新镇}
  - {name: 新镇, code: xinz, kind: township, from: 2024-08-01}

groups:
  - {name: 各镇, members: {kinds: [township]}}
  - {name: 各部门, members: {kinds: [government, vertical]}}
  - {name: 各行政执法部门, members: {tags: [enforcement]}}
"""
SOURCE: Final = f"""\
{TITLE}
(本件为测试用的虚构文件)
一、强化组织领导
1.加强法治学习。各部门带头专题讲法不少于1次，各镇开展宣讲不少于4场。(牵头单位：区司法局；责任单位：各镇，各部门)
2.健全报告制度。3月1日前，各镇、各部门报告上一年度法治政府建设情况，6月底前完成学法清单。(牵头单位：区依法治区办；责任单位：各镇，各部门)
二、规范行政执法
3.加强执法监督。每季度开展案卷评查，行政执法人员接受不少于60学时的培训，按期答复率达到90%，每月25日前报送统计表。(牵头单位：区司法局；责任单位：各行政执法部门)
4.开展实地督察。开展实地督察至少2次。(牵头单位：区依法治区办、区司法局)
5.强化日常宣传。持续加强法治宣传教育。(牵头单位：区司法局、区示范分局；责任单位：各镇)
"""
FILES: Final = {
    "data/tasks.yaml": TASKS,
    "data/units.yaml": UNITS,
    "data/source/示例区2024年工作要点.txt": SOURCE,
    ".gitignore": ".fazhi-tmp-*\n",
}


def settle(root: Path) -> Path:
    """The district's workspace in a new folder, in a repository with one commit."""
    shutil.rmtree(root, ignore_errors=True)
    for path, text in FILES.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return in_git(root)
