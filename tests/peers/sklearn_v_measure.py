#!/usr/bin/env python3
"""Homogeneity, completeness and V-measure of footprint align beside scikit-learn (python3-sklearn of Debian 12, 1.2.1).

    footprint align LOOKUP.csv --a-column A --b-column B --json align.json
    tests/peers/sklearn_v_measure.py LOOKUP.csv A B align.json
    tests/peers/sklearn_v_measure.py          # the areas of data/england-2017, and random lookups

Exit 1 when a measure differs by more than 1e-9; skipped (exit 0) where scikit-learn is not installed.
"""
import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    from sklearn.metrics import homogeneity_completeness_v_measure
except ImportError:
    print("skipped: scikit-learn is not installed")
    sys.exit(0)

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / "build/release/bin/footprint"


def compare(lookup, a, b, report):
    """Prints both, and tells whether they agree."""
    with open(lookup, newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row[a] and row[b]]
    theirs = homogeneity_completeness_v_measure([row[a] for row in rows], [row[b] for row in rows])
    plan = json.loads(pathlib.Path(report).read_text())["result"]["plan"]
    ours = [plan[key] for key in ("homogeneity", "completeness", "v_measure")]
    worst = max(abs(x - y) for x, y in zip(ours, theirs))
    print(f"{pathlib.Path(lookup).name}: {a} and {b}, {len(rows)} units: {ours}, differs by {worst:.1e} at most")
    return worst <= 1e-9


def align(folder, lookup, a, b):
    report = pathlib.Path(folder) / "align.json"
    subprocess.run([TOOL, "align", lookup, "--a-column", a, "--b-column", b, "--json", report, "--overwrite",
                    "--quiet"], check=True, stdout=subprocess.DEVNULL)
    return compare(lookup, a, b, report)


if len(sys.argv) == 5:
    sys.exit(0 if compare(*sys.argv[1:]) else 1)
good = True
with tempfile.TemporaryDirectory() as scratch:
    good &= align(scratch, ROOT / "data/england-2017/ccg.csv", "code", "footprint")
    random.seed(20261127)
    for number in range(20):
        path = pathlib.Path(scratch) / f"random_{number}.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["area", "first", "second"])
            for unit in range(300):
                first = random.randrange(12)
                writer.writerow([f"U{unit}", f"A{first}", f"B{(first // 3 + (random.random() < 0.2)) % 4}"])
        good &= align(scratch, path, "first", "second")
sys.exit(0 if good else 1)
