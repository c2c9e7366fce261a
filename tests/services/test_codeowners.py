"""The state of a CODEOWNERS file, and who may stand in it."""

from datetime import date
from pathlib import Path

import pytest
from tests.builders.files import UNITS, UNITS_PATH, build, write

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.services.codeowners import code_owners, place_of, state_of
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.views.codeowners import text_of

DAY = date(2024, 7, 1)
OWNED = UNITS.replace("aliases: [甲]", 'aliases: [甲], owners: ["@jia"]')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path)
    write(tmp_path, UNITS_PATH, OWNED)
    return tmp_path


def test_the_four_states_of_a_file(root: Path) -> None:
    found = code_owners(Workspace.read(root, DAY), ("甲局",), "github")
    file = root / "CODEOWNERS"
    assert state_of(found, file) == "missing"
    file.write_bytes(text_of(found).replace("\n", "\r\n").encode())
    assert state_of(found, file) == "current"
    file.write_bytes(text_of(code_owners(Workspace.read(root, DAY), ("@other",), "github")).encode())
    assert state_of(found, file) == "stale"
    file.write_text("* @someone\n")
    assert state_of(found, file) == "foreign"
    assert place_of(root, "github").name == "CODEOWNERS"


@pytest.mark.parametrize("typed", ["@", "@a b", "丙镇", "没有的单位"])
def test_a_default_that_owns_nothing_is_refused(root: Path, typed: str) -> None:
    with pytest.raises(UsageError):
        code_owners(Workspace.read(root, DAY), (typed,), "github")


def test_units_that_cannot_be_read_lose_nobody_in_silence(root: Path) -> None:
    write(root, UNITS_PATH, OWNED.replace("code: bing", "code: 冰"))
    with pytest.raises(FazhiError, match=r"units\.yaml"):
        code_owners(Workspace.read(root, DAY), (), "github")
