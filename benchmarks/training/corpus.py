"""Takes to learn from, each with what is true of every 50 ms: who plays, sings, talks, or plays elsewhere."""

import subprocess
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, sosfilt

from benchmarks.analysis.scores import Note
from benchmarks.analysis.soundfont import DRUMS
from benchmarks.training import sources
from benchmarks.training.sources import PROGRAMS, RATE_HZ, Rng, Sound
from workers.analysis.recogniser import SOUNDS
from workers.media import ffmpeg

Spans = list[tuple[float, float]]
STEP_S = 0.05
_LATER, BROAD = 496, 1040
_TOGETHER_S = 0.05
_JOINED_S = 0.25  # shorter gaps between notes are playing


@dataclass
class Piece:
    """A take: samples at 24 kHz, the family of its instrument (*melodic*: any of them), and who sounds when."""

    samples: NDArray[np.float32]
    family: str
    when: dict[str, Spans] = field(default_factory=dict)

    def truth(self) -> NDArray[np.int8]:
        """The index in `SOUNDS` of what sounds in each 50 ms; playing over singing over talking over the rest."""
        out = np.zeros(int(len(self.samples) / RATE_HZ / STEP_S) + 1, np.int8)
        for kind in ("elsewhere", "talking", "singing", "playing"):
            for start, end in self.when.get(kind, []):
                out[max(0, round(start / STEP_S)) : round(end / STEP_S)] = SOUNDS.index(kind)
        return out


def piece(rng: Rng, number: int) -> Piece:
    """The take of that number; every kind has its turn, after `_LATER` and `BROAD` what was told apart worst."""
    kinds = (_session, _session, _noises, _session, _talk, _session, _session, _singing, _session, _singing, _noises,
             _session, _talk, _session, _session, _singing)  # fmt: skip
    if number >= _LATER:
        kinds = (_bowed, _bowed, _glimpse, _session, _bowed, _sung_glimpse) if number < BROAD else (_hummed,)
    made = kinds[number % len(kinds)](rng, number)
    made.samples = _recorded(rng, made.samples)
    return made


def melody(
    rng: Rng, low: int, high: int, seconds: float, *, rests: bool = True, first: float | None = None
) -> list[Note]:
    """Somebody's playing: phrases, each in its own manner, with rests between them."""
    at = float(rng.uniform(0.2, 3)) if first is None else first
    notes: list[Note] = []
    while at < seconds - 0.8:
        phrase = _phrase(rng, low, high, at, min(seconds - 0.5, at + float(rng.choice([2, 4, 8, 14, 25]))))
        notes += phrase
        at = max([note.end_s for note in phrase], default=at + 1)
        at += float(rng.uniform(1.5, 9)) if rests else float(rng.uniform(0, 0.5))
    return notes


def _phrase(rng: Rng, low: int, high: int, start: float, end: float) -> list[Note]:
    manner = str(rng.choice(["tune", "tune", "scale", "arpeggio", "long", "repeated", "fast", "chords", "tuning"]))
    beat = {"long": rng.uniform(1.0, 4.0), "fast": rng.uniform(0.09, 0.2), "tuning": rng.uniform(0.8, 3)}.get(
        manner, rng.uniform(0.2, 0.8)
    )
    joined, strength = float(rng.choice([0.5, 0.85, 0.97, 1.0, 1.0])), float(10 ** (rng.uniform(-12, 0) / 20))
    swell = float(rng.uniform(-0.5, 0.5))
    midi, up, notes, at = int(rng.integers(low, high + 1)), 1, [], start
    while at < end:
        length = float(beat * (rng.choice([0.5, 1, 1, 2]) if manner in ("tune", "chords") else 1))
        step = {"scale": 2 * up, "arpeggio": int(rng.choice([3, 4, 5])) * up, "repeated": 0}.get(
            manner, int(rng.integers(-7, 8))
        )
        midi += step
        if not low <= midi <= high:
            up, midi = -up, int(np.clip(midi, low, high))
        loud = strength * float(10 ** (rng.normal(0, 1.5) / 20)) * (1 + swell * (at - start) / max(1, end - start))
        pitches = [midi] if manner != "chords" else [midi - d for d in (0, *rng.choice([3, 4, 7, 9, 12], 2))]
        if manner == "tuning":
            pitches = [midi, midi + 7]
        for pitch in pitches:
            at_s = max(0.0, at + float(rng.normal(0, 0.008)))
            notes.append(
                Note(
                    at_s, max(0.06, length * joined), int(pitch), float(np.clip(loud, 0.05, 1)), float(rng.normal(0, 6))
                )
            )
        at += length
    return notes


