// Theme and language: native selects, so that keyboard, screen reader and a phone's own picker just work.
import { useContext, useEffect, useState } from "react";
import { ColorModeContext } from "../../reflex_seams/page.js";
import { LANGUAGES, setLocale, useText, useLanguage } from "../../i18n.js";
import { Toast } from "../ui/toast.jsx";

// Reflex keeps light, dark or system; the themes of ours are named by their time of day.
/** @type {Record<string, string>} */
const MODES = { system: "system", daylight: "light", evening: "dark" };

/**
 * Until it is alive it cannot be found by its handle, and what is chosen waits (inline/head.js).
 * @param {{
 *   icon: string, label: string, labelled: boolean, name: string, value: string, choose: (chosen: string) => void,
 *   children: import("react").ReactNode,
 * }} props
 */
function Switch({ icon, label, labelled, choose, children, ...props }) {
  const [alive, setAlive] = useState(false);
  useEffect(() => {
    setAlive(true);
    const early = window.woodshed?.early;
    if (early?.[props.name]) choose(early[props.name]);
    delete early?.[props.name];
  }, []);
  return (
    <label className={labelled ? "switch switch-labelled" : "switch"} title={label}>
      <span className={`icon ${icon}`} aria-hidden="true" />
      <span className={labelled ? "switch-name" : "sr-only"}>{label}</span>
      <select
        className="switch-select"
        data-testid={alive ? props.name : undefined}
        data-waits={alive ? undefined : ""}
        onChange={(event) => choose(event.target.value)}
        {...props}
      >
        {children}
      </select>
    </label>
  );
}

/** @param {{ labelled?: boolean }} props */
export function ThemeSwitch({ labelled = false }) {
  const text = useText();
  const { rawColorMode, setColorMode } = useContext(ColorModeContext);
  useEffect(() => window.woodshed?.paintTheme?.(rawColorMode), [rawColorMode]);
  /** @param {string} name */
  const choose = (name) => {
    // Also where Reflex looks when it begins: it may not have begun yet.
    localStorage.setItem("theme", MODES[name]);
    setColorMode(MODES[name]);
  };
  const chosen = Object.keys(MODES).find((name) => MODES[name] === rawColorMode) ?? "system";
  return (
    <Switch
      icon="icon-sun-moon"
      label={text.t("Theme")}
      labelled={labelled}
      name="theme"
      value={chosen}
      choose={choose}
    >
      <option value="system">{text.t("Like the device")}</option>
      <option value="daylight">{text.t("Daylight")}</option>
      <option value="evening">{text.t("Evening")}</option>
    </Switch>
  );
}

/** @param {{ labelled?: boolean }} props */
export function LanguageSwitch({ labelled = false }) {
  const text = useText();
  const language = useLanguage();
  const [missing, setMissing] = useState("");
  /** @param {string} locale */
  const choose = async (locale) => {
    setMissing("");
    await setLocale(locale).then(
      () => tellTheServer(locale),
      () => setMissing(LANGUAGES[locale]),
    );
  };
  const said = text.t("{language} needs the network once. Choose it again when you are online.", { language: missing });
  return (
    <div>
      <Switch
        icon="icon-languages"
        label={text.t("Language")}
        labelled={labelled}
        name="language"
        value={language}
        choose={choose}
      >
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag} translate="no">
            {name}
          </option>
        ))}
      </Switch>
      <Toast open={Boolean(missing)} message={said} onClose={() => setMissing("")} />
    </div>
  );
}

/** Mail and notifications are written in it too; without a network the next change tells. @param {string} locale */
function tellTheServer(locale) {
  if (!("signedIn" in document.documentElement.dataset)) return;
  const request = {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ locale }),
  };
  fetch("/api/v1/me", request).catch(() => {});
}
