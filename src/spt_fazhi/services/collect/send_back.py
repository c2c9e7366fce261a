"""The forms that go back, written: `退回_东镇.xlsx`, never over another file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.render.office.xlsx import form_bytes
from spt_fazhi.services.collect.outcome import FormOutcome
from spt_fazhi.services.collect.received import BACK
from spt_fazhi.store.disk.durable import write_fault
from spt_fazhi.store.disk.named_file import write_named
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
    found = []
    for each in outcomes:
        place = folder or each.received.folder
        if each.back is None or place is None:
            continue
        try:
            if folder is not None:
                _make(folder)
            found.append(SentBack(outcome=each, path=_write(place, each.name, form_bytes(each.back))))
        except FazhiError as error:
            found.append(SentBack(outcome=each, path=None, failure=error))
    return found


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise write_fault(error, one_line(str(folder))) from None


def _write(folder: Path, name: str, data: bytes) -> Path:
    stem = PurePath(name).stem
    for number in range(1, _TRIES):
        path = folder / f"{BACK}{stem}{f'-{number}' if number > 1 else ''}.xlsx"
        with suppress(OSError):
            if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
                return path
        if not path.exists() and not path.is_symlink():
            write_named(path, str(path), data, overwrite=False)
            return path
    raise FazhiError(f"“{one_line(str(folder))}”里退回的表太多了", "请清理后再收")
