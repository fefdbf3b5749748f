// @ts-check
// The metronome's beats of a session, as one of its recordings has them.

/** What the server takes of one recording. */
const MOST_GRIDS = 2_000;

/**
 * On the recording's own clock, without what lies outside it.
 * @param {import("./types").SessionRow | undefined} session
 * @param {import("./types").RecordingRow} recording
 * @returns {{grids: {start_s: number, bpm: number, beats: number}[], latency_s: number | null} | undefined} nothing where nothing clicked
 */
export function clickOf(session, { offset_s, duration_s }) {
  const grids = (session?.clicks ?? []).flatMap(({ start_s, bpm, beats }) => {
    const beat_s = 60 / bpm;
    const skipped = Math.min(beats, Math.max(0, Math.ceil((offset_s - start_s) / beat_s)));
    const begins = start_s + skipped * beat_s - offset_s;
    const heard = Math.min(beats - skipped, Math.floor((duration_s - begins) / beat_s) + 1);
    return heard > 0 ? [{ start_s: Math.round(begins * 1e5) / 1e5, bpm, beats: heard }] : [];
  });
  return grids.length ? { grids: grids.slice(0, MOST_GRIDS), latency_s: session?.click_latency_s ?? null } : undefined;
}
