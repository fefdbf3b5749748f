// @ts-check
// How the phone on the bow arm is, in a sentence: beside its button, and at the stand when it stops while one plays.
import { useText } from "../../i18n.js";
import { stopped } from "./arm.js";
import { practice, usePractice } from "./island.js";

/** How it is, in a sentence. @param {import("./arm.js").ArmState} arm @param {boolean} live @param {(message: string) => string} t */
export function sentence(arm, live, t) {
  switch (arm) {
    case "asking":
      return t("Waiting for the motion sensor…");
    case "on":
      return live
        ? t("The phone feels your arm. Its turning is recorded beside the sound.")
        : t("The phone feels your arm. It is recorded as soon as you start.");
    case "refused":
      return t("The motion sensor was refused. The sound is recorded as always.");
    case "insecure":
      return t("This address is not secure (https), so the browser keeps the motion sensor off.");
    case "missing":
      return t("This device says nothing of how it turns. The sound is recorded as always.");
    case "silent":
      return t("The motion sensor has gone quiet. What was felt is safe, and the sound is recorded as always.");
    case "full":
      return t("This device is full, so the motion is recorded no more. The sound comes first.");
    default:
      return t(
        "Or strap the phone to the forearm of your bow arm, screen outwards: it feels each stroke while the microphone hears it.",
      );
  }
}

/** That the arm is felt no more, where nothing else says so. */
export function ArmWord() {
  const { t } = useText();
  const { arm } = usePractice();
  if (!stopped(arm)) return null;
  return (
    <>
      <p className="text-sm font-semibold" data-testid="arm-word">
        <span className="icon icon-smartphone me-2" aria-hidden="true" />
        <span>{sentence(arm, true, t)}</span>
      </p>
      <button
        type="button"
        className="btn btn-sm btn-hairline btn-round"
        data-testid="arm-word-off"
        onClick={() => practice.wear(false)}
      >
        {t("Stop recording my arm")}
      </button>
    </>
  );
}
