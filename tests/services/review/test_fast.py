"""The fast way of reading and the full one give the same review, whatever a branch does to whatever workspace.

Trees are held in memory: the real reader, comparison and rules run, and only git's object store is a dictionary.
"""

from __future__ import annotations

import re
from datetime import date
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.memory_git import compare

from spt_fazhi.changes.review import Review
from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.model.frozen import replace
from spt_fazhi.services.review import review as reviewing
from spt_fazhi.services.review import scope
from spt_fazhi.services.review.review import ReviewOptions, read_sides, review
from spt_fazhi.store.workspace.loader import load

DAY = date(2024, 9, 20)
BASE = make_workspace(DemoRequest(records=90))
RECORDS = sorted(path for path in BASE if re.fullmatch(r"data/records/[^/]+/[^/]+\.yaml", path))
DECISIONS = sorted(path for path in BASE if path.startswith("data/decisions/"))
ATTACHMENTS = sorted(path for path in BASE if path.startswith("data/records/") and path not in RECORDS)
SUBJECTS = sorted({path.rsplit("-", 2)[1] for path in RECORDS})
CODES = sorted({path.split("/")[2] for path in RECORDS})
NAMES = re.findall(r"^  - name: (.+)$", BASE["data/units.yaml"].decode(), re.MULTILINE)


def suffix(number: int) -> str:
    digits = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(digits[number // 32**place % 32] for place in (3, 2, 1, 0))


def record_id(path: str) -> str:
    return path.removeprefix("data/records/").removesuffix(".yaml")


def _on_another_day(draw, text: str) -> tuple[str, str]:
    """A day, and the record as if made on it."""
    when = draw(st.sampled_from(["2024-01-15", "2024-05-20", "2024-08-31", "2024-12-02"]))
    period = draw(st.sampled_from(["2024Q1", "2024Q3", "2024-05", "2024H1"]))
    changed = re.sub(r"^(date|recorded): .*$", rf"\1: {when}", text, flags=re.MULTILINE)
    return when, re.sub(r"^period: .*$", f"period: {period}", changed, flags=re.MULTILINE).split("files:")[0]


def _said_by(path: str, text: str) -> str:
    """The text as the unit of another record says it."""
    unit = re.search(r"^unit: .+$", BASE[path].decode(), re.MULTILINE)
    assert unit is not None
    return re.sub(r"^unit: .+$", unit[0], text, flags=re.MULTILINE)


def _withdrawal(draw) -> tuple[str, str, str]:
    """A void of some record: the folder it lies in, what its name says it is about, its text."""
    target = draw(st.sampled_from(RECORDS))
    code, subject = target.split("/")[2], target.rsplit("-", 2)[1]
    place = draw(st.sampled_from([code, code, code, *CODES[:2]]))
    about = draw(st.sampled_from([subject, subject, subject, subject.split(".")[0]]))
    unit = next(iter(re.findall(r"^unit: (.+)$", BASE[target].decode(), re.MULTILINE)), NAMES[0])
    return (
        place,
        about,
        f"kind: void\nunit: {unit}\nrecord: {record_id(target)}\nreason: 写错了\nrecorded: 2024-07-01\n",
    )


def _exception(draw, kind: str) -> str:
    """An extension or a waiver of some obligation, for a unit or for all."""
    subject, unit = draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from([*NAMES, ""]))
    due = "due: 2024-12-20\n" if kind == "extend" else ""
    who = f"unit: {unit}\n" if unit else ""
    period = draw(st.sampled_from(["", "", "period: 2024Q2\n", "period: 2024-05\n"]))
    return f'kind: {kind}\nobligation: "{subject}"\n{who}{period}{due}reason: 机构调整\nrecorded: 2024-01-10\n'


@st.composite
def edits(draw, files: dict[str, bytes], start: int):  # noqa: C901 - one branch a kind of edit
    """A few edits of a workspace; what is there may be right, wrong, misplaced or broken."""
    made = dict(files)
    for number in range(start, start + draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["copy"] * 4 + ["misname", "share", "move", "void", "return", "extend", "waive", "delete", "modify", "break",
                                                    "attach", "drop", "reuse"]))  # fmt: skip
        path = draw(st.sampled_from([each for each in RECORDS if each in made] or RECORDS))
        text = made.get(path, BASE[path]).decode("utf-8", "replace")
        folder, _, name = path.rpartition("/")
        fresh = f"{name[:-9]}{suffix(number)}.yaml"
        if kind == "copy":
            when, changed = _on_another_day(draw, text)
            made[f"{folder}/{when}{fresh[10:]}"] = changed.encode()
        elif kind == "misname":
            made[f"{folder}/{name[:11]}{draw(st.sampled_from(SUBJECTS))}-{suffix(number)}.yaml"] = text.encode()
        elif kind == "share":
            other = draw(st.sampled_from(RECORDS))
            made[f"{other.rpartition('/')[0]}/{fresh}"] = _said_by(other, text).encode()
        elif kind == "move":
            made[f"data/records/{draw(st.sampled_from(CODES))}/{fresh}"] = text.encode()
        elif kind == "void":
            place, about, text = _withdrawal(draw)
            made[f"data/records/{place}/2024-07-01-{about}-{suffix(number)}.yaml"] = text.encode()
        elif kind == "return":
            text = f"kind: return\nrecord: {record_id(draw(st.sampled_from(RECORDS)))}\nreason: 材料不全\nrecorded: 2024-07-02\n"
            made[f"data/decisions/2024-07-02-return-{suffix(number)}.yaml"] = text.encode()
        elif kind in {"extend", "waive"}:
            made[f"data/decisions/2024-01-10-{kind}-{suffix(number)}.yaml"] = _exception(draw, kind).encode()
        elif kind == "delete":
            made.pop(draw(st.sampled_from([*RECORDS, *DECISIONS])), None)
        elif kind == "modify":
            made[path] = text.replace("2024-0", "2024-1", draw(st.integers(1, 2))).encode()
        elif kind == "break":
            made[draw(st.sampled_from([path, f"{folder}/{fresh}"]))] = b"kind: evidence\nunit: [\n"
        elif kind == "attach":
            made[f"{path[:-5]}/more.txt"] = b"more"
        elif kind == "drop" and ATTACHMENTS:
            made.pop(draw(st.sampled_from(ATTACHMENTS)), None)
        elif kind == "reuse" and ATTACHMENTS:
            proof = draw(st.sampled_from(ATTACHMENTS))
            owner = f"{proof.rpartition('/')[0]}.yaml"
            stem = owner[:-9] + suffix(number)
            if owner in made and proof in made:
                made[f"{stem}.yaml"] = made[owner]
                made[f"{stem}/{proof.rpartition('/')[2]}"] = made[proof]
    return made


