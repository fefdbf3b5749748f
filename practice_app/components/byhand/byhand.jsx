// @ts-check
// A session written in by hand: when, how long, what. Everything may be left as it stands but the minutes.
import { useEffect, useId, useRef, useState } from "react";
import { useText } from "$/public/external/practice_app/i18n/i18n.js";
import { refreshKnown } from "../outbox/pieces.js";
import { megabytes } from "../outbox/state.jsx";
import { sync } from "../outbox/sync.js";
import { useSync } from "../outbox/use.js";
import { About, Focus, Instrument, Keep, Mode, Note, Rating, Tempo } from "../practice/fields.jsx";
import { Pieces, Tags } from "../practice/named.jsx";
import { problemsOf } from "./entry.js";
import { chosenFile, letGo, timesOfFile } from "./file.js";
import { forget, keep, opened, remember } from "./store.js";

/** @typedef {import("./store.js").Draft} Draft */
/** @typedef {import("./entry.js").Problems} Problems */

const LENGTHS = [15, 30, 45, 60, 90];

export function ByHandIsland() {
  const [draft, setDraft] = useState(/** @type {Draft | "gone" | null} */ (null));
  const { signedIn, userId } = useSync();
  useEffect(() => {
    opened(new URLSearchParams(location.search)).then(setDraft, () => setDraft("gone"));
  }, []);
  useEffect(() => {
    if (signedIn && userId) refreshKnown(sync.api, userId).catch(() => {});
  }, [signedIn, userId]);
  if (draft === null) return <Bones />;
  if (draft === "gone") return <Gone />;
  return <Form draft={draft} onChange={setDraft} />;
}

const Bones = () => (
  <div className="mx-auto grid w-full max-w-md gap-6 px-6" aria-hidden="true">
    <div className="bone h-10 w-56" />
    <div className="bone h-20" />
    <div className="bone h-20" />
    <div className="bone h-20" />
  </div>
);

