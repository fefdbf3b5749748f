// @ts-check
// Ends that several things may bring about, for browsers without `AbortSignal.any` and `timeout` (Safari before 17.4).

/**
 * Aborts as soon as one of them does.
 * @param {...(AbortSignal | undefined)} signals
 * @returns {AbortSignal}
 */
export function anyOf(...signals) {
  const together = new AbortController();
  for (const signal of signals) {
    if (!signal) continue;
    const end = () => together.abort(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true, signal: together.signal });
  }
  return together.signal;
}

/**
 * Do something that must end by itself after so long; its timer ends with it.
 * @template T
 * @param {number} ms
 * @param {AbortSignal | undefined} signal what may end it sooner
 * @param {(signal: AbortSignal) => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function within(ms, signal, action) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException("It took too long.", "TimeoutError")), ms);
  try {
    return await action(anyOf(signal, limit.signal));
  } finally {
    clearTimeout(timer);
    limit.abort(); // lets go of the longer-lived signal
  }
}
