"""brat's files by pybrat: each mention where its words stand, each relation between two of them."""

import collections
import re

from pybrat.parser import BratParser
import native

parser = BratParser(error="raise")
articles = {example.id: example for example in parser.parse(native.FOLDER / "brat")}
native.same("articles", len(articles), len(native.ARTICLES))
spans, relations, known = [], 0, []
for example in articles.values():
    # brat counts the characters that are there; pybrat takes a line's end of two for one.
    with open(native.FOLDER / f"brat/{example.id}.txt", encoding="utf-8", newline="") as file:
        text = file.read()
    for entity in example.entities:
        words = " ".join(text[span.start : span.end] for span in entity.spans)
        # pybrat takes the blanks off the end of a line, and so off a name that ends with them.
        native.same(f"{example.id} {entity.id}", words.rstrip(), entity.mention.rstrip())
        spans.append((entity.spans[0].start, entity.spans[-1].end))
        known += [(reference.rid, reference.eid) for reference in entity.references]
    relations += sum(relation.type != "Equiv" for relation in example.relations)
# Offsets count code points, in both.
native.same("mentions", sorted(spans), sorted((int(row["start"]), int(row["end"])) for row in native.MENTIONS))
facts = {row["id"] for row in native.RELATIONS}
stated = {(row["document"], row["relation_id"], row["start"], row["source_text"], row["target_text"]) for row in native.EVIDENCE}
native.same("relations", relations, sum(claim[1] in facts for claim in stated))
ids = collections.Counter(row["entity"] for row in native.MENTIONS)
wikidata = sum(count for id, count in ids.items() if re.fullmatch(r"Q\d+", id))
geonames = sum(count for id, count in ids.items() if re.fullmatch(r"gn:\d+", id))
found = collections.Counter(base for base, _ in known)
native.same("references", (found["Wikidata"], found["GeoNames"]), (wikidata, geonames))
