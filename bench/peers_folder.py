"""The working folder of bench/peers.py: peers installed, inputs made, answers looked at."""

import json
import os
import pathlib
import subprocess

from measured_run import CommandFailed

BENCH = pathlib.Path(__file__).resolve().parent
PACKAGES = {"mapshaper": "0.7.70", "geos-wasm": "3.1.1"}
SYSTEM_PYTHON = "/usr/bin/python3"  # has Debian's geopandas, Fiona, Shapely and pyproj
# Areas, and vertices: as many as are asked for, and as many as the generator then makes.
NATIONAL = {"oa_generated": (171372, 10000000, 9999455), "twin_generated": (32844, 1900000, 1899806)}
NODE = ["node", "--max-old-space-size=8000"]  # as mapshaper-xl starts it


def say(text):
    print(f"== {text}", flush=True)


class Folder:
    """Where things are, and what every job needs of them."""

    def __init__(self, work, executables, real_data):
        self.work = pathlib.Path(work).resolve()
        self.data = self.work / "data"
        self.out = self.work / "out"
        self.bin = pathlib.Path(executables).resolve()
        self.real = pathlib.Path(real_data)
        self.footprint = str(self.bin / "footprint")
        self.lookup = str(self.real / "lookups/lsoa11_ccg17_stp17_lad17.csv")
        self.mapshaper = [*NODE, str(self.work / "node_modules/mapshaper/bin/mapshaper")]
        self.environment = {**os.environ, "FOOTPRINT_PEERS": str(self.work)}

    def output_of(self, command, good_exits=(0,)):
        command = [str(part) for part in command]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, check=False)
        if done.returncode not in good_exits:
            raise CommandFailed(f"{' '.join(command)}: exit {done.returncode}: {done.stderr[-400:]}")
        return done.stdout

    def input(self, name):
        return str(self.data / name)

    def install(self):
        self.data.mkdir(parents=True, exist_ok=True)
        missing = [f"{name}@{version}" for name, version in PACKAGES.items() if not self._has(name, version)]
        if missing:
            say(f"installing {' '.join(missing)} from npm into {self.work}")
            self.output_of(["npm", "install", "--no-audit", "--no-fund", "--prefix", self.work, *missing])

    def _has(self, package, version):
        about = self.work / "node_modules" / package / "package.json"
        return about.exists() and json.loads(about.read_text())["version"] == version

    def make_inputs(self):
        maker = self.bin / "make_coverage"
        official = self.real / "boundaries/lsoa_2011_england_shp/lsoa_2011_england.shp"
        self._make(["lsoa_noisy.fgb", "lsoa_noisy.geojson"], [maker, "lsoa", official, self.lookup])
        # The formats mapshaper reads fastest, written by mapshaper itself, without snapping anything.
        read = [*self.mapshaper, "-i", self.input("lsoa_noisy.geojson"), "no-topology", "-o"]
        self._make(["lsoa_noisy.shp"], read)
        self._make(["lsoa_noisy.topojson"], [*read, "no-quantization", "format=topojson"])
        for name, (areas, vertices, _) in NATIONAL.items():
            self._make([f"{name}.fgb", f"{name}.csv"], [maker, "national", areas, vertices])
        for name, tolerance_m in {"lsoa_metres_noisy": 0, "lsoa_metres_snapped": 0.1}.items():
            self._make([f"{name}.geojson"], [maker, "metres", self.input("lsoa_noisy.fgb"), tolerance_m])

    def _make(self, names, command):
        paths = [self.data / name for name in names]
        if not all(path.exists() for path in paths):
            say(f"making {' '.join(names)}")
            self.output_of([*command, *paths])

    def knows(self, command):
        """Does this build of ours have the command?"""
        return subprocess.run([self.footprint, command, "--help"], capture_output=True, check=False).returncode == 0

    def shape_of(self, path):
        """Features, parts, holes, vertices, area and invalid polygons of a file."""
        return json.loads(self.output_of([SYSTEM_PYTHON, BENCH / "read_answer.py", path]))

    def geos_validity(self, path, gap_width_m, runs):
        script = [*NODE, BENCH / "geos_validity.mjs", path, gap_width_m, runs]
        return json.loads(self.output_of(script))

    def defects_of(self, path):
        """Violations by our check, and areas that GEOS coverage validity names, in a file."""
        report = self.out / "check.json"
        report.unlink(missing_ok=True)
        self.output_of([self.footprint, "check", path, "--json", report], (0, 3))
        findings = json.loads(report.read_text())["findings"]
        metres = self.out / "metres.geojson"
        self.output_of([self.bin / "make_coverage", "metres", path, 0, metres])
        return {
            "violations": sum(finding["severity"] == "violation" for finding in findings),
            "geos_invalid": self.geos_validity(metres, 0, 0)["invalid_areas"],
        }

    def versions(self):
        geopandas = [SYSTEM_PYTHON, "-c", "import geopandas; print(geopandas.__version__)"]
        return (
            f"{self.output_of([self.footprint, '--version']).splitlines()[0]}; "
            f"mapshaper {PACKAGES['mapshaper']} on Node.js {self.output_of(['node', '--version']).strip()}; "
            f"geopandas {self.output_of(geopandas).strip()}; geos-wasm {PACKAGES['geos-wasm']}."
        )
