import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { withDb } from "./db.js";
import { detailsOf, doneOf, dueWhen, knownHomework, knownToMind, refreshHomework, toPractise } from "./homework.js";
import { remember } from "./identity.js";
import { leave } from "./leaving.js";
import { sessionBody } from "./payload.js";
import { keepNot, leaveOut } from "./queue.js";
import { details, finished, T0 } from "./testing/finished.js";
import { count, fresh, later, rows, send, server } from "./testing/outbox.js";

const shift = {
  id: "hw-1",
  title: "The shift in bar 9",
  teacher: { display_name: "Clara" },
  piece: { title: "Partita", composer: "Bach" },
  piece_id: null,
  bars: [9, 12],
  target_bpm: 72,
  minutes: 30,
  repetitions: 20,
  due_on: "2026-01-05",
  note: "",
  status: "new",
  seconds: 0,
  repetitions_done: 0,
};
const scales = { ...shift, id: "hw-2", title: "Scales", piece: null, bars: null, repetitions: null, due_on: null };
const ann = { id: "ann", name: "Ann", instruments: [] };
const chosen = (pieces = []) => ({ ...details, ...detailsOf({ ...shift, piece_title: "Partita" }, pieces) });
const tapped = (times) => [
  { ...details, homework: "hw-1", given: true, at_s: Array.from({ length: times }, (_, i) => i) },
];
const learn = (how) => refreshHomework(server.api, "ann", how);

beforeEach(async () => {
  await fresh();
  await remember(ann);
  server.assignments = [scales, shift, { ...shift, id: "hw-3", status: "done" }];
});

test("what is open is on the device, the first due first, and is asked for again after a while", async () => {
  await learn();
  expect((await knownHomework("ann")).map(({ id }) => id)).toEqual(["hw-1", "hw-2"]);
  server.assignments = [shift];
  await learn();
  expect(await knownHomework("ann")).toHaveLength(2);
  await learn({ now: later() });
  expect(await knownHomework("ann")).toHaveLength(1);
});

test("it is whose it is: nobody else sees it, and it goes with a sign-out", async () => {
  await learn();
  expect(await knownHomework("bob")).toEqual([]);
  await leave();
  expect(await knownHomework("ann")).toEqual([]);
  await learn({ anew: true });
  expect(await knownHomework("ann")).toEqual([]);
});

test("a session of it begins with its piece as the student calls it, and its tempo", () => {
  const mine = { id: "p", title: "Partita in d", instrument: "violin" };
  expect(detailsOf({ ...shift, piece_id: "p" }, [mine])).toMatchObject({ piece_title: "Partita in d", target_bpm: 72 });
  expect(chosen()).toMatchObject({ piece_title: "Partita", plan: undefined });
});

test("what waits here is counted in, and what is handed in is not offered again", async () => {
  await learn();
  await finished("s", { told: { ...chosen(), drills: tapped(3) } });
  const [first] = await knownHomework("ann");
  expect(first).toMatchObject({ status: "started", seconds: 60, repetitions_done: 3 });
  expect(doneOf({ ...details, homework: first, drills: tapped(2) }, 65)).toEqual({ minutes: 2, times: 5 });
  await finished("s", { told: { ...chosen(), hand_in: true } });
  const known = await knownHomework("ann");
  expect(known[0].status).toBe("handed_in");
  expect(toPractise(known).map(({ id }) => id)).toEqual(["hw-2"]);
});

test("a session says for which homework it was, with a piece or without", () => {
  const timeline = { started_at: T0, ended_at: T0 + 60_000, intervals: [], elapsed_s: 60 };
  const body = (told) =>
    sessionBody({ timeline, client_updated_at: T0, timezone: "UTC", details: { ...chosen(), ...told } });
  expect(body({ piece_id: "p", drills: tapped(4) }).items).toEqual([
    { piece_id: "p", seconds: 60, repetitions: 4, assignment_id: "hw-1" },
  ]);
  expect(body({ also: [{ ...details, piece_id: "q" }] }).items).toEqual([
    { seconds: 30, repetitions: 0, assignment_id: "hw-1" },
    { piece_id: "q", seconds: 30, repetitions: 1 },
  ]);
});

