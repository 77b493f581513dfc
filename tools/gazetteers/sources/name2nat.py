"""name2nat: the persons of English Wikipedia in June 2020 with their nationalities (titles CC BY-SA 3.0)."""

import io

from fetch import PlainUnpickler

PACKAGE = "name2nat"


def persons(packages):
    """(title, nationalities) of about a million persons."""
    data = packages.read(PACKAGE, "name2nat/name2nats.pkl")
    return PlainUnpickler(io.BytesIO(data)).load().items()
