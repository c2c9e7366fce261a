"""Every command says with what earlier runs left what it says without it."""

import shutil
import sys

import pytest
from tests.builders.command import fazhi
from tests.builders.repositories import git

from spt_fazhi.engine import assess
from spt_fazhi.store.workspace import entries, fact_cache, loader

QUESTIONS = [
    ("status",),
    ("status", "--json"),
    ("status", "--unit", "示范区司法局"),
    ("overdue",),
    ("overdue", "--json"),
    ("due", "--within", "60"),
    ("duties",),
    ("duties", "--json"),
    ("list",),
    ("unit", "示范区司法局"),
    ("show", "6"),
    ("calls",),
    ("trend",),
    ("inspect", "list"),
    ("report", "quarter", "--period", "2024Q2"),
    ("status", "--at", "HEAD"),
    ("overdue", "--at", "HEAD"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A demo in git."""
    root = tmp_path_factory.mktemp("judged") / "demo"
    assert fazhi("demo", str(root), "--tasks", "36", "--units", "40", "--records", "150").code == 0
    for words in (("init", "--quiet"), ("add", "-A"), ("commit", "--quiet", "-m", "x")):
        git(root, *words, when="2024-06-20 09:00:00 +0800")
    return root


@pytest.fixture
def warm(tmp_path, monkeypatch):
    """The environment of a cache; by its clock nothing was changed just now."""
    monkeypatch.setattr(fact_cache, "_SETTLED", -3_600_000_000_000)
    return {"FAZHI_CACHE": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path), "APPDATA": str(tmp_path)}


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_the_same_is_said_cold_warm_and_warmer(root, warm, words):
    words = (*words, "--as-of", "2024-06-20")
    cold = fazhi(*words, root=root)
    assert cold.out
    assert fazhi(*words, root=root, **warm) == cold  # keeps what it reads
    assert fazhi(*words, root=root, **warm) == cold
    assert fazhi(*words[:-1], "2024-06-21", root=root, **warm) == fazhi(*words[:-1], "2024-06-21", root=root)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("part", ["data", "data/records", "data/records/sfj"])
def test_a_folder_that_became_a_link_is_not_answered_from_what_was_kept(root, tmp_path, warm, part):
    own = shutil.copytree(root, tmp_path / "own")
    for _ in range(2):
        fazhi("status", "--as-of", "2024-06-20", root=own, **warm)
    (own / part).rename(own / "there")
    (own / part).symlink_to(own / "there")
    for question in (("status", "--json"), ("overdue",)):
        words = (*question, "--as-of", "2024-06-20")
        assert fazhi(*words, root=own, **warm) == fazhi(*words, root=own)


def counted(monkeypatch, module, name):
    """How often a function is called from now on, as the length of a list."""
    calls: list[object] = []
    original = getattr(module, name)

    def called(*args):
        calls.append(name)
        return original(*args)

    monkeypatch.setattr(module, name, called)
    return calls


@pytest.mark.parametrize(
    "words", [("status",), ("status", "--json"), ("overdue",), ("duties",), ("status", "--at", "HEAD")], ids=" ".join
)
def test_asked_again_no_record_is_read_and_none_attached(root, warm, monkeypatch, words):
    words = (*words, "--as-of", "2024-06-20")
    fazhi(*words, root=root, **warm)
    made, attached = counted(monkeypatch, entries, "made"), counted(monkeypatch, assess, "attach")
    assert fazhi(*words, root=root, **warm).out
    assert attached == []
    assert len(made) < 30  # inspections and what was issued


def test_a_decision_changes_the_answer_at_once(tmp_path, warm):
    root = tmp_path / "w"
    assert fazhi("demo", str(root)).code == 0
    before = fazhi("duties", "--as-of", "2024-06-20", root=root, **warm)
    file = next(
        path for path in sorted((root / "data/records").rglob("*.yaml")) if "kind: evidence" in path.read_text("utf-8")
    )
    file.unlink()
    after = fazhi("duties", "--as-of", "2024-06-20", root=root, **warm)
    assert after == fazhi("duties", "--as-of", "2024-06-20", root=root)
    assert after != before


def test_what_is_unusable_is_said_every_time(tmp_path, warm):
    root = tmp_path / "w"
    assert fazhi("demo", str(root)).code == 0
    file = min((root / "data/records").rglob("*.yaml"))
    file.write_bytes(file.read_bytes() + "说明：全角\n".encode())
    said = [fazhi("status", "--as-of", "2024-06-20", root=root, **warm) for _ in range(3)]
    assert said == [fazhi("status", "--as-of", "2024-06-20", root=root)] * 3
    assert said[0].code == 2


def test_check_reads_everything_itself(root, warm, monkeypatch):
    made = counted(monkeypatch, loader, "Facts")
    assert fazhi("check", root=root, **warm).code == 0
    assert made == []
    assert fazhi("status", root=root, **warm).code == 0
    assert made == ["Facts"]
