"""Letters as files: every unit's letter, message, calendar and e-mail, and what is in them."""

from __future__ import annotations

import sys
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.builders.world import day, issued

from spt_fazhi.checks.admission import with_entries
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.query import Filter
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import replace
from spt_fazhi.render.office.xlsx import form_bytes
from spt_fazhi.services.cautions import letter_cautions
from spt_fazhi.services.notice.find import find_notices, level_typed
from spt_fazhi.services.notice.make import MadeLetter, NoticeOptions, make_letters
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.marks import without_marks
from spt_fazhi.views.notices.asking import asked_by
from spt_fazhi.views.notices.notice import LEVELS
from spt_fazhi.views.notices.reply_day import answer_day
from spt_fazhi.views.wording import chinese_date

DAY = "2024-07-12"


@pytest.fixture(scope="module")
def session(demo: Path) -> Session:
    return Session.open(str(demo), DAY)


@pytest.fixture(scope="module")
def every(session: Session) -> tuple[MadeLetter, ...]:
    return make_letters(session, find_notices(session, Filter()), NoticeOptions(format="docx", mail=True))


@pytest.fixture(scope="module")
def made(every: tuple[MadeLetter, ...]) -> tuple[MadeLetter, ...]:
    """The letters about what the plan asks for."""
    return tuple(each for each in every if not each.notice.findings)


def test_the_right_form_for_each_kind_of_unit_none_twice_and_none_to_the_office(session: Session, made) -> None:
    forms = {
        "township": {"supervise", "urge", "remind"}, "government": {"supervise", "urge", "remind"},
        "institution": {"supervise", "urge", "remind"}, "vertical": {"hint"}, "judicial": {"request"}, "npc": {"request"},
    }  # fmt: skip
    kinds = {unit.name: unit.kind for unit in session.register.units}
    seen = [each.notice.unit for each in made]
    assert len(seen) == len(set(seen)) == 11
    assert {kinds[name] for name in seen} == set(forms)
    assert session.register.info.office not in seen
    for each in made:
        assert each.notice.level in forms[kinds[each.notice.unit]]
        assert LEVELS[each.notice.level] in each.letter


def test_each_unit_has_its_letter_message_calendar_and_mail(every) -> None:
    for each in every:
        assert [name.rpartition(".")[2] for name in each.files] == ["docx", "txt", "ics", "xlsx", "eml"]
        assert each.letter.startswith(f"{each.notice.code}-{each.notice.unit}-")
    names = [name for each in every for name in each.files]
    assert len(set(names)) == len(names)


def test_the_letter_is_a_word_document_with_its_title(made) -> None:
    from docx import Document

    for each in made[:2]:
        first = Document(BytesIO(each.files[each.letter])).paragraphs[0]
        assert first.text.replace("\n", "") == each.values.title


def test_the_mail_encloses_letter_and_calendar_with_their_names(every) -> None:
    for each in every:
        read = message_from_bytes(list(each.files.values())[4], policy=default)
        assert read["subject"] == f"【{each.values.form}】{each.values.title}"
        assert [one.display_name for one in read["to"].groups] == [each.values.to]
        enclosed = {one.get_filename(): one.get_payload(decode=True) for one in read.iter_attachments()}
        wanted = {name: data for name, data in each.files.items() if name.endswith((".docx", ".ics", ".xlsx"))}
        assert enclosed == wanted
        body = read.get_body().get_content().replace("\r\n", "\n")
        assert body.startswith(each.files[next(name for name in each.files if name.endswith(".txt"))].decode())


def test_the_form_asks_for_what_the_letter_is_about_and_the_letter_says_what_it_costs(every) -> None:
    for each in every:
        assert each.form is not None
        assert len({(key.subject, key.code, key.period) for key in each.form.keys}) == len(each.notice.owed)
        assert each.form.to_fill == each.values.cells.value == each.notice.cells
        text = without_marks(each.marked)
        assert f"所附的表需填{each.form.to_fill}格，已代填{each.form.filled}格" in text
        assert each.form_file is not None
        assert each.files[each.form_file] == form_bytes(each.form)
        assert f"本表需填 {each.form.to_fill} 格，已代填 {each.form.filled} 格" in "".join(each.form.guide)
        invited = each.notice.level == "request"
        assert ("情况提供表" in each.form.title) == invited


