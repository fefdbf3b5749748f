// Where arrow keys lead from the field and its rows, and what the address of a search is.

/**
 * The row that a step leads to; -1 is the field, below the last row there is nothing.
 * @param {number} here @param {number} step @param {number} rows
 */
export function next(here, step, rows) {
  return Math.max(-1, Math.min(rows - 1, here + step));
}

/**
 * An address that asks for these words, all else as it was.
 * @param {string} address @param {string} words
 */
export function carrying(address, words) {
  const url = new URL(address);
  if (words) url.searchParams.set("q", words);
  else url.searchParams.delete("q");
  return url.pathname + url.search + url.hash;
}

/**
 * The words that an address asks for.
 * @param {string} address
 */
export function asksFor(address) {
  return (new URL(address).searchParams.get("q") ?? "").trim().slice(0, 100);
}
