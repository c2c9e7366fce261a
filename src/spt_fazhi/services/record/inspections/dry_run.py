"""What a write would do, without writing it."""

from __future__ import annotations

from spt_fazhi.checks.admission import with_entries
from spt_fazhi.engine.assess import assess
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.services.record.record import would_write
from spt_fazhi.services.record.written import WrittenAll
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.views.effect import effects


def dry_run(workspace: Workspace, new_file: NewFile) -> WrittenAll:
    """The entry as it would be, its effect, and what `check` would warn of; nothing is written.

    Raises FazhiError, all faults said at once, for what would be refused.
    """
    entries, warnings = would_write(workspace, [new_file])
    grown = assess(with_entries(workspace.register, entries), workspace.day)
    return WrittenAll(
        entries=entries,
        paths=(),
        warnings=warnings,
        effects=effects(workspace.assessment, grown),
        in_repository=False,
    )
