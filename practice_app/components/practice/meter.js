// @ts-check
// How loud it is now, so that one sees that Woodshed listens.
const FLOOR_DB = -60;

/**
 * Loudness of a stretch of samples as a share of the meter, 0 (silence) to 1 (full scale).
 * @param {Float32Array} samples
 */
export function levelOf(samples) {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const db = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.min(1, Math.max(0, 1 - db / FLOOR_DB));
}

/**
 * @param {MediaStream} stream
 * @returns {{read: () => number, close: () => void}}
 */
export function createMeter(stream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  const source = context.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read() {
      if (context.state !== "running") void context.resume().catch(() => {});
      analyser.getFloatTimeDomainData(samples);
      return levelOf(samples);
    },
    close() {
      source.disconnect();
      void context.close().catch(() => {});
    },
  };
}
