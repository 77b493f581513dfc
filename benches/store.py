#!/usr/bin/env python3
"""What a store costs: adding to a large one and to an empty one, exporting, disk and memory a run.

    benches/store.py PROGRAM [--sample FILE.jsonl[.gz]] [--articles 100000] [--run 100000 1000000] [--folder DIR]

The sample (the project's input/ if none is given) is repeated with other names and dates, so that articles differ as those of
a feed do: most of what an article names comes again elsewhere, some of it nowhere. Nothing of it is kept. Every figure is checked:
what is added must be there.
"""

import argparse
import gzip
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SYLLABLES = "ka re to mi sen dor lu pa vi no ter sa gol be ri ma fen do chi ul".split()


def sample(path):
    """The texts of the sample."""
    if path:
        opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
        with opened as lines:
            return [json.loads(line)["text"] for line in lines]
    folder = os.path.join(ROOT, "input")
    files = sorted(name for name in os.listdir(folder) if name.endswith(".txt"))
    return [open(os.path.join(folder, name)).read() for name in files]


def articles(texts, count, seed=1):
    """So many articles, each as a line of JSON."""
    dice = random.Random(seed)
    pool = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).capitalize() for _ in range(20000)]
    # Words with a capital inside of a sentence: mostly names. A text is what lies between them, and their numbers.
    cut = []
    for text in texts:
        names = sorted(set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text)))
        parts = re.split(rf"\b({'|'.join(names)})\b", text) if names else [text]
        number = {name: place for place, name in enumerate(names)}
        cut.append((names, parts, [(at, number[parts[at]]) for at in range(1, len(parts), 2)]))
    for number in range(count):
        names, parts, places = cut[number % len(cut)]
        now = [dice.choice(pool) if dice.random() < 0.4 else name for name in names]
        parts = list(parts)
        for at, name in places:
            parts[at] = now[name]
        day = f"{2015 + number % 10}-{1 + number // 10 % 12:02}-{1 + number // 120 % 28:02}"
        text = f"{''.join(parts)}\n{dice.choice(pool)} {number}."
        yield json.dumps({"id": f"a{seed}-{number}", "text": text, "date": day}) + "\n"


def write(path, lines):
    with open(path, "w") as out:
        out.writelines(lines)
    return path


def run(*command):
    """Runs a command: seconds, seconds of CPU, and the most memory it had, in MB."""
    began = time.time()
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    words = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f"{' '.join(command)}: {words}")
    return time.time() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--sample")
    parser.add_argument("--articles", type=int, default=100000)
    parser.add_argument("--run", type=int, default=[], nargs="*", help="articles of runs of extract, each a run")
    parser.add_argument("--format", default="csv,neo4j,gephi", help="what those runs write")
    parser.add_argument("--folder", default=tempfile.gettempdir())
    args = parser.parse_args()
    texts = sample(args.sample)
    folder = tempfile.mkdtemp(dir=args.folder)
    at = lambda name: os.path.join(folder, name)
    try:
        if args.articles:
            few = [write(at(f"few{number}.jsonl"), articles(texts, 100, seed=10 + number)) for number in range(3)]
            timed = {}
            for store, size in [("empty", 0), ("large", args.articles)]:
                run(args.program, "init", at(store))
                if size:
                    wire = write(at("wire.jsonl"), articles(texts, size))
                    bytes_in = os.path.getsize(wire)
                    seconds, cpu, memory = run(args.program, "add", "-q", at(store), wire)
                    print(f"add {size:,} articles ({bytes_in / 1e6:.0f} MB): {seconds:.1f} s, {cpu:.1f} s of CPU, {memory:.0f} MB")
                    os.remove(wire)
                timed[store] = [run(args.program, "add", "-q", at(store), file) for file in few]
                print(f"add 100 to the {store} store, three times: " + ", ".join(f"{s:.2f} s ({c:.2f} s of CPU, {m:.0f} MB)" for s, c, m in timed[store]))
            best = {store: min(times) for store, times in timed.items()}
            cpu = {store: min(t[1] for t in times) for store, times in timed.items()}
            print(f"ratio large : empty: {best['large'][0] / best['empty'][0]:.2f} of time, {cpu['large'] / cpu['empty']:.2f} of CPU")
            size = sum(os.path.getsize(os.path.join(at("large"), name)) for name in os.listdir(at("large")))
            print(f"disk: {size / (args.articles + 300):,.0f} bytes an article, all in all {size / 1e6:.0f} MB")
            seconds, cpu, memory = run(args.program, "export", "-q", at("large"), "-o", at("out"))
            print(f"export (csv, neo4j, gephi): {seconds:.1f} s, {cpu:.1f} s of CPU, {memory:.0f} MB")
            rows = sum(1 for _ in open(os.path.join(at("out"), "articles.csv"))) - 1
            assert rows == args.articles + 300, f"{rows} articles in the graph"
            shutil.rmtree(at("out"))
            shutil.rmtree(at("large"))
        for count in args.run:
            wire = write(at("wire.jsonl"), articles(texts, count))
            seconds, cpu, memory = run(args.program, "extract", "-q", wire, "-o", at("out"), "--format", args.format)
            rows = sum(1 for _ in open(os.path.join(at("out"), "articles.csv"))) - 1
            assert rows == count, f"{rows} articles in the graph"
            sizes = ", ".join(f"{sum(1 for _ in open(os.path.join(at('out'), f'{name}.csv'))) - 1:,} {name}" for name in ["entities", "relations", "co_mentions"])
            print(f"extract {count:,} articles: {seconds:.1f} s, {cpu:.1f} s of CPU, {memory:.0f} MB; {sizes}", flush=True)
            shutil.rmtree(at("out"))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
