"""What a name may also mean, and which names the hand-written lists have already."""

import csv
import functools
import re
from pathlib import Path

from fold import fold
from lists import city, country, person_names
from sources import scowl

ROOT = Path(__file__).resolve().parents[3] / "gazetteers"
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ0-9][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ0-9'’&., -]*$")
# Persons bearing a name, from which it is a person's before it is anything else.
BORNE = 20
BIG = 100_000  # people, from which a city's name is the city's


def table(path):
    """The rows of a list as dicts."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#:")))


def is_by_hand(path):
    with path.open(encoding="utf-8") as file:
        return 'source = "hand-made' in file.readline()


@functools.lru_cache(maxsize=None)
def by_hand(folder):
    """Folded form -> the row of a hand-written list below gazetteers/`folder` that has it."""
    found = {}
    for path in sorted((ROOT / folder).rglob("*.csv")):
        if not is_by_hand(path):
            continue
        for row in table(path):
            for form in [row["name"], *row.get("aliases", "").split("|")]:
                if form:
                    found.setdefault(fold(form), row)
    return found


def ids_by_hand(folder):
    """The ids that the hand-written lists below gazetteers/`folder` have."""
    return {row["id"] for row in by_hand(folder).values() if row.get("id")}


@functools.lru_cache(maxsize=None)
def nationalities():
    """Demonym -> ISO code of the country."""
    found = {}
    for row in table(ROOT / "demonym" / "demonym.csv"):
        for form in [row["name"], *row["aliases"].split("|")]:
            if row["country"]:
                found.setdefault(fold(form), row["country"])
    return found


@functools.lru_cache(maxsize=None)
def country_codes(packages):
    """Folded name of a country -> its ISO code."""
    found = {}
    for row in country.rows(packages):
        if row["country"] and row["flags"] != "part":
            for form in [row["name"], *row["aliases"]]:
                found.setdefault(fold(form), row["country"])
    return found


@functools.lru_cache(maxsize=1)
def judge(packages):
    return Known(packages)


class Known:
    """Ordinary words, persons' names and places."""

    def __init__(self, packages):
        self.words = scowl.words(packages)
        self.proper = scowl.proper(packages)
        self.given, self.surnames = person_names.counts(packages)
        self.countries = country.forms(packages)
        self.cities = {fold(place["name"]) for place in city.candidates(packages) if place["population"] >= BIG}
        self.towns = {fold(place["name"]) for place in city.candidates(packages)}

    def bearers(self, name):
        title = name if not name.isupper() else name.capitalize()
        return max(self.given.get(title, 0), self.surnames.get(title, 0))

    def common(self, form):
        """Every word of it is an ordinary one."""
        words = re.findall(r"[\w']+", fold(form))
        return bool(words) and all(word in self.words for word in words)

    def doubtful(self, form, bearers=BORNE):
        """It means something else at least as often: a word, words only, a person, a place."""
        key = fold(form)
        if key in self.countries or key in self.cities or len(key) < 4 or self.common(form):
            return True
        return " " not in key and (self.bearers(form) >= bearers or form.capitalize() in self.proper)


def ascii_id(title):
    """An encyclopedia's title as an id: spaces as _, other bytes as .XX."""
    text = title.replace(" ", "_")
    return "wp:" + "".join(c if re.match(r"[A-Za-z0-9_.:-]", c) else "".join(f".{byte:02X}" for byte in c.encode("utf-8")) for c in text)
