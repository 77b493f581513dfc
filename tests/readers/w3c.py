"""W3C annotations by pyld: as JSON-LD they say in RDF what they mean to say. The context is kept here, for it is on the web."""

import json
import pathlib

from pyld import jsonld
import native

CONTEXT = json.loads((pathlib.Path(__file__).parent / "anno.jsonld").read_text(encoding="utf-8"))
jsonld.set_document_loader(lambda url, options: {"contextUrl": None, "documentUrl": url, "document": CONTEXT})
OA = "http://www.w3.org/ns/oa#"
with open(native.FOLDER / "w3c/annotations.jsonl", encoding="utf-8") as file:
    lines = [json.loads(line) for line in file]
native.same("annotations", len(lines), len(native.MENTIONS))
for line, row in zip(lines[:500], native.MENTIONS):
    [annotation] = jsonld.expand(line)
    native.same("type", annotation["@type"], [OA + "Annotation"])
    [target] = annotation[OA + "hasTarget"]
    place, quote = target[OA + "hasSelector"]
    native.same("start", place[OA + "start"][0]["@value"], int(row["start"]))
    native.same("end", place[OA + "end"][0]["@value"], int(row["end"]))
    native.same("words", quote[OA + "exact"][0]["@value"], row["surface"])
    bodies = annotation[OA + "hasBody"]
    values = [body["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"][0]["@value"] for body in bodies if "http://www.w3.org/1999/02/22-rdf-syntax-ns#value" in body]
    native.same("label", values[0], row["label"])
