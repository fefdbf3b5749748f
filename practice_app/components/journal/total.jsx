// What a span adds up to: what the server has, and what still lies on this device.
import { memo, useDeferredValue, useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { useConcern, useStored } from "../outbox/use.js";
import { lastUser } from "../outbox/identity.js";
import { deviceZone, zoneHere } from "../outbox/zone.js";
import { useAway } from "../lastseen/away.js";
import { remember, remembered } from "./remembered.js";
import { weekStart } from "../progress/month.js";
import { dayHere, waitingSeconds } from "./waiting.js";

/** @typedef {{ today: string }} Today */
/**
 * @typedef {{
 *   seconds: number, span: import("./waiting.js").SpanOfDays, today: string, firstDay: number, loaded: boolean, whose: string,
 *   band: [number, number] | never[], [more: string]: unknown,
 * }} Span
 */

/** @param {Span} props */
export function Total(props) {
  const unhurried = useDeferredValue(props);
  return useConcern() ? <Sum {...unhurried} /> : <Skeleton />;
}

const Skeleton = () => <div className="bone w-20" aria-hidden="true" />;

// With no network it is what was seen last on the same day, and what has come to lie here since.
const Sum = memo(
  /** @param {Span} props */ function Sum({ seconds, span, today, firstDay, loaded, whose, band, ...props }) {
    const text = useText();
    const { list } = useStored();
    const away = useAway(loaded);
    const [seen, setSeen] = useState(/** @type {import("./remembered.js").Seen | null} */ (null));
    const day = dayHere(list ?? [], today);
    const [low, high] = band;
    useEffect(() => {
      const between = low === undefined || high === undefined ? [] : /** @type {[number, number]} */ ([low, high]);
      if (loaded)
        remember(whose, { sums: { [span]: seconds }, bands: { [span]: between }, day: today }).catch(() => {});
      else if (away) remembered().then(setSeen, () => {});
    }, [loaded, away, span, seconds, low, high, today, whose]);
    const here = waitingSeconds(list ?? [], span, day, firstDay || weekStart(text.locale));
    if (!loaded && !away) return <Skeleton />;
    const kept = seen?.day === day ? seen : null;
    const there = loaded ? (span === "today" && day !== today ? 0 : seconds) : kept?.sums?.[span];
    const unknown = there === undefined && !(span === "today" && here);
    return (
      <>
        <span {...props}>{unknown ? "–" : text.duration((there ?? 0) + here)}</span>
        {there ? <About band={loaded ? band : (kept?.bands?.[span] ?? [])} here={here} text={text} /> : null}
      </>
    );
  },
);

/** Between what and what a sum lies, where some of it isn't sure. @param {{ band: [number, number] | never[], here: number, text: import("../../i18n.js").Text }} props */
function About({ band, here, text }) {
  const [low, high] = band;
  if (low === undefined || high === undefined) return null;
  const [least, most] = band.map((end) => text.roughly(end + here, low, high));
  if (least === most) return null;
  return (
    <span className="journal-about" data-testid="journal-about">
      {text.t("about {low} to {high}", { low: least, high: most })}
    </span>
  );
}

/** @param {Today} props */
export function StillHere(props) {
  return useConcern() ? <Rest {...props} /> : null;
}

/** @param {Today} props */
function Rest({ today }) {
  const { t, duration } = useText();
  const { list } = useStored();
  const here = waitingSeconds(list ?? [], "today", dayHere(list ?? [], today));
  return (
    <>
      {here ? <StillToSend t={t} time={duration(here)} /> : null}
      <Placeless t={t} />
    </>
  );
}

/** @param {{ t: import("../../i18n.js").Text["t"], time: string }} props */
function StillToSend({ t, time }) {
  return (
    <p className="quiet mt-2 text-sm" data-testid="journal-still-here">
      <span className="icon icon-smartphone me-1.5" aria-hidden="true" />
      {t("{time} of today lies on this device only, until it is sent.", { time })}
    </p>
  );
}

/** Said where days are counted: this device's clock has no zone that others know. @param {{ t: import("../../i18n.js").Text["t"] }} props */
function Placeless({ t }) {
  const [zone, setZone] = useState("");
  useEffect(() => {
    if (!deviceZone())
      lastUser().then(
        (me) => setZone(zoneHere(me?.timezone)),
        () => {},
      );
  }, []);
  if (!zone) return null;
  return (
    <p className="quiet mt-2 text-sm" data-testid="journal-placeless">
      <span className="icon icon-info me-1.5" aria-hidden="true" />
      {t("This device doesn’t say which time zone it is in. What you practise here counts by {zone}.", {
        zone: zone.replaceAll("_", " "),
      })}
    </p>
  );
}
