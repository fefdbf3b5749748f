// @ts-check
// What the code in a page's address opens: asked once the page is alive, drawn when it is there; else a word says why not.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { explain, msg } from "./send.js";

/**
 * @template Found
 * @typedef {{ found?: Found, missing?: boolean, wrong?: string, code: string }} Looked
 */

/** The code of the address, as it was written. */
const addressed = () => decodeURIComponent(location.pathname.replace(/\/+$/, "").split("/").pop() ?? "");

/** @param {string} path */
async function looked(path) {
  const answer = await fetch(path, { headers: { accept: "application/json" } });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return { found: body };
  return answer.status === 404 ? { missing: true } : { wrong: explain(answer.status, body).message ?? "" };
}

/**
 * `path`: where a code is looked up, up to the code itself.
 * @template Found
 * @param {{
 *   path: string,
 *   missing: (code: string) => import("react").ReactNode,
 *   children: (found: Found, code: string) => import("react").ReactNode,
 * }} props
 */
export function Opened({ path, missing, children }) {
  const { t } = useText();
  const [state, setState] = useState(/** @type {Looked<Found>} */ ({ code: "" }));
  useEffect(() => {
    const code = addressed();
    const away = { wrong: msg("Woodshed can't be reached. Try again in a moment.") };
    looked(`${path}${encodeURIComponent(code)}`)
      .catch(() => away)
      .then((told) => setState({ ...told, code }));
  }, [path]);
  if (state.found) return children(state.found, state.code);
  if (state.missing) return missing(state.code);
  return state.wrong ? (
    <p role="alert" className="field-error">
      {t(state.wrong)}
    </p>
  ) : (
    <div className="skeleton h-40 w-full" aria-busy="true" />
  );
}
