"""The files below the records and decisions, sorted once into what they are."""

from spt_fazhi.store.workspace.entries import EntryFiles, entry_files, hidden
from spt_fazhi.store.workspace.memory import MemorySource
from spt_fazhi.store.workspace.sources import FileInfo

RECORD, DECISION = "data/records/jia/2024-06-12-1.1-aaaa.yaml", "data/decisions/2024-06-20-waive-aaaa.yaml"
ATTACHMENT, STRAY, MISNAMED = (
    "data/records/jia/2024-06-12-1.1-aaaa/a.txt",
    "data/records/a.txt",
    "data/records/jia/x.yaml",
)
ISSUED, ENCLOSED = "data/issued/2024-07-08-quarter-aaaa.yaml", "data/issued/2024-07-08-quarter-aaaa/通报.docx"
ALL = (ISSUED, ENCLOSED, RECORD, DECISION, ATTACHMENT, STRAY, MISNAMED)


def test_every_file_is_listed_once() -> None:
    found = entry_files(MemorySource(dict.fromkeys((*ALL, "data/tasks.yaml"), b"")))
    assert found == EntryFiles(
        records=(RECORD, MISNAMED),
        decisions=(DECISION,),
        issued=(ISSUED,),
        others=tuple(sorted(map(FileInfo, (STRAY, ATTACHMENT, ENCLOSED)))),
    )
    assert len(found) == len(ALL)
    assert found.entries == {RECORD, MISNAMED, DECISION, ISSUED}
    assert hidden(found) == 0


def test_what_an_unfinished_write_left_is_not_listed() -> None:
    left = "data/records/jia/.fazhi-tmp-2024-06-12-1.1-bbbb"
    found = entry_files(MemorySource(dict.fromkeys((RECORD, left, "data/records/jia/2024-06-12-1.1-bbbb/a.txt"), b"")))
    assert found == EntryFiles(records=(RECORD,))


def test_links_are_no_entries_and_may_hide_some() -> None:
    links = tuple(FileInfo(path, is_link=True) for path in (RECORD, ATTACHMENT, "data/records/yi"))
    assert hidden(EntryFiles(others=(*links, FileInfo(STRAY)))) == 2


def test_less_and_joined() -> None:
    whole = entry_files(MemorySource(dict.fromkeys(ALL, b"")))
    taken = {RECORD, ATTACHMENT, DECISION, ISSUED, ENCLOSED}
    less = whole.less(taken)
    assert less == EntryFiles(records=(MISNAMED,), others=(FileInfo(STRAY),))
    assert less.joined(whole.less({MISNAMED, STRAY})) == whole


FOLDER = "data/records/jia/2024-06-20-1.1-cccc.yaml"


def test_a_folder_called_like_a_record_hides_one() -> None:
    found = entry_files(MemorySource({RECORD: b"", f"{FOLDER}/a.txt": b"", f"{FOLDER}/b.yaml/c.yaml": b""}))
    folders = (FileInfo(FOLDER, is_folder=True), FileInfo(f"{FOLDER}/b.yaml", is_folder=True))
    files = (FileInfo(f"{FOLDER}/a.txt"), FileInfo(f"{FOLDER}/b.yaml/c.yaml"))
    assert found == EntryFiles(records=(RECORD,), others=tuple(sorted((*folders, *files))))
    assert hidden(found) == 2


def test_a_folder_of_attachments_is_called_otherwise() -> None:
    assert hidden(entry_files(MemorySource({RECORD: b"", "data/records/jia/2024.yaml.d/a.txt": b""}))) == 0
