// @ts-check
// Sends a form to the REST API and says in one shape how it went.
import { keepRoom } from "./confirm_room.js";
import { proving } from "./proving.js";

/**
 * @typedef {{fields: Record<string, string>, message: string | null}} Refusal sentences are message ids
 * @typedef {{ok: boolean, body?: any, leaves?: boolean, code?: string} & Partial<Refusal>} Outcome `code`: of a refusal
 */

/** Marks a text for translation where it is not shown yet. @param {string} text */
export const msg = (text) => text;

/** @type {Refusal} */
const NOTHING = { fields: {}, message: null };

/**
 * → {ok: true, body} or {ok: false, fields: {name: sentence}, message: sentence | null}.
 * @param {string} path @param {object} [body] @param {string} [method] @returns {Promise<Outcome>}
 */
export async function send(path, body, method = "POST") {
  let response;
  try {
    response = await proving(() =>
      fetch(path, {
        method,
        headers: { "content-type": "application/json", accept: "application/json" },
        credentials: "same-origin",
        body: JSON.stringify(body),
      }),
    );
  } catch {
    return {
      ok: false,
      ...NOTHING,
      message: msg("Woodshed can't be reached. What you typed is still here: try again."),
    };
  }
  const answer = await response.json().catch(() => ({}));
  if (answer?.user?.email && !answer.user.email_verified) keepRoom(true); // somebody signs in: the next page has room for the word
  if (response.ok) return { ok: true, body: answer };
  return { ok: false, code: answer.code, ...explain(response.status, answer) };
}

// A sign-in that the browser did not keep is none: its cookies are blocked, and the next page would greet a visitor.
/** @param {Outcome} answer @param {boolean} signsIn @param {{cookie: string}} jar @returns {Outcome} */
export function staying(answer, signsIn, jar = globalThis.document) {
  if (!answer.ok || !signsIn || keeps(jar, "woodshed_hint=")) return answer;
  const message = msg(
    "This browser keeps no cookies, and without them nobody stays signed in. Allow cookies for this page and try again.",
  );
  return { ok: false, ...NOTHING, message };
}

/** @param {{cookie: string}} jar @param {string} cookie */
function keeps(jar, cookie) {
  try {
    return jar.cookie.includes(cookie);
  } catch {
    return false; // where a page may not even look
  }
}

// What a problem+json answer means for the form; its sentences are in the reader's language already.
/** @param {number} status @param {any} problem @returns {Refusal} */
export function explain(status, problem) {
  const resting = status === 503 && problem.detail; // it says in a sentence what rests
  if (status >= 500 && !resting)
    return { ...NOTHING, message: msg("Something went wrong on our side. Try again in a moment.") };
  /** @type {Record<string, string>} */
  const fields = {};
  for (const { field, detail } of problem.errors ?? [])
    if (detail) fields[String(field).split(".").at(-1) ?? ""] ??= detail;
  const only = String(problem.field ?? "")
    .split(".")
    .at(-1);
  if (only && problem.detail) fields[only] ??= problem.detail;
  const message = Object.keys(fields).length
    ? null
    : (problem.detail ?? problem.title ?? msg("That didn't work. Try again in a moment."));
  return { fields, message };
}

// The same for a form that has a place for errors beside these fields only: what belongs to none of them is said above it.
/** @param {Partial<Refusal>} refusal @param {string[]} names @returns {Refusal} */
export function placed({ fields = {}, message = null }, names) {
  const told = Object.entries(fields);
  const here = Object.fromEntries(told.filter(([name]) => names.includes(name)));
  const elsewhere = [...new Set(told.filter(([name]) => !names.includes(name)).map(([, said]) => said))];
  return { fields: here, message: message ?? (elsewhere.join(" ") || null) };
}
