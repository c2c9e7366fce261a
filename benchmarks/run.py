"""Measure `fazhi` beside its own imports, a naive loop, doorstop and check-jsonschema. See README.md here.

Usage: python benchmarks/run.py [--quick] [--runs N] [--sizes 60,1500,20000] [--no-peers] [--output FILE]
"""

import argparse
import datetime as dt
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from branch import ADDED, MODIFIED, OF_ONE_BODY, make_branch
from measure import Case, run_all
from peers import DOORSTOP_FLAGS, PINNED, doorstop_tree, install

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
FAZHI = [sys.executable, "-m", "spt_fazhi"]
DAY = "2024-06-20"
COLD = {"FAZHI_CACHE": "off"}
INTAKE = "fazhi intake, the 2024 document"
IMPORTS = "python -c 'import typer, rich, pydantic, yaml, jinja2'"
WARM = "fazhi status, with a cache of the same files"
FEW_BODIES, MANY_BODIES = 40, 530
STATUS_WARM, STATUS_COLD = "fazhi status, the real 2024 plan", "fazhi status, the same, FAZHI_CACHE=off"
DOORSTOP, SCHEMA = f"doorstop {PINNED['doorstop']}", f"check-jsonschema {PINNED['check-jsonschema']}"
GROWTH = "\n## How reading grows"


def start_cases(cache: Path) -> list[Case]:
    """Start-up and the real register."""
    status = [*FAZHI, "status", "--as-of", DAY]
    warm = {"FAZHI_CACHE": str(cache)}
    source = next((REPOSITORY / "data" / "source").glob("*.txt"))
    return [
        Case(IMPORTS, [sys.executable, "-c", "import typer, rich, pydantic, yaml, jinja2"], REPOSITORY),
        Case("fazhi --version", [*FAZHI, "--version"], REPOSITORY),
        Case("fazhi --help", [*FAZHI, "--help"], REPOSITORY),
        Case(STATUS_WARM, status, REPOSITORY, warm),
        Case(STATUS_COLD, status, REPOSITORY, COLD),
        Case("fazhi check, the real 2024 plan", [*FAZHI, "check", "--as-of", DAY], REPOSITORY, COLD),
        Case(INTAKE, [*FAZHI, "intake", str(source), "--out", str(cache.parent / "draft")], cache.parent, COLD),
    ]


def _demo(folder: Path, size: int, bodies: int) -> Path:
    workspace = folder / f"demo-{size}-{bodies}"
    options = ["--tasks", "36", "--units", str(bodies), "--records", str(size)]
    subprocess.run([*FAZHI, "demo", str(workspace), *options], check=True, stdout=subprocess.DEVNULL)
    return workspace


def size_cases(size: int, folder: Path, peers: Path | None) -> list[Case]:
    """Commands over a demo workspace of `size` records made below `folder`."""
    workspace = _demo(folder, size, FEW_BODIES)
    naive = [sys.executable, str(HERE / "naive.py"), str(workspace)]
    cases = [
        Case("fazhi status, cold", [*FAZHI, "status", "--as-of", DAY], workspace, COLD),
        Case("fazhi check, cold", [*FAZHI, "check", "--as-of", DAY], workspace, COLD),
        Case(WARM, [*FAZHI, "status", "--as-of", DAY], workspace, {"FAZHI_CACHE": str(folder / "cache")}),
        Case("naive loop (SafeLoader + Pydantic)", naive, workspace),
        Case("naive loop (CSafeLoader + Pydantic)", [*naive, "--c-loader"], workspace),
    ]
    if peers is not None:
        cases += _peer_cases(workspace, folder / f"doorstop-{size}", peers)
    return cases


def review_cases(size: int, folder: Path, bodies: int) -> list[Case]:
    """The reviews of branches of a workspace, both ways; what blocks has exit code 1."""
    workspace = folder / f"demo-{size}-{bodies}"
    if not workspace.exists():
        _demo(folder, size, bodies)
    make_branch(workspace)
    review = [*FAZHI, "review", "main", "--as-of", "2024-12-20", "--head"]
    changed = f"{ADDED + MODIFIED} of {size:,} records changed"
    branches = {"pr": f"fazhi review, {changed}"}
    if bodies == FEW_BODIES:  # of many none has so many records
        branches["body"] = f"fazhi review, {changed}, all of one body"
    branches["one"] = f"fazhi review, {OF_ONE_BODY} records added, all of one body"
    return [
        Case(name, [*review, branch, *options], workspace, COLD, frozenset({0, 1}))
        for branch, fast in branches.items()
        for name, options in ((fast, []), ("the same with --full", ["--full"]))
    ]


def review_verdicts(size: int, bodies: int, cases: Sequence[Case]) -> list[str]:
    """Whether the review's targets were met."""
    what = f"{size} records of {bodies} bodies"
    verdicts = [_verdict(f"{what}: seconds of review", cases[0].median, "≤", 1.0)]
    for fast, full in zip(cases[::2], cases[1::2], strict=True):
        verdicts.append(_verdict(f"{what}: --full / {fast.name}", full.median / fast.median, "≥", 5.0))
    return verdicts


def _peer_cases(workspace: Path, tree: Path, peers: Path) -> list[Case]:
    doorstop_tree(workspace / "data" / "records", tree)
    records = sorted(str(path.relative_to(workspace)) for path in workspace.glob("data/records/*/*.yaml"))
    schema = [str(install("check-jsonschema", peers)), "--schemafile", "schema/record.schema.json", *records]
    return [
        Case(DOORSTOP, [str(install("doorstop", peers)), "--quiet", *DOORSTOP_FLAGS], tree),
        Case(SCHEMA, schema, workspace),
    ]


