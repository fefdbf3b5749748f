// @ts-check
// What the form asks of the server: students, their pieces, templates, what a comment proposes; and what it sends.
import { explain, msg, send } from "../../ui/send.js";

/** @typedef {import("./draft.js").Asks} Asks */
/** @typedef {import("./draft.js").Piece} Piece */
/** @typedef {import("./draft.js").Point} Point */
/** @typedef {{ id: string, name: string, nextAt: string | null }} Person */
/** @typedef {Asks & { id: string, name: string }} Template */
/** @typedef {{ id: string, film: boolean, title: string, started_at: string, timezone: string, begins_s: number, duration_s: number, mime_type: string }} OwnTake */
/** @typedef {Asks & { feedback_id: string, student: { id: string, display_name: string }, next_class_at: string | null }} Proposal */

const V1 = "/api/v1";
const MOST_PAGES = 10;

/** What stands there, or nothing where that can't be known just now. @param {string} path @returns {Promise<any>} */
async function got(path) {
  try {
    const answer = await fetch(`${V1}${path}`, { headers: { accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** By name. @returns {Promise<Person[]>} */
export async function studentsOf() {
  /** @type {Person[]} */
  const people = [];
  let cursor = "";
  for (let n = 0; n < MOST_PAGES; n++) {
    const page = await got(`/students?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    for (const { user, next_class_at } of page?.items ?? [])
      people.push({ id: user.id, name: user.display_name, nextAt: next_class_at });
    cursor = page?.next_cursor ?? "";
    if (!cursor) break;
  }
  return people.sort((a, b) => a.name.localeCompare(b.name));
}

/** @param {string} student @returns {Promise<Piece[]>} */
export const piecesOf = async (student) => (await got(`/students/${student}/pieces?limit=100`))?.items ?? [];
/** Recordings of one's own that were kept, the newest first. @param {string} cursor @returns {Promise<{ items: OwnTake[], next_cursor: string | null } | null>} */
export const ownTakesOf = (cursor) =>
  got(`/assignments/recordings?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
/** @returns {Promise<Template[]>} */
export const templatesOf = async () => (await got("/assignments/templates"))?.items ?? [];
/** @param {string} feedback @returns {Promise<Proposal | null>} */
export const proposalOf = (feedback) => got(`/feedback/${feedback}/homework`);
/** @param {string} id @returns {Promise<(Asks & { id: string, student: { id: string } }) | null>} */
export const assignmentOf = (id) => got(`/assignments/${id}`);

/** @param {object} body */
export const give = (body) => send(`${V1}/assignments`, body);
/** @param {string} id @param {object} body */
export const change = (id, body) => send(`${V1}/assignments/${id}`, body, "PATCH");
/** @param {string} id @param {"close" | "reopen"} deed @param {string} text */
export const judge = (id, deed, text) => send(`${V1}/assignments/${id}/${deed}`, { text });
/** @param {object} body */
export const saveTemplate = (body) => send(`${V1}/assignments/templates`, body);
/** @param {string} id */
export const forgetTemplate = (id) => fetch(`${V1}/assignments/templates/${id}`, { method: "DELETE" });

/** Also while the page is left. @param {string} id @returns {Promise<boolean>} */
export const takeBack = (id) =>
  fetch(`${V1}/assignments/${id}`, { method: "DELETE", keepalive: true }).then(
    ({ ok, status }) => ok || status === 404,
    () => false,
  );

/** Send a sheet. @param {File} file @returns {Promise<{ point?: Point, wrong?: string }>} */
export async function sendFile(file) {
  try {
    const path = `${V1}/assignments/files?name=${encodeURIComponent(file.name.slice(0, 120))}`;
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": file.type || "application/octet-stream", accept: "application/json" },
      body: file,
    });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) return { point: { kind: "file", file_id: told.id, name: told.name, mime_type: told.mime_type } };
    const { message, fields } = explain(answer.status, told);
    return { wrong: message ?? Object.values(fields)[0] };
  } catch {
    return { wrong: msg("Woodshed can't be reached. What you typed is still here: try again.") };
  }
}
