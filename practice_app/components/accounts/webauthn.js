// @ts-check
// Passkeys as the browser has them: it reads what the server asks and writes what the server is told, so there is no library
// (parseCreationOptionsFromJSON and toJSON: Chrome 129, Firefox 119, Safari 18.4). Older ones have no button.
import { msg } from "../ui/send.js";

/** @typedef {{ok: true, credential: any} | {ok: false, message: string, values?: Record<string, string>}} Told a message id; empty: somebody only thought better of it */

/** @returns {any} */
const kind = () => globalThis.window?.PublicKeyCredential;

export const makesPasskeys = () => typeof kind()?.parseCreationOptionsFromJSON === "function";
export const usesPasskeys = () => typeof kind()?.parseRequestOptionsFromJSON === "function";

/** Whether passkeys can be offered in the list below a field. */
export async function offersPasskeys() {
  if (!usesPasskeys()) return false;
  return (
    (await kind()
      .isConditionalMediationAvailable?.()
      .catch(() => false)) ?? false
  );
}

/** Makes a passkey. @param {any} options what the server asks for @returns {Promise<Told>} */
export function made(options) {
  return told(options.rp?.id, () =>
    navigator.credentials.create({ publicKey: kind().parseCreationOptionsFromJSON(options) }),
  );
}

/**
 * Uses a passkey. @param {any} options what the server asks for @param {Omit<CredentialRequestOptions, "publicKey">} [more]
 * @returns {Promise<Told>}
 */
export function used(options, more) {
  return told(options.rpId, () =>
    navigator.credentials.get({ publicKey: kind().parseRequestOptionsFromJSON(options), ...more }),
  );
}

/** @param {string} site @param {() => Promise<Credential | null>} ask @returns {Promise<Told>} */
async function told(site, ask) {
  try {
    const credential = /** @type {any} */ (await ask());
    return { ok: true, credential: credential.toJSON() };
  } catch (error) {
    return { ok: false, ...explained(/** @type {Error} */ (error).name, site) };
  }
}

/** @param {string} name @param {string} site @returns {{message: string, values?: Record<string, string>}} */
function explained(name, site) {
  if (name === "AbortError") return { message: "" };
  if (name === "NotAllowedError") return { message: msg("That was stopped, or took too long. Nothing has changed.") };
  if (name === "InvalidStateError") return { message: msg("There is a passkey for your journal here already.") };
  if (name === "SecurityError")
    return { message: msg("Passkeys of this journal work at {site} alone."), values: { site } };
  return { message: msg("This device can't do that. Another one, or your phone, may.") };
}
