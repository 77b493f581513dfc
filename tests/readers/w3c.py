"""W3C annotations by pyld: read as JSON-LD, do they say in RDF what they mean to say?"""

import json

from pyld import jsonld
import native

OA, RDF = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# Of the context at http://www.w3.org/ns/anno.jsonld, which lies on the web, the terms that annotations of ours use.
CONTEXT = {
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{name: OA + name for name in ["Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "TextualBody"]},
    **{name: OA + name for name in ["start", "end", "exact", "prefix", "suffix", "classifying", "describing", "identifying", "tagging"]},
    **{name: {"@type": "@id", "@id": OA + "has" + name.title()} for name in ["body", "target", "source", "selector"]},
    "motivation": {"@type": "@vocab", "@id": OA + "motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": OA + "hasPurpose"},
    "value": RDF + "value",
}
KNOWN = {*CONTEXT, "@context"}


def terms(node):
    """The names that a JSON value uses as keys."""
    match node:
        case dict():
            return set(node).union(*map(terms, node.values()))
        case list():
            return set().union(*map(terms, node))
        case _:
            return set()


def load(url, options):
    native.same("context", url, "http://www.w3.org/ns/anno.jsonld")
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def value(node, name):
    [found] = node[name]
    return found.get("@value", found.get("@id"))


jsonld.set_document_loader(load)
with open(native.FOLDER / "w3c/annotations.jsonl", encoding="utf-8") as file:
    lines = [json.loads(line) for line in file]
native.same("annotations", len(lines), len(native.MENTIONS))
native.same("ids", len({line["id"] for line in lines}), len(lines))
for line, row in zip(lines, native.MENTIONS):
    native.same("terms", terms(line) - KNOWN, set())
    [annotation] = jsonld.expand(line)
    native.same("type", annotation["@type"], [OA + "Annotation"])
    native.same("motivation", value(annotation, OA + "motivatedBy"), OA + "identifying")
    [target] = annotation[OA + "hasTarget"]
    selectors = {selector["@type"][0]: selector for selector in target[OA + "hasSelector"]}
    place, quote = selectors[OA + "TextPositionSelector"], selectors[OA + "TextQuoteSelector"]
    native.same("place", [value(place, OA + "start"), value(place, OA + "end")], [int(row["start"]), int(row["end"])])
    native.same("words", native.one_line(value(quote, OA + "exact")), row["surface"])
    bodies = {value(body, OA + "hasPurpose"): body for body in annotation[OA + "hasBody"]}
    native.same("label", value(bodies[OA + "tagging"], RDF + "value"), row["label"])
    native.same("known", OA + "identifying" in bodies, row["entity"] != "")
