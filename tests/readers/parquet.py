"""Parquet by pyarrow and DuckDB, JSON Lines by DuckDB: every table, cell by cell."""

import datetime
import json

import duckdb
import pyarrow.parquet
import native

TABLES = {
    "entities": native.ENTITIES,
    "relations": native.RELATIONS,
    "claims": native.CLAIMS,
    "co_mentions": native.PAIRS,
    "mentions": native.MENTIONS,
    "evidence": native.EVIDENCE,
    "articles": native.ARTICLES,
}


def words(value):
    """A value as the native table writes it, numbers aside."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return float(value)
        case list():
            return "|".join(value)
        case datetime.date():
            return value.isoformat()
        case _:
            return value


def alike(name, found, expected):
    native.same(f"{name} rows", len(found), len(expected))
    for got, row in zip(found, expected):
        for column, cell in row.items():
            value = words(got[column])
            native.same(f"{name}.{column}", value, float(cell) if isinstance(value, float) else cell)


for name, expected in TABLES.items():
    path = native.FOLDER / f"parquet/{name}.parquet"
    alike(f"pyarrow {name}", pyarrow.parquet.read_table(path).to_pylist(), expected)
    answer = duckdb.sql(f"SELECT * FROM read_parquet('{path}')")
    alike(f"duckdb {name}", [dict(zip(answer.columns, row)) for row in answer.fetchall()], expected)
    lines = native.FOLDER / f"jsonl/{name}.jsonl"
    alike(f"json {name}", [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()], expected)
    if expected:
        count = duckdb.sql(f"SELECT count(*) FROM read_json('{lines}', format='newline_delimited', maximum_object_size=100000000)").fetchall()
        native.same(f"duckdb {name}.jsonl", count[0][0], len(expected))
# Types that a schema promises: days are days, lists are lists.
schema = pyarrow.parquet.read_schema(native.FOLDER / "parquet/relations.parquet")
native.same("types", [str(schema.field(name).type) for name in ["start_date", "weight", "score", "directed"]], ["date32[day]", "int64", "double", "bool"])
native.same("lists", str(schema.field("rule_ids").type).startswith("list<"), True)
