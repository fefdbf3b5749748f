// Whom it is for: one's students with a search over them, as many as one likes.
import { useState } from "react";
import { found } from "./draft.js";

const FEW = 8; // are seen at a glance

/** @param {import("./form.jsx").Part & { people: import("./asking.js").Person[] | null, fixed: boolean }} props */
export function Students({ draft, change, text: { t }, wrong, people, fixed }) {
  const [sought, setSought] = useState("");
  const [choosing, setChoosing] = useState(!draft.students.length);
  if (!people) return <div className="skeleton h-11 w-full" aria-busy="true" />;
  const chosen = people.filter(({ id }) => draft.students.includes(id));
  /** @param {string} id */
  const turn = (id) => {
    const rest = draft.students.filter((one) => one !== id);
    change({ students: rest.length === draft.students.length ? [...rest, id] : rest, pieceId: "" });
  };
  if (fixed || !choosing)
    return (
      <p className="giving-for">
        <span>{t("For {names}", { names: chosen.map(({ name }) => name).join(", ") })}</span>
        {fixed || people.length < 2 ? null : (
          <button
            type="button"
            className="btn btn-quiet btn-sm"
            data-testid="homework-others"
            onClick={() => setChoosing(true)}
          >
            {t("For others too")}
          </button>
        )}
      </p>
    );
  return (
    <fieldset className="giving-students">
      <legend className="field-label">{t("Whom it is for")}</legend>
      {people.length > FEW ? (
        <input
          type="search"
          className="field-control"
          value={sought}
          placeholder={t("Find a student")}
          aria-label={t("Find a student")}
          data-testid="homework-student-search"
          onChange={({ target }) => setSought(target.value)}
        />
      ) : null}
      {people.length ? null : <p className="quiet">{t("You have no students yet.")}</p>}
      <ul className="giving-people">
        {found(people, sought).map(({ id, name }) => (
          <li key={id}>
            <label className="giving-person">
              <input
                type="checkbox"
                checked={draft.students.includes(id)}
                data-testid="homework-student"
                onChange={() => turn(id)}
              />
              <span>{name}</span>
            </label>
          </li>
        ))}
      </ul>
      <p className="quiet text-sm" role="status">
        {chosen.length ? chosen.map(({ name }) => name).join(", ") : t("Nobody is chosen yet.")}
      </p>
      {wrong.fields.student_ids ? (
        <p className="field-error" role="alert">
          {wrong.fields.student_ids}
        </p>
      ) : null}
    </fieldset>
  );
}
