import { expect, test } from "vitest";
import {
  begun,
  COLORS,
  cleared,
  drawn,
  extended,
  finished,
  fits,
  MOST_STROKES,
  redone,
  seen,
  told,
  undone,
} from "./strokes.js";

const FILM = { width: 1280, height: 720 };
const line = (x) => ({
  tool: "line",
  color: COLORS[0],
  points: [
    [0, 0],
    [x, 1],
  ],
});
const [one, two, three] = [0.1, 0.2, 0.3].map(line);

test("what was drawn is taken back, and drawn again", () => {
  const both = drawn(drawn(begun(), one), two);
  expect(both.strokes).toEqual([one, two]);
  const back = undone(both);
  expect(back.strokes).toEqual([one]);
  expect(redone(back).strokes).toEqual([one, two]);
  expect(undone(undone(undone(both))).strokes).toEqual([]);
});

test("clearing is taken back as well", () => {
  const empty = cleared(drawn(drawn(begun(), one), two));
  expect(empty.strokes).toEqual([]);
  expect(undone(empty).strokes).toEqual([one, two]);
  expect(cleared(begun())).toEqual(begun());
});

test("after a new stroke there is nothing to draw again", () => {
  const other = drawn(undone(drawn(drawn(begun(), one), two)), three);
  expect(other.strokes).toEqual([one, three]);
  expect(redone(other).strokes).toEqual([one, three]);
});

test("of a drawing that was there before, stroke after stroke is taken back", () => {
  const there = begun([one, two]);
  expect(undone(there).strokes).toEqual([one]);
  expect(redone(undone(there)).strokes).toEqual([one, two]);
});

test("a comment takes so many strokes and no more", () => {
  let history = begun(Array.from({ length: MOST_STROKES - 1 }, () => one));
  history = drawn(history, two);
  expect(history.strokes).toHaveLength(MOST_STROKES);
  expect(drawn(history, three)).toBe(history);
});

test("a comment takes so many points and letters and no more", () => {
  const pen = (count) => ({
    tool: "pen",
    color: COLORS[0],
    points: Array.from({ length: count }, () => [0.1234, 0.5678]),
  });
  expect(fits([pen(3000)])).toBe(true);
  expect(fits([pen(5001)])).toBe(false);
  expect(fits([{ ...pen(2700), points: pen(2700).points.map((point) => [...point, 0.55]) }])).toBe(true);
  expect(fits([pen(4500)])).toBe(false);
});

test("it is told with the size of its film, and nothing is told of nothing", () => {
  expect(told(drawn(begun(), one), { ...FILM, left: 5 })).toEqual({ ...FILM, strokes: [one] });
  expect(told(begun(), FILM)).toBeNull();
});

test("a pen goes through all points, a line from the first to the last", () => {
  const way = [
    [0.2, 0.2, 0.5],
    [0.3, 0.3, 0.6],
  ];
  expect(extended({ tool: "pen", color: COLORS[0], points: [[0.1, 0.1, 0.5]] }, way).points).toHaveLength(3);
  const drawnLine = extended({ tool: "line", color: COLORS[0], points: [[0.1, 0.1]] }, way);
  expect(drawnLine.points).toEqual([
    [0.1, 0.1],
    [0.3, 0.3],
  ]);
  expect(extended(drawnLine, [])).toBe(drawnLine);
});

test("a tap is a dot of the pen and the first end of a line", () => {
  const dot = (tool) => ({
    tool,
    color: COLORS[0],
    points: [
      [0.1, 0.1],
      [0.1001, 0.1],
    ],
  });
  expect(["pen", "arrow", "line", "circle"].map((tool) => seen(dot(tool), FILM))).toEqual([true, false, false, false]);
  expect(seen(one, FILM)).toBe(true);
});

test("a pen that can't be pressed tells no pressure", () => {
  const points = [
    [0.1, 0.1, 0.5],
    [0.9, 0.1, 0.5],
  ];
  expect(finished({ tool: "pen", color: COLORS[0], points }, FILM).points).toEqual([
    [0.1, 0.1],
    [0.9, 0.1],
  ]);
  const pressed = [
    [0.1, 0.1, 0.5],
    [0.9, 0.1, 0.8],
  ];
  expect(finished({ tool: "pen", color: COLORS[0], points: pressed }, FILM).points).toEqual(pressed);
});

test("each colour stands out from the white edge that every stroke has", () => {
  const light = (color) => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
    const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const color of COLORS) expect(1.05 / (light(color) + 0.05)).toBeGreaterThanOrEqual(4.5);
});
