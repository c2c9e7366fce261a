"""Fuzz one target with atheris: `python tests/fuzz/fuzz.py TARGET [options of libFuzzer] [folders of inputs]`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Read the target's name off the command line and leave the rest to libFuzzer."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["FAZHI_CACHE"] = "off"  # an input is read whatever was read before
    with atheris.instrument_imports(include=["spt_fazhi"]):
        from tests.fuzz.groups import TARGETS
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
