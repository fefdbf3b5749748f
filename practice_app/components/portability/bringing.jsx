// @ts-check
// A table from elsewhere, looked at before anything of it is taken in: which column is what, what would come, what can't.
import { useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { explain, msg } from "../ui/send.js";

/**
 * @typedef {{row: number, problem: string}} Wrong
 * @typedef {{row: number, day: string, start: string, minutes: number, instrument: string, pieces: string[], focus: string[], note: string}} Sample
 * @typedef {{id: string, headers: string[], columns: Record<string, number>, dates: string, dates_unclear: boolean, rows: number,
 *   fresh: number, known: number, wrong: number, errors: Wrong[], sample: Sample[]}} Trial
 */

const LARGEST = 5_000_000;
const NEEDED = ["date", "minutes"];
/** @type {[string, string][]} */
const FIELDS = [
  ["date", msg("Day")],
  ["minutes", msg("How long")],
  ["start", msg("Time of day")],
  ["instrument", msg("Instrument")],
  ["piece", msg("Piece")],
  ["composer", msg("Composer")],
  ["focus", msg("Focus")],
  ["note", msg("Note")],
];
const AWAY = msg("Woodshed can't be reached. Nothing was taken in; try again in a moment.");
const TOO_LARGE = msg("A table may have at most 5 MB.");

/** @param {string} path @param {BodyInit | undefined} body @param {string} type @returns {Promise<{found?: any, wrong?: string}>} */
async function ask(path, body, type) {
  try {
    const headers = body === undefined ? undefined : { "content-type": type };
    const answer = await fetch(`/api/v1/me/imports${path}`, { method: "POST", headers, body });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) return { found: told };
    const { fields, message } = explain(answer.status, told);
    return { wrong: message ?? Object.values(fields)[0] };
  } catch {
    return { wrong: AWAY };
  }
}

/** @param {string} path @param {object} body */
const tell = (path, body) => ask(path, JSON.stringify(body), "application/json");

/**
 * Sends an export to the store, a part at a time, and has it taken in.
 * @param {File} file @param {(part: number) => void} onProgress from 0 to 1
 */
async function sendArchive(file, onProgress) {
  const begun = await tell("/archives", { bytes: file.size });
  if (!begun.found) return begun;
  const { id, part_size: size } = begun.found;
  const count = Math.ceil(file.size / size);
  const urls = new Map();
  const sign = async (/** @type {number} */ from) => {
    const numbers = Array.from({ length: Math.min(50, count - from + 1) }, (_, n) => from + n);
    const { found } = await tell(`/${id}/parts`, { numbers });
    for (const part of found?.parts ?? []) urls.set(part.number, part.url);
  };
  for (let number = 1; number <= count; number++) {
    if (!(await put(number, file.slice((number - 1) * size, number * size), urls, sign))) return { wrong: AWAY };
    onProgress(number / count);
  }
  return tell(`/${id}/complete`, {});
}

/**
 * Sends one part, some times if it must be; an address that has grown too old is asked for anew.
 * @param {number} number @param {Blob} part @param {Map<number, string>} urls @param {(from: number) => Promise<void>} sign
 */
async function put(number, part, urls, sign) {
  for (let turn = 0; turn < 5; turn++) {
    if (turn) await new Promise((done) => setTimeout(done, 1000 * 2 ** turn));
    if (turn || !urls.has(number)) await sign(number);
    const url = urls.get(number);
    const answer = url === undefined ? null : await fetch(url, { method: "PUT", body: part }).catch(() => null);
    if (answer?.ok) return true;
  }
  return false;
}

export function Bringing() {
  const { t, number } = useText();
  const [sent, setSent] = useState(/** @type {number | null} */ (null));
  const [trial, setTrial] = useState(/** @type {Trial | null} */ (null));
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const go = async (/** @type {() => Promise<{found?: any, wrong?: string}>} */ call) => {
    setBusy(true);
    const { found, wrong: why } = await call();
    setBusy(false);
    setWrong(why ?? "");
    return found;
  };
  const look = async (/** @type {File} */ file) => {
    if (/\.zip$/i.test(file.name)) {
      setTrial(null);
      setSent(0);
      await go(() => sendArchive(file, setSent));
      return setSent(null);
    }
    if (file.size > LARGEST) return setWrong(TOO_LARGE);
    const found = await go(async () => ask("", await file.arrayBuffer(), "text/csv"));
    if (found) setTrial(found);
  };
  const read = async (/** @type {Partial<Trial>} */ otherwise) => {
    if (!trial) return;
    const { columns, dates } = { ...trial, ...otherwise };
    const next = { ...trial, columns, dates };
    setTrial(next);
    if (NEEDED.some((name) => columns[name] === undefined)) return setWrong("");
    const found = await go(() => ask(`/${trial.id}/try`, JSON.stringify({ columns, dates }), "application/json"));
    if (found) setTrial(found);
  };
  const begin = async () => {
    if (trial && (await go(() => ask(`/${trial.id}/start`, undefined, "")))) setTrial(null);
  };
  return (
    <div className="grid gap-5" aria-busy={busy}>
      <Choose label={trial ? t("Another file") : t("Choose a file")} quiet={Boolean(trial)} busy={busy} onFile={look} />
      <div role="alert">
        {wrong ? (
          <div className="notice notice-bad">
            <span className="icon icon-circle-alert" aria-hidden="true" />
            <span>{t(wrong)}</span>
          </div>
        ) : null}
      </div>
      {sent === null ? null : (
        <div role="status" className="grid gap-2" data-testid="import-sending">
          <p>
            {t("Sending the file …")}{" "}
            <span className="quiet figures text-sm">{number(sent, { style: "percent" })}</span>
          </p>
          <progress className="bar" max={1} value={sent} aria-label={t("Sending the file …")} />
        </div>
      )}
      {trial ? <Tried trial={trial} busy={busy} read={read} begin={begin} /> : null}
    </div>
  );
}

