"""What a database of the program may do, and does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from spt_fazhi.store.parquet.database import Means, connect


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("enable_progress_bar", False),  # a question that takes two seconds would draw one amid its answer
        ("enable_external_access", False),
        ("autoload_known_extensions", False),
        ("lock_configuration", True),
    ],
)
def test_it_is_set_so(tmp_path: Path, setting: str, value: bool) -> None:
    with connect((), tmp_path, Means()) as database:
        assert database.execute("SELECT current_setting($1)", [setting]).fetchall() == [(value,)]
