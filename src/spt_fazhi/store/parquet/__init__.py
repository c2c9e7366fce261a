"""Exports of registers as Parquet, written and read by DuckDB, which has its own Parquet and reaches nothing else."""
