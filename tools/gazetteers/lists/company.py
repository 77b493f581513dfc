"""gazetteers/organization/company/listed.csv: companies whose shares are traded; gazetteers/organization/company/security.csv: security firms."""

import re

from fold import fold
from lists import known, threat
from lists.known import country_codes
from reviewed import Reviewed
from sources import misp, sec, tickers
from table import aliases

LARGEST = 5_000  # of the companies that report in the United States
SUFFIX = re.compile(
    r"(?i)[ ,]+(?:incorporated|inc|corporation|corp|company|co|cos|limited|ltd|plc|llc|l\.?l\.?c|lp|l\.?p|n\.?v|s\.?a|s\.?p\.?a|a\.?g|se|a/s|asa|ab|oyj|kgaa|"
    r"holdings?|group|s\.?a\.? de c\.?v|sab de cv|s\.?a\.?b\.?|trust|bancorp|& co|the|/?[a-z]{2}/|new|adr|p\.?l\.?c|publ|tbk|k\.?k)\.?$"
)
# Shells, funds and their like: no names that a newspaper writes.
SHELL = re.compile(
    r"(?i)\b(?:acquisitions?|fund|funds|etf|etn|portfolio|spac|blank check|income|municipal|trust [ivx]+|capital corp [ivx]+|warrants?|units?|royalty|dividend|opportunit\w+|shares|term|"
    r"credit|convertible|merger|notes|index|depositary|growth corp|partners [ivx]+)\b|\b[IVX]{2,}\b"
)
KEEP_UPPER = frozenset("IBM AMD HP KKR BP UBS ING AES AIG CVS CSX PPG DTE PNC CBRE MSCI EOG NRG EQT UPS GE GM PG&E BHP HSBC SAP ASML ABB NXP AECOM KLA KBR MGM AMC CME TJX HCA CNA RLI SBA UGI".split())
SMALL = frozenset("of and the de for in on at by del la y e".split())
# Where an ISIN of that land is a company of that land: others are given to companies of many (NL, LU, JE, KY, US, GB).
AT_HOME = frozenset("AT DE DK ES FI FR GR IT JP NO SE".split())
STATES = re.compile(r"(?i) ?/[a-z]{2,3}/?$|/new/?|\\[a-z]{2}\\")


class Listed:
    PATH = "organization/company/listed.csv"
    OPTIONS = [
        ("source", "U.S. SEC company tickers (edgartools {edgartools}), largest first; members of stock indices (pytickersymbols {pytickersymbols})"),
        ("licence", "public domain; MIT"),
    ]
    COLUMNS = ["name", "id", "aliases", "country", "prominence", "flags"]

    def candidates(self, packages):
        """(id, full name, country, tickers)"""
        codes = country_codes(packages)
        found = []
        for company in tickers.companies(packages):
            isin = next((isin for isin in company.get("isins", []) if re.match(r"^[A-Z]{2}", isin)), None)
            land = company.get("country") or ""
            code = codes.get(fold(land.split(",")[-1]))
            if not code and "," in land and isin and isin.startswith("US"):
                code = "US"
            if isin and isin[:2] in AT_HOME:
                code = isin[:2]
            found.append((f"isin:{isin}" if isin else None, company["name"].split("(")[0], code))
        for company in sec.companies(packages)[:LARGEST]:
            if not SHELL.search(company["name"]):
                found.append((f"cik:{company['cik']}", spelt(company["name"]), None))
        return found

    def rows(self, packages):
        reviewed = Reviewed(self.PATH[:-4])
        judge = known.judge(packages)
        there = {**known.by_hand("organization"), **known.by_hand("person"), **known.by_hand("place")}
        ids = known.ids_by_hand("organization")
        made, seen = {}, {}
        for key, full, land in self.candidates(packages):
            full = re.sub(r"\s+", " ", STATES.sub("", full)).strip(" .,")
            if not full or not known.LATIN.match(full) or (key and (key in ids or reviewed.dropped(key))):
                continue
            short = stripped(full)
            folded = fold(short)
            if folded in there or fold(full) in there:
                continue
            if folded in seen:
                entry = made[seen[folded]]
                entry["country"] = entry["country"] or land
                if key and key.startswith("cik:"):
                    entry["id"] = key
                continue
            if not key:
                continue
            doubtful = judge.doubtful(short, 1) or len(short) < 4 or folded in judge.towns
            if doubtful:
                # Only with its legal form is it told apart.
                if full == short or judge.common(full) and " " not in full:
                    continue
                name, forms = full.replace(",", ""), []
            else:
                name, forms = short, [full.replace(",", "")]
            if len(name.split()) > 6 or not known.LATIN.match(name):
                continue
            seen[folded] = key
            made[key] = {
                "name": name,
                "id": key,
                "aliases": aliases(name, [form for form in forms if not reviewed.drops_form(key, form)]),
                "country": land,
                "prominence": "0.8",
                "flags": None,
            }
        return [reviewed.apply(entry["id"], entry) for entry in made.values()]


