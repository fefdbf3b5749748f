// @ts-check
// The phone on the bow arm: offered to who bows, where the phone can feel how it turns.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { BOWED, keyOf } from "../../words.js";
import { feels } from "./arm.js";
import { practice, usePractice } from "./island.js";

/** How it is, in a sentence. @param {import("./arm.js").ArmState} arm @param {boolean} live @param {(message: string) => string} t */
function sentence(arm, live, t) {
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

/** Whether it is offered: once it is, it stays. */
function useOffered() {
  const { t } = useText();
  const { details, arm } = usePractice();
  const [feeling, setFeeling] = useState(false);
  useEffect(() => {
    let left = false;
    void feels().then((answer) => left || setFeeling(answer));
    return () => void (left = true);
  }, []);
  return arm !== "off" || (feeling && BOWED.includes(keyOf(details.instrument, t)));
}

const WORN = ["asking", "on", "silent"];

export function Worn() {
  const { t } = useText();
  const { arm, phase } = usePractice();
  const offered = useOffered();
  if (!offered) return null;
  const worn = WORN.includes(arm);
  return (
    <div className="arm" data-testid="arm" data-state={arm}>
      <p className="quiet text-center text-sm" role="status">
        {sentence(arm, phase === "running", t)}
      </p>
      <button
        type="button"
        className="btn btn-hairline btn-stand"
        data-testid={worn ? "arm-off" : "arm-on"}
        onClick={() => practice.wear(!worn)}
      >
        {worn ? t("Stop recording my arm") : t("Record my bow arm")}
      </button>
    </div>
  );
}
