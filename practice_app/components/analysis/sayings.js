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

// What there is to say of figures comes from practice_app/metrics: `catalogue` is its `for_page()`.

// Why a figure can't be told.
export const reasonOf = (metric, { reasons }) => reasons[metric.reason] ?? msg("the recording doesn't show it");

// The figures to show, in the order of the catalogue; played time stands above them.
export function sorted(metrics, catalogue) {
  const order = Object.keys(catalogue.metrics);
  return metrics
    .filter(({ key }) => order.includes(key))
    .filter(({ value, reason }) => value !== null || !catalogue.unasked.includes(reason))
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

// What is told, what is hardly more than a guess, and what can't be told, each in the order above.
export function grouped(metrics, catalogue) {
  const shown = sorted(metrics, catalogue);
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
  processing: [
    msg("Woodshed is listening."),
    msg("What it hears appears here by itself. You can also close the page."),
  ],
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
      : text.n(
          "Your instrument sounded {part} of {n} second.",
          "Your instrument sounded {part} of {n} seconds.",
          whole,
          values,
        );
  return name
    ? text.n("The {name} sounded {part} of {n} minute.", "The {name} sounded {part} of {n} minutes.", whole, values)
    : text.n(
        "Your instrument sounded {part} of {n} minute.",
        "Your instrument sounded {part} of {n} minutes.",
        whole,
        values,
      );
}

function silent(text, status, source, clock) {
  const time = text.duration(clock);
  if (status in WAITING)
    return text.t("You practised {time}. How much of it sounded, you will see in a moment.", { time });
  if (status === "failed") return text.t("You practised {time}. The recording could not be heard.", { time });
  if (source === "manual") return text.t("You practised {time}, written in by hand.", { time });
  return text.t("You practised {time}. Nothing was recorded.", { time });
}
