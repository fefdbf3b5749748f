// @ts-check
// Room for the word about an address that is not confirmed, from the first paint on (components/shell/inline/head.js),
// so that a page does not move when the server has said that it is needed. The device remembers; nothing depends on it.

const KEY = "woodshed_unconfirmed";

/** @param {boolean} wanted */
export function keepRoom(wanted) {
  const { dataset } = document.documentElement;
  if (wanted) dataset.unconfirmed = "";
  else delete dataset.unconfirmed;
  try {
    if (wanted) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {
    // where nothing is kept the page moves
  }
}

export const hasRoom = () => "unconfirmed" in document.documentElement.dataset;