class Branch:
    """Two workspaces; shows only what differs."""

    def __init__(self, before: dict[str, bytes], after: dict[str, bytes]) -> None:
        self.before, self.after = before, after

    def __repr__(self) -> str:
        steps = ((BASE, self.before), (self.before, self.after))
        return " then ".join(
            str(
                {
                    path: new.get(path, b"").decode()
                    for path in sorted(old.keys() | new.keys())
                    if old.get(path) != new.get(path)
                }
            )
            for old, new in steps
        )


@st.composite
def branches(draw):
    """A base that may have faults of its own, and a branch of it."""
    before = draw(edits(BASE, 1)) if draw(st.booleans()) else BASE
    return Branch(before, draw(edits(before, 1000)))


def both_ways(before: dict[str, bytes], after: dict[str, bytes], peers: int = 2000) -> tuple[Review, Review]:
    """The review of what the branch can touch, and that of all; about so many records are there to compare with."""
    comparison = compare(before, after)
    with (
        mock.patch.object(reviewing, "FULL_UP_TO", 0),
        mock.patch.object(scope, "_PEERS", peers),
        mock.patch.object(scope, "_LEAST", min(peers, 8)),
    ):
        fast_sides, full_sides = read_sides(comparison), read_sides(comparison, full=True)
    assert not fast_sides.complete
    fast, full = (review(comparison, sides, DAY, ReviewOptions(), None) for sides in (fast_sides, full_sides))
    return fast, full


@pytest.mark.slow
@given(branches(), st.sampled_from([1, 3, 2000]))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture])
def test_both_ways_of_reading_agree(branch, peers) -> None:
    fast, full = both_ways(branch.before, branch.after, peers)
    assert fast.totals is None
    assert full.totals is not None
    assert fast.findings == full.findings
    assert fast.changes == full.changes
    assert fast.effects == full.effects
    assert fast.touched == full.touched
    assert replace(fast, totals=None, register=full.register) == replace(full, totals=None)