/** @param {{label: string, quiet: boolean, busy: boolean, onFile: (file: File) => void}} props */
function Choose({ label, quiet, busy, onFile }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const chosen = () => {
    const file = input.current?.files?.[0];
    if (file) onFile(file);
    if (input.current) input.current.value = ""; // so that the same file, mended, can be chosen again
  };
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.zip,text/csv,application/zip"
        className="sr-only"
        tabIndex={-1}
        aria-hidden="true"
        onChange={chosen}
        data-testid="import-file"
      />
      <button
        type="button"
        className={quiet ? "btn btn-quiet" : "btn btn-hairline btn-round"}
        aria-busy={busy}
        onClick={() => input.current?.click()}
        data-testid="import-choose"
      >
        <span className="icon icon-upload" aria-hidden="true" />
        {label}
      </button>
    </div>
  );
}

/** @param {{trial: Trial, busy: boolean, read: (otherwise: Partial<Trial>) => void, begin: () => void}} props */
function Tried({ trial, busy, read, begin }) {
  const { t, n } = useText();
  const whole = NEEDED.every((name) => trial.columns[name] !== undefined);
  return (
    <div className="grid gap-5" data-testid="import-trial">
      <Columns trial={trial} read={read} />
      {trial.dates_unclear || trial.dates !== "auto" ? <Dates trial={trial} read={read} /> : null}
      {whole ? (
        <Coming trial={trial} />
      ) : (
        <p className="quiet">{t("Say which columns hold the day and how long it was.")}</p>
      )}
      {whole && trial.sample.length ? <Samples sample={trial.sample} /> : null}
      {whole ? <Left errors={trial.errors} wrong={trial.wrong} /> : null}
      {whole && trial.fresh > 0 ? (
        <div>
          <button
            type="button"
            className="btn btn-primary btn-round"
            aria-busy={busy}
            disabled={busy}
            onClick={begin}
            data-testid="import-start"
          >
            {n("Take {n} session in", "Take {n} sessions in", trial.fresh)}
          </button>
        </div>
      ) : null}
    </div>
  );
}

/** @param {{trial: Trial, read: (otherwise: Partial<Trial>) => void}} props */
function Columns({ trial, read }) {
  const { t } = useText();
  const choose = (/** @type {string} */ name, /** @type {string} */ place) => {
    const { [name]: _, ...others } = trial.columns;
    read({ columns: place === "" ? others : { ...others, [name]: Number(place) } });
  };
  return (
    <fieldset className="data-columns">
      <legend className="field-label">{t("Which column is what")}</legend>
      {FIELDS.map(([name, label]) => (
        <label key={name} className="data-column">
          <span>{t(label)}</span>
          <select
            className="field-control"
            value={trial.columns[name] ?? ""}
            onChange={(event) => choose(name, event.target.value)}
            data-testid={`import-column-${name}`}
          >
            <option value="">{NEEDED.includes(name) ? t("Choose …") : t("none")}</option>
            {trial.headers.map((header, place) => (
              <option key={place} value={place}>
                {header || t("Column {n}", { n: place + 1 })}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}

/** @param {{trial: Trial, read: (otherwise: Partial<Trial>) => void}} props */
function Dates({ trial, read }) {
  const { t } = useText();
  return (
    <label className="data-column">
      <span>{t("Days are written")}</span>
      <select
        className="field-control"
        value={trial.dates}
        onChange={(event) => read({ dates: event.target.value })}
        data-testid="import-dates"
      >
        <option value="auto">{t("Choose …")}</option>
        <option value="dmy">{t("day, month, year")}</option>
        <option value="mdy">{t("month, day, year")}</option>
      </select>
    </label>
  );
}

/** @param {{trial: Trial}} props */
function Coming({ trial }) {
  const { n } = useText();
  return (
    <p role="status">
      {n("{n} session would come.", "{n} sessions would come.", trial.fresh)}{" "}
      {trial.known ? n("{n} is there already.", "{n} are there already.", trial.known) : null}
    </p>
  );
}

/** @param {{sample: Sample[]}} props */
function Samples({ sample }) {
  const { t, date, duration, word } = useText();
  return (
    <ul className="rows" aria-label={t("The first ones")}>
      {sample.map((one) => (
        <li key={one.row} className="py-2">
          <p className="flex flex-wrap gap-x-4">
            <span className="figures">
              {date(`${one.day}T${one.start}`, { dateStyle: "medium", timeStyle: "short" })}
            </span>
            <span className="figures">{duration(one.minutes * 60)}</span>
          </p>
          <p className="quiet text-sm">
            {[word(one.instrument), ...one.pieces, ...one.focus.map((name) => word(name)), one.note]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** @param {{errors: Wrong[], wrong: number}} props */
function Left({ errors, wrong }) {
  const { t, n } = useText();
  if (!wrong) return null;
  return (
    <details data-testid="import-wrong">
      <summary>{n("{n} line can't be taken", "{n} lines can't be taken", wrong)}</summary>
      <ul className="data-wrong">
        {errors.map((one) => (
          <li key={one.row}>
            <span className="figures">{t("Line {n}", { n: one.row })}</span>
            <span>{one.problem}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
