// @ts-check
// Reads the HTML that the server made and cleaned (`services/forum/markdown.py`) into a tree, for elements to be made of:
// the policy of our pages lets no text become markup. What is not on the list is left out here too.

/** @typedef {{ tag: string, props: Record<string, string>, children: Piece[] }} Element */
/** @typedef {Element | string} Piece */

const TAGS = new Set(
  "h2 h3 h4 h5 h6 p br hr ul ol li blockquote pre code span div em strong s a img table thead tbody tr th td".split(
    " ",
  ),
);
const EMPTY = new Set(["br", "hr", "img"]);
/** @type {Record<string, string>} */
const PROPS = {
  href: "href",
  title: "title",
  rel: "rel",
  src: "src",
  alt: "alt",
  loading: "loading",
  class: "className",
  start: "start",
  "data-film": "data-film",
  "data-moment": "data-moment",
};
const PARTS = /<(\/?)([a-z][a-z0-9]*)([^<>]*)>|([^<]+)/g;
const ATTRIBUTE = /([a-z-]+)="([^"]*)"/g;
const SAFE = /^(?:https?:|mailto:|#|\/(?![/\\]))/;
const PICTURE = /^\/forum\/pictures\/[0-9a-f-]+\.webp$/;
/** @type {Record<string, string>} */
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

/** @param {string} text */
const plain = (text) =>
  text.replace(/&(?:#(\d{1,7})|([a-z]{2,4}));/g, (all, code, name) =>
    code ? String.fromCodePoint(Math.min(Number(code), 0x10ffff)) : (SIGNS[name] ?? all),
  );

/** @param {string} written @returns {Record<string, string>} */
function propsOf(written) {
  /** @type {Record<string, string>} */
  const props = {};
  for (const [, name, value] of written.matchAll(ATTRIBUTE)) {
    const said = plain(value);
    if (!PROPS[name] || (name === "href" && !SAFE.test(said)) || (name === "src" && !PICTURE.test(said))) continue;
    props[PROPS[name]] = said;
  }
  return props;
}

/** @param {string} html @returns {Piece[]} */
export function read(html) {
  /** @type {Element} */
  const root = { tag: "", props: {}, children: [] };
  const open = [root];
  for (const [, closes, tag, more, text] of html.matchAll(PARTS)) {
    const top = open[open.length - 1];
    if (text !== undefined) top.children.push(plain(text));
    else if (closes) {
      if (open.length > 1 && top.tag === tag) open.pop();
    } else if (TAGS.has(tag)) {
      const made = { tag, props: propsOf(more), children: [] };
      top.children.push(made);
      if (!EMPTY.has(tag)) open.push(made);
    }
  }
  return root.children;
}

/**
 * The music that a block of the server's holds; empty for any other piece.
 * @param {Piece} piece
 */
export function notation(piece) {
  if (typeof piece === "string" || piece.tag !== "pre") return "";
  const [code] = piece.children;
  if (!code || typeof code === "string" || code.props.className !== "abc") return "";
  return code.children.filter((child) => typeof child === "string").join("");
}

/** @param {string} text */
export const titleOf = (text) => /^T:[ \t]*(\S[^\r\n]*)/m.exec(text)?.[1].trim() ?? "";

/**
 * The notes alone: how large and how wide they are drawn is the page's to say.
 * @param {string} text
 */
export const withoutDirectives = (text) => text.replace(/^(?:%%|I:)[^\r\n]*$/gm, "").replace(/\[I:[^\]]*\]/g, "");
