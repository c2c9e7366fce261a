"""The committed register, read by the program: no finding at all, and as few duties as the document asks for."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.builders.places import REPOSITORY

from spt_fazhi.cli.app import run
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty
from spt_fazhi.engine.expansion import expand
from spt_fazhi.model.register import Register
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree


@pytest.fixture(scope="module")
def register() -> Register:
    found = load(WorkTree(REPOSITORY), use_cache=False).register
    assert found is not None
    return found


@pytest.fixture(scope="module")
def duties(register: Register) -> tuple[Duty, ...]:
    return expand(register, Directory(register.units, register.groups))


def test_check_finds_nothing_not_even_a_warning(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--strict", "--root", str(REPOSITORY)]) == 0
    assert "没有发现问题" in capfd.readouterr().out


def test_how_many_duties_there_are(duties: tuple[Duty, ...]) -> None:
    """Frozen: 487 of obligations (four of bodies outside the government), 24 reports in words (six of such bodies)."""
    assert Counter((duty.kind, duty.invited) for duty in duties) == {
        ("obligation", False): 483, ("obligation", True): 4, ("progress", False): 18, ("progress", True): 6,
    }  # fmt: skip


def test_reports_in_words_are_few(duties: tuple[Duty, ...]) -> None:
    asked = [duty for duty in duties if duty.kind == "progress"]
    assert 0 < len(asked) <= 40
    assert {duty.period for duty in asked} == {"2024H1", "2024H2"}


def test_the_office_is_judged_by_its_own_duties(register: Register, duties: tuple[Duty, ...]) -> None:
    office = register.info.office
    own = [duty.key.obligation for duty in duties if duty.unit == office]
    assert own == ["2.6", "3.1", "3.4", "3.5", "0.1", "0.2"]
    assert not any(duty.invited for duty in duties if office in duty.owners)


def test_what_the_government_owes_lies_on_the_desk_of_its_office(register: Register, duties: tuple[Duty, ...]) -> None:
    owed = {duty.key.obligation for duty in duties if duty.unit == "区政府"}
    assert owed == {"2.1", "2.2", "2.4", "2.5", "3.2", "6.4", "15.2", "30.1", "30.2"}
    assert Directory(register.units, register.groups).desks("区政府") == {"qzf", "zfb"}
