// What a session's page says, as message ids: pure, so that it can be tested without a page.

// Marks a text for translation where it is not shown yet.
const msg = (text) => text;

export const CONFIDENCE = [
  [0.85, msg("quite sure")],
  [0.6, msg("fairly sure")],
  [0.35, msg("not very sure")],
  [0, msg("hardly more than a guess")],
];

export const inWords = (confidence) => CONFIDENCE.find(([least]) => confidence >= least)?.[1] ?? CONFIDENCE.at(-1)[1];

// In the order in which they are shown: name, and what it means.
export const METRICS = {
  played_s: [
    msg("Playing time"),
    msg("The time in which your instrument sounded. Breaks shorter than a second count as playing; talking, page turning and the metronome don't."),
  ],
  tempo_bpm: [
    msg("Tempo"),
    msg("Beats per minute over all you played, in the beat of your target when you set one."),
  ],
  tempo_stability_pct: [
    msg("Steadiness"),
    msg("How far your beat sways about your own tempo, in percent: the smaller, the steadier. Nobody plays at zero."),
  ],
  tempo_drift_bpm_per_min: [
    msg("Drift"),
    msg("Whether you get faster (plus) or slower (minus) as you play, in beats per minute for each minute."),
  ],
  click_offset_ms: [
    msg("Against the click"),
    msg("How far your notes begin from the metronome, in thousandths of a second; plus is late, minus is early."),
  ],
  click_spread_ms: [
    msg("Spread about the click"),
    msg("How far your notes lie apart from one another against the metronome, in thousandths of a second: the smaller, the steadier."),
  ],
  dynamic_range_db: [
    msg("Dynamics"),
    msg("The distance between your soft and your loud playing. Ten decibels sound about twice as loud."),
  ],
  loudness_lufs: [
    msg("Loudness"),
    msg("How loud it was at the microphone while you played. Compare it only with takes from the same place and device."),
  ],
  tuning_cents: [
    msg("Tuning"),
    msg(
      "How far your A lies from 440 Hz, or from a semitone beside it: whether you tuned a semitone lower or played in another key, a recording can't tell. A hundred cents are a semitone.",
    ),
  ],
  intonation_spread_cents: [msg("Intonation"), msg("How far your notes lie from the centre, in your own tuning.")],
  vibrato_rate_hz: [msg("Vibrato speed"), msg("How many waves of vibrato there are in a second.")],
  vibrato_extent_cents: [msg("Vibrato width"), msg("How far the vibrato swings to one side of the note.")],
  bow_steadiness: [msg("Bow"), msg("How straight the bow is kept and how evenly each stroke is drawn, as the film shows it. A hundred would be a machine.")],
};

// Nobody expects a word about the bow of a piano, or of a film that was not made.
const NOT_ASKED = ["no_film", "not_bowed", "instrument_unknown"];

// Why a figure can't be told.
const REASONS = {
  no_recording: msg("nothing was recorded"),
  not_yet_heard: msg("it has not been listened to yet"),
  part_not_heard: msg("only a part of the session could be heard"),
  several_recordings: msg("it can't be worked out over several recordings"),
  no_playing: msg("no playing is heard"),
  only_click: msg("only a metronome is heard"),
  too_short: msg("there is too little playing in one go"),
  automatic_gain: msg("the device changed the volume by itself while it recorded"),
  no_steady_beat: msg("no steady beat is heard"),
  no_clear_pitch: msg("no clear pitch is heard"),
  several_notes_at_once: msg("several notes sound at once"),
  too_few_notes: msg("there are too few notes"),
  no_vibrato: msg("no vibrato is heard"),
  no_click: msg("no metronome ran"),
  not_with_click: msg("your notes don't go with the metronome"),
  latency_unknown: msg("the delay of this device is not known; measure it once in the metronome"),
  no_film: msg("there is no film of it"),
  not_bowed: msg("this instrument has no bow"),
  instrument_unknown: msg("it is not known which instrument it is"),
  no_bow: msg("no bow can be seen clearly"),
  too_dark: msg("the film is too dark"),
  camera_moves: msg("the camera moves too much"),
  too_few_strokes: msg("too few strokes of the bow can be seen"),
  octave_unsure: msg("the beat could be twice or half as fast; a target tempo would settle it"),
};

