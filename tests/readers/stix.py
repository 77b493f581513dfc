"""A STIX bundle by OASIS's own library, which checks types, times, ids and references as it parses."""

import sys

import stix2
import native

with open(native.FOLDER / "stix/bundle.json", encoding="utf-8") as file:
    bundle = stix2.parse(file.read(), allow_custom=False, version="2.1")
objects = list(bundle.get("objects", []))
ids = [entry["id"] for entry in objects]
native.same("ids", len(set(ids)), len(ids))
known = set(ids)
edges = [entry for entry in objects if entry["type"] == "relationship"]
for edge in edges:
    if edge["source_ref"] not in known or edge["target_ref"] not in known:
        sys.exit(f"{edge['id']} leads nowhere")
kept = {"person", "organization", "place", "malware"}
sorts = {row["id"]: row["type"] in kept for row in native.ENTITIES}
names = sorted(entry["name"] for entry in objects if entry["type"] not in {"relationship", "report"})
native.same("names", names, sorted(name or id for id, name in native.NAMES.items() if sorts[id]))
native.same("edges", len(edges), sum(sorts[source] and sorts[target] for source, _, target in native.TRIPLES))
