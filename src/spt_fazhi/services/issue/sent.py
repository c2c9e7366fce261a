"""The files of a report that is entered as sent, read back: they must be that report, with the figures entered."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.render.office.docx import texts_in_print
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.reports.figures.edition import EDITIONS
from spt_fazhi.reports.figures.printed import Made
from spt_fazhi.reports.figures.readback import folded, read_back, reworded
from spt_fazhi.services.issue.copies import CopyRead, read_copy
from spt_fazhi.services.issue.draft import IssuedDraft
from spt_fazhi.store.disk.typed import quoted, read_typed
from spt_fazhi.store.documents.printed import MAX_BYTES, CameBack, NoAccountError, read_printed_bytes
from spt_fazhi.store.workspace.file_facts import sha256_of
from spt_fazhi.text.markdown import unescape_markdown
from spt_fazhi.text.marks import without_marks
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

_NAMES: Final = 20
_DRAFT: Final = "（讨论稿）"
_HINT: Final = "请附按登记的这一期、这一天生成的印发版原件；内容改过的，先改台账再重新生成"
_COPY_HINT: Final = "文件是按别的一天出的，登记时写 --as-of 和那一天；内容改过的，先改台账再重新生成"


def require_files(files: Sequence[Path]) -> None:
    """Raise UsageError for what is no file that is there, and where one file is named or given twice."""
    seen: set[tuple[int, int]] = set()
    contents: dict[str, str] = {}
    for path in files:
        name = one_line(str(path), 60)
        try:
            found = path.stat()
        except OSError:
            raise UsageError(f"找不到文件“{name}”", "请核对文件名和路径；路径里有空格的加引号") from None
        if stat.S_ISDIR(found.st_mode):
            raise UsageError(f"“{name}”是文件夹", "请写发出的文件；有几个的，逐个写")
        if not stat.S_ISREG(found.st_mode):
            raise UsageError(f"“{name}”不是普通文件", "请写硬盘上的文件，发出时的样子")
        if (found.st_dev, found.st_ino) in seen:
            raise UsageError(f"“{one_line(path.name, 60)}”写了两次", "同一个文件只写一次")
        seen.add((found.st_dev, found.st_ino))
        same = contents.setdefault(_content(path), one_line(path.name, 60))
        if len(contents) != len(seen):
            raise UsageError(
                f"“{one_line(path.name, 60)}”与“{same}”内容一样，是同一个文件", "同一个文件只写一次，请去掉一个"
            )


def _content(path: Path) -> str:
    """The hash of a file; its name where it cannot be read, which is told of when it is copied."""
    try:
        with path.open("rb") as stream:
            return sha256_of(stream)
    except OSError:
        return str(path)


def held_against(draft: IssuedDraft, unit: str | None, marked: str) -> tuple[str, ...]:
    """What to know of the files beside the report that was made again (`marked`): sentences, of each that differs.

    Raises UsageError for a Word file that is another report, another edition, or prints other figures, and for a
    title that neither the report nor a file bears.
    """
    unread: list[str] = []
    said: list[str] = []
    titles: list[Sequence[str]] = [[title_of(marked) or ""]]
    for path in draft.files:
        name = one_line(path.name, 60)
        came = _carried(path)
        copy = read_copy(path, marked) if came is None else None
        if came is not None:
            _require_same(name, came, draft, unit or "")
            titles.append(came.texts)
            other = len(reworded(texts_in_print(marked), came.texts))
            said.extend(_differs(path, other, came.shows.objects, "请看"))
        elif copy is not None:
            _require_figures(name, copy)
            titles.append(copy.texts)
            said.extend(_differs(path, copy.other, copy.objects, "登记后请看"))
        else:
            unread.append(name)
    if draft.title and titles[0][0] and not any(bears(draft.title, each) for each in titles):
        raise UsageError(
            f"没有登记：--title 与报告的标题“{one_line(titles[0][0], 60)}”不同，附的文件里也没有这个标题",
            "请去掉 --title，登记时用报告自己的标题",
        )
    if unread:
        said.append(f"{names_text(unread, _NAMES)}的内容没有核对，请自己看过是发出的那份。")
    return tuple(said)


def _differs(path: Path, other: int, objects: int, look: str) -> Iterator[str]:
    """What of a file is not as in the report, in sentences."""
    name = one_line(path.name, 60)
    if other:
        how = f"fazhi verify {quoted(str(path))}" if look == "请看" else "fazhi verify 编号"
        yield f"“{name}”里有 {other} 处文字与台账生成的不同，{look} {one_line(how)}。"
    if objects:
        yield f"“{name}”里的图片、公式、域等 {objects} 处没有核对，请自己看。"


def _require_figures(name: str, copy: CopyRead) -> None:
    """Raise UsageError for a copy in which a figure reads otherwise than it is entered."""
    for each in copy.changed:
        _refuse_figure(name, each.figure.key, each.figure.printed, each.now, _COPY_HINT)


def title_of(marked: str) -> str | None:
    """The first heading of a report, as it reads once it is no draft."""
    lines = without_marks(marked).splitlines()
    heads = (unescape_markdown(line[2:].strip()) for line in lines if line.startswith("# "))
    return next((head.removesuffix(_DRAFT) for head in heads), None)


def bears(title: str, texts: Sequence[str]) -> bool:
    """Whether a text begins with this title, in one line or more, after what stands above a title."""
    wanted = folded(title)
    heads = [folded(each.lstrip("# ")) for each in texts[:8]]
    return any(wanted == "".join(heads[at : at + count]) for at in range(4) for count in range(1, 5))


def _carried(path: Path) -> CameBack | None:
    """A Word file with its own account of itself; None for any other file.

    Raises UsageError and FazhiError for a Word file that cannot be read, and for an account that was altered.
    """
    if path.suffix.lower() != ".docx" or not path.is_file():
        return None
    try:
        return read_printed_bytes(read_typed(str(path), "文件", MAX_BYTES), path.name)
    except NoAccountError:
        return None
    except FazhiError as error:
        raise UsageError(f"没有登记：{error.message}", error.hint) from None


def altered(came: CameBack, figures: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Figures that a Word file prints otherwise than they were entered: key, entered, printed ("" where it is gone).

    Those that its own account leaves out are gone.
    """
    back = read_back(came.printed.figures, came.texts)
    told = {each.key for each in came.printed.figures}
    for key, entered in figures.items():
        if key not in told:
            yield key, entered, ""
    for each in back.changed:
        yield each.figure.key, figures.get(each.figure.key, ""), each.now
    for gone in back.deleted:
        yield gone.key, figures.get(gone.key, ""), ""
    for kept in back.kept:
        if figures.get(kept.key, "") != kept.printed:
            yield kept.key, figures.get(kept.key, ""), kept.printed


