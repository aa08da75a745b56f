#!/usr/bin/env python3
"""Reading flows side by side: `footprint flows`, pandas and `wc -l` on the same files, whole processes.

    bench/flows_peers.py WORKFOLDER [--rows 10000000] [--runs 5] [--bin build/release/bin]

Needs a release build and Debian's python3-pandas. Makes a CSV of counts from 6,791 areas to 139 sites in random order
in WORKFOLDER, plain and gzip, and one of twice the rows; runs the tools in turn, checks that all find the same matrix,
and prints the table of bench/README.md.
"""

import argparse
import csv
import datetime
import gzip
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys

from measured_run import Runs, run_once

BENCH = pathlib.Path(__file__).resolve().parent
SYSTEM_PYTHON = "/usr/bin/python3"
ORIGINS, SITES, FOOTPRINTS = 6791, 139, 44


def write_rows(path, head, rows):
    with open(path, "w", encoding="ascii") as file:
        file.write(head + "\n")
        file.writelines(rows)


def make_inputs(work, rows):
    """The lookups and the flows; every pair of origin and site has one row and more where there are rows enough."""
    areas = [f"E02{i:06d}" for i in range(1, ORIGINS + 1)]
    sites = [f"R{chr(65 + i // 36)}{'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i % 36]}" for i in range(SITES)]
    footprints = [f"F{i:02d}" for i in range(FOOTPRINTS)]
    write_rows(work / "areas.csv", "area,footprint", (f"{area},{footprints[i * 44 // ORIGINS]}\n" for i, area in enumerate(areas)))
    write_rows(work / "sites.csv", "site,footprint", (f"{site},{footprints[i % 44]}\n" for i, site in enumerate(sites)))
    for path, count in [(work / "flows.csv", rows), (work / "twice.csv", 2 * rows)]:
        if path.exists():
            continue
        print(f"== making {path.name}: {count:,} rows", flush=True)
        chance = random.Random(20170401)
        below = chance.random
        lines = (
            f"{areas[int(below() * ORIGINS)]},{sites[int(below() * SITES)]},{100 + int(below() * 900)}\n"
            for _ in range(count)
        )
        write_rows(path, "origin,site,patients", lines)
    if not (work / "flows.csv.gz").exists():
        print("== making flows.csv.gz", flush=True)
        with open(work / "flows.csv", "rb") as plain, gzip.open(work / "flows.csv.gz", "wb", compresslevel=6) as packed:
            shutil.copyfileobj(plain, packed, 1 << 20)


def matrix_of(path):
    with open(path, encoding="utf-8") as file:
        return {(row["from"], row["to"]): float(row["patients"]) for row in csv.DictReader(file)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workfolder")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bin", default=str(BENCH.parent / "build/release/bin"))
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.workfolder).resolve()
    work.mkdir(parents=True, exist_ok=True)
    make_inputs(work, arguments.rows)

    def footprint(flows, matrix):
        return [
            f"{arguments.bin}/footprint", "flows", work / flows, "--no-disclosure-control", "--lookup", work / "areas.csv", "--site-lookup",
            work / "sites.csv", "-o", work / matrix, "--overwrite", "--quiet",
        ]  # fmt: skip

    def pandas(flows, matrix):
        script = BENCH / "peer_pandas_flows.py"
        return [SYSTEM_PYTHON, script, work / flows, work / "areas.csv", work / "sites.csv", work / matrix]

    tools = {
        "footprint flows, CSV": footprint("flows.csv", "ours.csv"),
        "pandas, CSV": pandas("flows.csv", "pandas.csv"),
        "wc -l, CSV": ["wc", "-l", work / "flows.csv"],
        "footprint flows, CSV of twice the rows": footprint("twice.csv", "twice_matrix.csv"),
        "footprint flows, gzip": footprint("flows.csv.gz", "ours_gzip.csv"),
        "gzip -dc": ["gzip", "-dc", work / "flows.csv.gz"],
    }
    runs = {name: Runs() for name in tools}
    for turn in range(arguments.runs + 1):  # the first only warms the caches
        for name, command in tools.items():
            run_once([str(part) for part in command], runs[name] if turn > 0 else Runs(), (0, 3))
    if not matrix_of(work / "ours.csv") == matrix_of(work / "pandas.csv") == matrix_of(work / "ours_gzip.csv"):
        sys.exit("the matrices differ")

    versions = subprocess.run(
        [SYSTEM_PYTHON, "-c", "import pandas; print(pandas.__version__)"], capture_output=True, text=True, check=True
    ).stdout.strip()
    size = (work / "flows.csv").stat().st_size
    print(f"{arguments.rows:,} rows, {size / 1e6:.0f} MB; pandas {versions}; {os.cpu_count()} cores, load "
          f"{os.getloadavg()[0]:.1f}, {datetime.date.today()}; medians of {arguments.runs}.\n")  # fmt: skip
    ours = runs["footprint flows, CSV"].median_seconds()
    print("| tool | s | least | most | CPU s | MiB | of ours |\n|---|---:|---:|---:|---:|---:|---:|")
    for name, of_tool in runs.items():
        cells = [of_tool.median_seconds(), min(of_tool.seconds), max(of_tool.seconds), statistics.median(of_tool.cpu_seconds)]
        print(f"| {name} | {' | '.join(f'{cell:.3f}' for cell in cells)} | {of_tool.median_peak_mib():.0f} | "
              f"{of_tool.median_seconds() / ours:.2f} |")  # fmt: skip
    print(f"\nMatrices equal: yes. pandas takes {runs['pandas, CSV'].median_seconds() / ours:.1f} times as long as ours; "
          f"ours takes {ours / runs['wc -l, CSV'].median_seconds():.1f} times as long as wc.")  # fmt: skip


if __name__ == "__main__":
    main()
