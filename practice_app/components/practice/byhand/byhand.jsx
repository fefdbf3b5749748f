// @ts-check
// A session written in by hand: when, how long, what. Everything may be left as it stands but the minutes.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../../i18n.js";
import { toastOnNextPage } from "../../ui/next_toast.js";
import { KeepsNothing } from "../../outbox/nothing.jsx";
import { refreshKnown } from "../../outbox/pieces.js";
import { megabytes } from "../../outbox/state.jsx";
import { sync } from "../../outbox/sync.js";
import { useSync } from "../../outbox/use.js";
import { About, Keep } from "../fields.jsx";
import { firstWrong, SessionFields } from "../form.jsx";
import { Question } from "./editfoot.jsx";
import { altered, problemsOf } from "./entry.js";
import { ACCEPT, chosenFile, letGo, timesOfFile } from "./file.js";
import { forget, keep, opened, remember } from "./store.js";
import { When } from "./when.jsx";

/** @typedef {import("./store.js").Draft} Draft */
/** @typedef {import("./entry.js").Problems} Problems */

const PATIENCE_MS = 2_000;

/** Marks a text for translation where it is not shown yet. @param {string} text */
const msg = (text) => text;

/** What somebody wrote is shown to nobody else: the server says who is here, or is given up waiting for. */
const identified = () => Promise.race([sync.settled, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);

export function ByHandIsland() {
  const [draft, setDraft] = useState(/** @type {Draft | "gone" | "locked" | "nostore" | null} */ (null));
  const { signedIn, userId, departures } = useSync();
  useEffect(() => {
    setDraft(null);
    void identified()
      .then(() => opened(new URLSearchParams(location.search)))
      .then(setDraft, () => setDraft("nostore"));
  }, [departures]);
  useEffect(() => {
    if (signedIn && userId) refreshKnown(sync.api, userId).catch(() => {});
  }, [signedIn, userId]);
  if (draft === null) return <Skeleton />;
  if (draft === "gone") return <Gone />;
  if (draft === "locked") return <Locked />;
  if (draft === "nostore") return <KeepsNothing />;
  return <Form draft={draft} onChange={setDraft} />;
}

const Skeleton = () => (
  <div className="grid max-w-4xl gap-6" aria-hidden="true">
    <div className="bone h-10 w-56" />
    <div className="bone h-20" />
    <div className="bone h-20" />
    <div className="bone h-20" />
  </div>
);

function Locked() {
  const { t } = useText();
  return (
    <section className="empty mx-auto max-w-md px-6" data-testid="entry-locked">
      <h1>{t("Sign in to see it")}</h1>
      <p>{t("This session belongs to whoever was signed in here before. It waits here for them.")}</p>
      <a
        href={`/login?next=${encodeURIComponent(location.pathname + location.search)}`}
        className="btn btn-primary btn-round"
      >
        {t("Sign in")}
      </a>
    </section>
  );
}

function Gone() {
  const { t } = useText();
  return (
    <section className="empty mx-auto max-w-md" data-testid="entry-gone">
      <h1>{t("It has been sent")}</h1>
      <p>{t("This session is no longer waiting on this device. It can be changed in the journal.")}</p>
      <a href="/" className="btn btn-primary btn-round">
        {t("To the journal")}
      </a>
    </section>
  );
}

/** @param {{draft: Draft, onChange: (draft: Draft) => void}} props */
function Form({ draft, onChange }) {
  const { signedIn } = useSync();
  const [problems, setProblems] = useState(/** @type {Problems} */ ({}));
  const [state, setState] = useState("");
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  // A tag or a file comes a moment later: by then other things may have been written.
  const newest = useRef(draft);
  const [touched, setTouched] = useState(false);
  newest.current = draft;
  const alter = (/** @type {Partial<Draft>} */ change) => {
    const next = (newest.current = { ...newest.current, ...change });
    onChange(next);
    setTouched(true);
    void remember(next);
  };
  const when = (/** @type {Partial<Draft["times"]>} */ told) => {
    setProblems({});
    alter({ times: altered(newest.current.times, told) });
  };
  const save = async (/** @type {import("react").FormEvent} */ event) => {
    event.preventDefault();
    const found = problemsOf(draft.times);
    setProblems(found);
    if (Object.keys(found).length) return setState("wrong");
    if (!form.current?.checkValidity()) return void firstWrong(form.current);
    setState("busy");
    try {
      await keep(draft, signedIn);
      void sync.kick();
      toastOnNextPage(draft.stored ? msg("Session saved.") : msg("Session saved. It is marked as written in by hand."));
      location.assign(signedIn === false ? "/device" : "/");
    } catch {
      setState("failed");
    }
  };
  // Once what is wrong stands beside its field, that field is where one goes on.
  useEffect(() => {
    if (state === "wrong") setState(firstWrong(form.current) ? "" : state);
  }, [state]);
  return (
    <About.Provider
      value={{ details: draft.details, change: (told) => alter({ details: { ...newest.current.details, ...told } }) }}
    >
      <form
        ref={form}
        noValidate
        onSubmit={save}
        className="session-form grid max-w-4xl content-start gap-7"
        data-testid="entry-form"
      >
        <Head stored={Boolean(draft.stored)} />
        <SessionFields
          rated
          first={
            <>
              {draft.stored ? null : (
                <Recording
                  file={draft.file}
                  onChange={(file) => alter(file ? { file, times: { ...timesOfFile(file), own: "start" } } : { file })}
                />
              )}
              <When times={draft.times} problems={problems} onChange={when} />
            </>
          }
          last={draft.file ? <Keep /> : null}
        />
        <Foot draft={draft} state={state} touched={touched} />
      </form>
    </About.Provider>
  );
}

/** @param {{stored: boolean}} props */
function Head({ stored }) {
  const { t } = useText();
  return (
    <header className="grid gap-2">
      <h1>{stored ? t("Change this session") : t("Add a session")}</h1>
      <p className="quiet max-w-prose">
        {stored
          ? t("It has not been sent yet; what you change here goes out with it.")
          : t("For practice that Woodshed did not hear. It is marked as written in by hand.")}
      </p>
    </header>
  );
}

/** @param {{draft: Draft, state: string, touched: boolean}} props */
function Foot({ draft, state, touched }) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    if (draft.file) await letGo(draft.file).catch(() => {});
    if (!draft.stored) forget();
    location.assign(draft.stored ? "/device" : "/");
  };
  return (
    <div className="session-form-foot">
      {state === "failed" ? (
        <p role="alert" className="field-error">
          {t("This device could not store the session. It is still open here; free some space and save again.")}
        </p>
      ) : null}
      {asking ? (
        <Question
          text={draft.stored ? t("Throw away what you changed?") : t("Throw away what you wrote?")}
          onStay={() => setAsking(false)}
          onThrowAway={leave}
        />
      ) : (
        <div className="session-form-deeds">
          <button
            type="submit"
            className="btn btn-primary btn-stand"
            data-testid="entry-save"
            aria-busy={state === "busy"}
            disabled={state === "busy"}
          >
            {t("Save session")}
          </button>
          <button
            type="button"
            className="btn btn-quiet"
            data-testid="entry-cancel"
            onClick={() => (touched ? setAsking(true) : leave())}
          >
            {t("Cancel")}
          </button>
        </div>
      )}
    </div>
  );
}

