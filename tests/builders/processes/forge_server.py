"""A forge on this machine: a real HTTP server with one pull request, for the script that posts the review."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

OWN = {"github": "github-actions[bot]", "gitea": "forgejo-actions", "gitlab": "bot"}


class Forge:
    """A forge with one pull request: its comments, and what was asked of it."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.comments: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.tokens: set[str] = set()
        self.fail = 0
        self.fail_on = ""
        self.files: list[str] = ["data/records/sfj/2024-06-12-6.1-k7q2.yaml"]
        self.elsewhere = ""
        self.head = "abc"
        self.api = ""

    def add(self, body: str, author: str) -> None:
        who = "author" if self.kind == "gitlab" else "user"
        name = "username" if self.kind == "gitlab" else "login"
        self.comments.append({"id": len(self.comments) + 1, "body": body, who: {name: author}})

    def looked_up(self, path: str, page: int) -> tuple[int, Any]:
        """The status and the answer to a question; two comments to a page: the script must turn pages."""
        if path.endswith("/user"):
            return 200 if self.kind == "gitlab" else 403, {"username": "bot"}
        if path.endswith("/pulls"):
            return 200, [{"number": 7, "head": {"sha": self.head}}] if page == 1 else []
        if path.endswith(("/files", "/diffs")):
            key = "new_path" if self.kind == "gitlab" else "filename"
            return 200, [{key: name} for name in self.files] if page == 1 else []
        return 200, self.comments[2 * page - 2 : 2 * page]


def handler_for(forge: Forge) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self, code: int, value: Any) -> None:
            data = json.dumps(value).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def note(self) -> tuple[str, dict[str, list[str]], Any]:
            url = urlsplit(self.path)
            forge.asked.append(f"{self.command} {url.path}")
            forge.tokens.add(self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or "")
            length = int(self.headers.get("Content-Length") or 0)
            return url.path, parse_qs(url.query), json.loads(self.rfile.read(length)) if length else None

        def do_GET(self) -> None:
            path, query, _ = self.note()
            if forge.elsewhere:
                self.send_response(301)
                self.send_header("Location", forge.elsewhere)
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif forge.fail and path.endswith(forge.fail_on):
                self.answer(forge.fail, {})
            else:
                self.answer(*forge.looked_up(path, int(query.get("page", ["1"])[0])))

        def do_POST(self) -> None:
            path, _, body = self.note()
            forge.add(body["body"], OWN[forge.kind])
            self.answer(201, {"path": path})

        def do_PATCH(self) -> None:
            path, _, body = self.note()
            forge.comments[int(path.rpartition("/")[2]) - 1]["body"] = body["body"]
            self.answer(200, {})

        def do_PUT(self) -> None:
            self.do_PATCH()

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    return Handler


@contextlib.contextmanager
def serving(kind: str) -> Iterator[Forge]:
    """A forge that answers on this machine as long as the block lasts."""
    made = Forge(kind)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(made))
    made.api = f"http://127.0.0.1:{server.server_port}/api"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
