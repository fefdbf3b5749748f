// @ts-check
// The colours that tags are given: each is seen on the grounds of both themes (tests/components/test_contrast.py).
import { msg } from "../ui/send.js";

export const COLORS = [
  { color: "#17895b", name: msg("Green") },
  { color: "#59880a", name: msg("Olive") },
  { color: "#997902", name: msg("Ochre") },
  { color: "#c56604", name: msg("Orange") },
  { color: "#c7524e", name: msg("Red") },
  { color: "#bc5694", name: msg("Pink") },
  { color: "#8c65c8", name: msg("Violet") },
  { color: "#4e75d2", name: msg("Blue") },
  { color: "#0481b3", name: msg("Sky") },
  { color: "#048f90", name: msg("Teal") },
];

/**
 * The rows with one of them moved to another place, and which of them have to be told so.
 * @template {{id: string, place: number}} T
 * @param {T[]} rows @param {number} from @param {number} to @returns {{rows: T[], changed: T[]}}
 */
export function moved(rows, from, to) {
  const kept = Math.max(0, Math.min(to, rows.length - 1));
  const order = rows.filter((_, n) => n !== from);
  order.splice(kept, 0, rows[from]);
  const placed = order.map((row, place) => ({ ...row, place }));
  return {
    rows: placed,
    changed: placed.filter(({ id, place }) => rows.find((row) => row.id === id)?.place !== place),
  };
}
