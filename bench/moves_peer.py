#!/usr/bin/env python3
"""Moves evaluated by footprint beside modularity recomputed by python-igraph (Debian's python3-igraph), in one run on
England of April 2017 in MSOAs and in LSOAs, and how fast `optimise` comes near its best value.

    cmake --preset release -DFOOTPRINT_BENCH=ON && cmake --build --preset release
    FOOTPRINT_REAL_DATA=/folder/of/official/files bench/moves_peer.py WORKFOLDER

Makes the lookups first: an MSOA goes to the footprint of most of its LSOAs (of equals the one of the lower code), and
each island to the mainland by one link of islands.csv. The answers of both are compared. Writes moves.md.
"""
import collections
import csv
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import igraph

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = pathlib.Path(os.environ.get("FOOTPRINT_BUILD", ROOT / "build" / "release")) / "bin"
DATA = pathlib.Path(os.environ["FOOTPRINT_REAL_DATA"])
SHIPPED = ROOT / "data" / "england-2017"
# Islands of MSOAs and where their bridge or ferry lands: Canvey, Scilly, Wight, Hayling.
ISLANDS = [
    ("E02004480", "E02004479", "Canvey", "bridge"),
    ("E02006781", "E02003950", "Scilly", "ferry"),
    ("E02003582", "E02004792", "Wight", "ferry"),
    ("E02004776", "E02004775", "Hayling", "bridge"),
]


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path, heading, lines):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(lines)


def make_lookups(folder):
    footprint = {row["LSOA11CD"]: row["STP17CD"] for row in rows(DATA / "lookups/lsoa11_ccg17_stp17_lad17.csv")}
    counts = collections.defaultdict(collections.Counter)
    for row in rows(DATA / "lookups/lsoa11_msoa11_england.csv"):
        counts[row["msoa11_code"]][footprint[row["lsoa11_code"]]] += 1
    best = {msoa: min(of, key=lambda f: (-of[f], f)) for msoa, of in counts.items()}
    write(folder / "msoa.csv", ["area", "footprint"], sorted(best.items()))
    write(folder / "lsoa.csv", ["area", "footprint"], sorted(footprint.items()))
    write(folder / "islands.csv", ["a", "b", "name", "kind"], ISLANDS)


def words(level, folder):
    population = DATA / "flows/population_msoa11_lad17_lad19.csv"
    flows = [
        "--flows", DATA / "flows/msoa11_trust_share_2018.csv", "--origin-column", "msoa_code",
        "--site-column", "trust_code", "--share-column", "proportion",
        "--share-population", population, "--share-population-column", "pop_msoa11",
        "--site-lookup", DATA / "lookups/trust_stp17.csv", "--site-code-column", "code",
        "--site-footprint-column", "STP_code", "--succession", SHIPPED / "succession.csv",
    ]
    if level == "MSOA":
        return [DATA / "boundaries/msoa_2011_england.geojson", "--lookup", folder / "msoa.csv",
                "--links", folder / "islands.csv", "--population", population, "--population-code-column",
                "MSOA11CD", "--population-column", "pop_msoa11", *flows]
    return [DATA / "boundaries/lsoa_2011_england_shp/lsoa_2011_england.shp", "--code", "ls11_cd",
            "--lookup", folder / "lsoa.csv", "--origin-lookup", DATA / "lookups/lsoa11_msoa11_england.csv", *flows]


def igraph_seconds(folder, ours):
    """Seconds of one recomputation; checks the value of the plan and of the plan after one move."""
    flows = rows(folder / "flows.csv")
    membership = [int(row["footprint"]) for row in rows(folder / "plan.csv")]
    weights = [float(row["patients"]) for row in flows]
    graph = igraph.Graph(n=len(membership), edges=[(int(row["from"]), int(row["to"])) for row in flows], directed=True)

    def modularity(plan):
        return igraph.GraphBase.modularity(graph, plan, weights, 1.0, True)

    before = modularity(membership)
    moved = list(membership)
    moved[ours["first"]["area"]] = ours["first"]["to"]
    if abs(before - ours["modularity"]) > 1e-9 or abs(modularity(moved) - before - ours["first"]["gain"]) > 1e-9:
        sys.exit(f"{folder}: igraph has {before} and ours is {ours['modularity']}")
    seconds = []
    for _ in range(21):
        begin = time.perf_counter()
        modularity(moved)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def optimise(folder, name, *more):
    report = folder / f"{name}.json"
    begin = time.perf_counter()
    done = subprocess.run(
        [TOOLS / "footprint", "optimise", *words("MSOA", folder), "--json", report, "--overwrite", "--quiet", *more],
        stdout=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - begin
    if done.returncode not in (0, 3):
        sys.exit(f"optimise ended with {done.returncode}")
    return seconds, json.loads(report.read_text())["result"]["best"]["value"]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    make_lookups(folder)
    lines = ["| areas | flows | legal moves | ranked in s | evaluations a second | igraph recomputes in s | times |",
             "|---|---:|---:|---:|---:|---:|---:|"]
    for level in ("MSOA", "LSOA"):
        subprocess.run([TOOLS / "moves_bench", folder / level, "rank", *words(level, folder)], check=True)
        ours = json.loads((folder / level / "ours.json").read_text())
        peer_s = igraph_seconds(folder / level, ours)
        lines.append(
            f"| {ours['areas']:,} {level}s | {ours['flows']:,} | {ours['legal']:,} | {ours['rank_s']:.4f} | "
            f"{ours['evaluations_a_second'] / 1e6:.2f} million | {peer_s:.5f} | "
            f"{peer_s * ours['evaluations_a_second']:,.0f} |")
    long_s, best = optimise(folder, "long", "--restarts", "40", "--sweeps", "1600", "--seed", "7")
    usual_s, found = optimise(folder, "usual")
    lines += ["", f"`optimise` in MSOAs: {found:.6f} in {usual_s:.1f} s as it comes, "
                  f"{100 * (1 - found / best):.4f} % below the {best:.6f} of {long_s:.0f} s."]
    text = "\n".join(lines) + "\n"
    (folder / "moves.md").write_text(text)
    print(text, end="")


if __name__ == "__main__":
    main()
