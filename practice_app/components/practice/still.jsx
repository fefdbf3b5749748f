// @ts-check
// "Still practising?" It asks and waits; the clock and the recording go on whatever the answer, and without one.
import { useText } from "$/public/external/practice_app/i18n/i18n.js";
import { practice, usePractice } from "./island.js";

export function StillThere() {
  const { t, date } = useText();
  const { idle, mic } = usePractice();
  if (idle === null) return null;
  const time = date(idle, { timeStyle: "short" });
  return (
    <div role="alertdialog" aria-labelledby="still-there" className="sheet mx-4 grid max-w-md gap-3 text-center" data-testid="practice-idle">
      <h2 id="still-there">{t("Still practising?")}</h2>
      <p className="quiet text-sm">
        {mic === "on" ? t("Nothing was heard since {time}. The clock goes on.", { time }) : t("Nothing was touched since {time}. The clock goes on.", { time })}
      </p>
      <div className="grid gap-2">
        <button type="button" className="btn btn-primary btn-stand" data-testid="practice-still-here" onClick={practice.stillHere}>
          {t("Yes, go on")}
        </button>
        <button type="button" className="btn btn-hairline btn-stand" data-testid="practice-finish-earlier" onClick={() => practice.finish(idle)}>
          {t("No, finish at {time}", { time })}
        </button>
      </div>
    </div>
  );
}

/** Why a session is over although nobody said so, or what is odd about its time. */
export function Remark() {
  const { t, duration } = useText();
  const { closed, timeline } = usePractice();
  const asleep = timeline?.divergence_s ?? 0;
  const text =
    closed === "stale"
      ? t("This session was left open, so it was closed where this page last ran. Save it, or discard it.")
      : closed === "long"
        ? t("A session lasts at most 24 hours, so this one was closed.")
        : asleep > 60
          ? t("For {time} of it the device slept or its clock was changed. After saving you can change the times.", { time: duration(asleep) })
          : null;
  if (!text) return null;
  return (
    <p className="notice notice-careful" role="status" data-testid="practice-remark">
      <span className="icon icon-info" aria-hidden="true" />
      <span>{text}</span>
    </p>
  );
}
