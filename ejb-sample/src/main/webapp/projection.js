/**
 * The Natural Earth projection, and TopoJSON decoded just as far as a land outline needs it.
 * Pure functions: nothing here knows of the page.
 */

// The Pacific in the middle keeps the Ring of Fire whole and cuts the map in the quiet Atlantic.
const CENTRAL_MERIDIAN = 155;
const HALF_WIDTH = 0.8707 * Math.PI;
const HALF_HEIGHT = naturalEarth(0, Math.PI / 2).y;
const WIDTH = 1000;
const MARGIN = 3;
const UNIT = (WIDTH / 2 - MARGIN) / HALF_WIDTH;

export const VIEW = {
  width: WIDTH,
  height: Math.ceil(2 * (HALF_HEIGHT * UNIT + MARGIN)),
};

/** Where a place lies in the view. */
export function project(longitude, latitude) {
  const east = longitude - CENTRAL_MERIDIAN;
  return place(east - 360 * Math.floor((east + 180) / 360), latitude);
}

/** The edge of the world, as an SVG path. */
export function outlinePath() {
  const east = parallelSteps(-90, 90).map((latitude) => place(180, latitude));
  const west = parallelSteps(-90, 90).map((latitude) => place(-180, latitude));
  return toPath([...east, ...west.reverse()], true);
}

/** Meridians and parallels every 30 degrees, as an SVG path. */
export function graticulePath() {
  const lines = [];
  for (let east = -150; east <= 150; east += 30) {
    lines.push(parallelSteps(-90, 90).map((latitude) => place(east, latitude)));
  }
  for (let latitude = -60; latitude <= 60; latitude += 30) {
    lines.push([place(-180, latitude), place(180, latitude)]);
  }
  return lines.map((line) => toPath(line, false)).join("");
}

/**
 * The land of a Natural Earth topology, as an SVG path. It overhangs the edge of the world where a
 * coast crosses it, so the path must be clipped by the outline.
 */
export function landPath(topology) {
  const arcs = decodeArcs(topology);
  return topology.objects.land.geometries
    .flatMap((geometry) => (geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs))
    .flat()
    .map((ring) => joinArcs(ring, arcs))
    .map(closeOverPole)
    .flatMap(copiesInView)
    .map((ring) => toPath(ring.map(([east, latitude]) => place(east, latitude)), true))
    .join("");
}

/** The polynomial of Šavrič, Jenny, Patterson, Petrovič and Hurni (2011), in radians. */
function naturalEarth(lambda, phi) {
  const p2 = phi * phi;
  const p4 = p2 * p2;
  return {
    x: lambda * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))),
    y: phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))),
  };
}

function place(east, latitude) {
  const { x, y } = naturalEarth((east * Math.PI) / 180, (latitude * Math.PI) / 180);
  return { x: VIEW.width / 2 + x * UNIT, y: VIEW.height / 2 - y * UNIT };
}

function parallelSteps(from, to) {
  return Array.from({ length: (to - from) / 3 + 1 }, (_, i) => from + 3 * i);
}

/** Arcs are stored as whole-number steps from point to point. */
function decodeArcs({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

/** A negative index is the ones' complement of an arc that is walked backwards. */
function joinArcs(ring, arcs) {
  return ring.flatMap((index, i) => {
    const points = index < 0 ? arcs[~index].slice().reverse() : arcs[index];
    return i === 0 ? points : points.slice(1);
  });
}

/**
 * Longitudes made continuous across the antimeridian. A ring that then ends a whole turn from where
 * it began is Antarctica's, and is closed along the pole.
 */
function closeOverPole(ring) {
  let turn = 0;
  const points = ring.map(([longitude, latitude], i) => {
    const step = i === 0 ? 0 : longitude - ring[i - 1][0];
    turn += step > 180 ? -360 : step < -180 ? 360 : 0;
    return [longitude + turn - CENTRAL_MERIDIAN, latitude];
  });
  const first = points[0];
  const last = points[points.length - 1];
  if (Math.abs(last[0] - first[0]) > 180) {
    const pole = first[1] < 0 ? -90 : 90;
    points.push([last[0], pole], [first[0], pole]);
  }
  return points;
}

function copiesInView(ring) {
  const longitudes = ring.map(([east]) => east);
  const west = Math.min(...longitudes);
  const east = Math.max(...longitudes);
  return [-720, -360, 0, 360, 720]
    .filter((shift) => east + shift > -180 && west + shift < 180)
    .map((shift) => ring.map(([longitude, latitude]) => [longitude + shift, latitude]));
}

function toPath(points, closed) {
  const line = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L");
  return `M${line}${closed ? "Z" : ""}`;
}
