"""Fuzz one target with atheris: `python tests/fuzz/fuzz.py TARGET [options of libFuzzer] [folders of inputs]`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Target = Callable[[bytes], None]


def instrumented() -> Mapping[str, Target]:
    """All targets by name; what they run of ours tells the fuzzer where it comes by, which takes seconds to prepare."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["FAZHI_CACHE"] = "off"  # an input is read whatever was read before
    import atheris

    with redirect_stderr(StringIO()), atheris.instrument_imports(include=["spt_fazhi"]):  # it names every module
        from tests.fuzz import seeds  # noqa: F401 - it builds inputs by the same modules
        from tests.fuzz.groups import TARGETS
    return TARGETS


def fuzz(target: Target, options: Sequence[str]) -> None:
    """Try inputs as libFuzzer's options say. Ends the process."""
    import atheris

    atheris.Setup([sys.argv[0], *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(instrumented()[sys.argv[1]], sys.argv[2:])
