"""Sound for tests, synthesised: instruments, a voice, a click and noise, each with its truth beside it.

`python -m tests.sounds violin out.wav --truth truth.json` writes a file for a browser's fake microphone
(48 kHz, mono, 16 bit) and what an honest listener should say about it.
"""

import argparse
import json
import wave
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

RATE = 48_000
BRIDGE_S = 1.0  # a gap up to this long between notes still counts as playing


@dataclass(frozen=True)
class Recording:
    """A synthesised recording: mono samples at `rate` and the truth about them, in seconds."""

    samples: np.ndarray
    rate: int
    playing: list[tuple[float, float]] = field(default_factory=list)
    tempo_bpm: float | None = None

    @property
    def clock_s(self) -> float:
        """The length of the recording."""
        return len(self.samples) / self.rate

    @property
    def played_s(self) -> float:
        """Seconds of playing, short gaps bridged."""
        return sum(end - start for start, end in self.playing)


@dataclass(frozen=True)
class Note:
    """A note of a phrase: when, how long, how high, how loud (0–1)."""

    start_s: float
    length_s: float
    hz: float
    velocity: float = 0.8


def bridged(notes: Iterable[Note], bridge_s: float = BRIDGE_S) -> list[tuple[float, float]]:
    """The spans of playing that these notes make when gaps up to `bridge_s` count as playing."""
    spans: list[list[float]] = []
    for note in sorted(notes, key=lambda one: one.start_s):
        end = note.start_s + note.length_s
        if spans and note.start_s - spans[-1][1] <= bridge_s:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([note.start_s, end])
    return [(start, end) for start, end in spans]


def midi_hz(number: float) -> float:
    """Equal temperament at A4 = 440 Hz."""
    return float(440.0 * 2 ** ((number - 69) / 12))


def bowed(note: Note, rate: int = RATE, vibrato_hz: float = 5.5, vibrato_cents: float = 18.0) -> np.ndarray:
    """A bowed string: many harmonics through a body, vibrato that starts late, bow noise, soft attack."""
    t = np.arange(int(note.length_s * rate)) / rate
    depth = vibrato_cents * np.clip((t - 0.15) / 0.2, 0, 1)
    hz = note.hz * 2 ** (depth * np.sin(2 * np.pi * vibrato_hz * t) / 1200)
    phase = 2 * np.pi * np.cumsum(hz) / rate
    tone = np.zeros_like(t)
    for n in range(1, int(min(20, 0.45 * rate / note.hz)) + 1):
        f = n * note.hz
        body = 0.3 + np.exp(-(((f - 500) / 300) ** 2)) + 0.9 * np.exp(-(((f - 2600) / 900) ** 2))
        tone += body * n**-0.9 * np.sin(n * phase + 0.7 * n)
    tone /= np.sqrt(np.mean(tone**2)) + 1e-9
    tone += 0.03 * np.random.default_rng(int(note.start_s * 1000)).standard_normal(len(t))
    envelope = np.clip(t / 0.06, 0, 1) * np.clip((note.length_s - t) / 0.07, 0, 1)
    return 0.14 * note.velocity * envelope * tone


def plucked(note: Note, rate: int = RATE) -> np.ndarray:
    """A plucked string: harmonics that die away, the higher the sooner."""
    t = np.arange(int(note.length_s * rate)) / rate
    tone = np.zeros_like(t)
    for n in range(1, int(min(16, 0.45 * rate / note.hz)) + 1):
        decay = np.exp(-t * (1.6 + 0.9 * n))
        tone += np.sin(np.pi * n * 0.22) / n * decay * np.sin(2 * np.pi * n * note.hz * t)
    return 0.5 * note.velocity * np.clip(t / 0.002, 0, 1) * np.clip((note.length_s - t) / 0.03, 0, 1) * tone


