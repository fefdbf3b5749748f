// How a teacher plays what they gave to practise: one of their own recordings, or a moment of it.
import { useText } from "../../i18n.js";
import { msg } from "../ui/send.js";
import { AWAY, SOON, Small } from "./small.jsx";

/** @type {Record<number, string>} */
const REFUSED = {
  403: msg("This can be heard as long as you are connected with the teacher who gave it."),
  404: msg("This recording isn’t there any more. The homework stays as it is."),
};

/** @param {string} path @returns {Promise<import("./small.jsx").Heard | string>} */
async function asked(path) {
  const answer = await fetch(path, { headers: { accept: "application/json" } });
  if (!answer.ok) return REFUSED[answer.status] ?? AWAY;
  const told = await answer.json();
  if (!told.url) return SOON;
  return { url: told.url, film: told.film, poster: told.poster_url ?? "", begins: told.begins_s };
}

/** @param {{ assignment: string, recording: string, name: string, film?: boolean, fromS?: number, toS?: number, mine?: boolean }} props `fromS` below 0: all of it; `mine`: for the teacher whose it is */
export function Example({ assignment, recording, name, film = false, fromS = -1, toS = -1, mine = false }) {
  const text = useText();
  const ask = () => asked(`/api/v1/assignments/${assignment}/recordings/${recording}`);
  const label = mine ? howYouPlay(name, fromS, toS, text) : calledOf(name, fromS, text);
  return <Small label={label} handle="homework-example" {...{ film, ask, fromS, toS }} />;
}

/** @param {string} name @param {number} fromS @param {import("../../i18n.js").Text} text */
function calledOf(name, fromS, { t, clock }) {
  if (fromS >= 0) return t("How your teacher plays it, from {time}", { time: clock(fromS) });
  return name ? t("How your teacher plays it: {piece}", { piece: name }) : t("How your teacher plays it");
}

/** The same, said to the teacher. @param {string} name @param {number} fromS @param {number} toS @param {Pick<import("../../i18n.js").Text, "t" | "clock">} text */
export function howYouPlay(name, fromS, toS, { t, clock }) {
  const said = { piece: name || t("a recording of yours"), from: clock(Math.max(0, fromS)), to: clock(toS) };
  if (fromS < 0) return t("How you play it: {piece}", said);
  return toS > fromS
    ? t("How you play it: {piece}, {from}–{to}", said)
    : t("How you play it: {piece}, from {from}", said);
}
