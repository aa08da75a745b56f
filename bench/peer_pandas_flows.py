#!/usr/bin/env python3
"""The peer of `footprint flows` in bench/flows_peers.py: flows between footprints with pandas, as its users write it.

    peer_pandas_flows.py FLOWS.csv[.gz] AREAS.csv SITES.csv MATRIX.csv
"""

import sys

import pandas

flows_path, areas_path, sites_path, matrix_path = sys.argv[1:]
flows = pandas.read_csv(flows_path)
areas = pandas.read_csv(areas_path)
sites = pandas.read_csv(sites_path)
placed = flows.merge(areas, left_on="origin", right_on="area").merge(sites, on="site", suffixes=("_of_area", "_of_site"))
matrix = placed.groupby(["footprint_of_area", "footprint_of_site"], as_index=False)["patients"].sum()
matrix.columns = ["from", "to", "patients"]
matrix.to_csv(matrix_path, index=False)