def table(cases: Sequence[Case], base: Case) -> list[str]:
    """Markdown rows; the ratio is to the median of `base` in the same run."""
    lines = ["| command | median s | fastest s | peak MiB | × |", "|---|---:|---:|---:|---:|"]
    for case in cases:
        ratio = case.median / base.median
        lines.append(f"| {case.name} | {case.median:.3f} | {min(case.seconds):.3f} | {case.peak:.0f} | {ratio:.2f} |")
    return lines


def named(cases: Sequence[Case], name: str) -> Case | None:
    """The case of that name, if it was measured."""
    return next((case for case in cases if case.name == name), None)


def start_verdicts(cases: Sequence[Case]) -> list[str]:
    """Whether the start-up target was met."""
    base, warm = named(cases, IMPORTS), named(cases, STATUS_WARM)
    if base is None or warm is None:
        return []
    lines = [_verdict("status on the real plan / import line", warm.median / base.median, "≤", 1.1)]
    intake = named(cases, INTAKE)
    return (
        lines
        if intake is None
        else [*lines, _verdict("seconds of intake of the 2024 document", intake.median, "≤", 0.5)]
    )


def size_verdicts(size: int, cases: Sequence[Case]) -> list[str]:
    """Whether the targets of one size were met."""
    status = cases[0]
    lines = []
    for name in (DOORSTOP, SCHEMA):
        peer = named(cases, name)
        if peer is not None:
            wanted = 8.0 if name == DOORSTOP and size >= 20_000 else 1.0
            lines.append(_verdict(f"{size} records: {name} / status cold", peer.median / status.median, "≥", wanted))
    if size >= 20_000:
        lines.append(_verdict(f"{size} records: peak MiB of status cold", status.peak, "≤", 220))
        check = cases[1]
        lines.append(_verdict(f"{size} records: peak MiB of check cold", check.peak, "≤", 220))
    warm = named(cases, WARM)
    if size == 20_000 and warm is not None:
        lines.append(_verdict(f"{size} records: seconds of status cold", status.median, "≤", 0.9))
        lines.append(_verdict(f"{size} records: seconds of status warm", warm.median, "≤", 0.3))
    return lines


def _verdict(what: str, found: float, sign: str, wanted: float) -> str:
    met = found <= wanted if sign == "≤" else found >= wanted
    return f"- {'met' if met else 'MISSED'}: {what} = {found:.2f} (wanted {sign} {wanted:g})"


def machine() -> str:
    """What was measured on, without naming the machine."""
    try:
        import yaml

        libyaml = "with" if yaml.__with_libyaml__ else "WITHOUT"
    except ImportError:
        libyaml = "no"
    load = f", load average {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    day = dt.datetime.now(tz=dt.UTC).date()
    system = f"{platform.system()} {platform.machine()}"
    python = f"Python {platform.python_version()}"
    return f"{day} · {python} · {system} · {os.cpu_count()} cores · PyYAML {libyaml} libyaml{load}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure fazhi and its peers, whole processes, side by side.")
    parser.add_argument("--quick", action="store_true", help="three runs, 1,500 records only, no peers, writes no file")
    parser.add_argument("--runs", type=int, default=0, help="rounds (default 15 for start-up, 7, and 3 above 10,000)")
    parser.add_argument("--sizes", default="60,1500,20000", help="numbers of records, separated by commas")
    parser.add_argument("--no-peers", action="store_true", help="leave doorstop and check-jsonschema out")
    parser.add_argument("--output", type=Path, default=HERE / "RESULTS.md", help="the file the tables go to")
    options = parser.parse_args()
    sizes = [1500] if options.quick else [int(part) for part in options.sizes.split(",") if part]
    peers = None if options.quick or options.no_peers else HERE / ".peers"
    facts = machine()
    report, verdicts = measure(sizes, peers, 3 if options.quick else options.runs)
    origin = "Written by `python benchmarks/run.py`; README.md here says what each row is."
    text = "\n".join(["# Results", "", origin, "", facts, "", "## Targets", "", *verdicts, *report]) + "\n"
    print(text)
    if not options.quick:
        options.output.write_text(text + beside(options.output), "utf-8")


def beside(results: Path) -> str:
    """What another benchmark has written into the file: its section, which comes last."""
    before = results.read_text("utf-8") if results.exists() else ""
    place = before.find(GROWTH)
    return before[place:] if place >= 0 else ""


def measure(sizes: Sequence[int], peers: Path | None, runs: int) -> tuple[list[str], list[str]]:
    """Tables and verdicts; `runs` 0 means the defaults."""
    report: list[str] = []
    with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as name:
        folder = Path(name)
        cases = start_cases(folder / "cache")
        run_all(cases, runs or 15)
        report += ["", f"## Start-up ({len(cases[0].seconds)} runs)", "", *table(cases, cases[0])]
        verdicts = start_verdicts(cases)
        for size in sizes:
            cases = size_cases(size, folder, peers)
            run_all(cases, runs or (3 if size > 10_000 else 7))
            report += ["", f"## {size:,} records ({len(cases[0].seconds)} runs)", "", *table(cases, cases[0])]
            verdicts += size_verdicts(size, cases)
            for bodies in (FEW_BODIES, MANY_BODIES) if size > 10_000 else ():
                cases = review_cases(size, folder, bodies)
                run_all(cases, runs or 7)
                title = f"## Review of a branch, {size:,} records of {bodies} bodies ({len(cases[0].seconds)} runs)"
                report += ["", title, "", *table(cases, cases[0])]
                verdicts += review_verdicts(size, bodies, cases)
    return report, verdicts


if __name__ == "__main__":
    main()
