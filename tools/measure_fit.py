#!/usr/bin/python3
"""Measures how well data/england-2017/areas.geojson agrees with the official areas.

Needs Debian's python3-gdal and the official boundaries that docs/data.md names. Writes fit.csv: the area in common
over the area in either (IoU) of each CCG and footprint; and prints median and worst.

usage: measure_fit.py CCG_BOUNDARIES STP_BOUNDARIES data/england-2017
"""

import csv
import statistics
import sys
from pathlib import Path

from osgeo import gdal, ogr, osr


def read_areas(path, code):
    grid = osr.SpatialReference()
    grid.ImportFromEPSG(27700)
    source = ogr.Open(str(path))
    layer = source.GetLayer(0)
    degrees = layer.GetSpatialRef()
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    to_grid = osr.CoordinateTransformation(degrees, grid)
    areas = {}
    for feature in layer:
        shape = feature.geometry().Clone()
        shape.Transform(to_grid)
        areas[feature.GetField(code)] = shape if shape.IsValid() else shape.MakeValid()
    return areas


def iou(made, official):
    common = made.Intersection(official).GetArea()
    return common / (made.GetArea() + official.GetArea() - common)


def main():
    gdal.UseExceptions()
    ogr.UseExceptions()
    osr.UseExceptions()
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    data = Path(sys.argv[3])
    made = read_areas(data / "areas.geojson", "code")
    with open(data / "ccg.csv", encoding="utf-8", newline="") as file:
        footprint_of = {r["code"]: r["footprint"] for r in csv.DictReader(file)}
    parts = {}
    for code, shape in made.items():
        collection = parts.setdefault(footprint_of[code], ogr.Geometry(ogr.wkbMultiPolygon))
        for polygon in shape if shape.GetGeometryType() == ogr.wkbMultiPolygon else [shape]:
            collection.AddGeometry(polygon)
    footprints = {code: collection.UnionCascaded() for code, collection in parts.items()}
    result = []
    for kind, areas, official in (
        ("ccg", made, read_areas(sys.argv[1], "CCG17CD")),
        ("footprint", footprints, read_areas(sys.argv[2], "STP17CD")),
    ):
        if set(areas) != set(official):
            sys.exit(f"measure_fit.py: the codes of the {kind} layer differ from the official ones")
        values = {code: iou(areas[code], official[code]) for code in sorted(areas)}
        worst = min(values, key=values.get)
        print(f"{kind}: {len(values)}, median {statistics.median(values.values()):.3f}, worst {values[worst]:.3f} ({worst})")
        result += [(code, f"{value:.4f}") for code, value in values.items()]
    with open(data / "fit.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "iou"])
        writer.writerows(result)


if __name__ == "__main__":
    main()
