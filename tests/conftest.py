"""Settings for the whole suite."""

import gc
import os
import shutil
import signal
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings
from jinja2 import Environment
from tests.builders import registers
from tests.builders.repositories import branch, in_git
from tests.builders.worlds.visits import visits_workspace

from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.render.template.sandbox import MarkdownEnvironment
from spt_fazhi.services.workspace.skeleton import git_settings
from spt_fazhi.store.write.new_workspace import create_workspace

# Each run tries the same examples, so that a red test is red for everybody: the order of a set, from which some are
# drawn, too (the processes of the tests are begun after this). `--hypothesis-profile=explore` looks further.
os.environ.setdefault("PYTHONHASHSEED", "0")
settings.register_profile(
    "fazhi", deadline=None, derandomize=True, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fazhi")

# A shell starts what runs in its background deaf to Ctrl-C, and its children inherit that; the tests of Ctrl-C need ears.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No test may read or write the cache of whoever runs it; the tests of the cache name a folder of their own.
os.environ["FAZHI_CACHE"] = "off"

# The processes that tests start keep what they compile: hundreds of them would else compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


# What repeats one thing over and over (slow tests, Hypothesis) costs twice as much while coverage watches, and reaches
# nothing that the others do not reach: neither it nor the processes it starts are measured, so coverage is a lower bound.
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("slow") or is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("no_cover")


# A template is compiled once in a process of tests and not for every report: it takes as long as all the rest of one.
# What comes of it depends on nothing but these: the filters and functions of templates are always the same.
_compiled: dict[tuple[object, ...], Any] = {}
_compile = Environment.compile


def _compiled_once(
    self: Environment, source: Any, name: str | None = None, filename: str | None = None, **more: Any
) -> Any:
    if not (isinstance(self, MarkdownEnvironment) and isinstance(source, str)) or more:
        return _compile(self, source, name, filename, **more)
    key = (source, name, filename)
    if key not in _compiled:
        _compiled[key] = _compile(self, source, name, filename)
    return _compiled[key]


Environment.compile = _compiled_once  # type: ignore[assignment, method-assign]


# Files made for a test bear the second they were made in, and every process must find the same tests.
def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    return argname if isinstance(val, bytes) and len(val) > 30 else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    watched = os.environ.pop("COVERAGE_PROCESS_CONFIG", None) if item.get_closest_marker("no_cover") else None
    try:
        return (yield)
    finally:
        if watched is not None:
            os.environ["COVERAGE_PROCESS_CONFIG"] = watched


# Ten thousand tests are there until the end: looking for garbage among them, over and over, finds none.
def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden answers anew from what comes out")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden answers are to be written, not compared with."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def golden(update_golden: bool) -> Callable[[Path, str], None]:
    """Compare a text with the golden file of that name, or write it with --update-golden."""

    def compare(file: Path, text: str) -> None:
        if update_golden:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
        assert file.is_file(), f"no golden file {file.name}; pytest --update-golden writes it"
        assert text == file.read_text("utf-8")

    return compare


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo workspace that tests only read."""
    place = tmp_path_factory.mktemp("demo") / "示范区"
    create_workspace(place, {**make_workspace(DemoRequest()), **git_settings()})
    return place


@pytest.fixture(scope="session")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of a district that was visited; tests only read it."""
    return visits_workspace(tmp_path_factory.mktemp("visits") / "示范区")


@pytest.fixture(scope="session")
def demo_in_git(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in a repository, committed to main, with a branch `pr` checked out; tests only read it."""
    place = tmp_path_factory.mktemp("git") / "工作区"
    shutil.copytree(demo, place)
    in_git(place)
    branch(place, "pr")
    return place


@pytest.fixture(scope="session")
def districts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspaces of four invented districts that tests only read, and a list of them."""
    return registers.districts(tmp_path_factory.mktemp("districts"), 4)


@pytest.fixture(scope="session")
def exports(districts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports of three of them in one folder; tests only read it."""
    return registers.export_tree(districts, tmp_path_factory.mktemp("exports") / "汇总")


@pytest.fixture
def own_exports(exports: Path, tmp_path: Path) -> Path:
    """A copy of them."""
    return Path(shutil.copytree(exports, tmp_path / "汇总"))


@pytest.fixture
def own_demo_in_git(demo_in_git: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(demo_in_git, tmp_path / "工作区"))


@pytest.fixture
def own_demo(demo: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(demo, tmp_path / "工作区"))