def struck(note: Note, rate: int = RATE) -> np.ndarray:
    """A piano-like string: slightly stretched partials, double decay, a hammer's knock."""
    t = np.arange(int(note.length_s * rate)) / rate
    tone = np.zeros_like(t)
    for n in range(1, int(min(14, 0.4 * rate / note.hz)) + 1):
        f = n * note.hz * np.sqrt(1 + 4e-4 * n * n)
        decay = 0.7 * np.exp(-t * (2.5 + 0.5 * n)) + 0.3 * np.exp(-t * (0.5 + 0.1 * n))
        tone += n**-1.1 * decay * np.sin(2 * np.pi * f * t + n)
    knock = np.exp(-t * 120) * np.random.default_rng(int(note.hz)).standard_normal(len(t))
    damper = np.clip((note.length_s - t) / 0.05, 0, 1)
    return 0.3 * note.velocity * damper * np.clip(t / 0.003, 0, 1) * (tone + 0.1 * knock)


def drum(note: Note, rate: int = RATE) -> np.ndarray:
    """A drum by height: below 100 Hz a kick, below 300 Hz a snare, above it a closed hi-hat."""
    t = np.arange(int(note.length_s * rate)) / rate
    noise = np.random.default_rng(int(note.start_s * 1000)).standard_normal(len(t))
    if note.hz < 100:
        sinking = note.hz * t - 2 * np.exp(-t * 30)
        return 0.7 * note.velocity * np.exp(-t * 14) * np.sin(2 * np.pi * sinking)
    if note.hz < 300:
        skin = np.exp(-t * 25) * np.sin(2 * np.pi * note.hz * t)
        return 0.3 * note.velocity * (np.exp(-t * 18) * noise + skin)
    return 0.15 * note.velocity * np.exp(-t * 50) * np.diff(noise, prepend=0)


def render(
    notes: Iterable[Note], voice: Callable[[Note, int], np.ndarray], seconds: float, rate: int = RATE
) -> np.ndarray:
    """All notes summed into one recording of that many seconds."""
    out = np.zeros(int(seconds * rate))
    for note in notes:
        sound = voice(note, rate)
        at = int(note.start_s * rate)
        out[at : at + len(sound)] += sound[: max(0, len(out) - at)]
    return out


def room(seconds: float, dbfs: float = -66.0, rate: int = RATE, seed: int = 1) -> np.ndarray:
    """The quiet noise of a room, darker towards the top."""
    return 10 ** (dbfs / 20) * _dark(int(seconds * rate), rate, seed)


@lru_cache(8)
def _dark(length: int, rate: int, seed: int) -> np.ndarray:
    white = np.random.default_rng(seed).standard_normal(length)
    spectrum = np.fft.rfft(white)
    spectrum /= np.sqrt(1 + (np.fft.rfftfreq(length, 1 / rate) / 400) ** 2)
    dark = np.fft.irfft(spectrum, length)
    dark /= np.sqrt(np.mean(dark**2))
    dark.flags.writeable = False
    return dark


def _phrases(seconds: float, seed: int, beat_s: float, rest_s: tuple[float, float]) -> list[Note]:
    """Phrases of 6–14 notes on a G major scale with rests of `rest_s` between them; the beat never stops."""
    rng = np.random.default_rng(seed)
    scale = [55, 57, 59, 60, 62, 64, 66, 67, 69, 71, 72, 74, 76, 78, 79]
    notes, beat, degree = [], 1.0 / beat_s, 6
    while True:
        for _ in range(rng.integers(6, 15)):
            beats = rng.choice([0.5, 1.0, 1.0, 2.0])
            start, length = beat * beat_s, beats * beat_s
            if start + length > seconds - 0.5:
                return notes
            notes.append(Note(start, length * 0.96, midi_hz(scale[degree]), rng.uniform(0.5, 1.0)))
            degree = int(np.clip(degree + rng.integers(-3, 4), 0, len(scale) - 1))
            beat += beats
        beat = np.ceil(beat) + round(rng.uniform(*rest_s) / beat_s)


