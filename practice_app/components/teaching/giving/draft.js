// @ts-check
// Homework as it is written: words as they were typed, until they are sent.
import { newId } from "../../outbox/ids.js";

/** @typedef {{ kind: string, url?: string | null, file_id?: string | null, recording_id?: string | null, start_s?: number | null, end_s?: number | null, name?: string | null, mime_type?: string | null, own?: boolean }} Point */
/** @typedef {{ title: string, composer: string } | null} Named */
/**
 * @typedef {{
 *   id: string, students: string[], title: string, piece: string, composer: string, pieceId: string, barFrom: string,
 *   barTo: string, bpm: string, minutes: string, repetitions: string, due: string, note: string, references: Point[],
 *   feedbackId: string,
 * }} Draft
 */
/**
 * @typedef {{
 *   title: string, piece: Named, piece_id?: string | null, bars: number[] | null, target_bpm: number | null,
 *   minutes?: number | null, repetitions?: number | null, note: string, references: Point[], due_on?: string | null,
 * }} Asks what homework asks, as the API tells it of an assignment, a template or a comment
 */
/** @typedef {{ id: string, title: string, composer: string }} Piece */

/** @param {string[]} [students] @returns {Draft} */
export const blank = (students = []) => ({
  id: newId(),
  students,
  title: "",
  piece: "",
  composer: "",
  pieceId: "",
  barFrom: "",
  barTo: "",
  bpm: "",
  minutes: "",
  repetitions: "",
  due: "",
  note: "",
  references: [],
  feedbackId: "",
});

const WORDS = /** @type {const} */ ([
  "title",
  "piece",
  "barFrom",
  "barTo",
  "bpm",
  "minutes",
  "repetitions",
  "due",
  "note",
]);
/** Whether nothing was written yet; whom it is for is no word. @param {Draft} draft */
export const isBlank = (draft) => WORDS.every((name) => !draft[name].trim()) && !draft.references.length;

const typed = (/** @type {number | null | undefined} */ value) => (value ? String(value) : "");

/** What is asked, typed into a draft. @param {Draft} draft @param {Asks} asks @returns {Draft} */
export const filled = (draft, asks) => ({
  ...draft,
  title: asks.title,
  piece: asks.piece?.title ?? "",
  composer: asks.piece?.composer ?? "",
  pieceId: asks.piece_id ?? "",
  barFrom: typed(asks.bars?.[0]),
  barTo: typed(asks.bars?.[1]),
  bpm: typed(asks.target_bpm),
  minutes: typed(asks.minutes),
  repetitions: typed(asks.repetitions),
  due: asks.due_on ?? draft.due,
  note: asks.note,
  references: asks.references.map(pointed),
});

/** Without what is empty, as it is sent again. @param {Point} point @returns {Point} */
function pointed(point) {
  const told = Object.entries(point).filter(([, value]) => value !== null && value !== undefined);
  return /** @type {Point} */ (Object.fromEntries(told));
}

/** What is typed names a piece of the student's, or is words. @param {string} title @param {Piece[]} pieces @returns {Partial<Draft>} */
export function pieceNamed(title, pieces) {
  const same = (/** @type {string} */ one) => one.trim().toLocaleLowerCase();
  const found = pieces.find((one) => same(one.title) === same(title));
  return { piece: title, composer: found?.composer ?? "", pieceId: found?.id ?? "" };
}

const number = (/** @type {string} */ value) => (value.trim() ? Number(value) : null);

/** @param {Draft} draft */
function bars({ barFrom, barTo }) {
  const [first, last] = [number(barFrom), number(barTo)];
  return first === null && last === null ? null : [first ?? last, last ?? first];
}

/** What it is called: by what was typed, else by what is to be practised. @param {Draft} draft @param {(bars: string) => string} inBars */
export function titled(draft, inBars) {
  const range = bars(draft);
  const told = range ? inBars([...new Set(range)].join("–")) : "";
  return draft.title.trim() || [draft.piece.trim(), told].filter(Boolean).join(", ");
}

/** What is asked, as the API takes it. @param {Draft} draft @param {string} title */
export function asked(draft, title) {
  const piece = draft.piece.trim() ? { title: draft.piece.trim(), composer: draft.composer } : null;
  return {
    title,
    piece,
    ...(draft.pieceId && piece ? { piece_id: draft.pieceId } : { piece_id: null }),
    bars: bars(draft),
    target_bpm: number(draft.bpm),
    minutes: number(draft.minutes),
    repetitions: number(draft.repetitions),
    note: draft.note.trim(),
    references: draft.references,
  };
}

/** An assignment to each student. @param {Draft} draft @param {string} title */
export const given = (draft, title) => ({
  ...asked(draft, title),
  id: draft.id,
  student_ids: draft.students,
  due_on: draft.due || null,
  ...(draft.feedbackId ? { feedback_id: draft.feedbackId } : {}),
});

/** The day, where this device is, so many days after a moment. @param {Date} from @param {number} days */
export function dayAfter(from, days) {
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Those whose name holds every word of what is sought, capitals and accents aside. @template {{ name: string }} T @param {T[]} people @param {string} sought @returns {T[]} */
export function found(people, sought) {
  const fold = (/** @type {string} */ text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  const words = fold(sought).split(/\s+/).filter(Boolean);
  return people.filter(({ name }) => words.every((word) => fold(name).includes(word)));
}
