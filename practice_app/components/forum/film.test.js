// @ts-check
import { expect, test, vi } from "vitest";
import { arrived } from "./film.jsx";

vi.mock("react", () => ({ useEffect: () => {}, useRef: () => ({}), useState: () => [] }));
vi.mock("../../i18n.js", () => ({ useText: () => ({}) }));

/** @param {Partial<import("./asking.js").FilmShown>} [more] */
const film = (more) => ({
  ...{ id: "f", status: /** @type {const} */ ("coming"), failure: null, width: null, height: null, duration_s: null },
  ...{ mine: false, ...more },
});
const ready = film({ status: "ready", width: 720, height: 1280 });
/** @param {number} top */
const at = (top) => /** @type {HTMLElement} */ ({ getBoundingClientRect: () => ({ top }) });
globalThis.innerHeight = 800;

test("what would move what is being read waits for a tap", () => {
  expect(arrived({ row: film() }, ready, at(100))).toEqual({ row: film(), next: ready });
  expect(arrived({ row: film() }, ready, at(-900))).toEqual({ row: film(), next: ready });
});

test("below what is read, at first, and for whose it is, it stands there at once", () => {
  expect(arrived({ row: film() }, ready, at(800))).toEqual({ row: ready });
  expect(arrived({}, ready, null)).toEqual({ row: ready });
  const mine = { ...ready, mine: true };
  expect(arrived({ row: film({ mine: true }) }, mine, at(100))).toEqual({ row: mine });
});

test("one that plays is not put there anew, and one that is gone goes", () => {
  expect(arrived({ row: ready }, { ...ready }, at(100)).row).toBe(ready);
  expect(arrived({ row: ready }, null, at(100))).toEqual({ row: null });
});
