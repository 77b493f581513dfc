"""One spelling for comparison: accents, case, apostrophes and dashes folded away.

The Rust side folds text in the same way; `test_build.py` holds the vectors both must meet.
"""

import unicodedata

LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d",
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i", "þ": "th", "Þ": "th",
    }
)
APOSTROPHES = str.maketrans({c: "'" for c in "\u2018\u2019\u201b\u02bb\u02bc\u02bd\u02be\u02bf\u02b9\u02c8\u0060\u00b4\u2032\uff07"})
HYPHENS = str.maketrans({c: " " for c in "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"})


def fold(text):
    """`text` as the key under which its spellings meet: "Łódź" and "lodz", "Guinea-Bissau" and "guinea bissau"."""
    marked = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    bare = "".join(c for c in marked if not unicodedata.combining(c))
    return " ".join(bare.translate(LETTERS).translate(APOSTROPHES).translate(HYPHENS).lower().split())
