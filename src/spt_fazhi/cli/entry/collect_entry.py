"""`collect`: have the forms collected, what is wrong sent back, and tell of each form and of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from spt_fazhi.cli.entry.enter import copying, git_in
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import FazhiError, Findings
from spt_fazhi.model.paths import RECORDS_DIR, place_of, unit_folder
from spt_fazhi.services.collect.collect import collect
from spt_fazhi.services.collect.options import CollectOptions
from spt_fazhi.services.collect.outcome import Collected, FormFault, FormOutcome
from spt_fazhi.services.collect.packed.unpack import Unpacking, told
from spt_fazhi.services.collect.received import received
from spt_fazhi.services.collect.send_back import SentBack, send_back
from spt_fazhi.store.disk.typed import quoted
from spt_fazhi.store.git.git import Git
from spt_fazhi.views.effect import effect_json, effect_text
from spt_fazhi.views.wording import names_text

_SHOWN: Final = 40
_FOLDERS: Final = 6
"""Folders that a proposed command names; of more it names the one above them."""


def enter_forms(
    session: Session, typed: Sequence[str], options: CollectOptions, folder: Path | None, *, as_json: bool
) -> None:
    """Collect what lies in files and folders. Raises Findings when any form had a fault, FazhiError for the disk."""
    with Unpacking() as unpacking:
        done = collect(session, unpacking.unpacked(received(typed)), options, copying=copying)
    remarks = tuple(told(unpacking.opened, done.used))
    back = [] if options.dry_run else send_back(done.outcomes, folder)
    if as_json:
        print_json(document(done, back, options, remarks))
    else:
        for line in lines(done, back, options, remarks):
            out().print(line, soft_wrap=True)
        for line in _afterwards(session, done, options):
            out().print(line, soft_wrap=True)
    for each in back:
        if each.failure is not None:
            note(f"注意：退回的表没有写成：{each.failure.message}；{each.failure.hint}")
    session.warn_unusable()
    failure = next((each.failure for each in done.outcomes if each.failure is not None), None)
    if failure is not None:
        raise failure
    if done.has_faults:
        raise Findings


def lines(
    done: Collected, back: Sequence[SentBack], options: CollectOptions, remarks: Sequence[str] = ()
) -> Iterator[str]:
    """What is told on the screen: each form with what came of it, then all of them."""
    places = {id(each.outcome): each.path for each in back if each.path is not None}
    for each in done.outcomes:
        yield _head(each, options)
        yield from (f"  错：{fault.text}" for fault in each.faults)
        yield from (f"  不同：{fault.text}" for fault in each.changed)
        yield from (f"  注意：{notice}" for notice in each.notices)
        if len(done.outcomes) == 1:
            yield from (f"  {effect_text(effect)}" for effect in each.effects)
        if id(each) in places:
            path = places[id(each)]
            yield f"  可以发回去改的{'邮件（表附在里面）' if path.suffix == '.eml' else '表'}：{path}"
    if done.passed:
        yield f"当作附件，没有当表收：{names_text(done.passed, 5, '个')}"
    yield from (f"注意：{each}" for each in remarks)
    yield from _summary(done, options)


def _head(each: FormOutcome, options: CollectOptions) -> str:
    """`东镇.xlsx（东镇 2024Q2-dz-k7q2）：填了 12 格，写入 3 条`."""
    if not each.unit:
        return f"{each.name}：没有收"
    whose = f"{each.name}（{' '.join(filter(None, (each.unit, each.form)))}）"
    if each.again:
        return f"{whose}：已改好再报（{each.again}），这一份不再收"
    said = [f"填了 {each.cells} 格"] if each.cells else ["什么也没有填"] if not each.failure else []
    if each.written:
        said.append(f"{'会写入' if options.dry_run else '写入'} {len(each.written)} 条")
    if each.same:
        said.append(f"{each.same} 条早已录入")
    if each.faults:
        said.append(f"有 {len(each.faults)} 处要改{'' if each.written else '，没有写入'}")
    if each.changed:
        said.append(f"{len(each.changed)} 条与已录入的不同")
    if each.failure:
        said.append("没有写成" if not each.written else "没有提交")
    elif each.branch:
        said.append(
            f"{'会提交到' if options.dry_run else '已提交到' if each.committed else '未合并的在'}分支 {each.branch}"
        )
    elif each.committed:
        said.append(f"已提交 {each.committed[:10]}")
    return f"{whose}：{'，'.join(said)}"


def _summary(done: Collected, options: CollectOptions) -> Iterator[str]:
    written = sum(len(each.written) for each in done.outcomes)
    bad = sum(bool(each.faults) for each in done.outcomes)
    other = sum(bool(each.changed) for each in done.outcomes)
    parts = [f"{len(done.outcomes)} 份，{'会写入' if options.dry_run else '写入'} {written} 条记录"]
    moved = sum(len(each.effects) for each in done.outcomes)
    parts += [f"{moved} 项应办事项的状态或进度有变"] if moved and len(done.outcomes) > 1 else []
    parts += [f"{bad} 份有错"] if bad else []
    parts += [f"{other} 份与已录入的不同"] if other else []
    yield f"共收到 {'，'.join(parts)}。"
    answered = done.answered
    if answered:
        told = tuple(f"{unit}（{cells} 格）" for unit, cells in answered.items())
        yield f"报来的有 {len(answered)} 家：{names_text(told, _SHOWN)}"
    if done.missing:
        yield f"发了表还没有报来的有 {len(done.missing)} 家：{names_text(done.missing, _SHOWN)}"


def _afterwards(session: Session, done: Collected, options: CollectOptions) -> Iterator[str]:
    """How what was written gets to the others."""
    if options.branch:
        yield from _branches(session, done, options)
        return
    paths = [path for each in done.outcomes if not each.committed for path in each.paths]
    if any(each.committed for each in done.outcomes):
        yield "请运行 git push 送出"
    if not paths or options.commit or options.dry_run:
        return
    git = git_in(session.root)
    own = dict.fromkeys(unit_folder(place_of(path).code) for path in paths)
    folders = " ".join(own) if len(own) <= _FOLDERS else RECORDS_DIR
    units = [each.unit for each in done.outcomes if each.paths]
    subject = f"收表：{names_text(tuple(dict.fromkeys(units)), 5)}"
    yield "下一步（送出这些记录；也可以收的时候就加 --commit，一份表一次提交）："
    yield f"  {git} add -- {folders}"
    yield f"  {git} commit -m {quoted(subject)} -- {folders}"
    yield f"  {git} push"


def _branches(session: Session, done: Collected, options: CollectOptions) -> Iterator[str]:
    """How what is on branches is reviewed and gets to the others."""
    branches = dict.fromkeys(each.branch for each in done.outcomes if each.branch and not each.failure)
    if not branches or options.dry_run:
        return
    git = git_in(session.root)
    root = "" if session.root == Path.cwd() else f" --root {quoted(str(session.root))}"
    remote = (Git(session.root).ask("remote") or "").partition("\n")[0]
    yield f"下一步（{len(branches)} 条分支，工作区没有动；先审阅，再{'送出去' if remote else ''}合并）："
    for branch in branches:
        yield f"  fazhi review{root} --head {branch} --only-unit {branch.rpartition('/')[2]}"
    if remote:
        yield f"  {git} push {quoted(remote)} {' '.join(branches)}"
    else:
        yield from (f"  {git} merge --no-ff {branch}" for branch in branches)


def document(
    done: Collected, back: Sequence[SentBack], options: CollectOptions, remarks: Sequence[str]
) -> dict[str, Any]:
    """The JSON of `collect`."""
    places = {id(each.outcome): str(each.path) for each in back if each.path is not None}
    return {
        "dry_run": options.dry_run,
        "forms": [
            {
                "file": each.name,
                "unit": each.unit or None,
                "form": each.form or None,
                "cells": each.cells,
                "written": [entry.id for entry in each.written],
                "paths": list(each.paths),
                "same": each.same,
                "faults": [_fault(fault) for fault in each.faults],
                "changed": [_fault(fault) for fault in each.changed],
                "notices": list(each.notices),
                "duties": [effect_json(effect) for effect in each.effects],
                "returned": places.get(id(each)),
                "branch": each.branch or None,
                "again": each.again or None,
                "committed": each.committed,
                "failure": each.failure.message if isinstance(each.failure, FazhiError) else None,
            }
            for each in done.outcomes
        ],
        "attachments": list(done.passed),
        "remarks": list(remarks),
        "answered": dict(done.answered),
        "missing": list(done.missing),
    }


def _fault(fault: FormFault) -> dict[str, str]:
    return {"place": fault.place, "message": fault.message, "hint": fault.hint}