def spelt(name):
    """"BOEING CO" as "Boeing Co": SEC writes many names in capitals."""
    words = []
    whole = stripped(name)
    for number, word in enumerate(name.split()):
        bare = word.strip(".,")
        if not whole.isupper() or bare == whole and len(bare) <= 4:
            words.append(word)
        elif bare in KEEP_UPPER or (len(bare) <= 4 and not re.search(r"[AEIOUY]", bare) and bare not in ("LTD",)) or "&" in word:
            words.append(word)
        elif number and bare.lower() in SMALL:
            words.append(word.lower())
        else:
            words.append("-".join(part.capitalize() for part in word.split("-")))
    return " ".join(words)


def stripped(name):
    """The name without legal forms at its end."""
    short = name
    while True:
        shorter = re.sub(r"^The (?=\S+ )", "", SUFFIX.sub("", short).strip(" ,.&"))
        if shorter == short or not shorter:
            break
        short = shorter
    return re.sub(r"(?i)\.com$", ".com", short)


class Security:
    PATH = "organization/company/security.csv"
    OPTIONS = [("source", "MISP galaxy: producers of threat intelligence and surveillance vendors (pymispgalaxies {pymispgalaxies})"), ("licence", "CC0-1.0")]
    COLUMNS = ["name", "id", "aliases", "country", "prominence", "flags"]

    def rows(self, packages):
        reviewed = Reviewed(self.PATH[:-4])
        judge = known.judge(packages)
        there = {**known.by_hand("organization"), **known.by_hand("malware")}
        for made in (threat.CLUSTER, threat.FAMILY):
            there.update({fold(form): row for row in made.rows(packages) for form in [row["name"], *row["aliases"]]})
        for row in LISTED.rows(packages):
            there.update({fold(form): row for form in [row["name"], *row["aliases"]]})
        made, seen = [], set()
        for cluster in ("producer", "surveillance-vendor"):
            for value in misp.cluster(packages, cluster):
                key, meta = f"misp:{value['uuid']}", value.get("meta", {})
                forms = [re.sub(r" (?:Blog|Labs?|Security Blog)$| ?\(.*\)$", "", form).replace(",", "").strip() for form in [value["value"], *meta.get("synonyms", [])]]
                forms = [form for form in forms if known.LATIN.match(form) and len(form) > 3]
                sure = [form for form in forms if not judge.doubtful(form) and not reviewed.drops_form(key, form)]
                if not sure or reviewed.dropped(key) or any(fold(form) in there or fold(stripped(form)) in there or fold(form) in seen for form in forms):
                    continue
                seen.update(fold(form) for form in forms)
                land = meta.get("country")
                name = stripped(sure[0]) if not judge.doubtful(stripped(sure[0])) else sure[0]
                made.append(
                    reviewed.apply(
                        key,
                        {
                            "name": name,
                            "id": key,
                            "aliases": aliases(name, sure),
                            "country": land if land and re.match(r"^[A-Z]{2}$", land) else None,
                            "prominence": "0.8",
                            "flags": None,
                        },
                    )
                )
        return made


LISTED = Listed()
SECURITY = Security()
