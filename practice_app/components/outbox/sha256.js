// @ts-check
// SHA-256 of what comes in pieces (FIPS 180-4): a browser's own digest wants the whole take in memory at once.
const WORDS = 64;

/** The first 32 bits of the fractional parts of the cube roots (and square roots) of the first primes. */
function constants() {
  const fraction = (/** @type {number} */ x) => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
  /** @type {number[]} */
  const primes = [];
  for (let n = 2; primes.length < WORDS; n++) if (primes.every((p) => n % p)) primes.push(n);
  return { k: Int32Array.from(primes, (p) => fraction(Math.cbrt(p))), first: Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p))) };
}
const { k: K, first: FIRST } = constants();

/** @param {number} x @param {number} n */
const turned = (x, n) => (x >>> n) | (x << (32 - n));

/** @param {Int32Array} s eight words of state, changed in place @param {Int32Array} w sixty-four of the message */
function rounds(s, w) {
  let a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
  for (let i = 0; i < WORDS; i++) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  s[0] += a;
  s[1] += b;
  s[2] += c;
  s[3] += d;
  s[4] += e;
  s[5] += f;
  s[6] += g;
  s[7] += h;
}

export class Sha256 {
  #state = FIRST.slice();
  #words = new Int32Array(WORDS);
  #block = new Uint8Array(64);
  #held = 0;
  #bytes = 0;

  /** @param {Uint8Array} data */
  update(data) {
    this.#bytes += data.length;
    let at = 0;
    if (this.#held) {
      at = Math.min(64 - this.#held, data.length);
      this.#block.set(data.subarray(0, at), this.#held);
      this.#held += at;
      if (this.#held < 64) return this;
      this.#mix(this.#block, 0);
    }
    for (; at + 64 <= data.length; at += 64) this.#mix(data, at);
    this.#block.set(data.subarray(at));
    this.#held = data.length - at;
    return this;
  }

  /** @param {Uint8Array} b @param {number} from */
  #mix(b, from) {
    const w = this.#words;
    for (let i = 0, at = from; i < 16; i++, at += 4) w[i] = (b[at] << 24) | (b[at + 1] << 16) | (b[at + 2] << 8) | b[at + 3];
    for (let i = 16; i < WORDS; i++) {
      const x = w[i - 15];
      const y = w[i - 2];
      const low = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
      const high = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
      w[i] = (w[i - 16] + low + w[i - 7] + high) | 0;
    }
    rounds(this.#state, w);
  }

  /** @returns {string} 64 hexadecimal digits; nothing can be added afterwards */
  digest() {
    const bits = this.#bytes * 8;
    const padding = new Uint8Array((this.#held < 56 ? 56 : 120) - this.#held + 8);
    padding[0] = 0x80;
    const end = new DataView(padding.buffer, padding.length - 8);
    end.setUint32(0, Math.floor(bits / 2 ** 32));
    end.setUint32(4, bits >>> 0);
    this.update(padding);
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }
}
