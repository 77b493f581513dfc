"""histwardb: states of the last two centuries with their Wikidata ids (MIT; Wikidata CC0)."""

import csv
import io

PACKAGE = "histwardb"


def states(packages):
    """Wikidata id -> name."""
    text = packages.read(PACKAGE, "histwardb/data/crosswalk.csv").decode("utf-8")
    return {row["country_qid"]: row["country"] for row in csv.DictReader(io.StringIO(text))}
