"""Kuzu, or Ladybug where the second argument says so: the schema, the COPY script, and the graph that it leaves."""

import importlib
import os
import pathlib
import sys
import tempfile

here = sys.path.pop(0)
kuzu = importlib.import_module(sys.argv[2])
sys.path.insert(0, here)
import native

with tempfile.TemporaryDirectory() as home:
    connection = kuzu.Connection(kuzu.Database(str(pathlib.Path(home) / "graph")))
    os.chdir(native.FOLDER / "kuzu")
    for script in ["schema.cypher", "copy.cypher"]:
        for statement in pathlib.Path(script).read_text(encoding="utf-8").splitlines():
            connection.execute(statement)

    def rows(query):
        answer = connection.execute(query)
        found = []
        while answer.has_next():
            found.append(tuple(answer.get_next()))
        return found

    names = {id: name or "" for id, name in rows("MATCH (e:Entity) RETURN e.id, e.name")}
    native.same("names", names, native.NAMES)
    native.same("edges", sorted(rows("MATCH (a:Entity)-[r:Relation]->(b:Entity) RETURN a.id, r.kind, b.id")), native.TRIPLES)
    native.same("claims", rows("MATCH ()-[r:Claim]->() RETURN count(*)")[0][0], len(native.CLAIMS))
    native.same("pairs", rows("MATCH ()-[r:CoMentioned]->() RETURN count(*)")[0][0], len(native.PAIRS))
    native.same("mentioned in", sorted(rows("MATCH (e:Entity)-[:MentionedIn]->(a:Article) RETURN a.articleId, e.id")), sorted(native.MENTIONED))
    texts = sorted(text for text, in rows("MATCH (e:Evidence) RETURN e.text"))
    native.same("evidence", texts, sorted(row["text"] for row in native.EVIDENCE))
    sentences = sorted(rows("MATCH (a:Entity)-[r:Relation]->() MATCH (e:Evidence) WHERE e.relation_id = r.id RETURN r.id, e.text"))
    facts = {row["id"] for row in native.RELATIONS}
    native.same("an edge's sentences", sentences, sorted((row["relation_id"], row["text"]) for row in native.EVIDENCE if row["relation_id"] in facts))
