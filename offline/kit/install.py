"""Installs fazhi from the folder this file lies in: nothing but Python is needed, no network, no pip, no venv package.

Standard library only, and written so that old versions of Python can read it and be told that they are too old.
Whatever goes wrong is one line in Chinese on standard error and exit code 1.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from typing import Any, Dict, List, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(HERE, "env")
PROGRAMS = os.path.join(HERE, "bin")
LOG = os.path.join(HERE, "install.log")
LIST = "SHA256SUMS"
OLDEST = (3, 11)
LONGEST_PATH = 259
"""Windows' own limit, where nobody has lifted it."""


class Fault(Exception):
    """Why nothing was installed, and what to do: one line."""


def main() -> int:
    """Check, install, try what was installed; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # from Python 3.7 on
            stream.reconfigure(errors="replace")
    try:
        install()
    except Fault as fault:
        print(f"错误：{fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断，没有装好；再运行一次就从头装。", file=sys.stderr)
        return 130
    return 0


def install() -> None:
    """Look at everything first; then make the environment, whole or not at all."""
    check_version(sys.version_info[:2])
    check_files(HERE)
    with open(os.path.join(HERE, "bundle.json"), encoding="utf-8") as file:
        bundle: Dict[str, Any] = json.load(file)
    check_machine(bundle, sysconfig.get_platform(), glibc())
    check_python(bundle, "%d.%d" % sys.version_info[:2])
    check_folder(HERE)
    check_length(HERE, bundle["longest_path"], limited=os.name == "nt")
    print(f"正在安装 fazhi {bundle['version']}，大约一分钟……", flush=True)
    remove_old()
    try:
        make_environment(bundle)
        try_out(bundle["version"])
    except BaseException:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise
    print_next(bundle)


def check_version(version: Any) -> None:
    """Raise Fault for a Python that is too old."""
    if version < OLDEST:
        raise Fault(f"Python 太旧：这是 {version[0]}.{version[1]}，要 3.11 或更新的，请另装一个再来")


def check_files(folder: str) -> None:
    """Hold every file against the list of hashes. Raises Fault for what is missing, altered or not in the list."""
    try:
        with open(os.path.join(folder, LIST), encoding="ascii") as file:
            digests = [line.rstrip("\n").split("  ", 1) for line in file]
        listed = {name: digest for digest, name in digests}
    except (OSError, ValueError):
        raise Fault(f"文件损坏或不全：{LIST}，请重新拷贝、重新解压整个压缩包") from None
    wrong = [name for name, digest in listed.items() if sha256(os.path.join(folder, *name.split("/"))) != digest]
    if wrong or not listed:
        more = f" 等 {len(wrong)} 个" if len(wrong) > 1 else ""
        raise Fault(f"文件损坏或不全：{(wrong or [LIST])[0]}{more}，请重新拷贝、重新解压整个压缩包")
    for name in sorted(os.listdir(os.path.join(folder, "wheels"))):
        if f"wheels/{name}" not in listed:
            raise Fault(f"wheels 文件夹里多了一个不属于这个包的文件：{name}，请删掉它，或者重新解压整个压缩包")


def sha256(path: str) -> str:
    """The hash of a file; "" for one that cannot be read."""
    found = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                found.update(block)
    except OSError:
        return ""
    return found.hexdigest()


def glibc() -> Optional[List[int]]:
    """The version of the C library; None where it is another one or not said."""
    try:
        words = (os.confstr("CS_GNU_LIBC_VERSION") or "").split()
    except (AttributeError, OSError, ValueError):
        return None
    return [int(each) for each in words[1].split(".")[:2]] if len(words) == 2 else None


def check_machine(bundle: Dict[str, Any], platform: str, libc: Optional[List[int]]) -> None:
    """Raise Fault on a machine that the wheels are not for."""
    if platform != bundle["sysconfig_platform"] or sys.maxsize < 1 << 32:
        raise Fault(
            f"这个包只能装在：{bundle['machine']}；这里的 Python 是 {platform} 的，请换对应的包，或者换 64 位的 Python"
        )
    if bundle["glibc"] is None:
        return
    needed = ".".join(map(str, bundle["glibc"]))
    if libc is None:
        raise Fault(f"这个包要 glibc {needed} 或更新的，这台电脑用的不是 glibc，装不了")
    if libc < bundle["glibc"]:
        raise Fault(f"系统太旧：这个包要 glibc {needed} 或更新的，这台电脑是 {libc[0]}.{libc[1]}")


def check_python(bundle: Dict[str, Any], version: str) -> None:
    """Raise Fault for a Python whose wheels are not in the bundle."""
    plain = sys.implementation.name == "cpython" and not sysconfig.get_config_var("Py_GIL_DISABLED")
    if version not in bundle["pythons"] or not plain:
        kind = "" if plain else "（不是普通的 CPython）"
        raise Fault(
            f"这个包配的是 Python {'、'.join(bundle['pythons'])}，这里是 {version}{kind}，"
            "请另装其中一个；装在别处的，用环境变量 PYTHON 写明它的位置"
        )


def check_folder(folder: str) -> None:
    """Raise Fault where nothing can be written."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError:
        raise Fault(f"文件夹不能写：{folder}，请把整个文件夹拷到自己能写的地方再装") from None


