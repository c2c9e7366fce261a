"""The soak runs, can be played again, and notices whatever a workspace must not come to."""

from __future__ import annotations

import errno
import os
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.soak import office, units
from tests.soak.episodes import EPISODES
from tests.soak.looking import Seen, SoakError, look, settle
from tests.soak.model import Wanted
from tests.soak.operations import OPERATIONS
from tests.soak.run import fewest, play
from tests.soak.soak import Soak

from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.store.write import batch, journal

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL"), pytest.mark.slow]


@pytest.fixture
def soak(tmp_path: Path) -> Soak:
    """A workspace with one record that has an attachment."""
    made = Soak(tmp_path, None, random.Random(1), units.evidence)
    made.steady = True
    file = tmp_path / "签到.txt"
    file.write_bytes(b"signed")
    fields = {"unit": "东镇", "obligation": "2.1", "date": date(2024, 3, 1), "title": "报告", "recorded": made.day}
    words = [
        "record",
        "evidence",
        "2.1",
        "--unit",
        "东镇",
        "--date",
        "2024-03-01",
        "--title",
        "报告",
        "--file",
        str(file),
    ]
    wanted = Wanted("data/records/dz/2024-03-01-2.1-", Evidence, fields, {"签到.txt": b"signed"})
    assert made.do([*words, "--recorded", made.day.isoformat()], [[wanted]])
    return made


def test_a_few_dozen_operations() -> None:
    played = play(20, 0, range(36))
    assert played.wrong == ""
    assert played.done == 36
    assert played.counts["looked closely"] == 4
    assert played.counts["record evidence"] > 5


@pytest.mark.parametrize("name", [*OPERATIONS, *EPISODES])
def test_every_operation_does_what_it_says(name: str, tmp_path: Path) -> None:
    made = Soak(tmp_path, None, random.Random(3), units.evidence)
    made.steady = True
    for _ in range(3):
        units.evidence(made)
        office.inspect(made)
        made.pass_time()
    before = sum(made.counts.values())
    for _ in range(5):  # some have nothing to do at first, some are refused
        made.pass_time()
        made.day += timedelta(days=1)
        ({**OPERATIONS, **EPISODES})[name][0](made)
        units.rectify(made)
    made.end()
    assert sum(made.counts.values()) > before + 5


def _text(soak: Soak) -> Path:
    (path,) = soak.model.held
    return soak.root / path


FAULTS: dict[str, Callable[[Soak], object]] = {
    "lost": lambda soak: _text(soak).unlink(),
    "altered": lambda soak: _text(soak).write_bytes(_text(soak).read_bytes() + b"# x\n"),
    "nobody wrote": lambda soak: (
        _text(soak).with_name("2024-03-01-2.1-zzzz.yaml").write_bytes(_text(soak).read_bytes())
    ),
    "torn or unsound": lambda soak: (
        _text(soak).with_name("2024-03-01-2.1-zzzz.yaml").write_bytes(_text(soak).read_bytes()[:-9])
    ),
    "attachments": lambda soak: _text(soak).with_suffix("").joinpath("签到.txt").unlink(),
    "a file that is no entry": lambda soak: _text(soak).with_name("甲.txt").write_bytes(b"x"),
}


@pytest.mark.parametrize("said", FAULTS)
def test_what_must_not_be_is_noticed(soak: Soak, said: str) -> None:
    settle(soak.model, look(soak.root), [])
    FAULTS[said](soak)
    with pytest.raises(SoakError, match=said):
        settle(soak.model, look(soak.root), [])


def test_what_a_killed_write_leaves_is_no_entry(soak: Soak) -> None:
    folder = _text(soak).parent
    (folder / ".fazhi-tmp-2024-03-02-2.1-zzzz").write_text("x")
    (folder / "2024-03-02-2.1-zzzz").mkdir()
    (folder / "2024-03-02-2.1-zzzz" / "甲.txt").write_text("x")
    seen = look(soak.root)
    assert len(seen.unfinished) == 2
    settle(soak.model, seen, [])


def test_half_of_a_batch_and_a_record_twice_are_noticed(soak: Soak) -> None:
    path, held = next(iter(soak.model.held.items()))
    seen = look(soak.root)
    wanted = Wanted("data/records/dz/2024-03-01-2.1-", Evidence, {"title": "报告"}, held.files, whole=False)
    other = wanted._replace(fields={"title": "另一份"})
    soak.model.held.clear()
    with pytest.raises(SoakError, match="half"):
        settle(soak.model, seen, [[wanted, other]])
    twice = {
        f"{name[:-5]}z{name[-5:]}" if name == path else name.replace(path[:-5], f"{path[:-5]}z"): data
        for name, data in seen.files.items()
    }
    with pytest.raises(SoakError, match="twice"):
        settle(soak.model, Seen({**seen.files, **twice}, frozenset()), [[wanted]])
    assert settle(soak.model, seen, [[wanted], [other]]) == [True, False]


def test_a_state_that_the_contract_does_not_give_is_noticed(soak: Soak) -> None:
    soak.look_closely()
    path, held = next(iter(soak.model.held.items()))
    soak.model.held[path] = held._replace(value=None)
    with pytest.raises(SoakError, match="told and due"):
        soak._same_states(soak._asked("status", "--json", "--as-of", "2024-06-01"), date(2024, 6, 1))


def _half_of_a_batch(
    monkeypatch: pytest.MonkeyPatch, publish: Callable[[list[journal.PendingFile], list[str]], None]
) -> None:
    def careless(root: Path, made: list[journal.PendingFile], texts: list[str]) -> None:
        publish(made, texts)

    monkeypatch.setattr(batch, "publish_all", careless)
    monkeypatch.setattr("spt_fazhi.services.record.record.publish_all", careless)


def test_a_batch_that_a_kill_cuts_in_two_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that links the records of a batch before they are listed loses half of them to a kill."""

    def one_by_one(made: list[journal.PendingFile], texts: list[str]) -> None:
        for each, text in zip(made, texts, strict=True):
            each.publish(text)

    _half_of_a_batch(monkeypatch, one_by_one)
    assert any("half of what stands or falls together" in play(1, number, range(60)).wrong for number in range(30))


def test_what_goes_wrong_is_played_again_with_fewer_operations(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that always leaves half of a batch, run undisturbed: what a kill meets is a matter of the clock."""

    def only_the_first(made: list[journal.PendingFile], texts: list[str]) -> None:
        made[0].publish(texts[0])
        if len(made) > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    _half_of_a_batch(monkeypatch, only_the_first)
    monkeypatch.setattr(Soak, "way", "here")
    failed = play(1, 0, range(60))
    assert "half of what stands or falls together" in failed.wrong
    kept, again = fewest(1, 0, failed)
    assert kept == [failed.done - 1]
    assert again.fault == failed.fault
