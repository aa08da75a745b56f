#!/usr/bin/env bash
# Whole-process seconds and peak memory of each command, from file to file: one warm-up, then the median of five runs.
# Needs a release build, GNU time, and for the national rows the official files in FOOTPRINT_REAL_DATA.
#
#   bench/whole_process.sh [EXECUTABLE]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
footprint=${1:-build/release/bin/footprint}
runs=5
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# Prints "what | seconds | MiB" for a command that may end with 0 or 3 (violations found).
measure() {
    local what=$1 i
    shift
    : >"$results/times"
    for ((i = 0; i <= runs; ++i)); do
        /usr/bin/time -f '%e %M' -o "$results/time" "$footprint" "$@" >/dev/null 2>&1 || [ $? -eq 3 ]
        [ "$i" -eq 0 ] || tail -n 1 "$results/time" >>"$results/times"
    done
    local middle=$((runs / 2 + 1))
    printf '| %s | %s | %s |\n' "$what" "$(cut -d' ' -f1 "$results/times" | sort -n | sed -n "${middle}p")" \
        "$(cut -d' ' -f2 "$results/times" | sort -n | sed -n "${middle}p" | awk '{print int($1 / 1024)}')"
}

printf '| command | seconds | MiB |\n|---|---:|---:|\n'
measure 'run, the shipped review: 12 map files, 5 others' run -o "$results/run" --overwrite
measure 'check, the shipped areas' check data/england-2017/areas.geojson
measure 'flows, the shipped flows' flows data/england-2017/flows.csv --lookup data/england-2017/ccg.csv --area-column code \
    --site-lookup data/england-2017/sites.csv
for format in png svg pdf; do
    measure "map, 44 footprints over 207 areas, $format" map data/england-2017/areas.geojson \
        --lookup data/england-2017/ccg.csv --area-column code \
        --values data/england-2017/gaps.csv --column gap_gbp_million -o "$results/map.$format" --overwrite
done
[ -n "${FOOTPRINT_REAL_DATA:-}" ] || exit 0
lsoas=$FOOTPRINT_REAL_DATA/boundaries/lsoa_2011_england_shp/lsoa_2011_england.shp
lookup=$FOOTPRINT_REAL_DATA/lookups/lsoa11_ccg17_stp17_lad17.csv
measure 'check, 32,844 LSOAs (Shapefile, 348,209 points)' check "$lsoas"
for column in STP17CD CCG17CD LAD17CD; do
    measure "compose, 32,844 LSOAs by $column to GeoPackage" compose "$lsoas" --lookup "$lookup" \
        --footprint-column "$column" -o "$results/out.gpkg" --overwrite
done
