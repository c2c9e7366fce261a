"""Invented sentences of as many forms as we know, each with exactly what is proposed for it.

`examples/proposals.txt`: a sentence after `#`, below it one line for each proposal (title | quote | who ← the words it was
decided from | scope | target | when and day within a period (phrase) | confidence), `?` what a person should decide, `=` what
the text does not say and what it was taken for, `~` what was not understood.
After a change of the grammar: `pytest tests/intake --update-golden`, and read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.proposals import lines, read

TABLE = Path(__file__).with_name("examples") / "proposals.txt"


def _cases() -> dict[str, list[str]]:
    cases: dict[str, list[str]] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("# "):
            cases[line[2:]] = []
        elif line and not line.startswith("## "):
            cases[list(cases)[-1]].append(line)
    return cases


CASES = _cases()


@pytest.mark.parametrize("sentence", CASES)
def test_sentence(sentence: str, update_golden: bool) -> None:
    if not update_golden:
        assert lines(read(sentence)) == CASES[sentence]


def test_update(update_golden: bool) -> None:
    """The table as it stands on disk is the one the sentences give, headings and all."""
    written: list[str] = []
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            written += ["", line]
        elif line.startswith("# "):
            written += [line, *lines(read(line[2:]))]
    text = "\n".join(written).strip() + "\n"
    if update_golden:
        TABLE.write_text(text, "utf-8")
    assert TABLE.read_text("utf-8") == text


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 90
    assert sum(not any("|" in line for line in found) for found in CASES.values()) >= 15
