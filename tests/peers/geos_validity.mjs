// Does `footprint check` call the same areas invalid as the coverage validity of GEOS 3.13?
//
//   node geos_validity.mjs generate FOLDER COUNT           random coverages with planted defects, as GeoJSON in metres
//   node geos_validity.mjs check FOOTPRINT FOLDER WIDTH_M  runs the check on each; reports beside them
//   node geos_validity.mjs compare FOLDER WIDTH_M          prints each difference; exit code 1 when there is any
//
// Compared with gap width 0, where both answer alike: overlaps, duplicates, areas in others, borders that do not
// match. Explained, and no difference: an area that ours names as overlapped although GEOS does not, because GEOS
// passes by every edge that matches another area's; an area that GEOS names beside an invalid polygon. With the gap
// width given, areas beside narrow gaps are compared apart and do not count, because the gap detection of GEOS is
// not monotone in the width (libgeos/geos issue 1251). FOOTPRINT_PEERS names the folder with geos-wasm.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { meet, passThrough, readAreas, startGeos, toCollection, unmatchedEdges, validate } from './geos_coverage.mjs';
import { randomCoverage, toGeoJson } from './random_coverages.mjs';

const OVERLAPS = ['overlap', 'duplicate', 'contained'];
const SUFFIX = '.geojson';

const coverages = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .sort();

function generate(folder, count) {
  mkdirSync(folder, { recursive: true });
  for (let seed = 1; seed <= count; ++seed) {
    const name = `random_${String(seed).padStart(4, '0')}${SUFFIX}`;
    writeFileSync(join(folder, name), toGeoJson(randomCoverage(seed)));
  }
}

function check(footprint, folder, width) {
  for (const name of coverages(folder)) {
    const report = join(folder, `${name}.json`);
    const options = ['--snap', '0', '--gap-width', width, '--json', report, '--overwrite', '--quiet'];
    const run = spawnSync(footprint, ['check', join(folder, name + SUFFIX), ...options], { encoding: 'utf8' });
    if (run.status !== 0 && run.status !== 3) throw new Error(`${name}: ${run.stderr}`);
  }
}

/**
 * The codes our report names, by what GEOS has to say to them. `overlaps` are the findings that GEOS has to know
 * too; `all` holds every code in a finding of the border kinds or beside a narrow gap, which GEOS may name; `wide`
 * the codes beside wider gaps; `narrow` those that GEOS should name with the same gap width.
 */
function ours(report) {
  const sets = { overlaps: [], all: new Set(), wide: new Set(), narrow: new Set() };
  for (const finding of report.findings) {
    const { kind, severity, codes } = finding;
    const isOverlap = OVERLAPS.includes(kind);
    const isNarrow = kind === 'unmatched_vertex' || (kind === 'gap' && severity === 'violation');
    if (isOverlap) sets.overlaps.push(finding);
    for (const code of codes) {
      if (isOverlap || isNarrow) sets.all.add(code);
      if (isNarrow) sets.narrow.add(code);
      if (kind === 'gap') sets.wide.add(code);
    }
  }
  return sets;
}

const missing = (from, ...sets) => [...from].filter((x) => !sets.some((set) => set.has(x))).sort();

/** One coverage and its report, with what GEOS knows of it. */
class Comparison {
  constructor(geos, folder, name) {
    this.geos = geos;
    this.name = name;
    this.areas = readAreas(join(folder, name + SUFFIX));
    this.report = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    this.collection = toCollection(geos, this.areas);
    this.indexOf = new Map(this.areas.map(({ code }, i) => [code, i]));
    this.unmatched = unmatchedEdges(this.areas);
  }

  member(code) {
    return this.geos.GEOSGetGeometryN(this.collection, this.indexOf.get(code));
  }

  /** Areas that are no valid polygons, which GEOS asks for; our check has invalid_ring for them. */
  broken() {
    return new Set(this.areas.map(({ code }) => code).filter((code) => this.geos.GEOSisValid(this.member(code)) !== 1));
  }

  theirs(width) {
    const { invalid } = validate(this.geos, this.collection, width);
    return new Set([...invalid.keys()].map((i) => this.areas[i].code));
  }

