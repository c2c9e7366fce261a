"""`fazhi intake`: from an official document to a drafted register, and what a person must look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from spt_fazhi.cli.entry.update_entry import UpdateOptions
from spt_fazhi.cli.entry.update_entry import update as update_register
from spt_fazhi.cli.options import Json, Root
from spt_fazhi.cli.output import note, print_json
from spt_fazhi.cli.output import out as console
from spt_fazhi.cli.session import Session, find_root
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.intake import compare
from spt_fazhi.intake.alike_questions import Question
from spt_fazhi.intake.draft import DraftPlan, Known, questions
from spt_fazhi.intake.structure.tabular.tasks import UNKNOWN
from spt_fazhi.render.review.words import change_lines
from spt_fazhi.services.drafting.draft import NOTHING_KNOWN, dated, known_units, read_draft, typed_units
from spt_fazhi.services.drafting.write import DraftWritten, write_draft
from spt_fazhi.services.revised.update import drafted_before
from spt_fazhi.store.disk.typed import typed_path

HELP = "从文件起草台账：读 Word、PDF、OFD、表格、网页或文本，列出要人核对的"
ORDER = 110


def command(  # noqa: PLR0913 - the options of the command line
    file: Annotated[str, typer.Argument(metavar="文件", help="Word、PDF、OFD、表格、网页或文本；- 读标准输入")],
    *,
    out: Annotated[str | None, typer.Option("--out", metavar="文件夹", help="草稿写到哪里；已有的文件不覆盖")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="与现在的台账比：保留、改写、新增、不再有的任务")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="把修订稿、勘误并入现在的台账：逐处问，或用 --yes、--only")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="与 --update 同用：稳妥的改动都采用，其余列出")] = False,
    only: Annotated[
        str | None, typer.Option("--only", metavar="编号", help="与 --update 同用：只采用这几处，如 3,5-units")
    ] = None,
    units: Annotated[
        str | None, typer.Option("--units", metavar="文件", help="沿用这份 units.yaml；默认用工作区的（若有）")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="年度", help="文件没有写明年度时指定")] = None,
    root: Root = None,
    json: Json = False,
) -> None:
    """Draft a register from a document."""
    if update:
        if out is not None or diff or units is not None:
            raise UsageError("--update 不与 --out、--diff、--units 同用", "只看区别用 --diff，另起草稿用 --out")
        update_register(file, root, year, UpdateOptions(yes=yes, only=only), as_json=json)
        return
    if yes or only is not None:
        raise UsageError("--yes、--only 要与 --update 同用", "例如 fazhi intake 修订稿.docx --update --yes")
    drafted = read_draft(file, _known(root, units), year, codes=json or (out is not None and not diff))
    if not drafted.draft.tasks and not json:
        tables = [each for each in drafted.draft.remarks if each.message.startswith(UNKNOWN)]
        if tables:
            raise FazhiError(f"没有从“{file}”里读出任务：{tables[0].message}", tables[0].hint)
        raise FazhiError(
            f"没有从“{file}”里读出任务",
            "请确认是工作要点、任务分解一类的文件，任务有编号或在表格里；加 --json 看读到的文字",
        )
    if out is not None and not diff:
        dated(drafted)
    if diff:
        _compare(drafted, root, as_json=json)
        return
    asked = questions(drafted)
    if json:
        from spt_fazhi.render.terminal.draft import draft_json

        print_json(draft_json(drafted, asked))
    if out is not None:
        _write(drafted, asked, typed_path(out, "--out"), quiet=json)
    elif not json:
        _show(drafted, asked)
        note("没有写文件。要写成草稿，请加 --out 文件夹。")


def _known(root: str | None, units: str | None) -> Known:
    """The units of `--units`, else of the workspace, else none."""
    if units is not None:
        return typed_units(units)
    try:
        return known_units(find_root(root))
    except UsageError:
        if root is not None:
            raise
        return NOTHING_KNOWN


def _show(drafted: DraftPlan, asked: Sequence[Question]) -> None:
    from spt_fazhi.render.terminal.draft import show

    show(drafted, asked, console())


def _write(drafted: DraftPlan, asked: Sequence[Question], folder: Path, *, quiet: bool) -> None:
    """Write the files that are not there yet; say what differs from those that are."""
    written = write_draft(drafted, folder, asked)
    if not quiet:
        _show(drafted, asked)
        if written.fresh:
            note(f"已写入 {folder}：{'、'.join(written.fresh)}")
        elif not written.kept:
            note(f"{folder} 里的草稿与重新起草的完全一样，没有改动。")
    if written.keeps_plan:
        _show_changes(written, folder)
    elif written.kept:
        note(f"已有、没有覆盖：{'、'.join(written.kept)}")


def _show_changes(written: DraftWritten, folder: Path) -> None:
    """What a person changed in the draft, or the document since."""
    from spt_fazhi.render.terminal.draft import show_differences

    if written.changes is None:
        note(f"{folder} 里已有草稿，没有覆盖；其中的 YAML 有错，比不出区别，请先改正（fazhi check）。")
        return
    note(f"{folder} 里已有草稿，没有覆盖。")
    show_differences(list(change_lines(written.changes)), console())


def _compare(drafted: DraftPlan, root: str | None, *, as_json: bool) -> None:
    """The draft beside the register of the workspace."""
    from spt_fazhi.render.terminal.draft import fates_json, show_fates

    session = Session.open(root)
    register = session.register
    names = {alias: unit.name for unit in register.units for alias in unit.aliases}
    known = compare.Known(names=names, before=drafted_before(session))
    fates = compare.compare_plans(register.tasks, drafted.draft.tasks, drafted.proposals, known)
    if as_json:
        print_json(fates_json(fates))
    else:
        show_fates(fates, register.info.title, drafted.draft.title, console())