function Gone() {
  const { t } = useText();
  return (
    <section className="empty mx-auto max-w-md px-6" data-testid="entry-gone">
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
  const { t } = useText();
  const { signedIn } = useSync();
  const [problems, setProblems] = useState(/** @type {Problems} */ ({}));
  const [state, setState] = useState("");
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const alter = (/** @type {Partial<Draft>} */ change) => {
    const next = { ...draft, ...change };
    onChange(next);
    void remember(next);
  };
  const when = (/** @type {Partial<Draft["times"]>} */ told) => {
    const still = Object.entries(problems).filter(([name]) => !(name in told));
    setProblems(Object.fromEntries(still));
    alter({ times: { ...draft.times, ...told } });
  };
  const save = async (/** @type {import("react").FormEvent} */ event) => {
    event.preventDefault();
    const found = problemsOf(draft.times);
    setProblems(found);
    if (Object.keys(found).length) return /** @type {HTMLElement | null} */ (form.current?.querySelector(`[name=${Object.keys(found)[0]}]`))?.focus();
    setState("busy");
    try {
      await keep(draft, signedIn);
      void sync.kick();
      location.assign("/");
    } catch {
      setState("failed");
    }
  };
  return (
    <About.Provider value={{ details: draft.details, change: (told) => alter({ details: { ...draft.details, ...told } }) }}>
      <form ref={form} noValidate onSubmit={save} className="mx-auto grid w-full max-w-md content-start gap-6 px-6 pt-2 pb-12" data-testid="entry-form">
        <header className="grid gap-1">
          <h1>{draft.stored ? t("Change this session") : t("Add a session")}</h1>
          <p className="quiet text-sm">
            {draft.stored ? t("It has not been sent yet; what you change here goes out with it.") : t("For practice that Woodshed did not hear. It is marked as written in by hand.")}
          </p>
        </header>
        {draft.stored ? null : <Recording file={draft.file} onChange={(file) => alter(file ? { file, times: timesOfFile(file) } : { file })} />}
        <When times={draft.times} problems={problems} onChange={when} />
        <Instrument />
        <Pieces />
        <Focus />
        <Mode />
        <Tempo />
        <Tags />
        <Rating />
        <Note />
        {draft.file ? <Keep /> : null}
        <div className="grid gap-3">
          {state === "failed" ? (
            <p role="alert" className="field-error">
              {t("This device could not store the session. It is still open here; free some space and save again.")}
            </p>
          ) : null}
          <button type="submit" className="btn btn-primary btn-stand" data-testid="entry-save" aria-busy={state === "busy"} disabled={state === "busy"}>
            {t("Save session")}
          </button>
          <a href={draft.stored ? "/device" : "/"} className="btn btn-quiet" onClick={() => draft.stored || (draft.file ? void letGo(draft.file) : forget())}>
            {t("Cancel")}
          </a>
        </div>
      </form>
    </About.Provider>
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
      <label className="btn btn-hairline btn-round relative justify-self-start has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2">
        <span className="icon icon-upload" aria-hidden="true" />
        {t("Add a recording made elsewhere")}
        <input type="file" accept="audio/*,video/*" data-testid="entry-choose" className="absolute inset-0 cursor-pointer opacity-0" onChange={(event) => choose(event.target.files)} />
      </label>
    </div>
  );
}

/** @param {{times: import("./entry.js").Times, problems: Problems, onChange: (times: Partial<import("./entry.js").Times>) => void}} props */
function When({ times, problems, onChange }) {
  const { t, duration } = useText();
  return (
    <div className="grid gap-5">
      <div className="grid grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)] gap-4">
        <Line label={t("Day")} name="day" type="date" max={new Date().toLocaleDateString("sv")} value={times.day} error={dayProblem(problems.day, t)} onChange={(day) => onChange({ day })} />
        <Line label={t("Begun at")} name="start" type="time" value={times.start} error={problems.start && t("Say when it began.")} onChange={(start) => onChange({ start })} />
      </div>
      <div className="grid gap-3">
        <Line label={t("How many minutes?")} name="minutes" type="number" inputMode="numeric" min={1} max={1440} value={times.minutes} error={lengthProblem(problems.minutes, t)} onChange={(minutes) => onChange({ minutes })} />
        <div className="flex flex-wrap gap-2" role="group" aria-label={t("Often used")}>
          {LENGTHS.map((n) => (
            <button key={n} type="button" aria-pressed={times.minutes === String(n)} className={`btn btn-sm btn-round min-h-11 px-4 ${times.minutes === String(n) ? "btn-primary" : "btn-hairline"}`} onClick={() => onChange({ minutes: String(n) })}>
              {duration(n * 60)}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}

/** @param {Problems["day"]} problem @param {(m: string) => string} t */
function dayProblem(problem, t) {
  if (problem === "missing") return t("Choose the day.");
  if (problem === "early") return t("That is before anybody could tell. Choose a later day.");
  return problem && t("That day has not come yet.");
}

/** @param {Problems["minutes"]} problem @param {(m: string) => string} t */
function lengthProblem(problem, t) {
  if (problem === "missing") return t("Say how many minutes, at least one.");
  if (problem === "long") return t("A session lasts at most 24 hours. Write a longer one in as several.");
  return problem && t("It would end in the future. Let it begin earlier, or be shorter.");
}

/** @param {{label: string, name: string, value: string, error?: string, onChange: (value: string) => void, [more: string]: any}} props */
function Line({ label, name, value, error, onChange, ...props }) {
  const id = useId();
  return (
    <div className="field min-w-0">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <input id={id} name={name} className="field-control min-w-0" data-testid={`entry-${name}`} value={value} aria-invalid={error ? "true" : undefined} aria-describedby={error ? `${id}-error` : undefined} onChange={(event) => onChange(event.target.value)} {...props} />
      {error ? (
        <p id={`${id}-error`} role="alert" className="field-error">
          {error}
        </p>
      ) : null}
    </div>
  );
}
