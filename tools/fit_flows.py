#!/usr/bin/python3
"""Chooses where the residents of each CCG stand for the Huff model, and fits the model's parameters.

Needs Debian's python3-numpy and python3-gdal and the official files that docs/data.md names, laid out as the folder
FOOTPRINT_REAL_DATA of the tests. What is kept of them: five centres of population a CCG, to 100 m, and three numbers.

usage: fit_flows.py REAL_DATA data/england-2017 residents   writes residents.csv
       fit_flows.py REAL_DATA data/england-2017 parameters  prints the best parameters
       fit_flows.py REAL_DATA data/england-2017 compare     compares flows.csv with the measured flows
"""

import csv
import sys
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr

CENTRES = 5


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def small_areas(real):
    """Code of the CCG, position and mid-2018 residents of each LSOA (an MSOA's residents shared out equally)."""
    msoa = {r["MSOA11CD"]: float(r["pop_msoa11"]) for r in rows(real / "flows/population_msoa11_lad17_lad19.csv")}
    msoa_of = {r["lsoa11_code"]: r["msoa11_code"] for r in rows(real / "lookups/lsoa11_msoa11_england.csv")}
    ccg_of = {r["LSOA11CD"]: r["CCG17CD"] for r in rows(real / "lookups/lsoa11_ccg17_stp17_lad17.csv")}
    parts = {}
    for code in msoa_of.values():
        parts[code] = parts.get(code, 0) + 1
    grid = osr.SpatialReference()
    grid.ImportFromEPSG(27700)
    result = []
    source = ogr.Open(str(real / "boundaries/lsoa_2011_england_shp/lsoa_2011_england.shp"))
    degrees = source.GetLayer(0).GetSpatialRef()
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    to_grid = osr.CoordinateTransformation(degrees, grid)
    for feature in source.GetLayer(0):
        centre = feature.geometry().Centroid()
        centre.Transform(to_grid)
        code = feature.GetField("ls11_cd")
        result.append((ccg_of[code], centre.GetX(), centre.GetY(), msoa[msoa_of[code]] / parts[msoa_of[code]]))
    return sorted(result)


def centres(points, weights, number):
    """k-means (Lloyd 1982), begun at the centre of population and then at the greatest distance times weight."""
    found = [np.average(points, axis=0, weights=weights)]
    while len(found) < number:
        nearest = np.min([((points - c) ** 2).sum(1) for c in found], axis=0)
        found.append(points[(nearest * weights).argmax()])
    found = np.array(found)
    for _ in range(30):
        owner = ((points[:, None] - found[None]) ** 2).sum(2).argmin(1)
        for c in range(number):
            if (owner == c).any():
                found[c] = np.average(points[owner == c], axis=0, weights=weights[owner == c])
    return found, np.bincount(owner, weights, number)


def whole_shares(total, weights):
    """Whole numbers in proportion to the weights that add up to the total (largest remainder)."""
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(int)
    for i in np.argsort(whole - exact, kind="stable")[: total - whole.sum()]:
        whole[i] += 1
    return whole


