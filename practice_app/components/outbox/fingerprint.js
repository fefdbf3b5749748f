// @ts-check
// What a whole recording must come out as at the other end. A browser's own digest wants all of it in memory at once.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Bytes that are worked on before the page may draw again. */
const AT_A_TIME = 512 * 1024;

/**
 * SHA-256 of all parts together, as 64 hexadecimal digits.
 * @param {import("./types").Part[]} plan
 * @param {(part: import("./types").Part) => Promise<Uint8Array>} read what is read may be overwritten by the next
 * @param {AbortSignal} signal
 */
export async function fingerprint(plan, read, signal) {
  const sum = sha256.create();
  for (const part of plan) {
    const data = await read(part);
    for (let at = 0; at < part.size; at += AT_A_TIME) {
      sum.update(data.subarray(at, at + AT_A_TIME));
      await new Promise((done) => setTimeout(done)); // somebody may be playing with the page meanwhile
      signal.throwIfAborted();
    }
  }
  return bytesToHex(sum.digest());
}
