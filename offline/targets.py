"""The machines that bundles are built for: what pip calls them, what their Python says of itself."""

from __future__ import annotations

import platform
from typing import Final

from spt_fazhi.model.frozen import frozen

NEWEST_GLIBC: Final = 28
"""Wheels that need a later glibc than 2.28 (what 麒麟 V10 and 统信 20 have) are not taken."""


@frozen
class Machine:
    """A kind of machine; `tags` are pip's names for it, the one that fits most machines first."""

    name: str
    says: str
    tags: tuple[str, ...]
    sysconfig_platform: str
    markers: dict[str, str]


def _linux(arch: str, says: str) -> Machine:
    older = ("manylinux2014", "manylinux2010", "manylinux1") if arch == "x86_64" else ("manylinux2014",)
    newer = [f"manylinux_2_{minor}" for minor in range(17, NEWEST_GLIBC + 1)]
    markers = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux", "platform_machine": arch}
    tags = tuple(f"{tag}_{arch}" for tag in (*older, *newer))
    return Machine(name=f"manylinux_{arch}", says=says, tags=tags, sysconfig_platform=f"linux-{arch}", markers=markers)


_WINDOWS: Final = Machine(
    name="win_amd64",
    says="64 位 Windows（x86-64）",
    tags=("win_amd64",),
    sysconfig_platform="win-amd64",
    markers={"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
)
MACHINES: Final = {
    each.name: each
    for each in (
        _WINDOWS,
        _linux("x86_64", "64 位 Linux（x86-64，海光、兆芯也是）"),
        _linux("aarch64", "64 位 ARM 的 Linux（鲲鹏、飞腾）"),
    )
}


def own() -> Machine:
    """The kind of machine this process runs on. Raises KeyError for one that has no bundle."""
    if platform.system() == "Windows":
        return MACHINES["win_amd64"]
    return MACHINES[f"manylinux_{platform.machine()}" if platform.system() == "Linux" else platform.system()]


@frozen
class Target:
    """A machine and a minor version of Python, as `3.12`."""

    machine: Machine
    python: str

    def environment(self, extra: str = "") -> dict[str, str]:
        """What the markers of requirements are judged by there."""
        return {
            **self.machine.markers,
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "extra": extra,
        }
