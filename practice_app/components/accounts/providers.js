// @ts-check
// Who else may say who a person is: whom this Woodshed offers, in which order, and what is said of how it went.
import { msg } from "../ui/send.js";

/** @typedef {{key: string, name: string}} Provider */

/** Most people of a language have an account with the first of these. */
const ORDER = { ko: ["kakao", "naver", "google", "apple"], other: ["google", "apple", "kakao", "naver"] };

/** @param {Provider[]} offered @param {string} locale @returns {Provider[]} */
export function inOrder(offered, locale) {
  const order = locale === "ko" ? ORDER.ko : ORDER.other;
  return offered.filter(({ key }) => order.includes(key)).sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

/** What stands on each button: in the words that its provider asks for. @type {Record<string, string>} */
export const LABELS = {
  google: msg("Sign in with Google"),
  apple: msg("Sign in with Apple"),
  kakao: msg("Login with Kakao"),
  naver: msg("Log in with NAVER"),
};

/** Why nobody came in, by what stands in the address. @type {Record<string, string>} */
const SAID = {
  denied: msg("You chose not to go on with {provider}. You can try again, or come in another way."),
  again: msg("That took too long, or began in another browser. Please try again."),
  failed: msg("{provider} didn't tell us who you are. Please try again in a moment, or come in another way."),
  busy: msg("That was a lot of tries. Please wait a little."),
  suspended: msg("Nothing of yours is lost, but this account is suspended. Please ask whoever runs this Woodshed."),
  second_factor: msg("Your journal asks for a passkey. Sign in with it here."),
  linked_elsewhere: msg(
    "That {provider} account is connected to another journal, or your journal to another {provider} account.",
  ),
  linked: msg("{provider} is connected. You can sign in with it from now on."),
};
/** What they are called. @type {Record<string, string>} */
export const NAMES = { google: "Google", apple: "Apple", kakao: "Kakao", naver: "NAVER" };

/**
 * What an address says of how it went, as a sentence of ours; nothing for any other text.
 * @param {string} search @returns {{text: string, good: boolean, values: {provider: string}} | null}
 */
export function saying(search) {
  const told = new URLSearchParams(search);
  const [why, by] = [told.get("said") ?? "", told.get("by") ?? ""];
  if (!Object.hasOwn(SAID, why) || !Object.hasOwn(NAMES, by)) return null;
  return { text: SAID[why], good: why === "linked", values: { provider: NAMES[by] } };
}

/** Takes that out of an address, so that it is said once. @param {string} search */
export function unsaid(search) {
  const told = new URLSearchParams(search);
  told.delete("said");
  told.delete("by");
  return told.size ? `?${told}` : "";
}

/** @returns {Promise<Provider[]>} nobody, too, when the server can't be asked */
export async function offered() {
  const answer = await fetch("/api/v1/auth/providers").catch(() => null);
  return answer?.ok ? ((await answer.json().catch(() => null))?.items ?? []) : [];
}
