"""Random operations for a while, against a model in memory: `python tests/soak/run.py [--seconds 60] [--seed N]`.

A round is a fresh workspace and 150 operations: records, decisions, inspections, forms out and back, branches and merges,
two commands at once; some of them killed at a moment, some on a full disk (tests/soak/hands.py). After each, what lies on
disk is held against the model (looking.py); after every tenth, and at the end, the states and what `check` finds. As root,
on Linux, the workspace lies on a small disk in memory that is filled now and then; else the system calls fail instead.

What differs ends the run with exit code 1: the seed, the last operations and the few that are enough are printed, with the
command that plays these again. A process that is killed by the clock (one operation in fifty) may end otherwise then.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
OPERATIONS: Final = 150
SHOWN: Final = 12
PATIENCE: Final = 180
"""Seconds that are spent on finding fewer operations that fail alike."""


class Played(NamedTuple):
    """What came of some operations of a round: how many, counts, what went wrong ("" for nothing), the last steps."""

    done: int
    counts: Counter[str]
    wrong: str = ""
    log: tuple[str, ...] = ()

    @property
    def fault(self) -> str:
        """What went wrong, less what differs from run to run."""
        return self.wrong.partition(":")[0]


def play(
    seed: int, number: int, indexes: Sequence[int], *, until: float = float("inf"), closely: bool = False
) -> Played:
    """Play these operations of a round; each draws from a seed of its own. With `closely` look closely after each."""
    from tests.soak.hands import small_disk
    from tests.soak.soak import EVERY, Soak
    from tests.soak.units import evidence

    every = 1 if closely else EVERY
    with tempfile.TemporaryDirectory(prefix="fazhi-soak-") as name, small_disk(Path(name, "盘"), "64m") as disk:
        rng = random.Random(f"{seed}/{number}")
        soak = Soak(Path(name, "盘"), disk, rng, evidence)
        done = 0
        try:
            for done, index in enumerate(indexes, 1):
                step(soak, rng, f"{seed}/{number}/{index}")
                if done % every == 0:
                    soak.look_closely()
                if time.monotonic() > until:
                    break
            soak.end()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is to be told with the seed
            return Played(done, soak.counts, f"{type(error).__name__}: {error}", tuple(soak.log))
        return Played(done, soak.counts)


def step(soak, rng: random.Random, seed: str) -> None:
    """One operation, by its own seed."""
    from tests.soak.episodes import EPISODES
    from tests.soak.operations import OPERATIONS as SINGLE

    known = {**SINGLE, **EPISODES}
    rng.seed(seed)
    (name,) = rng.choices(list(known), [often for _, often in known.values()])
    soak.pass_time()
    soak.log.append(f"-- {name} ({seed})")
    known[name][0](soak)


def fewest(seed: int, number: int, failed: Played) -> tuple[list[int], Played]:
    """Fewer operations that go wrong alike: the first part that does, less the chunks that are not needed."""
    until = time.monotonic() + PATIENCE
    closely = play(seed, number, range(failed.done), closely=True)
    best = closely if closely.fault == failed.fault else failed
    kept = list(range(best.done))
    size = max(len(kept) // 2, 1)
    while size and time.monotonic() < until:
        for start in range(0, len(kept) - 1, size):
            tried = kept[:start] + kept[start + size :]
            again = play(seed, number, tried, closely=True) if tried and time.monotonic() < until else None
            if again is not None and again.fault == best.fault:
                kept, best = tried[: again.done], again
                break
        else:
            size //= 2
    return kept, best


def tell(seed: int, number: int, failed: Played, kept: Sequence[int]) -> None:
    """What went wrong, and how to see it again."""
    print(f"\nseed {seed}, round {number}, operation {failed.done}: {failed.wrong}\n")
    print("\n".join(failed.log[-SHOWN:]))
    print(
        f"\n{len(kept)} operations are enough: python tests/soak/run.py --seed {seed} --round {number} --only {','.join(map(str, kept))}"
    )


def main() -> int:
    """Play rounds until the time is over or one goes wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="how long; a step that has begun is ended")
    parser.add_argument("--operations", type=int, help="how many instead, in rounds")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of all that is drawn")
    parser.add_argument("--round", type=int, help="only this round")
    parser.add_argument("--only", help="only these operations of it, by number: 3,17,18")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the small disk is taken away then, too
    if given.only:
        indexes = [int(each) for each in given.only.split(",")]
        again = play(given.seed, given.round or 0, indexes, closely=True)
        print("\n".join(again.log) or "nothing went wrong", again.wrong, sep="\n")
        return int(bool(again.wrong))
    until = float("inf") if given.operations else time.monotonic() + given.seconds
    counts: Counter[str] = Counter()
    total, number = 0, given.round or 0
    while True:
        size = min(OPERATIONS, given.operations - total) if given.operations else OPERATIONS
        played = play(given.seed, number, range(size), until=until)
        total += played.done
        counts += played.counts
        if played.wrong:
            kept, best = fewest(given.seed, number, played)
            tell(given.seed, number, best, kept)
            return 1
        number += 1
        if given.round is not None or time.monotonic() > until or (given.operations and total >= given.operations):
            break
    print(f"seed {given.seed}: {total} operations in {number - (given.round or 0)} rounds")
    print(", ".join(f"{name} {times}" for name, times in counts.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
