// @ts-check
import { expect, test } from "vitest";
import { styledByProperty } from "./styled.js";

class Thing {
  /** @type {Record<string, string>} */
  attributes = {};
  style = { cssText: "" };
  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
}

test("while something is drawn a style is a property, and everything else an attribute as ever", () => {
  const thing = new Thing();
  const drawn = styledByProperty(() => {
    thing.setAttribute("style", "height: 1px;");
    thing.setAttribute("width", "2");
    return "drawn";
  }, Thing.prototype);
  expect([drawn, thing.style.cssText, thing.attributes]).toEqual(["drawn", "height: 1px;", { width: "2" }]);
});

test("afterwards attributes are attributes, also where drawing failed", () => {
  const thing = new Thing();
  const fails = () => {
    throw new Error("no such note");
  };
  expect(() => styledByProperty(fails, Thing.prototype)).toThrow("no such note");
  thing.setAttribute("style", "top: 0");
  expect([thing.style.cssText, thing.attributes]).toEqual(["", { style: "top: 0" }]);
});
