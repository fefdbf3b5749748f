// Sessions that lie on this device beside those of the journal. Pure: what is drawn, where, and how it adds up.

const DAY_MS = 86_400_000;

const two = (value) => String(value).padStart(2, "0");

// The musician's own day of a moment, "2026-11-21". Here and now it needs none of the browser's formatters, which wake slowly.
export function dayOf(moment, timeZone) {
  const date = new Date(moment);
  if (timeZone) return date.toLocaleDateString("sv", { timeZone });
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

// A session of this device in the shape of the journal's rows, with its state as `waits`.
export function asEntry(stored) {
  const { timeline, started_at } = stored;
  const at = (moment) => (moment - started_at) / 1000;
  return {
    id: stored.id,
    started_at: new Date(started_at).toISOString(),
    timezone: stored.timezone,
    day: dayOf(started_at, stored.timezone),
    clock_s: timeline ? Math.max(1, (timeline.ended_at - started_at) / 1000) : 0,
    elapsed_s: stored.elapsed_s,
    played_s: null,
    title: stored.piece,
    instrument: stored.instrument,
    focus: stored.focus,
    listening: "",
    spans: (timeline?.intervals ?? []).map((i) => ({ kind: "clock", start_s: at(i.started_at), end_s: at(i.ended_at) })),
    waits: stored.state,
  };
}

// The journal's rows with those of this device among them, newest first. What the server has keeps its row and says
// only how far its recording is; `chosen` is a day, or nothing for all.
export function merged(entries, list, chosen) {
  const mine = new Map(list.filter(({ state }) => state !== "unclaimed").map((stored) => [stored.id, stored]));
  const theirs = entries.map((entry) => {
    const stored = mine.get(entry.id);
    mine.delete(entry.id);
    return stored ? { ...entry, waits: stored.state } : entry;
  });
  const own = [...mine.values()].map(asEntry).filter((entry) => !chosen || entry.day === chosen);
  return [...own, ...theirs].sort((a, b) => Date.parse(b.started_at) - Date.parse(a.started_at));
}

// Seconds by the clock on this device that the server's sum of a span cannot have yet.
export function waitingSeconds(list, span, today) {
  const from = { today: () => today, week: () => monday(today), month: () => `${today.slice(0, 7)}-01` }[span]();
  const counts = ({ unknown, state, started_at, timezone }) => {
    const day = dayOf(started_at, timezone);
    return unknown && state !== "unclaimed" && day >= from && day <= today;
  };
  return list.filter(counts).reduce((sum, { elapsed_s }) => sum + elapsed_s, 0);
}

function monday(day) {
  const at = Date.parse(day);
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10);
}
