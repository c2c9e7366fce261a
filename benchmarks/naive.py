"""The loop everybody writes first: PyYAML's default loader and a Pydantic model per file, then a count.

No positions, no duplicate keys, no hashes, no states: less than `fazhi status` does, so a lower bound for this way.
Usage: python naive.py FOLDER [--c-loader]
"""

import datetime as dt
import sys
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Attachment(Strict):
    name: str
    sha256: str
    size: int


class Evidence(Strict):
    kind: Literal["evidence"]
    unit: str
    obligation: str
    date: dt.date
    amount: float | None = None
    reached: int | None = None
    of: int | None = None
    through: dt.date | None = None
    period: str | None = None
    title: str
    detail: str | None = None
    figures: dict[str, float] = {}
    document: str | None = None
    link: str | None = None
    files: list[Attachment] = []
    by: str | None = None
    recorded: dt.date


class Progress(Strict):
    kind: Literal["progress"]
    unit: str
    task: int
    period: str
    done: str
    problems: str | None = None
    publish_problems: bool = False
    next: str | None = None
    recorded: dt.date


class Rectify(Strict):
    kind: Literal["rectify"]
    unit: str
    inspection: str
    finding: int
    date: dt.date
    title: str
    detail: str | None = None
    stage: Literal["partial"] | None = None
    document: str | None = None
    link: str | None = None
    files: list[Attachment] = []
    form: str | None = None
    recorded: dt.date


class Void(Strict):
    kind: Literal["void"]
    unit: str
    record: str
    reason: str
    recorded: dt.date


Record = Evidence | Progress | Rectify | Void


def load(folder: Path, *, c_loader: bool = False) -> list[Record]:
    """Every record below a workspace's `data/records`."""
    adapter: TypeAdapter[Record] = TypeAdapter(Record)
    loader = yaml.CSafeLoader if c_loader else yaml.SafeLoader
    return [
        adapter.validate_python(yaml.load(path.read_text("utf-8"), Loader=loader))
        for path in sorted(folder.glob("data/records/*/*.yaml"))
    ]


if __name__ == "__main__":
    print(len(load(Path(sys.argv[1]), c_loader="--c-loader" in sys.argv)))
