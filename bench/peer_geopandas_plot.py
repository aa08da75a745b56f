#!/usr/bin/python3
"""The map of bench/map_peers.py with geopandas: peer_geopandas_plot.py AREAS CODE VALUES.csv COLUMN OUTPUT.png.

A picture of 2,000 by 2,800 pixels in five quantile classes with white borders, as ours; without legend, inset and scale bar.
"""

import sys

import geopandas
import matplotlib
import pandas

matplotlib.use("agg")
from matplotlib import pyplot  # noqa: E402 (the backend is chosen first)


def main():
    path, code, values, column, output = sys.argv[1:]
    areas = geopandas.read_file(path).to_crs(27700)
    table = pandas.read_csv(values)[["code", column]]
    areas = areas.merge(table, left_on=code, right_on="code")
    areas["class"] = pandas.qcut(areas[column], 5, labels=False)
    figure, axes = pyplot.subplots(figsize=(10, 14), dpi=200)
    areas.plot(column="class", cmap="YlGnBu", edgecolor="white", linewidth=0.2, ax=axes)
    axes.set_axis_off()
    figure.savefig(output)


if __name__ == "__main__":
    main()
