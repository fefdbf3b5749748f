import { expect, test } from "vitest";
import { keeper } from "./mailed.js";

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
  const taken = keeper();
  const window = page("#token=abc-_1");
  expect(taken(window)).toBe("abc-_1");
  expect(window.history.address).toBe("/reset?a=1");
  expect(window.history.state.idx).toBe(0);
  expect(taken(window)).toBe("abc-_1");
});

test("whoever else writes into the history takes no token away", () => {
  const taken = keeper();
  const window = page("#token=one");
  taken(window);
  window.history.state = null;
  expect(taken(window)).toBe("one");
});

test("a reloaded page finds it in the history", () => {
  const window = page("#token=one");
  keeper()(window);
  expect(keeper()(window)).toBe("one");
});

test("a second mail's link counts more than the first", () => {
  const taken = keeper();
  const window = page("#token=one");
  taken(window);
  window.location.hash = "#token=two";
  expect(taken(window)).toBe("two");
});

test("no token is an empty one, which the server answers", () => expect(keeper()(page(""))).toBe(""));
