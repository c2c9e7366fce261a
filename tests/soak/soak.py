"""One round of a soak: a fresh workspace, operations one after another, and a look at what lies on disk after each."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from tests.builders.repositories import git
from tests.soak.district import settle as make_district
from tests.soak.hands import Ended, Hands
from tests.soak.looking import SoakError, look, settle
from tests.soak.model import Held, Model, Told, Wanted, merged

from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree

FIRST: Final = date(2024, 3, 21)
LAST: Final = date(2025, 1, 31)
EVERY: Final = 10
"""Operations after which the states are compared and everything is checked."""
_WAYS: Final = {"here": 72, "killed": 14, "full": 6, "filled": 3, "short": 3, "process": 2}


class Soak:
    """A workspace, the model of it, and the hands that work on it. Raises SoakError as soon as the two differ."""

    def __init__(self, place: Path, disk: Path | None, rng: random.Random, again: Callable[[Soak], None]) -> None:
        """Begin with an empty register below `place`, which is on the small `disk` where there is one.

        `again` enters something.
        """
        self.again = again
        self.root = make_district(place / "区")
        self.rng = rng
        self.hands = Hands(self.root, disk, rng)
        plan = load(WorkTree(self.root), use_cache=False).register
        assert plan is not None
        self.model = Model(plan)
        self.day = FIRST
        self.branches: dict[str, dict[str, Held]] = {}
        self.log: list[str] = []
        self.counts: Counter[str] = Counter()
        self.steady = False
        """Whether nothing disturbs the operations meanwhile."""

    # ---- operations ----------------------------------------------------------------------------------------------

    def pass_time(self) -> None:
        """Some days go by, at most to the end of January."""
        self.day = min(self.day + timedelta(days=self.rng.choice((0, 0, 1, 1, 2, 4))), LAST)

    @property
    def way(self) -> str:
        """How the next command is run."""
        return "here" if self.steady else self.rng.choices(list(_WAYS), list(_WAYS.values()))[0]

    def do(
        self,
        words: Sequence[str],
        batches: Sequence[Sequence[Wanted]],
        *,
        gone: Sequence[str] = (),
        must: bool = True,
        way: str = "",
    ) -> bool:
        """Run a command that writes `batches` and removes `gone`; whether all of it is there now.

        Unless it `must` succeed it may be refused. One that was disturbed may have done any of its batches.
        """
        ended = self.run(words, way or self.way)
        seen = look(self.root)
        if ended.code == 0 and not ended.disturbed and seen.unfinished:
            raise SoakError(f"a write has left {sorted(seen.unfinished)}")
        there = settle(self.model, seen, batches, gone)
        self.log[-1] += f" -> {'died' if ended.code is None else ended.code}, {sum(there)} of {len(there)}"
        self.counts[f"{words[0]} {words[1]}" if words[0] in {"record", "decide", "inspect"} else words[0]] += 1
        if ended.code == 0 and not all(there):
            raise SoakError(f"{ended.code} and not all of it is there: {there}")
        if not ended.disturbed:
            if must and ended.code != 0:
                raise SoakError(f"refused: {ended.code} {ended.err}{ended.out[-1500:]}")
            if ended.code != 0 and any(there) and "没有提交" not in ended.err:
                raise SoakError(f"refused and yet there: {ended.err}")
            self.counts["refused"] += ended.code != 0
        return all(there)

    def do_both(self, one: Callable[[Soak], None], other: Callable[[Soak], None]) -> None:
        """Run the commands of two operations at the same time; both must succeed."""
        asked: list[tuple[Sequence[str], Sequence[Sequence[Wanted]]]] = []
        real = self.do

        def note(words: Sequence[str], batches: Sequence[Sequence[Wanted]], **more: Any) -> bool:
            if more.get("must", True) and "--commit" not in words:
                asked.append((words, batches))
            return True

        self.do = note  # type: ignore[method-assign]
        try:
            one(self)
            other(self)
        finally:
            self.do = real  # type: ignore[method-assign]
        self.log.append(f"{self.day} [at once] {' & '.join(' '.join(words) for words, _ in asked)}")
        ended = self.hands.at_once([words for words, _ in asked])
        there = settle(self.model, look(self.root), [batch for _, batches in asked for batch in batches])
        self.counts["[at once]"] += len(asked)
        if any(each.code for each in ended) or not all(there):
            raise SoakError(f"at once: {ended} {there}")

    def run(self, words: Sequence[str], way: str) -> Ended:
        """Run a command and look at how it ended; after a disturbance `status` must answer, and sweep or say."""
        self.log.append(f"{self.day} [{way}] fazhi {' '.join(words)}")
        self.counts[f"[{way}]"] += 1
        ended = self.hands.run(way, words)
        if ended.code not in {None, 0, 1, 2} or "Traceback" in ended.err:
            raise SoakError(f"a defect: {ended.code} {ended.err}")
        if ended.code == 2 and "错误：" not in ended.err:
            raise SoakError(f"failed and did not say why: {ended.err!r}")
        self.counts["died"] += ended.code is None
        self.counts["no room"] += bool(ended.disturbed and ended.code)
        self.counts["said what was left"] += "上次" in ended.err
        if ended.disturbed:
            self._free_git()
            after = self.hands.here(("status", "--as-of", self.day.isoformat()))
            if after.code != 0:
                raise SoakError(f"status after a disturbance: {after.err}")
            self.counts["said what was left"] += "上次" in after.err
        return ended

    def _free_git(self) -> None:
        """Do what the message says of a lock that a killed git has left."""
        for lock in (self.root / ".git").rglob("*.lock"):
            lock.unlink()
            self.counts["lock of a killed git"] += 1

    # ---- git -----------------------------------------------------------------------------------------------------

    def commit_all(self) -> None:
        """Commit what is there, as a clerk does who has forgotten `--commit`.

        What a command that was killed has left is taken back before, as `status` advises: by entering something again.
        Git would keep the attachments and ignore what tells that they are nobody's.
        """
        if look(self.root).unfinished:
            steady, self.steady = self.steady, True
            self.again(self)
            self.steady = steady
        self.log.append("git add --all && git commit")
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message", "录入", when=f"{self.day} 09:00:00 +0800")

    def switch(self, name: str, *, new: bool = False) -> None:
        """Go to another branch with everything committed."""
        self.commit_all()
        self.branches[self.branch] = dict(self.model.held)
        self.log.append(f"git switch {name}")
        git(self.root, "switch", "--quiet", *(("--create",) if new else ()), name)
        if not new:
            self.model.held = dict(self.branches[name])
        settle(self.model, look(self.root), [])

    @property
    def branch(self) -> str:
        """The branch that is checked out."""
        return git(self.root, "branch", "--show-current").strip()

    def merge(self, name: str, base: Mapping[str, Held]) -> None:
        """Merge a branch whose entries the model knows, begun when there was `base`."""
        self.commit_all()
        self.log.append(f"git merge {name}")
        git(self.root, "merge", "--quiet", "--no-ff", "--no-edit", name, when=f"{self.day} 09:00:00 +0800")
        self.model.held = merged(base, self.model.held, self.branches[name])
        settle(self.model, look(self.root), [])
        self.counts["merge"] += 1

    # ---- the answers ---------------------------------------------------------------------------------------------

    def look_closely(self) -> None:
        """Hold the states, the records they rest on and the totals against the contract, and check everything."""
        settle(self.model, look(self.root), [])
        days = [self.day, self.rng.choice((date(2024, 2, 1), date(2024, 7, 1), date(2024, 9, 30), date(2025, 1, 20)))]
        for day in days:
            self._same_states(self._asked("status", "--json", "--as-of", day.isoformat()), day)
        problems = self._asked("check", "--json", code=None)["problems"]
        errors = [each for each in problems if each["severity"] == "error"]
        if errors:
            raise SoakError(f"check finds {errors}")
        self.counts["looked closely"] += 1

    def end(self) -> None:
        """At the end of a round: what is committed is what is there, and git is sound."""
        self.look_closely()
        self.commit_all()
        if git(self.root, "status", "--porcelain").strip():
            raise SoakError("something cannot be committed")
        git(self.root, "fsck", "--strict", "--no-dangling")
        self._same_states(self._asked("status", "--json", "--as-of", self.day.isoformat(), "--at", "HEAD"), self.day)

    def _asked(self, *words: str, code: int | None = 0) -> Any:
        ran = self.hands.here(words)
        if code is not None and ran.code != code:
            raise SoakError(f"{words}: {ran.code} {ran.err}")
        return json.loads(ran.out)

    def _same_states(self, document: Mapping[str, Any], day: date) -> None:
        told: Told = {}
        for each in document["duties"]:
            finding = f"{each['inspection']}.{each['finding']}" if "finding" in each else ""
            task = -1 if each["task"] is None else each["task"]
            key = (task, each["obligation"] or "", each["unit"] or "", each["period"] or "", finding)
            told[key] = each["state"], frozenset(each["records"])
        due = self.model.judged(day)
        if told != due:
            odd = {
                key: (told.get(key), due.get(key)) for key in told.keys() | due.keys() if told.get(key) != due.get(key)
            }
            raise SoakError(f"on {day}, told and due: {odd}")
        counted = Counter(state for state, _ in told.values())
        listed: Counter[str] = Counter()
        for name in ("totals", "invited", "progress", "invited_progress", "rectification", "invited_rectification"):
            listed.update(document[name])
        if +listed != counted:
            raise SoakError(f"on {day} the totals are {+listed}, the states {counted}")
