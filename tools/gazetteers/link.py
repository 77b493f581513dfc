#!/usr/bin/env python3
"""Give the rows of hand-written lists the ids that the pinned packages know them by.

    python3 tools/gazetteers/link.py [--cache DIR]

Only empty cells are filled: an id or a country that stands in a row stays. A row is linked where exactly one thing of
the package bears its name or one of its aliases. Threat actors also get the other names they are tracked by, as far as
these are no ordinary words. drop.csv says which link is wrong: the list, the id, the row's name or a form of it.
Run before build.py: what a hand-written list has, a built one leaves out.
"""

import argparse
import csv
import io
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from fetch import Packages  # noqa: E402
from fold import fold  # noqa: E402
from lists import company, known, threat  # noqa: E402
from reviewed import Reviewed  # noqa: E402
from sources import attack, gleif, name2nat, sec, swot, wordnet  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cache", metavar="DIR", default=Path.home() / ".cache" / "newsgraph-gazetteers", type=Path)
    packages = Packages(parser.parse_args().cache)
    link("person/leader", persons(packages))
    link("organization/company", companies(packages))
    link("organization/company", entities(packages))
    link("organization/threat-actor", actors(packages), more=True)
    link("malware/malware", programs(packages))
    link("place/water", places(packages))
    link("place/area", places(packages))
    link("organization/international", groups(packages))
    link("organization/armed-group", groups(packages))
    link("organization/party", groups(packages))
    link("organization/military", groups(packages))
    link("organization/ngo", groups(packages))
    link("organization/university", schools(packages))
    link("event/conflict", events(packages))


def persons(packages):
    """Folded title -> (id, countries, []). A title with a bracket is one of several persons: none."""
    lands = known.nationalities()
    found = {}
    for title, nations in name2nat.persons(packages):
        if " (" not in title:
            where = frozenset(lands[fold(nation)] for nation in nations if fold(nation) in lands)
            found.setdefault(fold(title), {})[known.ascii_id(title)] = (known.ascii_id(title), where, [])
    return one(found)


def companies(packages):
    found = {}
    # All that report, not the largest alone: the file has no size for many that trade elsewhere, such as TSMC.
    every = [(f"cik:{one['cik']}", company.spelt(company.STATES.sub("", one["name"])), None) for one in sec.companies(packages)]
    for key, full, land in company.LISTED.candidates(packages) + every:
        if key:
            for form in {fold(company.stripped(full)), fold(full.replace(",", ""))}:
                found.setdefault(form, {})[key] = (key, land, [])
    # The largest comes first: a CIK before an ISIN, and only one of each.
    return {form: min(keyed.values(), key=lambda thing: not thing[0].startswith("cik:")) for form, keyed in found.items()}


def entities(packages):
    """Legal entities whose name, legal form aside, no other one bears, each of its country."""
    reviewed = Reviewed("organization/company")
    found = {}
    for lei, full, land, sort in gleif.entities(packages):
        if sort == "GENERAL" and not reviewed.dropped(f"lei:{lei}"):
            for form in {fold(company.stripped(full)), fold(full.replace(",", ""))}:
                found.setdefault(form, {})[lei] = (f"lei:{lei}", frozenset([land]), [])
    return one(found)


def actors(packages):
    judge = known.judge(packages)
    found, owners = {}, {}
    merged = threat.Clusters.merged(packages)
    for entry in merged:
        for form in entry["forms"]:
            owners.setdefault(fold(form), entry["id"])
    for entry in merged:
        forms = [threat.shown(form) for form in entry["forms"] if threat.fair(form) and not threat.DEED.search(form) and owners[fold(form)] == entry["id"]]
        sure = [form for form in forms if threat.FAMILY_NAMES.search(form) or not judge.doubtful(form, 1)]
        for form in entry["forms"]:
            found.setdefault(fold(form), {})[entry["id"]] = (entry["id"], entry["country"], sure)
    return one(found)


def programs(packages):
    found = {}
    for entry in attack.software(packages):
        key = f"attack:{entry['external_id']}"
        for form in [entry["name"], *entry["aliases"]]:
            found.setdefault(fold(form), {})[key] = (key, None, [])
    return one(found)


def of_sorts(packages, sorts, words):
    """Things of WordNet by the forms that have so many words or more."""
    found = {}
    for thing in wordnet.things(packages):
        if sorts.intersection(thing.sorts):
            for form in thing.forms:
                if len(form.split()) >= words or len(thing.forms) == 1:
                    found.setdefault(fold(form), {})[thing.id] = (thing.id, None, [])
    return one(found)


def places(packages):
    return of_sorts(packages, {"location", "geological formation", "body of water"}, 1)


def groups(packages):
    return of_sorts(packages, {"organization", "terrorist organization", "alliance", "world organization"}, 2)


def events(packages):
    return of_sorts(packages, {"war", "battle", "siege", "revolution", "rebellion"}, 2)


def schools(packages):
    found = {}
    for domain, names in swot.schools(packages):
        for name in names:
            found.setdefault(fold(name), {})[f"swot:{domain}"] = (f"swot:{domain}", None, [])
    # A university and its students' domain: the shorter one.
    return {form: min(keyed.values(), key=lambda thing: (len(thing[0]), thing[0])) for form, keyed in found.items()}


def one(found):
    return {form: next(iter(keyed.values())) for form, keyed in found.items() if len(keyed) == 1}


def link(name, things, more=False):
    path = known.ROOT / f"{name}.csv"
    text = path.read_text("utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#:"))
    rows = list(csv.DictReader(io.StringIO(text[len(head) :])))
    columns = list(rows[0])
    taken = {row["id"] for path in sorted(known.ROOT.rglob("*.csv")) if known.is_by_hand(path) for row in known.table(path) if row.get("id")}
    reviewed = Reviewed(name)
    forms = {fold(form) for row in rows for form in [row["name"], *row["aliases"].split("|")]}
    count = 0
    for row in rows:
        own = [row["name"], *row["aliases"].split("|")]
        thing = next((things[fold(form)] for form in own if form and fold(form) in things and not reviewed.drops_form(things[fold(form)][0], row["name"])), None)
        # A person of that name from elsewhere is another one.
        if thing and isinstance(thing[1], frozenset) and thing[1] and row["country"] and row["country"] not in thing[1]:
            continue
        if not thing or (row["id"] or thing[0]) != thing[0] or (not row["id"] and thing[0] in taken):
            continue
        count += not row["id"]
        row["id"] = thing[0]
        taken.add(thing[0])
        if isinstance(thing[1], str):
            row["country"] = row["country"] or thing[1]
        if more:
            fresh = [form for form in dict.fromkeys(thing[2]) if fold(form) not in forms and not reviewed.drops_form(thing[0], form)]
            forms.update(fold(form) for form in fresh)
            row["aliases"] = "|".join([form for form in row["aliases"].split("|") if form] + fresh)
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(head + out.getvalue(), "utf-8", newline="\n")
    print(f"{name}: {count} of {len(rows)} rows newly linked")


if __name__ == "__main__":
    main()
