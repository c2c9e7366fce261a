"""Other tools, each in its own virtual environment made on demand, and the nearest equivalent data for them."""

import shutil
import subprocess
import sys
from pathlib import Path

import yaml

PINNED = {"doorstop": "3.2", "check-jsonschema": "0.39.0"}
_CONFIG = {"settings": {"digits": 6, "itemformat": "yaml", "prefix": "REC", "sep": ""}}
# Everything doorstop lets one leave out of a validation is left out, so that it does little more than load each item.
DOORSTOP_FLAGS = (
    "--no-reformat", "--no-level-check", "--no-ref-check", "--no-child-check", "--no-suspect-check",
    "--no-review-check",
)  # fmt: skip


def install(name: str, folder: Path) -> Path:
    """The executable of a tool, installed at its pinned version below `folder` unless it is there already."""
    home = folder / f"{name}-{PINNED[name]}"
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    if not (home / "ready").exists():
        shutil.rmtree(home, ignore_errors=True)
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n")
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, f"{name}=={PINNED[name]}"], check=True)
        (home / "ready").write_text("")
    return scripts / name


def doorstop_tree(records: Path, target: Path) -> int:
    """A committed doorstop document with one item for each record below `records`, carrying its words; their number."""
    items = target / "items"
    items.mkdir(parents=True)
    (items / ".doorstop.yml").write_text(yaml.safe_dump(_CONFIG), "utf-8")
    count = 0
    for path in sorted(records.glob("*/*.yaml")):
        record = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
        count += 1
        text = "\n".join(str(record[key]) for key in ("detail", "done", "reason", "unit", "recorded") if key in record)
        item = {
            "active": True, "derived": False, "header": record.get("title", ""), "level": f"1.{count}", "links": [],
            "normative": True, "ref": "", "reviewed": None, "text": text,
        }  # fmt: skip
        (items / f"REC{count:06}.yml").write_text(yaml.safe_dump(item, allow_unicode=True), "utf-8")
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.invalid", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "items"]):
        subprocess.run([*git, *command], cwd=target, check=True)
    return count
