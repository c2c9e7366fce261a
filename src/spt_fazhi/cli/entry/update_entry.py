"""`intake --update`: what a revised document changes is shown, then asked for one by one, or chosen by options."""

from __future__ import annotations

from collections.abc import Collection

from spt_fazhi.cli.entry.prompts import answer, on_terminal
from spt_fazhi.cli.output import note, print_json
from spt_fazhi.cli.output import out as console
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.intake.revision import Revision, TaskChange, Updated
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.revised.update import apply_update, read_update

_YES = frozenset({"是", "y", "yes", "采用"})
_NO = frozenset({"否", "n", "no", "不采用", ""})
_STOP = frozenset({"退出", "q", "quit", "exit"})
_LISTED = 8


@frozen
class UpdateOptions:
    """What was typed: `yes` takes all that is safe, `only` the changes (or tasks) it names, separated by commas."""

    yes: bool
    only: str | None


def update(file: str, root: str | None, year: int | None, typed: UpdateOptions, *, as_json: bool) -> None:
    """Show what the revised document changes and apply what is chosen. Raises FazhiError, with nothing changed."""
    from spt_fazhi.render.terminal.update import show_revision, show_updated, update_json

    session = Session.open(root, use_cache=False)
    drafted, revision = read_update(session, file, year)
    named = _named(revision, typed.only) if typed.only is not None else None
    if not as_json:
        show_revision(revision, session.register.info.title, drafted.draft.title, console())
    chosen = _chosen(revision, typed, named, ask=not as_json and on_terminal())
    done = apply_update(session, drafted, revision, chosen)
    if as_json:
        print_json(update_json(revision, done))
        return
    if done.applied:
        show_updated(done, console())
    for line in _said(revision, typed, done):
        note(line)


def _chosen(revision: Revision, typed: UpdateOptions, named: Collection[str] | None, *, ask: bool) -> Collection[str]:
    if named is not None:
        return named
    if typed.yes:
        return [each.id for each in revision.changes if each.safe]
    return [each.id for each in revision.changes if each.possible and _is_wanted(each)] if ask else ()


def _is_wanted(each: TaskChange) -> bool:
    """Ask for one change; what is not answered with 是 is left."""
    for line in (*each.details, *([each.why] if each.why else [])):
        note(f"    {line}")
    while True:
        typed = answer(f"[{each.id}] {each.said}。采用吗（是/否/退出，默认否）").strip().lower()
        if typed in _STOP:
            raise FazhiError("已退出，一处也没有采用，没有写文件", "重新运行，逐处回答，或用 --only 写明编号")
        if typed in _YES | _NO:
            return typed in _YES
        note("  请写 是、否 或 退出")


def _named(revision: Revision, only: str) -> list[str]:
    """The ids of the changes that `--only` names: `3` is all of task 3. Raises UsageError for what is no change."""
    wanted = [each.strip() for each in only.replace("，", ",").replace("、", ",").split(",") if each.strip()]
    if not wanted:
        raise UsageError("--only 后面没有写编号", "例如 --only 3,5-units，编号在每处改动前的方括号里")
    found: list[str] = []
    for typed in wanted:
        fits = [each for each in revision.changes if typed in {each.id, str(each.task)}]
        if not fits:
            listed = "、".join(each.id for each in revision.changes[:20]) or "没有改动"
            raise UsageError(f"--only：没有编号为“{typed}”的改动，没有写文件", f"可写：{listed}")
        for each in fits:
            if not each.possible:
                raise FazhiError(f"[{each.id}] 不能采用，没有写文件：{each.why}", "请从 --only 里去掉它")
        found += [each.id for each in fits]
    return found


def _said(revision: Revision, typed: UpdateOptions, done: Updated) -> list[str]:
    if done.written:
        lines = [f"已写入 {'、'.join(done.written)}。"]
        if any(each.fresh or each.kind == "new" for each in done.applied):
            lines.append("新起草的任务和事项请逐处核对，拿不准的上面有“# 待核：”。")
        lines += _how_to_take(done)
        return [*lines, "接着运行 fazhi check，再 git add data 并提交。"]
    if not revision.changes:
        return [_nothing_said(revision)]
    if typed.yes or typed.only is not None or on_terminal():
        return ["没有采用任何改动，没有写文件。", *_how_to_take(done)]
    safe = sum(each.safe for each in revision.changes)
    if not safe:
        return ["没有写文件。没有一处是稳妥的：看清后用 --only 写明编号采用，也可以在终端里逐处回答。"]
    return [f"没有写文件。加 --yes 采用其中稳妥的 {safe} 处，或用 --only 写明编号，也可以在终端里逐处回答。"]


def _nothing_said(revision: Revision) -> str:
    if revision.own or revision.asked:
        return "没有别的要改的；与这份文件不同的、还要您看的，上面都列了。"
    if revision.untouched:
        return "没有要改的，文件写到的任务与台账一致。"
    return "没有要改的，台账与这份文件一致。"


def _how_to_take(done: Updated) -> list[str]:
    """How the changes that were left can be applied yet."""
    possible = [each.id for each in done.left if each.possible]
    if not possible:
        return []
    more = f"（共 {len(possible)} 处）" if len(possible) > _LISTED else ""
    first = "先提交这一次的，再" if done.written else ""
    return [f"没有采用的，看清后{first}用 --only {','.join(possible[:_LISTED])} 采用{more}。"]
