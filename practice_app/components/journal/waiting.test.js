import { expect, test } from "vitest";
import { asEntry, dayHere, dayOf, merged, waitingSeconds } from "./waiting.js";

const at = (iso) => Date.parse(iso);
function stored(id, iso, more = {}) {
  const started_at = at(iso);
  const ended_at = started_at + 1_800_000;
  return {
    id,
    started_at,
    timezone: "Asia/Seoul",
    elapsed_s: 1500,
    piece: "Gavotte",
    instrument: "violin",
    focus: [],
    unknown: true,
    state: "waiting",
    timeline: {
      started_at,
      ended_at,
      elapsed_s: 1500,
      intervals: [
        { started_at, ended_at: started_at + 600_000 },
        { started_at: started_at + 900_000, ended_at },
      ],
    },
    ...more,
  };
}

test("a session of this device is drawn as a line of the journal, on its own local day", () => {
  const entry = asEntry(stored("a", "2026-03-10T16:00:00Z"));
  expect(entry).toMatchObject({
    day: "2026-03-11",
    clock_s: 1800,
    elapsed_s: 1500,
    title: "Gavotte",
    played_s: null,
    waits: "waiting",
  });
  expect(entry.spans).toEqual([
    { kind: "clock", start_s: 0, end_s: 600 },
    { kind: "clock", start_s: 900, end_s: 1800 },
  ]);
});

test("it stands among the others by its time; one that the server has keeps the server's row", () => {
  const rows = [
    { id: "b", started_at: "2026-03-10T10:00:00Z", played_s: 12 },
    { id: "c", started_at: "2026-03-01T10:00:00Z" },
  ];
  const mine = [
    stored("a", "2026-03-05T10:00:00Z"),
    stored("b", "2026-03-10T10:00:00Z", { unknown: false }),
    stored("d", "2026-03-11T10:00:00Z", { state: "unclaimed" }),
  ];
  const shown = merged(rows, mine, "");
  expect(shown.map(({ id }) => id)).toEqual(["b", "a", "c"]);
  expect(shown[0]).toEqual({ ...rows[0], waits: "waiting" });
  expect(merged([], mine, "2026-03-05").map(({ id }) => id)).toEqual(["a"]);
});

test("sums count what the server cannot know yet, once", () => {
  const mine = [
    stored("today", "2026-03-11T03:00:00Z"),
    stored("known", "2026-03-11T04:00:00Z", { unknown: false }),
    stored("monday", "2026-03-09T03:00:00Z", { state: "held" }),
    stored("last month", "2026-02-27T03:00:00Z"),
    stored("whose", "2026-03-11T05:00:00Z", { state: "unclaimed" }),
  ];
  expect(["today", "week", "month"].map((span) => waitingSeconds(mine, span, "2026-03-11"))).toEqual([
    1500, 3000, 3000,
  ]);
  expect(waitingSeconds(mine, "week", "2026-03-15")).toBe(3000);
  expect(waitingSeconds(mine, "week", "2026-03-16")).toBe(0);
});

test("a week is the calendar's, and holds what was played on a day that is not here yet", () => {
  const mine = [stored("sunday", "2026-03-08T03:00:00Z"), stored("tomorrow", "2026-03-11T16:00:00Z")];
  expect(waitingSeconds(mine, "week", "2026-03-11", 1)).toBe(1500);
  expect(waitingSeconds(mine, "week", "2026-03-11", 7)).toBe(3000);
});

test("what was just practised far from home is today, before the server has it", () => {
  const now = at("2026-03-11T11:00:00Z"); // the 12th in Kiritimati
  const here = stored("here", "2026-03-11T10:30:00Z", { timezone: "Pacific/Kiritimati" });
  expect(dayHere([here], "2026-03-11", now)).toBe("2026-03-12");
  expect(waitingSeconds([here], "today", dayHere([here], "2026-03-11", now))).toBe(1500);
  expect(dayHere([{ ...here, unknown: false }], "2026-03-11", now)).toBe("2026-03-11");
  expect(dayHere([{ ...here, started_at: now - 2 * 86_400_000 }], "2026-03-11", now)).toBe("2026-03-11");
});

test("a zone that the browser doesn't know takes no page along", () => {
  expect(dayOf(at("2026-03-11T12:00:00Z"), "Etc/Unknown")).toBe(dayOf(at("2026-03-11T12:00:00Z")));
  expect(asEntry(stored("a", "2026-03-10T12:00:00Z", { timezone: "localtime" })).id).toBe("a");
});
