"""A small workspace on disk, sound until a test breaks it."""

from __future__ import annotations

from pathlib import Path

TASKS = """\
register:
  format: 2
  year: 2024
  title: 示例区法治政府建设2024年工作要点
  issuer: 示例区人民政府
  issued: 2024-04-09
sections:
  - {id: 一, title: 第一部分}
tasks:
  - id: 1
    section: 一
    title: 任务一
    text: 至少开展1次甲事。
    lead: [甲局]
    responsible: [各乡镇]
    obligations:
      - {id: "1.1", title: 甲事, quote: 至少开展1次甲事, target: {count: 1, unit: 次}, due: 2024-12-31}
  - id: 2
    section: 一
    title: 任务二
    text: 做乙事。
    lead: [丙镇]
"""
UNITS = """\
units:
  - {name: 甲局, code: jia, kind: government, aliases: [甲]}
  - {name: 丙镇, code: bing, kind: township}
groups:
  - {name: 各乡镇, members: {kinds: [township]}}
"""
EVIDENCE = """\
kind: evidence
unit: 甲局
obligation: "1.1"
date: 2024-06-12
title: 开展甲事
recorded: 2024-06-13
document: 甲发〔2024〕1号
"""
VOID = "kind: void\nunit: 甲局\nrecord: jia/2024-06-12-1.1-aaaa\nreason: 写错了\nrecorded: 2024-06-14\n"
WAIVE = 'kind: waive\nobligation: "1.1"\nunit: 丙镇\napproved_by: 示依法办〔2024〕3号\nreason: 无此事项\nrecorded: 2024-06-20\n'
TASKS_PATH = "data/tasks.yaml"
UNITS_PATH = "data/units.yaml"
RECORD_PATH = "data/records/jia/2024-06-12-1.1-aaaa.yaml"
VOID_PATH = "data/records/jia/2024-06-14-1.1-aaab.yaml"
WAIVE_PATH = "data/decisions/2024-06-20-waive-aaaa.yaml"
SOUND = {TASKS_PATH: TASKS, UNITS_PATH: UNITS, RECORD_PATH: EVIDENCE, WAIVE_PATH: WAIVE}


def write(root: Path, path: str, content: str | bytes) -> None:
    """Put a file into the workspace."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def build(root: Path, **changed: str | bytes | None) -> Path:
    """A sound workspace; `changed` replaces tasks, units, record or waive (None leaves it out)."""
    for name, path in {"tasks": TASKS_PATH, "units": UNITS_PATH, "record": RECORD_PATH, "waive": WAIVE_PATH}.items():
        content = changed.get(name, SOUND[path])
        if content is not None:
            write(root, path, content)
    return root


def files_below(root: Path) -> dict[str, bytes]:
    """Every file of a folder with its content."""
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()}
