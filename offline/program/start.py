"""Where the one-folder program starts: `fazhi`, or one of its own modules that it starts apart from itself.

What reads foreign bytes or renders foreign templates is begun as `sys.executable -P -m MODULE …`. Here sys.executable
is this program and no Python, so it answers to these words itself: to modules of its own alone.
"""

import os
import runpy
import sys

_APART = ["-P", "-m"]


def _give_back_libraries() -> None:
    """Let what is started find its own libraries (git, an editor), not those in this folder."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


def _start() -> None:
    _give_back_libraries()
    if sys.argv[1:3] == _APART and sys.argv[3:4] and sys.argv[3].startswith("spt_fazhi."):
        sys.argv = sys.argv[3:]
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        return
    from spt_fazhi.cli.app import main

    main()


if __name__ == "__main__":
    _start()
