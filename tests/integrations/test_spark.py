"""The same questions over the same Parquet on two engines: DuckDB and Spark SQL give the same answers.

Spark is no dependency of ours: FAZHI_TEST_SPARK names a Python that has it (`integrations/spark/requirements.lock`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.builders.browser import require, require_programs
from tests.builders.command import DAY, fazhi
from tests.builders.places import INTEGRATIONS, REPOSITORY
from tests.builders.registers import place_of, rewrite

from spt_fazhi.views.rollup.answers import QUESTIONS

SPARK = os.environ.get("FAZHI_TEST_SPARK", "")
"""The path of a Python with pyspark."""
SETTINGS = (
    "--master local[1] --driver-memory 1g --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false "
    "--conf spark.sql.shuffle.partitions=1 --conf spark.sql.adaptive.enabled=false "
    "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN "
    "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' pyspark-shell"
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kept(districts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four districts, checked and kept, with likely quotes taken for one."""
    place = tmp_path_factory.mktemp("spark") / "核过的"
    words = ("--yes", "--keep", str(place), "--as-of", DAY, "--json")
    assert fazhi("rollup", str(districts / "名单.yaml"), *words).code == 0
    return place


class Ran:
    """What the job answered, how it ended and what it said."""

    def __init__(self, data: Path, out: Path) -> None:
        """Run it on the data; the answers go to `out`."""
        environment = {
            **os.environ, "PYSPARK_PYTHON": SPARK, "PYSPARK_SUBMIT_ARGS": SETTINGS, "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(out.parent),
        }  # fmt: skip
        words = ("--data", str(data), "--sql", str(REPOSITORY / "sql"), "--year", "2024", "--out", str(out))
        done = subprocess.run(
            [SPARK, str(INTEGRATIONS / "spark/rollup_job.py"), *words],
            env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
            start_new_session=True,  # no terminal to wait for
        )  # fmt: skip
        self.code, self.said = done.returncode, done.stderr
        self.answers = {folder.name: _rows(folder) for folder in out.iterdir()} if out.is_dir() else {}


def _rows(folder: Path) -> list[dict[str, Any]]:
    lines = [line for file in sorted(folder.glob("part-*.json")) for line in file.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def spark(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The answers of Spark; one district more is there whose rows are partly another's."""
    require(SPARK and Path(SPARK).is_file(), "pyspark (FAZHI_TEST_SPARK names its Python)")
    require_programs("java")
    place = tmp_path_factory.mktemp("spark")
    data = Path(shutil.copytree(kept, place / "data"))
    mark = next(path.name.removeprefix("register=") for path in (kept / "duties/year=2024").iterdir())
    for table in sorted(path.name for path in data.iterdir() if path.name != "alike"):
        shutil.copytree(place_of(data, table, mark).parent, place_of(data, table, "zzz").parent)
        query = f"SELECT * REPLACE ({'register' if table == 'duties' else repr('zzz')} AS register) FROM t"
        rewrite(place_of(data, table, "zzz"), query)
    return Ran(data, place / "answers")


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_engines_answer_alike(question: str, kept: Path, spark: Ran) -> None:
    assert spark.code == 2, spark.said
    known = fazhi("rollup", str(kept), "--json", "--ask", question, "--yes").json[question]
    assert known
    found = spark.answers[question]
    if question == "totals":  # in the program's answer they stand as listed or by name
        known, found = (sorted(rows, key=lambda row: row["register"]) for rows in (known, found))
    if question == "late":
        known, found = ([{**row, "late_in": sorted(row["late_in"])} for row in rows] for rows in (known, found))
    assert found == known


def test_a_register_whose_rows_are_not_its_own_is_left_out(spark: Ran) -> None:
    assert "没有计入 zzz：duties 表里有别的年度或台账的行" in spark.said
    assert "zzz" not in {row["register"] for row in spark.answers["totals"]}


def test_every_question_has_been_asked(spark: Ran) -> None:
    assert set(spark.answers) == set(QUESTIONS) == {file.stem for file in (REPOSITORY / "sql").glob("*.sql")}
