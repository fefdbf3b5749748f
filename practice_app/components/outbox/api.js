// @ts-check
// The REST API as the browser sees it: same origin, the session cookie, problem+json told as one kind of error.
import { retryAfterMs } from "./backoff.js";
import { within } from "./signals.js";

const BASE = "/api/v1";
const TIMEOUT_MS = 30_000;
/** A file that is sent whole has so long. */
const FILE_MS = 120_000;
/** A part of which not a byte has moved for so long goes over a connection that is dead without saying so. */
const STALLED_MS = 60_000;

/** What to do about an answer: nothing was reached, sign in, try later, or a person has to look. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 when nothing answered
   * @param {{code?: string, detail?: string, title?: string, errors?: {field: string}[], stored?: any} | null} [problem]
   * @param {number} [waitMs]
   */
  constructor(status, problem = null, waitMs = 0) {
    super(problem?.detail || problem?.title || `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
    this.code = problem?.code ?? "";
    this.waitMs = waitMs;
  }

  get signedOut() {
    return this.status === 401;
  }

  /** The same request may well succeed later: also when somebody who is leaving comes back. */
  get passing() {
    return this.code === "leaving" || this.status === 0 || this.status >= 500 || [408, 425, 429].includes(this.status);
  }
}

/** @param {Response} response */
async function bodyOf(response) {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/**
 * @param {{fetch?: typeof fetch, timeoutMs?: number}} [options]
 */
export function createApi({ fetch: send = (...args) => fetch(...args), timeoutMs = TIMEOUT_MS } = {}) {
  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @param {AbortSignal} [signal]
   * @returns {Promise<any>}
   */
  async function call(method, path, body, signal) {
    const whole = body instanceof Uint8Array;
    /** @type {Response} */
    let response;
    let answer;
    try {
      [response, answer] = await within(whole ? FILE_MS : timeoutMs, signal, async (ending) => {
        const came = await send(BASE + path, {
          method,
          credentials: "same-origin",
          cache: "no-store",
          headers:
            body === undefined ? {} : { "Content-Type": whole ? "application/octet-stream" : "application/json" },
          body: body === undefined ? undefined : whole ? /** @type {BodyInit} */ (body) : JSON.stringify(body),
          signal: ending,
        });
        return [came, await bodyOf(came)];
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ApiError(0);
    }
    if (response.ok) return answer;
    throw new ApiError(response.status, answer, retryAfterMs(response.headers.get("Retry-After")));
  }

  const id = encodeURIComponent;
  return {
    /** @param {AbortSignal} [signal] */
    me: (signal) => call("GET", "/me", undefined, signal),
    /** @param {string} [cursor] where the page before ended @param {AbortSignal} [signal] */
    pieces: (cursor, signal) =>
      call("GET", `/pieces?limit=100${cursor ? `&cursor=${id(cursor)}` : ""}`, undefined, signal),
    /** Those that hold the words of a title. @param {string} title @param {AbortSignal} [signal] */
    piecesLike: (title, signal) => call("GET", `/pieces?limit=100&q=${id(title.slice(0, 100))}`, undefined, signal),
    /** @param {AbortSignal} [signal] */
    sections: (signal) => call("GET", "/sections", undefined, signal),
    /** What is due today. @param {AbortSignal} [signal] */
    due: (signal) => call("GET", "/progress/due", undefined, signal),
    /** What was left alone for long. @param {AbortSignal} [signal] */
    neglected: (signal) => call("GET", "/progress/neglected", undefined, signal),
    /** What one was given to practise, the newest first. @param {AbortSignal} [signal] */
    homework: (signal) => call("GET", "/assignments?mine=true&limit=100", undefined, signal),
    /** What teachers said that is not ticked off. @param {AbortSignal} [signal] */
    toMind: (signal) => call("GET", "/feedback/open", undefined, signal),
    /** @param {string} assignment @param {{recording_id: string} | {session_id: string}} body @param {AbortSignal} [signal] */
    handIn: (assignment, body, signal) => call("POST", `/assignments/${id(assignment)}/hand-in`, body, signal),
    /** @param {number} minutes @param {AbortSignal} [signal] */
    plan: (minutes, signal) => call("POST", "/progress/plan", { minutes }, signal),
    /** @param {unknown} body @param {AbortSignal} [signal] */
    changeMe: (body, signal) => call("PATCH", "/me", body, signal),
    /** @param {AbortSignal} [signal] */
    quotas: (signal) => call("GET", "/me/quotas", undefined, signal),
    letUploadsGo: () => call("DELETE", "/me/uploads"),
    /** @param {AbortSignal} [signal] */
    tags: (signal) => call("GET", "/tags", undefined, signal),
    /** @param {unknown} body @param {AbortSignal} [signal] */
    createPiece: (body, signal) => call("POST", "/pieces", body, signal),
    /** @param {string} piece @param {unknown} body @param {AbortSignal} [signal] */
    createSection: (piece, body, signal) => call("POST", `/pieces/${id(piece)}/sections`, body, signal),
    /** @param {unknown} body @param {AbortSignal} [signal] */
    createTag: (body, signal) => call("POST", "/tags", body, signal),
    /** @param {string} session @param {unknown} body @param {AbortSignal} [signal] */
    putSession: (session, body, signal) => call("PUT", `/sessions/${id(session)}`, body, signal),
    /** @param {string} session @param {unknown} body @param {AbortSignal} [signal] */
    startRecording: (session, body, signal) => call("POST", `/sessions/${id(session)}/recordings`, body, signal),
    /** @param {string} recording @param {AbortSignal} [signal] */
    uploadedParts: (recording, signal) => call("GET", `/recordings/${id(recording)}/parts`, undefined, signal),
    /** @param {string} recording @param {number[]} numbers @param {AbortSignal} [signal] */
    signParts: (recording, numbers, signal) => call("POST", `/recordings/${id(recording)}/parts`, { numbers }, signal),
    /** @param {string} recording @param {Uint8Array<ArrayBuffer>} file @param {AbortSignal} [signal] */
    putMotion: (recording, file, signal) => call("PUT", `/recordings/${id(recording)}/motion`, file, signal),
    /** @param {string} recording @param {unknown} body @param {AbortSignal} [signal] */
    complete: (recording, body, signal) => call("POST", `/recordings/${id(recording)}/complete`, body, signal),
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */

/**
 * PUT one part straight to S3 and say how far it is.
 * @param {string} url presigned
 * @param {Uint8Array<ArrayBuffer> | Blob} bytes
 * @param {{signal?: AbortSignal, onProgress?: (sent: number) => void}} [options]
 * @returns {Promise<string>} the ETag S3 answered, empty when it does not show it
 */
export function putPart(url, bytes, { signal, onProgress } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    /** @type {ReturnType<typeof setTimeout>} */
    let patience;
    const moved = () => {
      clearTimeout(patience);
      patience = setTimeout(() => (reject(new ApiError(0)), abort()), STALLED_MS);
    };
    request.open("PUT", url);
    request.upload.onprogress = (event) => (moved(), onProgress?.(event.loaded));
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve(request.getResponseHeader("ETag") ?? "")
        : reject(new ApiError(request.status, { code: s3Code(request.responseText) }));
    request.onerror = () => reject(new ApiError(0));
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    request.onloadend = () => (clearTimeout(patience), signal?.removeEventListener("abort", abort));
    signal?.addEventListener("abort", abort);
    moved();
    request.send(bytes);
  });
}

/** @param {string} xml S3's error document */
const s3Code = (xml) => /<Code>(\w+)<\/Code>/.exec(xml)?.[1] ?? "";
