// @ts-check
// A device in a known state.
import { write } from "../db.js";
import { NO_WORK } from "../names.js";
import { saveSession } from "../queue.js";

const STORES = /** @type {const} */ ([
  "sessions",
  "events",
  "recordings",
  "chunks",
  "motion",
  "outbox",
  "pieces",
  "sections",
  "tags",
  "meta",
]);

/** Nothing on this device. */
export const emptied = () =>
  write([...STORES], async (tx) => void (await Promise.all(STORES.map((store) => tx.objectStore(store).clear()))));

export const T0 = Date.UTC(2026, 0, 2, 17);
export const details = {
  ...NO_WORK,
  instrument: "violin",
  also: [],
  tag_ids: [],
  focus: [],
  note: "",
  mode: "normal",
  target_bpm: null,
  self_rating: null,
  keep: false,
};
const timeline = {
  state: "stopped",
  started_at: T0,
  ended_at: T0 + 60_000,
  elapsed_s: 60,
  divergence_s: 0,
  intervals: [{ started_at: T0, ended_at: T0 + 60_000 }],
};

/**
 * A finished session on this device with takes of these sizes.
 * @param {string} [id]
 * @param {{user?: string, recordings?: number[], told?: object}} [of] `told`: what else was said of it
 */
export async function finished(id = "session-1", { user = "ann", recordings = [], told = {} } = {}) {
  const session = {
    id,
    user_id: user,
    last_user_id: user,
    state: "review",
    created_at: T0,
    timezone: "Asia/Seoul",
    details: { ...details, ...told },
    timeline,
    client_updated_at: T0,
    rev: 1,
  };
  await write(["sessions", "recordings", "chunks"], async (tx) => {
    await tx.objectStore("sessions").put(session);
    for (const [i, size] of recordings.entries()) {
      const recording = `${id}-take-${i}`;
      await tx.objectStore("recordings").put({
        id: recording,
        session_id: id,
        kind: "audio",
        mime_type: "audio/webm",
        offset_s: 0,
        duration_s: 60,
        created_at: T0,
        settings: {},
        state: "recorded",
        etags: {},
        restarts: 0,
      });
      const data = new Uint8Array(size).fill(7).buffer;
      if (size) await tx.objectStore("chunks").put({ recording_id: recording, offset: 0, data });
    }
  });
  await saveSession(session);
}