def check_length(folder: str, longest: int, limited: bool) -> None:
    """Raise Fault where Windows could not name a file to be installed, `longest` characters below the folder."""
    over = len(folder) + 1 + longest - LONGEST_PATH
    if limited and over > 0:
        raise Fault(f"文件夹的路径太长（多了 {over} 个字）：{folder}，请移到近一点的地方，例如 D:\\fazhi，再装")


def remove_old() -> None:
    """Remove what an earlier run installed here. Raises Fault when it is in use or is none of ours."""
    if not os.path.lexists(ENVIRONMENT):
        return
    if not os.path.isfile(os.path.join(ENVIRONMENT, "pyvenv.cfg")) and os.listdir(ENVIRONMENT):
        raise Fault(f"{ENVIRONMENT} 里是别的东西，请把它改名或移走再装")
    try:
        shutil.rmtree(ENVIRONMENT)
    except OSError:
        raise Fault("先前装的删不掉，多半是 fazhi 正在运行，请关掉它再装") from None


def make_environment(bundle: Dict[str, Any]) -> None:
    """An environment of its own, filled by the bundle's pip, hashes checked again. Raises Fault."""
    import venv

    try:
        venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(ENVIRONMENT)
        code = run_pip(bundle["pip"])
    except (OSError, subprocess.SubprocessError) as error:
        raise Fault(f"环境没有建成（{error}），请看看磁盘是不是满了，再装一次") from None
    if code:
        raise Fault(f"没有装成，请看看磁盘是不是满了再装一次；还是不行，请把 {LOG} 发给维护人员")
    os.makedirs(PROGRAMS, exist_ok=True)
    shutil.copy2(installed("fazhi"), PROGRAMS)


def run_pip(pip: str) -> int:
    """Run the bundle's own pip in the new environment, deaf to every setting of this machine; its exit code."""
    command = [
        installed("python"), "-I", "-X", "utf8", os.path.join(HERE, *pip.split("/"), "pip"),
        "install", "--isolated", "--no-index", "--find-links", os.path.join(HERE, "wheels"),
        "--require-hashes", "--only-binary", ":all:", "--no-cache-dir", "--no-input",
        "--disable-pip-version-check", "-r", os.path.join(HERE, "requirements.txt"),
    ]  # fmt: skip
    with open(LOG, "wb") as log:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=plain_environment(), cwd=HERE, check=False
        )
    return done.returncode


def plain_environment() -> Dict[str, str]:
    """This process's environment without what steers Python and pip."""
    kept = {key: value for key, value in os.environ.items() if not key.upper().startswith(("PIP_", "PYTHON"))}
    return {**kept, "PIP_CONFIG_FILE": os.devnull}


def installed(name: str) -> str:
    """Where a program of the environment is."""
    if os.name == "nt":
        return os.path.join(ENVIRONMENT, "Scripts", f"{name}.exe")
    return os.path.join(ENVIRONMENT, "bin", name)


def try_out(version: str) -> None:
    """Make the invented register and show it with what was installed. Raises Fault."""
    with tempfile.TemporaryDirectory(dir=HERE) as folder:
        place = os.path.join(folder, "demo")
        environment = {**plain_environment(), "FAZHI_CACHE": "off"}
        for words in (["--version"], ["demo", place], ["status", "--root", place]):
            done = subprocess.run(
                [installed("fazhi"), *words],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, check=False,
            )  # fmt: skip
            if done.returncode or (words == ["--version"] and version not in done.stdout.decode("utf-8", "replace")):
                with contextlib.suppress(OSError), open(LOG, "ab") as log:
                    log.write(done.stdout + done.stderr)
                raise Fault(f"装上了却不能用（fazhi {words[0]}），请把 {LOG} 发给维护人员")


def print_next(bundle: Dict[str, Any]) -> None:
    """What was installed, where, and how to call it by name alone."""
    extras = "、".join(bundle["extras"].get("%d.%d" % sys.version_info[:2], []))
    print(f"装好了 fazhi {bundle['version']}，可选的包：{extras or '没有'}。")
    print(f"程序：{os.path.join(PROGRAMS, os.path.basename(installed('fazhi')))}")
    print(f"想直接打 fazhi，把 {PROGRAMS} 加进环境变量 PATH；这个文件夹移动以后，请再运行一次安装。")


if __name__ == "__main__":
    sys.exit(main())