def told_by(files: Sequence[Path]) -> Made | None:
    """What the first Word file with an account of itself says it was made from; None without one.

    Raises UsageError and FazhiError for a Word file that cannot be read.
    """
    for path in files:
        came = _carried(path)
        if came is not None:
            return came.printed.made
    return None


def _require_same(name: str, came: CameBack, draft: IssuedDraft, unit: str) -> None:
    made = came.printed.made
    day = "" if draft.as_of is None else draft.as_of.isoformat()
    for word, told, wanted, option in (
        ("报表", made.name, draft.name, "--report"),
        ("期间", made.period, draft.period or "", "--period"),
        ("单位", made.unit, unit, "--unit"),
        ("督察", made.inspection, draft.inspection or "", "--inspection"),
        ("数据截至日", made.as_of, day, "--as-of"),
        ("版本", made.edition, "issue", ""),
    ):
        if told != wanted:
            typed = one_line(told, 40)
            way = f"文件没拿错的，登记时写 {option} {typed}" if option and typed else _HINT
            raise UsageError(f"没有登记：“{name}”的{word}是{_named(told)}，登记的是{_named(wanted)}", way)
    for key, entered, now in altered(came, {each.key: each.text for each in draft.figures}):
        _refuse_figure(name, key, entered, now, _HINT)


def _refuse_figure(name: str, key: str, entered: str, now: str, hint: str) -> NoReturn:
    told = f"数字 {one_line(key, 60)} 台账是 {one_line(entered, 20) or '空'}"
    raise UsageError(f"没有登记：“{name}”印的与台账不同，{told}，文件里是 {one_line(now, 20) or '没有'}", hint)


def _named(told: str) -> str:
    """A value of an account as it is called in Chinese: a report by its title, an edition by its word."""
    report = catalog().get(told)
    if report is not None:
        return f"“{report.TITLE}”"
    return next((word for edition, word in EDITIONS.items() if edition == told), "") or f" {one_line(told, 40) or '空'}"
