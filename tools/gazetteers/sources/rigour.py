"""rigour: the world's territories, present and past, with their Wikidata ids (MIT, OpenSanctions GmbH)."""

import json

PACKAGE = "rigour"


def territories(packages):
    """One dict a territory: code, name, full_name, qid, is_country, is_historical, names_strong, names_weak."""
    text = packages.read(PACKAGE, "rigour/data/territories/data.jsonl").decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line]
