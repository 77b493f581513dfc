"""GEXF and GraphML by networkx: nodes with their names, edges with their kinds, weights and sentences."""

import importlib
import sys

# This file has the name of what it imports.
sys.path.pop(0)
networkx = importlib.import_module("networkx")
sys.path.insert(0, __file__.rpartition("/")[0])
import native

if not native.ENTITIES:
    sys.exit(0)
for graph, name in [
    (networkx.read_gexf(native.FOLDER / "gexf/graph.gexf", version="1.3"), "gexf"),
    (networkx.read_graphml(native.FOLDER / "graphml/graph.graphml", force_multigraph=True), "graphml"),
]:
    nodes = {id: data for id, data in graph.nodes(data=True) if data.get("type") != "article"}
    native.same(f"{name} names", {id: data["label"] for id, data in nodes.items()}, {id: native.legal(text) for id, text in native.NAMES.items()})
    native.same(f"{name} articles", len(graph) - len(nodes), len(native.ARTICLES))
    edges = [(source, data["relation"], target) for source, target, data in graph.edges(data=True)]
    facts = sorted(edge for edge in edges if edge[1] != "MENTIONED_IN")
    native.same(f"{name} edges", facts, native.TRIPLES)
    native.same(f"{name} mentions", len(edges) - len(facts), len(native.MENTIONED))
    sentences = sorted(data["evidence"] for *_, data in graph.edges(data=True) if "evidence" in data)
    native.same(f"{name} evidence", sentences, sorted(native.legal(row["evidence"]) for row in native.RELATIONS))
    mentions = {id: data["mentions"] for id, data in nodes.items()}
    native.same(f"{name} counts", mentions, {row["id"]: int(row["mentions"]) for row in native.ENTITIES})
    if name == "gexf":
        starts = {id for id, data in nodes.items() if "start" in data}
        native.same("gexf starts", starts, {row["id"] for row in native.ENTITIES if row["first_seen"]})
