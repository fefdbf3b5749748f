import { expect, test, vi } from "vitest";
import { guard, isDeed } from "./deeds.js";

const state =
  "reflex___state____state.practice_app___state___base____own_state.practice_app___state___pieces____pieces_state";
const deed = { name: `${state}.delete`, payload: {} };
const framework = { name: "reflex___state____state.on_load_internal_state.on_load_internal", payload: {} };

function loop({ reachable }) {
  const sent = vi.fn();
  const refuse = vi.fn();
  const found = { addEvents: sent };
  const undo = guard(found, () => !reachable, refuse);
  return { found, sent, refuse, undo };
}

test("a deed of a person is told from what the framework does and from what may be left out", () => {
  expect(isDeed([deed])).toBe(true);
  expect(isDeed([[framework, [deed]]])).toBe(true);
  expect(isDeed([framework])).toBe(false);
  expect(isDeed([{ name: "_redirect" }, null])).toBe(false);
  expect(isDeed([{ ...deed, event_actions: { temporal: true } }])).toBe(false);
  expect(isDeed([deed], { temporal: true })).toBe(false);
});

test("with a server that answers everything goes on as ever", () => {
  const { found, sent, refuse } = loop({ reachable: true });
  found.addEvents([deed], ["args"], {});
  expect(sent).toHaveBeenCalledWith([deed], ["args"], {});
  expect(refuse).not.toHaveBeenCalled();
});

test("without one a deed is refused and not kept for later, and a form does not send itself", () => {
  const { found, sent, refuse } = loop({ reachable: false });
  const preventDefault = vi.fn();
  found.addEvents([deed], [{ preventDefault }], {});
  found.addEvents([framework], [], {});
  expect(sent.mock.calls).toEqual([[[framework], [], {}]]);
  expect(refuse).toHaveBeenCalledOnce();
  expect(preventDefault).toHaveBeenCalledOnce();
});

test("the loop's function may be replaced, and the guard taken away", () => {
  const { found, sent, undo } = loop({ reachable: true });
  const next = vi.fn();
  found.addEvents = next;
  found.addEvents([deed]);
  expect(next).toHaveBeenCalledOnce();
  expect(sent).not.toHaveBeenCalled();
  undo();
  expect(found.addEvents).toBe(next);
});
