// In the JavaScript of 2009, so that a browser below the floor (practice_app/floor.py) reads it: there the page is one
// sentence. What follows in the page becomes hidden text, so that nothing of it runs.
(function () {
  /** @type {any} what an old browser lacks, the types take for granted */
  var page = window;
  /** @type {any} */
  var device = navigator;
  var script = page.HTMLScriptElement && page.HTMLScriptElement.supports;
  var knows = [
    script && page.HTMLScriptElement.supports("importmap"), // Safari 16.4, Firefox 108
    page.MathMLElement, // Chromium 109
    page.Promise && page.fetch && page.WebSocket,
    page.CSS && page.CSS.supports && page.CSS.supports("height", "1dvh"), // Safari 15.4, Firefox 101, Chromium 108
    page.Array.prototype.findLast && page.Array.prototype.at && page.structuredClone,
  ];
  for (var i = 0; i < knows.length; i++) {
    if (!knows[i]) return tell();
  }
  function tell() {
    var texts = __SENTENCES__;
    var wanted = String(device.language || device.userLanguage || "en")
      .toLowerCase()
      .split(/[-_]/)[0];
    var text = texts[wanted === "zh" ? "zh-Hant" : wanted] || texts.en;
    /** @type {any} */
    var markup =
      '<title>Woodshed</title><body><main><h1>Woodshed</h1><p id="too-old">' + text + "</p></main><plaintext hidden>";
    // Some of them take markup from a policy only (Chromium 83 to 108), as trusted.js has it for those above the floor.
    if (page.trustedTypes && page.trustedTypes.createPolicy) {
      markup = page.trustedTypes.createPolicy("default", { createHTML: String }).createHTML(markup);
    }
    document.write(markup);
    dress("body", "margin:0;background:#fcf9f4;color:#2b2119;font:18px/1.5 Georgia,serif");
    dress("main", "display:block;max-width:30em;margin:0 auto;padding:12% 24px");
    dress("h1", "font-weight:normal");
    dress("plaintext", "display:none");
  }
  // The policy of the page allows no style in markup.
  /** @param {string} name @param {string} style */
  function dress(name, style) {
    /** @type {any} */
    var found = document.getElementsByTagName(name)[0];
    if (found) found.style.cssText = style;
  }
})();
