import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { readPart, storedBytes } from "../../outbox/parts.js";
import { emptied, details } from "../../outbox/testing/finished.js";
import { withDb } from "../../outbox/db.js";
import { saveSession } from "../../outbox/queue.js";
import { newEntry, timelineFrom } from "./entry.js";
import { keepFile, timesOfFile, typeOf } from "./file.js";

beforeEach(emptied);

test("a file's type is its own, or what its name says", () => {
  expect(typeOf("audio/x-m4a", "a.m4a")).toBe("audio/x-m4a");
  expect(typeOf("", "Take 3.WAV")).toBe("audio/wav");
  expect(typeOf("application/octet-stream", "take.opus")).toBe("audio/ogg");
  expect(typeOf("video/mp4", "clip")).toBe("video/mp4");
  expect(typeOf("application/ogg", "take.oga")).toBe("audio/ogg");
  expect(typeOf("text/plain", "take.tta")).toBe("");
  expect(typeOf("", "no ending")).toBe("");
});

test("a file was played until it was written", () => {
  const now = new Date("2026-03-10T18:00:00").getTime();
  const modified = new Date("2026-03-09T12:00:00").getTime();
  expect(timesOfFile({ modified, duration_s: 1200 }, now)).toMatchObject({
    day: "2026-03-09",
    start: "11:40",
    minutes: "20",
  });
  expect(timesOfFile({ modified: 0, duration_s: 0 }, now)).toMatchObject({
    day: "2026-03-10",
    start: "17:30",
    minutes: "30",
  });
  expect(timesOfFile({ modified: now + 9e9, duration_s: 60 }, now).start).toBe("17:59");
});

test.each([29, 61.4, 119.9, 0.6])(
  "a file of %s seconds makes a session of as many, unless somebody says otherwise",
  (duration_s) => {
    const modified = new Date("2026-03-09T12:00:00").getTime();
    const times = timesOfFile({ modified, duration_s });
    expect(timelineFrom(times)).toMatchObject({ elapsed_s: duration_s, ended_at: modified });
    expect(timelineFrom({ ...times, day: "2026-03-08" })).toMatchObject({ elapsed_s: duration_s });
    expect(timelineFrom({ ...times, minutes: "7" })).toMatchObject({
      elapsed_s: 420,
      started_at: modified - Math.round(duration_s * 1000),
    });
  },
);

test("a file becomes the recording of its session, byte for byte, and waits to be sent", async () => {
  const bytes = Uint8Array.from({ length: 2_500_000 }, (_, i) => (i * 7) % 256);
  const entry = newEntry({ day: "2026-03-09", start: "11:40", minutes: "20" }, details, {
    userId: "ann",
    lastUserId: "ann",
    sure: true,
  });
  await keepFile({ blob: new Blob([bytes]), type: "audio/mp4", name: "take.m4a", duration_s: 1200 }, entry);
  await saveSession(entry);
  const [recording] = await withDb((db) => db.getAllFromIndex("recordings", "by_session", entry.id));
  expect(recording).toMatchObject({ kind: "audio", mime_type: "audio/mp4", state: "recorded", duration_s: 1200 });
  expect(await storedBytes(recording.id)).toBe(bytes.length);
  expect(
    Buffer.from(await readPart(recording.id, 1_000_000, 1_500_000)).equals(Buffer.from(bytes.subarray(1_000_000))),
  ).toBe(true);
  expect((await withDb((db) => db.getAll("outbox"))).map(({ kind }) => kind).sort()).toEqual(["recording", "session"]);
});