def after_a_form(session: Session, made: MadeLetter, most: int, when: str, **more: object) -> MadeLetter:
    """The same letter after a form that asked for the first of its duties was sent on a day."""
    lines = [
        (
            each.duty.duty.key.finding or each.duty.duty.key.obligation or each.duty.duty.task,
            name,
            each.duty.duty.period,
        )
        for each in made.notice.owed[:most]
        for name in each.names
    ]
    sent = issued("form", when, lines, to=(made.notice.unit,), **more)
    register = with_entries(session.register, [sent])
    later = Workspace(session.root, session.source, replace(session.loaded, register=register), session.day)
    found = find_notices(later, Filter(units=frozenset({made.notice.unit})))
    found = replace(found, notices=tuple(each for each in found.notices if not each.findings))
    (again,) = make_letters(later, found, NoticeOptions(format="md", mail=True))
    assert [each.duty.duty.key for each in again.notice.owed] == [each.duty.duty.key for each in made.notice.owed]
    return again


def mail_text(made: MadeLetter) -> str:
    return message_from_bytes(list(made.files.values())[-1], policy=default).get_body().get_content()


@pytest.mark.parametrize(
    ("when", "reply_by"), [("07-11", "07-22"), ("07-12", None), ("07-03", None), ("06-20", "07-12")]
)
def test_no_second_form_goes_with_a_letter_while_the_first_may_be_answered(session, made, when, reply_by) -> None:
    said = chinese_date(day(when)).removeprefix("2024年")
    for each in made:
        name = "情况提供表" if each.notice.level == "request" else "报送表"
        again = after_a_form(session, each, 99, when, reply_by=day(reply_by) if reply_by else None)
        assert (again.form, again.form_file, again.asked.owed) == (None, None, ())
        back = "方便时请填好发回" if each.notice.level == "request" else "填好发回即可"
        assert f"，{name}已于{said}发出，{back}。" in without_marks(again.marked)
        assert "所附的表" not in again.marked
        assert f"函件见附件；{name}已于{said}发出，" in mail_text(again)
        assert again.values.cells.value == each.notice.cells
        cautions = letter_cautions([again], find_notices(session, Filter()))
        assert sum(each.startswith("说明：报送表先前发过、还没有回的") for each in cautions) == 1


@pytest.mark.parametrize(("when", "reply_by"), [("07-02", None), ("06-20", "07-11")])
def test_once_its_answer_is_due_another_form_goes_with_the_letter(session, made, when, reply_by) -> None:
    again = after_a_form(session, made[0], 99, when, reply_by=day(reply_by) if reply_by else None)
    assert again.form is not None
    assert (again.form.keys, again.values.form_sent) == (made[0].form.keys, "")


def test_the_form_asks_for_the_rest_alone_where_one_asks_for_some_already(session: Session, made) -> None:
    whole = next(each for each in made if len(each.notice.owed) > 2 and each.notice.level == "urge")
    again = after_a_form(session, whole, 1, "07-11")
    assert again.form is not None
    assert set(again.form.keys) < set(whole.form.keys)
    assert len(again.asked.owed) == len(whole.notice.owed) - 1
    said = (
        f"其中1项的报送表已于7月11日发出，所附的表只列其余的，需填{again.form.to_fill}格，已代填{again.form.filled}格"
    )
    assert said in without_marks(again.marked)
    assert "；其余的在7月11日发出的报送表里" in mail_text(again)
    assert again.form.to_fill == again.values.cells.value < again.notice.cells


def test_without_a_mail_there_is_no_form(session: Session) -> None:
    some = find_notices(session, Filter(units=frozenset({"示范东镇"})))
    (plain,) = make_letters(session, some, NoticeOptions(format="md"))
    assert (plain.form, plain.form_file, plain.values.filled) == (None, None, None)
    assert "所附的表" not in plain.marked


