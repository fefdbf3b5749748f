// @ts-check
// Which taps want something of the server, and whether it can be had: what cannot be done says so at once, instead of
// waiting unseen and happening all together once the network is back.

/** In the names of our own states' handlers; those of the framework have others. */
const OURS = ".practice_app___state___";

/** @typedef {{name?: string, event_actions?: Record<string, unknown>}} Deed */

/**
 * Whether these events ask something of the server for a person. What is marked `temporal` may be left out without a word.
 * @param {any} events one, several, or lists of them
 * @param {Record<string, unknown>} [actions]
 */
export function isDeed(events, actions = {}) {
  /** @type {Deed[]} */
  const all = [events].flat(Infinity).filter(Boolean);
  return !actions.temporal && all.some((one) => one.name?.includes(OURS) && !one.event_actions?.temporal);
}

/**
 * Let an event loop refuse deeds while nobody can be reached. Its own function may be replaced at any time.
 * @param {{addEvents: (events: any, args?: any, actions?: any) => unknown}} loop
 * @param {() => boolean} unreachable
 * @param {() => void} refuse
 * @returns {() => void} as it was
 */
export function guard(loop, unreachable, refuse) {
  let real = loop.addEvents;
  /** @param {any} events @param {any} args @param {any} actions */
  const through = (events, args, actions) => {
    if (!unreachable() || !isDeed(events, actions)) return real(events, args, actions);
    args?.[0]?.preventDefault?.();
    return refuse();
  };
  Object.defineProperty(loop, "addEvents", {
    configurable: true,
    enumerable: true,
    get: () => through,
    set: (next) => (real = next),
  });
  return () =>
    Object.defineProperty(loop, "addEvents", { configurable: true, enumerable: true, writable: true, value: real });
}
