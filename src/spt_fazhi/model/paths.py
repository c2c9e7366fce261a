"""The one grammar of the files below `data/`: what a path means, and how names and ids are made of their parts.

    data/tasks.yaml, data/units.yaml                                     the plan and its units
    data/source/…                                                        the document the plan was taken from
    data/records/<unit code>/<day>-<subject>-<random>.yaml               a record; attachments in `…-<random>/`
    data/decisions/<day>-<kind of decision>-<random>.yaml                a decision
    data/inspections/<day>-<random>.yaml                                 an inspection with its findings
    data/issued/<day>-<name>-<random>.yaml                               what was sent out or said; its files alike

The subject of a record is an obligation, a task, or a finding as `<inspection random>.<number>`. The id of a record is
`<unit code>/<stem>`, that of anything else its stem. `kind_of` goes by the place alone and is
cheap enough for every file of a workspace; whether the name is as it should be says `well_named`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final, Literal, NamedTuple

from spt_fazhi.model.frozen import frozen

DATA_DIR: Final = "data"
TASKS_FILE: Final = "data/tasks.yaml"
UNITS_FILE: Final = "data/units.yaml"
SOURCE_DIR: Final = "data/source"
RECORDS_DIR: Final = "data/records"
DECISIONS_DIR: Final = "data/decisions"
INSPECTIONS_DIR: Final = "data/inspections"
ISSUED_DIR: Final = "data/issued"
ARCHIVE_DIR: Final = "archive"
MARKER_FILE: Final = ".fazhi-new-marker.json"
"""Lies beside `data/` while a whole year or workspace is being renamed, and says what is (store/write/marker.py)."""
SUFFIX: Final = ".yaml"
RANDOM_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz234567"
RANDOM_LENGTH: Final = 4

PathKind = Literal[
    "plan", "units", "source", "record", "attachment", "decision", "inspection", "issued", "enclosure", "other"
]
"""An `attachment` lies beside a record, an `enclosure` beside what was issued."""
EntryKind = Literal["record", "decision", "inspection", "issued"]

_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_RANDOM: Final = r"[a-z2-7]{4}"
ISSUED_NAME: Final = r"[a-z][a-z0-9]{0,23}(?:-[a-z0-9]{1,24}){0,3}"
"""The pattern of the name a report or letter is issued under."""
_STEMS: Final[dict[EntryKind, str]] = {
    "record": rf"{_DAY}-(?:[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?|{_RANDOM}\.[0-9]{{1,3}})-{_RANDOM}",
    "decision": rf"{_DAY}-(?:return|extend|waive|close|redact)-{_RANDOM}",
    "inspection": rf"{_DAY}-{_RANDOM}",
    "issued": rf"{_DAY}-{ISSUED_NAME}-{_RANDOM}",
}
RECORD_ID: Final = r"[a-z][a-z0-9-]{0,23}/\d{4}-\d{2}-\d{2}-[0-9A-Za-z.]{1,16}-[a-z2-7]{4}"
"""The pattern of a record's id as it is written in other files."""
INSPECTION_ID: Final = rf"{_DAY}-{_RANDOM}"
"""The pattern of an inspection's id."""
FORM_ID: Final = rf"[0-9]{{4}}(?:Q[1-4]|H[12]|-[0-9]{{2}}(?:-[0-9]{{2}})?)?-[a-z][a-z0-9-]{{0,23}}-{_RANDOM}"
"""The pattern of a form's id: the period it is for or the day it was made as of, the unit's code, four letters."""
_FOLDERS: Final[dict[EntryKind, str]] = {
    "record": RECORDS_DIR,
    "decision": DECISIONS_DIR,
    "inspection": INSPECTIONS_DIR,
    "issued": ISSUED_DIR,
}
_SCHEMA: Final = "yaml-language-server: $schema={}schema/{}.schema.json"
SCHEMA_HEADS: Final[dict[PathKind, str]] = {
    "plan": _SCHEMA.format("../", "tasks"),
    "units": _SCHEMA.format("../", "units"),
    "record": _SCHEMA.format("../../../", "record"),
    "decision": _SCHEMA.format("../../", "decision"),
    "inspection": _SCHEMA.format("../../", "inspection"),
    "issued": _SCHEMA.format("../../", "issued"),
}
"""The comment in a file's first line that tells an editor its schema, by what the file is."""
_RECORDS: Final = f"{RECORDS_DIR}/"
_DECISIONS: Final = f"{DECISIONS_DIR}/"
_INSPECTIONS: Final = f"{INSPECTIONS_DIR}/"
_ISSUED: Final = f"{ISSUED_DIR}/"
_FLAT: Final[dict[str, PathKind]] = {
    _DECISIONS: "decision",
    f"{SOURCE_DIR}/": "source",
    _INSPECTIONS: "inspection",
    _ISSUED: "issued",
}
_PLANS: Final[dict[str, PathKind]] = {TASKS_FILE: "plan", UNITS_FILE: "units"}
_WRITTEN: Final = frozenset({"record", "decision", "inspection", "issued"})
_BESIDE: Final[dict[PathKind, int]] = {"attachment": 3, "enclosure": 2}
"""Which part of the path of a file beside another names that other one."""


