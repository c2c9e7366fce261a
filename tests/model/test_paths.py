"""What a path means: taken apart and put together again it is the same, and whatever is not in the grammar is `other`."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.model.fields import parse_record_id
from spt_fazhi.model.paths import (
    IdParts,
    code_of,
    file_of,
    folder_of,
    hides_entries,
    id_of,
    id_parts,
    is_attachment,
    is_read,
    is_some_plan,
    kind_of,
    lies_in_some_workspace,
    place_of,
    stem_head,
    stem_of,
    subject_of,
    unit_folder,
    well_named,
)

PARTS = st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1, max_size=12)
CODES = st.from_regex(r"[a-z][a-z0-9-]{0,22}[a-z0-9]", fullmatch=True)
RANDOM = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=4, max_size=4)
SUBJECTS = st.from_regex(r"[1-9][0-9]{0,3}(\.[1-9][0-9]{0,2})?", fullmatch=True)
DAYS = st.dates(min_value=date(1000, 1, 1))
DECISIONS = st.sampled_from(["return", "extend", "waive", "redact", "close"])


@given(CODES, DAYS, SUBJECTS, RANDOM, PARTS)
def test_a_record_and_its_attachment(code: str, day: date, subject: str, random: str, name: str) -> None:
    stem = stem_of(stem_head(day, subject), random)
    path = f"{unit_folder(code)}/{stem}.yaml"
    place = place_of(path)
    assert (place.kind, place.code, place.stem, place.name) == ("record", code, stem, "")
    assert place.id == id_of(path) == f"{code}/{stem}"
    assert file_of("record", place.id) == path
    assert id_parts(place.id) == (code, day.isoformat(), subject, random)
    assert (code_of(place.id), subject_of(place.id)) == (code, subject)
    assert well_named("record")(stem)
    assert parse_record_id(place.id) == place.id
    attached = place_of(f"{place.folder}/{name}")
    assert (attached.kind, attached.id, attached.name) == ("attachment", place.id, name)
    assert attached.folder == place.folder == path.removesuffix(".yaml")
    assert place_of(f"{place.folder}/{name}/{name}").name == f"{name}/{name}"


@given(DAYS, DECISIONS, RANDOM)
def test_a_decision(day: date, kind: str, random: str) -> None:
    stem = stem_of(stem_head(day, kind), random)
    path = file_of("decision", stem)
    place = place_of(path)
    assert (place.kind, place.code, place.stem, place.id) == ("decision", "", stem, stem)
    assert id_of(path) == stem
    assert id_parts(stem) == IdParts("", day.isoformat(), kind, random)
    assert well_named("decision")(stem)


NAMES = st.from_regex(r"[a-z][a-z0-9]{0,20}(-[a-z0-9]{1,20}){0,3}", fullmatch=True)


@given(DAYS, NAMES, RANDOM, PARTS)
def test_what_was_issued_and_a_file_of_it(day: date, name: str, random: str, file: str) -> None:
    stem = stem_of(stem_head(day, name), random)
    path = file_of("issued", stem)
    place = place_of(path)
    assert (place.kind, place.code, place.stem, place.id) == ("issued", "", stem, stem)
    assert (id_of(path), subject_of(stem)) == (stem, name)
    assert id_parts(stem) == IdParts("", day.isoformat(), name, random)
    assert well_named("issued")(stem)
    enclosed = place_of(f"{place.folder}/{file}")
    assert (enclosed.kind, enclosed.id, enclosed.name) == ("enclosure", stem, file)
    assert is_attachment(enclosed.path)
    assert not is_attachment(f"{enclosed.path}/{file}")


GRAMMAR = {
    "plan": r"data/tasks\.yaml",
    "units": r"data/units\.yaml",
    "source": r"data/source/.*",
    "record": r"data/records/[^/]*/[^/]*\.yaml",
    "attachment": r"data/records/[^/]*/[^/]*/.*",
    "decision": r"data/decisions/[^/]*\.yaml",
    "inspection": r"data/inspections/[^/]*\.yaml",
    "issued": r"data/issued/[^/]*\.yaml",
    "enclosure": r"data/issued/[^/]*/.*",
}
PIECES = st.sampled_from(
    ["data", "records", "decisions", "inspections", "issued", "source", "tasks.yaml", "units.yaml", "sfj", "a.yaml", "b.jpg",
     "2024-06-12-6.1-k7q2.yaml", "2024-06-12-6.1-k7q2", "", ".", "..", ".yaml", "x.YAML"]
)  # fmt: skip
PATHS = st.lists(st.one_of(PIECES, PARTS), min_size=1, max_size=6).map("/".join)


@given(st.one_of(PATHS, PATHS.map(lambda path: f"data/records/{path}"), PATHS.map(lambda path: f"data/issued/{path}")))
def test_every_other_path_is_other(path: str) -> None:
    meant = [kind for kind, pattern in GRAMMAR.items() if re.fullmatch(pattern, path, re.DOTALL)]
    assert [kind_of(path)] == (meant or ["other"])
    place = place_of(path)
    assert (place.path, place.kind) == (path, kind_of(path))
    assert place.folder == folder_of(path)
    assert is_read(path) == (place.kind in {"plan", "units", "record", "decision", "issued"})
    if place.kind in {"record", "decision", "issued"}:
        assert file_of(place.kind, id_of(path)) == path
    if place.kind in {"attachment", "enclosure"}:
        assert f"{place.folder}/{place.name}" == path
        assert kind_of(f"{place.folder}.yaml") in {"record", "issued"}
    if place.kind == "other":
        assert (place.stem, place.name, place.id, place.folder) == ("", "", "", path)


@pytest.mark.parametrize(
    ("path", "code"), [("data/records/sfj/x.txt", "sfj"), ("data/records/x.txt", ""), ("data/x", "")]
)
def test_a_stray_has_the_code_of_the_folder_it_lies_in(path: str, code: str) -> None:
    assert place_of(path).code == code


@pytest.mark.parametrize(
    "stem", ["2024-6-12-6.1-k7q2", "2024-06-12-6.1-k7q", "2024-06-12-6.1-k7q1", "2024-06-12-6.1-K7Q2", "2024-06-12-k7q2", "",
             "2024-06-12-6.1-k7q2\n", "２024-06-12-6.1-k7q2", "2024-06-12-12345-k7q2"]
)  # fmt: skip
def test_names_no_record_has(stem: str) -> None:
    assert not well_named("record")(stem)


@pytest.mark.parametrize("stem", ["2024-06-18-accept-aaaa", "2024-06-18-return-aaa", "2024-06-18-6.1-aaaa", ""])
def test_names_no_decision_has(stem: str) -> None:
    assert not well_named("decision")(stem)


@pytest.mark.parametrize(
    "stem",
    ["2024-07-08-Quarter-aaaa", "2024-07-08-quarter-aaa", "2024-07-08--aaaa", "2024-07-08-a--b-aaaa", "quarter-aaaa"],
)
def test_names_nothing_issued_has(stem: str) -> None:
    assert not well_named("issued")(stem)


@pytest.mark.parametrize(
    ("link", "hides"),
    [("data/records", True), ("data/records/sfj", True), ("data/records/sfj/a.yaml", True), ("data/records/sfj/a", False),
     ("data/records/sfj/a/b.jpg", False), ("data/decisions/a", True), ("data/records/sfj/a/b.yaml", True),
     ("data/issued", True), ("data/issued/a", True), ("data/issued/a/b.docx", False)],
)  # fmt: skip
def test_links_that_hide_entries(link: str, hides: bool) -> None:
    assert hides_entries(link) is hides


@pytest.mark.parametrize(
    ("path", "plan", "interesting"),
    [("data/tasks.yaml", True, True), ("a/b/data/tasks.yaml", True, True), ("xdata/tasks.yaml", False, False),
     ("a/data/records/sfj/x.yaml", False, True), ("a/data/records/sfj/x.jpg", False, False),
     ("data/decisions/x.yaml", False, True), ("a/data/issued/x.yaml", False, True), ("data/issued/x/y.docx", False, False),
     ("data/units.yaml", False, False), ("adata/records/x.yaml", False, False)],
)  # fmt: skip
def test_paths_of_a_repository(path: str, plan: bool, interesting: bool) -> None:
    assert (is_some_plan(path), lies_in_some_workspace(path)) == (plan, interesting)