/**
 * A recording made elsewhere, heard like one of Woodshed's own.
 * @param {{file: import("./file.js").Attached | null, onChange: (file: import("./file.js").Attached | null) => void}} props
 */
function Recording({ file, onChange }) {
  const { t, number, clock } = useText();
  const [lost, setLost] = useState(false);
  useEffect(() => setLost(new URLSearchParams(location.search).get("shared") === "failed"), []);
  const choose = async (/** @type {FileList | null} */ files) => files?.[0] && onChange(await chosenFile(files[0]));
  const drop = async () => {
    if (file) await letGo(file);
    onChange(null);
  };
  if (file)
    return (
      <div className="notice notice-info" data-testid="entry-file" data-bytes={file.blob.size}>
        <span className="icon icon-audio-lines" aria-hidden="true" />
        <span className="min-w-0">
          <span className="row-title block break-words">{file.name || t("A recording")}</span>
          <span className="quiet figures text-sm">
            {file.duration_s ? `${clock(file.duration_s)} · ` : ""}
            {t("{size} MB of sound", { size: number(megabytes(file.blob.size)) })}
          </span>
        </span>
        <button type="button" className="btn btn-sm btn-quiet justify-self-start" onClick={drop}>
          {t("Take it out")}
        </button>
      </div>
    );
  return (
    <div className="grid gap-3">
      {lost ? (
        <p role="alert" className="notice notice-careful">
          <span className="icon icon-triangle-alert" aria-hidden="true" />
          <span>{t("The shared file did not arrive. Choose it here, or share it once more.")}</span>
        </p>
      ) : null}
      <label className="btn btn-hairline chip-choice relative justify-self-start has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2">
        <span className="icon icon-upload" aria-hidden="true" />
        {t("Add a recording made elsewhere")}
        <input
          type="file"
          accept={ACCEPT}
          data-testid="entry-choose"
          className="absolute inset-0 cursor-pointer opacity-0"
          onChange={(event) => choose(event.target.files)}
        />
      </label>
    </div>
  );
}
