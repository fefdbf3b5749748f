// @ts-check
// Drains the outbox when there is a chance that it works, from one tab at a time, and tells every tab how it stands.
import { toastAtOnce } from "../ui/next_toast.js";
import { createApi } from "./api.js";
import { backoffMs } from "./backoff.js";
import { withDb } from "./db.js";
import { drain, ownRows } from "./drain.js";
import { refreshHomework } from "./homework.js";
import { lastUser, visible, whoAmI } from "./identity.js";
import { leave } from "./leaving.js";
import { tryLock } from "./locks.js";
import { connection, tooDear, wishWifiOnly } from "./metered.js";
import { free, hurry, setSessionState } from "./queue.js";

const POLL_MS = 60_000;
const HURRY_MS = 1_000;
const TELL_MS = 250;

/**
 * @typedef {{sent: number, total: number}} Progress
 * @typedef {{
 *   loaded: boolean,
 *   revision: number,
 *   userId: string | null,
 *   sessions: number,
 *   attention: number,
 *   signedIn: boolean | null,
 *   offline: boolean,
 *   sending: boolean,
 *   dear: boolean,
 *   departures: number,
 *   progress: Record<string, Progress>,
 * }} SyncState `revision` grows when what is stored may have changed; `signedIn` is null while the
 * server has not said; `sessions` counts those of this user that are saved here and not yet safe on the server;
 * `departures` grows when whoever was here is not any more: what is shown of them goes
 */

/** @type {SyncState} */
export const INITIAL_SYNC = {
  loaded: false,
  revision: 0,
  userId: null,
  sessions: 0,
  attention: 0,
  signedIn: null,
  offline: false,
  sending: false,
  dear: false,
  departures: 0,
  progress: {},
};

/**
 * What waits on this device for a user; of one who has signed out, also what is not finished: nobody else would say so.
 * @param {string | null} userId
 * @param {boolean} left
 */
async function tally(userId, left) {
  const { rows, sessions } = await withDb(async (db) => ({
    rows: await db.getAll("outbox"),
    sessions: await db.getAll("sessions"),
  }));
  const open = (/** @type {string} */ state) => left && (state === "open" || state === "review");
  const waits = (/** @type {import("./types").SessionRow} */ row) =>
    row.state === "saved" || (row.user_id === userId && open(row.state));
  const mine = sessions.filter((row) => waits(row) && !row.discarded_at && visible(row, userId));
  const ids = new Set(mine.map((row) => row.id));
  const stuck = rows.filter((row) => row.state === "attention" && row.session_id && ids.has(row.session_id));
  return { sessions: ids.size, attention: new Set(stuck.map((row) => row.session_id)).size };
}

const msg = (/** @type {string} */ text) => text;

/** @param {string} title of homework */
const notHandedIn = (title) =>
  toastAtOnce(msg("“{title}” is not open any more, so it was not handed in. Your session is safe."), { title });

/** @typedef {(action: () => void, ms: number) => () => void} Later answers what calls it off */
/** @type {Later} */
const inTime = (action, ms) => {
  const timer = setTimeout(action, ms);
  return () => clearTimeout(timer);
};

/** The installed app's icon says how many sessions wait. @param {number} sessions */
function badge(sessions) {
  const set = globalThis.navigator?.setAppBadge?.(sessions);
  set?.catch(() => {});
}

