"""An answer as the file it asks for: its keys, its attachments, its value, what tells it from others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.forms.answers import NO_PROOF, AnswerReader, EvidenceSaid, ProgressSaid, RectifySaid
from spt_fazhi.forms.columns import FIGURE
from spt_fazhi.forms.reading import SUBJECT, Answer, RowFault, fault_at
from spt_fazhi.forms.told.in_heads import in_heads
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import id_parts
from spt_fazhi.services.collect.attached import Beside
from spt_fazhi.services.collect.received import Received
from spt_fazhi.services.record import new_file
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.services.record.record import built
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.write.attachments import gather, sha256_of
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.plain import one_line

_COLUMNS: Final[Mapping[str, str]] = {
    "title": "what", "publish_problems": "publish", "recorded": "date", "unit": "unit", "period": "date",
    "inspection": "finding",
}  # fmt: skip
"""The column in which a key of the file was typed, where that has another name."""


@frozen
class Typed:
    """One answer: the file it asks for, the value that would hold, and the hashes of its attachments."""

    answer: Answer
    file: NewFile
    value: Evidence | Progress | Rectify
    hashes: frozenset[str]

    @property
    def period(self) -> str:
        """The period it is for, "" without one."""
        return self.answer.key.period

    @property
    def content(self) -> str:
        """What it says, less the days and the form by which it came in: the same text for the same content."""
        return repr((comparable(self.value), sorted(self.hashes)))


def comparable(value: Evidence | Progress | Rectify) -> tuple[tuple[str, Any], ...]:
    """What a record says: without the day of entry, the form, the attachments; one of something is the default."""
    said = {key: getattr(value, key) for key in type(value).__dataclass_fields__}
    for key in ("unit", "recorded", "form", "files"):
        said.pop(key, None)
    if isinstance(value, Evidence) and value.of is None:
        said["amount"] = value.amount or 1
    if isinstance(value, Evidence):
        said["figures"] = tuple(sorted((each.name, str(each.amount)) for each in value.figures))
    return tuple(sorted((key, str(what)) for key, what in said.items()))


class TypedReader:
    """Reads the answers of one form; `form` is its id, None where nobody knows it."""

    def __init__(self, workspace: Workspace, form: str | None, came: Received) -> None:
        """Attachments lie beside what `came`."""
        self.named: dict[Path, None] = {}
        """The files that rows name, those of faulty rows too."""
        self._workspace = workspace
        self._form = form
        self._came = came
        self._cells = AnswerReader(workspace.register.info.year, workspace.day)

    def read(self, answer: Answer) -> tuple[Typed | None, tuple[RowFault, ...]]:
        """The file that a row asks for; None and what is wrong with it."""
        if answer.key.sheet == "progress":
            account, faults = self._cells.progress(answer)
            return self._built(answer, self._progress(answer, account), frozenset()) if account else (None, faults)
        if answer.key.sheet == "rectify":
            return self._put_right(answer)
        said, faults = self._cells.evidence(answer)
        files, hashes, wrong = self._attached(answer)
        if said is None or wrong:
            return None, (*faults, *wrong)
        located = replace(answer, key=answer.key._replace(period=said.period))
        return self._built(located, self._evidence(located, said, files), hashes)

    def _put_right(self, answer: Answer) -> tuple[Typed | None, tuple[RowFault, ...]]:
        """As `read`, of a row about a finding."""
        said, faults = self._cells.rectify(answer)
        files, hashes, wrong = self._attached(answer)
        if said is None or wrong:
            return None, (*faults, *wrong)
        return self._built(answer, self._rectify(answer, said, files), hashes)

    def _attached(self, answer: Answer) -> tuple[tuple[Path, ...], frozenset[str], tuple[RowFault, ...]]:
        """The attachments with their hashes; looked for though other cells are at fault, to say all at once."""
        text = answer.row.text("files")
        try:
            files = self._named(answer, "" if narrow(text) in NO_PROOF else text)
            self.named.update(dict.fromkeys(files))
            gather(files, self._workspace.register.info.attachment_limit_mib)
            return files, frozenset(map(sha256_of, files)), ()
        except ValueError as error:
            return (), frozenset(), (fault_at(answer.row, "files", str(error)),)
        except FazhiError as error:
            return (), frozenset(), (fault_at(answer.row, "files", error.message, error.hint),)

    def _named(self, answer: Answer, text: str) -> tuple[Path, ...]:
        """The files beside the form; where they are gone, those that were recorded from it before."""
        try:
            return self._came.beside.named(text, self._came.path)
        except ValueError:
            known = Beside(self._recorded(answer))
            with suppress(ValueError):
                return known.named(text)
            raise

    def _recorded(self, answer: Answer) -> Iterator[Path]:
        """The attachments of the form's own records on the same subject, as they lie on disk."""
        for entry in self._workspace.register.records:
            value, parts = entry.value, id_parts(entry.id)
            about = (parts.code, parts.subject) == (answer.key.code, answer.key.about)
            if isinstance(value, Evidence | Rectify) and value.form and value.form == self._form and about:
                paths = (self._workspace.root / entry.folder / each.name for each in value.files)
                yield from (path for path in paths if path.is_file())

    def _evidence(self, answer: Answer, said: EvidenceSaid, files: Sequence[Path]) -> NewFile:
        assert answer.obligation is not None, "a row of evidence"  # noqa: S101 - a defect, not bad data
        made = new_file.evidence(
            self._workspace,
            obligation=answer.obligation,
            unit=answer.unit,
            day=said.day,
            title=said.title,
            more={**said.more, "form": self._form},
            files=files,
        )
        return self._placed(answer, made)

    def _rectify(self, answer: Answer, said: RectifySaid, files: Sequence[Path]) -> NewFile:
        assert answer.finding is not None, "a row about a finding"  # noqa: S101 - a defect, not bad data
        made = new_file.rectify(
            self._workspace,
            found=answer.finding,
            unit=answer.unit,
            day=said.day,
            title=said.title,
            more={**said.more, "form": self._form},
            files=files,
        )
        return self._placed(answer, made)

    def _progress(self, answer: Answer, said: ProgressSaid) -> NewFile:
        assert answer.task is not None, "an account of a task"  # noqa: S101 - a defect, not bad data
        made = new_file.progress(
            self._workspace,
            task=answer.task,
            unit=answer.unit,
            period=said.period,
            done=said.done,
            problems=said.problems,
            next_=said.next,
            publish=said.publish,
        )
        return self._placed(answer, replace(made, fields={**made.fields, "form": self._form}))

    def _placed(self, answer: Answer, made: NewFile) -> NewFile:
        """With the cell in which each key was typed."""
        row = answer.row
        figure = next((key for key in row.cells if key.startswith(FIGURE)), "")
        places = {key: row.place_of(column_of(key)) for key in made.fields}
        about = row.place_of(SUBJECT[row.sheet])
        places |= {"figures": row.place_of(figure), "files": row.place_of("files"), "obligation": about, "task": about}
        places |= {"inspection": about, "finding": about}
        said = {key: f"{self._came.name} {place}" for key, place in places.items()}
        return replace(made, label=f"{self._came.name} {row.place}", places=said)

    def _built(
        self, answer: Answer, file: NewFile, hashes: frozenset[str]
    ) -> tuple[Typed | None, tuple[RowFault, ...]]:
        value, problems = built(file, "")
        if value is not None:
            return Typed(answer=answer, file=file, value=value, hashes=hashes), ()
        return None, tuple(
            fault_at(
                answer.row,
                column_of(str(each.where[0]) if each.where else ""),
                in_heads(one_line(each.message), answer.key.sheet),
            )
            for each in problems
        )


def column_of(key: str) -> str:
    """The column in which a key of the file is typed."""
    return _COLUMNS.get(key, key)


def column_at(answer: Answer, place: str) -> str:
    """The column of a place that a fault of the file names; "" for the whole row."""
    cell = place.rpartition(" ")[2]
    return next((key for key, each in answer.row.cells.items() if each.place == cell), "")
