// Random coverages with planted defects, as GeoJSON in metres on a grid of 1 mm. A number gives the coverage.

const SIDE_MM = 10000;
const ORIGIN_MM = [400000000, 300000000];

/** Uniform numbers in [0, 1) from a seed (Mulberry32 by Tommy Ettinger, 2017). */
function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const between = (a, b, share) => [0, 1].map((k) => Math.round(a[k] + (b[k] - a[k]) * share));
const centre = (ring) => [0, 1].map((k) => Math.round(ring.reduce((sum, p) => sum + p[k], 0) / ring.length));
const scaled = (ring, share) => ring.map((p) => between(centre(ring), p, share));

/** The middle of the edge i of a ring, moved out of the ring by `out` mm. */
function beside(ring, i, out) {
  const a = ring[i];
  const b = ring[(i + 1) % ring.length];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const middle = between(a, b, 0.5);
  return [
    Math.round(middle[0] + (out * (b[1] - a[1])) / length),
    Math.round(middle[1] - (out * (b[0] - a[0])) / length),
  ];
}

function insertBeside(ring, random, out) {
  const i = Math.floor(random() * ring.length);
  ring.splice(i + 1, 0, beside(ring, i, out));
}

const pick = (random, list) => list[Math.floor(random() * list.length)];
const someSize = (random) => pick(random, [2, 50, 500, 2000]);

/** A cell of the grid that still is one ring of four corners. */
function plainCell(areas, random) {
  return pick(random, areas.filter((area) => area.length === 1 && area[0].length === 1 && area[0][0].length === 4));
}

// Each plants one thing in `areas`, which are lists of polygons, which are lists of open rings.
const PLANTS = {
  one_sided_vertex(areas, random) {
    insertBeside(plainCell(areas, random)[0][0], random, 0);
  },
  bulge_out(areas, random) {
    insertBeside(plainCell(areas, random)[0][0], random, someSize(random));
  },
  bulge_in(areas, random) {
    insertBeside(plainCell(areas, random)[0][0], random, -someSize(random));
  },
  moved_corner(areas, random) {
    const ring = plainCell(areas, random)[0][0];
    const angle = 2 * Math.PI * random();
    const move = someSize(random);
    const i = Math.floor(random() * 4);
    ring[i] = [Math.round(ring[i][0] + move * Math.cos(angle)), Math.round(ring[i][1] + move * Math.sin(angle))];
  },
  slit(areas, random) {
    const ring = plainCell(areas, random)[0][0];
    const share = someSize(random) / SIDE_MM;
    const [a, b, c, d] = ring;
    ring.splice(0, 4, a, b, between(c, b, share), between(d, a, share));
  },
  duplicate(areas, random) {
    const [a, b, c, d] = plainCell(areas, random)[0][0];
    areas.push([[[c, d, a, b]]]);
  },
  contained(areas, random) {
    areas.push([[scaled(plainCell(areas, random)[0][0], 0.4)]]);
  },
  contained_at_border(areas, random) {
    const ring = plainCell(areas, random)[0][0];
    areas.push([[[ring[0], ring[1], centre(ring)]]]);
  },
  laid_across(areas, random) {
    const ring = plainCell(areas, random)[0][0];
    areas.push([[ring.map(([x, y]) => [x + SIDE_MM / 2, y + SIDE_MM / 3].map(Math.round))]]);
  },
  left_out(areas, random) {
    areas.splice(areas.indexOf(plainCell(areas, random)), 1);
  },
  filled_hole(areas, random) {
    const cell = plainCell(areas, random);
    const hole = scaled(cell[0][0], 0.4);
    cell[0].push([...hole].reverse());
    areas.push([[hole]]);
  },
  badly_filled_hole(areas, random) {
    const cell = plainCell(areas, random);
    cell[0].push(scaled(cell[0][0], 0.4).reverse());
    areas.push([[scaled(cell[0][0], pick(random, [0.39, 0.41]))]]);
  },
  two_parts(areas, random) {
    const first = plainCell(areas, random);
    const second = plainCell(areas, random);
    if (first === second) return;
    first.push(second[0]);
    areas.splice(areas.indexOf(second), 1);
  },
};

/**
 * Coverage number `seed`: { planted, areas }, where areas are { code, polygons } with closed rings in metres.
 * Every third is a grid of exact squares, on which a vertex can lie exactly on a neighbour's edge.
 */
export function randomCoverage(seed) {
  const random = uniform(seed);
  const side = 4 + Math.floor(random() * 4);
  const jitter = seed % 3 === 0 ? 0 : 2400;
  const moved = () => Math.round((2 * random() - 1) * jitter);
  const corners = Array.from({ length: side + 1 }, (_, y) =>
    Array.from({ length: side + 1 }, (_, x) => [x * SIDE_MM + moved(), y * SIDE_MM + moved()]),
  );
  const areas = [];
  for (let y = 0; y < side; ++y) {
    for (let x = 0; x < side; ++x) {
      areas.push([[[corners[y][x], corners[y][x + 1], corners[y + 1][x + 1], corners[y + 1][x]]]]);
    }
  }
  const planted = Array.from({ length: seed % 4 }, () => pick(random, Object.keys(PLANTS)));
  for (const name of planted) PLANTS[name](areas, random);
  const metres = ([x, y]) => [(x + ORIGIN_MM[0]) / 1000, (y + ORIGIN_MM[1]) / 1000];
  return {
    planted,
    areas: areas.map((polygons, i) => ({
      code: `E${String(i + 1).padStart(8, '0')}`,
      polygons: polygons.map((rings) => rings.map((ring) => [...ring, ring[0]].map(metres))),
    })),
  };
}

/** GeoJSON of 2008 with its crs member: metres of the British National Grid. */
export function toGeoJson({ planted, areas }) {
  const features = areas.map(({ code, polygons }) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  }));
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::27700' } };
  return JSON.stringify({ type: 'FeatureCollection', name: planted.join(' ') || 'sound', crs, features });
}
