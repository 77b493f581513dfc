"""Neo4j: `import.sh` through neo4j-admin, and `load.cypher` twice into an empty database; both leave the same graph.

The second argument is a file with the class path of Neo4j and its import tool (tools/readers/neo4j.xml).
"""

import os
import pathlib
import subprocess
import sys
import tempfile

import native

CLASSES = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8").strip()
HERE = pathlib.Path(__file__).parent
OPENED = ["java.base/java.nio", "java.base/java.lang", "java.base/sun.nio.ch", "java.base/java.io", "java.base/jdk.internal.ref"]
JAVA = ["java", "-Xmx512m", "-cp", CLASSES, *(f"--add-opens={module}=ALL-UNNAMED" for module in OPENED)]
QUERIES = {
    "entities": "MATCH (n:Entity) RETURN n.entityId, coalesce(n.name, '')",
    "edges": "MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) <> 'CO_MENTIONED' RETURN a.entityId, r.relationId, b.entityId",
    "pairs": "MATCH (:Entity)-[r:CO_MENTIONED]->(:Entity) RETURN count(*)",
    "mentioned": "MATCH (e:Entity)-[:MENTIONED_IN]->(a:Article) RETURN a.articleId, e.entityId",
    "evidence": "MATCH (e:Evidence)-[:STATED_IN]->(a:Article) RETURN e.relationId, a.articleId, e.text",
    "sentences": "MATCH (:Entity)-[r]->(:Entity) MATCH (e:Evidence {relationId: r.relationId}) RETURN count(*)",
    "days": "MATCH (n:Entity) WHERE n.firstSeen IS NOT NULL RETURN n.entityId, n.firstSeen",
    "places": "MATCH (n:Entity) WHERE n.location IS NOT NULL RETURN count(*)",
    "labels": "MATCH (n:Entity) UNWIND labels(n) AS label RETURN label, count(*) ORDER BY label",
    "aliases": "MATCH (n:Entity) RETURN n.entityId, reduce(all = '', a IN coalesce(n.aliases, []) | all + '|' + a)",
}


def answers(home, *scripts):
    """What the database of a home folder says, once the scripts were run in it."""
    command = [*JAVA, str(HERE / "Neo4jReader.java"), str(home), str(native.FOLDER), *map(str, scripts)]
    done = subprocess.run(command, input="\n".join(QUERIES.values()), capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        sys.exit(f"{scripts}: {done.stderr[-4000:]}")
    blocks = split(done.stdout)
    return {name: sorted(block) for name, block in zip(QUERIES, blocks)}


def split(text):
    """The answers, each ended by an empty line."""
    blocks = [[]]
    for line in text.split("\n"):
        if line:
            blocks[-1].append(line)
        else:
            blocks.append([])
    return blocks


def check(what, found):
    rows = {
        "entities": sorted(f"{id}\t{name}" for id, name in native.NAMES.items()),
        "edges": sorted(f"{row['source_id']}\t{row['id']}\t{row['target_id']}" for row in native.RELATIONS),
        "pairs": [str(len(native.PAIRS))],
        "mentioned": sorted(f"{article}\t{entity}" for article, entity in native.MENTIONED),
        "evidence": sorted(f"{row['relation_id']}\t{row['document']}\t{row['text']}" for row in native.EVIDENCE),
        "days": sorted(f"{row['id']}\t{row['first_seen']}" for row in native.ENTITIES if len(row["first_seen"]) == 10),
        "places": [str(sum(row["lat"] != "" for row in native.ENTITIES))],
        "aliases": sorted(row["id"] + "\t" + ("|" + row["aliases"] if row["aliases"] else "") for row in native.ENTITIES),
    }
    facts = {row["id"] for row in native.RELATIONS}
    rows["sentences"] = [str(sum(row["relation_id"] in facts for row in native.EVIDENCE))]
    for name, expected in rows.items():
        native.same(f"{what}: {name}", found[name], expected)


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    home, shim = folder / "home", folder / "neo4j-admin"
    (home / "conf").mkdir(parents=True)
    (home / "conf/neo4j.conf").write_text("")
    quoted = " ".join(f"'{part}'" for part in JAVA)
    shim.write_text(f'#!/bin/sh\nexec {quoted} org.neo4j.cli.AdminTool "$@"\n')
    shim.chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    script = native.FOLDER / "neo4j/import.sh"
    done = subprocess.run(["sh", str(script)], env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        sys.exit(f"neo4j-admin: {done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    imported = answers(home)
    check("import.sh", imported)
    loaded = answers(folder / "fresh", *[native.FOLDER / "cypher/load.cypher"] * 2)
    check("load.cypher, twice", loaded)
    native.same("both ways", loaded["labels"], imported["labels"])
