"""What is kept by who adds registers up: which district is which and where it lies, which quotes mean one thing."""

from __future__ import annotations

from spt_fazhi.model import fields as s
from spt_fazhi.model.value import value


@value
class ListedRegister:
    """One register: what its district is called, and the folder of its workspace, bare repository or export.

    `path` is relative to the list. `at` is the revision that is read of a repository, `register` its mark.
    """

    name: s.Text
    path: s.Text
    at: s.OptionalText = None
    register: s.OptionalText = None


@value
class SameThing:
    """What somebody decided about two quotes of different districts: whether they mean one obligation."""

    one: s.Text
    other: s.Text
    same: s.Flag


@value
class AnswersFile:
    """The whole of the file of such decisions."""

    answers: tuple[SameThing, ...]


@value
class RegistersFile:
    """The whole of the list."""

    registers: tuple[ListedRegister, ...]
