"""`record progress`: what was typed, completed by questions or in an editor, as accounts to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from spt_fazhi.cli.entry.batch import Batch, left_out, make_all
from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.entry.text_input import edited, read_text
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.duties import progress_periods
from spt_fazhi.errors import UsageError
from spt_fazhi.model.fields import parse_text
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Task
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.lookups import (
    find_leads,
    find_task,
    period_among,
)
from spt_fazhi.services.record import new_file
from spt_fazhi.text.columns import wrap
from spt_fazhi.text.plain import one_line


@frozen
class ProgressOptions:
    """The options of `record progress`."""

    task: str | None
    unit: tuple[str, ...]
    period: str | None
    done: str | None
    done_file: str | None
    problems: str | None
    publish: bool
    next: str | None


@contextmanager
def progress_files(session: Session, typed: ProgressOptions) -> Iterator[Batch]:
    """An account of progress for each unit; what was written in the editor is kept when the block fails."""
    if typed.done is not None and typed.done_file is not None:
        raise UsageError("--done 和 --done-file 只能写一个", "请去掉其中一个")
    asker = Asker()
    task = asker.get("任务编号", "任务编号（如 29）", typed.task, partial(find_task, session))
    leads = session.directory.expand(task.lead) if task else ()
    chosen = asker.get(
        "--unit",
        "报送单位",
        "、".join(typed.unit) or None,
        lambda text: find_leads(session, [text], task),
        choices=leads,
    )
    year = session.register.info.year
    periods = [period.text for period in progress_periods(session.register)]
    if not periods:
        raise UsageError("本计划不要求报送进展", "data/tasks.yaml 里 register 的 progress 是 none")
    period = asker.get("--period", "期间", typed.period, period_among(periods, year), choices=periods)
    from_editor = typed.done is None and typed.done_file is None and asker.can_ask
    done = None if from_editor else _done(asker, typed)
    if asker.lacking or not (task and chosen and period and (done or from_editor)):
        raise asker.missing()

    def batch(done: str, problems: str | None, next_: str | None) -> Batch:
        if typed.publish and not problems:
            raise UsageError("没有填写存在的问题，不写 --publish-problems", "请用 --problems 写明问题，或去掉它")
        about = partial(
            new_file.progress, session,
            task=task, period=period, done=done, problems=problems, next_=next_, publish=typed.publish,
        )  # fmt: skip
        makers = [(unit.name, partial(about, unit=unit)) for unit in chosen.units]
        return Batch(files=make_all(makers), many=chosen.many, remarks=left_out(chosen, f"牵头任务 {task.id}"))

    if not from_editor:
        yield batch(done or "", typed.problems, typed.next)
        return
    with edited(_intro(session, task, chosen.units, period), _PARTS) as texts:
        if not texts["done"]:
            raise UsageError("没有填写“主要做法和成效”，没有写入", "请重新运行，写在该标题下面")
        problems, next_ = typed.problems or texts["problems"] or None, typed.next or texts["next"] or None
        yield batch(texts["done"], problems, next_)


_PARTS = {"done": "主要做法和成效", "problems": "存在的问题（没有可不填）", "next": "下一步打算（没有可不填）"}


def _done(asker: Asker, typed: ProgressOptions) -> str | None:
    """The account from the option, a file or standard input."""
    source = "-" if typed.done == "-" else typed.done_file
    given = typed.done if source is None else read_text(source, "--done-file")
    return asker.get("--done", "主要做法和成效", given, parse_text)


def _intro(session: Session, task: Task, units: Sequence[Unit], period: str) -> tuple[str, ...]:
    return (
        f"任务 {task.id} {one_line(task.title)}",
        f"单位 {'、'.join(unit.name for unit in units)} · 期间 {period} · 录入日 {session.day}",
        "原文：",
        *(f"  {line}" for line in wrap(one_line(task.text), 76)),
    )
