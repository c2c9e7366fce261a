"""One file as proof of several things."""

from __future__ import annotations

from tests.builders.checks import attached, evidence, progress, rectify, void
from tests.builders.reviews import adding, found, told, visited

from spt_fazhi.changes.rules import reused_attachment as rule

OLD = evidence("2024-05-01-1.1-aaaa", files=(attached("旧.txt"),))
NEW = evidence("2024-06-12-1.1-bbbb", files=(attached("甲.txt"), attached("新.txt")))
HERE = "data/records/sfj/2024-06-12-1.1-bbbb/新.txt"
THERE = "data/records/sfj/2024-05-01-1.1-aaaa/旧.txt"


def test_used_before() -> None:
    context = adding(NEW, before=(OLD,), twins={HERE: (THERE,)})
    assert told(rule, context) == [("ask", "attachment-reused", NEW.file, ("files", 1, "name"))]
    assert found(rule, context)[0].message == "附件“新.txt”与 sfj/2024-05-01-1.1-aaaa 的附件是同一个文件"


def test_several_things_at_once_name_three() -> None:
    others = tuple(f"data/records/sfj/2024-05-0{n}-1.1-aaaa/旧.txt" for n in range(1, 6))
    (one,) = found(rule, adding(NEW, twins={HERE: others}))
    assert "sfj/2024-05-03-1.1-aaaa等 5 条 的" in one.message


def test_next_to_nothing_changed_in_it() -> None:
    context = adding(NEW, before=(OLD,), near_twins={HERE: (THERE,)})
    assert told(rule, context) == [("ask", "attachment-alike", NEW.file, ("files", 1, "name"))]
    assert "几乎一样，只差几个字节" in found(rule, context)[0].message
    both = adding(NEW, before=(OLD,), twins={HERE: (THERE,)}, near_twins={HERE: (THERE,)})
    assert [each[1] for each in told(rule, both)] == ["attachment-reused"]
    assert told(rule, adding(NEW, void(OLD.id), before=(OLD,), near_twins={HERE: (THERE,)})) == []


def test_harmless_twins() -> None:
    same_record = {HERE: ("data/records/sfj/2024-06-12-1.1-bbbb/甲.txt",)}
    assert told(rule, adding(NEW, twins=same_record)) == []
    assert told(rule, adding(NEW)) == []
    assert told(rule, adding(progress(), twins={HERE: (THERE,)})) == []
    # the earlier record, or the new one, has been withdrawn: entered anew with the same file, as it should be
    gone = void(OLD.id)
    assert told(rule, adding(NEW, gone, before=(OLD,), twins={HERE: (THERE,)})) == []
    assert told(rule, adding(NEW, void(NEW.id), before=(OLD,), twins={HERE: (THERE,)})) == []


def test_proof_of_rectification_that_was_used_before() -> None:
    report = rectify(files=(attached("清单.txt"),))
    here = f"data/records/{report.id}/清单.txt"
    assert told(rule, visited(report, before=(OLD,), twins={here: (THERE,)})) == [
        ("ask", "attachment-reused", report.file, ("files", 0, "name"))
    ]
    assert told(rule, visited(report, before=(OLD,))) == []
