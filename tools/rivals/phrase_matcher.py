#!/usr/bin/env python3
"""spaCy's PhraseMatcher over the names and the text that `cargo bench --bench gazetteer` made.

    python3 tools/rivals/phrase_matcher.py FOLDER

FOLDER holds person.txt, one name a line, and text.txt. Prints lines as the benchmark's others are: seconds to load,
memory in MB, MB/s, matches; then MB/s of the search alone, in text that is cut into tokens. Without spaCy it says so.
"""

import sys
import time
from pathlib import Path


def resident():
    """The memory that this process holds, in MB; 0 where the system does not tell."""
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
    except OSError:
        pass
    return 0.0


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError as error:
        print(f"spaCy PhraseMatcher: skipped: {error} (pip install spacy)")
        return
    folder = Path(sys.argv[1])
    text = (folder / "text.txt").read_text(encoding="utf-8")
    before = resident()
    started = time.process_time()
    names = (folder / "person.txt").read_text(encoding="utf-8").splitlines()
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab)
    # In parts, as a careful user would: all documents at once would be gigabytes more.
    for start in range(0, len(names), 10_000):
        matcher.add("PERSON", [nlp.make_doc(name) for name in names[start : start + 10_000]])
    load = time.process_time() - started
    memory = resident() - before
    cutting, searching, found = 0.0, 0.0, 0
    for part in text.split("\n\n"):
        started = time.process_time()
        doc = nlp.make_doc(part)
        cut = time.process_time()
        found += len(matcher(doc))
        cutting += cut - started
        searching += time.process_time() - cut
    size = len(text.encode("utf-8")) / 1e6
    print(f"{f'spaCy {spacy.__version__} PhraseMatcher':<30}{load:>5.2f}{memory:>11.0f}{size / (cutting + searching):>10.1f}{found:>12}")
    print(f"{'  search alone':<46}{size / searching:>10.1f}")


if __name__ == "__main__":
    main()
