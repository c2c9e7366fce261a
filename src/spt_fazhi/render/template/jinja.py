"""Render a report's template to Markdown.

Packaged templates were reviewed with the program and are rendered in this process. As soon as a workspace template
takes part, the rendering runs in a process of its own with a limit on time, on output and (where the system has
such a limit) on memory: the sandbox bounds what a template can reach, not how long it may run. The values are the
same frozen ones either way, so the bytes are the same.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.render.template.library import FOLDER, Library
from spt_fazhi.render.template.wording import LONG_NUMBER, runtime, syntax
from spt_fazhi.text.plain import plain_marked

TIMEOUT_SECONDS: Final = 20.0
MAX_OUTPUT: Final = 32_000_000
Job = tuple[str, Mapping[str, Any]]
"""A template and its values."""
_FAILURES: Final = (
    TypeError, ValueError, ArithmeticError, LookupError, MemoryError, AttributeError, NameError, SyntaxError,
    AssertionError,
)  # fmt: skip
"""What a template may bring about in the code that Jinja makes of it."""
_MANY_BLANK_LINES: Final = re.compile(r"\n{3,}")


class TemplateFault(Exception):  # noqa: N818 - becomes a FazhiError once it is known which template it is
    """A template cannot be rendered: which one, where (line 0: not known), and why in Chinese."""

    def __init__(self, name: str, line: int, message: str) -> None:
        """Keep the parts."""
        super().__init__(message)
        self.name, self.line, self.message = name, line, message


def render(library: Library, name: str, values: Mapping[str, Any], *, timeout: float | None = None) -> str:
    """The Markdown of a template: LF line ends, no spaces at line ends, one line break at the end.

    Its figures are marked (text/marks.py). `values` are the template's variables, plain frozen values. `timeout` in
    seconds counts for workspace templates (TIMEOUT_SECONDS when it is left out).
    Raises FazhiError (exit 2) with `templates/<name>:<line>` for anything wrong with the template.
    """
    return render_each(library, [(name, values)], timeout=timeout)[0]


def render_each(library: Library, jobs: Sequence[Job], *, timeout: float | None = None) -> list[str]:
    """Several templates with their values, as `render`; workspace templates share one process and one `timeout`."""
    try:
        if library.is_trusted:
            return render_each_here(library, jobs)
        return _render_apart(library, jobs, TIMEOUT_SECONDS if timeout is None else timeout)
    except TemplateFault as fault:
        place = f"{FOLDER}/{fault.name}" + (f":{fault.line}" if fault.line else "")
        origin = library.origin(fault.name)
        hint = (
            "请改正工作区里的模板；改名或删去它，就用内置的"
            if origin == "工作区"
            else "变量和过滤器见 docs/templates.md"
        )
        raise FazhiError(f"{place}：{fault.message}", hint) from None


def render_here(library: Library, name: str, values: Mapping[str, Any]) -> str:
    """Render in this process. Raises TemplateFault."""
    return render_each_here(library, [(name, values)])[0]


def render_each_here(library: Library, jobs: Sequence[Job]) -> list[str]:
    """Render in this process; a template is compiled once for all its values. Raises TemplateFault."""
    environments: dict[str, Any] = {}
    texts = []
    for name, values in jobs:
        if name not in environments:
            environments[name] = _environment(library, values)
        texts.append(_rendered(library, environments[name], name, values))
    return texts


def _rendered(library: Library, environment: Any, name: str, values: Mapping[str, Any]) -> str:
    from jinja2.exceptions import TemplateError

    try:
        pieces: list[str] = []
        size = 0
        for piece in environment.get_template(name).generate(**values):
            size += len(piece)
            if size > MAX_OUTPUT:
                raise TemplateFault(name, 0, f"输出超过 {MAX_OUTPUT // 1_000_000} 兆字，已停止")
            pieces.append(piece)
    except (TemplateError, RecursionError) as error:
        raise _fault(error, name, environment) from None
    except _FAILURES as error:
        if library.is_trusted:
            raise  # a defect of the program
        raise _fault(error, name, environment) from None
    return tidy("".join(pieces))


def tidy(text: str) -> str:
    """No spaces at line ends, at most one empty line in a row, one line break at the end; marks stay.

    What a terminal would act on or no paper can show is taken out: a template may hold it, or put it together.
    """
    lines = "\n".join(line.rstrip() for line in plain_marked(text).split("\n"))
    return _MANY_BLANK_LINES.sub("\n\n", lines).strip("\n") + "\n"


def _environment(library: Library, values: Mapping[str, Any]) -> Any:
    from jinja2 import FunctionLoader

    from spt_fazhi.render.template.filters import FILTERS_OF_REPORTS, FUNCTIONS
    from spt_fazhi.render.template.sandbox import MarkdownEnvironment

    def find(name: str) -> tuple[str, str, None] | None:
        if name in library.faults:
            raise TemplateFault(name, 0, library.faults[name])
        text = library.source(name)
        return None if text is None else (text, f"{FOLDER}/{name}", None)

    environment = MarkdownEnvironment(
        known=values,
        loader=FunctionLoader(find),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=50,
        auto_reload=False,
    )
    environment.filters = dict(FILTERS_OF_REPORTS)
    environment.globals = dict(FUNCTIONS)
    environment.template_names = library.names()  # type: ignore[attr-defined]  # ours, for messages
    return environment


def _fault(error: BaseException, name: str, environment: Any) -> TemplateFault:
    from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(
            (error.name or name).removeprefix(f"{FOLDER}/"), error.lineno, syntax(str(error.message), environment)
        )
    place, line = name, 0
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(f"{FOLDER}/"):
            place, line = file.removeprefix(f"{FOLDER}/"), trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, TemplateNotFound):
        near = get_close_matches(str(error.name), environment.template_names, 1, 0.5) if error.name else []
        message = f"找不到模板“{error.name}”" + (
            f"，是不是“{near[0]}”？" if near else "；模板只能引用 templates/ 里的模板"
        )
        return TemplateFault(place, line, message)
    if not line and isinstance(error, ValueError):  # a number that is too long is met before the template runs
        found = LONG_NUMBER.search(source := environment.loader.get_source(environment, name)[0])
        line = source.count("\n", 0, found.start()) + 1 if found else 0
    return TemplateFault(place, line, runtime(error))


def _render_apart(library: Library, jobs: Sequence[Job], timeout: float) -> list[str]:
    """Render in a process of its own. Raises TemplateFault."""
    import pickle  # our own values to our own program

    package = str(Path(__file__).resolve().parents[3])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself, without a shell
            [sys.executable, "-P", "-m", "spt_fazhi.render.template.worker", str(int(timeout) + 1)],
            input=pickle.dumps((library, [(name, dict(values)) for name, values in jobs])),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except subprocess.TimeoutExpired:
        raise TemplateFault(jobs[0][0], 0, f"{timeout:g} 秒还没有渲染完，已停止；模板里是不是有过大的循环？") from None
    if done.returncode == 0 and done.stdout[:1] == b"=":
        return list(json.loads(done.stdout[1:]))
    try:
        fault = json.loads(done.stdout)
    except ValueError:
        raise TemplateFault(jobs[0][0], 0, "渲染中途停止，多半是内存或时间超限") from None
    raise TemplateFault(fault["name"], fault["line"], fault["message"])
