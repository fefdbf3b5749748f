// @ts-check

/** Radix-2 transform of real frames; makes its tables once and no garbage after. */
export class Spectrum {
  /** @param {number} size a power of two */
  constructor(size) {
    this.size = size;
    this.re = new Float64Array(size);
    this.im = new Float64Array(size);
    this.hann = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size));
    this.cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.sin = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
    const bits = Math.log2(size);
    this.mirrored = Uint32Array.from({ length: size }, (_, i) => {
      let other = 0;
      for (let b = 0; b < bits; b++) other |= ((i >> b) & 1) << (bits - 1 - b);
      return other;
    });
  }

  /**
   * The magnitudes of a frame that is stored as a ring, windowed.
   * @param {Float32Array} ring as long as this transform
   * @param {number} from where its oldest sample is
   * @param {Float32Array} out half as many
   */
  magnitudes(ring, from, out) {
    const { size, re, im, hann, mirrored } = this;
    for (let i = 0; i < size; i++) {
      re[mirrored[i]] = ring[(from + i) & (size - 1)] * hann[i];
      im[mirrored[i]] = 0;
    }
    this.#butterflies();
    for (let i = 0; i < out.length; i++) out[i] = Math.hypot(re[i], im[i]);
  }

  #butterflies() {
    const { size, re, im, cos, sin } = this;
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half)
        for (let k = 0; k < half; k++) {
          const [a, b] = [start + k, start + k + half];
          const [c, s] = [cos[k * stride], sin[k * stride]];
          const x = re[b] * c - im[b] * s;
          const y = re[b] * s + im[b] * c;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
    }
  }
}
