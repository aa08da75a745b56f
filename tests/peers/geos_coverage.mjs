// GEOS 3.13 from npm (geos-wasm), for coverage validity: an oracle in tests and a peer in benchmarks, never a
// dependency. FOOTPRINT_PEERS names the folder whose node_modules holds it.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const MULTIPOLYGON = 6;
const COLLECTION = 7;

/** GEOS, started. Throws with a remedy when geos-wasm is not there. */
export async function startGeos() {
  const folder = resolve(process.env.FOOTPRINT_PEERS ?? '.');
  let path;
  try {
    path = createRequire(join(folder, 'package.json')).resolve('geos-wasm');
  } catch {
    throw new Error(`${folder}: has no geos-wasm; npm install --prefix there, and set FOOTPRINT_PEERS to it`);
  }
  const { default: start } = await import(pathToFileURL(path));
  return start({ noticeHandler: () => {} }); // GEOS would print the place of each invalid polygon
}

/** The features of a GeoJSON file as { code, polygons }, where a polygon is a list of closed rings. */
export function readAreas(path) {
  return JSON.parse(readFileSync(path, 'utf8')).features.map(({ properties, geometry }) => ({
    code: Object.values(properties)[0],
    polygons: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  }));
}

function withPointers(geos, pointers, use) {
  const at = geos.Module._malloc(Math.max(4, 4 * pointers.length));
  geos.Module.HEAPU32.set(pointers, at / 4);
  const result = use(at, pointers.length);
  geos.Module._free(at);
  return result;
}

function linearRing(geos, ring) {
  const at = geos.Module._malloc(16 * ring.length);
  const doubles = geos.Module.HEAPF64;
  ring.forEach(([x, y], i) => {
    doubles[at / 8 + 2 * i] = x;
    doubles[at / 8 + 2 * i + 1] = y;
  });
  const sequence = geos.GEOSCoordSeq_copyFromBuffer(at, ring.length, 0, 0);
  geos.Module._free(at);
  return geos.GEOSGeom_createLinearRing(sequence);
}

function polygon(geos, rings) {
  const [shell, ...holes] = rings.map((ring) => linearRing(geos, ring));
  return withPointers(geos, holes, (at, n) => geos.GEOSGeom_createPolygon(shell, n > 0 ? at : 0, n));
}

/** All areas as one geometry collection, in their order. The caller keeps it or destroys it. */
export function toCollection(geos, areas) {
  const members = areas.map(({ polygons }) => {
    const parts = polygons.map((rings) => polygon(geos, rings));
    if (parts.length === 1) return parts[0];
    return withPointers(geos, parts, (at, n) => geos.GEOSGeom_createCollection(MULTIPOLYGON, at, n));
  });
  return withPointers(geos, members, (at, n) => geos.GEOSGeom_createCollection(COLLECTION, at, n));
}

/**
 * GEOSCoverageIsValid: { valid, invalid }, where invalid holds the index of each area with an invalid edge and
 * the length of those edges.
 */
export function validate(geos, collection, gapWidth) {
  const out = geos.Module._malloc(8);
  geos.Module.HEAPU32[out / 4] = 0;
  const answer = geos.GEOSCoverageIsValid(collection, gapWidth, out);
  const edges = geos.Module.HEAPU32[out / 4];
  if (answer === 2) throw new Error('GEOSCoverageIsValid failed');
  const invalid = new Map();
  for (let i = 0; edges !== 0 && i < geos.GEOSGetNumGeometries(edges); ++i) {
    const lines = geos.GEOSGetGeometryN(edges, i);
    if (geos.GEOSisEmpty(lines) === 1) continue;
    geos.GEOSLength(lines, out);
    invalid.set(i, geos.Module.HEAPF64[out / 8]);
  }
  if (edges !== 0) geos.GEOSGeom_destroy(edges);
  geos.Module._free(out);
  return { valid: answer === 1, invalid };
}

/** The edges of an area as pairs of positions. */
function edgesOf({ polygons }) {
  return polygons.flat().flatMap((ring) => ring.slice(1).map((to, i) => [ring[i], to]));
}

const keyOf = ([a, b]) => [String(a), String(b)].sort().join(' ');

/** A function that gives the edges of an area that no other area has. */
export function unmatchedEdges(areas) {
  const uses = new Map();
  for (const edge of areas.flatMap(edgesOf)) uses.set(keyOf(edge), (uses.get(keyOf(edge)) ?? 0) + 1);
  return (area) => edgesOf(area).filter((edge) => uses.get(keyOf(edge)) === 1);
}

/** Do two geometries touch or share ground? */
export function meet(geos, a, b) {
  const out = geos.Module._malloc(8);
  geos.GEOSDistance(a, b, out);
  const distance = geos.Module.HEAPF64[out / 8];
  geos.Module._free(out);
  return distance === 0;
}

/** Does one of the edges pass through the interior of a geometry? */
export function passThrough(geos, edges, geometry) {
  return edges.some(([a, b]) => {
    const at = geos.Module._malloc(32);
    geos.Module.HEAPF64.set([...a, ...b], at / 8);
    const line = geos.GEOSGeom_createLineString(geos.GEOSCoordSeq_copyFromBuffer(at, 2, 0, 0));
    geos.Module._free(at);
    const pattern = geos.Module._malloc(10);
    geos.Module.stringToUTF8('T********', pattern, 10);
    const answer = geos.GEOSRelatePattern(line, geometry, pattern);
    geos.Module._free(pattern);
    geos.GEOSGeom_destroy(line);
    return answer === 1;
  });
}
