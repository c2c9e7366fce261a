"""The process in which a document of a foreign format is read: its bytes in by standard input, JSON out.

Run by `read.py` as `python -P -m spt_fazhi.store.documents.readers.worker MEMORY SECONDS FORMAT NAME`, the name as a
JSON string, so that it is ASCII. It writes what as_json.py says, or one of the answers of `apart/child.py`.
"""

from __future__ import annotations

import json
import sys
from typing import cast

from spt_fazhi.store.documents.apart.child import serve
from spt_fazhi.store.documents.readers.as_json import to_json
from spt_fazhi.store.documents.readers.formats import Format, read_format


def main(memory: int, seconds: int, kind: Format, name: str) -> None:
    """Read what standard input holds."""
    serve(lambda data: to_json(read_format(kind, data, name)), memory, seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), cast("Format", sys.argv[3]), json.loads(sys.argv[4]))
