"""Where things are in a checkout of the project. Nobody else counts folders upwards."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).resolve().parents[1]
REPOSITORY: Final = TESTS.parent
SRC: Final = REPOSITORY / "src"
DATA: Final = REPOSITORY / "data"
DOCS: Final = REPOSITORY / "docs"
INTEGRATIONS: Final = REPOSITORY / "integrations"
BENCHMARKS: Final = REPOSITORY / "benchmarks"
EXAMPLES: Final = TESTS / "examples"
BASE: Final = EXAMPLES / "base"
