// @ts-check
// The token that a mail's link brought behind its `#`. It leaves the address at once, so that it gets into no picture of the
// screen, no bookmark and no event that tells the server where one is; reloading the page keeps it.

/** Remembers the last token that an address had, whatever else writes into the history meanwhile. */
export function keeper() {
  let last = "";
  /** @param {Pick<Window, "location" | "history">} page @returns {string} */
  return ({ location, history }) => {
    const given = new URLSearchParams(location.hash.slice(1)).get("token");
    if (given) history.replaceState({ ...history.state, mailed: given }, "", location.pathname + location.search);
    last = given || last || history.state?.mailed || "";
    return last;
  };
}

const taken = keeper();
if (globalThis.window?.location) taken(globalThis.window);

export const token = () => ({ token: taken(window) });
