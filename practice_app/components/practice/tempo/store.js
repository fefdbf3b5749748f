// @ts-check

/**
 * A value that can be watched.
 * @template T
 */
export class Store {
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {T} value */
  constructor(value) {
    this.value = value;
  }

  get = () => this.value;

  /** @param {T} value */
  set = (value) => {
    this.value = value;
    this.#listeners.forEach((listener) => listener());
  };

  /** @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
}
