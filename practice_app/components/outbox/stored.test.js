import { expect, test } from "vitest";
import { stateOf } from "./stored.js";

const session = (more = {}) => ({ state: "saved", user_id: "ann", last_user_id: "ann", ...more });
const row = (state) => ({ state });

test("a session's state is told by its row and what waits of it", () => {
  expect(stateOf(session({ state: "open" }), [], "ann")).toBe("unfinished");
  expect(stateOf(session({ state: "review" }), [], "ann")).toBe("unfinished");
  expect(stateOf(session(), [row("waiting"), row("attention")], "ann")).toBe("attention");
  expect(stateOf(session(), [row("held")], "ann")).toBe("held");
  expect(stateOf(session(), [row("waiting")], "ann")).toBe("waiting");
  expect(stateOf(session({ state: "sent" }), [], "ann")).toBe("sent");
});

test("what was practised signed out, after somebody else, has to be claimed", () => {
  const nobodys = session({ user_id: null });
  expect(stateOf(nobodys, [row("waiting")], "bob")).toBe("unclaimed");
  expect(stateOf(nobodys, [row("waiting")], "ann")).toBe("waiting");
  expect(stateOf(nobodys, [row("waiting")], null)).toBe("waiting");
});
