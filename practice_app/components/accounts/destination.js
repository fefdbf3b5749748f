// @ts-check
// Where to go after signing in: a path of this site that was asked for, else home.
//
// Whatever the text looks like, the browser's own reader of addresses says where it leads, and it must say the same of what
// is left of it (`/.//evil.example` is read as the path `//evil.example`, and that as another site).

/** @param {string} text @param {string} origin */
const resolved = (text, origin) => {
  try {
    return new URL(text, origin);
  } catch {
    return null;
  }
};

// No page of ours has these in its address; the server would read them as slashes and ends of lines.
const HIDDEN = ["%2f", "%5c", "%0", "%1", "//", "\\"];
/** @param {string} path */
const hides = (path) => HIDDEN.some((part) => path.toLowerCase().includes(part));

/** @param {string} wanted @param {string} origin */
export function ownPath(wanted, origin) {
  const url = resolved(wanted, origin);
  if (!url || url.origin !== origin || !wanted.startsWith("/") || hides(url.pathname)) return "/";
  const path = url.pathname + url.search + url.hash;
  return resolved(path, origin)?.href === url.href ? path : "/";
}

/** @param {string} search @param {string} origin */
export const destination = (search, origin) => ownPath(new URLSearchParams(search).get("next") ?? "/", origin);
