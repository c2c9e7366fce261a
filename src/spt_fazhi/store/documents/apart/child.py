"""The other side: a process that is given foreign bytes, keeps within its limits and answers with one JSON object."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable
from typing import Any

from spt_fazhi.errors import FazhiError

_STOPPED: bytes = b'{"stopped": true}'


def limit(memory: int, seconds: int) -> None:
    """Bound memory (MiB) and processor time where the system can; on Windows the caller's clock alone counts."""
    if sys.platform == "win32":
        return
    import resource

    for kind, amount in ((resource.RLIMIT_AS, memory << 20), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (amount, amount))


def serve(read: Callable[[bytes], dict[str, Any]], memory: int, seconds: int) -> None:
    """Write what `read` makes of standard input.

    A FazhiError becomes `{"fault": message, "hint": what to do}`, want of memory `{"stopped": true}`, whatever else is
    raised `{"broken": its name}`.
    """
    data = sys.stdin.buffer.read()
    limit(memory, seconds)
    try:
        said = json.dumps(read(data)).encode()
    except FazhiError as error:
        said = json.dumps({"fault": error.message, "hint": error.hint}).encode()
    except MemoryError:
        said = _STOPPED
    except Exception as error:  # noqa: BLE001 - whatever a reader raises on a damaged file
        said = json.dumps({"broken": type(error).__name__}).encode()
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