def write_residents(real, data):
    areas = small_areas(real)
    codes = np.array([a[0] for a in areas])
    with open(data / "residents.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "easting", "northing", "residents"])
        for ccg in rows(data / "ccg.csv"):
            mine = [areas[i] for i in np.flatnonzero(codes == ccg["code"])]
            points = np.array([a[1:3] for a in mine])
            found, weights = centres(points, np.array([a[3] for a in mine]), min(CENTRES, len(mine)))
            for (x, y), n in zip(found, whole_shares(int(ccg["population"]), weights)):
                writer.writerow([ccg["code"], round(x / 100) * 100, round(y / 100) * 100, n])


class Measured:
    """Shares of each CCG's patients by trust, 2018, and the plan's localisation index with them."""

    def __init__(self, real, data):
        ccgs, sites = rows(data / "ccg.csv"), rows(data / "sites.csv")
        self.row = {c["code"]: i for i, c in enumerate(ccgs)}
        self.column = {s["code"]: i for i, s in enumerate(sites)}
        self.residents = np.array([float(c["population"]) for c in ccgs])
        self.size = np.array([float(s["patients"]) for s in sites])
        self.site_at = np.array([(float(s["easting"]), float(s["northing"])) for s in sites])
        footprints = sorted({c["footprint"] for c in ccgs})
        self.home = np.array([footprints.index(c["footprint"]) for c in ccgs])
        self.local = self.home[:, None] == np.array([footprints.index(s["footprint"]) for s in sites])[None]
        flows = np.zeros((len(ccgs), len(sites)))
        for r in rows(real / "flows/derived_ccg17_trust_catchment_2018.csv"):
            flows[self.row[r["ccg17cd"]], self.column[r["trust_code"]]] += float(r["expected_patients"])
        self.shares = flows / flows.sum(1, keepdims=True)

    def localisation(self, shares):
        patients = shares * self.residents[:, None]
        return np.bincount(self.home, (patients * self.local).sum(1)) / np.bincount(self.home, patients.sum(1))

    def compare(self, shares):
        """Share of patients that both send to the same trust; correlation and mean difference of the 44 indices."""
        common = (np.minimum(shares, self.shares).sum(1) * self.residents).sum() / self.residents.sum()
        made, measured = self.localisation(shares), self.localisation(self.shares)
        return common, np.corrcoef(made, measured)[0, 1], np.abs(made - measured).mean(), made.mean(), measured.mean()


def fit_parameters(real, data):
    measured = Measured(real, data)
    people = rows(data / "residents.csv")
    at = np.array([(float(p["easting"]), float(p["northing"])) for p in people])
    number = np.array([float(p["residents"]) for p in people])
    row = np.array([measured.row[p["code"]] for p in people])
    apart = np.hypot(*np.moveaxis(at[:, None] - measured.site_at[None], 2, 0))
    results = []
    for attraction in (1.0, 1.4, 1.6, 1.8, 2.0, 2.2):
        for decay in (2.0, 3.0, 4.0, 4.5, 5.0, 5.5, 6.0):
            for least in (1000.0, 2000.0, 3000.0, 4000.0):
                pull = (measured.size / measured.size.max()) ** attraction
                pull = pull * (np.maximum(apart, least) / 1000.0) ** -decay
                patients = pull / pull.sum(1, keepdims=True) * number[:, None]
                flows = np.zeros_like(measured.shares)
                np.add.at(flows, row, patients)
                shares = flows / flows.sum(1, keepdims=True)
                results.append((measured.compare(shares), attraction, decay, least))
    for (common, r, difference, made, real_mean), *parameters in sorted(results, reverse=True)[:10]:
        print(f"{parameters}: common {common:.4f}, r {r:.3f}, mean difference {difference:.3f} ({made:.3f}, {real_mean:.3f})")


def compare_flows(real, data):
    measured = Measured(real, data)
    flows = np.zeros_like(measured.shares)
    for r in rows(data / "flows.csv"):
        flows[measured.row[r["origin"]], measured.column[r["site"]]] += float(r["patients"])
    common, r, difference, made, real_mean = measured.compare(flows / flows.sum(1, keepdims=True))
    print(f"patients {flows.sum():.0f}, residents {measured.residents.sum():.0f}")
    print(f"common {common:.3f}, r {r:.2f}, mean difference {difference:.3f}, mean LI {made:.3f} modelled, {real_mean:.3f} measured")


def main():
    gdal.UseExceptions()
    osr.UseExceptions()
    if len(sys.argv) != 4 or sys.argv[3] not in ("residents", "parameters", "compare"):
        sys.exit(__doc__)
    real, data = Path(sys.argv[1]), Path(sys.argv[2])
    {"residents": write_residents, "parameters": fit_parameters, "compare": compare_flows}[sys.argv[3]](real, data)


if __name__ == "__main__":
    main()
