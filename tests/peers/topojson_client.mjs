// Reads a TopoJSON file of ours with topojson-client and compares it with GeoJSON of the same layers:
//
//   node topojson_client.mjs FOLDER_WITH_NODE_MODULES FILE.topojson LAYER=FILE.geojson...
//
// Ids, properties, every ring vertex by vertex (within half a step of the quantisation and of the seventh decimal),
// the winding, the neighbours (against pairs of areas that share an edge in the GeoJSON) and the length of the mesh.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const [folder, topojsonFile, ...pairs] = process.argv.slice(2);
const topojson = createRequire(resolve(folder, "node_modules", "_"))("topojson-client");
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const topology = read(topojsonFile);
let failures = 0;
const check = (good, what) => {
  if (good) return;
  ++failures;
  if (failures <= 10) console.error(`failed: ${what}`);
};

const polygonsOf = (geometry) =>
  geometry === null ? [] : geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
const twiceArea = (ring) =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);
const step = topology.transform.scale.map((s) => s / 2 + 0.5e-7 + 1e-12);
const near = (a, b) => Math.abs(a[0] - b[0]) <= step[0] && Math.abs(a[1] - b[1]) <= step[1];

// TopoJSON runs the other way round, and arcs may begin a ring elsewhere.
const sameRing = (ours, theirs) => {
  const backwards = theirs.slice(1).reverse();
  const n = ours.length - 1;
  if (n !== backwards.length) return false;
  for (let shift = 0; shift < n; ++shift) {
    if (backwards.every((p, i) => near(ours[(i + shift) % n], p))) return true;
  }
  return false;
};

const edgesOf = (geometry) =>
  polygonsOf(geometry).flatMap((rings) =>
    rings.flatMap((ring) => ring.slice(1).map((p, i) => [ring[i].join(), p.join()].sort().join(" "))));

for (const pair of pairs) {
  const [name, geojsonFile] = pair.split("=");
  const object = topology.objects[name];
  const decoded = topojson.feature(topology, object).features;
  const expected = read(geojsonFile).features;
  check(decoded.length === expected.length, `${name}: number of areas`);
  const owners = new Map();
  expected.forEach((feature, a) => {
    const area = decoded[a];
    const label = `${name} ${area.id}`;
    check(JSON.stringify(area.properties) === JSON.stringify(feature.properties), `${label}: properties`);
    const ours = polygonsOf(area.geometry);
    const theirs = polygonsOf(feature.geometry);
    check(ours.length === theirs.length, `${label}: number of polygons`);
    theirs.forEach((rings, p) => {
      check(ours[p].length === rings.length, `${label}: number of rings`);
      rings.forEach((ring, r) => {
        check(sameRing(ours[p][r], ring), `${label}: ring ${p}.${r}`);
        check(twiceArea(ours[p][r]) < 0 === (r === 0), `${label}: winding of ring ${p}.${r}`);
      });
    });
    for (const edge of edgesOf(feature.geometry)) owners.set(edge, [...(owners.get(edge) ?? []), a]);
  });

  const pairsExpected = new Set();
  let borderEdges = 0;
  for (const areas of owners.values()) {
    if (areas.length !== 2 || areas[0] === areas[1]) continue;
    ++borderEdges;
    pairsExpected.add(`${Math.min(...areas)} ${Math.max(...areas)}`);
  }
  const pairsFound = new Set();
  topojson.neighbors(object.geometries).forEach((list, a) => {
    for (const b of list) if (a < b) pairsFound.add(`${a} ${b}`);
  });
  check(pairsFound.size === pairsExpected.size && [...pairsExpected].every((p) => pairsFound.has(p)),
    `${name}: neighbours (${pairsFound.size}, expected ${pairsExpected.size})`);
  const mesh = topojson.mesh(topology, object, (a, b) => a !== b);
  const meshEdges = mesh.coordinates.reduce((sum, line) => sum + line.length - 1, 0);
  check(meshEdges === borderEdges, `${name}: mesh of ${meshEdges} edges, expected ${borderEdges}`);
  console.log(`${name}: ${decoded.length} areas, ${topology.arcs.length} arcs in the file, ${pairsFound.size} pairs ` +
    `of neighbours, ${meshEdges} edges between them`);
}
if (failures > 0) console.error(`${failures} failures`);
process.exit(failures > 0 ? 1 : 0);
