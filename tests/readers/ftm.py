"""FollowTheMoney by its own model: every entity valid, no value lost in cleaning, every edge within its ranges."""

import json
import re
import sys

from followthemoney import model
from followthemoney.exc import InvalidData
import native


def of(id):
    """An id as the model lets a reference have it: `gn:1` is `gn-1`."""
    return re.sub("[^0-9A-Za-z.-]", "-", id)


known, edges, articles, names = {}, [], 0, {}
with open(native.FOLDER / "ftm/entities.ftm.json", encoding="utf-8") as file:
    lines = [json.loads(line) for line in file]
for line in lines:
    entity = model.get_proxy(line, cleaned=False)
    try:
        entity.schema.validate(line)
    except InvalidData as error:
        sys.exit(f"{line['id']}: {error}")
    # Countries out of a gazetteer are known to the model; what it does not know it drops.
    for name, values in line["properties"].items():
        kept = entity.get(name)
        if len(kept) != len(set(values)) and name not in {"sourceUrl"}:
            sys.exit(f"{line['id']}: {name} is {values}, and {kept} in the model")
    if entity.schema.edge:
        edges.append(entity)
    elif entity.schema.name == "Article":
        articles += 1
        known[entity.id] = entity
    else:
        known[entity.id] = entity
        names[entity.id] = line["properties"]["name"][0]
native.same("names", names, {of(id): name[:384].strip() or id for id, name in native.NAMES.items()})
native.same("articles", articles, len(native.ARTICLES))
for edge in edges:
    for end in [edge.schema.edge_source, edge.schema.edge_target]:
        prop = edge.schema.get(end)
        for id in edge.get(prop):
            if not known[id].schema.is_a(prop.range):
                sys.exit(f"{edge.id}: {id} is a {known[id].schema.name}, and {end} asks for a {prop.range.name}")
links = [edge for edge in edges if edge.schema.name == "Documentation"]
native.same("mentioned in", len(links), len(native.MENTIONED))
native.same("edges", sorted(edge.id for edge in edges if edge not in links), sorted(row["id"] for row in native.RELATIONS))
