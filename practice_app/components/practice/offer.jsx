// @ts-check
// A session that a closed page left behind: it stopped at its last heartbeat, and the musician says what becomes of it.
import { useText } from "../../i18n.js";
import { Discard } from "./discard.jsx";
import { practice, usePractice } from "./island.js";

export function Offer() {
  const { t, clock, date } = useText();
  const { timeline } = usePractice();
  if (!timeline) return null;
  const until = date(timeline.ended_at, { dateStyle: "medium", timeStyle: "short" });
  return (
    <section data-testid="practice-resume-offer" className="offer">
      <div className="grid gap-3 text-center">
        <h1>{t("Your session is still here")}</h1>
        <p className="quiet">
          {t("The page was closed while you practised, so the clock stopped there. Nothing up to then is lost.")}
        </p>
        <p
          className="figure-big mt-2"
          translate="no"
          style={{ fontSize: "min(4.75rem, 22vw)" }}
          data-testid="practice-clock"
        >
          {clock(timeline.elapsed_s)}
        </p>
        <p className="quiet text-sm">{t("until {time}", { time: until })}</p>
      </div>
      <div className="grid gap-3">
        <button
          type="button"
          className="btn btn-primary btn-stand"
          data-testid="practice-resume"
          onClick={practice.goOn}
        >
          {t("Go on practising")}
        </button>
        <button
          type="button"
          className="btn btn-hairline btn-stand"
          data-testid="practice-finish"
          onClick={() => practice.finish()}
        >
          {t("Finish and save")}
        </button>
        <Discard />
      </div>
    </section>
  );
}
