"""What a plan and the office that keeps it are called in running text, taken from their own names."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.model.plan import Obligation, Task

_KINDS: Final = (
    "重点工作安排", "工作要点", "工作计划", "工作安排", "工作方案", "工作意见", "实施方案", "实施意见", "实施细则",
    "实施计划", "行动方案", "行动计划", "任务分解表", "任务分工", "责任分工", "任务清单", "责任清单", "要点", "计划",
    "安排", "方案", "意见", "规划", "纲要", "清单", "细则", "通知",
)  # fmt: skip
"""What a plan calls itself, the longer words before those that they end in."""
_REMARK: Final = re.compile(r"(?:（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕)\s*\Z")
_INSIDE: Final = re.compile(r"《([^《》]+)》")
_OFFICES: Final = (
    ("办公室", "办"), ("办事处", "办事处"), ("中心", "中心"), ("街道", "街道"), ("委员会", "委"), ("办", "办"),
    ("局", "局"), ("委", "委"), ("厅", "厅"), ("部", "部"), ("院", "院"), ("处", "处"), ("科", "科"), ("所", "所"),
    ("镇", "镇"), ("乡", "乡"),
)  # fmt: skip
"""How the name of an office ends, and what it calls itself after 我."""
BESIDE: Final = "其他工作"
"""What the work is called that the document asks for outside its numbered tasks (附则)."""
_STANDING: Final = re.compile("不定期|经常性|随时")
"""How the document asks for what goes on all year."""
_SOMETHING: Final = "文件"
_GOVERNMENT: Final = re.compile("([市县区旗])人民政府(?!驻)")
_COMMITTEE: Final = re.compile("([市县区旗])委(?!员)")


def bare_title(title: str) -> str:
    """The title of a plan as it stands between 《 and 》: without its own, and with 〈〉 for those within it."""
    bare = title.strip()
    if bare.startswith("《") and bare.find("》") == len(bare) - 1:
        bare = bare[1:-1]
    return bare.replace("《", "〈").replace("》", "〉")


def task_title(task: Task) -> str:
    """What a task is called as a field of work."""
    return task.title if task.is_numbered else BESIDE


def is_standing(obligation: Obligation) -> bool:
    """Whether an obligation goes on all year without a number: done so many times, it is never finished."""
    return obligation.target is None and bool(_STANDING.search(f"{obligation.title}{obligation.quote}"))


def plan_kind(title: str) -> str:
    """What kind of document a plan is, by its title: 工作要点, 实施方案, …; 文件 where the title does not say.

    Of `关于印发《某区实施方案》的通知` it is what stands in 《》.
    """
    bare = title.strip()
    named = _INSIDE.findall(bare)
    if named:
        bare = named[-1]
    while (shorter := _REMARK.sub("", bare)) != bare:
        bare = shorter
    ends = next((kind for kind in _KINDS if bare.endswith(kind)), None)
    return ends or next((kind for kind in _KINDS if kind in bare), _SOMETHING)


def ourselves(office: str, signature: str | None = None) -> str:
    """What an office calls itself in what it signs: 我办, 我局; its name where that does not tell, or another signs."""
    own = _in_first_person(office)
    return own if own and (not signature or _in_first_person(signature) == own) else office


def _in_first_person(name: str) -> str:
    bare = _REMARK.sub("", name.strip())
    return next((f"我{word}" for end, word in _OFFICES if bare.endswith(end)), "")


def committee_and_government(issuer: str, office: str | None) -> tuple[str, ...]:
    """`区委`, `区政府`: to whom the office of a district (市、县、区、旗) reports, by the name of who issued the plan.

    Empty where neither name tells.
    """
    found = _GOVERNMENT.search(issuer) or _COMMITTEE.search(issuer) or _COMMITTEE.search(office or "")
    return (f"{found[1]}委", f"{found[1]}政府") if found else ()