def _beat(rng: Rng, seconds: float, *, rests: bool = True) -> list[Note]:
    """A drummer: patterns, fills, single strokes, with rests."""
    notes, at = [], float(rng.uniform(0.3, 3))
    while at < seconds - 1:
        step, until = float(rng.uniform(0.09, 0.35)), min(seconds - 0.5, at + float(rng.uniform(4, 14)))
        pattern = rng.random((8, 6)) < np.asarray([0.3, 0.25, 0.7, 0.1, 0.1, 0.1])
        if not pattern[:, :3].any(axis=1).sum() >= 3:
            pattern[::2, 1] = True
        kit = [36, 38, int(rng.choice([42, 51, 46])), 45, 49, int(rng.choice([37, 39, 56, 60, 64, 70, 75]))]
        number = 0
        while at < until:
            for hit in np.flatnonzero(pattern[number % 8]):
                notes.append(Note(max(0, at + float(rng.normal(0, 0.009))), 0.12, kit[hit], float(rng.uniform(0.3, 1))))
            at, number = at + step, number + 1
        at += float(rng.uniform(2, 9)) if rests else 0.0
    return sorted(notes, key=lambda note: note.start_s)


def spans(notes: list[Note], joined_s: float = _JOINED_S) -> Spans:
    """Where these notes sound."""
    found: list[list[float]] = []
    for note in sorted(notes, key=lambda one: one.start_s):
        if found and note.start_s - found[-1][1] <= joined_s:
            found[-1][1] = max(found[-1][1], note.end_s)
        else:
            found.append([note.start_s, note.end_s])
    return [(start, end) for start, end in found]


def _instrument(
    rng: Rng, notes_for: float, *, rests: bool = True, family: str | None = None
) -> tuple[Sound, str, Spans]:
    """Somebody plays something, or one of a family of `PROGRAMS`."""
    family = family or str(
        rng.choice(["bowed", "plucked", "wind", "brass", "keyboard", "bowed", "wind", "pitched", "drums", "drums"])
    )
    if family == "drums":
        notes = _beat(rng, notes_for, rests=rests)
        return (
            sources.sampled(notes, DRUMS, notes_for, int(rng.choice(sources.DRUM_KITS))),
            "percussion",
            spans(notes, 0.75),
        )
    programs, low, high = PROGRAMS[family]
    lowest = int(rng.integers(low, max(low + 1, high - 20)))
    notes = melody(rng, lowest, min(high, lowest + int(rng.integers(12, 28))), notes_for, rests=rests)
    if rng.random() < 0.25:
        body = sources.made_up(rng)
        return sources.made(rng, notes, body, notes_for), sources.family_of(body), spans(notes)
    sound = sources.sampled(notes, int(rng.choice(programs)), notes_for)
    return sound, sources.FAMILIES[family], spans(notes)


def _sung(rng: Rng, seconds: float, *, rests: bool, alone: bool = False) -> tuple[Sound, Spans]:
    """Somebody sings or hums; now and then in chords, if not `alone`."""
    lowest = int(rng.integers(41, 68))
    notes = melody(rng, lowest, lowest + int(rng.integers(7, 17)), seconds, rests=rests, first=None if rests else 0.05)
    if alone:
        notes = _line(notes)
    if rng.random() < 0.2:
        return sources.sampled(notes, int(rng.choice(PROGRAMS["choir"][0])), seconds), spans(notes)
    return sources.made(rng, notes, sources.singer(rng, rng.random() < 0.4), seconds), spans(notes)


