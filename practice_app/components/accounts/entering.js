// @ts-check
// What signing up and in adds to their forms, and what comes after.
import { adoptLocale, getLocale } from "../../i18n.js";
import { zoneHere } from "../outbox/zone.js";
import { cameNew } from "../profiles/newcomer.js";
import { destination } from "./destination.js";
import { staying } from "../ui/send.js";

const ASKED_TO_COME = /^(?:\/invite\/|\/groups\/join\/|\/guardians#code=)([^/?#]{1,100})/;

/** The code by which somebody was asked to come, where they go on to. @param {string} path */
export const invitation = (path) => ASKED_TO_COME.exec(path)?.[1] ?? "";

/** Where and in which language somebody is, who has not said so yet, and who asked them to come. */
export const whereabouts = () => {
  const asked = invitation(destination(location.search, location.origin));
  return { timezone: zoneHere(""), locale: getLocale(), ...(asked ? { invitation: asked } : {}) };
};

/** One field for both: what has no @ in it is a user name. @param {Record<string, any>} values */
export const byName = ({ email }) =>
  /[@＠]/.test(String(email)) ? {} : { email: undefined, username: String(email).trim() };

/**
 * Where to: whoever is leaving is asked whether they come back; whoever holds an office sets up a second factor first.
 * A parent who has just signed up begins with their child.
 * @param {any} user @param {Pick<Location, "search" | "origin"> & {pathname?: string}} here
 */
export function onward(user, here) {
  if (user.deletes_at) return "/leaving";
  if (user.second_factor_missing) return "/settings/security#passkeys";
  const wanted = destination(here.search, here.origin);
  return wanted === "/" && user.role === "parent" && here.pathname?.startsWith("/register") ? "/children" : wanted;
}

/** @param {HTMLFormElement | null} _form @param {any} body @returns {Promise<import("../ui/send.js").Outcome>} */
export async function comeIn(_form, body) {
  const kept = staying({ ok: true, body }, true);
  if (!kept.ok) return kept;
  await adoptLocale(body.user?.locale);
  sessionStorage.removeItem("token"); // the socket's state belongs to whoever was here before
  window.location.assign(onward(body.user ?? {}, window.location));
  return { ok: true, leaves: true };
}

/** The same for a new account; the journal asks them two things. @param {HTMLFormElement} form @param {any} body */
export function comeInNew(form, body) {
  cameNew(String(body.user?.id ?? ""));
  return comeIn(form, body);
}
