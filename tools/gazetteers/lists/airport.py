"""gazetteers/place/airport.csv: international airports."""

import re

from fold import fold
from lists import known
from sources import airports

PATH = "place/airport.csv"
OPTIONS = [("source", "airportsdata {airportsdata}: international airports and air bases with an IATA code"), ("licence", "MIT")]
COLUMNS = ["name", "id", "country", "lat", "lon", "prominence"]
WANTED = re.compile(r"International Airport$|Air (?:Force )?Base$|^(?:London|Paris|Tokyo|Moscow|Istanbul|Berlin|Rome|Milan) .+Airport$")


def rows(packages):
    there = known.by_hand("place")
    made = {}
    for airport in airports.airports(packages):
        name = re.sub(r"\s+", " ", re.split(r" ?[/(]", airport["name"])[0]).strip()
        if not airport["iata"] or not WANTED.search(name) or len(name.split()) < 3 or not known.LATIN.match(name) or fold(name) in there:
            continue
        entry = {
            "name": name,
            "id": f"iata:{airport['iata']}",
            "country": airport["country"] if re.match(r"^[A-Z]{2}$", airport["country"]) else None,
            "lat": round(float(airport["lat"]), 4),
            "lon": round(float(airport["lon"]), 4),
            "prominence": "0.9",
        }
        if re.match(r"^[A-Z0-9]{3}$", airport["iata"]):
            made.setdefault(fold(name), []).append(entry)
    return [owned[0] for owned in made.values() if len(owned) == 1]
