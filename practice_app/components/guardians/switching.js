// @ts-check
// Switching on a tablet that children share. What the device knew of whoever was here goes, as when they sign out; what they
// have not sent stays, locked to them.
import { adoptLocale } from "../../i18n.js";
import { staying } from "../ui/send.js";
import { sync } from "../outbox/sync.js";

const HINT = "woodshed_family_hint=";

/** Whether children share this device, as a cookie says that opens nothing. @param {{cookie: string}} [jar] */
export function isShared(jar = globalThis.document) {
  try {
    return jar?.cookie.includes(HINT) ?? false;
  } catch {
    return false; // where a page may not even look
  }
}

/** A session that is being practised goes on; nobody is put in somebody else's place meanwhile. */
export const isPractising = () => "practising" in document.documentElement.dataset;

/** Somebody else is here now. @param {any} body what the sign-in answered */
export async function comeInAs(body) {
  const kept = staying({ ok: true, body }, true);
  if (!kept.ok) return kept;
  await sync.signedOut().catch(() => {});
  await adoptLocale(body.user?.locale);
  sessionStorage.removeItem("token"); // the socket's state belongs to whoever was here before
  window.location.assign("/");
  return { ok: true, leaves: true };
}

/** The device was made one that is shared. */
export async function toFamily() {
  window.location.assign("/family");
  return { ok: true, leaves: true };
}
