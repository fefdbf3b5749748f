// @ts-check
// A session on this device in the words of the API.

import { timesOf } from "./homework.js";
import { shares, works } from "./names.js";
import { doneOf } from "./plan.js";
import { LENGTHS, lineOf, textOf } from "./text.js";

/** @param {number} ms */
const iso = (ms) => new Date(ms).toISOString();

/**
 * The body of `PUT /sessions/{id}`: the same row gives the same body, so sending it twice changes nothing.
 * @param {import("./types").SessionRow} session finished, so that its timeline is known
 */
export function sessionBody({ details, timeline, timezone, source, client_updated_at }) {
  if (!timeline) throw new Error("a running session cannot be sent");
  const { instrument, focus, mode, target_bpm, self_rating, note, tag_ids } = details;
  return {
    started_at: iso(timeline.started_at),
    ended_at: iso(timeline.ended_at),
    intervals: timeline.intervals.map(({ started_at, ended_at }) => ({
      started_at: iso(started_at),
      ended_at: iso(ended_at),
    })),
    instrument: lineOf(instrument, LENGTHS.instrument),
    focus: focus.map((word) => lineOf(word, LENGTHS.focus)).filter(Boolean),
    mode,
    target_bpm: target_bpm ?? undefined,
    self_rating: self_rating ?? undefined,
    note: textOf(note, LENGTHS.note),
    tag_ids: tag_ids ?? [],
    items: itemsOf(details, timeline.elapsed_s),
    plan: details.plan ? doneOf(details.plan, timeline.elapsed_s) : undefined,
    source: source ?? "timer",
    timezone,
    client_updated_at: iso(client_updated_at),
  };
}

/** @param {import("./types").Details} details @param {number} seconds */
function itemsOf(details, seconds) {
  const { homework } = details;
  const pieces = works(details).filter(({ piece_id }, i) => piece_id || (homework && !i));
  const each = shares(pieces, seconds);
  const drills = (details.drills ?? []).filter(({ section_id, at_s }) => section_id && at_s.length);
  const counted = (/** @type {string | null} */ id) => drills.find(({ section_id }) => section_id === id)?.at_s.length;
  const ofHomework = homework ? { assignment_id: homework.id } : {};
  const worked = pieces.map(({ piece_id, section_id, rating }, i) => ({
    piece_id: piece_id ?? undefined,
    section_id: section_id ?? undefined,
    seconds: each[i],
    repetitions: (i || !homework?.repetitions ? counted(section_id) : timesOf(details)) ?? 1,
    rating: rating ?? undefined,
    ...(i ? {} : ofHomework),
  }));
  const told = new Set(pieces.map(({ section_id }) => section_id));
  // What was drilled besides took its time from its piece, which has it already.
  const more = drills.filter(({ section_id }) => !told.has(section_id));
  return [
    ...worked,
    ...more.map(({ piece_id, section_id, at_s }) => ({ piece_id, section_id, seconds: 0, repetitions: at_s.length })),
  ];
}
