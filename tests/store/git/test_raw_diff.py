"""Git's raw differences, as every command of git writes them."""

from spt_fazhi.store.git.raw_diff import FileChange, by_path, raw_change, same
from spt_fazhi.store.git.trees import Blob

OLD, NEW, OTHER = "1" * 40, "2" * 40, "3" * 40
NONE = "0" * 40


def test_a_change_an_addition_a_deletion() -> None:
    output = (
        f":100644 100755 {OLD} {NEW} M\0a.yaml\0:000000 100644 {NONE} {NEW} A\0单位/b\0:120000 000000 {OLD} {NONE} D\0c\0"
    ).encode()
    assert by_path(output) == {
        "a.yaml": FileChange(path="a.yaml", old=Blob("100644", OLD), new=Blob("100755", NEW)),
        "单位/b": FileChange(path="单位/b", old=None, new=Blob("100644", NEW)),
        "c": FileChange(path="c", old=Blob("120000", OLD), new=None),
    }
    assert by_path(b"") == {}


def test_a_merge_is_told_from_its_first_parent() -> None:
    head = f"::100644 100600 100755 {OLD} {OTHER} {NEW} MM".encode()
    assert raw_change(head, b"a") == FileChange(path="a", old=Blob("100644", OLD), new=Blob("100755", NEW))
    added = f"::000000 100644 100644 {NONE} {OTHER} {NEW} AM".encode()
    assert raw_change(added, b"a").old is None


def test_a_file_named_twice_is_one_change() -> None:
    output = f":000000 100644 {NONE} {NEW} A\0a\0:100644 000000 {OLD} {NONE} D\0a\0".encode()
    assert by_path(output) == {"a": FileChange(path="a", old=Blob("100644", OLD), new=Blob("100644", NEW))}


def test_the_right_to_execute_makes_no_other_file_and_a_link_does() -> None:
    assert same(Blob("100644", OLD), Blob("100755", OLD))
    assert not same(Blob("100644", OLD), Blob("120000", OLD))
    assert not same(Blob("100644", OLD), Blob("100644", NEW))
    assert same(None, None)
    assert not same(None, Blob("100644", OLD))
