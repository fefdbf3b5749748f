// Runs before the first paint: theme, language, and whether somebody is signed in.
(() => {
  const root = document.documentElement;
  const page = (self.woodshed ??= {});
  page.catalogs ??= {};
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const cookie = (name) => {
    try {
      return document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1];
    } catch {
      return undefined;
    }
  };

  const dark = matchMedia("(prefers-color-scheme: dark)");
  page.paintTheme = (chosen) => {
    const mode = typeof chosen === "string" ? chosen : (stored("theme") ?? "system");
    const evening = mode === "dark" || (mode !== "light" && dark.matches);
    const theme = evening ? "evening" : "daylight";
    if (root.dataset.theme === theme && root.dataset.mode === mode) return;
    Object.assign(root.dataset, { theme, mode });
    const bar = document.querySelector('meta[name="theme-color"]');
    if (bar) bar.content = evening ? "#1b1613" : "#fcf9f4";
  };
  page.paintTheme();
  dark.addEventListener("change", page.paintTheme);

  if (cookie("woodshed_hint") === "1") root.dataset.signedIn = "";

  // What somebody does before the page has come alive is kept, and done then: on a slow phone that is a while.
  page.early = {};
  document.addEventListener("change", ({ target }) => {
    if ("waits" in target.dataset) page.early[target.name] = target.value;
  });
  document.addEventListener("submit", (event) => {
    if (!("waits" in event.target.dataset)) return;
    event.preventDefault();
    page.early.form = true;
  });

  // Page translators wrap each text in elements of their own, and extensions move what is ours. React then looks for it in
  // vain and the page falls. What is held by a wrapper goes with its wrapper; what is gone is as good as removed.
  const { removeChild, insertBefore } = Node.prototype;
  const holderIn = (parent, child) => {
    let holder = child;
    while (holder && holder.parentNode !== parent) holder = holder.parentNode;
    return holder;
  };
  Node.prototype.removeChild = function (child) {
    if (child.parentNode === this) return removeChild.call(this, child);
    const holder = child.nodeType === Node.TEXT_NODE ? holderIn(this, child) : null;
    if (holder) removeChild.call(this, holder);
    else if (child.parentNode) removeChild.call(child.parentNode, child);
    return child;
  };
  Node.prototype.insertBefore = function (child, before) {
    return insertBefore.call(this, child, before && before.parentNode !== this ? holderIn(this, before) : before);
  };

  // A tap is done again as soon as its button answers.
  const answers = (button) => Object.keys(button).some((key) => key.startsWith("__reactProps"));
  const tapped = new Set();
  // Where a page had to be drawn anew, another button stands in its place.
  const twin = ({ dataset }) => dataset.testid && document.querySelector(`[data-testid="${dataset.testid}"]`);
  const look = (button) => {
    const now = button.isConnected ? button : twin(button) || button;
    if (!answers(now) && now.isConnected) return setTimeout(look, 30, button);
    tapped.delete(button);
    now.click();
  };
  const later = (button) => {
    if (!tapped.has(button)) look(button);
    tapped.add(button);
  };
  addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("button");
      if (!button || answers(button)) return;
      event.preventDefault(); // a form would be sent without us
      event.stopPropagation();
      later(button);
    },
    true,
  );
  // A button that was drawn anew under the finger gets no click.
  let pressed = null;
  addEventListener(
    "pointerdown",
    ({ target }) => {
      const button = target.closest?.("button");
      pressed = button && !answers(button) ? button : null;
    },
    true,
  );
  addEventListener("pointerup", () => pressed && !pressed.isConnected && later(pressed), true);
  // A step on the pedal is done again, too: it means the big button of the practice page.
  addEventListener("keydown", (event) => {
    const button = event.key === " " && !event.repeat && event.target === document.body && document.querySelector("[data-pedal]");
    if (!button || answers(button)) return;
    event.preventDefault();
    later(button);
  });

  // The Enter that ends a word being put together (Korean, Chinese, Japanese) ends nothing else: no form, no field. Safari
  // tells of it when the composition is over already, with the code 229.
  const composing = (event) => event.isComposing || event.keyCode === 229;
  const endsWord = (event) => {
    if (event.key !== "Enter" || !composing(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("keydown", endsWord, true);

  const known = __LANGUAGES__; // by the first part of a tag, as on the server (locales/choosing.py)
  const nearest = (tag) => known[String(tag ?? "").trim().toLowerCase().split(/[-_.@]/)[0]];
  const wanted = [stored("woodshed_locale"), cookie("woodshed_locale"), ...(navigator.languages ?? [navigator.language])];
  page.locale = wanted.map(nearest).find(Boolean) ?? "en";
  root.lang = page.locale;

  // A calendar says which month it is before the server does. Written by hand: a phone's formatters wake slowly.
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  page.thisMonth = (now = new Date()) => {
    const [year, month] = [now.getFullYear(), now.getMonth()];
    return { en: `${months[month]} ${year}`, ko: `${year}년 ${month + 1}월`, "zh-Hant": `${year}年${month + 1}月` }[page.locale];
  };
  page.nameMonth = (script) => {
    script.previousElementSibling.textContent = page.thisMonth();
  };
  if (page.locale === "en") return;

  // Blocks on purpose, so that nobody sees English flash by; the file is small and stored for offline use.
  const tag = "scr" + "ipt"; // spelt so that neither the HTML parser nor React takes it for one here
  document.write(`<${tag} src="/i18n/${page.locale}.js"></${tag}>`);
  const attributes = ["aria-label", "placeholder", "title", "alt", "content"];
  const translate = (node) => {
    const catalog = page.catalogs[page.locale];
    if (!catalog) return;
    if (node.nodeType === 3) {
      const text = catalog[node.data];
      if (typeof text === "string" && !node.parentElement?.closest("[translate=no],script,style")) node.data = text;
    } else if (node.nodeType === 1) {
      for (const name of attributes) {
        const text = catalog[node.getAttribute(name)];
        if (typeof text === "string") node.setAttribute(name, text);
      }
      node.childNodes.forEach(translate);
    }
  };
  const handle = (records) => {
    for (const record of records) {
      if (record.type === "characterData") translate(record.target);
      record.addedNodes.forEach(translate);
    }
  };
  const observer = new MutationObserver(handle);
  observer.observe(root, { childList: true, subtree: true, characterData: true });
  page.stopTranslatingMarkup = () => {
    handle(observer.takeRecords());
    observer.disconnect();
  };
})();
