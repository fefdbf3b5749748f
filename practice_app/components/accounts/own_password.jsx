// @ts-check
// The password of whoever is signed in, asked for once more in a form that a script drew.
import { useText } from "../../i18n.js";
import { RestSecret, RestWrong } from "../ui/rest_form.jsx";

/** @param {{prefix: string, autoFocus?: boolean}} props the form's own prefix */
export function OwnPassword({ prefix, autoFocus }) {
  const { t } = useText();
  const id = `${prefix}password`;
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {t("Password")}
      </label>
      <div className="relative">
        <RestSecret
          name="password"
          check="given"
          show={t("Show the password")}
          hide={t("Hide the password")}
          autoComplete="current-password"
          autoFocus={autoFocus}
          data-testid={id}
        />
      </div>
      <RestWrong name="password">{t("Write your password.")}</RestWrong>
    </div>
  );
}
