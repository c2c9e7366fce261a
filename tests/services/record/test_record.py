"""A record or decision from what is known of it to its file and its effect, without the command line."""

from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from tests.builders.entries import entries, files, workspace
from tests.builders.files import TASKS, TASKS_PATH, UNITS, UNITS_PATH, WAIVE, WAIVE_PATH, write
from tests.builders.repositories import IDENTITY, git, in_git

from spt_fazhi.errors import RefusedError, UsageError
from spt_fazhi.services.lookups import find_obligation, find_owner, find_record, find_task
from spt_fazhi.services.record import decisions, new_file
from spt_fazhi.services.record.decisions import DecidedDuty
from spt_fazhi.services.record.new_file import FieldText, NewFile
from spt_fazhi.services.record.record import record
from spt_fazhi.services.workspace.workspace import Workspace

DAY = date(2024, 6, 20)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "工作区")


def opened(root: Path) -> Workspace:
    return Workspace.read(root, DAY)


def lecture(
    here: Workspace, title: str = "专题讲法", more: dict[str, FieldText] | None = None, *paths: Path
) -> NewFile:
    return new_file.evidence(
        here, obligation=find_obligation(here, "1.1"), unit=here.unit("司法局"), day=date(2024, 6, 12), title=title,
        more=more or {"document": "示司发〔2024〕12号"}, files=paths,
    )  # fmt: skip


def test_evidence_is_written_and_its_effect_told(root: Path) -> None:
    here = opened(root)
    written = record(here, lecture(here))
    assert written.entry.file == f"data/records/{written.entry.id}.yaml"
    assert written.entry.id.startswith("sfj/2024-06-12-1.1-")
    assert written.paths == (written.entry.file,)
    assert written.effect is not None
    assert (written.effect.before.state, written.effect.after.state) == ("pending", "done")
    assert (written.warnings, written.in_repository, written.committed, written.failure) == ([], False, None, None)
    assert entries(root)[written.entry.id]["recorded"] == "2024-06-20"


@pytest.mark.parametrize("mark", ["[", "{", "[{", "]"])
def test_a_text_full_of_brackets_is_a_text(root: Path, mark: str) -> None:
    here = opened(root)
    title = f"讲法{mark * 300}"
    written = record(here, lecture(here, title, {"detail": f"{mark * 300}\n第二行"}))
    assert entries(root)[written.entry.id]["title"] == title
    path = root / written.entry.file
    path.write_text(f"\n{path.read_text('utf-8')}", "utf-8")  # now the parser's to read
    assert entries(root)[written.entry.id]["title"] == title


def test_attachments_are_copied_and_their_bytes_counted(root: Path, tmp_path: Path) -> None:
    photo = tmp_path / "现场.jpg"
    photo.write_bytes(b"x" * 5000)
    told: list[int] = []

    @contextmanager
    def copying(total: int):
        told.append(total)
        yield told.append

    here = opened(root)
    written = record(here, lecture(here, "专题讲法", {}, photo), copying=copying)
    assert told[0] == 5000 == sum(told[1:])
    assert [each.name for each in written.entry.value.files] == ["现场.jpg"]
    assert (root / written.entry.folder / "现场.jpg").read_bytes() == photo.read_bytes()
    assert written.paths == (written.entry.file, written.entry.folder)


@pytest.mark.parametrize("more", [{"amount": "两次"}, {"amount": "0"}, {"period": "2024年"}], ids=str)
def test_what_is_not_valid_is_refused_and_nothing_is_written(root: Path, more: dict[str, FieldText]) -> None:
    here = opened(root)
    with pytest.raises(UsageError, match="没有写入"):
        record(here, lecture(here, more=more))
    assert files(root) == []


def test_what_check_would_call_an_error_is_refused_and_nothing_is_written(root: Path) -> None:
    here = opened(root)
    with pytest.raises(RefusedError, match="身份证号"):
        record(here, lecture(here, "接待11010519491231002X来访"))
    assert files(root) == []


