"""Neo4j: `import.sh` through neo4j-admin, then over Bolt `load.cypher` and `newsgraph load`, each twice, and a `load` whose
connection is cut half-way; all leave the same graph, which is counted by Cypher over Bolt. Of the sample articles, what an
older graph and a delta's scripts leave is what the newer graph's own script does.

The second argument is a file with the class path of Neo4j and its import tool (tools/readers/neo4j.xml), the third the program.
"""

import importlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

# This file has the name of what it imports.
HERE = pathlib.Path(sys.path.pop(0))
driver = importlib.import_module("neo4j")
sys.path.insert(0, str(HERE))
import native

CLASSES = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8").strip()
PROGRAM = sys.argv[3]
PASSWORD = "of this test alone"
OPENED = ["java.base/java.nio", "java.base/java.lang", "java.base/sun.nio.ch", "java.base/java.io", "java.base/jdk.internal.ref"]
JAVA = ["java", "-Xmx512m", "-cp", CLASSES, *(f"--add-opens={module}=ALL-UNNAMED" for module in OPENED)]
QUERIES = {
    "entities": "MATCH (n:Entity) RETURN n.entityId, coalesce(n.name, '')",
    "edges": "MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) <> 'CO_MENTIONED' RETURN a.entityId, r.relationId, b.entityId",
    "kinds": "MATCH (:Entity)-[r]->(:Entity) RETURN type(r), count(*)",
    "weights": "MATCH (:Entity)-[r]->(:Entity) WHERE r.relationId IS NOT NULL RETURN r.relationId, toInteger(r.weight), r.directed",
    "pairs": "MATCH (:Entity)-[r:CO_MENTIONED]->(:Entity) RETURN count(*)",
    "mentioned": "MATCH (e:Entity)-[:MENTIONED_IN]->(a:Article) RETURN a.articleId, e.entityId",
    "evidence": "MATCH (e:Evidence)-[:STATED_IN]->(a:Article) RETURN e.relationId, a.articleId, e.text",
    "sentences": "MATCH (:Entity)-[r]->(:Entity) MATCH (e:Evidence {relationId: r.relationId}) RETURN count(*)",
    "days": "MATCH (n:Entity) WHERE n.firstSeen IS NOT NULL RETURN n.entityId, toString(n.firstSeen)",
    "places": "MATCH (n:Entity) WHERE n.location IS NOT NULL RETURN n.entityId, n.location.latitude, n.location.longitude",
    "labels": "MATCH (n:Entity) UNWIND labels(n) AS label RETURN label, count(*)",
    "aliases": "MATCH (n:Entity) RETURN n.entityId, reduce(all = '', a IN coalesce(n.aliases, []) | all + '|' + a)",
    "nodes": "MATCH (n) RETURN count(*)",
    "relationships": "MATCH ()-[r]->() RETURN count(*)",
}


def expected():
    facts = {row["id"] for row in native.RELATIONS}
    return {
        "entities": sorted(native.NAMES.items()),
        "edges": sorted((row["source_id"], row["id"], row["target_id"]) for row in native.RELATIONS),
        "weights": sorted((row["id"], int(row["weight"]), row["directed"] == "true") for row in native.RELATIONS),
        "pairs": [(len(native.PAIRS),)],
        "mentioned": sorted(native.MENTIONED),
        "evidence": sorted((row["relation_id"], row["document"], row["text"]) for row in native.EVIDENCE),
        "sentences": [(sum(row["relation_id"] in facts for row in native.EVIDENCE),)],
        "days": sorted((row["id"], row["first_seen"]) for row in native.ENTITIES if len(row["first_seen"]) == 10),
        "places": sorted((row["id"], float(row["lat"]), float(row["lon"])) for row in native.ENTITIES if row["lat"] != ""),
        "aliases": sorted((row["id"], "|" + row["aliases"] if row["aliases"] else "") for row in native.ENTITIES),
        "nodes": [(len(native.ENTITIES) + len(native.EVIDENCE) + len(native.ARTICLES),)],
    }


class Server:
    """The Neo4j server of a home folder, asked over Bolt."""

    def __init__(self, home):
        command = [*JAVA, str(HERE / "Neo4jServer.java"), str(home), str(native.FOLDER), PASSWORD]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said = []
        for line in self.process.stdout:
            if line.startswith("port "):
                self.port = int(line.split()[1])
                break
            said.append(line)
        else:
            sys.exit(f"the server did not start: {''.join(said)[-4000:]}")
        # What it says later is read as well, or it would wait for somebody who does.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        self.driver = driver.GraphDatabase.driver(f"bolt://127.0.0.1:{self.port}", auth=("neo4j", PASSWORD))
        self.driver.verify_connectivity()

    def run(self, statement):
        """The rows of an answer, in order. The statement makes its own transactions, as cypher-shell lets it."""
        with self.driver.session() as session:
            return sorted(tuple(record.values()) for record in session.run(statement))

    def graph(self):
        return {name: self.run(query) for name, query in QUERIES.items()}

    def clear(self):
        self.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS")
        for (name,) in self.run("SHOW CONSTRAINTS YIELD name"):
            self.run(f"DROP CONSTRAINT {name}")

    def script(self, path):
        for statement in path.read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                self.run(statement)

    def stop(self):
        self.driver.close()
        self.process.stdin.close()
        self.process.wait(timeout=120)


