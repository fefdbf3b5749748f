// Runs before the first paint: theme, language, and whether somebody is signed in.
(() => {
  const root = document.documentElement;
  const page = (self.woodshed ??= /** @type {Woodshed} */ ({}));
  page.catalogs ??= {};
  /** @param {string} name */
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  /** @param {string} name */
  const cookie = (name) => {
    try {
      return document.cookie.match(`(?:^|; )(?:__Host-)?${name}=([^;]*)`)?.[1];
    } catch {
      return undefined;
    }
  };

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = (/** @type {unknown} */ chosen) => {
    const mode = typeof chosen === "string" ? chosen : (stored("theme") ?? "system");
    const evening = mode === "dark" || (mode !== "light" && dark.matches);
    const theme = evening ? "evening" : "daylight";
    if (root.dataset.theme === theme && root.dataset.mode === mode) return;
    Object.assign(root.dataset, { theme, mode });
    /** @type {HTMLMetaElement | null} */
    const bar = document.querySelector('meta[name="theme-color"]');
    if (bar) bar.content = evening ? "#1b1613" : "#fcf9f4";
  };
  page.paintTheme = paint;
  paint(undefined);
  dark.addEventListener("change", paint);

  if (cookie("woodshed_hint") === "1") root.dataset.signedIn = "";
  if ("signedIn" in root.dataset && stored("woodshed_unconfirmed")) root.dataset.unconfirmed = "";
  const [width, height] = stored("woodshed_journal_head")?.split(" ") ?? []; // components/journal/headroom.jsx
  if ("signedIn" in root.dataset && Number(width) === innerWidth && Number(height) > 0) {
    root.style.setProperty("--journal-head", `${Number(height)}px`);
  }

  // The take that one comes to comment on is asked for at once: its film waits for no script (player/media.js).
  const take = /^\/review\/([\w-]+)/.exec(location.pathname)?.[1];
  if (take) page.take = { id: take, answer: fetch(`/api/v1/recordings/${take}?analysis=false`) };
  page.take?.answer.catch(() => {});

  // A post's title and words stand there before any script (forum/ahead.jsx); no text becomes markup. All of its words are one
  // block, so that no paragraph, no bold word and no music of it is a larger paint later.
  const post = /^\/forum\/([\da-f-]{36})$/.exec(location.pathname)?.[1];
  if (post && "signedIn" in root.dataset) {
    const signs = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" });
    const plain = (/** @type {string} */ html) =>
      html
        .replace(/<\/(?:p|pre|h\d)>/g, "\n")
        .replace(/<[^>]*>/g, "")
        .replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => signs[name])
        .trim()
        .slice(0, 2500);
    const answer = fetch(`/api/v1/forum/posts/${post}`)
      .then((response) => (response.ok ? response.json() : Promise.reject()))
      .then((told) => ({ title: told.title, words: plain(told.body_html) }));
    const ahead = (page.ahead = { id: post, answer });
    answer.then(
      (told) => {
        page.ahead = { ...ahead, told };
        const fill = () => {
          for (const place of document.querySelectorAll("[data-ahead]:empty"))
            place.textContent = told[/** @type {HTMLElement} */ (place).dataset.ahead === "title" ? "title" : "words"];
        };
        fill(); // the end of the page may wait for a style sheet, and for a script after that
        document.addEventListener("readystatechange", fill);
      },
      () => {},
    );
  }

  // What somebody does before the page has come alive is kept, and done then: on a slow phone that is a while. React is asked
  // after us (capture): what wakes it is told to nobody else.
  /** @type {Record<string, any>} */
  const early = (page.early = {});
  document.addEventListener(
    "change",
    (event) => {
      const field = /** @type {HTMLInputElement} */ (event.target);
      if ("waits" in field.dataset) early[field.name] = field.value;
    },
    true,
  );
  document.addEventListener("submit", (event) => {
    if (!("waits" in /** @type {HTMLElement} */ (event.target).dataset)) return;
    event.preventDefault();
    early.form = true;
  });

  // Page translators wrap each text in elements of their own, and extensions move what is ours. React then looks for it in
  // vain and the page falls. What is held by a wrapper goes with its wrapper; what is gone is as good as removed.
  const { removeChild, insertBefore } = Node.prototype;
  /** @param {Node} parent @param {Node} child */
  const holderIn = (parent, child) => {
    /** @type {Node | null} */
    let holder = child;
    while (holder && holder.parentNode !== parent) holder = holder.parentNode;
    return holder;
  };
  /** @template {Node} Child @this {Node} @param {Child} child @returns {Child} */
  Node.prototype.removeChild = function (child) {
    if (child.parentNode === this) return /** @type {Child} */ (removeChild.call(this, child));
    const holder = child.nodeType === Node.TEXT_NODE ? holderIn(this, child) : null;
    if (holder) removeChild.call(this, holder);
    else if (child.parentNode) removeChild.call(child.parentNode, child);
    return child;
  };
  /** @template {Node} Child @this {Node} @param {Child} child @param {Node | null} before @returns {Child} */
  Node.prototype.insertBefore = function (child, before) {
    const place = before && before.parentNode !== this ? holderIn(this, before) : before;
    return /** @type {Child} */ (insertBefore.call(this, child, place));
  };

  // A tap is done again as soon as its button answers: React hands it what to do while it still draws, and hears of taps only
  // when the whole page stands. Reflex says so in `__reflex` (0.10.1, an effect of the page's root).
  const stands = () => "__reflex" in self;
  /** @param {Element} button */
  const drawnByReact = (button) => Object.keys(button).some((key) => key.startsWith("__reactProps"));
  // That of Reflex's banner is nobody's but its own.
  /** @param {HTMLElement} button */
  const answers = (button) => (drawnByReact(button) ? stands() : button.onclick !== null);
  /** @type {Set<HTMLElement>} */
  const tapped = new Set();
  // Where a page had to be drawn anew, another button stands in its place.
  /** @param {HTMLElement} button @returns {HTMLElement | null} */
  const twin = ({ dataset }) => (dataset.testid ? document.querySelector(`[data-testid="${dataset.testid}"]`) : null);
  /** @param {HTMLElement} button @returns {unknown} */
  const look = (button) => {
    const now = button.isConnected ? button : twin(button);
    if (now ? !answers(now) : !stands()) return setTimeout(look, 30, button);
    tapped.delete(button);
    now?.click();
  };
  /** @param {HTMLElement} button */
  const later = (button) => {
    if (!tapped.has(button)) look(button);
    tapped.add(button);
  };
  /** @param {Event} event */
  const buttonOf = (event) => /** @type {Element} */ (event.target).closest?.("button") ?? null;
  addEventListener(
    "click",
    (event) => {
      const button = buttonOf(event);
      if (!button || answers(button)) return;
      event.preventDefault(); // a form would be sent without us
      event.stopPropagation();
      later(button);
    },
    true,
  );
  // A button that was drawn anew under the finger gets no click.
  /** @type {HTMLElement | null} */
  let pressed = null;
  addEventListener(
    "pointerdown",
    (event) => {
      const button = buttonOf(event);
      pressed = button && !answers(button) ? button : null;
    },
    true,
  );
  addEventListener("pointerup", () => pressed && !pressed.isConnected && later(pressed), true);
  // A step on the pedal is done again, too: it means the big button of the practice page.
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== " " || event.repeat || event.target !== document.body) return;
      /** @type {HTMLElement | null} */
      const button = document.querySelector("[data-pedal]");
      if (!button || "hearsPedal" in root.dataset) return; // onPedal() of practice/pedal.js listens
      event.preventDefault();
      event.stopPropagation();
      later(button);
    },
    true,
  );

  // The Enter that ends a word being put together (Korean, Chinese, Japanese) ends nothing else: no form, no field. Safari
  // tells of it when the composition is over already, with the code 229.
  /** @param {KeyboardEvent} event */
  const composing = (event) => event.isComposing || event.keyCode === 229;
  /** @param {KeyboardEvent} event */
  const endsWord = (event) => {
    if (event.key !== "Enter" || !composing(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("keydown", endsWord, true);

  const known = __LANGUAGES__; // by the first part of a tag, as on the server (locales/choosing.py)
  /** @param {string | null | undefined} tag */
  const nearest = (tag) =>
    known[
      String(tag ?? "")
        .trim()
        .toLowerCase()
        .split(/[-_.@]/)[0]
    ];
  const wanted = [
    stored("woodshed_locale"),
    cookie("woodshed_locale"),
    ...(navigator.languages ?? [navigator.language]),
  ];
  page.locale = wanted.map(nearest).find(Boolean) ?? "en";
  root.lang = page.locale;

  // A calendar says which month it is before the server does. Written by hand: a phone's formatters wake slowly.
  const months = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ];
  const thisMonth = (now = new Date()) => {
    const [year, month] = [now.getFullYear(), now.getMonth()];
    if (page.locale === "ko") return `${year}년 ${month + 1}월`;
    return page.locale === "zh-Hant" ? `${year}年${month + 1}月` : `${months[month]} ${year}`;
  };
  page.thisMonth = thisMonth;
  page.nameMonth = (script) => {
    if (script.previousElementSibling) script.previousElementSibling.textContent = thisMonth();
  };
  if (page.locale === "en") return;

  const STORED =
    /^\/(?:(?:practice|add|plan|device|journal|pieces|calendar|settings|profile|children|family)?\/?|(?:sessions|pieces|compare)\/[^/]+\/?)$/;
  // Blocks on purpose, so that nobody sees English flash by; the file is small and stored for offline use.
  const tag = "scr" + "ipt"; // spelt so that neither the HTML parser nor React takes it for one here
  document.write(`<${tag} src="/i18n/${page.locale}.js"></${tag}>`);
  // Pages that a device may store need no more (pwa.py); what the others say besides is fetched when there is time (i18n.js).
  page.whole = !STORED.test(location.pathname);
  if (page.whole) document.write(`<${tag} src="/i18n/${page.locale}-more.js"></${tag}>`);
  const attributes = ["aria-label", "placeholder", "title", "alt", "content"];
  /** @param {Node} node */
  const translate = (node) => {
    const catalog = page.catalogs[page.locale];
    if (!catalog) return;
    if (node instanceof Text) {
      const text = catalog[node.data];
      if (typeof text === "string" && !node.parentElement?.closest("[translate=no],script,style")) node.data = text;
    } else if (node instanceof Element) {
      for (const name of attributes) {
        const text = catalog[node.getAttribute(name) ?? ""];
        if (typeof text === "string") node.setAttribute(name, text);
      }
      node.childNodes.forEach(translate);
    }
  };
  /** @param {MutationRecord[]} records */
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