  /**
   * Areas in our overlaps that GEOS does not name: those it has to, and those it cannot, because it passes by
   * every edge that matches another area's, and no other edge of the area lies within the area it overlaps.
   */
  oursAlone(overlaps, theirs) {
    const alone = { unexplained: new Set(), matched: new Set() };
    for (const { codes } of overlaps) {
      for (const code of codes.filter((c) => !theirs.has(c))) {
        const within = codes
          .filter((c) => c !== code)
          .some((c) => passThrough(this.geos, this.unmatched(this.areas[this.indexOf.get(code)]), this.member(c)));
        (within ? alone.unexplained : alone.matched).add(code);
      }
    }
    return alone;
  }

  /** Of these areas those that touch an invalid polygon, about whose border the two need not agree. */
  beside(codes, broken) {
    return codes.filter((code) => [...broken].some((other) => meet(this.geos, this.member(code), this.member(other))));
  }

  result(width) {
    const { overlaps, all, wide, narrow } = ours(this.report);
    const broken = this.broken();
    const theirs = this.theirs(0);
    const theirsWide = this.theirs(width);
    const alone = this.oursAlone(overlaps, theirs);
    const geosAlone = missing(theirs, all, broken);
    const beside = new Set(this.beside(geosAlone, broken));
    return {
      broken: broken.size,
      named: all.size,
      agreed: [...theirs].filter((code) => all.has(code)).length,
      geosAlone: missing(geosAlone, wide, beside),
      geosAtWideGap: missing(geosAlone, beside).filter((code) => wide.has(code)),
      geosBesideInvalid: beside.size,
      oursAlone: missing(alone.unexplained, broken),
      oursMatched: missing(alone.matched, broken),
      geosAloneNarrow: missing(theirsWide, all, broken),
      oursAloneNarrow: missing(narrow, theirsWide, broken),
    };
  }

  destroy() {
    this.geos.GEOSGeom_destroy(this.collection);
  }
}

const first = (codes) =>
  codes.length > 12 ? `${codes.slice(0, 12).join(' ')} and ${codes.length - 12} more` : codes.join(' ');

function printDifferences(title, result, findings) {
  const classes = {
    geosAlone: 'GEOS alone',
    geosAtWideGap: 'GEOS alone, beside a gap wider than the limit',
    oursAlone: 'ours alone',
  };
  const present = Object.keys(classes).filter((key) => result[key].length > 0);
  if (present.length === 0) return;
  console.log(title);
  for (const key of present) console.log(`  ${classes[key]}: ${first(result[key])}`);
  const concerned = new Set(present.flatMap((key) => result[key]));
  for (const { kind, severity, codes, size } of findings) {
    if (codes.some((code) => concerned.has(code))) {
      console.log(`    ours: ${kind} (${severity}) of ${first(codes)}, size ${size}`);
    }
  }
}

async function compare(folder, width) {
  const geos = await startGeos();
  const sum = {};
  let differing = 0;
  const names = coverages(folder);
  for (const name of names) {
    const comparison = new Comparison(geos, folder, name);
    const result = comparison.result(width);
    const planted = JSON.parse(readFileSync(join(folder, name + SUFFIX), 'utf8')).name;
    printDifferences(planted ? `${name}, planted: ${planted}` : name, result, comparison.report.findings);
    comparison.destroy();
    for (const [key, value] of Object.entries(result)) sum[key] = (sum[key] ?? 0) + (value.length ?? value);
    if (result.geosAlone.length + result.geosAtWideGap.length + result.oursAlone.length > 0) ++differing;
  }
  console.log(
    `${names.length} coverages, ${differing} differ; areas: ${sum.named} named by ours, ${sum.agreed} by both, ` +
      `${sum.geosAlone} by GEOS alone, ${sum.geosAtWideGap} by GEOS alone beside a wide gap, ` +
      `${sum.oursAlone} by ours alone, ${sum.oursMatched} by ours alone and explained, ` +
      `${sum.geosBesideInvalid} by GEOS alone beside invalid ones, ${sum.broken} invalid left out; ` +
      `gaps up to ${width} m, apart: ${sum.geosAloneNarrow} GEOS alone, ${sum.oursAloneNarrow} ours alone`,
  );
  return names.length > 0 && differing === 0 ? 0 : 1;
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === 'generate' && rest.length === 2) {
  generate(rest[0], Number(rest[1]));
} else if (mode === 'check' && rest.length === 3) {
  check(...rest);
} else if (mode === 'compare' && rest.length === 2) {
  process.exitCode = await compare(rest[0], Number(rest[1]));
} else {
  console.error('usage: geos_validity.mjs generate FOLDER COUNT | check FOOTPRINT FOLDER WIDTH_M | compare FOLDER WIDTH_M');
  process.exitCode = 2;
}
