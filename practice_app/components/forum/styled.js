// @ts-check
// abcjs writes `style` attributes on what it measures letters with; the policy of our pages refuses those, and says so in
// the console. While it draws they are set as properties, which the policy allows.

/**
 * @template Made
 * @param {() => Made} draw what sets attributes before it comes back
 * @param {{ setAttribute: (name: string, value: string) => void }} [elements] what all elements have it from
 * @returns {Made}
 */
export function styledByProperty(draw, elements = Element.prototype) {
  const usual = elements.setAttribute;
  /** @this {any} @param {string} name @param {string} value */
  elements.setAttribute = function set(name, value) {
    if (name === "style") this.style.cssText = value;
    else usual.call(this, name, value);
  };
  try {
    return draw();
  } finally {
    elements.setAttribute = usual;
  }
}
