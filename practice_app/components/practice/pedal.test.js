import { expect, test } from "vitest";
import { isPedal } from "./pedal.js";

const key = (name, more = {}) => ({
  key: name,
  repeat: false,
  defaultPrevented: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});
/** Something with the focus that is of these kinds, in the words of selectors. */
const focused = (...kinds) => ({ closest: (selector) => kinds.some((kind) => selector.split(", ").includes(kind)) });

test.each([" ", "Enter", "PageDown", "PageUp", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"])(
  "%s is the big button where nothing has the focus",
  (name) => {
    expect(isPedal(key(name), null)).toBe(true);
    expect(isPedal(key(name), focused())).toBe(true);
  },
);

test.each(["input", "textarea", "select", "[contenteditable]", "[role=slider]", "dialog[open]"])(
  "who is at %s is not disturbed",
  (kind) => {
    for (const name of [" ", "Enter", "PageDown", "ArrowRight"]) expect(isPedal(key(name), focused(kind))).toBe(false);
  },
);

test("a button that has the focus keeps the space bar, and a pedal still works", () => {
  expect(isPedal(key(" "), focused("button"))).toBe(false);
  expect(isPedal(key("Enter"), focused("a[href]"))).toBe(false);
  expect(isPedal(key("PageDown"), focused("button"))).toBe(true);
});

test("a key that is held, or means something else, is none", () => {
  for (const more of [
    { repeat: true },
    { ctrlKey: true },
    { altKey: true },
    { metaKey: true },
    { shiftKey: true },
    { isComposing: true },
    { defaultPrevented: true },
  ])
    expect(isPedal(key("PageDown", more), null)).toBe(false);
  expect(isPedal(key("a"), null)).toBe(false);
});