def test_a_commit_that_fails_leaves_the_file_and_says_why(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    in_git(root)
    here = opened(root)
    written = record(here, lecture(here), commit=True)
    assert written.committed == git(root, "rev-parse", "HEAD").strip()
    (root / ".gitignore").write_text("data/\n")
    here = opened(root)
    second = record(here, lecture(here, "再讲一次"), commit=True)
    assert second.committed is None
    assert second.failure is not None
    assert "没有提交" in second.failure.message
    assert (root / second.entry.file).exists()


def test_a_twin_is_refused_until_the_first_is_withdrawn(root: Path) -> None:
    here = opened(root)
    first = record(here, lecture(here))
    again = opened(root)
    with pytest.raises(RefusedError, match=f"与 {first.entry.id} 重复") as caught:
        record(again, lecture(again))
    assert "fazhi record void" in (caught.value.hint or "")
    assert len(opened(root).register.records) == 1
    record(
        again, new_file.void(again, target=find_record(again, first.entry.id), unit=again.unit("司法局"), reason="录错")
    )
    here = opened(root)
    assert record(here, lecture(here)).entry.id != first.entry.id


def test_a_twin_entered_as_of_an_earlier_day_is_refused_too(root: Path) -> None:
    later = Workspace.read(root, date(2024, 6, 25), use_cache=False)
    record(later, lecture(later))
    earlier = opened(root)
    with pytest.raises(RefusedError, match="重复"):
        record(earlier, lecture(earlier))


def test_a_record_is_withdrawn_once(root: Path) -> None:
    here = opened(root)
    made = record(here, lecture(here))
    here = opened(root)
    target = find_record(here, made.entry.id)
    returned = record(here, decisions.return_(here, target=target, reason="照片看不清"))
    assert returned.effect is not None
    assert returned.effect.after.state == "pending"
    here = opened(root)
    with pytest.raises(RefusedError, match=r"已由 .* 退回$"):
        decisions.return_(here, target=target, reason="照片看不清")


def test_decisions_and_progress(root: Path) -> None:
    here = opened(root)
    duty = DecidedDuty(obligation=find_obligation(here, "1.1"), unit=here.unit("司法局").name, period=None)
    later = record(
        here, decisions.extend(here, duty=duty, due=date(2025, 1, 31), approved_by="示办〔2024〕3号", reason="受灾停工")
    )
    assert later.effect is not None
    assert (later.effect.before.due, later.effect.after.due) == (date(2024, 12, 31), date(2025, 1, 31))
    here = opened(root)
    waived = record(here, decisions.waive(here, duty=duty, approved_by="会议", reason="没有这项业务"))
    assert waived.effect is not None
    assert waived.effect.after.state == "waived"
    here = opened(root)
    with pytest.raises(RefusedError, match="定为不适用"):
        decisions.waive(here, duty=duty, approved_by="会议", reason="没有这项业务")
    account = new_file.progress(
        here,
        task=find_task(here, "3"),
        unit=here.unit("司法局"),
        period="2024Q2",
        done="开展评查。",
        problems=None,
        next_=None,
    )
    told = record(here, account)
    assert told.effect is not None
    assert (told.effect.after.duty.kind, told.effect.after.state) == ("progress", "done")


def test_a_unit_with_evidence_is_not_excused(root: Path) -> None:
    here = opened(root)
    made = record(here, lecture(here))
    here = opened(root)
    duty = DecidedDuty(obligation=find_obligation(here, "1.1"), unit="区司法局", period=None)
    with pytest.raises(RefusedError, match=made.entry.id):
        decisions.waive(here, duty=duty, approved_by="会议", reason="没有这项业务")


def test_who_does_not_owe_it_is_named_with_those_who_do(root: Path) -> None:
    here = opened(root)
    with pytest.raises(UsageError, match="不承担") as caught:
        find_owner(here, "东镇", find_obligation(here, "1.1"))
    assert "区司法局" in caught.value.hint


def test_a_unit_excused_from_its_own_part_may_be_excused_from_what_it_took_over(tmp_path: Path) -> None:
    ended = UNITS.replace("aliases: [甲]", "aliases: [甲], until: 2024-06-25, succeeded_by: 丙镇")
    for path, text in {TASKS_PATH: TASKS, UNITS_PATH: ended, WAIVE_PATH: WAIVE}.items():
        write(tmp_path, path, text)
    here = Workspace.read(tmp_path, date(2024, 6, 26))
    duty = DecidedDuty(obligation=find_obligation(here, "1.1"), unit="丙镇", period=None)
    (merged,) = here.assessment.duties
    assert (merged.duty.unit, merged.former, merged.state) == ("丙镇", ("甲局",), "pending")
    waived = record(here, decisions.waive(here, duty=duty, approved_by="会议", reason="没有这项业务"))
    assert waived.effect is not None
    assert waived.effect.after.state == "waived"
