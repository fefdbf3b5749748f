import { expect, test } from "vitest";
import { arrowPath, circlePath, labelOf, linePath, roundPath } from "./shapes.js";

const FILM = { width: 1000, height: 500 };
const numbers = (path) => path.match(/-?[\d.]+/g).map(Number);

test("a line goes from its first point to its last, in the picture's pixels", () => {
  expect(
    linePath(
      [
        [0.1, 0.2],
        [0.5, 0.5],
        [0.9, 0.8],
      ],
      FILM,
    ),
  ).toBe("M100 100L900 400");
});

test("an arrow's head is at its end, as long on either side, and never longer than half of it", () => {
  const [, , tox, toy, lx, ly, hx, hy, rx, ry] = numbers(
    arrowPath(
      [
        [0.1, 0.5],
        [0.9, 0.5],
      ],
      FILM,
    ),
  );
  expect([tox, toy, hx, hy]).toEqual([900, 250, 900, 250]);
  expect(lx).toBe(rx);
  expect(ly - 250).toBeCloseTo(250 - ry, 5);
  expect(lx).toBeLessThan(900);
  const tiny = numbers(
    arrowPath(
      [
        [0.5, 0.5],
        [0.51, 0.5],
      ],
      FILM,
    ),
  );
  expect(510 - tiny[4]).toBeLessThanOrEqual(5);
});

test("a circle fills the box between its corners, whichever they are", () => {
  const path = circlePath(
    [
      [0.2, 0.2],
      [0.6, 0.8],
    ],
    FILM,
  );
  expect(path).toBe("M200 250A200 150 0 1 1 600 250A200 150 0 1 1 200 250Z");
  expect(
    circlePath(
      [
        [0.6, 0.8],
        [0.2, 0.2],
      ],
      FILM,
    ),
  ).toBe(path);
});

test("an angle is written within the picture, also of a line along its edge", () => {
  const stroke = (points) => ({ tool: "line", color: "#c81e1e", points });
  for (const points of [
    [
      [0, 0],
      [0, 1],
    ],
    [
      [1, 0],
      [1, 1],
    ],
    [
      [0, 0],
      [1, 0],
    ],
    [
      [0, 1],
      [1, 1],
    ],
  ]) {
    const { x, y, size } = labelOf(stroke(points), FILM);
    expect([x >= size, x <= 1000 - size, y >= size, y <= 500]).toEqual([true, true, true, true]);
  }
  expect(
    labelOf(
      stroke([
        [0, 0],
        [0.5, 1],
      ]),
      FILM,
    ).degrees,
  ).toBeCloseTo(45, 6);
});

test("an outline is closed and round; of too few points there is none", () => {
  expect(
    roundPath([
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ]),
  ).toBe("M5 0Q10 0 10 5Q10 10 5 10Q0 10 0 5Z");
  expect(
    roundPath([
      [0, 0],
      [1, 1],
    ]),
  ).toBe("");
});