test("a take is handed in when all of it has arrived, the longest of them, and the teacher is told by that alone", async () => {
  await finished("s", { recordings: [10, 20], told: { ...chosen(), keep: true, share: true, hand_in: true } });
  server.failOn("POST /recordings/s-take-1/complete", 503);
  expect(await send()).toBe("later");
  expect([server.handed, await count("outbox")]).toEqual([[], 2]);
  expect(await send({ now: later })).toBe("empty");
  expect(server.handed).toEqual([{ id: "hw-1", recording_id: "s-take-0" }]);
  expect(server.started.map(({ keep, shared }) => [keep, shared])).toEqual([
    [true, false],
    [true, false],
  ]);
  const [session] = await withDb((db) => db.getAll("sessions"));
  expect(session.state).toBe("sent");
});

test("with no network it waits; closed in the meantime, nothing waits for ever", async () => {
  await finished("s", { told: { ...chosen(), hand_in: true } });
  server.failOn("POST /assignments", "network");
  expect(await send()).toBe("unreachable");
  expect(await rows()).toMatchObject([{ kind: "hand_in", state: "waiting" }]);
  server.failOn("POST /assignments", 409, { body: { code: "closed", detail: "closed" } });
  const onRefused = vi.fn();
  expect(await send({ now: later, onRefused })).toBe("empty");
  expect(server.handed).toEqual([]);
  expect(onRefused).toHaveBeenCalledExactlyOnceWith(shift.title); // whoever practised hears of it
});

test("without the recording the session is handed in", async () => {
  const told = { ...chosen(), keep: true, hand_in: true };
  await finished("s", { recordings: [10], told });
  await leaveOut("s-take-0", "s");
  await finished("t", { recordings: [10], told });
  await keepNot("t");
  expect(await send()).toBe("empty");
  await finished("u", { recordings: [10], told });
  server.failOn("POST /assignments", 409, { body: { code: "not_kept", detail: "not kept" } });
  expect(await send()).toBe("empty");
  expect(server.handed.map(({ session_id }) => session_id).sort()).toEqual(["s", "t", "u"]);
});

test.each([
  ["2026-03-01", "past"],
  ["2026-03-02", "today"],
  ["2026-03-03", "tomorrow"],
  ["2026-03-08", "soon"],
  ["2026-03-09", "later"],
  [null, ""],
])("a day is said as people say it: %s", (day, said) => {
  expect(dueWhen(day, "2026-03-02")).toBe(said);
});

test("what was to mind of a piece is on the device, by the piece's name, and goes with a sign-out", async () => {
  const piece = { id: "p-1", user_id: "ann", title: "Sarabande", composer: "", instrument: null };
  await withDb((db) => db.put("pieces", piece));
  const said = {
    id: "f-1",
    session_id: "s-1",
    author: "Clara",
    text: "x".repeat(500),
    created_at: "2026-01-01T00:00:00Z",
  };
  server.toMind = [
    { ...said, piece_ids: ["p-1", "p-2"] },
    { ...said, id: "f-2", piece_ids: ["p-2"] },
  ];
  await learn();
  const [one, ...more] = await knownToMind("ann", "sarabande");
  expect([one.id, one.author, one.text.length, more]).toEqual(["f-1", "Clara", 200, []]);
  expect(await knownToMind("ann", "Partita")).toEqual([]);
  expect(await knownToMind("bob", "Sarabande")).toEqual([]);
  await leave();
  expect(await knownToMind("ann", "Sarabande")).toEqual([]);
});

test("how the teacher plays it is known on the device, though it is heard with a network only", async () => {
  const own = { kind: "moment", recording_id: "r", name: "Partita", mime_type: "video/webm", own: true, start_s: 12 };
  server.assignments = [{ ...shift, references: [own, { kind: "link", url: "https://example.org", own: false }] }];
  await learn();
  const [{ examples }] = await knownHomework("ann");
  expect(examples).toEqual([{ recording: "r", name: "Partita", film: true, from_s: 12, to_s: -1 }]);
});
