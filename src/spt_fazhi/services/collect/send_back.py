"""The forms that go back, written: `退回_东镇.xlsx`, never over another file; by mail what came by mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.render.office.xlsx import form_bytes
from spt_fazhi.services.collect.outcome import FormOutcome
from spt_fazhi.services.collect.packed.reply import back_name, reply
from spt_fazhi.store.disk.durable import write_fault
from spt_fazhi.store.disk.named_file import refuse_kept, write_named
from spt_fazhi.store.documents.bundle import Letter
from spt_fazhi.text.plain import one_line

_TRIES: Final = 100


@frozen
class SentBack:
    """The form of one outcome that goes back: where it lies now (None: nowhere, for the reason in `failure`)."""

    outcome: FormOutcome
    path: Path | None
    failure: FazhiError | None = None


def send_back(outcomes: Sequence[FormOutcome], folder: Path | None) -> list[SentBack]:
    """Write the forms that go back into `folder` (made where it is missing), None: each beside the one that came.

    One that lies there already with the same content is left as it is. What cannot be written is told in the answer.
    """
    mails: dict[tuple[Path, Letter], list[FormOutcome]] = {}
    found: list[SentBack] = []
    for each in outcomes:
        came = each.received
        if each.back is not None and came.letter is not None and came.origin is not None:
            mails.setdefault((came.origin, came.letter), []).append(each)
        elif each.back is not None:
            found += _sent([each], folder, f"{back_name(each)}.xlsx", form_bytes(each.back))
    for (_, letter), together in mails.items():
        found += _sent(together, folder, f"{back_name(together[0])}.eml", reply(letter, together))
    return found


def _sent(outcomes: Sequence[FormOutcome], folder: Path | None, name: str, data: bytes) -> Iterator[SentBack]:
    """What goes back of some forms in one file: where that lies, or why it does not."""
    place = folder or outcomes[0].received.folder
    if place is None:
        return
    path, failure = None, None
    try:
        if folder is not None:
            _make(folder)
        path = _write(place, name, data)
    except FazhiError as error:
        failure = error
    yield from (SentBack(outcome=each, path=path, failure=failure) for each in outcomes)


def _make(folder: Path) -> None:
    refuse_kept(folder, one_line(str(folder)))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise write_fault(error, one_line(str(folder))) from None


def _write(folder: Path, name: str, data: bytes) -> Path:
    stem, _, ending = name.rpartition(".")
    for number in range(1, _TRIES):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}.{ending}"
        with suppress(OSError):
            if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
                return path
        if not path.exists() and not path.is_symlink():
            write_named(path, str(path), data, overwrite=False)
            return path
    raise FazhiError(f"“{one_line(str(folder))}”里退回的表太多了", "请清理后再收")
