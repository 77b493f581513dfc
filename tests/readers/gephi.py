"""Gephi, by its toolkit: the tables by the spreadsheet import, and the GEXF; nodes, edges, kinds, weights, timeline.

The second argument is the toolkit's jar, with all it needs.
"""

import datetime
import pathlib
import subprocess
import sys

import native

HERE = pathlib.Path(__file__).parent


def graph(*files):
    """What Gephi holds once it has imported the files."""
    paths = [str(native.FOLDER / file) for file in files]
    command = ["java", "-Xmx512m", "-Djava.awt.headless=true", "-cp", sys.argv[2], str(HERE / "GephiReader.java"), *paths]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        sys.exit(f"{files}: {done.stderr[-4000:]}")
    rows = [line.split("\t") for line in done.stdout.split("\n") if line]
    return {sort: sorted(row[1:] for row in rows if row[0] == sort) for sort in ["time", "node", "edge"]}


def day(text):
    """A moment of Gephi's, milliseconds since 1970, as a day."""
    return datetime.datetime.fromtimestamp(float(text) / 1000, datetime.timezone.utc).date().isoformat()


def check(what, found, articles):
    nodes = [row for row in found["node"] if row[0] in native.NAMES]
    native.same(f"{what} nodes", {row[0]: row[1] for row in nodes}, {id: legal(name, what) for id, name in native.NAMES.items()})
    native.same(f"{what} articles", len(found["node"]) - len(nodes), articles)
    counts = {row[0]: float(row[2]) for row in nodes}
    native.same(f"{what} counts", counts, {row["id"]: float(row["mentions"]) for row in native.ENTITIES})
    edges = {row[0]: row[1:4] + [float(row[5])] for row in found["edge"] if row[2] not in {"MENTIONED_IN", "CO_MENTIONED"}}
    expected = {row["id"]: [row["source_id"], row["relation"], row["target_id"], float(row["weight"])] for row in native.RELATIONS}
    native.same(f"{what} edges", sorted(edges), sorted(expected))
    for id, edge in edges.items():
        row = expected[id]
        # An undirected edge may come back either way round.
        native.same(f"{what} {id}", sorted([edge[0], edge[2]]) + [edge[1], edge[3]], sorted([row[0], row[2]]) + [row[1], row[3]])
    dated = [row for row in native.ENTITIES if len(row["first_seen"]) == 10 and len(row["last_seen"]) == 10]
    if dated and len(dated) == sum(row["first_seen"] != "" for row in native.ENTITIES):
        native.same(f"{what} time", found["time"][0][0], "INTERVAL")
        bounds = [day(moment) for moment in found["time"][0][2:4]]
        native.same(f"{what} days", bounds, [min(row["first_seen"] for row in dated), max(row["last_seen"] for row in dated)])


def legal(name, what):
    return native.legal(name) if what == "gexf" else name


# A table of headers alone is no graph to Gephi, and says so.
if native.ENTITIES:
    files = ["gephi/nodes.csv"] + (["gephi/edges.csv"] if native.RELATIONS else [])
    tables = graph(*files)
    check("tables", tables, 0)
    directed = {row[0]: row[4] for row in tables["edge"]}
    native.same("directed", directed, {row["id"]: row["directed"] for row in native.RELATIONS})
    check("gexf", graph("gexf/graph.gexf"), len(native.ARTICLES))
    if native.PAIRS:
        native.same("pairs", len(graph("gephi/nodes.csv", "gephi/co_mentions.csv")["edge"]), len(native.PAIRS))
