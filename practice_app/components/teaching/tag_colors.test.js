import { expect, test } from "vitest";
import { moved } from "./tag_colors.js";

const rows = ["a", "b", "c"].map((id, place) => ({ id, place }));

test("a tag is moved, and only those are told whose place is another", () => {
  const { rows: order, changed } = moved(rows, 2, 1);
  expect(order.map(({ id }) => id)).toEqual(["a", "c", "b"]);
  expect(changed.map(({ id, place }) => [id, place])).toEqual([
    ["c", 1],
    ["b", 2],
  ]);
});

test("beyond the ends is the end", () => {
  expect(moved(rows, 0, -1).changed).toEqual([]);
  expect(moved(rows, 0, 9).rows.map(({ id }) => id)).toEqual(["b", "c", "a"]);
});
