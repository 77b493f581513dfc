"""gazetteers/person/encyclopedia.csv: persons an encyclopedia wrote about early on, which is to say the best known."""

from collections import Counter

from fold import fold
from lists import government, known, nature
from lists.known import ascii_id
from reviewed import Reviewed
from sources import name2nat

PATH = "person/encyclopedia.csv"
OPTIONS = [
    ("source", "titles and nationalities of English Wikipedia, June 2020, by its contributors (name2nat {name2nat}); the oldest articles"),
    ("licence", "CC-BY-SA-3.0"),
]
COLUMNS = ["name", "id", "country", "prominence", "flags"]

OLDEST = 60_000  # articles, in the order in which they were begun


def rows(packages):
    reviewed = Reviewed(PATH[:-4])
    judge = known.judge(packages)
    lands = known.nationalities()
    there = dict(known.by_hand("person"))
    for other in (nature.HISTORICAL, government.LEADER):
        there.update({fold(form): row for row in other.rows(packages) for form in [row["name"], *row["aliases"]]})
    ids = known.ids_by_hand("person")
    organizations = known.by_hand("organization")
    places = known.by_hand("place")
    namesakes = Counter()
    titles = []
    for number, (title, nations) in enumerate(name2nat.persons(packages)):
        bare = title.split(" (")[0]
        namesakes[fold(bare)] += 1
        if number < OLDEST:
            titles.append((title, bare, nations))
    made, seen = [], set()
    for title, bare, nations in titles:
        key = fold(bare)
        if not fair(bare, key) or ascii_id(title) in ids or reviewed.dropped(ascii_id(title)) or key in there or key in organizations or key in places:
            continue
        # Of several persons of one name the one whose article bears it plainly, else the first.
        if key in seen or (title != bare and namesakes[key] > 2):
            continue
        seen.add(key)
        first = bare.split()[0]
        where = {lands[fold(nation)] for nation in nations if fold(nation) in lands}
        doubtful = judge.common(bare) and judge.given.get(first, 0) < 50 or key in judge.cities or key in judge.countries
        made.append(
            reviewed.apply(
                ascii_id(title),
                {
                    "name": bare,
                    "id": ascii_id(title),
                    "country": where.pop() if len(where) == 1 else None,
                    "prominence": f"{0.9 / namesakes[key]:.2f}",
                    "flags": "context" if doubtful else None,
                },
            )
        )
    return made


def fair(name, key):
    """A name of two to five words in Latin letters."""
    return bool(known.LATIN.match(name)) and 2 <= len(key.split()) <= 5 and "," not in name and not any(c.isdigit() for c in name)
