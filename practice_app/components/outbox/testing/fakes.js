// @ts-check
// A server and an S3 for the tests: they keep what they are sent and fail on request.
import { createApi, ApiError } from "../api.js";

/** @param {number} status @param {unknown} [body] @param {Record<string, string>} [headers] */
const answer = (status, body, headers) =>
  new Response(status === 204 ? null : JSON.stringify(body ?? {}), { status, headers });

export class FakeServer {
  user = "ann";
  /** @type {Map<string, any>} */
  sessions = new Map();
  /** @type {Map<string, any>} */
  recordings = new Map();
  /** @type {Map<string, Map<number, Uint8Array>>} uploads by recording */
  s3 = new Map();
  /** @type {any[]} */
  pieces = [];
  /** @type {any[]} */
  sections = [];
  /** @type {any[]} */
  tags = [];
  /** @type {any[]} */
  assignments = [];
  /** @type {any[]} */
  toMind = [];
  /** @type {any[]} what was handed in */
  handed = [];
  /** @type {string[]} */
  calls = [];
  /** @type {{call: string, body: any}[]} */
  bodies = [];
  /** @type {{match: string, times: number, fail: () => Response}[]} */
  faults = [];
  /** @type {any[]} each time a recording was started */
  started = [];
  /** @type {Map<string, Uint8Array>} what was felt beside each */
  motions = new Map();
  partSize = 5_242_880;
  puts = 0;
  atOnce = 0;
  mostAtOnce = 0;
  api = createApi({ fetch: (url, init) => this.fetch(String(url), init) });

  /** @param {string} match of "METHOD /path" @param {number | "network"} status @param {{times?: number, headers?: Record<string, string>, body?: unknown}} [how] */
  failOn(match, status, { times = 1, headers, body } = {}) {
    const fail = () => {
      if (status === "network") throw new TypeError("Failed to fetch");
      return answer(status, body ?? { status, detail: `said ${status}` }, headers);
    };
    this.faults.push({ match, times, fail });
  }

  /** @param {string} call */
  #fault(call) {
    const fault = this.faults.find(({ match, times }) => times > 0 && call.startsWith(match));
    if (!fault) return null;
    fault.times -= 1;
    return fault.fail();
  }

  /** @param {string} url @param {RequestInit} [init] */
  async fetch(url, init = {}) {
    const path = url.replace("/api/v1", "");
    const call = `${init.method} ${path}`;
    this.calls.push(call);
    const failed = this.#fault(call);
    if (failed) return failed;
    if (!this.user) return answer(401, { status: 401, detail: "not signed in" });
    const file = init.body instanceof Uint8Array;
    const body = file ? init.body : init.body ? JSON.parse(String(init.body)) : null;
    this.bodies.push({ call, body });
    return this.#route(`${init.method} ${path.replace(/^(\/\w+)\/[^/]+/, "$1/:id")}`, path.split("/")[2], body);
  }

  /** @param {string} route @param {string} id @param {any} body */
  #route(route, id, body) {
    const upload = this.s3.get(id);
    switch (route.replace(/&q=.*/, "")) {
      case "GET /me":
        return answer(200, { id: this.user, display_name: this.user });
      case "PUT /sessions/:id":
        this.sessions.set(id, { ...body, user: this.user });
        return answer(201, body);
      case "POST /sessions/:id/recordings":
        if (!this.sessions.has(id)) return answer(404);
        this.started.push(body);
        this.recordings.set(body.id, { ...body, status: "uploading" });
        if (body.fresh) this.s3.delete(body.id);
        if (!this.s3.has(body.id)) this.s3.set(body.id, new Map());
        return answer(201, { recording: body, part_size: this.partSize });
      case "GET /recordings/:id/parts":
        if (!upload) return answer(409, { code: "upload_gone", detail: "forgotten" });
        return answer(200, { uploaded: [...upload].map(([number, data]) => ({ number, bytes: data.length })) });
      case "POST /recordings/:id/parts":
        return answer(200, {
          parts: body.numbers.map((/** @type {number} */ n) => ({ number: n, url: `s3/${id}/${n}` })),
        });
      case "PUT /recordings/:id/motion":
        this.motions.set(id, body);
        return answer(204);
      case "POST /recordings/:id/complete":
        return this.#complete(id, body);
      case "GET /pieces?limit=100":
        return answer(200, { items: this.pieces, next_cursor: null });
      case "GET /assignments?mine=true&limit=100":
        return answer(200, { items: this.assignments, next_cursor: null });
      case "GET /feedback/:id":
        return answer(200, { items: this.toMind, next_cursor: null });
      case "POST /assignments/:id/hand-in":
        this.handed.push({ id, ...body });
        return answer(200, { id });
      case "GET /sections":
        return answer(200, { items: this.sections, next_cursor: null });
      case "GET /tags":
        return answer(200, { items: this.tags, next_cursor: null });
      case "POST /pieces":
        return answer(201, { ...body, id: `server-${body.id}` });
      case "POST /pieces/:id/sections":
        return answer(201, { ...body, piece_id: id, id: `server-${body.id}` });
      case "POST /tags":
        if (this.tags.some((tag) => tag.name === body.name)) return answer(409, { code: "name_taken" });
        return answer(201, body);
      default:
        return answer(404, { detail: `no route ${route}` });
    }
  }

  /** @param {string} id @param {{bytes: number, sha256?: string}} body */
  #complete(id, { bytes, sha256 }) {
    if (this.take(id).length !== bytes) return answer(409, { code: "upload_incomplete" });
    Object.assign(this.recordings.get(id), { status: "queued", sha256 });
    return answer(202, this.recordings.get(id));
  }

  /** What S3 has of a recording, put together. @param {string} id */
  take(id) {
    const parts = [...(this.s3.get(id) ?? [])].sort(([a], [b]) => a - b).map(([, data]) => data);
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
    return whole;
  }

  /** S3's side of a presigned PUT. @type {typeof import("../api.js").putPart} */
  put = async (url, bytes, { onProgress } = {}) => {
    this.puts += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    await new Promise((done) => setTimeout(done, 1));
    this.atOnce -= 1;
    const failed = this.#fault(`S3 ${url}`);
    if (failed) throw new ApiError(failed.status === 599 ? 0 : failed.status);
    const [, id, number] = url.split("/");
    const upload = this.s3.get(id);
    if (!upload) throw new ApiError(404, { code: "NoSuchUpload" });
    upload.set(Number(number), bytes.slice());
    onProgress?.(bytes.length);
    return `"${number}"`;
  };
}
