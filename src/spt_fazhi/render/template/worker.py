"""The process in which workspace templates are rendered: values in by standard input, Markdown or a fault out.

Run by `jinja.py` as `python -P -m spt_fazhi.render.template.worker SECONDS`. Standard output is `=` and the Markdown of
each template as a JSON list, or a JSON object with `name`, `line`, `message`.
"""

from __future__ import annotations

import contextlib
import json
import pickle
import sys
from typing import Final

from spt_fazhi.render.template.jinja import TemplateFault, render_each_here

MAX_MEMORY: Final = 1 << 30


def limit(seconds: int) -> None:
    """Bound memory and processor time where the system can (not on Windows: there the caller's clock alone counts)."""
    if sys.platform == "win32":
        return
    import resource

    for kind, amount in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_CPU, seconds)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (amount, amount))


def main(seconds: int) -> None:
    """Render what standard input asks for."""
    library, jobs = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own process
    limit(seconds)
    try:
        answer = b"=" + json.dumps(render_each_here(library, jobs)).encode()
    except TemplateFault as fault:
        answer = json.dumps({"name": fault.name, "line": fault.line, "message": fault.message}).encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
