import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withDb } from "../outbox/db.js";
import { saveSession } from "../outbox/queue.js";
import { details, emptied } from "../outbox/testing/finished.js";
import { FIRST_CAMERA } from "./camera.js";
import { Recorder } from "./recorder.js";

const SESSION = {
  id: "session-1",
  user_id: "ann",
  state: "review",
  created_at: 0,
  timezone: "UTC",
  details,
  timeline: null,
  client_updated_at: 0,
  rev: 1,
};

class Track extends EventTarget {
  constructor(kind) {
    super();
    this.kind = kind;
  }
  getSettings = () => ({});
  stop() {}
}

class Stream {
  active = true;
  constructor(tracks) {
    this.tracks = tracks;
  }
  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks.filter(({ kind }) => kind === "audio");
  getVideoTracks = () => this.tracks.filter(({ kind }) => kind === "video");
}

/** A browser's recorder: so many bytes a second of sound, so many of a film; or it refuses films. */
let bytes;
/** What this browser does wrong. */
let broken;
class FakeMediaRecorder {
  static isTypeSupported = () => true;
  state = "inactive";
  constructor(stream, { mimeType }) {
    this.kind = stream.getVideoTracks().length ? "video" : "audio";
    if (bytes[this.kind] === "refused") throw new DOMException("no", "NotSupportedError");
    this.mimeType = mimeType;
  }
  start(slice) {
    if (broken === "start") throw new DOMException("no", "UnknownError");
    this.state = "recording";
    this.timer = setInterval(() => this.state === "recording" && this.give(), slice);
  }
  give = () => this.ondataavailable({ data: new Blob([new Uint8Array(bytes[this.kind])]) });
  pause = () => (this.state = "paused");
  resume = () => (this.state = "recording");
  stop() {
    clearInterval(this.timer);
    this.state = "inactive";
    if (broken === "stop throws") throw new DOMException("no", "InvalidStateError");
    if (broken !== "no data") this.give();
    if (!broken) this.onstop();
  }
}

let told;
const filming = () =>
  new Recorder({
    sessionId: SESSION.id,
    elapsed: () => performance.now() / 1000,
    onState: () => {},
    camera: FIRST_CAMERA,
    onCamera: (film) => told.push(film),
  });
const pass = async (seconds) => {
  for (let i = 0; i < seconds * 4; i++) await vi.advanceTimersByTimeAsync(250);
};
/** What goes to the server: the kind and size of each recording. */
async function saved() {
  await saveSession(SESSION);
  const [recordings, chunks] = await withDb((db) => Promise.all([db.getAll("recordings"), db.getAll("chunks")]));
  expect(new Set(chunks.map(({ recording_id }) => recording_id))).toEqual(new Set(recordings.map(({ id }) => id)));
  return recordings.map(({ id, kind }) => [
    kind,
    chunks.filter((chunk) => chunk.recording_id === id).reduce((sum, { data }) => sum + data.byteLength, 0),
  ]);
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance", "setInterval", "clearInterval"] });
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("MediaRecorder", FakeMediaRecorder);
  vi.stubGlobal("MediaStream", Stream);
  const getUserMedia = async ({ video }) => new Stream([new Track("audio"), ...(video ? [new Track("video")] : [])]);
  vi.stubGlobal("navigator", { mediaDevices: Object.assign(new EventTarget(), { getUserMedia }) });
  bytes = { audio: 1_000, video: 50_000 };
  told = [];
  broken = "";
  await emptied();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a film is one recording; the sound beside its first second is gone", async () => {
  const recorder = filming();
  await recorder.open();
  await pass(5);
  await recorder.close();
  expect(told).toEqual(["on"]);
  expect(await saved()).toEqual([["video", 300_000]]);
});

test("a film that stays empty costs no sound", async () => {
  bytes.video = 0;
  const recorder = filming();
  await recorder.open();
  await pass(8);
  await recorder.close();
  expect(await saved()).toEqual([["audio", 9_000]]);
});

test("a browser that turns out not to film goes on with sound, and says so", async () => {
  bytes.video = 0;
  const recorder = filming();
  await recorder.open();
  await pass(20);
  await recorder.close();
  expect(told.at(-1)).toBe("unsupported");
  const recordings = await saved();
  expect(recordings.map(([kind]) => kind)).toEqual(["audio", "audio"]);
  expect(recordings[0][1] + recordings[1][1]).toBeGreaterThanOrEqual(20_000);
});

test("a browser that refuses to film goes on with sound", async () => {
  bytes.video = "refused";
  const recorder = filming();
  await recorder.open();
  await pass(3);
  await recorder.close();
  expect(told.at(-1)).toBe("unsupported");
  expect(await saved()).toEqual([["audio", 4_000]]);
});

test("a pause is a pause for both", async () => {
  bytes.video = 0;
  const recorder = filming();
  await recorder.open();
  await pass(2);
  recorder.pause();
  await pass(30);
  recorder.resume();
  await pass(2);
  await recorder.close();
  expect(await saved()).toEqual([["audio", 5_000]]);
});

const listening = (states) =>
  new Recorder({
    sessionId: SESSION.id,
    elapsed: () => performance.now() / 1000,
    onState: (state) => states.push(state),
    stopPatienceMs: 20,
  });

test("a recorder that cannot begin says so, can be tried again, and keeps nobody waiting", async () => {
  broken = "start";
  const states = [];
  const recorder = listening(states);
  await recorder.open();
  expect(states.at(-1)).toBe("failed");
  broken = "";
  await recorder.open();
  expect(states.at(-1)).toBe("on");
  await pass(2);
  await recorder.close();
  expect(await saved()).toEqual([["audio", 3_000]]);
});

test.each(["no stop", "no data", "stop throws"])(
  "a recorder that never says that it has stopped keeps nobody waiting: %s",
  async (how) => {
    const recorder = listening([]);
    await recorder.open();
    await pass(3);
    broken = how;
    await recorder.close();
    expect(await saved()).toEqual([["audio", how === "no stop" ? 4_000 : 3_000]]);
  },
);

test("what a recorder gives after it was given up does not change what is on its way", async () => {
  const recorder = listening([]);
  await recorder.open();
  await pass(2);
  broken = "no data";
  let late;
  vi.spyOn(FakeMediaRecorder.prototype, "stop").mockImplementation(function () {
    late = this;
    this.state = "inactive";
    clearInterval(this.timer);
  });
  await recorder.close();
  late.give();
  vi.restoreAllMocks();
  expect(await saved()).toEqual([["audio", 2_000]]);
});
