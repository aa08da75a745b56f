#!/usr/bin/env python3
"""Maps side by side with other tools, whole processes, from file to file.

    FOOTPRINT_REAL_DATA=FOLDER bench/map_peers.py WORKFOLDER [--runs 5] [--slow-runs 1] [--bin build/release/bin]

Needs a release build, Node.js with npm, and Debian's python3-geopandas and python3-matplotlib. Draws 44 footprints from a
GeoPackage to PNG, SVG and PDF, and 32,844 LSOAs in five quantile classes to a PNG 2,000 pixels wide and an SVG: ours in turn
with geopandas (PNG) and mapshaper (SVG). Prints the tables of bench/README.md.
"""

import argparse
import datetime
import os
import statistics
import sys

from measured_run import Runs, run_once
from peers_folder import BENCH, SYSTEM_PYTHON, Folder, say

PAGE = ["--page", "200x280", "--dpi", "254"]  # 2,000 by 2,800 pixels
VALUE = "area_m2"


def commands(folder, peers):
    """Name of each run and its command; ours, and the peers of the large maps."""
    lsoas = folder.real / "boundaries/lsoa_2011_england_shp/lsoa_2011_england.shp"
    outlines = folder.real / "boundaries/derived/ccg_2017_04_england_from_lsoa11.geojson"
    footprints, values = folder.input("footprints.gpkg"), folder.input("lsoa_values.csv")
    footprint_values = folder.input("footprint_values.csv")
    say("making inputs")
    lookup = folder.real / "lookups/ccg17_stp17.csv"
    folder.output_of([folder.footprint, "compose", outlines, "--lookup", lookup, "-o", footprints, "--overwrite"])
    folder.output_of([folder.footprint, "measure", lsoas, "-o", values, "--overwrite"], (0, 3))
    folder.output_of([folder.footprint, "measure", footprints, "-o", footprint_values, "--overwrite"])

    def ours(name, areas, table, ending, *options):
        out = folder.out / f"{name}.{ending}"
        return [folder.footprint, "map", areas, "--values", table, "--column", VALUE, *options, "-o", out, "--overwrite"]

    made = {f"44 footprints, {ending}": ours("footprints", footprints, footprint_values, ending) for ending in ("png", "svg", "pdf")}
    three = ["-o", folder.out / "all.svg", "-o", folder.out / "all.pdf"]
    made["44 footprints, all three at once"] = ours("all", footprints, footprint_values, "png", *three)
    for ending in ("png", "svg"):
        made[f"32,844 LSOAs, {ending}"] = ours("lsoas", lsoas, values, ending, "--scheme", "quantiles", *PAGE)
    plot = [SYSTEM_PYTHON, BENCH / "peer_geopandas_plot.py", lsoas, "ls11_cd", values, VALUE, folder.out / "plot.png"]
    classes = ["-classify", VALUE, "quantile", "classes=5", "colors=YlGnBu"]
    svg = ["-o", folder.out / "peer.svg", "width=2000"]
    join = ["-join", values, "keys=ls11_cd,code", "string-fields=code"]
    peers["32,844 LSOAs, geopandas png"] = plot
    peers["32,844 LSOAs, mapshaper svg"] = [
        *folder.mapshaper, "-i", lsoas, *join, "-proj", "EPSG:27700", *classes, *svg,
    ]  # fmt: skip
    return made | peers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workfolder")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slow-runs", type=int, default=1, help="of the peers")
    parser.add_argument("--bin", default=str(BENCH.parent / "build/release/bin"), help="folder of the executables")
    arguments = parser.parse_args()
    if "FOOTPRINT_REAL_DATA" not in os.environ:
        parser.error("set FOOTPRINT_REAL_DATA to the folder of the official files")
    folder = Folder(arguments.workfolder, arguments.bin, os.environ["FOOTPRINT_REAL_DATA"])
    folder.install()
    folder.out.mkdir(exist_ok=True)
    peers = {}
    tools = commands(folder, peers)
    runs = {name: Runs() for name in tools}
    for turn in range(arguments.runs + 1):  # the first only warms the caches
        for name, command in tools.items():
            if name not in peers or 0 < turn <= arguments.slow_runs:
                run_once([str(part) for part in command], runs[name] if turn > 0 else Runs(), (0, 3))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {datetime.date.today()}; medians of {arguments.runs}, of peers "
          f"{arguments.slow_runs}.\n")  # fmt: skip
    print("| map | s | least | most | CPU s | MiB |\n|---|---:|---:|---:|---:|---:|")
    for name, of_tool in runs.items():
        cells = [of_tool.median_seconds(), min(of_tool.seconds), max(of_tool.seconds), statistics.median(of_tool.cpu_seconds)]
        print(f"| {name} | {' | '.join(f'{cell:.2f}' for cell in cells)} | {of_tool.median_peak_mib():.0f} |")
    for ending, peer in (("png", "geopandas png"), ("svg", "mapshaper svg")):
        times = runs[f"32,844 LSOAs, {peer}"].median_seconds() / runs[f"32,844 LSOAs, {ending}"].median_seconds()
        print(f"\n{peer} takes {times:.1f} times as long as our {ending}.")
    print(f"\nThe SVG of 44 footprints has {(folder.out / 'footprints.svg').stat().st_size // 1000} kB.")


if __name__ == "__main__":
    sys.exit(main())
