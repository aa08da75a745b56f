#!/usr/bin/env python3
"""Footprint side by side with other tools: the same job on the same file, whole processes, file to file.

    FOOTPRINT_REAL_DATA=FOLDER bench/peers.py WORKFOLDER [--runs 5] [--slow-runs 1] [--jobs dissolve,clean,...]

Needs a release build with -DFOOTPRINT_BENCH=ON, Node.js with npm, and Debian's python3-geopandas. Installs
mapshaper and geos-wasm from npm into WORKFOLDER when they are not there, makes the inputs in WORKFOLDER/data, runs
the tools of each job in turn, checks every answer, and writes WORKFOLDER/peers.md and WORKFOLDER/peers.csv.
"""

import argparse
import csv
import datetime
import json
import os
import shutil
import statistics
import sys
from dataclasses import dataclass, field

from measured_run import CommandFailed, Runs, run_once
from peers_folder import BENCH, NATIONAL, SYSTEM_PYTHON, Folder, say

LSOA_GROUPS = "STP17CD"
GROUPS = 44
LSOAS = 32844
GAP_WIDTH_M = 10
SNAP_DEGREES = "1e-6"  # for mapshaper where its own default does not work
SHAPE = ["features", "parts", "holes", "vertices", "invalid"]


@dataclass
class Tool:
    """One command of a job, in which {out} stands for the output; a slow one runs --slow-runs times."""

    name: str
    command: list
    ours: bool = False
    slow: bool = False
    source: str = ""
    output: str = "fgb"
    answers: bool = True  # false for what only shows how long a part of the job takes
    good_exits: tuple = (0,)
    runs: Runs = field(default_factory=Runs)
    answer: dict = None
    right: bool = False
    failure: str = ""


def near(value, known):
    return abs(value - known) <= 1e-4 * known


def markdown_row(cells):
    return f"| {' | '.join(map(str, cells))} |"


def markdown_head(names):
    return [markdown_row(names), "|" + "---|" * len(names)]


