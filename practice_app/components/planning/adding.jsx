// @ts-check
// A piece or a passage of one's own for the plan: those that this device knows, with no network too.
import { useEffect, useId, useState } from "react";
import { useText } from "../../i18n.js";
import { knownPieces, knownSections, onKnown } from "../outbox/pieces.js";
import { holds, stepFor } from "./editing.js";

/** @typedef {import("../outbox/types").PlanStep} PlanStep */
/** @typedef {{piece: import("../outbox/types").PieceRow, sections: import("../outbox/types").SectionRow[]}} Known */

/** @param {string | null} userId @returns {Known[]} what the server knows too: a plan names it by its id */
function useKnown(userId) {
  const [known, setKnown] = useState(/** @type {Known[]} */ ([]));
  useEffect(() => {
    const look = async () => {
      const pieces = (await knownPieces(userId)).filter((row) => !row.unsent);
      const found = pieces.map(async (piece) => ({
        piece,
        sections: (await knownSections(piece.id, userId)).filter((row) => !row.unsent),
      }));
      setKnown(await Promise.all(found));
    };
    const again = () => void look().catch(() => {});
    again();
    return onKnown(again);
  }, [userId]);
  return known;
}

/** @param {Known[]} known @param {string} chosen @returns {PlanStep | null} */
function chosenStep(known, chosen) {
  for (const { piece, sections } of known) {
    const names = { piece_id: piece.id, piece_title: piece.title };
    if (piece.id === chosen) return stepFor({ ...names, section_id: null, section_title: "" });
    const section = sections.find((row) => row.id === chosen);
    const bpm = section?.current_bpm ?? section?.target_bpm ?? null;
    if (section) return stepFor({ ...names, section_id: section.id, section_title: section.title, bpm });
  }
  return null;
}

/** @param {{steps: PlanStep[], userId: string | null, onAdd: (step: PlanStep) => void}} props */
export function AddOwn({ steps, userId, onAdd }) {
  const { t } = useText();
  const id = useId();
  const known = useKnown(userId);
  const [chosen, setChosen] = useState("");
  if (!known.length) return null;
  const step = chosenStep(known, chosen);
  const there = step?.piece_id && holds(steps, { piece_id: step.piece_id, section_id: step.section_id });
  const add = () => {
    if (step) onAdd(step);
    setChosen("");
  };
  return (
    <div className="plan-add">
      <label htmlFor={id} className="field-label">
        {t("Add a piece")}
      </label>
      <select
        id={id}
        className="field-control"
        data-testid="plan-add-piece"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">{t("Choose")}</option>
        {known.map(({ piece, sections }) => (
          <optgroup key={piece.id} label={piece.title}>
            <option value={piece.id}>{piece.title}</option>
            {sections.map((row) => (
              <option key={row.id} value={row.id}>
                {piece.title} · {row.title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <button
        type="button"
        className="btn btn-hairline min-h-12"
        data-testid="plan-add"
        disabled={!step || Boolean(there)}
        onClick={add}
      >
        {t("Add")}
      </button>
    </div>
  );
}
