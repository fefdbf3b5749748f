// Theme and language: native selects, so that keyboard, screen reader and a phone's own picker just work.
import { useContext, useEffect } from "react";
import { ColorModeContext } from "$/utils/context-registry";
import { LANGUAGES, setLocale, useText, useLanguage } from "$/public/external/practice_app/i18n/i18n.js";

// Reflex keeps light, dark or system; the themes of ours are named by their time of day.
const MODES = { system: "system", daylight: "light", evening: "dark" };

function Switch({ icon, label, labelled, children, ...props }) {
  return (
    <label className={labelled ? "switch switch-labelled" : "switch"} title={label}>
      <span className={`icon ${icon}`} aria-hidden="true" />
      <span className={labelled ? "switch-name" : "sr-only"}>{label}</span>
      <select className="switch-select" {...props}>
        {children}
      </select>
    </label>
  );
}

export function ThemeSwitch({ labelled = false }) {
  const text = useText();
  const { rawColorMode, setColorMode } = useContext(ColorModeContext);
  useEffect(() => window.woodshed?.paintTheme?.(rawColorMode), [rawColorMode]);
  const chosen = Object.keys(MODES).find((name) => MODES[name] === rawColorMode) ?? "system";
  return (
    <Switch
      icon="icon-sun-moon"
      label={text.t("Theme")}
      labelled={labelled}
      data-testid="theme"
      value={chosen}
      onChange={(event) => setColorMode(MODES[event.target.value])}
    >
      <option value="system">{text.t("Like the device")}</option>
      <option value="daylight">{text.t("Daylight")}</option>
      <option value="evening">{text.t("Evening")}</option>
    </Switch>
  );
}

export function LanguageSwitch({ labelled = false }) {
  const text = useText();
  const language = useLanguage();
  const choose = async (event) => {
    const locale = event.target.value;
    await setLocale(locale).catch(() => {});
    tellTheServer(locale);
  };
  return (
    <Switch
      icon="icon-languages"
      label={text.t("Language")}
      labelled={labelled}
      data-testid="language"
      value={language}
      onChange={choose}
    >
      {Object.entries(LANGUAGES).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag} translate="no">
          {name}
        </option>
      ))}
    </Switch>
  );
}

// Mail and notifications are written in it too; without a network the next change tells.
function tellTheServer(locale) {
  if (!("signedIn" in document.documentElement.dataset)) return;
  const request = { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ locale }) };
  fetch("/api/v1/me", request).catch(() => {});
}
