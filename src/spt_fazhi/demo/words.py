"""The two texts people read: the invented official document and the README of the workspace."""

from __future__ import annotations

from spt_fazhi.demo import units as b
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.demo.spot import VISIT
from spt_fazhi.engine.states import STATES
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Register
from spt_fazhi.views.wording import chinese_date


def source_document(register: Register) -> str:
    """The document tasks.yaml was taken from, in the form such documents have, with its page's tail."""
    info = register.info
    lines = [
        "各镇人民政府，各部门：",
        f"《{info.title}》已经研究同意，现印发给你们，请结合实际，认真抓好落实。",
        info.issuer,
        chinese_date(info.issued),
        "（演示文件，全部内容虚构）",
        info.title,
        f"{info.year}年，示范区法治政府建设工作总体要求是：坚持依法行政，规范权力运行，持续提升治理水平。",
    ]
    for section in register.sections:
        lines.append(f"{section.id}、{section.title}")
        lines.extend(_paragraph(task) for task in register.tasks if task.section == section.id)
    lines.append("各乡镇、各部门要对照任务分工，压实责任，确保各项任务落到实处。")
    lines.append("附件下载：")
    return "\n".join(lines) + "\n"


def _paragraph(task: Task) -> str:
    responsible = f"；责任单位：{'，'.join(task.responsible)}" if task.responsible else ""
    return f"{task.id}.{task.title}。{task.text}（牵头单位：{'、'.join(task.lead)}{responsible}）"


def readme(request: DemoRequest, tasks: int, units: int, records: int) -> str:
    """What the workspace is, and what to type."""
    day = request.day
    return f"""# 示范区演示工作区

**本文件夹里的地名、单位、文件、进展和佐证全部是虚构的**，只用来熟悉 `fazhi` 的用法，不是任何地方的真实工作情况。
记录标题前都有“【演示】”字样。可以随意改、随意删；删掉整个文件夹就干净了。

- 任务 {tasks} 条，单位 {units} 个，记录 {records} 条（随机种子 {request.seed}，同样的参数生成的内容完全一样）。
- 这些数据讲的是 **{chinese_date(day)}** 这一天的情况，查询时请带上 `--as-of {day}`。
  那一天各种状态都有：{"、".join(STATES.values())}。
- 4月的案卷检查发现1个问题，已销号；5月的实地督察发现5个：立行立改并销号1个，待销号1个，逾期1个，
  阶段性整改1个（屡查屡犯），法院的1个只反馈、不催办。用 `fazhi inspect show {VISIT}` 看。
- 还有几件少见的事：{b.GOVERNMENT}由{b.OFFICE}代办；{b.QUALITY}在4月底撤并，没办完的由{b.MARKET}接着办；
  有一个附件因为含个人信息已经去除；“{b.ENFORCERS}”的名单还没有核全。电话号码都是编的，打不通。

在本文件夹里依次试试：

```
fazhi status --as-of {day}            # 总体情况
fazhi overdue --as-of {day}           # 谁逾期了
fazhi unit 示范东镇 --as-of {day}       # 一个单位欠什么、报了什么
fazhi show 6 --as-of {day}            # 一条任务的原文、事项和记录
fazhi inspect list --as-of {day}      # 督察和问题整改到哪一步
fazhi check --as-of {day}             # 检查全部数据
```

文件在哪里：`data/tasks.yaml` 是任务和事项，`data/units.yaml` 是单位名录，`data/records/` 是各单位报的佐证、进展和整改，
`data/decisions/` 是退回、延期、不适用、销号的决定，`data/inspections/` 是督察和发现的问题，
`data/issued/` 是发过的函和打过的电话，`data/source/` 是（虚构的）文件原文。
"""
