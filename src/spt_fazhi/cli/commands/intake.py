"""`fazhi intake`: from an official document to a drafted register, and what a person must look at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from spt_fazhi.changes.diff import changes
from spt_fazhi.cli.options import Json, Root
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.output import out as console
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.intake.compare import compare_plans
from spt_fazhi.intake.draft import questions
from spt_fazhi.render.review.words import change_lines
from spt_fazhi.services.drafting.draft import read_draft
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.memory import MemorySource
from spt_fazhi.store.write.durable import write_fault

if TYPE_CHECKING:
    from spt_fazhi.intake.draft import DraftPlan

HELP = "从文件起草台账：读 Word、PDF、网页或文本，列出要人核对的"
ORDER = 110


def command(  # noqa: PLR0913 - the options of the command line
    file: Annotated[
        str, typer.Argument(metavar="文件", help=".docx、.pdf、.html、.txt、.md、.doc、.wps；- 读标准输入")
    ],
    *,
    out: Annotated[str | None, typer.Option("--out", metavar="文件夹", help="草稿写到哪里；已有的文件不覆盖")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="与现在的台账比：保留、改写、新增、不再有的任务")] = False,
    units: Annotated[
        str | None, typer.Option("--units", metavar="文件", help="沿用这份 units.yaml；默认用工作区的（若有）")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="年度", help="文件没有写明年度时指定")] = None,
    root: Root = None,
    json: Json = False,
) -> None:
    """Draft a register from a document."""
    drafted = read_draft(file, root, units, year)
    if not drafted.draft.tasks and not json:
        raise FazhiError(
            f"没有从“{file}”里读出任务",
            "请确认是工作要点、任务分解一类的文件，任务有编号或在表格里；加 --json 看读到的文字",
        )
    if diff:
        _diff(drafted, root, as_json=json)
        return
    if json:
        print_json(_document(drafted))
    elif out is None:
        _summary(drafted)
    if out is not None:
        _write(drafted, out, quiet=json)


def _summary(drafted: DraftPlan) -> None:
    """What was read, on the terminal."""
    from spt_fazhi.render.terminal.draft import show

    show(drafted, questions(drafted), out())
    note("没有写文件。要写成草稿，请加 --out 文件夹。")


def _write(drafted: DraftPlan, out: str, *, quiet: bool) -> None:
    """Write the files that are not there yet; say what differs from those that are."""
    folder = Path(out).expanduser()
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"“{out}”不是文件夹", "请换一个名字")
    files = draft_files(drafted)
    kept = [name for name, data in files.items() if (folder / name).exists() and (folder / name).read_bytes() != data]
    fresh = [name for name in files if not (folder / name).exists()]
    try:
        for name in fresh:
            _put(folder / name, files[name])
    except OSError as error:
        raise write_fault(error, str(folder)) from None
    if not quiet:
        _told(drafted, out, fresh, kept)
    if "tasks.yaml" in kept or "units.yaml" in kept:
        _differences(folder, files)
    elif kept:
        note(f"已有、没有覆盖：{'、'.join(kept)}")


def _put(place: Path, data: bytes) -> None:
    """Write a new file, whole or not at all."""
    import tempfile

    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".fazhi-tmp-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        os.chmod(temporary, 0o644)  # noqa: PTH101
        os.replace(temporary, place)  # noqa: PTH105
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108
        raise


def _told(drafted: DraftPlan, out: str, fresh: list[str], kept: list[str]) -> None:
    from spt_fazhi.render.terminal.draft import show

    show(drafted, questions(drafted), console())
    if fresh:
        note(f"已写入 {out}：{'、'.join(fresh)}")
    elif not kept:
        note(f"{out} 里的草稿与重新起草的完全一样，没有改动。")


def _differences(folder: Path, files: dict[str, bytes]) -> None:
    """What a person changed in the draft, or the document since: shown, never overwritten."""
    from spt_fazhi.render.terminal.draft import show_differences

    there = {name: (folder / name).read_bytes() for name in files if (folder / name).is_file()}
    sides = [
        load(MemorySource({f"data/{name}": data for name, data in each.items()}), use_cache=False)
        for each in (files, there)
    ]
    if any(each.partial is None or each.lacking for each in sides):
        note(f"{folder} 里已有草稿，没有覆盖；其中的 YAML 有错，比不出区别，请先改正（fazhi check）。")
        return
    found = changes(sides[0].partial, sides[1].partial)  # type: ignore[arg-type]  # neither is None here
    note(f"{folder} 里已有草稿，没有覆盖。")
    show_differences(list(change_lines(found)), console())


def _diff(drafted: DraftPlan, root: str | None, *, as_json: bool) -> None:
    """The draft beside the register of the workspace."""
    from spt_fazhi.render.terminal.draft import fates_json, show_fates

    session = Session.open(root)
    fates = compare_plans(session.register.tasks, drafted.draft.tasks, drafted.proposals)
    if as_json:
        print_json(fates_json(fates))
    else:
        show_fates(fates, session.register.info.title, drafted.draft.title, out())


def _document(drafted: DraftPlan) -> dict[str, Any]:
    """The draft as JSON."""
    from spt_fazhi.render.terminal.draft import draft_json

    return draft_json(drafted, questions(drafted))
