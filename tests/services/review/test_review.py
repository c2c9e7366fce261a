"""The fast way and the full way give the same review.

The two sides are trees over contents in memory (`Memory` stands in for git's object store, whose own tests read real
repositories): what is read differs, not where it is read from.
"""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.reviews import arrival
from tests.builders.strategies import DAYS, registers
from tests.builders.texts import comparison, files_of
from tests.builders.world import CODES, UNITS, suffix
from tests.builders.worlds.review_worlds import demo_like, inspected, reformed

from spt_fazhi.changes.review import Review
from spt_fazhi.model.entries.record import Attachment, Evidence
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.services.review import review as reviewing
from spt_fazhi.services.review.review import ReviewOptions, read_sides, review

PROOFS = (b"proof one", b"proof two", b"a meeting of forty people", b"a meeting of forty people.")
"""The last two differ in a byte."""
BROKEN = (
    b"", b"kind: evidence\n", b"kind: [\n", b"\xff\xfe", b"kind: void\nunit: \xe7\x94\xb2\xe5\xb1\x80\n", b"link:/etc/passwd",
    "kind：evidence\n".encode(), b"kind: evidence\nkind: progress\n", b"\xb9\xe3", b"kind: other\nunit: x\n",
)  # fmt: skip
STRAYS = ("jia/笔记.txt", "jia/2024-01-01-1.1-aaaa/未登记.txt", "jia/2024-13-01-1.1-AAAA.yaml", "yi/a/b/c.yaml",
          "jia/2024-05-05-1.1-qqqq.YAML", "bing", "jia/.fazhi-tmp-2024-01-01-1.1-aaaa")  # fmt: skip


@st.composite
def with_attachments(draw: st.DrawFn, world: Register) -> tuple[Register, dict[str, bytes]]:
    """The register with files attached to some of its evidence, some of them shared, some not as listed."""
    files: dict[str, bytes] = {}
    records = []
    for entry in world.records:
        if isinstance(entry.value, Evidence) and draw(st.integers(0, 3)) == 0:
            content = draw(st.sampled_from(PROOFS))
            size = len(content) + draw(st.sampled_from([0, 0, 0, 1]))
            listed = Attachment(name="证.txt", sha256=hashlib.sha256(content).hexdigest(), size=size)
            entry = Entry(id=entry.id, file=entry.file, value=replace(entry.value, files=(listed,)))  # noqa: PLW2901 - with its file
            if draw(st.integers(0, 5)):
                files[f"{entry.folder}/证.txt"] = content
        records.append(entry)
    return replace(world, records=tuple(records)), files


@st.composite
def workspaces(draw: st.DrawFn) -> dict[str, bytes]:
    """Every file of a workspace, with some that are broken or out of place."""
    world, attached = draw(registers(reforms=draw(st.integers(0, 3)) == 0).flatmap(with_attachments))
    files = files_of(world) | attached
    for path in draw(st.lists(st.sampled_from(STRAYS), max_size=2)):
        files[f"data/records/{path}"] = draw(st.sampled_from([*PROOFS, *BROKEN]))
    entries = sorted(path for path in files if path.endswith(".yaml") and path.count("/") > 1)
    for path in draw(st.lists(st.sampled_from(entries), max_size=1)) if entries else ():
        files[path] = draw(st.sampled_from(BROKEN))
    return files


def _paths(files: dict[str, bytes]) -> list[str]:
    return sorted(path for path in files if path.startswith(("data/records/", "data/decisions/", "data/inspections/")))