export class Sync {
  #state = INITIAL_SYNC;
  #badged = -1;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {Map<string, AbortController>} */
  #aborts = new Map();
  /** @type {BroadcastChannel | null} */
  #channel = null;
  #started = false;
  #busy = false;
  #again = false;
  /** A session was sent since homework was asked for. */
  #sent = false;
  /** Passes in a row that could not begin: nobody answered, or another tab was sending. */
  #misses = 0;
  /** Calls the next try off. */
  #forget = () => {};
  /** @type {() => void} */
  #settle = () => {};
  /** Sessions whose recordings go out whatever the connection costs. @type {Set<string>} */
  #allCosts = new Set();
  /** Resolves once the server has said who is signed in, or could not be asked. @type {Promise<void>} */
  settled = new Promise((resolve) => (this.#settle = resolve));
  /** @type {Set<(sessionId: string) => void>} */
  #sentListeners = new Set();

  /** @param {{api?: import("./api.js").Api, put?: typeof import("./api.js").putPart, later?: Later}} [options] */
  constructor({ api = createApi(), put, later = inTime } = {}) {
    this.api = api;
    this.put = put;
    this.later = later;
  }

  /** @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    this.launch();
    return () => void this.#listeners.delete(listener);
  };

  getSnapshot = () => this.#state;

  /** @param {(sessionId: string) => void} listener called when all of a session is on the server */
  onSent = (listener) => {
    this.#sentListeners.add(listener);
    return () => void this.#sentListeners.delete(listener);
  };

  /** @param {Partial<SyncState>} change @param {boolean} [tell] */
  #show(change, tell = true) {
    this.#state = { ...this.#state, ...change };
    if (this.#state.loaded && this.#state.sessions !== this.#badged) badge((this.#badged = this.#state.sessions));
    this.#listeners.forEach((listener) => listener());
    if (tell) this.#channel?.postMessage({ change });
  }

  /** Begin to watch for chances. Harmless when done twice, and on the server. */
  launch = () => {
    if (this.#started || typeof window === "undefined") return;
    this.#started = true;
    if (typeof BroadcastChannel !== "undefined") {
      this.#channel = new BroadcastChannel("woodshed-sync");
      this.#channel.onmessage = ({ data }) => this.#hear(data);
    }
    const visibleNow = () => document.visibilityState === "visible" && this.kick();
    const poll = () => (this.#state.sessions || this.#state.offline) && visibleNow();
    addEventListener(
      "online",
      () =>
        void hurry()
          .catch(() => {})
          .then(this.kick),
    );
    addEventListener("offline", () => this.#show({ offline: true }, false));
    document.addEventListener("visibilitychange", visibleNow);
    setInterval(poll, POLL_MS);
    connection()?.addEventListener?.("change", this.#weigh);
    if (!navigator.onLine) this.#show({ offline: true }, false);
    setTimeout(this.kick); // not at once: who subscribes first is just taking over the page
  };

  /** @param {{change?: Partial<SyncState>, sent?: string, left?: boolean}} news from another tab */
  #hear({ change, sent, left }) {
    if (change) this.#show(change, false);
    if (left && !("practising" in document.documentElement.dataset)) location.reload();
    if (sent) this.#sentListeners.forEach((listener) => listener(sent));
  }

  /** Try now, and once more when something came in meanwhile. */
  kick = async () => {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#again) {
        this.#forget();
        this.#again = false;
        this.#misses = (await this.#pass()) ? 0 : this.#misses + 1;
        if (!this.#again) await this.#comeBack(); // what is saved meanwhile is heard by the loop
      }
    } catch {
      // A device that cannot store says so where it is used.
    } finally {
      this.#busy = false;
    }
  };

  /** @returns {Promise<boolean>} false when it could not begin and has to be tried again */
  async #pass() {
    const { signedIn, left } = await whoAmI(this.api).finally(this.#settle);
    this.#show({ signedIn, offline: signedIn === null });
    await this.refresh(left);
    if (!signedIn) return signedIn === false;
    const release = await tryLock("outbox");
    if (!release) return false;
    try {
      await this.#drain();
      await this.#learn();
      return true;
    } finally {
      release();
      await this.refresh();
    }
  }

  /** What one was given to practise since; with what was just sent it stands otherwise. */
  async #learn() {
    const me = await lastUser();
    if (me && !me.left) await refreshHomework(this.api, me.id, { anew: this.#sent }).catch(() => {});
    this.#sent = false;
  }

  async #drain() {
    this.#show({ sending: true });
    try {
      const outcome = await drain({
        api: this.api,
        put: this.put,
        signalFor: this.#signalFor,
        maySend: this.#maySend,
        onProgress: this.#onProgress,
        onChange: () => void this.refresh(),
        onSent: this.#onSessionSent,
        onRefused: notHandedIn,
      });
      this.#show({ signedIn: outcome !== "signed-out", offline: outcome === "unreachable" });
    } finally {
      this.#show({ sending: false });
    }
  }

  /**
   * Set the clock for the next try, as long as anything waits. The browser's word that it is online again comes
   * once and often too early, so it is never the only chance.
   */
  async #comeBack() {
    const { signedIn, userId } = this.#state;
    if (signedIn === false) return;
    const unowned = this.#misses ? await ownRows(null) : [];
    const rows = free([...(await ownRows(userId)), ...unowned]).filter(this.#maySend);
    const times = rows.map((row) => row.not_before);
    if (!times.length) return;
    const wait = this.#misses ? backoffMs(this.#misses) : Math.min(...times) - Date.now();
    this.#forget = this.later(this.kick, Math.min(POLL_MS, Math.max(HURRY_MS, wait)));
  }

  /** @param {import("./types").OutboxRow} row */
  #maySend = (row) => row.kind !== "recording" || !tooDear() || this.#allCosts.has(row.session_id ?? "");

  /** The connection is another: stop what became too dear, go on with what no longer is. */
  #weigh = () => {
    const dear = tooDear();
    if (dear && !this.#state.dear) this.#aborts.forEach((abort, id) => id && !this.#allCosts.has(id) && abort.abort());
    this.#show({ dear });
    if (!dear) void this.kick();
  };

  /** Whether recordings wait while the connection is paid by its bytes. @param {boolean} wish */
  onlyWifi = (wish) => {
    wishWifiOnly(wish);
    this.#weigh();
  };

  /** Send this one now, whatever it costs. @param {string} sessionId */
  atAllCosts = (sessionId) => {
    this.#allCosts.add(sessionId);
    return this.release(sessionId);
  };

  /** @param {string | null} sessionId */
  #signalFor = (sessionId) => {
    const key = sessionId ?? "";
    const known = this.#aborts.get(key);
    if (known && !known.signal.aborted) return known.signal;
    const fresh = new AbortController();
    this.#aborts.set(key, fresh);
    return fresh.signal;
  };

  #toldAt = 0;

  /** @param {string} sessionId @param {number} sent @param {number} total of one recording */
  #onProgress = (sessionId, sent, total) => {
    const now = Date.now();
    if (sent < total && now - this.#toldAt < TELL_MS) return;
    this.#toldAt = now;
    this.#show({ progress: { ...this.#state.progress, [sessionId]: { sent, total } } });
  };

  /** @param {string} sessionId */
  #onSessionSent = (sessionId) => {
    this.#sent = true;
    this.#sentListeners.forEach((listener) => listener(sessionId));
    this.#channel?.postMessage({ sent: sessionId });
  };

  /** Count again what waits here. @param {boolean} [left] whoever was here is not any more */
  refresh = async (left = false) => {
    const me = await lastUser();
    const counted = await tally(me?.id ?? null, Boolean(me?.left));
    const userId = me && !me.left ? me.id : null;
    const { userId: before, revision, departures } = this.#state;
    const gone = left || (before !== null && before !== userId);
    this.#show({
      loaded: true,
      dear: tooDear(),
      revision: revision + 1,
      departures: departures + Number(gone),
      userId,
      ...counted,
    });
  };

  /** Somebody signed out here: their names go, and other tabs show nothing of theirs any more. */
  signedOut = async () => {
    await leave();
    this.#show({ signedIn: false });
    await this.refresh();
    this.#channel?.postMessage({ left: true });
  };

  /** Not now: stop sending a session and leave it on this device. @param {string} sessionId */
  hold = async (sessionId) => {
    await setSessionState(sessionId, "held");
    this.#aborts.get(sessionId)?.abort();
    await this.refresh();
  };

  /** Try a session again, whatever was said about it before. @param {string} sessionId */
  release = async (sessionId) => {
    await setSessionState(sessionId, "waiting");
    await this.kick();
  };
}

/** The one of this page. */
export const sync = new Sync();
