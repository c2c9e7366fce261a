"""`fazhi notice`: the list, the files, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.places import REPOSITORY
from tests.builders.repositories import commit, git

DAY = "2024-07-12"


def notice(root: Path, *args: str, day: str = DAY):
    return fazhi("notice", *args, "--as-of", day, root=root)


def held(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_the_list(demo: Path) -> None:
    ran = notice(demo)
    assert (ran.code, ran.err) == (0, "")
    said = "督办通知 1 家，催办函 7 家，整改通知 1 家，提醒函 1 家，提示函 1 家，商请函 2 家 3 份。"
    assert "".join(said.split()) in "".join(ran.out.split())
    assert "有 5 家已到督办的时候，但没有登记过对这些事项的催办，先发催办函" in ran.out
    assert "示范东镇  0000-0000007" in ran.out
    assert "2 条，需填报 6 处，其中逾期 1 条、最久 14 天：6.1" in ran.out
    assert "本办公室自己还有 2 条要办，不给自己发函。" in ran.out
    assert half_width(ran.out) == []
    assert nested(ran.out) == []


def test_json_says_the_same(demo: Path) -> None:
    document = notice(demo, "--level", "催办", "--unit", "东镇", "--unit", "南镇", "--json").json
    assert [(each["level"], each["form"], each["unit"], each["number"], each["cells"]) for each in document["notices"]] == [
        ("urge", "催办函", "示范东镇", 2, 6), ("urge", "催办函", "示范南镇", 2, 6)
    ]  # fmt: skip
    assert [each["asked_by"] for each in document["notices"][0]["duties"]] == ["2024-07-22", "2024-07-26"]
    assert (document["waiting"], document["own"], document["notices"][0]["last"]) == ([], 2, None)


def test_the_message_of_a_supervision_says_so_and_no_other_does(demo: Path, tmp_path: Path) -> None:
    assert notice(demo, "-o", str(tmp_path / "函"), "--format", "md", day="2024-09-20").code == 0
    said = {name: data.decode() for name, data in held(tmp_path / "函").items() if name.endswith("口信.txt")}
    assert (
        {name for name, text in said.items() if "催办后仍没有完成的，现予督办。" in text}
        == {name for name in said if "-督办通知-" in name}
        != set()
    )


def test_writing_twice_gives_the_same_and_nothing_is_written_over(demo: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "一", tmp_path / "二"
    assert "已写入" in notice(demo, "-o", str(first), "--unit", "示范东镇", "--mail").err
    notice(demo, "-o", str(second), "--unit", "示范东镇", "--mail")
    assert sorted(held(first)) == [
        "dongz-示范东镇-催办函-口信.txt", "dongz-示范东镇-催办函-报送表.xlsx", "dongz-示范东镇-催办函-日历.ics", "dongz-示范东镇-催办函.docx", "dongz-示范东镇-催办函.eml"
    ]  # fmt: skip
    assert held(first) == held(second)
    (first / "dongz-示范东镇-催办函-口信.txt").write_bytes(b"mine")
    again = notice(demo, "-o", str(first), "--unit", "示范东镇")
    assert again.code == 2
    assert "没有覆盖" in again.err
    assert (first / "dongz-示范东镇-催办函-口信.txt").read_bytes() == b"mine"
    assert notice(demo, "-o", str(first), "--unit", "示范东镇", "--force", "--mail").code == 0
    assert held(first) == held(second)


def test_a_message_the_clerk_has_edited_is_used_and_a_template_that_fails_writes_nothing(
    own_demo: Path, tmp_path: Path
) -> None:
    templates = own_demo / "templates"
    templates.mkdir()
    (templates / "message.md.j2").write_text("{{ to }}的领导好，还差{{ written | length }}项。\n", "utf-8")
    place = tmp_path / "函"
    assert notice(own_demo, "-o", str(place), "--group", "各乡镇", "--format", "md").code == 0
    assert (place / "dongz-示范东镇-催办函-口信.txt").read_text("utf-8") == "示范东镇的领导好，还差1项。\n"
    (templates / "letter.md.j2").write_text("好\n{{ 没有 }}\n", "utf-8")
    failed = notice(own_demo, "-o", str(tmp_path / "坏"), "--format", "md")
    assert failed.code == 2
    assert "templates/letter.md.j2:2" in failed.err
    assert not (tmp_path / "坏").exists()


def test_while_something_cannot_be_read_nobody_is_written_to(own_demo: Path, tmp_path: Path) -> None:
    """It may be the very record that is asked for."""
    record = next((own_demo / "data" / "records" / "dongz").glob("*.yaml"))
    record.write_text("kind: evidence\n", "utf-8")
    ran = notice(own_demo, "-o", str(tmp_path / "函"))
    assert ran.code == 2
    assert "没有写函：台账里有 1 处数据不能用" in ran.err
    assert not (tmp_path / "函").exists()


def test_nothing_to_send(demo: Path, tmp_path: Path) -> None:
    ran = notice(demo, "-o", str(tmp_path / "函"), "--unit", "示范区人民法院", "--level", "督办")
    assert (ran.code, ran.err) == (0, "没有写文件：没有要发的函。\n")
    assert not (tmp_path / "函").exists()
    assert "没有要发的函。" in notice(demo, "--unit", "示范区人民法院", "--level", "督办").out


def test_a_register_that_is_not_in_use_sends_nothing(own_demo: Path, tmp_path: Path) -> None:
    import shutil

    for name in ("records", "decisions", "inspections"):
        shutil.rmtree(own_demo / "data" / name)
    ran = notice(own_demo)
    assert ran.out.splitlines() == ["台账尚未启用，没有任何记录，以下不作评价。", "还没有要发的函。"]
    assert "尚未启用" in notice(own_demo, "-o", str(tmp_path / "函")).err
    assert not (tmp_path / "函").exists()


SENT = ("--issue", "--recorded", DAY, "--format", "md")


def test_what_was_issued_is_not_written_again_and_counts(own_demo_in_git: Path, tmp_path: Path) -> None:
    place = tmp_path / "函"
    ran = notice(own_demo_in_git, "-o", str(place), "--group", "各乡镇", *SENT, "--json")
    assert ran.code == 0
    assert len(ran.json["files"]) == len(ran.json["notices"]) == 4
    entries = sorted((own_demo_in_git / "data" / "issued").glob("2024-07-*.yaml"))
    assert [each.name.rsplit("-", 1)[0] for each in entries] == [
        f"{DAY}-notify", f"{DAY}-supervise", f"{DAY}-urge", f"{DAY}-urge"
    ]  # fmt: skip
    kept = {file.name: file.read_bytes() for entry in entries for file in entry.with_suffix("").iterdir()}
    assert kept == {name: data for name, data in held(place).items() if name.endswith(".md")}
    assert fazhi("check", "--as-of", DAY, root=own_demo_in_git).code == 0
    later = notice(own_demo_in_git, "--json", day="2024-07-21").json
    assert not {each["unit"] for each in later["notices"]} & {"示范东镇", "示范南镇"}
    assert {(each["unit"], each["last"]["name"], each["again"]) for each in later["waiting"]} >= {
        ("示范东镇", "urge", "2024-07-23"), ("示范西镇", "supervise", "2024-07-23")
    }  # fmt: skip
    assert "刚催过，这次不再写" in notice(own_demo_in_git, day="2024-07-21").out
    duties = fazhi(
        "duties", "--unit", "示范东镇", "--task", "6.1", "--as-of", DAY, "--json", root=own_demo_in_git
    ).json["duties"]
    assert {each["period"]: each["letters"] for each in duties if each["letters"]} == {"2024-06": 1, "2024-07": 1}
    again = notice(own_demo_in_git, "--unit", "示范东镇", "--json", day="2024-07-23").json["notices"]
    assert [
        (each["level"], each["last"]["name"], each["last"]["reply_by"]) for each in again if "findings" not in each
    ] == [("supervise", "urge", "2024-07-22")]


def test_a_form_that_goes_with_a_letter_is_entered_as_sent_and_not_asked_again(
    own_demo_in_git: Path, tmp_path: Path
) -> None:
    place = tmp_path / "函"
    assert notice(own_demo_in_git, "-o", str(place), "--unit", "示范东镇", "--mail", *SENT).code == 0
    (letter,) = (own_demo_in_git / "data" / "issued").glob(f"{DAY}-urge-*.yaml")
    (form,) = (own_demo_in_git / "data" / "issued").glob(f"{DAY}-form-*.yaml")
    name = "dongz-示范东镇-催办函-报送表.xlsx"
    assert {each.name for each in letter.with_suffix("").iterdir()} == {"dongz-示范东镇-催办函.md", name}
    assert [each.read_bytes() for each in form.with_suffix("").iterdir()] == [(place / name).read_bytes()]
    assert fazhi("check", "--as-of", DAY, root=own_demo_in_git).code == 0
    (sent,) = fazhi("form", "--status", "--as-of", DAY, "--json", root=own_demo_in_git).json["forms"]
    assert (sent["unit"], sent["to_fill"], sent["duties"], sent["reply_by"]) == ("示范东镇", 6, 2, "2024-07-22")
    assert "所附的表需填6格" in (place / "dongz-示范东镇-催办函.md").read_text("utf-8")
    (asked,) = fazhi("form", "东镇", "--as-of", DAY, "--json", root=own_demo_in_git).json["forms"]
    assert not {(each["obligation"], each["period"]) for each in asked["duties"]} & {
        ("6.1", "2024-06"),
        ("6.1", "2024-07"),
    }


def test_a_letter_after_a_form_names_it_and_can_be_made_again(own_demo_in_git: Path, tmp_path: Path) -> None:
    first, place = tmp_path / "表.xlsx", tmp_path / "函"
    sent = fazhi("form", "东镇", "-o", str(first), "--issue", "--recorded", "2024-07-11", "--as-of", "2024-07-11",
                 root=own_demo_in_git)  # fmt: skip
    assert sent.code == 0, sent.err
    writing = ("-o", str(place), "--unit", "示范东镇", "--mail", *SENT)
    refused = notice(own_demo_in_git, *writing)
    assert (refused.code, "2024-07-11-form-" in refused.err, place.exists()) == (2, True, False)
    git(own_demo_in_git, "add", "data")
    git(own_demo_in_git, "commit", "--quiet", "-m", "发表")
    assert notice(own_demo_in_git, *writing).code == 0
    assert "报送表已于7月11日发出，填好发回即可。" in (place / "dongz-示范东镇-催办函.md").read_text("utf-8")
    assert [each.name for each in place.iterdir() if each.suffix == ".xlsx"] == []
    assert len(list((own_demo_in_git / "data" / "issued").glob("*-form-*.yaml"))) == 1
    (letter,) = (own_demo_in_git / "data" / "issued").glob(f"{DAY}-urge-*.yaml")
    verified = fazhi("verify", letter.stem, root=own_demo_in_git)
    assert verified.code == 0, verified.out


def test_the_number_is_printed_and_kept_and_one_letter_has_one_number(own_demo_in_git: Path, tmp_path: Path) -> None:
    number = ("--number", "示依法办函〔2024〕3号")
    several = notice(own_demo_in_git, "-o", str(tmp_path / "多"), *number, *SENT)
    assert several.code == 2
    assert "一个文号只能给一份" in several.err
    assert notice(own_demo_in_git, "-o", str(tmp_path / "一"), "--unit", "示范东镇", *number, *SENT).code == 0
    assert "示依法办函〔2024〕3号" in (tmp_path / "一" / "dongz-示范东镇-催办函.md").read_text("utf-8")
    (entry,) = (own_demo_in_git / "data" / "issued").glob("2024-07-*.yaml")
    assert "number: 示依法办函〔2024〕3号" in entry.read_text("utf-8")


def test_what_cannot_be_entered_is_not_left_behind(own_demo_in_git: Path, tmp_path: Path) -> None:
    units = own_demo_in_git / "data" / "units.yaml"
    units.write_text(units.read_text("utf-8").replace("0000-0000002", "13812345678"), "utf-8")
    commit(own_demo_in_git)
    ran = notice(own_demo_in_git, "-o", str(tmp_path / "函"), "--unit", "示范东镇", *SENT)
    assert ran.code == 2
    assert "没有登记" in ran.err
    assert "手机号" in ran.err
    assert not (tmp_path / "函").exists()
    assert not list((own_demo_in_git / "data" / "issued").glob("2024-07-*"))


def test_a_letter_that_is_sent_must_fit_its_day(demo: Path, tmp_path: Path) -> None:
    for args, said in (
        (("--issue",), f"补登记请加 --recorded {DAY}"),
        (("--issue", "--recorded", "2024-07-01"), "早于函的日期"),
        (("--issue", "--recorded", "9999-01-01"), "不能预先登记"),
        (("--issue", "--recorded", DAY, "--at", "HEAD"), "--at"),
        (("--recorded", DAY), "要和 --issue 一起写"),
        (("--commit",), "要和 --issue 一起写"),
    ):
        ran = notice(demo, "-o", str(tmp_path / "函"), *args)
        assert ran.code == 2
        assert said in ran.err
    assert not (tmp_path / "函").exists()


def test_letters_are_not_written_among_the_templates(own_demo: Path) -> None:
    templates = own_demo / "templates"
    before = sorted(templates.iterdir()) if templates.exists() else None
    for words in (
        ("notice", "-o", str(templates), "--as-of", DAY),
        ("report", "quarter", "-o", str(templates / "a.md")),
    ):
        ran = fazhi(*words, root=own_demo)
        assert (ran.code, "在台账的 templates/ 里，没有写" in ran.err) == (2, True), ran.err
    assert before == (sorted(templates.iterdir()) if templates.exists() else None)


def test_in_a_repository_the_commit_is_kept_and_the_entry_can_be_committed(
    own_demo_in_git: Path, tmp_path: Path
) -> None:
    ran = notice(own_demo_in_git, "-o", str(tmp_path / "函"), "--unit", "示范东镇", *SENT, "--commit")
    assert ran.code == 0
    assert "已提交" in ran.out
    (entry,) = (own_demo_in_git / "data" / "issued").glob("2024-07-*.yaml")
    assert "\ncommit: " in entry.read_text("utf-8")
    assert "提交编号" not in ran.err
    verified = fazhi("verify", entry.stem, root=own_demo_in_git)
    assert verified.code == 0
    assert "重新生成" in verified.out
    assert "一致" in verified.out


def entry_of(root: Path, unit: str) -> str:
    """What is entered of the letter to a unit."""
    texts = [each.read_text("utf-8") for each in (root / "data" / "issued").glob("*.yaml")]
    (text,) = [each for each in texts if f"- {unit}\n" in each or f"to: [{unit}]" in each]
    return text


@pytest.mark.parametrize(
    "changed", ["data/tasks.yaml", "data/units.yaml", "data/records/dongz/*.yaml", "templates/letter.md.j2"]
)
def test_letters_that_could_not_be_made_again_are_not_entered(
    own_demo_in_git: Path, tmp_path: Path, changed: str
) -> None:
    file = next(own_demo_in_git.glob(changed), own_demo_in_git / changed)
    changed = file.relative_to(own_demo_in_git).as_posix()
    file.parent.mkdir(exist_ok=True)
    kept = file.read_bytes() if file.exists() else None
    file.write_bytes(kept + b"\n# x\n" if kept else (REPOSITORY / "templates/letter.md.j2").read_bytes())
    words = ("-o", str(tmp_path / "函"), "--unit", "示范南镇", *SENT)
    ran = notice(own_demo_in_git, *words)
    assert (ran.code, f"有没提交的改动（{changed}）" in ran.err, ran.err.count("\n")) == (2, True, 2), ran.err
    assert not (tmp_path / "函").exists()
    assert not list((own_demo_in_git / "data" / "issued").glob("2024-07-*"))
    assert notice(own_demo_in_git, "-o", str(tmp_path / "看"), "--format", "md").code == 0  # written, not entered
    commit(own_demo_in_git)
    assert notice(own_demo_in_git, *words).code == 0
    assert "\ncommit: " in entry_of(own_demo_in_git, "示范南镇")


def test_without_a_repository_letters_are_not_entered(own_demo: Path, tmp_path: Path) -> None:
    ran = notice(own_demo, "-o", str(tmp_path / "函"), "--unit", "示范南镇", *SENT)
    assert (ran.code, "台账不在 git 仓库里" in ran.err) == (2, True)
    assert not (tmp_path / "函").exists()
    git(own_demo, "init", "--quiet")
    assert "（或还没有提交）" in notice(own_demo, "-o", str(tmp_path / "函"), *SENT).err


def test_data_that_git_does_not_keep_are_not_what_was_committed(own_demo_in_git: Path, tmp_path: Path) -> None:
    commit(own_demo_in_git, files={".gitignore": "templates/\n.DS_Store\n"})
    (own_demo_in_git / "data" / "records" / ".DS_Store").write_bytes(b"x")
    words = ("-o", str(tmp_path / "函"), "--unit", "示范南镇", *SENT)
    templates = own_demo_in_git / "templates"
    templates.mkdir()
    (templates / "letter.md.j2").write_text("# 函\n\n请报。\n", "utf-8")
    ran = notice(own_demo_in_git, *words)
    assert (ran.code, "git add -f" in ran.err) == (2, True), ran.err
    (templates / "letter.md.j2").unlink()
    assert notice(own_demo_in_git, *words).code == 0


def test_what_else_was_entered_may_wait_unless_the_letter_tells_of_it(own_demo_in_git: Path, tmp_path: Path) -> None:
    """Letters are entered one after another before one commit; the last reminder about the same is printed."""
    assert notice(own_demo_in_git, "-o", str(tmp_path / "一"), "--unit", "示范东镇", *SENT).code == 0
    assert notice(own_demo_in_git, "-o", str(tmp_path / "二"), "--unit", "示范南镇", *SENT).code == 0
    head = git(own_demo_in_git, "rev-parse", "HEAD").strip()
    assert f"\ncommit: {head}" in entry_of(own_demo_in_git, "示范南镇").replace("'", "")
    later = ("--issue", "--recorded", "2024-07-23", "--format", "md", "--unit", "示范东镇")
    ran = notice(own_demo_in_git, "-o", str(tmp_path / "三"), *later, day="2024-07-23")
    assert (ran.code, "有没提交的改动（data/issued/2024-07-12-urge-" in ran.err) == (2, True), ran.err
    commit(own_demo_in_git)
    assert notice(own_demo_in_git, "-o", str(tmp_path / "三"), *later, day="2024-07-23").code == 0
    for entry in (own_demo_in_git / "data" / "issued").glob("2024-07-*.yaml"):
        assert fazhi("verify", entry.stem, root=own_demo_in_git).code == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--issue", "--recorded", DAY), "--issue 要和 -o 一起写"),
        (("--mail",), "--mail 要和 -o 一起写"),
        (("--force",), "--force 要和 -o 一起写"),
        (("--level", "约谈"), "没有“约谈”这一级"),
        (("--format", "pdf", "-o", "x"), "--format 没有“pdf”"),
        (("--unit", "没有这家"), "没有“没有这家”这个单位"),
    ],
)
def test_what_is_refused(demo: Path, args: tuple[str, ...], said: str) -> None:
    ran = notice(demo, *args)
    assert ran.code == 2
    assert said in ran.err


def test_it_may_fail_for_a_scheduler(demo: Path) -> None:
    assert notice(demo, "--fail-on", "overdue").code == 1
    assert notice(demo, "--fail-on", "overdue", "--unit", "示范区人民法院").code == 0


HOLIDAY = "节假日数据未覆盖"


def test_a_day_of_the_answer_that_may_be_a_holiday_is_said_once_and_can_be_set(demo: Path, tmp_path: Path) -> None:
    wrote = ("--level", "督办", "--format", "md", "-o")
    ran = notice(demo, *wrote, str(tmp_path / "一"), day="2024-09-21")
    assert (
        ran.err.count(
            "要求答复的日子推算为2024年10月1日，可能在国庆节假期里（节假日数据未覆盖），请核对；另定请加 --reply-by 日期。"
        )
        == 1
    )
    ran = notice(demo, *wrote, str(tmp_path / "二"), "--reply-by", "10月9日", day="2024-09-21")
    assert HOLIDAY not in ran.err
    for name, text in held(tmp_path / "二").items():
        if name.endswith((".md", ".txt")):
            assert "请于2024年10月9日前" in text.decode()
        elif name.endswith(".ics"):
            assert b"20241009" in text
    assert HOLIDAY not in notice(demo, *wrote, str(tmp_path / "三"), day="2024-09-11").err
    assert "请核对" not in ran.err
    ran = notice(demo, *wrote, str(tmp_path / "四"), "--reply-by", "10月12日", day="2024-09-21")
    assert "注意：要求答复的日子2024年10月12日是周六，请核对。" in ran.err
    assert HOLIDAY not in notice(demo, day="2024-09-21").err


def test_letters_that_ask_for_no_answer_say_nothing_of_holidays(demo: Path, tmp_path: Path) -> None:
    ran = notice(demo, "--level", "提醒", "--format", "md", "-o", str(tmp_path / "一"), day="2024-04-21")
    assert "已写入" in ran.err
    assert HOLIDAY not in ran.err


def test_the_day_of_the_answer_stands_in_the_json(demo: Path) -> None:
    assert notice(demo, "--json").json["reply_by"] == "2024-07-22"
    document = notice(demo, "--json", "--reply-by", "2024/7/31").json
    days = {each["asked_by"] for one in document["notices"] for each in one["duties"] if each["state"] == "overdue"}
    assert (document["reply_by"], days) == ("2024-07-31", {"2024-07-31"})


@pytest.mark.parametrize(
    ("typed", "said"),
    [("7月11日", "--reply-by 2024-07-11 早于函的日期 2024-07-12"), ("某天", "--reply-by")],
)
def test_a_day_of_the_answer_that_is_no_day_or_past_is_refused(
    demo: Path, tmp_path: Path, typed: str, said: str
) -> None:
    ran = notice(demo, "-o", str(tmp_path / "函"), "--reply-by", typed)
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "函").exists()


def test_the_day_that_was_set_is_entered_with_the_letter(own_demo_in_git: Path, tmp_path: Path) -> None:
    ran = notice(own_demo_in_git, "--unit", "示范东镇", "--format", "md", "-o", str(tmp_path / "函"), "--reply-by", "7月31日",
        "--issue", "--recorded", DAY)  # fmt: skip
    assert ran.code == 0, ran.err
    (last,) = {
        each["last"]["reply_by"] for each in notice(own_demo_in_git, "--unit", "示范东镇", "--json").json["waiting"]
    }
    assert last == "2024-07-31"
