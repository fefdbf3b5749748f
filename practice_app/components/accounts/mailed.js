// @ts-check
// The token that a mail's link brought behind its `#`. It leaves the address at once, so that it gets into no picture of the
// screen, no bookmark and no event that tells the server where one is; reloading the page keeps it.

/** @param {Pick<Window, "location" | "history">} page @returns {string} */
export function taken({ location, history }) {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) history.replaceState({ ...history.state, mailed: given }, "", location.pathname + location.search);
  return history.state?.mailed ?? "";
}

if (globalThis.window?.location) taken(globalThis.window);

export const token = () => ({ token: taken(window) });
