"""python3 -m unittest discover tools/gazetteers -- no network, no packages."""

import io
import pickle
import sys
import unittest
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fetch import PlainUnpickler, ar_member  # noqa: E402
from fold import fold  # noqa: E402
from lists.city import Judge, tidy  # noqa: E402
from lists.person_names import parts  # noqa: E402
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
