"""check-jsonschema, which knows the public schemas, run inside this process."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner


class Checked(NamedTuple):
    """The exit code, 0 for a file that fits, and all that was said."""

    code: int
    said: str


def check_jsonschema(option: str, schema: str, *files: Path) -> Checked:
    """The answer to `check-jsonschema OPTION SCHEMA FILE...`."""
    from check_jsonschema.cli import main

    done = CliRunner().invoke(main, [option, schema, *map(str, files)], catch_exceptions=False)
    return Checked(done.exit_code, done.output)
