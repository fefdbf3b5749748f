// @ts-check
// What this browser can record, best first.
const AUDIO = [
  "audio/webm;codecs=opus",
  "audio/mp4;codecs=opus",
  "audio/mp4;codecs=mp4a.40.2",
  "audio/mp4",
  "audio/webm",
  "audio/ogg;codecs=opus",
];

/**
 * @param {(type: string) => boolean} [supported]
 * @returns {string | null} null when the browser cannot record at all
 */
export function audioFormat(supported = (type) => globalThis.MediaRecorder?.isTypeSupported(type) ?? false) {
  return AUDIO.find(supported) ?? null;
}

/** Music wants the sound as it is: everything that a telephone call needs is off. */
export const CONSTRAINTS = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/**
 * What the browser really granted.
 * @param {MediaStream} stream
 * @returns {Record<string, unknown>}
 */
export function granted(stream) {
  const [track] = stream.getAudioTracks();
  const { echoCancellation, noiseSuppression, autoGainControl, sampleRate, channelCount } = track.getSettings();
  const { width, height, frameRate } = stream.getVideoTracks()[0]?.getSettings() ?? {};
  return {
    label: track.label,
    echoCancellation,
    noiseSuppression,
    autoGainControl,
    sampleRate,
    channelCount,
    width,
    height,
    frameRate,
  };
}
