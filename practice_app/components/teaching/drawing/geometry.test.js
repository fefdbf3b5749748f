import { expect, test } from "vitest";
import { angleOf, contained, movedBy, pointAt, simplified } from "./geometry.js";

const WIDE = { width: 1280, height: 720 };
const TALL = { width: 720, height: 1280 };

test("a picture lies in the middle of an element of another shape", () => {
  expect(contained({ width: 390, height: 390 }, WIDE)).toEqual({ left: 0, top: 85.3125, width: 390, height: 219.375 });
  expect(contained({ width: 1000, height: 360 }, WIDE)).toEqual({ left: 180, top: 0, width: 640, height: 360 });
  expect(contained({ width: 640, height: 360 }, TALL)).toEqual({ left: 218.75, top: 0, width: 202.5, height: 360 });
  expect(contained({ width: 640, height: 360 }, WIDE)).toEqual({ left: 0, top: 0, width: 640, height: 360 });
});

test("an element whose film has not told its shape is taken for the picture", () => {
  expect(contained({ width: 640, height: 360 }, { width: 0, height: 0 })).toMatchObject({ left: 0, width: 640 });
});

test("a point of the picture stays that point when it is shown larger, smaller or turned", () => {
  const quarter = (box) => pointAt(box, box.left + box.width / 4, box.top + box.height / 4);
  for (const element of [
    { width: 390, height: 844 },
    { width: 844, height: 390 },
    { width: 1440, height: 540 },
  ])
    expect(quarter(contained(element, WIDE))).toEqual([0.25, 0.25]);
});

test("beside the picture its edge is meant", () => {
  const box = { left: 100, top: 50, width: 200, height: 100 };
  expect(pointAt(box, 0, 500)).toEqual([0, 1]);
  expect(movedBy([0.99, 0.01], 0.05, -0.05)).toEqual([1, 0]);
});

test("an angle is the one that is seen in the picture, not that of a square", () => {
  const half = { x: 0.4, y: (0.4 * 1280) / 720 };
  expect(angleOf([0.1, 0.1], [0.1 + half.x, 0.1 + half.y], WIDE)).toBeCloseTo(45, 6);
  expect(angleOf([0, 0], [1, 1], WIDE)).toBeCloseTo(29.3578, 3);
  expect(angleOf([0, 0], [1, 1], TALL)).toBeCloseTo(60.6422, 3);
});

test("an angle is the same from either end, and for a line that falls as for one that rises", () => {
  const [a, b] = [
    [0.2, 0.3],
    [0.7, 0.5],
  ];
  expect(angleOf(b, a, WIDE)).toBeCloseTo(angleOf(a, b, WIDE), 9);
  expect(angleOf([0.2, 0.5], [0.7, 0.3], WIDE)).toBeCloseTo(angleOf(a, b, WIDE), 9);
  expect([angleOf([0, 0.5], [1, 0.5], WIDE), angleOf([0.5, 1], [0.5, 0], WIDE)]).toEqual([0, 90]);
  expect(angleOf(a, a, WIDE)).toBe(0);
});

test("a straight stroke keeps its two ends, a bent one its corner", () => {
  const way = (from, to) =>
    Array.from({ length: 50 }, (_, i) => [
      from[0] + ((to[0] - from[0]) * i) / 49,
      from[1] + ((to[1] - from[1]) * i) / 49,
    ]);
  const [a, b, c] = [
    [0.1, 0.1],
    [0.5, 0.1],
    [0.5, 0.6],
  ];
  expect(simplified(way(a, b), WIDE)).toHaveLength(2);
  const bent = simplified([...way(a, b), ...way(b, c)], WIDE);
  expect(bent[0]).toEqual(a);
  expect(bent.at(-1)).toEqual(c);
  expect(bent.length).toBeLessThanOrEqual(4);
  expect(bent.some(([x, y]) => Math.hypot(x - b[0], y - b[1]) < 1e-9)).toBe(true);
});

test("nothing that is left out of a wild stroke lies further off than promised", () => {
  const wild = Array.from({ length: 1000 }, (_, i) => [0.5 + 0.4 * Math.sin(i / 30), 0.5 + 0.4 * Math.cos(i / 47)]);
  const few = simplified(wild, WIDE);
  expect(few.length).toBeLessThan(300);
  const off = ([x, y]) =>
    Math.min(
      ...few.slice(1).map(([bx, by], i) => {
        const [ax, ay] = few[i];
        const flat = (v) => (v * 720) / 1280;
        const [dx, dy] = [bx - ax, flat(by - ay)];
        const part = Math.min(1, Math.max(0, ((x - ax) * dx + flat(y - ay) * dy) / (dx * dx + dy * dy)));
        return Math.hypot(x - ax - part * dx, flat(y - ay) - part * dy);
      }),
    );
  expect(Math.max(...wild.map(off))).toBeLessThanOrEqual(0.0015 + 1e-9);
});

test("where the pen was pressed harder, a point stays", () => {
  const pressed = Array.from({ length: 21 }, (_, i) => [i / 20, 0.5, i === 10 ? 0.9 : 0.3]);
  expect(simplified(pressed, WIDE)).toContainEqual([0.5, 0.5, 0.9]);
  expect(simplified([[0.5, 0.5]], WIDE)).toEqual([[0.5, 0.5]]);
});
