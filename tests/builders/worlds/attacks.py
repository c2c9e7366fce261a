"""A plan with what is owed under it, and branches of it whose review shows what an attempt at a red duty comes to."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tests.builders.reviews import arrival
from tests.builders.texts import comparison, files_of
from tests.builders.world import (
    GROUPS,
    evidence,
    obligation,
    record,
    register,
    share,
    units,
)

from spt_fazhi.changes.review import Review
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, ReviewSettings, Section, Task
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.model.unit import GroupMembers, Unit
from spt_fazhi.services.review.review import ReviewOptions, read_sides, review

TODAY = date(2024, 7, 15)
PAPER = {"document": "示司发〔2024〕12号"}
REASON = {"reason": "该镇没有行政执法职能，无此事项", "approved_by": "示依法办〔2024〕4号"}
OWED = (
    obligation("1.1", due="06-30", target=CountTarget(count=1), who=("各部门", "戊委")),
    obligation("1.2", target=CountTarget(count=12)),
    obligation("1.3", target=RateTarget(rate=Decimal(1), of="人员"), who=("各部门",)),
    obligation("1.4", scope="joint", due="06-30", who=("甲局", "乙局")),
)
KNOWN = (
    record(evidence("06-12", number=1, **PAPER).value, 1),
    record(replace(evidence("06-13", unit="乙局", id_="1.2", number=2, **PAPER).value, unit="甲局"), 2),
)


def plan(*owed: Obligation, **given: Any) -> Register:
    """The base: 乙局 has not met 1.1, nobody 1.4; of each obligation given the base's is left out."""
    mine = {each.id: each for each in owed}
    task_given = given.pop("task", {})
    tasks = Task(
        **({"id": 1, "section": "一", "title": "任务一", "text": "x", "lead": ("甲局", "乙局"), "responsible": ("各乡镇",),
            "obligations": tuple(mine.get(each.id, each) for each in OWED)} | task_given)
    )  # fmt: skip
    values: dict[str, Any] = {
        "tasks": (tasks,),
        "units": units(戊委={}),
        "issued": "04-09",
        "office": "丁镇",
        "records": KNOWN,
        "progress": "quarter",
    }
    sections = (Section(id="一", title="一"), Section(id="二", title="二"))
    return replace(register(**(values | given)), sections=sections)


BASE = plan()


class Branch(NamedTuple):
    """What a branch makes of the base; `came` is when what is new came."""

    after: Register
    came: str = "07-15"
    files: dict[str, bytes] = {}
    before: Register = BASE


def reviewed(branch: Branch, **options: bool) -> Review:
    compared = comparison(files_of(branch.before), files_of(branch.after) | branch.files)
    day = date.fromisoformat(f"2024-{branch.came}")
    arrivals = {each.path: arrival(day) for each in compared.changes if each.old is None}
    compared = replace(compared, arrivals=arrivals)
    return review(compared, read_sides(compared), TODAY, ReviewOptions(**options), None)


def adding(
    *entries: Entry[Any], came: str = "07-15", files: dict[str, bytes] | None = None, before: Register = BASE
) -> Branch:
    records = [each for each in entries if each.file.startswith("data/records/")]
    decisions = [each for each in entries if each not in records]
    whole = replace(
        before, records=tuple(sorted((*before.records, *records), key=lambda each: each.id)),
        decisions=(*before.decisions, *decisions),
    )  # fmt: skip
    return Branch(whole, came, files or {}, before)


def said(entry: Entry[Any], **given: Any) -> Entry[Any]:
    """The entry with a title and reasons that say something."""
    known = {
        "title": "六月十二日组织十二名干部旁听区法院庭审",
        "reason": REASON["reason"],
        "approved_by": REASON["approved_by"],
    }
    fits = {name: text for name, text in known.items() if hasattr(entry.value, name)}
    return replace(entry, value=replace(entry.value, **(fits | given)))


def many(number: int, **given: Any) -> list[Entry[Any]]:
    return [said(evidence(f"07-{n:02}", id_="1.2", number=n, **PAPER), **given) for n in range(1, number + 1)]


def photo(content: bytes, when: str, number: int, title: str) -> tuple[Entry[Any], dict[str, bytes]]:
    listed = Attachment(name="照片.jpg", sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    entry = said(evidence(when, id_="1.2", number=number, document=None, files=(listed,)), title=title)
    return entry, {f"{entry.folder}/照片.jpg": content}


PICTURE = bytes(range(256)) * 8
FIRST, FIRST_FILE = photo(PICTURE, "07-01", 20, "七月一日在东村开展宪法宣传活动")
COPY, COPY_FILE = photo(PICTURE + b"x", "07-05", 21, "七月五日在西村开展民法典宣传活动")
OTHER, OTHER_FILE = photo(PICTURE[::-1], "07-05", 21, "七月五日在西村开展民法典宣传活动")
DOT, DOT_FILE = photo(b"x", "07-05", 22, "七月五日在北村开展民法典宣传活动")
HELD = adding(FIRST).after
SHORT = share("07-08", 40, 52, id_="1.3", number=40, document="示司发〔2024〕33号")
LATE = evidence("07-12", "乙局", number=30, document="示司发〔2024〕31号")


def grouped(**members: Any) -> Register:
    group = replace(GROUPS[0], members=GroupMembers(**members))
    return plan(groups=(group, *GROUPS[1:]))


def one(id_: str, **given: Any) -> Obligation:
    return replace(next(each for each in OWED if each.id == id_), **given)


def joined(name: str, **given: Any) -> Register:
    return plan(units=(*units(戊委={}), Unit(**({"name": name, "code": "xin", "kind": "institution"} | given))))


def reviewing(**given: int) -> Register:
    return plan(review=ReviewSettings(**given))


BLOCK, ASK = "block", "ask"