class Comparison:
    """All jobs and their tables."""

    def __init__(self, folder, runs, slow_runs):
        self.folder = folder
        self.runs = runs
        self.slow_runs = slow_runs
        self.rows = []
        self.markdown = [
            folder.versions(),
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.2f} at the start, {datetime.date.today()}; medians of "
            f"{runs} runs in turn after a warm-up, of {slow_runs} where it is slow.",
            "",
        ]

    # How a job runs

    def run_tools(self, job, tools, judge):
        """Runs the tools in turn, so that what else the machine does falls on all alike; judges each answer once."""
        shutil.rmtree(self.folder.out, ignore_errors=True)
        self.folder.out.mkdir()
        for turn in range(self.runs + 1):  # the first only warms the caches
            for i, tool in enumerate(tools):
                if tool.failure or (tool.slow and not 0 < turn <= self.slow_runs):
                    continue
                path = self.folder.out / f"{job}_{i}.{tool.output}"
                path.unlink(missing_ok=True)
                command = [str(part).replace("{out}", str(path)) for part in tool.command]
                try:
                    run_once(command, tool.runs if turn > 0 else Runs(), tool.good_exits)
                    if tool.answer is None and path.exists():
                        tool.answer = self.folder.shape_of(path)
                        if tool.answers:
                            tool.right = judge(tool, path)
                            say(f"{job}: {tool.name}: {'right' if tool.right else 'wrong'}")
                except CommandFailed as failure:
                    tool.failure = str(failure)
                    say(tool.failure)
        for tool in tools:
            runs = tool.runs
            for seconds, cpu_seconds, peak_mib in zip(runs.seconds, runs.cpu_seconds, runs.peak_mib):
                row = [job, tool.name, f"{seconds:.3f}", f"{cpu_seconds:.3f}", f"{peak_mib:.1f}", tool.right]
                self.rows.append(row)

    def add_table(self, job, tools, columns):
        """The table of a job; `columns` are those of the answer. A factor says how much longer than ours it took."""
        ours = [tool for tool in tools if tool.ours and tool.runs.seconds]
        factors = [f"x {tool.name}" for tool in ours]
        head = ["tool", "s", "least", "most", "CPU s", "MiB", "runs", *columns, "right", *factors]
        self.markdown += [f"### {job}", "", *markdown_head(head)]
        for tool in tools:
            runs = tool.runs
            if not runs.seconds or tool.answer is None:
                self.markdown.append(markdown_row([tool.name, "failed"]))
                continue
            measured = [runs.median_seconds(), min(runs.seconds), max(runs.seconds), statistics.median(runs.cpu_seconds)]
            self.markdown.append(
                markdown_row([
                    tool.name,
                    *[f"{seconds:.2f}" for seconds in measured],
                    f"{runs.median_peak_mib():.0f}",
                    len(runs.seconds),
                    *[f"{tool.answer[column]:,}" if column in tool.answer else "" for column in columns],
                    "" if not tool.answers else "yes" if tool.right else "no",
                    *[f"{runs.median_seconds() / our.runs.median_seconds():.1f}" for our in ours],
                ])
            )
        self.markdown += ["", *self.against_best_peer(tools, ours), ""]

    @staticmethod
    def against_best_peer(tools, ours):
        peers = [tool for tool in tools if not tool.ours and tool.right and tool.runs.seconds]
        if not ours:
            return ["This build of ours has no such command."]
        if not peers:
            return ["No peer has a right answer."]
        lines = []
        for tool in ours:
            same = [peer for peer in peers if (peer.source, peer.output) == (tool.source, tool.output)]
            for whose, which in [("the fastest right peer", peers), ("the fastest that reads and writes the same", same)]:
                if not which:
                    continue
                best = min(which, key=lambda peer: peer.runs.median_seconds())
                lines.append(
                    f"- {tool.name}{'' if tool.right else ' (wrong)'}: "
                    f"{best.runs.median_seconds() / tool.runs.median_seconds():.2f} times as fast as {whose} "
                    f"({best.name}), with {tool.runs.median_peak_mib() / best.runs.median_peak_mib():.2f} of its memory"
                )
        return lines

    # The tools

    def ours(self, command, *options):
        if not self.folder.knows(command):
            return []
        return [
            Tool(
                f"footprint {command} {suffix} to {output}",
                [self.folder.footprint, command, self.folder.input(f"lsoa_noisy.{suffix}"), *options, "-o", "{out}"],
                ours=True,
                good_exits=(0, 3),
                source=suffix,
                output=output,
            )
            for suffix, output in [("fgb", "fgb"), ("geojson", "fgb"), ("geojson", "geojson")]
        ]

    def least(self, job, areas, one_vertex_in):
        """No answer, but the limit of all programs that read, project and write by the same libraries."""
        return [
            Tool(
                f"limit of {job} from {suffix}: read, project, hash, write",
                [self.folder.bin / "least_job", self.folder.input(f"lsoa_noisy.{suffix}"), "{out}", areas, one_vertex_in],
                answers=False,
            )
            for suffix in ["fgb", "geojson"]
        ]

    def mapshaper(self, work, formats=("shp", "geojson", "fgb", "topojson")):
        """`work` on each format, snapped in the way that works: on import, or with FlatGeobuf and TopoJSON after."""
        tools = []
        for suffix in formats:
            snap = ["snap"] if suffix in ("shp", "geojson") else ["-snap", f"interval={SNAP_DEGREES}"]
            tools.append(self.plain_mapshaper(suffix, [*snap, *work]))
        # What it takes the fastest of them to write GeoJSON, and to read that too.
        for suffix in ("shp", "geojson"):
            if suffix in formats:
                tools.append(self.plain_mapshaper(suffix, ["snap", *work], output="geojson"))
        return tools

    def plain_mapshaper(self, suffix, work, slow=False, output="fgb"):
        command = [*self.folder.mapshaper, "-i", self.folder.input(f"lsoa_noisy.{suffix}"), *work, "-o", "{out}"]
        name = f"mapshaper {suffix} {' '.join(work)} to {output}"
        return Tool(name, command, slow=slow, source=suffix, output=output)

    def geopandas(self, suffix):
        script = [SYSTEM_PYTHON, BENCH / "peer_geopandas.py", self.folder.input(f"lsoa_noisy.{suffix}")]
        return Tool(f"geopandas {suffix}", [*script, "{out}", LSOA_GROUPS], slow=True)

    # The jobs

    def dissolve(self):
        known = self.folder.shape_of(self.folder.real / "boundaries/derived/stp_2017_04_england_from_lsoa11.geojson")

        def judge(tool, _path):
            same = all(tool.answer[key] == known[key] for key in ["features", "parts", "holes"])
            return same and tool.answer["invalid"] == 0 and near(tool.answer["area_m2"], known["area_m2"])

        tools = self.ours("compose", "--lookup", self.folder.lookup, "--footprint-column", LSOA_GROUPS)
        tools += self.least("dissolve", GROUPS, 1)
        tools += self.mapshaper(["-dissolve", LSOA_GROUPS, "no-repair"]) + self.mapshaper(["-dissolve", LSOA_GROUPS])
        for suffix in ["fgb", "geojson"]:
            tools += [self.plain_mapshaper(suffix, ["-dissolve", LSOA_GROUPS], slow=True), self.geopandas(suffix)]
        self.run_tools("dissolve", tools, judge)
        self.add_table("dissolve", tools, SHAPE)

    def keep_all(self, job, tools, defects):
        """A job that keeps every area: right when none is lost, the area stays and no more than `defects` are left.

        The tool itself must leave none."""
        before = self.folder.shape_of(self.folder.input("lsoa_noisy.fgb"))

        def judge(tool, path):
            tool.answer.update(self.folder.defects_of(path))
            kept = tool.answer["features"] == before["features"] and near(tool.answer["area_m2"], before["area_m2"])
            most = 0 if tool.ours else defects
            return kept and all(tool.answer[key] <= most for key in ["invalid", "violations", "geos_invalid"])

        self.run_tools(job, tools, judge)
        self.add_table(job, tools, [*SHAPE, "violations", "geos_invalid"])

    def simplify(self):
        # One official outline has two polygons side by side, which mapshaper leaves unless it cleans first.
        tools = self.ours("simplify", "--keep", "0.1") + self.least("simplify", LSOAS, 10)
        tools += self.mapshaper(["-simplify", "10%"])
        self.keep_all("simplify", tools + self.mapshaper(["-clean", "-simplify", "10%"], ["shp"]), 1)

    def clean(self):
        tools = self.ours("clean") + self.least("clean", LSOAS, 1)
        self.keep_all("clean", tools + self.mapshaper(["-clean"], ["shp", "geojson", "fgb"]), 0)

    def validity(self):
        """Steps in memory by Google Benchmark, and coverage validity against GEOS."""
        command = [self.folder.bin / "coverage_bench", self.folder.input("lsoa_noisy.fgb"), LSOA_GROUPS]
        options = [f"--benchmark_repetitions={self.runs}", "--benchmark_min_time=0.05", "--benchmark_format=json"]
        seconds = {}
        for run in json.loads(self.folder.output_of([*command, *options]))["benchmarks"]:
            if run["run_type"] == "iteration":
                seconds.setdefault(run["run_name"].split("/")[0], []).append(run["real_time"] / 1000)
        self.markdown += ["### steps in memory", "", *markdown_head(["step", "s", "least", "most"])]
        for step, values in seconds.items():
            row = [f"{value:.3f}" for value in (statistics.median(values), min(values), max(values))]
            self.markdown.append(markdown_row([step, *row]))
            self.rows += [["in memory", step, f"{value:.4f}", "", "", ""] for value in values]
        self.markdown += ["", "### coverage validity in memory", ""]
        self.markdown += [f"GEOS in WebAssembly, gap width {GAP_WIDTH_M} m; ours from rings in metres to findings.", ""]
        self.markdown += markdown_head(["areas", "GEOS s", "GEOS says invalid", "ours s", "x"])
        for state in ["noisy", "snapped"]:
            geos = self.folder.geos_validity(self.folder.input(f"lsoa_metres_{state}.geojson"), GAP_WIDTH_M, self.runs)
            theirs = statistics.median(geos["seconds"])
            ours = statistics.median(seconds[f"valid_from_rings_{state}"])
            row = [state, f"{theirs:.3f}", f"{geos['invalid_areas']:,}", f"{ours:.3f}", f"{theirs / ours:.1f}"]
            self.markdown.append(markdown_row(row))
            self.rows += [["in memory", f"GEOS {state}", f"{value:.4f}", "", "", ""] for value in geos["seconds"]]
        self.markdown.append("")

    def scale(self):
        """Time and memory of a vertex in a national coverage, against a smaller one of the same generator."""
        head = ["command", "areas", "vertices", "s", "MiB", "us a vertex", "bytes a vertex"]
        self.markdown += ["### a national coverage and its smaller twin", "", *markdown_head(head)]
        ratios = []
        for command in ["compose", "check"]:
            tools = []
            for name in NATIONAL:
                work = [self.folder.footprint, command, self.folder.input(f"{name}.fgb")]
                if command == "compose":
                    work += ["--lookup", self.folder.input(f"{name}.csv"), "-o", "{out}"]
                tools.append(Tool(f"{command} {name}", work, ours=True))
            self.run_tools("scale", tools, lambda tool, _path: tool.answer["features"] == GROUPS)
            cost = []
            for tool, (areas, _, vertices) in zip(tools, NATIONAL.values()):
                if tool.failure:
                    self.markdown.append(markdown_row([tool.name, "failed"]))
                    continue
                seconds, mib = tool.runs.median_seconds(), tool.runs.median_peak_mib()
                cost.append((seconds * 1e6 / vertices, mib * 2**20 / vertices))
                row = [command, f"{areas:,}", f"{vertices:,}", f"{seconds:.2f}", f"{mib:.0f}"]
                self.markdown.append(markdown_row([*row, f"{cost[-1][0]:.3f}", f"{cost[-1][1]:.0f}"]))
            if len(cost) == 2:
                (big_us, big_bytes), (small_us, small_bytes) = cost
                text = f"- {command}: a vertex costs {big_us / small_us:.2f} of the twin's time"
                ratios.append(f"{text} and {big_bytes / small_bytes:.2f} of its memory")
        self.markdown += ["", *ratios, ""]

    def write(self):
        (self.folder.work / "peers.md").write_text("\n".join(self.markdown))
        with open(self.folder.work / "peers.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["job", "tool", "seconds", "cpu_seconds", "peak_mib", "right"])
            writer.writerows(self.rows)


def main():
    jobs = ["dissolve", "simplify", "clean", "validity", "scale"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workfolder")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slow-runs", type=int, default=1, help="runs of what takes a minute and more")
    parser.add_argument("--jobs", default=",".join(jobs), help="some of: " + ",".join(jobs))
    parser.add_argument("--bin", default=str(BENCH.parent / "build/release/bin"), help="folder of the executables")
    arguments = parser.parse_args()
    chosen = arguments.jobs.split(",")
    if not set(chosen) <= set(jobs) or arguments.runs < 1 or arguments.slow_runs < 1:
        parser.error("--jobs takes " + ",".join(jobs) + "; runs are at least 1")
    if "FOOTPRINT_REAL_DATA" not in os.environ:
        parser.error("set FOOTPRINT_REAL_DATA to the folder of the official files")
    folder = Folder(arguments.workfolder, arguments.bin, os.environ["FOOTPRINT_REAL_DATA"])
    folder.install()
    folder.make_inputs()
    comparison = Comparison(folder, arguments.runs, arguments.slow_runs)
    for job in chosen:
        say(job)
        getattr(comparison, job)()
        comparison.write()
    print((folder.work / "peers.md").read_text())


if __name__ == "__main__":
    sys.exit(main())
