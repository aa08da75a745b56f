#!/usr/bin/env python3
"""Directed modularity of the demonstration flows of HSAr by igraph (python3-igraph of Debian 12, 0.10.2), for
tests/shapes/flow_known_answers_test.cpp. Reads the counts that hsar_demo.R prints.

    Rscript tests/peers/hsar_demo.R | tests/peers/igraph_modularity.py
"""
import sys

import igraph

AREAS = {area: footprint for footprint, areas in {"C": "ABCDEM", "J": "GJKLOQR", "S": "SHITUV"}.items() for area in areas}

lines = [line.split() for line in sys.stdin]
hospitals = lines[1][1:]
names = sorted(AREAS)
edges, weights = [], []
for area, *counts in lines[2:]:
    for hospital, count in zip(hospitals, counts):
        if int(count):
            edges.append((names.index(area), names.index(hospital)))
            weights.append(int(count))
graph = igraph.Graph(n=len(names), edges=edges, directed=True)
for title, plan in (("as drawn", AREAS), ("I moved from S to J", AREAS | {"I": "J"})):
    membership = [sorted("CJS").index(plan[name]) for name in names]
    for resolution in (0.5, 1.0, 2.0):
        value = igraph.GraphBase.modularity(graph, membership, weights, resolution, True)
        print(f"{title}, resolution {resolution}: {value!r}")
