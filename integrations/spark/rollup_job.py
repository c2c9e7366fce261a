"""The questions of `fazhi rollup` on Spark: the same SQL files over the same Parquet, for more than one machine holds.

    spark-submit rollup_job.py --data hdfs:///fazhi/exports --sql sql --year 2024 --out hdfs:///fazhi/answers

`--data` is a folder as `fazhi export parquet` or `fazhi rollup --keep` writes it, `--sql` the project's folder `sql/`.
Each question is written as JSON below `--out`; registers whose rows do not say what their folders say are left out and
told. It needs nothing of fazhi but these files.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import reduce
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql import types as t

TYPES = {
    "VARCHAR": t.StringType(),
    "INTEGER": t.IntegerType(),
    "DOUBLE": t.DoubleType(),
    "DATE": t.DateType(),
    "BOOLEAN": t.BooleanType(),
}
ALIKE = t.StructType(
    [
        t.StructField("quote_key", t.StringType()),
        t.StructField("topic", t.StringType()),
        t.StructField("likeness", t.DoubleType()),
    ]
)
PLACE = r"/year=(\d{4})/register=([a-z0-9-]+)/[^/]+$"


def main() -> int:
    """Ask every question, or those that are named; 2 where registers were left out."""
    given = arguments()
    folder = Path(given.sql)
    schema = json.loads((folder / "schema.json").read_text("utf-8"))
    spark = SparkSession.builder.appName("fazhi rollup").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    tables = {name: table(spark, given.data, name, spec, given.year) for name, spec in schema["tables"].items()}
    left_out = refused(tables, schema["version"])
    for name, rows in tables.items():
        kept = rows.where(~f.col("place").isin(sorted(left_out))) if left_out else rows
        kept.drop("own", "place", "fits").createOrReplaceTempView(name)
    alike(spark, given.data).createOrReplaceTempView("alike")
    asked = f"SELECT {int(given.top)} AS top, {int(given.fewest)} AS fewest"
    spark.sql(asked).createOrReplaceTempView("asked")
    for file in sorted(folder.glob("*.sql")):
        if given.ask and file.stem not in given.ask:
            continue
        answer = spark.sql(file.read_text("utf-8"))
        answer.coalesce(1).write.mode("overwrite").option("ignoreNullFields", "false").json(f"{given.out}/{file.stem}")
    for register, why in sorted(left_out.items()):
        print(f"没有计入 {register}：{why}", file=sys.stderr)
    spark.stop()
    return 2 if left_out else 0


def arguments() -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="folder of exports: {table}/year=…/register=…/data.parquet")
    parser.add_argument("--sql", default="sql", help="the folder with the questions and schema.json")
    parser.add_argument("--out", required=True, help="where the answers go, a folder for each question")
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--ask", action="append", help="a question (several: again); all unless given")
    parser.add_argument("--top", type=int, default=10)
    parser.add_argument("--fewest", type=int, default=5)
    return parser.parse_args()


def table(spark: SparkSession, data: str, name: str, spec: dict, year: int) -> DataFrame:
    """A table of one year, with the register that a row's folder names (`place`), and whether the row says the same."""
    columns = t.StructType([t.StructField(each["name"], TYPES[each["type"]]) for each in spec["columns"]])
    # recursiveFileLookup: the columns of the files count, not what their folders are called; that is compared below
    rows = spark.read.schema(columns).option("recursiveFileLookup", "true").parquet(f"{data}/{name}")
    path = f.col("_metadata.file_path")
    own = f.concat_ws("/", f.col("year").cast("string"), f.col("register"))
    marked = rows.withColumn("place", f.regexp_extract(path, PLACE, 2)).withColumn("own", own)
    of_folder = f.concat_ws("/", f.regexp_extract(path, PLACE, 1), f.col("place"))
    return marked.withColumn("fits", f.col("own") == of_folder).where(f.regexp_extract(path, PLACE, 1) == str(year))


def refused(tables: dict[str, DataFrame], version: int) -> dict[str, str]:
    """The registers that are not counted, by their folders: with rows of others, or of another version."""
    fits = f.coalesce(f.col("fits"), f.lit(False))
    wrong = [
        rows.where(~fits).select("place", f.lit(f"{name} 表里有别的年度或台账的行").alias("why"))
        for name, rows in tables.items()
    ]
    others = tables["registers"].where(f.col("version") != version)
    wrong.append(others.select("place", f.lit(f"导出格式不是第 {version} 版").alias("why")))
    found = reduce(DataFrame.unionAll, wrong).groupBy("place").agg(f.min("why").alias("why"))
    return {row["place"]: row["why"] for row in found.collect()}


def alike(spark: SparkSession, data: str) -> DataFrame:
    """Which quotes are counted together, where `fazhi rollup --keep` has written it; else none but equal ones."""
    path = spark._jvm.org.apache.hadoop.fs.Path(f"{data}/alike")  # noqa: SLF001 - Spark has no other way to ask
    if path.getFileSystem(spark._jsc.hadoopConfiguration()).exists(path):  # noqa: SLF001
        return spark.read.schema(ALIKE).parquet(f"{data}/alike")
    return spark.createDataFrame([], ALIKE)


if __name__ == "__main__":
    sys.exit(main())
