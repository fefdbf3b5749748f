import { expect, test } from "vitest";
import { taken } from "./mailed.js";

function page(hash) {
  const location = { hash, pathname: "/reset", search: "?a=1" };
  const history = {
    state: { idx: 0 },
    replaceState(state, _title, address) {
      this.state = state;
      this.address = address;
      location.hash = "";
    },
  };
  return { location, history };
}

test("a token leaves the address and is there again when the page is asked once more", () => {
  const window = page("#token=abc-_1");
  expect(taken(window)).toBe("abc-_1");
  expect(window.history.address).toBe("/reset?a=1");
  expect(window.history.state.idx).toBe(0);
  expect(taken(window)).toBe("abc-_1");
});

test("a second mail's link counts more than the first", () => {
  const window = page("#token=one");
  taken(window);
  window.location.hash = "#token=two";
  expect(taken(window)).toBe("two");
});

test("no token is an empty one, which the server answers", () => expect(taken(page(""))).toBe(""));
