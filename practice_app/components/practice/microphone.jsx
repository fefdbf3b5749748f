// @ts-check
// How the microphone is, in a sentence. Whatever it is, the clock goes on.
import { useText } from "../../i18n.js";
import { ArmWord } from "./arm_word.jsx";
import { practice, usePractice } from "./island.js";

/**
 * @param {import("./media.js").MicState} mic
 * @param {(message: string) => string} t
 */
function sentence(mic, t) {
  switch (mic) {
    case "asking":
      return t("Waiting for the microphone…");
    case "on":
      return t("Woodshed is listening.");
    case "refused":
      return t("Your microphone is off. The clock goes on.");
    case "missing":
      return t("No microphone was found. The clock goes on.");
    case "busy":
      return t("Another app holds the microphone. The clock goes on.");
    case "insecure":
      return t("This address is not secure (https), so the browser keeps the microphone off. The clock goes on.");
    case "unsupported":
      return t("This browser cannot record. The clock goes on.");
    case "muted":
      return t("Your device has silenced the microphone. The clock goes on, and so will the recording.");
    case "lost":
      return t("The microphone was taken away. The clock goes on.");
    case "full":
      return t("This device is full. What was recorded so far is safe, and the clock goes on.");
    case "broken":
      return t("This device stopped storing the sound. What was recorded so far is safe, and the clock goes on.");
    case "failed":
      return t("The recording could not begin. The clock goes on.");
    default:
      return "";
  }
}

const RETRY = ["refused", "missing", "busy", "lost", "full", "broken", "failed"];
const QUIET = ["on", "asking", "off"];

/** @param {{arm: boolean}} props `arm`: whether what becomes of the phone on the arm is said here, too */
export function MicrophoneWord({ arm }) {
  const { t } = useText();
  const { mic, phase } = usePractice();
  const paused = phase === "paused" && QUIET.includes(mic);
  const fine = QUIET.includes(mic);
  return (
    <div
      role="status"
      data-testid="practice-microphone"
      data-state={mic}
      className="grid max-w-sm justify-items-center gap-2 text-center"
    >
      <p key={mic + phase} className={`text-sm ${fine ? "quiet" : "font-semibold"}`}>
        {fine ? null : <span className="icon icon-mic-off me-2" aria-hidden="true" />}
        <span>{paused ? t("Paused") : sentence(mic, t)}</span>
      </p>
      {RETRY.includes(mic) ? (
        <button
          type="button"
          className="btn btn-sm btn-hairline btn-round"
          data-testid="practice-microphone-retry"
          onClick={practice.tryMicrophone}
        >
          {t("Try the microphone again")}
        </button>
      ) : null}
      {arm && mic === "on" && phase === "running" ? <ArmWord /> : null}
    </div>
  );
}
