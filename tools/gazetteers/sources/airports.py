"""airportsdata: the world's airports (MIT)."""

import csv
import io

PACKAGE = "airportsdata"


def airports(packages):
    """One dict an airport: iata, name, city, country, lat, lon."""
    text = packages.read(PACKAGE, "airportsdata/airports.csv").decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))
