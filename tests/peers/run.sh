#!/usr/bin/env bash
# Outputs of footprint read by the programs that users read them with. Not part of ctest: it fetches packages from npm
# into FOLDER, once.
#
#   tests/peers/run.sh FOLDER [EXECUTABLE]
set -euo pipefail
folder=$(realpath -m "${1:?usage: tests/peers/run.sh FOLDER [EXECUTABLE]}")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
footprint=${2:-build/release/bin/footprint}
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo 'skipped: node and npm are not installed'
    exit 0
fi
if [ ! -d "$folder/node_modules/topojson-client" ]; then
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-audit --no-fund --silent topojson-client@3
fi
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
for ending in topojson geojson; do
    "$footprint" compose data/england-2017/areas.geojson --lookup data/england-2017/ccg.csv --area-column code \
        --footprint-column footprint -o "$results/footprints.$ending" --quiet >/dev/null || [ $? -eq 3 ]
done
node tests/peers/topojson_client.mjs "$folder" "$results/footprints.topojson" \
    "footprints=$results/footprints.geojson"
