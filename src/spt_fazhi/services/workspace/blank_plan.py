"""The plan and the units of a workspace that begins with nothing: one task to be replaced, everything explained."""

from __future__ import annotations

from datetime import date
from typing import Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.yaml_text import scalar

_TASKS: Final = """\
# yaml-language-server: $schema=../schema/tasks.schema.json
#
# 新建的台账。把下面的样例换成自己的任务；有文件原文的，用 fazhi init 文件夹 --from 文件 直接起草。
# 在装了 YAML 插件的编辑器里，把鼠标停在字段名上就看到它的意思。
register:
  format: 2
  year: {year}
  title: {title}
  issuer: {issuer}
  issued: {issued}
  # office: 样例局                # 管这本台账的单位：材料报给它
  # signature: 样例区样例办公室     # 落款：发出的文书署谁的名
  # number: 样办发〔{{year}}〕{{n}}号  # 文号的式样
  # addressees: [各乡镇, 各部门]    # 通报发给谁；不写时是下面责任单位所用的单位组
  due_soon_days: 30
  progress: {{every: half, of: unmeasured, grace_days: 10}}

sections:
  - {{id: 一, title: 样例部分}}

tasks:
  - id: 1
    section: 一
    title: 样例任务
    text: 这是一条样例，年底前至少举办1次专题讲座。
    lead: [样例局]
    responsible: []
    obligations:
      - id: "1.1"
        title: 专题讲座
        quote: 年底前至少举办1次专题讲座
        scope: each
        target: {{count: 1, unit: 次}}
        due: {year}-12-31
        phrase: 年底前
"""
_UNITS: Final = """\
# yaml-language-server: $schema=../schema/units.schema.json
#
# 单位名录。name 用文件里的写法；code 是短码，用作记录的文件夹名，定下后不要改。
units:
  - name: 样例局
    code: yangli
    kind: government
    verified: false
"""


@frozen
class Head:
    """What is known of the document of a plan that begins blank."""

    title: str | None = None
    issuer: str | None = None
    issued: date | None = None


NO_HEAD: Final = Head()


def blank_plan(year: int, today: date, head: Head) -> tuple[str, str]:
    """`tasks.yaml` and `units.yaml` for a year; what is not known of its document is to be filled in."""
    title = scalar(head.title) if head.title else f"（请填：某某区法治政府建设{year}年工作要点）"
    issuer = scalar(head.issuer) if head.issuer else "（请填：印发单位）"
    issued = str(head.issued) if head.issued else f"{today}  # 请填：文件的印发日期；现在写的是新建这一天"
    return _TASKS.format(year=year, title=title, issuer=issuer, issued=issued), _UNITS
