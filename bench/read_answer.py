#!/usr/bin/python3
"""What an output of bench/peers.py holds, read with Fiona and Shapely: read_answer.py FILE.

Prints JSON: features, parts, holes, vertices (rings closed), area_m2 on the British National Grid, and the number
of features that are no valid polygons.
"""

import json
import sys

import fiona
import pyproj
from shapely.geometry import shape
from shapely.ops import transform


def polygons_of(geometry):
    return [geometry] if geometry.geom_type == "Polygon" else list(geometry.geoms)


def main():
    answer = dict.fromkeys(["features", "parts", "holes", "vertices", "area_m2", "invalid"], 0)
    with fiona.open(sys.argv[1]) as source:
        to_metres = pyproj.Transformer.from_crs(source.crs_wkt or "EPSG:4326", "EPSG:27700", always_xy=True)
        for feature in source:
            answer["features"] += 1
            if feature["geometry"] is None:
                continue
            geometry = shape(feature["geometry"])
            answer["invalid"] += not geometry.is_valid
            for polygon in polygons_of(geometry):
                answer["parts"] += 1
                answer["holes"] += len(polygon.interiors)
                answer["vertices"] += sum(len(ring.coords) for ring in [polygon.exterior, *polygon.interiors])
            answer["area_m2"] += transform(to_metres.transform, geometry).area
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
