// @ts-check

/**
 * Why nothing is heard, in a sentence; null when the microphone is fine.
 * @param {import("../media.js").MicState} mic
 * @param {(message: string) => string} t
 */
export function troubleOf(mic, t) {
  switch (mic) {
    case "on":
    case "off":
      return null;
    case "asking":
      return t("Waiting for the microphone…");
    case "missing":
      return t("No microphone was found.");
    case "busy":
      return t("Another app holds the microphone.");
    case "insecure":
    case "unsupported":
      return t("This browser does not let Woodshed listen here.");
    default:
      return t("The microphone is off.");
  }
}