@st.composite
def branches(draw: st.DrawFn) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """A workspace before and after any number of changes to its records, decisions and attachments."""
    whole = draw(workspaces())
    other = draw(workspaces())
    old, new = dict(whole), dict(whole)
    for path in draw(st.lists(st.sampled_from(_paths(whole)), max_size=4, unique=True)) if _paths(whole) else ():
        how = draw(st.sampled_from(["add", "add", "add", "delete", "modify", "rename", "break"]))
        if how == "add":
            old.pop(path, None)
        elif how == "delete":
            new.pop(path, None)
        elif how == "modify":
            new[path] = new.get(path, b"") + draw(
                st.sampled_from([b"detail: x\n", b"period: 2024Q2\n", b"# x\n", b"amount: 3\n"])
            )
        elif how == "rename" and path in new:
            where = draw(st.sampled_from([("jia", "yi"), ("-1.1-", "-1.2-"), ("aaa", "aab"), ("-1-", "-2-")]))
            new[path.replace(*where, 1)] = new.pop(path)
        else:
            new[path] = draw(st.sampled_from(BROKEN))
    for path in draw(st.lists(st.sampled_from(_paths(other)), max_size=2, unique=True)) if _paths(other) else ():
        new[path] = other[path]
    if draw(st.integers(0, 20)) == 0:
        new["data/tasks.yaml"] = other["data/tasks.yaml"]
    return old, new


def both_ways(
    old: dict[str, bytes],
    new: dict[str, bytes],
    day: date,
    options: ReviewOptions,
    *,
    unit: str | None = None,
    came: date | None = None,
) -> tuple[Review, Review, bool]:
    """The fast review, the full one, and whether the fast way was taken; all that is new came on that day, if any."""
    compared = comparison(old, new)
    if came is not None:
        arrivals = {each.path: arrival(came) for each in compared.changes if each.old is None}
        compared = replace(compared, arrivals=arrivals)
    only = next((each for each in UNITS if each.code == unit), None)
    found = []
    for full in (False, True):
        sides = read_sides(compared, full=full)
        found.append((review(compared, sides, day, options, only), sides.complete))
    return found[0][0], found[1][0], not found[0][1]


def same_review(fast: Review, whole: Review, *, taken: bool) -> None:
    assert fast.findings == whole.findings
    assert fast.changes == whole.changes
    assert fast.effects == whole.effects
    assert fast.touched == whole.touched
    assert fast.counts == whole.counts
    assert (fast.totals is None) == taken
    assert whole.totals is not None
    for name in ("day", "base", "base_commit", "head", "head_commit", "files"):
        assert getattr(fast, name) == getattr(whole, name)
    assert replace(fast.register, records=(), decisions=()) == replace(whole.register, records=(), decisions=())


@pytest.fixture
def always_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "FULL_UP_TO", 0)


@pytest.mark.slow
@pytest.mark.usefixtures("always_fast")
@settings(max_examples=100)
@given(branches(), DAYS, st.booleans(), st.sampled_from([None, None, "jia"]), st.one_of(st.none(), DAYS))
def test_fast_and_full_agree(
    sides: tuple[dict[str, bytes], dict[str, bytes]],
    day: date,
    allow: bool,
    unit: str | None,
    came: date | None,
) -> None:
    fast, whole, taken = both_ways(*sides, day, ReviewOptions(allow_register=allow), unit=unit, came=came)
    same_review(fast, whole, taken=taken)


@pytest.mark.slow
@pytest.mark.usefixtures("always_fast")
@pytest.mark.parametrize(
    "files", [files_of(demo_like()), reformed(), inspected()], ids=["demo", "reformed", "inspected"]
)
def test_every_single_file_added_deleted_or_altered(files: dict[str, bytes]) -> None:
    for path in _paths(files):
        less = {each: content for each, content in files.items() if each != path}
        altered = {**files, path: files[path] + b"# x\n"}
        for old, new in ((less, files), (files, less), (files, altered)):
            for came in (None, date(2024, 8, 20)):
                fast, whole, taken = both_ways(old, new, date(2024, 8, 15), ReviewOptions(), came=came, unit="jia")
                assert taken
                same_review(fast, whole, taken=True)


