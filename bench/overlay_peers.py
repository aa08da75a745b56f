#!/usr/bin/env python3
"""Overlay of two layers side by side with geopandas, and its growth with the number of areas; whole processes.

    FOOTPRINT_REAL_DATA=FOLDER bench/overlay_peers.py WORKFOLDER [--runs 5] [--slow-runs 1] [--bin build/release/bin]

Needs a release build with -DFOOTPRINT_BENCH=ON, Debian's python3-geopandas and python3-rtree. Overlays 32,844 LSOAs with
326 local authorities by both tools in turn, from the official files to a table of pairs, and compares the tables (footprint
align measures nesting and displacement as well); overlays
generated countries of 32,844 and 171,372 areas with the same authorities; prints the tables of bench/README.md.
"""

import argparse
import csv
import datetime
import os
import pathlib
import statistics
import subprocess
import sys

from measured_run import Runs, run_once

BENCH = pathlib.Path(__file__).resolve().parent
SYSTEM_PYTHON = "/usr/bin/python3"
COUNTRIES = {"generated, 32,844 areas": ("twin.fgb", 32844, 1900000), "generated, 171,372 areas": ("oa.fgb", 171372, 10000000)}
PEER = "geopandas overlay"
OURS = "overlay_job"
COMMAND = "footprint align"


def pairs_of(path):
    with open(path, encoding="utf-8") as file:
        return {(row["a"], row["b"]): float(row["area_m2"]) for row in csv.DictReader(file)}


def compare(ours, peers):
    """In words, how the tables differ; ground outside either layer is in ours only."""
    ours = {pair: area for pair, area in ours.items() if all(pair)}
    missing = [pair for pair in ours if pair not in peers]
    greatest = max(abs(peers[pair] - area) / area for pair, area in ours.items() if pair in peers)
    more = [area for pair, area in peers.items() if pair not in ours]
    return (
        f"{len(ours):,} pairs of ours, {len(missing)} of them not in the peer's; areas differ by {greatest:.1e} at most; the peer "
        f"has {len(more):,} others, {sum(more):.0f} m2."
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workfolder")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slow-runs", type=int, default=1, help="of the peer")
    parser.add_argument("--bin", default=str(BENCH.parent / "build/release/bin"))
    arguments = parser.parse_args()
    if "FOOTPRINT_REAL_DATA" not in os.environ:
        parser.error("set FOOTPRINT_REAL_DATA to the folder of the official files")
    boundaries = pathlib.Path(os.environ["FOOTPRINT_REAL_DATA"]) / "boundaries"
    work = pathlib.Path(arguments.workfolder).resolve()
    work.mkdir(parents=True, exist_ok=True)
    lsoas = boundaries / "lsoa_2011_england_shp/lsoa_2011_england.shp"
    authorities = boundaries / "derived/lad_2017_england_from_lsoa11.geojson"
    for name, areas, vertices in COUNTRIES.values():
        if not (work / name).exists():
            print(f"== making {name}", flush=True)
            subprocess.run([f"{arguments.bin}/make_coverage", "national", str(areas), str(vertices), work / name], check=True)

    def ours(areas, table):
        return [f"{arguments.bin}/overlay_job", areas, authorities, "0", work / table]

    peer = [SYSTEM_PYTHON, BENCH / "peer_geopandas_overlay.py", lsoas, authorities, "ls11_cd", "LAD17CD", work / "peer.csv"]
    align = [f"{arguments.bin}/footprint", "align", lsoas, authorities, "-o", work / "align.csv", "--overwrite"]
    tools = {OURS: ours(lsoas, "ours.csv"), COMMAND: align, PEER: peer}
    tools |= {name: ours(work / file, "generated.csv") for name, (file, _, _) in COUNTRIES.items()}
    runs = {name: Runs() for name in tools}
    for turn in range(arguments.runs + 1):  # the first only warms the caches
        for name, command in tools.items():
            if name != PEER or 0 < turn <= arguments.slow_runs:
                run_once([str(part) for part in command], runs[name] if turn > 0 else Runs(), (0, 3))

    version = [SYSTEM_PYTHON, "-c", "import geopandas; print(geopandas.__version__)"]
    print(f"geopandas {subprocess.run(version, capture_output=True, text=True, check=True).stdout.strip()}; {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}, {datetime.date.today()}; medians of {arguments.runs}, of the peer {arguments.slow_runs}.\n")  # fmt: skip
    print("| overlay with 326 authorities | s | least | most | CPU s | MiB |\n|---|---:|---:|---:|---:|---:|")
    for name, of_tool in runs.items():
        cells = [of_tool.median_seconds(), min(of_tool.seconds), max(of_tool.seconds), statistics.median(of_tool.cpu_seconds)]
        print(f"| {name} | {' | '.join(f'{cell:.2f}' for cell in cells)} | {of_tool.median_peak_mib():.0f} |")
    small, large = [runs[name].median_seconds() / vertices for name, (_, _, vertices) in COUNTRIES.items()]
    for name in (OURS, COMMAND):
        print(f"\nThe peer takes {runs[PEER].median_seconds() / runs[name].median_seconds():.0f} times as long as {name}.")
    print(f"\nA vertex of the large country costs {large / small:.2f} of one of the small.")
    print(compare(pairs_of(work / "ours.csv"), pairs_of(work / "peer.csv")))


if __name__ == "__main__":
    sys.exit(main())
