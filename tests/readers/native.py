"""The native tables, by Python's own CSV reader: what every other reader's graph is compared with."""

import csv
import pathlib
import sys
import unicodedata

csv.field_size_limit(sys.maxsize)
FOLDER = pathlib.Path(sys.argv[1])


def table(name):
    with open(FOLDER / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ENTITIES = table("entities")
RELATIONS = table("relations")
CLAIMS = table("claims")
PAIRS = table("co_mentions")
MENTIONS = table("mentions")
EVIDENCE = table("evidence")
ARTICLES = table("articles")

NAMES = {row["id"]: row["name"] for row in ENTITIES}
TRIPLES = sorted((row["source_id"], row["relation"], row["target_id"]) for row in RELATIONS)
# Pairs of an article and an entity that it mentions.
MENTIONED = {(row["document"], row["entity"]) for row in MENTIONS if row["entity"]}


def same(what, found, expected):
    """Ends the script where the two differ."""
    if found != expected:
        sys.exit(f"{what}: found {str(found)[:2000]}\n  where the native files have {str(expected)[:2000]}")


def one_line(text):
    """Words as every cell has them."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


def legal(text):
    """What XML 1.0 can hold of a text."""
    return text.replace("\ufffe", "").replace("\uffff", "")