@lru_cache(8)
def phrase(
    voice: Callable[[Note, int], np.ndarray],
    seconds: float = 60.0,
    seed: int = 7,
    bpm: float = 96.0,
    room_dbfs: float = -66.0,
    rate: int = RATE,
    rest_s: tuple[float, float] = (2.0, 4.5),
) -> Recording:
    """Music with rests for any melodic voice, in a quiet room."""
    notes = _phrases(seconds, seed, 60 / bpm, rest_s)
    samples = (render(notes, voice, seconds, rate) + room(seconds, room_dbfs, rate, seed)).astype(np.float32)
    samples.flags.writeable = False  # whoever asks for the same gets the same
    return Recording(samples, rate, bridged(notes), bpm)


def violin(seconds: float = 60.0, **how: float) -> Recording:
    """A violin phrase with rests."""
    return phrase(bowed, seconds, **how)  # type: ignore[arg-type]


def guitar(seconds: float = 60.0, **how: float) -> Recording:
    """A plucked phrase with rests."""
    return phrase(plucked, seconds, **how)  # type: ignore[arg-type]


def piano(seconds: float = 60.0, **how: float) -> Recording:
    """A piano phrase with rests."""
    return phrase(struck, seconds, **how)  # type: ignore[arg-type]


def drums(seconds: float = 60.0, seed: int = 7, bpm: float = 100.0, rate: int = RATE) -> Recording:
    """Eight bars of a hand-played beat, four bars of rest, and so on; a person's unevenness."""
    rng = np.random.default_rng(seed)
    beat_s, notes = 60 / bpm, []
    for eighth in range(int((seconds - 2) / beat_s * 2)):
        if (eighth // 8) % 12 >= 8:
            continue
        at = 1 + eighth * beat_s / 2 + rng.normal(0, 0.008)
        notes.append(Note(at, 0.12, 400, rng.uniform(0.5, 1)))
        if eighth % 4 == 0:
            notes.append(Note(at, 0.35, 55, rng.uniform(0.7, 1)))
        if eighth % 4 == 2:
            notes.append(Note(at, 0.3, 190, rng.uniform(0.7, 1)))
    samples = render(notes, drum, seconds, rate) + room(seconds, -66, rate, seed)
    return Recording(samples.astype(np.float32), rate, bridged(notes), bpm)


def clicks(
    seconds: float = 60.0, bpm: float = 100.0, hz: float = 1000.0, level: float = 0.3, rate: int = RATE
) -> Recording:
    """A metronome alone in a quiet room, the first of four beats higher."""
    out = room(seconds, -66, rate)
    t = np.arange(int(0.03 * rate)) / rate
    for beat in range(int((seconds - 0.5) * bpm / 60)):
        tone = hz * (1.5 if beat % 4 == 0 else 1.0)
        at = int((0.25 + beat * 60 / bpm) * rate)
        out[at : at + len(t)] += level * np.exp(-t * 120) * np.sin(2 * np.pi * tone * t)
    return Recording(out.astype(np.float32), rate, [], bpm)


def _resonate(x: np.ndarray, hz: float, width_hz: float, rate: int) -> np.ndarray:
    """One formant: a two-pole resonance applied in the frequency domain."""
    f = np.fft.rfftfreq(len(x), 1 / rate)
    z = np.exp(-2j * np.pi * f / rate)
    r = np.exp(-np.pi * width_hz / rate)
    poles = 1 - 2 * r * np.cos(2 * np.pi * hz / rate) * z + r * r * z * z
    return np.fft.irfft(np.fft.rfft(x) * (1 - r) / poles, len(x))


VOWELS = [(730, 1090, 2440), (270, 2290, 3010), (530, 1840, 2480), (570, 840, 2410), (300, 870, 2240)]


def _syllable(rng: np.random.Generator, hz: float, rate: int) -> np.ndarray:
    """A consonant (hiss or nothing) and a gliding vowel."""
    length = int(rng.uniform(0.1, 0.24) * rate)
    glide = np.linspace(hz * rng.uniform(0.95, 1.2), hz * rng.uniform(0.8, 1.02), length)
    glide *= 1 + 0.012 * np.repeat(rng.standard_normal(length // 400 + 1), 400)[:length]
    pulses = np.diff(np.floor(np.cumsum(glide) / rate), prepend=0)
    for formant, width in zip(VOWELS[rng.integers(5)], (80, 110, 160), strict=True):
        pulses = _resonate(pulses, formant * rng.uniform(0.9, 1.1), width, rate)
    vowel = pulses / (np.abs(pulses).max() + 1e-9) * np.hanning(length) ** 0.4
    hiss = np.diff(rng.standard_normal(int(rng.uniform(0.03, 0.11) * rate)), prepend=0)
    return np.concatenate([0.08 * rng.integers(0, 2) * hiss * np.hanning(len(hiss)), vowel])


def speech(seconds: float = 30.0, seed: int = 3, hz: float = 125.0, rate: int = RATE) -> Recording:
    """Someone talking: syllables with a sinking pitch in sentences of two to four seconds, pauses between."""
    rng = np.random.default_rng(seed)
    parts, total = [np.zeros(rate // 2)], 0.5
    while total < seconds:
        for k in range(n := int(rng.integers(8, 18))):
            parts.append(0.35 * rng.uniform(0.5, 1) * _syllable(rng, hz * (1.25 - 0.4 * k / n), rate))
            parts.append(np.zeros(int(rng.choice([0.0, 0.02, 0.08]) * rate)))
        parts.append(np.zeros(int(rng.uniform(0.3, 0.9) * rate)))
        total = sum(map(len, parts)) / rate
    samples = np.concatenate(parts)[: int(seconds * rate)]
    return Recording((samples + room(len(samples) / rate, -66, rate)[: len(samples)]).astype(np.float32), rate)


def silence(seconds: float = 20.0, dbfs: float | None = -66.0, rate: int = RATE) -> Recording:
    """A quiet room, or with `dbfs=None` no signal at all."""
    samples = np.zeros(int(seconds * rate)) if dbfs is None else room(seconds, dbfs, rate)
    return Recording(samples.astype(np.float32), rate)


def joined(*recordings: Recording) -> Recording:
    """Takes one after the other."""
    spans, at = [], 0.0
    for recording in recordings:
        spans += [(start + at, end + at) for start, end in recording.playing]
        at += recording.clock_s
    return Recording(
        np.concatenate([recording.samples for recording in recordings]),
        recordings[0].rate,
        spans,
        recordings[0].tempo_bpm,
    )


def mixed(recording: Recording, other: Recording, gain_db: float = 0.0) -> Recording:
    """The first recording with another sounding over it; the truth is the first one's."""
    n = min(len(recording.samples), len(other.samples))
    samples = recording.samples.copy()
    samples[:n] += 10 ** (gain_db / 20) * other.samples[:n]
    return Recording(samples, recording.rate, recording.playing, recording.tempo_bpm)


def write_wav(path: Path, samples: np.ndarray, rate: int = RATE) -> Path:
    """Sixteen-bit PCM; samples of shape (n,) or (n, channels), clipped at full scale."""
    data = np.clip(np.round(samples * 32767), -32768, 32767).astype("<i2")
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1 if data.ndim == 1 else data.shape[1])
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(data.tobytes())
    return path


KINDS: dict[str, Callable[[float], Recording]] = {
    "violin": violin,
    "guitar": guitar,
    "piano": piano,
    "drums": drums,
    "clicks": clicks,
    "speech": speech,
    "silence": silence,
}


def main() -> None:
    """Write one of the sounds and its truth."""
    parser = argparse.ArgumentParser(prog="python -m tests.sounds", description=main.__doc__)
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--truth", type=Path, help="where to write the truth as JSON")
    args = parser.parse_args()
    recording = KINDS[args.kind](args.seconds)
    write_wav(args.out, recording.samples, recording.rate)
    if args.truth:
        truth = {key: value for key, value in asdict(recording).items() if key != "samples"}
        truth |= {"clock_s": recording.clock_s, "played_s": recording.played_s}
        args.truth.write_text(json.dumps(truth, indent=1))


if __name__ == "__main__":
    main()