def _line(notes: list[Note]) -> list[Note]:
    """Of notes that begin together only the first."""
    line: list[Note] = []
    for note in sorted(notes, key=lambda one: one.start_s):
        if not line or note.start_s - line[-1].start_s > _TOGETHER_S:
            line.append(note)
    return line


def _session(rng: Rng, number: int) -> Piece:
    """Practice: playing, and in the rests whatever happens in a room."""
    seconds = float(rng.uniform(25, 50))
    return _practice(rng, number, seconds, _instrument(rng, seconds, rests=rng.random() > 0.12))


def _hummed(rng: Rng, number: int) -> Piece:
    """Practice with a voice in every rest, mostly on what is plucked or has keys."""
    seconds = float(rng.uniform(20, 45))
    families = ("plucked", "keyboard", "wind", "plucked", "bowed", "plucked", "keyboard", "brass", "pitched", "plucked")
    played = _instrument(rng, seconds, family=families[number % len(families)])
    return _practice(rng, number, seconds, played, ("hum",))


def _bowed(rng: Rng, number: int) -> Piece:
    """Practice on a bowed or blown instrument with a body of its own, which is nearest to a voice."""
    seconds = float(rng.choice([6, 12, 30, 45]))
    low = int(rng.integers(36, 67))
    notes = melody(rng, low, low + int(rng.integers(12, 24)), seconds, first=float(rng.uniform(0.2, 1.0)))
    body = sources.bodied(rng)
    sound = sources.made(rng, notes, body, seconds)
    return _practice(rng, number, seconds, (sound, sources.family_of(body), spans(notes)))


def _glimpse(rng: Rng, number: int) -> Piece:
    """A few seconds of practice."""
    seconds = float(rng.uniform(5, 14))
    return _practice(rng, number, seconds, _instrument(rng, seconds, rests=rng.random() < 0.5))


def _sung_glimpse(rng: Rng, _number: int) -> Piece:
    """A few seconds of singing."""
    seconds = float(rng.uniform(5, 14))
    sound, sung = _sung(rng, seconds, rests=rng.random() < 0.5)
    return Piece(_room(rng, sound / sources.loudness(sound), 40), "voice", {"singing": sung})


def _practice(
    rng: Rng,
    number: int,
    seconds: float,
    played: tuple[Sound, str, Spans],
    happening: tuple[str, ...] = ("nothing", "talk", "sing", "knock", "talk", "sing"),
) -> Piece:
    sound, family, playing = played
    sound = sound / sources.loudness(sound)
    when: dict[str, Spans] = {"playing": playing, "singing": [], "talking": [], "elsewhere": []}
    edges = [0.0, *[edge for span in spans_joined(playing) for edge in span], seconds]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start > 1.6:
            _happen(rng, sound, when, str(rng.choice(happening)), start + 0.3, end - 0.3)
    if number % 3 == 0:
        other, _, _ = _instrument(rng, seconds, rests=False)
        more, _, _ = _instrument(rng, seconds, rests=False)
        both = other / sources.loudness(other) + float(rng.choice([0, 1])) * more / sources.loudness(more)
        sound += 10 ** (rng.uniform(-22, -11) / 20) * _afar(rng, both / sources.loudness(both))
        when["elsewhere"] = [(0.0, seconds)]
    elif number % 5 == 0:
        sound += 10 ** (rng.uniform(-25, 0) / 20) * sources.ticking(rng, seconds) * 4
    elif number % 7 == 0:
        sound += 10 ** (rng.uniform(-28, -14) / 20) * _afar(rng, sources.said(rng, seconds))
    return Piece(_room(rng, sound, 45 if rng.random() < 0.3 else 32), family, when)