export const reasonOf = (metric) => REASONS[metric.reason] ?? msg("the recording doesn't show it");

// The figures to show; played time stands above them.
export function sorted(metrics) {
  const order = Object.keys(METRICS);
  return metrics
    .filter(({ key }) => key in METRICS && key !== "played_s")
    .filter(({ value, reason }) => value !== null || !NOT_ASKED.includes(reason))
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

// What is told, what is hardly more than a guess, and what can't be told, each in the order above.
export function grouped(metrics) {
  const shown = sorted(metrics);
  const faint = ({ value, confidence }) => value !== null && inWords(confidence) === CONFIDENCE.at(-1)[1];
  return {
    told: shown.filter((metric) => metric.value !== null && !faint(metric)),
    faint: shown.filter(faint),
    untold: shown.filter(({ value }) => value === null),
  };
}

// Where an A lies, and the two places that sound the same.
export function ofTheA(text, references) {
  if (references?.length !== 3) return null;
  const [low, hz, high] = references.map((one) => text.number(one, { maximumFractionDigits: 1 }));
  return text.t("your A is at {hz} Hz; a semitone away it would be {low} or {high} Hz", { hz, low, high });
}

// Why it could not be listened to, what is safe, what to do.
export const FAILURES = {
  not_audio: [msg("This file has no sound in it that Woodshed can read."), msg("Your session and its times are safe.")],
  empty: [msg("The recording is empty."), msg("Your session and its times are safe. Perhaps the microphone was off.")],
  damaged: [msg("The recording arrived damaged and can't be read."), msg("Your session and its times are safe.")],
  too_long: [msg("The recording is longer than Woodshed listens to."), msg("Your session and its times are safe.")],
  gone: [
    msg("The recording is no longer in the storage."),
    msg("Your session and its times are safe. If it is still on your device, it is sent again by itself."),
  ],
  internal: [
    msg("Something went wrong on our side while listening."),
    msg("Your session and its times are safe, and so is the recording."),
  ],
};

export const WAITING = {
  uploading: [
    msg("The recording is on its way."),
    msg("It is safe on the device it was made with until all of it has arrived."),
  ],
  queued: [msg("The recording has arrived."), msg("It is next in line to be listened to.")],
  processing: [msg("Woodshed is listening."), msg("What it hears appears here by itself. You can also close the page.")],
};

// Whole minutes when there are some, else seconds: [number, number, unit].
export function both(played, clock) {
  if (clock < 120) return [Math.round(played), Math.round(clock), "second"];
  return [Math.round(played / 60), Math.round(clock / 60), "minute"];
}

// The sentence that comes first.
export function sentence(text, { status, played_s: played, clock_s: clock, instrument, source }) {
  if (played === null || played === undefined) return silent(text, status, source, clock);
  const [part, whole, unit] = both(played, clock);
  const name = instrument ? (text.word?.(instrument) ?? instrument).toLocaleLowerCase(text.locale) : "";
  const values = { part: text.number(part), name };
  if (part === 0) return text.t("No playing was heard in this recording.");
  if (unit === "second")
    return name
      ? text.n("The {name} sounded {part} of {n} second.", "The {name} sounded {part} of {n} seconds.", whole, values)
      : text.n("Your instrument sounded {part} of {n} second.", "Your instrument sounded {part} of {n} seconds.", whole, values);
  return name
    ? text.n("The {name} sounded {part} of {n} minute.", "The {name} sounded {part} of {n} minutes.", whole, values)
    : text.n("Your instrument sounded {part} of {n} minute.", "Your instrument sounded {part} of {n} minutes.", whole, values);
}

function silent(text, status, source, clock) {
  const time = text.duration(clock);
  if (status in WAITING) return text.t("You practised {time}. How much of it sounded, you will see in a moment.", { time });
  if (status === "failed") return text.t("You practised {time}. The recording could not be heard.", { time });
  if (source === "manual") return text.t("You practised {time}, written in by hand.", { time });
  return text.t("You practised {time}. Nothing was recorded.", { time });
}
