"""The bulletin about many registers: its text from a template, in the format in which it leaves the office."""

from __future__ import annotations

from pathlib import Path

from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.render.template.jinja import render
from spt_fazhi.render.template.library import FOLDER, Library, library
from spt_fazhi.reports.figures.edition import EDITIONS
from spt_fazhi.reports.rollup.bulletin import TEMPLATE
from spt_fazhi.reports.rollup.values import RollupValues
from spt_fazhi.services.report import named
from spt_fazhi.services.typeset import Format, text_made
from spt_fazhi.store.workspace.sources import WorkTree


def templates_near(folder: Path) -> Library:
    """The templates of the workspace in a folder or above it, else those beside what is added up, else the packaged."""
    for each in (folder, *folder.parents):
        if (each / TASKS_FILE).exists():
            return _library(each)
    return _library(folder)


def _library(folder: Path) -> Library:
    tree = WorkTree(folder)
    found = {}
    for info in tree.walk(FOLDER):
        short = info.path[len(FOLDER) + 1 :]
        if short and "/" not in short and not info.is_folder:
            found[short] = None if info.is_link else tree.read(info.path)
    return library(found)


def rollup_bulletin(values: RollupValues, templates: Library, wanted: Format) -> bytes:
    """The bulletin. Raises FazhiError for a template that fails and a package that is missing."""
    marked = render(templates, TEMPLATE, named(values))
    return text_made(marked, wanted, header=EDITIONS["check"] if values.check else "", day=values.day)
