"""The files that wire the review into a forge, and the scripts in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from tests.builders.places import INTEGRATIONS

ACTIONS = [
    INTEGRATIONS / "github/fazhi.yml",
    INTEGRATIONS / "github/fazhi-comment.yml",
    INTEGRATIONS / "forgejo/fazhi.yml",
]


GITLAB = INTEGRATIONS / "gitlab/fazhi.gitlab-ci.yml"


def steps(file: Path) -> list[dict[str, Any]]:
    (job,) = yaml.safe_load(file.read_text("utf-8"))["jobs"].values()
    return job["steps"]


def script(file: Path, name: str) -> str:
    return next(step["run"] for step in steps(file) if step.get("name") == name)