def kind_of(path: str) -> PathKind:
    """What a file relative to the workspace is, by its place; `other` for a file that lies where nothing is read."""
    if path.startswith(_RECORDS):
        slashes = path.count("/")
        if slashes > 3:
            return "attachment"
        return "record" if slashes == 3 and path.endswith(SUFFIX) else "other"
    for start, kind in _FLAT.items():
        if path.startswith(start):
            deep = path.count("/") > 2
            if kind == "issued" and deep:
                return "enclosure"
            return kind if kind == "source" or (path.endswith(SUFFIX) and not deep) else "other"
    return _PLANS.get(path, "other")


@frozen
class FilePlace:
    """What the path of a file says.

    `code` is the unit code of whatever lies in a unit's folder. `stem` is the name of a record, a decision, an
    inspection or an issued document, less `.yaml`, or of the one beside which the file lies; `name` is that file's
    own, with the folders above it where it lies too deep. All are "" where they do not apply.
    """

    path: str
    kind: PathKind
    code: str = ""
    stem: str = ""
    name: str = ""

    @property
    def id(self) -> str:
        """The id of what this is or lies beside; "" for other files."""
        return f"{self.code}/{self.stem}" if self.code and self.stem else self.stem

    @property
    def folder(self) -> str:
        """The folder that goes with what this is or lies beside; for other files the path."""
        return folder_of(self.path)


def place_of(path: str) -> FilePlace:
    """The parts of a path relative to the workspace, with forward slashes."""
    kind = kind_of(path)
    parts = path.split("/")
    in_unit = path.startswith(_RECORDS) and len(parts) > 3
    code = parts[2] if in_unit else ""
    stem, name = "", ""
    if kind in _BESIDE:
        at = _BESIDE[kind]
        stem, name = parts[at], "/".join(parts[at + 1 :])
    elif kind in _WRITTEN:
        stem = parts[-1][: -len(SUFFIX)]
    return FilePlace(path=path, kind=kind, code=code, stem=stem, name=name)


def folder_of(path: str) -> str:
    """The folder that goes with a record (or whatever else is written) or that an attachment lies in; else the path."""
    kind = kind_of(path)
    if kind in _BESIDE:
        depth = _BESIDE[kind] + 1
        return "/".join(path.split("/", depth)[:depth])
    return path[: -len(SUFFIX)] if kind in _WRITTEN else path


def is_attachment(path: str) -> bool:
    """Whether a file lies directly in the folder of a record or of something issued, where its files belong."""
    return (path.startswith(_RECORDS) and path.count("/") == 4) or (path.startswith(_ISSUED) and path.count("/") == 3)


def is_hidden(path: str) -> bool:
    """Whether a file's name begins with a dot: settings of git and other programs, never proof."""
    return path.rpartition("/")[2].startswith(".")