def spans_joined(playing: Spans) -> Spans:
    """Playing with gaps of a second bridged."""
    return spans([Note(start, end - start, 60) for start, end in playing], 1.0)


def _happen(rng: Rng, sound: Sound, when: dict[str, Spans], what: str, start: float, end: float) -> None:
    """Put talk, singing or a noise into a rest."""
    length = float(rng.uniform(0.5, 1) * (end - start)) if end - start > 2 else end - start
    at, gain = int(start * RATE_HZ), 1.0
    if what == "talk":
        other, gain = sources.said(rng, length), 10 ** (rng.uniform(-16, 5) / 20)
        when["talking"].append((start, start + len(other) / RATE_HZ))
    elif what in ("sing", "hum"):
        other, sung = _sung(rng, length, rests=False, alone=what == "hum")
        other, gain = other / sources.loudness(other), 10 ** (rng.uniform(-16, 0) / 20)
        when["singing"] += [(start + a, start + b) for a, b in sung]
    elif what == "knock":
        for _ in range(int(rng.integers(1, 4))):
            where = int(rng.uniform(start, max(start + 0.1, end - 1.2)) * RATE_HZ)
            knock = sources.knock(rng) * 10 ** (rng.uniform(-10, 6) / 20)
            fits = sound[where : where + len(knock)]
            fits += knock[: len(fits)]
        return
    else:
        return
    fits = sound[at : at + len(other)]
    fits += gain * other[: len(fits)]


def _talk(rng: Rng, _number: int) -> Piece:
    """Nothing but talk, of one or several, near or far."""
    seconds = float(rng.uniform(20, 40))
    sound = sources.said(rng, seconds)
    sound = np.pad(sound, (0, max(0, int(seconds * RATE_HZ) - len(sound))))
    if rng.random() < 0.25:
        sound[: int(seconds * RATE_HZ)] += 0.5 * sources.said(rng, seconds)[: len(sound)]
    for _ in range(int(rng.integers(0, 4))):
        knock, at = sources.knock(rng), int(rng.uniform(0, seconds - 2) * RATE_HZ)
        sound[at : at + len(knock)] += knock
    family = str(rng.choice(["melodic", "percussion", "voice"]))
    return Piece(_room(rng, sound, 45), family, {"talking": [(0.0, seconds)]})


def _singing(rng: Rng, _number: int) -> Piece:
    """A singer practises; talk in some of the rests."""
    seconds = float(rng.uniform(20, 40))
    sound, sung = _sung(rng, seconds, rests=True)
    sound, when = sound / sources.loudness(sound), {"singing": sung, "talking": [], "elsewhere": []}
    edges = [0.0, *[edge for span in spans_joined(sung) for edge in span], seconds]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start > 1.6:
            _happen(rng, sound, when, str(rng.choice(["nothing", "talk", "knock"])), start + 0.3, end - 0.3)
    if rng.random() < 0.3:
        other, _, _ = _instrument(rng, seconds, rests=False)
        sound += 10 ** (rng.uniform(-24, -12) / 20) * _afar(rng, other / sources.loudness(other))
        when["elsewhere"] = [(0.0, seconds)]
    return Piece(_room(rng, sound, 40), "voice", when)


def _noises(rng: Rng, _number: int) -> Piece:
    """Nobody plays: knocks, hiss that changes, a metronome, mains."""
    seconds = float(rng.uniform(20, 35))
    sound = np.zeros(int(seconds * RATE_HZ))
    for _ in range(int(rng.integers(0, 15))):
        knock, at = sources.knock(rng), int(rng.uniform(0, seconds - 2) * RATE_HZ)
        sound[at : at + len(knock)] += knock
    if rng.random() < 0.7:
        sound += 10 ** (rng.uniform(-20, 0) / 20) * sources.ticking(rng, seconds)
    swell = np.interp(np.arange(len(sound)), np.linspace(0, len(sound), 12), 10 ** (rng.uniform(-30, -5, 12) / 20))
    sound += swell * sources.noise(rng, len(sound), float(rng.uniform(0, 2)))
    return Piece(_room(rng, sound, 40), str(rng.choice(["melodic", "percussion", "voice"])), {})


