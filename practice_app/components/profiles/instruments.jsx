// What one plays is found among seventy instruments: by family, or by a few letters in whatever language; others are written.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { INSTRUMENTS, FAMILIES } from "../../words.js";

/** @param {string} text */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** @param {{taken: string[], onPick: (key: string) => void}} props */
export function InstrumentPicker({ taken, onPick }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const wanted = plain(typed);
  const fits = (/** @type {string} */ key) =>
    !wanted || plain(t(INSTRUMENTS[key])).includes(wanted) || key.includes(wanted);
  const found = Object.values(FAMILIES)
    .map(([name, keys]) => ({ name, keys: keys.filter((key) => key !== "other" && fits(key) && !taken.includes(key)) }))
    .filter(({ keys }) => keys.length);
  const pick = (/** @type {string} */ key) => {
    onPick(key);
    setTyped("");
    setOpen(false);
  };
  if (!open)
    return (
      <button
        type="button"
        className="btn btn-hairline btn-round justify-self-start"
        onClick={() => setOpen(true)}
        data-testid="profile-instrument-add"
      >
        <span className="icon icon-plus" aria-hidden="true" />
        {t("Add an instrument")}
      </button>
    );
  return (
    <div className="profile-picker">
      <label className="grid gap-1">
        <span className="field-label">{t("Find an instrument")}</span>
        <input
          type="search"
          className="field-control"
          // biome-ignore lint/a11y/noAutofocus: it opens by a tap that asked for it
          autoFocus
          maxLength={60}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
          data-testid="profile-instrument-search"
        />
      </label>
      {found.map(({ name, keys }) => (
        <fieldset key={name} className="grid gap-2">
          <legend className="eyebrow mb-2">{t(name)}</legend>
          <div className="flex flex-wrap gap-2">
            {keys.map((key) => (
              <button
                key={key}
                type="button"
                className="btn btn-hairline btn-round"
                onClick={() => pick(key)}
                data-testid={`profile-instrument-${key}`}
              >
                {t(INSTRUMENTS[key])}
              </button>
            ))}
          </div>
        </fieldset>
      ))}
      <div className="flex flex-wrap gap-2">
        {wanted && (
          <button type="button" className="btn btn-hairline btn-round" onClick={() => pick(typed.trim())}>
            {t("Add “{name}”", { name: typed.trim() })}
          </button>
        )}
        <button type="button" className="btn btn-quiet" onClick={() => setOpen(false)}>
          {t("Cancel")}
        </button>
      </div>
    </div>
  );
}
