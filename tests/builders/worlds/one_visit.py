"""An inspection in the example workspace, with two findings, as its file."""

VISIT = """\
title: 2024年第一次法治建设实地督察
from: 2024-05-20
to: 2024-05-24
by: [区司法局]
visited: [东镇, 西镇]
findings:
- {id: 1, unit: 东镇, kind: 案卷文书, problem: 处罚案卷未附法制审核意见, demand: 补正并自查同类案卷, due: 2024-06-30}
- {id: 2, unit: 西镇, problem: 未按时公开执法结果, due: 2024-05-24}
recorded: 2024-05-27
"""
VISIT_PATH = "data/inspections/2024-05-24-k7q2.yaml"