@pytest.mark.usefixtures("always_fast")
def test_a_record_named_for_something_else_is_compared_with_what_it_speaks_of() -> None:
    files = inspected()
    visit = next(path for path in files if path.startswith("data/inspections/"))
    reports = [path for path in files if b"kind: rectify" in files[path]]
    assert reports
    for path in reports:
        folder = path.rpartition("/")[0]
        wrong = {f"{folder}/2024-08-14-1-zzzz.yaml": files[path]}
        void = f"{folder}/2024-08-14-1-zzzy.yaml"
        target = path.removeprefix("data/records/").removesuffix(".yaml")
        unit = next(line for line in files[path].splitlines() if line.startswith(b"unit:"))
        voids = {void: b"kind: void\n" + unit + f"\nrecord: {target}\nreason: x\nrecorded: 2024-08-14\n".encode()}
        without = {each: content for each, content in files.items() if each != visit}
        for old, new in (
            (files, files | wrong),
            (files | wrong, files),
            (files | voids, files),
            (without | wrong, files | wrong),
        ):
            fast, whole, taken = both_ways(old, new, date(2024, 8, 15), ReviewOptions(), unit="jia")
            assert taken
            same_review(fast, whole, taken=True)


@pytest.mark.usefixtures("always_fast")
def test_only_what_the_branch_can_touch_is_read() -> None:
    files = files_of(demo_like())
    path = next(each for each in files if "/jia/2024-09" in each)
    compared = comparison({each: content for each, content in files.items() if each != path}, files)
    assert compared.new.tree[path]
    sides = read_sides(compared)
    assert not sides.complete
    assert sides.new.partial is not None
    read = {entry.code for entry in sides.new.partial.records if entry.value.unit != "甲局"}
    assert read <= set(CODES.values()) - {"jia"}
    assert path in {entry.file for entry in sides.new.partial.records}


@pytest.mark.usefixtures("always_fast")
@pytest.mark.parametrize("path", ["data/tasks.yaml", "data/units.yaml", "data/source/a.txt", "data/原文.txt"])
def test_a_change_of_plan_or_document_reads_everything(path: str) -> None:
    world = demo_like()
    files = files_of(replace(world, info=replace(world.info, source="原文.txt"))) | {"data/原文.txt": "事项".encode()}
    files["data/source/a.txt"] = b"x"
    assert read_sides(comparison(files, {**files, path: files[path] + b"\n"})).complete


@pytest.mark.usefixtures("always_fast")
@pytest.mark.parametrize("broken", [b"", b"tasks: [", b"register: {format: 2, year: 2024}\ntasks: []\n"])
def test_a_plan_that_cannot_be_read(broken: bytes) -> None:
    files = files_of(demo_like())
    bad = {**files, "data/tasks.yaml": broken}
    compared = comparison(files, bad)
    found = review(compared, read_sides(compared), date(2024, 7, 15), ReviewOptions(), None)
    assert {each.rule for each in found.blocks} == {"check-error"}
    assert {each.spot.file for each in found.blocks} >= {"data/tasks.yaml"}
    mended = comparison(bad, files)
    found = review(mended, read_sides(mended), date(2024, 7, 15), ReviewOptions(), None)
    assert {each.rule for each in found.blocks} <= {"check-error"}
    less = {each: content for each, content in bad.items() if "/jia/2024-09" not in each}
    compared = comparison(less, bad)
    assert read_sides(compared).complete


def test_the_document_named_by_the_plan_counts_wherever_it_lies() -> None:
    world = demo_like()
    files = files_of(replace(world, info=replace(world.info, source="原文.txt"))) | {"data/原文.txt": "甲".encode()}
    compared = comparison(files, {**files, "data/原文.txt": "乙".encode()})
    found = review(compared, read_sides(compared), date(2024, 7, 15), ReviewOptions(), None)
    assert "source-changed" in {each.rule for each in found.blocks}


def test_a_second_fault_like_one_that_was_there_is_new() -> None:
    once = files_of(demo_like())["data/tasks.yaml"].decode()
    named = '"title": "事项1.1"'
    assert named in once
    first = once.replace(named, '"title": "联系13800001234"', 1)
    second = first.replace('"title": "事项1.2"', '"title": "联系13800001234"', 1)
    files = files_of(demo_like())
    compared = comparison({**files, "data/tasks.yaml": first.encode()}, {**files, "data/tasks.yaml": second.encode()})
    found = review(compared, read_sides(compared), date(2024, 7, 15), ReviewOptions(), None)
    assert [each.rule for each in found.asks if "手机号" in each.message] == ["check-warning"]


def test_suffixes_of_the_world_differ() -> None:
    assert len({suffix(number) for number in range(1200)}) == 1200
