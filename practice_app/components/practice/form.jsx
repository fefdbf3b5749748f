// @ts-check
// Everything that can be said of a session, in one order: while practising, written in by hand, changed afterwards.
import { useText } from "../../i18n.js";
import { Focus, Instrument, Mode, Note, Rating, Tempo } from "./fields.jsx";
import { Pieces, Tags } from "./named.jsx";
import "./form.css";

/**
 * @param {{rated?: boolean, planned?: boolean, first?: import("react").ReactNode, middle?: import("react").ReactNode, last?: import("react").ReactNode}} props
 * `rated`: it is over, so that one can say how it went; `planned`: a plan says what is practised; `first`, `middle`, `last`: what only some forms have, like the times
 */
export function SessionFields({ rated = false, planned = false, first = null, middle = null, last = null }) {
  return (
    <div className="session-fields">
      <div className="session-fields-part">
        {first}
        <Instrument />
        {planned ? <ByPlan /> : <Pieces />}
        <Focus />
        {middle}
      </div>
      <div className="session-fields-part">
        <Mode />
        <Tempo />
        <Tags />
        {rated ? <Rating /> : null}
        <Note />
        {last}
      </div>
    </div>
  );
}

function ByPlan() {
  const { t } = useText();
  return <p className="field-hint">{t("The plan says what is practised; at the end you can change it.")}</p>;
}

/**
 * Go to the first field with which something is wrong, by what stands beside it or by its own bounds.
 * @param {HTMLElement | null} form
 * @returns {boolean} there is one
 */
export function firstWrong(form) {
  const field = /** @type {HTMLElement | null | undefined} */ (
    form?.querySelector("[aria-invalid='true'], [data-wrong], .field-control:invalid")
  );
  field?.focus();
  return Boolean(field);
}