def test_only_what_the_branch_can_touch_is_read() -> None:
    chosen = next(path for path in RECORDS if b"kind: evidence" in BASE[path] and b"files:" not in BASE[path])
    after = {**BASE, f"{chosen[:-9]}zzzz.yaml": BASE[chosen]}
    comparison = compare(BASE, after)
    with mock.patch.object(reviewing, "FULL_UP_TO", 0):
        sides = read_sides(comparison)
    partial = sides.new.partial
    assert partial is not None
    assert 0 < len(partial.records) < len(load(comparison.new).partial.records) / 3


def test_a_change_of_the_plan_is_read_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "FULL_UP_TO", 0)
    after = {**BASE, "data/tasks.yaml": BASE["data/tasks.yaml"] + b"# x\n"}
    assert read_sides(compare(BASE, after)).complete


ODD = [("evidence", "kind: [evidence]"), ("evidence", "kind: {evidence: 1}"), ("evidence", "date: [2024-06-01]"),
       ("evidence", "period: [2024Q2]"), ("progress", "kind: [progress]"), ("progress", "period: [2024Q2]"), ("progress", "period: {a: b}")]  # fmt: skip


@pytest.mark.parametrize(("kind", "odd"), ODD)
def test_a_list_where_a_text_belongs_is_told_and_nothing_breaks(kind: str, odd: str) -> None:
    word = odd.partition(":")[0]
    chosen = next(
        path
        for path in RECORDS
        if re.search(rf"^kind: {kind}$(.*\n)*{word}: |^{odd[:4]}.*{kind}$", BASE[path].decode(), re.MULTILINE)
    )
    told = BASE[chosen].decode()
    said = dict(re.findall(r"^(\w+): (.+)$", told, re.MULTILINE))
    before = {**BASE, f"{chosen[:-9]}yyyy.yaml": re.sub(rf"^{word}: .*$", odd, told, flags=re.MULTILINE).encode()}
    about = "".join(f"{key}: {said[key]}\n" for key in ("unit", "obligation", "task") if key in said)
    period = f"period: {said.get('period', '2024Q1')}\n"
    waive = f"kind: waive\n{about}{period}approved_by: 示发〔2024〕1号\nreason: 机构调整\nrecorded: 2024-01-10\n"
    fast, full = both_ways(before, {**before, "data/decisions/2024-01-10-waive-zzzz.yaml": waive.encode()})
    assert fast.findings == full.findings
    assert fast.changes == full.changes


def _for_another_unit() -> tuple[str, str, bytes]:
    """A record with a long text, and where and how another unit that owes the same says the same."""
    for path in RECORDS:
        text = BASE[path].decode()
        if "kind: evidence" in text and "files:" not in text and len(text.partition("detail:")[2]) > 60:
            code, subject = path.split("/")[2], path.rsplit("-", 2)[1]
            for other in RECORDS:
                told = BASE[other].decode()
                if other.rsplit("-", 2)[1] == subject and other.split("/")[2] != code and "kind: evidence" in told:
                    return (
                        path,
                        f"{other.rpartition('/')[0]}/{path.rpartition('/')[2][:-9]}zzzz.yaml",
                        _said_by(other, text).encode(),
                    )
    raise AssertionError


@pytest.mark.parametrize("kind", ["kind: void", 'kind: "v\\u006fid"'])
def test_a_copy_of_what_another_unit_has_withdrawn_is_no_copy(kind: str) -> None:
    """The void lies with a duty that the branch does not touch."""
    path, fresh, text = _for_another_unit()
    unit = re.search(r"^unit: .+$", BASE[path].decode(), re.MULTILINE)
    assert unit is not None
    void = f"{path[: path.rindex('/')]}/2024-07-01-{path.rsplit('-', 2)[1]}-yyyy.yaml"
    told = f"{kind}\n{unit[0]}\nrecord: {record_id(path)}\nreason: 报错了单位\nrecorded: 2024-07-01\n"
    voided = {**BASE, void: told.encode()}
    copied = both_ways(BASE, {**BASE, fresh: text}, peers=1)
    again = both_ways(voided, {**voided, fresh: text}, peers=1)
    said = [
        [record_id(path) in each.message for each in found.findings if each.rule == "evidence-copied"]
        for found in copied
    ]
    assert said == [[True], [True]]
    assert again[0].findings == again[1].findings
    assert not [each for each in again[0].findings if record_id(path) in each.message]
