#!/bin/sh
# Makes areas.geojson and flows.csv anew from the tables beside this script and from Natural Earth's world map in
# Debian's package qgis-common. Run it from the root of the repository.
set -eu
build=${BUILD:-build/release}
data=data/england-2017
cmake --build "$build" --target make_england_2017
"$build/bin/make_england_2017" /usr/share/qgis/resources/data/world_map.gpkg "$data" "${1:-$data}"