def _afar(rng: Rng, sound: Sound) -> Sound:
    """Through a loudspeaker or a wall; or in the same room, only softer."""
    if rng.random() < 0.45:
        return sound / sources.loudness(sound)
    low, high = float(rng.uniform(60, 400)), float(rng.choice([1200, 3000, 6000, 9000]))
    far = sosfilt(butter(1, [low, high], "band", fs=RATE_HZ, output="sos"), sound)
    far = fftconvolve(far, _echo(rng, float(rng.uniform(0.2, 0.8)), float(rng.uniform(0.3, 1.5))))[: len(sound)]
    return np.asarray(far / sources.loudness(far))


def _echo(rng: Rng, decay_s: float, wet: float) -> Sound:
    """A room's answer: sparse at first, dense and dark later."""
    t = np.arange(int(decay_s * 1.2 * RATE_HZ)) / RATE_HZ
    dense = rng.random(len(t)) < np.clip((t / 0.08) ** 2, 0.0008, 1)
    tail = rng.standard_normal(len(t)) * dense * np.exp(-6.9 * t / decay_s)
    dark = sosfilt(butter(1, float(rng.uniform(1500, 7000)), fs=RATE_HZ, output="sos"), tail)
    dark *= wet / (np.sqrt(np.sum(dark**2)) + 1e-9)
    dark[0] += 1
    return np.asarray(dark)


def _room(rng: Rng, sound: Sound, best_snr_db: float) -> NDArray[np.float32]:
    """In a room with its own noise, at some level."""
    loud = sources.loudness(sound)
    wet = fftconvolve(sound, _echo(rng, float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.05, 0.6))))[: len(sound)]
    snr_db = float(rng.uniform(4, best_snr_db))
    out = wet + loud * 10 ** (-snr_db / 20) * sources.noise(rng, len(sound), float(rng.uniform(0, 2)))
    t = np.arange(len(out)) / RATE_HZ
    mains = sum(np.sin(2 * np.pi * 50 * (1.2 if rng.random() < 0.4 else 1) * n * t) / n for n in range(1, 6))
    out += loud * 10 ** (-(snr_db + rng.uniform(5, 30)) / 20) * mains
    if rng.random() < 0.2:  # a fan, a fridge, a lamp
        whine = sum(np.sin(2 * np.pi * hz * t) for hz in rng.uniform(90, 3000, int(rng.integers(1, 4))))
        out += loud * 10 ** (-(snr_db + rng.uniform(3, 15)) / 20) * whine
    return np.asarray(out / loud * 10 ** (rng.uniform(-36, -12) / 20), np.float32)


def _recorded(rng: Rng, samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """What a phone makes of it; half of the takes through Opus."""
    band = butter(1, [rng.uniform(40, 160), rng.uniform(5000, 11000)], "band", fs=RATE_HZ, output="sos")
    heard = np.tanh(sosfilt(band, samples)).astype("<f4")
    if rng.random() < 0.5:
        return np.asarray(heard, np.float32)
    head = [ffmpeg.executable(), "-v", "error"]
    raw = ["-f", "f32le", "-ar", str(RATE_HZ), "-ac", "1"]
    small = subprocess.run(
        [*head, *raw, "-i", "pipe:0", "-c:a", "libopus", "-b:a", f"{rng.choice([24, 32, 48])}k", "-f", "webm",
         "pipe:1"],
        input=heard.tobytes(), capture_output=True, check=True,
    ).stdout  # fmt: skip
    back = subprocess.run([*head, "-i", "pipe:0", *raw, "pipe:1"], input=small, capture_output=True, check=True).stdout
    return np.frombuffer(back, "<f4").copy()
