// Trusted Types: where a browser asks whether text may become markup or the address of a script, this alone says yes, to
// what came with the page and to files of ours. React writes a page's scripts as markup when it has to draw the page anew.
(() => {
  const types = self.trustedTypes;
  if (!types?.createPolicy) return;
  const tag = "scr" + "ipt"; // spelt so that neither the HTML parser nor React takes it for one here
  const brought = new Set([`<${tag}></${tag}>`]);
  const look = () => {
    for (const script of document.scripts) brought.add(script.text);
  };
  addEventListener("DOMContentLoaded", look, { once: true });
  const OURS = /^\/(?:pwa|sw|i18n\/[\w-]{1,20})\.js$/;
  const CATALOG = new RegExp(`^<${tag} src="/i18n/[\\w-]{1,20}\\.js"></${tag}>$`);
  /** @param {string} text */
  const came = (text) => {
    if (!brought.has(text)) look();
    return brought.has(text);
  };
  types.createPolicy("default", {
    // Without a tag it is text, whatever it says; as a script's it does not run, for createScript and the hashes are asked.
    createHTML: (/** @type {string} */ text) => (!text.includes("<") || CATALOG.test(text) || came(text) ? text : null),
    createScript: (/** @type {string} */ text) => (came(text) ? text : null),
    createScriptURL: (/** @type {string} */ address) => (OURS.test(address) ? address : null),
  });
})();
