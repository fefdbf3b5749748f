import { describe, expect, it } from "vitest";
import { both, grouped, inWords, ofTheA, reasonOf, sentence, sorted } from "./sayings.js";

const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const english = {
  locale: "en",
  t: fill,
  n: (one, other, n, values) => fill(n === 1 ? one : other, { n, ...values }),
  number: String,
  duration: (seconds) => `${Math.round(seconds / 60)} min`,
};
const session = { status: "ready", played_s: 720, clock_s: 1200, instrument: "Violin", source: "timer" };

describe("words come first", () => {
  it("says how long the instrument sounded", () => {
    expect(sentence(english, session)).toBe("The violin sounded 12 of 20 minutes.");
    expect(sentence(english, { ...session, instrument: "" })).toBe("Your instrument sounded 12 of 20 minutes.");
  });

  it("counts a short session in seconds", () => {
    expect(sentence(english, { ...session, played_s: 43.4, clock_s: 68 })).toBe("The violin sounded 43 of 68 seconds.");
    expect(both(61, 119)).toEqual([61, 119, "second"]);
  });

  it("doesn't guess where nothing is known", () => {
    expect(sentence(english, { ...session, played_s: null, status: "none" })).toContain("Nothing was recorded");
    expect(sentence(english, { ...session, played_s: null, status: "queued" })).toContain("in a moment");
    expect(sentence(english, { ...session, played_s: null, status: "failed" })).toContain("could not be heard");
    expect(sentence(english, { ...session, played_s: 0 })).toBe("No playing was heard in this recording.");
  });
});

const catalogue = {
  metrics: { tempo_bpm: {}, tempo_drift_bpm_per_min: {}, click_offset_ms: {}, vibrato_rate_hz: {}, bow_steadiness: {} },
  reasons: {
    no_steady_beat: "no steady beat is heard",
    several_recordings: "it can't be worked out over several recordings",
  },
  unasked: ["no_film"],
};

describe("figures", () => {
  it("say in words how sure they are", () => {
    expect([0.97, 0.7, 0.5, 0.1].map(inWords)).toEqual([
      "quite sure",
      "fairly sure",
      "not very sure",
      "hardly more than a guess",
    ]);
  });

  it("say nothing of what nobody asked for", () => {
    const tempo = { key: "tempo_bpm", value: null, reason: "no_steady_beat" };
    const unseen = { key: "bow_steadiness", value: null, reason: "no_film" };
    expect(sorted([unseen, tempo, { key: "played_s", value: 3 }], catalogue)).toEqual([tempo]);
    expect(reasonOf(tempo, catalogue)).toBe("no steady beat is heard");
    expect(reasonOf({ reason: "several_recordings" }, catalogue)).toContain("several recordings");
  });

  it("put guesses and what can't be told behind what is known", () => {
    const sure = { key: "tempo_bpm", value: 96, confidence: 0.9 };
    const guess = { key: "tempo_drift_bpm_per_min", value: -43.7, confidence: 0.1 };
    const half = { key: "click_offset_ms", value: 12, confidence: 0.4 };
    const none = { key: "vibrato_rate_hz", value: null, confidence: 0, reason: "no_vibrato" };
    const unseen = { key: "bow_steadiness", value: null, confidence: 0, reason: "no_film" };
    const { told, faint, untold } = grouped([none, guess, unseen, half, sure], catalogue);
    expect(told).toEqual([sure, half]);
    expect(faint).toEqual([guess]);
    expect(untold).toEqual([none]);
  });

  it("name the A, and the two that sound the same", () => {
    expect(ofTheA(english, [415.3, 440, 466.2])).toBe(
      "your A is at 440 Hz; a semitone away it would be 415.3 or 466.2 Hz",
    );
    expect(ofTheA(english, [])).toBeNull();
    expect(ofTheA(english, undefined)).toBeNull();
  });
});
