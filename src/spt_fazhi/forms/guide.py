"""The first sheet of a form: whose it is, for when, by when, to whom, and how it is filled in, in ten lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from spt_fazhi.engine.duties import DutyKind
from spt_fazhi.engine.query import Answering
from spt_fazhi.forms.asked import Asked
from spt_fazhi.forms.form import Form
from spt_fazhi.model.period import parse_period
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.desks import spoken_for
from spt_fazhi.views.notices.asking import asked_by
from spt_fazhi.views.wording import chinese_date, month_day, names_text, period_text, weekday

_GREEN: Final = "；绿色三样（文号、网址、附件文件名）至少填一样"
_FILES: Final = (
    "附件的文件名写在“附件文件名”一栏，几个用“、”隔开；附件和本表放在同一封邮件、同一个文件夹或同一个压缩包里发回。"
)
_ROWS: Final = "每个事项有两行，做了两次的各填一行；还不够的，先撤销工作表保护（没有密码），再复制整行接着填。"
_PUT_RIGHT: Final = (
    "“整改”一个问题一行：做完了的，“是否已完成整改”选“全部完成”，等复核销号；只做了一部分的选“阶段性完成”，以后接着报。"
)
_PUT_RIGHT_ASKED: Final = (
    "“整改”一个问题一行：已经办结的，“是否已办结”选“全部完成”；还在办的选“阶段性完成”，以后再补充。"
)
COST: Final = "本表需填 {} 格，已代填 {} 格"


def cost_text(to_fill: int, filled: int) -> str:
    """`本表需填 12 格，已代填 40 格`: said in the form, in the letter and on the screen."""
    return COST.format(to_fill, filled)


def is_invitation(asked: Asked, answering: Answering) -> bool:
    """Whether the unit is only asked: it stands outside the government, or all of what it is asked is so."""
    return answering.is_outside(asked.unit) or all(each.duty.invited for each in asked.owed)


def title_of(asked: Asked, answering: Answering) -> str:
    """What stands above a form: `《…工作要点》报送表`, to a unit outside the government `《…》情况提供表`.

    One about findings alone is a `整改情况报送表`, but for a unit outside the government.
    """
    title = one_line(answering.assessment.register.info.title).removeprefix("《").removesuffix("》")
    if is_invitation(asked, answering):
        return f"《{title}》情况提供表"
    about = "整改情况" if all(each.duty.duty.finding for each in asked.owed) else ""
    return f"《{title}》{about}报送表"


def guide(form: Form, asked: Asked, answering: Answering) -> tuple[str, ...]:
    """The ten lines, of an account alone those that are about one; whoever stands outside the government is invited."""
    invited = is_invitation(asked, answering)
    sheets = {sheet.name for sheet in form.sheets}
    items, findings = "evidence" in sheets, "rectify" in sheets
    return (
        _whose(form, asked, invited=invited),
        _what(form, asked, invited=invited),
        _by_when(form, asked, answering, invited=invited),
        _to_whom(answering, invited=invited),
        f"{cost_text(form.to_fill, form.filled)}。{_known(form)}",
        f"只填有颜色的格：黄色请填{_GREEN if items or findings else ''}；浅黄色有就填。其他格已锁定，不用填。",
        *(_about_days(form.year, items=items) if items or findings else ()),
        *((_ROWS,) if items else ()),
        *((_PUT_RIGHT_ASKED if invited else _PUT_RIGHT,) if findings else ()),
        f"不得涉及国家秘密，不要写公民身份号码和个人手机号码。表号 {form.id}，不用改。",
    )


def _about_days(year: int, *, items: bool) -> tuple[str, ...]:
    """How the rows are filled in that ask for proof."""
    numbers = "数量只写数字；“数据截至”写达到数、总数算到哪一天；" if items else ""
    return (f"日期写成 {year}-6-20 的样子；{numbers}还没有做的，空着。", _FILES)


def _known(form: Form) -> str:
    told = any("so_far" in row.told for sheet in form.sheets for row in sheet.rows)
    returned = sum(len(sheet.rows) for sheet in form.sheets if sheet.name == "returned")
    if not (told or returned):
        alone = all(sheet.name == "rectify" for sheet in form.sheets)
        return "这些问题还没有收到整改情况。" if alone else "这些事项还没有收到材料。"
    known = "已经报来的写在“已报情况”一栏，不用再报。" if told else ""
    return f"{known}{f'报来后退回的{returned}份和原因见“上次退回”。' if returned else ''}"


def _whose(form: Form, asked: Asked, *, invited: bool) -> str:
    others = tuple(name for name in spoken_for(asked.owed) if name != form.unit)
    acting = f"（连同由你单位承办的{names_text(others)}）" if others else ""
    return f"{'商请单位' if invited else '填报单位'}：{one_line(form.unit)}{acting}。"


def _what(form: Form, asked: Asked, *, invited: bool) -> str:
    """What is asked, counted: `内容：截至2024年6月30日，12个事项的佐证、1项进展、3个问题的整改。`."""
    kinds = Counter(each.duty.duty.kind for each in asked.owed)
    words: dict[DutyKind, str] = {
        "obligation": "个事项的佐证",
        "progress": "项进展",
        "rectification": f"个问题的{'有关情况' if invited else '整改'}",
    }
    parts = (f"{kinds[kind]}{word}" for kind, word in words.items() if kinds[kind])
    period = (
        f"{period_text(form.period)}{'度' if parse_period(form.period).kind == 'year' else ''}，" if form.period else ""
    )
    return f"内容：{period}{'、'.join(parts)}，按截至{chinese_date(form.day)}的台账列出。"


def _by_when(form: Form, asked: Asked, answering: Answering, *, invited: bool) -> str:
    if form.answer_by is None:
        return "时间：请尽早发回。"
    day = f"{chinese_date(form.answer_by)}（{weekday(form.answer_by)}）"
    if invited:
        return f"时间：如方便，请在{day}前提供。"
    return "，".join((f"时间：请在{day}前填好发回", *_sooner(form.answer_by, asked, answering))) + "。"


def _sooner(answer: date, asked: Asked, answering: Answering) -> Iterator[str]:
    """What is wanted before the day of the answer, for it has a day of its own: what was returned, what falls due."""
    today = answering.assessment.day
    own = [(each.duty.state == "returned", asked_by(each.duty, answering.assessment, answer)) for each in asked.owed]
    again = [day for returned, day in own if returned and day < answer]
    due = [day for returned, day in own if not returned and day < answer]
    if again:
        first = min(again)
        yield f"退回的{len(again)}项请{f'在{month_day(first)}（{weekday(first)}）前' if first > today else '尽快'}重报"
    if due:
        yield f"时限在此之前的{len(due)}项请按时限报"


def _to_whom(answering: Answering, *, invited: bool) -> str:
    info = answering.assessment.register.info
    office = answering.directory.unit(info.office) if info.office else None
    name = one_line(info.office or info.issuer)
    phone = f"，电话 {one_line(office.phone)}" if office and office.phone else ""
    return f"{'提供给' if invited else '报给'}：{name}{phone}。"
