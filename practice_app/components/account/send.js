// Sends a form to the REST API and says in one shape how it went.

// Marks a text for translation where it is not shown yet.
export const msg = (text) => text;

const NOTHING = { fields: {}, message: null };

// → {ok: true, body} or {ok: false, fields: {name: sentence}, message: sentence | null}; sentences are message ids.
export async function send(path, body) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      credentials: "same-origin",
      body: JSON.stringify(body),
    });
  } catch {
    return { ok: false, ...NOTHING, message: msg("Woodshed can't be reached. What you typed is still here: try again.") };
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return { ok: true, body: answer };
  return { ok: false, ...explain(response.status, answer) };
}

// What a problem+json answer means for the form; its sentences are in the reader's language already.
export function explain(status, problem) {
  if (status >= 500) return { ...NOTHING, message: msg("Something went wrong on our side. Try again in a moment.") };
  const fields = {};
  for (const { field, detail } of problem.errors ?? []) fields[String(field).split(".").at(-1)] ??= detail;
  if (problem.field && problem.detail) fields[problem.field] ??= problem.detail;
  const message = Object.keys(fields).length ? null : (problem.detail ?? problem.title ?? null);
  return { fields, message };
}

// Where to go after signing in: a path of this site that was asked for, else home.
export function destination(search, origin) {
  const next = new URLSearchParams(search).get("next") ?? "/";
  try {
    const url = new URL(next, origin);
    return next.startsWith("/") && url.origin === origin ? url.pathname + url.search + url.hash : "/";
  } catch {
    return "/";
  }
}

