#!/usr/bin/python3
"""The dissolve of bench/peers.py with geopandas: peer_geopandas.py INPUT OUTPUT.fgb GROUP_COLUMN."""

import sys

import geopandas


def main():
    path, output, column = sys.argv[1:]
    areas = geopandas.read_file(path).to_crs(27700)
    areas.dissolve(by=column).reset_index()[[column, "geometry"]].to_file(output, driver="FlatGeobuf")


if __name__ == "__main__":
    main()
