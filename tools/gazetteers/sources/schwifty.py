"""schwifty: banks by the country and code that stand in account numbers (MIT)."""

import json

PACKAGE = "schwifty"


def banks(packages):
    """(name, country), in the order of files and rows."""
    found = []
    for _, data in packages.read_all(PACKAGE, lambda name: "/bank_registry/" in name and name.endswith(".json")):
        rows = json.loads(data)
        for row in rows["entries"] if isinstance(rows, dict) else rows:
            if row.get("name"):
                found.append((row["name"], row["country_code"]))
    return found
