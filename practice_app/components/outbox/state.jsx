// @ts-check
// How one session stands on its way to the server: in words, with a bar while it moves, with what can be done about it.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { storedSession } from "./stored.js";
import { sync } from "./sync.js";
import { useSync } from "./use.js";
import { Ways } from "./ways.jsx";

/** @param {number} bytes */
export const megabytes = (bytes) => Math.max(0.1, Math.round(bytes / 100_000) / 10);

/** @param {string} sessionId */
function useStored(sessionId) {
  const state = useSync();
  const [stored, setStored] = useState(/** @type {import("./stored.js").Stored | null} */ (null));
  useEffect(() => {
    storedSession(sessionId, state.userId).then(setStored, () => {});
  }, [sessionId, state.userId, state.revision]);
  return { stored, ...state };
}

/** @param {{sessionId: string}} props */
export function SessionState({ sessionId }) {
  const { stored, sending, progress, signedIn, offline, dear } = useStored(sessionId);
  if (!stored) return null;
  const { state } = stored;
  if (stored.locked) return <SignIn known />;
  if (state === "attention") return <Attention stored={stored} />;
  if (state === "held") return <Held sessionId={sessionId} />;
  if (state !== "waiting") return null;
  if (signedIn === false) return <SignIn />;
  if (offline) return <Waits />;
  if (stored.reason) return <NoRoom stored={stored} />;
  if (dear && !stored.unknown && !progress[sessionId]?.sent) return <Dear sessionId={sessionId} />;
  return (
    <Progress sessionId={sessionId} progress={sending ? progress[sessionId] : undefined} retryAt={stored.retryAt} />
  );
}

/** @param {{sessionId: string, progress?: import("./sync.js").Progress, retryAt: number}} props */
function Progress({ sessionId, progress, retryAt }) {
  const { t, number } = useText();
  const share = progress?.total ? progress.sent / progress.total : undefined;
  const later = !progress && retryAt > Date.now();
  return (
    <div className="grid gap-2" data-testid="upload-progress">
      <progress className="bar" max={1} value={share} aria-label={t("Sending")} />
      <div className="flex min-h-12 items-center justify-between gap-4">
        <p className="figures text-sm" role="status">
          {share === undefined
            ? later
              ? t("That did not work. It is tried again by itself.")
              : t("Sending…")
            : t("Sending: {percent} of {size} MB. Leave this page open.", {
                percent: number(share, { style: "percent" }),
                size: megabytes(progress?.total ?? 0),
              })}
        </p>
        <button
          type="button"
          className="btn btn-sm btn-quiet"
          data-testid="upload-cancel"
          onClick={() => sync.hold(sessionId)}
        >
          {t("Not now")}
        </button>
      </div>
    </div>
  );
}

/** @param {{tone: string, icon: string, testId: string, text: string, children?: import("react").ReactNode}} props */
function Notice({ tone, icon, testId, text, children }) {
  return (
    <div className="grid gap-3" data-testid={testId}>
      <p className={`notice ${tone}`} role="status">
        <span className={`icon ${icon}`} aria-hidden="true" />
        <span>{text}</span>
      </p>
      {children}
    </div>
  );
}

function Waits() {
  const { t } = useText();
  return (
    <Notice
      tone="notice-info"
      icon="icon-wifi-off"
      testId="upload-waits"
      text={t("Woodshed can't be reached just now. Your session goes out by itself as soon as it can.")}
    />
  );
}

/** @param {{sessionId: string}} props */
function Dear({ sessionId }) {
  const { t } = useText();
  return (
    <Notice
      tone="notice-info"
      icon="icon-pause"
      testId="upload-dear"
      text={t("The session has been sent. Its recording waits for Wi-Fi, as you wished.")}
    >
      <button type="button" className="btn btn-hairline btn-round" onClick={() => sync.atAllCosts(sessionId)}>
        {t("Send it now all the same")}
      </button>
    </Notice>
  );
}

// Who has been here before signs in; to somebody new one sentence says what an account keeps.
/** @param {{known?: boolean}} props `known`: it is somebody's who was signed in when it was practised */
function SignIn({ known = false }) {
  const { n, t } = useText();
  const { sessions, userId } = useSync();
  if (!userId && !known) return <Newcomer />;
  return (
    <Notice
      tone="notice-careful"
      icon="icon-lock"
      testId="upload-sign-in"
      text={n("Sign in to send {n} session.", "Sign in to send {n} sessions.", Math.max(1, sessions))}
    >
      <a className="btn btn-primary btn-stand" href="/login?next=/device" data-testid="upload-sign-in-link">
        {t("Sign in")}
      </a>
    </Notice>
  );
}

function Newcomer() {
  const { t } = useText();
  return (
    <Notice
      tone="notice-good"
      icon="icon-smartphone"
      testId="upload-sign-in"
      text={t(
        "An account listens to it, counts it, and keeps your journal on every device of yours. Until then it stays here.",
      )}
    >
      <a className="btn btn-primary btn-stand" href="/register?next=/device" data-testid="upload-sign-up-link">
        {t("Start your journal")}
      </a>
      <a className="btn btn-quiet" href="/login?next=/device" data-testid="upload-sign-in-link">
        {t("I have an account")}
      </a>
    </Notice>
  );
}

/** @param {{sessionId: string}} props */
function Held({ sessionId }) {
  const { t } = useText();
  return (
    <Notice
      tone="notice-info"
      icon="icon-pause"
      testId="upload-held"
      text={t("It stays on this device until you send it.")}
    >
      <Retry sessionId={sessionId} label={t("Send now")} />
    </Notice>
  );
}

/** What the server says, in the language that is read here now. @param {import("./stored.js").Stored} stored @param {(m: string) => string} t */
function said({ code, reason }, t) {
  if (code === "upload_gone") return t("Sending it was begun again and again, and it never came through.");
  if (code === "quota_kept")
    return t(
      "There is no more room for recordings that you keep. Delete some that you no longer need, or have this one heard without keeping it.",
    );
  if (code === "quota_day") return t("As much as goes in one day has been sent. It goes on by itself tomorrow.");
  if (code === "quota_uploads")
    return t("Too many uploads have not ended yet. Let them end, or let go of those that nobody needs.");
  return t(reason);
}

/** @param {{stored: import("./stored.js").Stored}} props */
function Attention({ stored }) {
  const { t } = useText();
  return (
    <Notice
      tone="notice-bad"
      icon="icon-circle-alert"
      testId="upload-attention"
      text={t("The server did not take it: {reason}", { reason: said(stored, t) })}
    >
      <Ways stored={stored}>
        <Retry sessionId={stored.id} label={t("Try again")} />
      </Ways>
    </Notice>
  );
}

/** It waits for room on the server; nothing is lost meanwhile. @param {{stored: import("./stored.js").Stored}} props */
function NoRoom({ stored }) {
  const { t } = useText();
  return (
    <Notice
      tone="notice-careful"
      icon="icon-pause"
      testId="upload-no-room"
      text={t("It waits safely on this device. {reason}", { reason: said(stored, t) })}
    >
      <Ways stored={stored}>
        <Retry sessionId={stored.id} label={t("Try again")} />
      </Ways>
    </Notice>
  );
}

/** @param {{sessionId: string, label: string}} props */
function Retry({ sessionId, label }) {
  return (
    <button
      type="button"
      className="btn btn-hairline btn-round"
      data-testid="upload-retry"
      onClick={() => sync.release(sessionId)}
    >
      {label}
    </button>
  );
}
