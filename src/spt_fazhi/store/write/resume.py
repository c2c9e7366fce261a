"""What a `rollover`, `init` or `intake --update` left that was killed between renames: the next command ends it."""

from __future__ import annotations

from pathlib import Path

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.store.disk.durable import exclusive
from spt_fazhi.store.write.marker import Marker, read_marker
from spt_fazhi.store.write.new_workspace import settle_workspace
from spt_fazhi.store.write.new_year import settle_year
from spt_fazhi.store.write.several import settle_files
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.system_words import advice, reason


def resume(folder: Path) -> str | None:
    """Finish or undo what the marker in `folder` speaks of; one Chinese sentence that says so.

    None when another command has done it meanwhile, which is waited for. Where it cannot be done (a disk that is
    read-only) and there is a workspace all the same, the sentence says that; raises FazhiError where there is none.
    """
    marker = None
    try:
        with exclusive(folder):
            marker = read_marker(folder)
            if marker is None:
                return None
            if not marker.old_year:
                return settle_workspace(folder, marker)
            return settle_year(folder, marker) if marker.new_year else settle_files(folder, marker)
    except OSError as error:
        why, next_step = reason(error), advice(error)
    except FazhiError as error:
        why, next_step = error.message, error.hint
    return _left(folder, marker, why, next_step)


def _left(folder: Path, marker: Marker | None, why: str, next_step: str) -> str:
    """What is said where nothing could be done."""
    doing = "换年度"
    if marker is not None and not marker.new_year:
        doing = "更新台账" if marker.old_year else "新建工作区"
    if (folder / TASKS_FILE).exists():
        return f"注意：上次{doing}没有做完，现在收拾不了：{one_line(why)}；{next_step}。以下按现有的 data/ 回答。"
    old = folder / marker.staging / str(marker.old_year) if marker is not None else folder
    if (old / TASKS_FILE).exists():
        next_step += f"；只想看旧年度：fazhi status --root {old}"
    raise FazhiError(f"上次{doing}中断在半路，现在收拾不了：{one_line(why)}", next_step)
