"""Git, and nothing else of the program calls it: NUL-separated output, no pager, no prompts, names taken literally."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.store.disk.scratch import no_room, scratch
from spt_fazhi.text.plain import one_line

_SETTINGS: Final = tuple(
    part
    for each in ("core.quotePath=false", "color.ui=false", "core.fsmonitor=false", "log.showSignature=false")
    for part in ("-c", each)
)
"""The last two would run programs that the repository names."""
_OF_ANOTHER_REPOSITORY: Final = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
    "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE",
)
_IN_PROGRESS: Final = {
    "MERGE_HEAD": "合并",
    "CHERRY_PICK_HEAD": "拣选（cherry-pick）",
    "REVERT_HEAD": "撤销（revert）",
    "rebase-merge": "变基（rebase）",
    "rebase-apply": "变基（rebase）",
}
_LFS: Final = frozenset(
    {
        ("filter.lfs.clean", "git-lfs clean -- %f"),
        ("filter.lfs.smudge", "git-lfs smudge -- %f"),
        ("filter.lfs.process", "git-lfs filter-process"),
    }
)
_NEW: Final = frozenset({"??", "!!", "A ", "AM"})
"""How git marks what the last commit does not have."""


@frozen
class Changed:
    """A file, by its path from the workspace, that the last commit has otherwise, or not at all where it `is_new`.

    The path of a folder that is a repository of its own ends in `/`.
    """

    path: str
    is_new: bool
    is_ignored: bool


class Git:
    """The repository that holds one workspace. `root` is the workspace, not necessarily the repository's top."""

    def __init__(self, root: Path) -> None:
        """Use the repository that holds the folder `root`, if any; nothing is run yet."""
        self.root = root

    def run(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        """The output of one git command, in the workspace. Raises FazhiError with what git said.

        `env` is added to its environment.
        """
        done = self._run(arguments, stdin, env)
        if done.returncode:
            raise _explain(arguments, done.stderr.decode(errors="replace"))
        return done.stdout

    def _run(
        self, arguments: Sequence[str], stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        command = [_program(), "-C", str(self.root), *_SETTINGS, *arguments]
        try:
            return subprocess.run(  # noqa: S603 - a list, no shell; git is looked up in PATH alone
                command, input=stdin, capture_output=True, check=False, env={**_environment(), **(env or {})}
            )
        except FileNotFoundError:
            raise _no_git() from None

    @contextlib.contextmanager
    def beside(self, *arguments: str, stdin: IO[bytes] | int = subprocess.DEVNULL) -> Iterator[Callable[[], IO[bytes]]]:
        """Begin a git command that works while others do; what is given waits for it, and gives its output as a file
        that is there as long as this lasts. Raises as `run` does.
        """
        command = [_program(), "-C", str(self.root), *_SETTINGS, *arguments]
        with scratch() as said, scratch() as output:  # a pipe would fill up
            try:
                process = subprocess.Popen(  # noqa: S603 - see `_run`
                    command, stdin=stdin, stdout=output, stderr=said, env=_environment()
                )
            except FileNotFoundError:
                raise _no_git() from None

            def ended() -> IO[bytes]:
                failed = process.wait()
                output.seek(0)
                said.seek(0)
                if failed:
                    why = said.read().decode(errors="replace")
                    raise _explain(arguments, why) if why.strip() else no_room(f"git {arguments[0]} ")
                return output

            with process:  # which waits for it in any case
                yield ended

    def start(self, *arguments: str, stdin: IO[bytes] | int = subprocess.PIPE) -> subprocess.Popen[bytes]:
        """A git command that goes on running, its output a pipe; the caller reads, ends and waits for it."""
        command = [_program(), "-C", str(self.root), *_SETTINGS, *arguments]
        try:
            return subprocess.Popen(  # noqa: S603 - see `_run`
                command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
            )
        except FileNotFoundError:
            raise _no_git() from None

    def ask(self, *arguments: str) -> str | None:
        """What git answers, None when it has no answer (a question such as `rev-parse --verify`)."""
        done = self._run(arguments)
        return None if done.returncode else os.fsdecode(done.stdout).rstrip("\r\n")

    def place(self) -> tuple[str, bool]:
        """The workspace's folder from the repository's top, "" or ending in `/`, and whether the repository is bare.

        Raises FazhiError, in Chinese and with what to do, when this is no repository git is willing to read.
        """
        prefix, _, bare = self._told("--show-prefix", "--is-bare-repository").rpartition("\n")
        return prefix, bare == "true"

    def _told(self, *questions: str) -> str:
        """The answers of `rev-parse`, a line each. Raises FazhiError."""
        return os.fsdecode(self.run("rev-parse", *questions)).rstrip("\r\n")

    def prefix_if_any(self) -> str:
        """The folder as in `place`, and "" outside a repository or without git."""
        return self.place()[0] if self.is_inside_repository() else ""

    def top(self) -> Path | None:
        """The top folder of the repository, None when the workspace is in none or git is not installed."""
        try:
            done = self._run(("rev-parse", "--show-toplevel"))
        except FazhiError:
            return None
        if done.returncode:
            return None
        return Path(os.fsdecode(done.stdout).rstrip("\r\n"))

    def is_inside_repository(self) -> bool:
        """Whether the workspace lies in a repository with a work tree."""
        return self.top() is not None

    def require_ready(self) -> None:
        """Raise FazhiError, in Chinese and with what to do, when a commit could not be made here now."""
        inside, _, folder = self._told("--is-inside-work-tree", "--git-dir").partition("\n")
        if inside != "true":
            raise _explain(("rev-parse",), "not a git repository")
        for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            self.run("var", who)
        for mark, doing in _IN_PROGRESS.items():
            if (self.root / folder / mark).exists():
                raise FazhiError(
                    f"仓库正在进行{doing}，现在不能提交", "请先完成或放弃它（看 git status），再运行本命令"
                )

    def tracked(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The files git knows at these paths or below them, relative to the workspace; not what is new."""
        listed = self.run("ls-files", "-z", "--", *paths) if paths else b""
        return tuple(os.fsdecode(each) for each in listed.split(b"\0") if each)

    def unsaved(self, paths: Sequence[str]) -> bool:
        """Whether anything at these paths differs from the last commit, new files included."""
        return bool(paths) and bool(self._status("--porcelain", "-z", "--untracked-files=all", "--", *paths))

    def changed(self, paths: Sequence[str]) -> tuple[Changed, ...]:
        """The files at these paths, or below, that the last commit has otherwise or not at all, ignored ones too."""
        options = ("--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored=traditional")
        lines = os.fsdecode(self._status(*options, "--", *paths)).split("\0")
        prefix = self.place()[0]
        return tuple(
            Changed(path=line[3:].removeprefix(prefix), is_new=line[:2] in _NEW, is_ignored=line[:2] == "!!")
            for line in lines
            if line
        )

    def _status(self, *arguments: str) -> bytes:
        """What `git status` says, without running anything that the repository itself brings along."""
        return self.run(*self._no_filters(), "status", "--ignore-submodules=dirty", *arguments)

    def _no_filters(self) -> tuple[str, ...]:
        """Settings that turn off the filters of the repository's own configuration: it may have come from anybody, and
        `status` would run them. Those of the user's own stay, and Git LFS by its usual name.

        Raises FazhiError for one whose name cannot be written as a setting.
        """
        listed = self._filters()
        if not listed:
            return ()
        trusted = self._filters("--global") | self._filters("--system") | _LFS
        strange = {key for key, value in listed - trusted if key.endswith((".clean", ".smudge", ".process"))}
        if any("=" in key or "\n" in key for key in strange):
            raise FazhiError(
                "这个仓库的设置要运行别的程序，不照办", "请看 git config --list 里 filter 开头的几行，核实后删去"
            )
        required = {f"{key.rpartition('.')[0]}.required" for key in strange}
        settings = [*(f"{key}=" for key in sorted(strange)), *(f"{key}=false" for key in sorted(required))]
        return tuple(part for each in settings for part in ("-c", each))

    def _filters(self, *scope: str) -> frozenset[tuple[str, str]]:
        """The filters that are set, as names and values: everywhere, or in one scope."""
        done = self._run(("config", *scope, "--includes", "-z", "--get-regexp", r"^filter\."))
        found = (each.partition("\n") for each in os.fsdecode(done.stdout).split("\0") if each)
        return frozenset((key, value) for key, _, value in found)

    def commit(self, paths: Sequence[str], message: str) -> str:
        """Add and commit exactly these paths (relative to the workspace) and return the commit's full id.

        What else is staged stays staged and out of the commit. Raises FazhiError; the files stay as they are.
        """
        self.run("add", "--", *paths)
        self.run("commit", "--quiet", "--message", message, "--only", "--", *paths)
        return self.run("rev-parse", "--verify", "HEAD").decode().strip()


def _no_git() -> FazhiError:
    return FazhiError("没有找到 git", "请先安装 git（https://git-scm.com），装好后重开终端再试")


def _program() -> str:
    """Git by its full path on Windows, which would else run a `git.exe` that lies in the current folder."""
    if sys.platform != "win32":
        return "git"
    folders = (Path(each) for each in os.environ.get("PATH", "").split(os.pathsep) if Path(each).is_absolute())
    return next((str(found) for each in folders if (found := each / "git.exe").is_file()), "git-not-found.exe")


def _environment() -> dict[str, str]:
    """English messages, no prompts, no network, paths and objects taken literally, the workspace's own repository."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    return {
        **kept,
        "LC_ALL": "C",
        "LANGUAGE": "",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_PAGER": "cat",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_EDITOR": "true",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
    }


def _explain(arguments: Sequence[str], said: str) -> FazhiError:
    """What git said, as one Chinese sentence and the next step."""
    for pattern, message, hint in _KNOWN:
        if re.search(pattern, said, re.IGNORECASE):
            return FazhiError(message, hint)
    first = next((one_line(line, 200) for line in said.splitlines() if line.strip()), "没有说明原因")
    return FazhiError(f"git {arguments[0]} 没有成功：{first}", "请按这句话处理后，用 git status 看一看再继续")


_KNOWN: Final = (
    (
        r"tell me who you are|unable to auto-detect email|empty ident name|no (name|email) was given|useConfigOnly",
        "git 还不知道您是谁，不能提交",
        '请先运行这两行：git config user.name "您的姓名" 和 git config user.email "您的邮箱"',
    ),
    (
        r"dubious ownership",
        "git 认为这个仓库属于别的用户，不愿使用",
        "请确认来源可靠后，按 git 的提示把它加入 safe.directory",
    ),
    (r"not a git repository", "这个工作区不在 git 仓库里", "请先在工作区运行 git init，或克隆已有的仓库"),
    (r"index\.lock", "另一个 git 命令正在运行", "请等它结束后重试；若确认没有，可删去提示中的 index.lock 文件"),
    (
        r"cannot lock ref .* exists; cannot create",
        "有一条分支的名字正好是这条的前一段，git 建不了",
        "请先给那条分支改名（git branch -m），再运行本命令",
    ),
    (r"cannot lock ref .* but expected", "这条分支刚刚被别的命令改过", "请重新运行一次"),
    (
        r"cannot lock ref .*Unable to create",
        "另一个 git 命令正在运行",
        "请等它结束后重试；若确认没有，可删去 .git 里同名的 .lock 文件",
    ),
    (r"ignored by one of your \.gitignore", "新文件被 .gitignore 忽略了", "请检查 .gitignore，data/ 下的文件不应忽略"),
    (r"no space left", "磁盘已满，git 没有写成", "请清理磁盘后重试"),
    (r"permission denied|read-only file system", "没有权限写入 git 仓库", "请检查 .git 文件夹的权限"),
    (r"partial commit during a", "仓库正在进行合并等操作，现在不能提交", "请先完成或放弃它（看 git status）"),
)
