"""Post a review as the one comment of a pull request, or update it: standard library only, Python 3.8 or later.

    python3 post_review.py github|gitea|gitlab --api URL --repository NAME (--number N | --head SHA) review.md

The token comes from the environment variable TOKEN. The comment is found by its first line, a hidden marker, and by
being our own; somebody else's comment with the same marker is left alone. The text is data: it is sent, never run.
When there is no review to post, the comment says so: yesterday's good news must not stand under today's commit. And
when the pull request changes the files of the check itself, the comment says that first.
Run it with `python3 -I`, so that no file that lies about is taken for a module.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Iterator, Optional

MARKER = "<!-- fazhi-review -->"
LONGEST = 60_000
READ_AT_MOST = 64_000_000
PAGES = 50
BOTS = {
    "github": ("github-actions[bot]",),
    "gitea": ("forgejo-actions", "gitea-actions"),
    "gitlab": (),
}
INCOMPLETE = f"""{MARKER}
## fazhi 审阅

× 审阅没有完成，这个合并请求还不能合并。原因在自动任务的日志里；常见的是台账文件被删、程序没有装上。
"""
THE_CHECK = (".github/", ".gitea/", ".forgejo/", ".gitlab", "integrations/")
CHANGED = "> ▲ 这个合并请求改动了自动检查本身的文件（{}），下面的结论可能不是检查得出的。请先逐行看这些改动。"
UNKNOWN = "> ▲ 没能查明这个合并请求是否改动了自动检查本身的文件（{}），请自己看一眼。"


class Trouble(Exception):
    """Something a person must look at, in one sentence."""


class Stay(urllib.request.HTTPRedirectHandler):
    """Go nowhere else: a redirect would take the token along, and turn a POST into a GET."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Forge:
    """One project on one forge."""

    def __init__(self, kind: str, api: str, repository: str, token: str) -> None:
        self.kind = kind
        self.api = api.rstrip("/")
        self.repository = urllib.parse.quote(repository, safe="" if kind == "gitlab" else "/")
        self.token = token
        self.opener = urllib.request.build_opener(Stay)

    def call(self, method: str, path: str, body: Optional[dict[str, str]] = None) -> Any:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "fazhi"}
        if self.kind == "gitlab":
            headers["PRIVATE-TOKEN"] = self.token
        else:
            headers["Authorization"] = ("Bearer " if self.kind == "github" else "token ") + self.token
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.api + path, data=data, headers=headers, method=method)
        if not request.full_url.startswith(("https://", "http://")):
            raise Trouble(f"--api 应是网址：{self.api}")
        try:
            with self.opener.open(request, timeout=30) as answer:
                return json.loads(answer.read(READ_AT_MOST) or b"null")
        except urllib.error.HTTPError as error:
            if error.code in (301, 302, 303, 307, 308):
                raise Trouble(f"平台让改去别的地址，请改正 --api：{error.headers.get('Location')}") from None
            hint = {401: "，令牌无效", 403: "，令牌没有写评论的权限", 404: "，找不到项目或合并请求，或令牌看不到它"}
            raise Trouble(f"平台回答 {error.code}{hint.get(error.code, '')}（{method} {path}）") from None
        except (urllib.error.URLError, TimeoutError, OSError) as error:
            raise Trouble(f"连不上 {self.api}：{getattr(error, 'reason', error)}") from None
        except ValueError:
            raise Trouble(f"平台的回答读不懂（{method} {path}）") from None

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        sign = "&" if "?" in path else "?"
        for page in range(1, PAGES + 1):
            size = "per_page=100" if self.kind != "gitea" else "limit=50"
            found = self.call("GET", f"{path}{sign}{size}&page={page}")
            if not isinstance(found, list) or not found:
                return
            yield from found

    @property
    def base(self) -> str:
        return f"/projects/{self.repository}" if self.kind == "gitlab" else f"/repos/{self.repository}"

    def number_of(self, head: str) -> Optional[int]:
        """The open pull request whose last commit is `head`."""
        for each in self.pages(f"{self.base}/pulls?state=open"):
            if each.get("head", {}).get("sha") == head:
                return int(each["number"])
        return None

    def comments(self, number: int) -> str:
        kind = "merge_requests" if self.kind == "gitlab" else "issues"
        return f"{self.base}/{kind}/{number}/{'notes' if self.kind == 'gitlab' else 'comments'}"

    def own_names(self) -> tuple[str, ...]:
        """The names we may go by: the token's user where the forge tells, and the forge's bots."""
        try:
            user = self.call("GET", "/user")
        except Trouble:
            if not BOTS[self.kind]:
                raise
            return BOTS[self.kind]
        name = user.get("username" if self.kind == "gitlab" else "login") if isinstance(user, dict) else None
        return (*BOTS[self.kind], *([name] if name else []))

    def remark(self, number: int) -> str:
        """A first line for a pull request that changes the check itself, else nothing."""
        kind, what = ("merge_requests", "diffs") if self.kind == "gitlab" else ("pulls", "files")
        keys = ("new_path", "old_path") if self.kind == "gitlab" else ("filename", "previous_filename")
        found = set()
        try:
            for each in self.pages(f"{self.base}/{kind}/{number}/{what}"):
                names = [str(each.get(key) or "") for key in keys]
                found |= {part for part in THE_CHECK for name in names if name.startswith(part)}
        except Trouble as trouble:
            return UNKNOWN.format(str(trouble).partition("（")[0])
        return CHANGED.format("、".join(sorted(found))) if found else ""

    def post(self, number: int, text: str) -> str:
        """Update our comment or make it; what was done."""
        remark = self.remark(number)
        if remark:
            text = text.replace(MARKER, f"{MARKER}\n{remark}\n", 1)
        names = self.own_names()
        for each in self.pages(self.comments(number)):
            author = each.get("author" if self.kind == "gitlab" else "user") or {}
            name = author.get("username" if self.kind == "gitlab" else "login")
            if name in names and str(each.get("body", "")).startswith(MARKER):
                self.update(number, int(each["id"]), text)
                return "更新了评论"
        self.call("POST", self.comments(number), {"body": text})
        return "发了评论"

    def update(self, number: int, comment: int, text: str) -> None:
        if self.kind == "gitlab":
            self.call("PUT", f"{self.comments(number)}/{comment}", {"body": text})
        else:
            self.call("PATCH", f"{self.base}/issues/comments/{comment}", {"body": text})


