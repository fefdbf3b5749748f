// @ts-check
// "Still practising?" It asks and waits; the clock and the recording go on whatever the answer, and without one.
import { useText } from "../../i18n.js";
import { practice, usePractice } from "./island.js";

/** So much of sleep is worth a word. */
const NOTABLE_S = 60;

export function StillThere() {
  const { t, date } = useText();
  const { idle, mic } = usePractice();
  if (idle === null) return null;
  const time = date(idle, { timeStyle: "short" });
  return (
    <div
      role="alertdialog"
      aria-labelledby="still-there"
      className="sheet mx-4 grid max-w-md gap-3 text-center"
      data-testid="practice-idle"
    >
      <h2 id="still-there">{t("Still practising?")}</h2>
      <p className="quiet text-sm">
        {mic === "on"
          ? t("Nothing was heard since {time}. The clock goes on.", { time })
          : t("Nothing was touched since {time}. The clock goes on.", { time })}
      </p>
      <div className="grid gap-2">
        <button
          type="button"
          className="btn btn-primary btn-stand"
          data-testid="practice-still-here"
          onClick={practice.stillHere}
        >
          {t("Yes, go on")}
        </button>
        <button
          type="button"
          className="btn btn-hairline btn-stand"
          data-testid="practice-finish-earlier"
          onClick={() => practice.finish(idle)}
        >
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
  const over =
    closed === "stale"
      ? t("This session was left open, so it was closed where this page last ran. Save it, or discard it.")
      : closed === "long"
        ? t("A session lasts at most 24 hours, so this one was closed.")
        : null;
  const slept =
    asleep > NOTABLE_S
      ? t("For {time} of it the device slept or its clock was changed.", { time: duration(asleep) })
      : null;
  if (!over && !slept) return null;
  return (
    <div className="notice notice-careful" role="status" data-testid="practice-remark">
      <span className="icon icon-info" aria-hidden="true" />
      <div className="grid gap-1">
        {over ? <p>{over}</p> : null}
        {slept ? <p>{slept}</p> : null}
        {slept ? (
          <button
            type="button"
            className="btn btn-sm btn-hairline btn-round mt-1 min-h-11 justify-self-start"
            data-testid="practice-awake"
            onClick={practice.takeOutSleep}
          >
            {t("Take out that time")}
          </button>
        ) : null}
      </div>
    </div>
  );
}
