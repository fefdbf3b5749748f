// What is given again and again: chosen, saved under a name, let go.
import { useState } from "react";
import { forgetTemplate, saveTemplate } from "./asking.js";
import { problem } from "../review/talk.js";
import { asked, filled, titled } from "./draft.js";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./asking.js").Template} Template */

/** @param {{ draft: Draft, change: (part: Partial<Draft>) => void, text: Text, templates: Template[], look: () => void }} props */
export function Templates({ draft, change, text: { t }, templates, look }) {
  const [chosen, setChosen] = useState("");
  if (!templates.length) return null;
  /** @param {string} id */
  const choose = (id) => {
    setChosen(id);
    const one = templates.find((template) => template.id === id);
    if (one) change(filled(draft, one));
  };
  const forget = async () => {
    await forgetTemplate(chosen).catch(() => {});
    setChosen("");
    look();
  };
  return (
    <label className="field">
      <span className="field-label">{t("Template")}</span>
      <span className="giving-template">
        <select
          className="field-control"
          value={chosen}
          data-testid="homework-template"
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{t("Choose a template")}</option>
          {templates.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        {chosen ? (
          <button type="button" className="btn btn-quiet btn-sm" onClick={forget}>
            {t("Delete template")}
          </button>
        ) : null}
      </span>
    </label>
  );
}

/** @param {{ draft: Draft, text: Text, onSaved: () => void }} props */
export function Saving({ draft, text, onSaved }) {
  const { t } = text;
  const [name, setName] = useState(/** @type {string | null} */ (null));
  const [said, setSaid] = useState("");
  const title = titled(draft, (bars) => t("bars {bars}", { bars }));
  if (name === null)
    return (
      <>
        <button
          type="button"
          className="btn btn-quiet"
          data-testid="homework-template-name-it"
          onClick={() => {
            setSaid("");
            setName(title);
          }}
        >
          {t("Save as a template")}
        </button>
        <span role="status" className="quiet text-sm">
          {said}
        </span>
      </>
    );
  const save = async () => {
    const outcome = await saveTemplate({ ...asked(draft, title), name: name.trim() });
    setSaid(outcome.ok ? t("Kept as a template.") : problem(outcome, text));
    if (!outcome.ok) return;
    setName(null);
    onSaved();
  };
  return (
    <span className="giving-saving">
      <input
        className="field-control"
        maxLength={80}
        value={name}
        aria-label={t("Name of the template")}
        data-testid="homework-template-name"
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          void save();
        }}
      />
      <button type="button" className="btn btn-hairline btn-sm" data-testid="homework-template-save" onClick={save}>
        {t("Save template")}
      </button>
      <button type="button" className="btn btn-quiet btn-sm" onClick={() => setName(null)}>
        {t("Cancel")}
      </button>
      <span role="status" className="field-error">
        {said}
      </span>
    </span>
  );
}