def read(file: str) -> str:
    """The review, which comes from a job that handled hostile data: size and first line are looked at."""
    try:
        with open(file, encoding="utf-8", errors="replace") as source:
            text = source.read(LONGEST + 1)
    except OSError as error:
        print(f"读不出 {file}：{error.strerror}", file=sys.stderr)
        return INCOMPLETE
    if not text.startswith(MARKER):
        print(f"{file} 不是 fazhi review --format markdown 的结果", file=sys.stderr)
        return INCOMPLETE
    if len(text) > LONGEST:
        text = text[:LONGEST].rpartition("\n")[0] + "\n\n（太长，以下省略；请在本机运行 fazhi review 看全部）\n"
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description="Post or update the review of a pull request.")
    parser.add_argument("forge", choices=("github", "gitea", "gitlab"))
    parser.add_argument("file")
    parser.add_argument("--api", required=True)
    parser.add_argument("--repository", required=True)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--number", type=int)
    which.add_argument("--head")
    given = parser.parse_args()
    token = os.environ.get("TOKEN", "")
    try:
        if not token:
            raise Trouble("没有令牌：请设置环境变量 TOKEN")
        text = read(given.file)
        forge = Forge(given.forge, given.api, given.repository, token)
        number = given.number if given.number is not None else forge.number_of(given.head)
        if number is None:
            raise Trouble(f"没有打开着的合并请求停在 {given.head}，不发评论")
        print(f"{forge.post(number, text)}：合并请求 {number}")
    except Trouble as trouble:
        print(f"没有发评论：{trouble}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