def test_the_calendar_has_the_days_by_which_each_duty_is_asked_for(session: Session, every) -> None:
    answer = answer_day(session.day, session.register.info)
    for each in every:
        data = next(data for name, data in each.files.items() if name.endswith(".ics"))
        events = Calendar.from_ical(data).walk("VEVENT")
        assert sorted(event["dtstart"].dt for event in events) == sorted(
            asked_by(owed.duty, session.assessment, answer) for owed in each.notice.owed
        )
        assert len({event["uid"] for event in events}) == len(each.notice.owed)
        word, to = ("提供", "提供给") if each.notice.level == "request" else ("报送", "报")
        for event in events:
            assert str(event["summary"]).startswith(f"{word}：")
            assert f"{to}示范区委依法治区办，电话" in str(event["description"])
            assert ("提供给" in str(event["description"])) == (word == "提供")
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_calendar_says_what_was_returned_and_why_and_what_only_the_office_asks_for(demo: Path) -> None:
    session = Session.open(str(demo), "2024-06-20")
    said = {}
    for name in ("政府办公室", "人大常委会办公室"):
        found = find_notices(session, Filter(units=frozenset(session.units(name))))
        (each,) = make_letters(session, found, NoticeOptions(format="md"))
        data = next(data for file, data in each.files.items() if file.endswith(".ics"))
        for event in Calendar.from_ical(data).walk("VEVENT"):
            said[str(event["summary"])] = str(event["description"])
    returned = said["重报：规范性文件清理并公布结果"]
    assert "。报来的材料6月17日已退回，原因是“只有目录，没有清理结论，请补齐后重新报送”。" in returned
    assert "的进展，由办公室要求按期报送。报示范区委" in said["报送：任务8“公开重大行政决策目录”2024年第一季度进展"]
    assert "的进展，由办公室为汇总情况商请。提供给" in said["提供：任务12“办理建议意见”2024年第二季度进展"]


def test_the_same_input_gives_the_same_bytes(session: Session, made) -> None:
    some = replace(find_notices(session, Filter()), notices=(made[0].notice,))
    (again,) = make_letters(session, some, NoticeOptions(format="docx", mail=True))
    assert again.files == made[0].files


def test_without_the_packages_plain_text_is_made_where_it_is_asked_for(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = find_notices(session, Filter(units=frozenset({"示范东镇"})))
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setattr("spt_fazhi.services.notice.make.is_installed", lambda: False)
    (plain,) = make_letters(session, some, NoticeOptions(format="md"))
    assert [name.rpartition(".")[2] for name in plain.files] == ["md", "txt"]
    with pytest.raises(FazhiError, match="python-docx") as refused:
        make_letters(session, some, NoticeOptions(format="docx"))
    assert "pip install" in refused.value.hint
    assert "\n" not in refused.value.message


@pytest.mark.parametrize(
    ("name", "shown"),
    [("甲/局", "jia-甲_局-"), ('甲\\局:*?"<>|', "jia-甲_局_______-"), ("甲局 .", "jia-甲局-"), ("甲" * 100, f"jia-{'甲' * 40}-"), ("..", "jia-_-")],
)  # fmt: skip
def test_file_names_are_taken_by_every_system(session: Session, name: str, shown: str) -> None:
    found = find_notices(session, Filter(units=frozenset({"示范东镇"})))
    notice = replace(found.notices[0], unit=name, code="jia", speaks_for=(name,))
    (letter,) = make_letters(session, replace(found, notices=(notice,)), NoticeOptions(format="md"))
    assert letter.letter.startswith(shown)
    assert all(len(each.encode()) <= 200 for each in letter.files)


def test_levels_can_be_typed_in_several_ways() -> None:
    assert [level_typed(each) for each in ("提醒", "催办函", "督办", "督办通知", "hint", " 商请 ")] == [
        "remind", "urge", "supervise", "supervise", "hint", "request"
    ]  # fmt: skip
    with pytest.raises(UsageError, match="没有“约谈”这一级") as refused:
        level_typed("约谈")
    assert "提醒（remind）" in refused.value.hint


def test_units_and_groups_say_to_whom_and_the_rest_about_what(session: Session) -> None:
    townships = frozenset(unit.name for unit in session.directory.members("各乡镇"))
    assert {each.unit for each in find_notices(session, Filter(members=townships)).notices} <= townships
    both = find_notices(session, Filter(members=townships, units=frozenset({"示范东镇", "示范区司法局"})))
    assert [each.unit for each in both.notices] == ["示范东镇"]
    about = find_notices(session, Filter(obligations=frozenset({"6.1"})))
    assert {owed.duty.duty.key.obligation for each in about.notices for owed in each.owed} == {"6.1"}
