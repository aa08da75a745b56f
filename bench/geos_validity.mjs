// Seconds of GEOSCoverageIsValid (GEOS 3.13, geos-wasm) on areas in memory.
//
//   FOOTPRINT_PEERS=FOLDER node geos_validity.mjs AREAS.geojson GAP_WIDTH_M RUNS
//
// AREAS is in metres (make_coverage metres). The geometries exist before the clock starts. Prints JSON: seconds of
// each run after one warm-up, the answer and the number of areas called invalid.
import { readAreas, startGeos, toCollection, validate } from '../tests/peers/geos_coverage.mjs';

const [path, width, runs] = process.argv.slice(2);
if (runs === undefined) {
  console.error('usage: geos_validity.mjs AREAS.geojson GAP_WIDTH_M RUNS');
  process.exit(2);
}
const geos = await startGeos();
const collection = toCollection(geos, readAreas(path));
const seconds = [];
let answer = validate(geos, collection, Number(width));
for (let run = 0; run < Number(runs); ++run) {
  const start = performance.now();
  answer = validate(geos, collection, Number(width));
  seconds.push((performance.now() - start) / 1000);
}
console.log(JSON.stringify({ valid: answer.valid, invalid_areas: answer.invalid.size, seconds }));
