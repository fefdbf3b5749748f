// @ts-check
// The phone on the bow arm: offered to who bows, where the phone can feel how it turns.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { BOWED, keyOf } from "../../words.js";
import { feels } from "./arm.js";
import { sentence } from "./arm_word.jsx";
import { practice, usePractice } from "./island.js";

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