def attachment_of(record_id: str, name: str) -> str:
    """The path of a record's attachment."""
    return f"{_RECORDS}{record_id}/{name}"


def composed(path: str) -> str:
    """A path or name in the one form (NFC) in which those that look the same are the same."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def is_read(path: str) -> bool:
    """Whether reading a workspace reads this file, provided it is one."""
    return kind_of(path) in {"plan", "units", "record", "decision", "inspection", "issued"}


def hides_entries(link: str) -> bool:
    """Whether a link at this path below the folders of entries stands where an entry or a folder of them should."""
    return link.endswith(SUFFIX) or link.count("/") <= 2


def lies_in_some_workspace(path: str) -> bool:
    """Whether a path of a repository may be a plan or an entry, wherever the workspace lies or lay."""
    whole = f"/{path}"
    return path.endswith(SUFFIX) and (
        is_some_plan(path) or any(f"/{folder}" in whole for folder in (_RECORDS, _DECISIONS, _INSPECTIONS, _ISSUED))
    )


def is_some_plan(path: str) -> bool:
    """Whether a path of a repository is the `data/tasks.yaml` of some workspace in it."""
    return f"/{path}".endswith(f"/{TASKS_FILE}")


@cache
def well_named(kind: EntryKind) -> Callable[[str], object]:
    """Tells of a stem whether an entry of this kind may be called so (None: it may not)."""
    return re.compile(_STEMS[kind]).fullmatch


_made: Final = tuple.__new__
"""Makes a named tuple from all its fields in half the time: a review makes one for each record of a workspace."""


class IdParts(NamedTuple):
    """What an entry's id says: `sfj/2024-06-12-6.1-k7q2` → `sfj`, `2024-06-12`, `6.1`, `k7q2`; a decision has no code,
    an inspection no subject either.

    An id that is no such id gives parts of no use.
    """

    code: str
    day: str
    subject: str
    random: str


def id_parts(entry_id: str) -> IdParts:
    """Take an entry's id apart."""
    code, _, stem = entry_id.rpartition("/")
    subject, _, random = stem[11:].rpartition("-")
    return _made(IdParts, (code, stem[:10], subject, random))


def subject_of(entry_id: str) -> str:
    """The subject in an entry's id: an obligation or a task; a decision's kind; the name of what was issued."""
    return entry_id[entry_id.rfind("/") + 12 :].rpartition("-")[0]


def is_of_finding(subject: str) -> bool:
    """Whether the subject of a record is a finding, `k7q2.1`, rather than an obligation or a task.

    One whose inspection ends in four figures looks like an obligation and is told from it by what the record says.
    """
    return not subject.partition(".")[0].isdecimal()


def code_of(record_id: str) -> str:
    """The unit code a record's id begins with."""
    return record_id.partition("/")[0]


def id_of(path: str) -> str:
    """The id of the entry at `path`."""
    return path[path.find("/", len(DATA_DIR) + 1) + 1 : -len(SUFFIX)]  # every kind lies in a folder of `data`


def file_of(kind: EntryKind, entry_id: str) -> str:
    """The file of an entry, relative to the workspace."""
    return f"{_FOLDERS[kind]}/{entry_id}{SUFFIX}"


def record_id_in(typed: str) -> str:
    """The id in what a person calls a record: its id, or its file with forward or backward slashes."""
    return typed.strip().replace("\\", "/").removeprefix("./").removeprefix(_RECORDS).removesuffix(SUFFIX)


def unit_folder(code: str) -> str:
    """The folder of a unit's records."""
    return f"{_RECORDS}{code}"


def stem_head(day: object, subject: object) -> str:
    """What a file name begins with: day and subject, `2024-06-12-6.1`."""
    return f"{day}-{subject}"


def stem_of(head: str, random: str) -> str:
    """A whole stem: `2024-06-12-6.1-k7q2`."""
    return f"{head}-{random}"
