// @ts-check
// The one sound card of this page. It opens with the first tap and is opened anew when a phone took it away.

/** @type {AudioContext | null} */
let context = null;

/**
 * The context, running. Call it from a tap.
 * @returns {AudioContext}
 */
export function openSound() {
  if (!context || context.state === "closed") context = new AudioContext({ latencyHint: "interactive" });
  void context.resume().catch(() => {});
  return context;
}

/** What iPhones want to know: whether there is a microphone too, and that a mute switch is not meant for a metronome. @param {boolean} listening */
export function soundRole(listening) {
  const session = /** @type {{audioSession?: {type: string}}} */ (/** @type {unknown} */ (navigator)).audioSession;
  if (session) session.type = listening ? "play-and-record" : "playback";
}

/** Seconds from the context's clock to what can be heard, as the browser estimates it. @param {AudioContext} sound */
export const outputLatency = (sound) => sound.outputLatency || sound.baseLatency || 0;
