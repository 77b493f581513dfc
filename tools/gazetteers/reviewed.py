"""What was mended by hand after reading the built lists: `fix.csv` (add or overrule), `drop.csv` (leave out) and
`time.csv` (when).

fix.csv   list, key, name, aliases, flags, prominence, country, id: an empty cell leaves the built value alone.
          A key not found in the sources makes a new row. `-` in flags takes all flags away.
          A `!` before an alias list replaces the built aliases instead of adding to them.
time.csv  list, key, valid-from, valid-until: when a name or a state begins and ceases to hold.
drop.csv  list, key, form, reason: a whole row, or, where form is given, that one form of it. `*` as key: wherever it stands.
"""

import csv
from pathlib import Path

from fold import fold

HERE = Path(__file__).parent


def read(name, wanted):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["list"] == wanted]


class Reviewed:
    def __init__(self, wanted):
        self.fixes = {row["key"]: row for row in read("fix.csv", wanted)}
        self.times = {row["key"]: row for row in read("time.csv", wanted)}
        drops = read("drop.csv", wanted)
        self.rows = {row["key"] for row in drops if not row["form"]}
        self.forms = {(row["key"], fold(row["form"])) for row in drops if row["form"]}

    def dropped(self, key):
        return key in self.rows

    def drops_form(self, key, form):
        return (key, fold(form)) in self.forms or ("*", fold(form)) in self.forms

    def fix(self, key, field):
        return self.fixes.get(key, {}).get(field) or None

    def alias_fix(self, key):
        """(replace, forms)"""
        text = self.fix(key, "aliases") or ""
        replace = text.startswith("!")
        return replace, [form for form in text.lstrip("!").split("|") if form]

    def apply(self, key, row):
        """`row` with the name, id, flags, prominence and country written in fix.csv."""
        for field in ("name", "id", "prominence", "country"):
            if self.fix(key, field):
                row[field] = self.fix(key, field)
        if self.fix(key, "flags"):
            row["flags"] = self.fix(key, "flags").replace("-", "")
        for field in ("valid-from", "valid-until"):
            if self.times.get(key, {}).get(field):
                row[field] = self.times[key][field]
        return row
