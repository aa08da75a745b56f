#!/usr/bin/env bash
# `footprint check` against the coverage validity of GEOS 3.13: random coverages, and with FOOTPRINT_REAL_DATA the
# official ones, as they are and snapped. Prints each difference; ends with 1 when there is any, with 77 (skipped)
# without geos-wasm, which FOOTPRINT_PEERS holds (npm install --prefix FOLDER geos-wasm@3.1.1).
#
#   FOOTPRINT_PEERS=FOLDER tests/peers/geos_validity.sh [FOLDER_OF_EXECUTABLES [COUNT]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
executables=${1:-build/release/bin}
count=${2:-400}
[ -d "${FOOTPRINT_PEERS:-.}/node_modules/geos-wasm" ] || { echo "skipped: no geos-wasm in FOOTPRINT_PEERS" >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
differing=0

# Checks and compares the coverages of a folder, with this gap width in metres.
compare() {
    node tests/peers/geos_validity.mjs check "$executables/footprint" "$1" "$2"
    node --max-old-space-size=8000 tests/peers/geos_validity.mjs compare "$1" "$2" || differing=1
}

echo "== $count random coverages"
node tests/peers/geos_validity.mjs generate "$work/random" "$count"
compare "$work/random" 1

if [ -n "${FOOTPRINT_REAL_DATA:-}" ] && [ -x "$executables/make_coverage" ]; then
    for tolerance_m in 0 0.1; do
        echo "== official coverages, snapped within $tolerance_m m"
        mkdir "$work/real_$tolerance_m"
        while IFS= read -r file; do
            name=$(basename "${file%.*}")
            # Files without codes or without a true CRS are tested elsewhere.
            "$executables/make_coverage" metres "$file" "$tolerance_m" "$work/real_$tolerance_m/$name.geojson" \
                >/dev/null 2>&1 || echo "left out: $name"
        done < <(find "$FOOTPRINT_REAL_DATA/boundaries" -name '*.geojson' -o -name '*.topojson' -o -name '*.shp' \
            -o -name '*.TAB' | sort)
        compare "$work/real_$tolerance_m" 10
    done
fi
exit "$differing"