def load(port, *more, password=PASSWORD):
    """Runs the program's own `load`."""
    environment = {**os.environ, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": password}
    command = [PROGRAM, "load", str(native.FOLDER), "--neo4j", f"bolt://127.0.0.1:{port}", "--documents", *more]
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8")


def loaded(port):
    done = load(port)
    native.same("load", (done.returncode, done.stdout), (0, ""))
    native.same("what load says", f"loaded   {len(native.ENTITIES):,} entit" in done.stderr, True)


def cut_after(port, size):
    """A port that leads to another, until `size` bytes have gone there; then it is gone."""
    listener = socket.create_server(("127.0.0.1", 0))

    def hand_on(source, target, left):
        try:
            while left > 0 and (data := source.recv(min(left, 65536))):
                target.sendall(data)
                left -= len(data)
        except OSError:
            pass
        for end in [source, target]:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def serve():
        client, _ = listener.accept()
        listener.close()
        server = socket.create_connection(("127.0.0.1", port))
        threading.Thread(target=hand_on, args=(server, client, 1 << 40), daemon=True).start()
        hand_on(client, server, size)

    threading.Thread(target=serve, daemon=True).start()
    return listener.getsockname()[1]


def cut_half_way(server, whole):
    """A connection that is lost says so; what came is part of the graph, and the same command mends the rest."""
    for size in [4_000, 40_000]:
        server.clear()
        done = load(cut_after(server.port, size))
        if done.returncode == 0:
            # So little there is that all of it had gone.
            continue
        native.same("exit code", done.returncode, 2)
        native.same(f"words: {done.stderr}", "the connection was lost" in done.stderr, True)
        [(nodes,)] = server.run("MATCH (n) RETURN count(n)")
        native.same("part of the graph", nodes <= whole["nodes"][0][0], True)
        native.same("no node without its labels", server.run("MATCH (n:Entity) WHERE size(labels(n)) < 2 RETURN count(*)"), [(0,)])
        loaded(server.port)
        native.same(f"mended after {size} bytes", server.graph(), whole)


def newsgraph(*arguments):
    """Runs the program."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
    native.same(f"newsgraph {arguments[0]}: {done.stderr}", done.returncode, 0)


def delta(server, folder):
    """Articles come and one goes: the graph before and the scripts of the delta make the graph after."""
    articles = HERE.parents[1] / "input"
    store = folder / "news.store"
    some = ["brightwater-olmedo-merger.md", "harbour-talks-oslo.txt", "keane-brothers-court.txt", "sonar-maker-breach.txt"]
    newsgraph("init", store)
    newsgraph("add", store, *(articles / name for name in some))
    newsgraph("export", store, "-o", folder / "before", "--format", "cypher,csv", "--documents")
    [gone] = [row["id"] for row in native.table(folder / "before/articles") if "harbour" in row["id"]]
    newsgraph("add", store, articles)
    newsgraph("remove", store, gone)
    newsgraph("export", store, "-o", folder / "after", "--format", "cypher", "--documents")
    newsgraph("export", store, "--since", "1", "-o", folder / "delta", "--documents")

    def scripts(graph, *names):
        # The server reads files below the folder it was started with.
        place = native.FOLDER / "cypher"
        kept = place.rename(place.with_name("cypher.kept"))
        try:
            shutil.copytree(graph / "cypher", place)
            for name in names:
                server.script(place / name)
        finally:
            shutil.rmtree(place)
            kept.rename(place)

    server.clear()
    scripts(folder / "after", "load.cypher")
    after = server.graph()
    server.clear()
    scripts(folder / "before", "load.cypher")
    native.same("an article more is another graph", server.graph() == after, False)
    for time in ["once", "twice"]:
        scripts(folder / "delta", "remove.cypher", "load.cypher")
        native.same(f"delta, {time}", server.graph(), after)


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
    server = Server(home)
    whole = server.graph()
    for name, rows in expected().items():
        native.same(f"import.sh: {name}", whole[name], rows)
    # An imported graph may be updated as well: it has no constraints yet.
    loaded(server.port)
    native.same("load over import.sh", server.graph(), whole)
    for way, run in [("load.cypher", lambda: server.script(native.FOLDER / "cypher/load.cypher")), ("load", lambda: loaded(server.port))]:
        server.clear()
        for time in ["once", "twice"]:
            run()
            native.same(f"{way}, {time}", server.graph(), whole)
    # What changed since is brought back.
    server.run("MATCH (n:Entity) SET n.name = 'changed', n:Changed")
    server.run("MATCH ()-[r]->() DELETE r")
    server.run("MATCH (n:Changed) REMOVE n:Changed")
    loaded(server.port)
    native.same("load over a changed graph", server.graph(), whole)
    cut_half_way(server, whole)
    if native.FOLDER.name == "sample":
        delta(server, folder)
    refused = load(server.port, password="wrong")
    native.same("a wrong password", (refused.returncode, "does not take this user and password" in refused.stderr), (2, True))
    refused = load(server.port, "--database", "nowhere")
    native.same("no such database", (refused.returncode, "nothing was loaded" in refused.stderr), (2, True))
    server.stop()
