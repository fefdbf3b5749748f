"""Takes to learn from, each with what is true of every 50 ms: who plays, sings, talks, or plays elsewhere."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, sosfilt

from benchmarks.analysis.material.soundfont import DRUMS
from benchmarks.training import machines, sources
from benchmarks.training.phrases import Spans, detached, drumming, melody, one_line, spans, spans_joined
from benchmarks.training.sources import PROGRAMS, RATE_HZ, Rng, Sound
from workers.analysis.playing.recogniser import SOUNDS
from workers.media import ffmpeg

Room = Callable[[Rng, Sound, float], NDArray[np.float32]]
STEP_S = 0.05
# From which number on what was told apart worst has its turn: hums, short notes and machines, drones, drums, babble.
_LATER, _VOICES, _SHORT, _DRONES, _DRUMS, _BABBLE = 496, 1040, 1200, 1560, 1600, 1616
_MACHINES = ("nothing", "machine", "talk", "knock", "machine", "sing")
_RESTS = ("nothing", "talk", "sing", "knock", "talk", "sing")


@dataclass
class Piece:
    """A recording: samples at 24 kHz, the family of its instrument (*melodic*: any of them), and who sounds when."""

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
    """The recording of that number; every kind has its turn, later those that were told apart worst."""
    kinds = (_session, _session, _noises, _session, _talk, _session, _session, _singing, _session, _singing, _noises,
             _session, _talk, _session, _session, _singing)  # fmt: skip
    if number >= _BABBLE:
        kinds = (_babble,)
    elif number >= _DRUMS:
        kinds = (_drums,)
    elif number >= _DRONES:
        kinds = (_drone,)
    elif number >= _SHORT:
        kinds = (_detached, _noisy, _machines, _detached, _noisy, _detached, _voiced, _machines)
    elif number >= _VOICES:
        kinds = (_hummed,)
    elif number >= _LATER:
        kinds = (_bowed, _bowed, _glimpse, _session, _bowed, _sung_glimpse)
    made = kinds[number % len(kinds)](rng, number)
    made.samples = _recorded(rng, made.samples)
    return made


def broad(number: int) -> bool:
    """Whether all kinds of network learn from the recording: from those with a hum in every rest only one does."""
    return not _VOICES <= number < _SHORT


def _instrument(
    rng: Rng, notes_for: float, *, rests: bool = True, family: str | None = None
) -> tuple[Sound, str, Spans]:
    """Somebody plays something, or one of a family of `PROGRAMS`."""
    family = family or str(
        rng.choice(["bowed", "plucked", "wind", "brass", "keyboard", "bowed", "wind", "pitched", "drums", "drums"])
    )
    if family == "drums":
        notes = drumming(rng, notes_for, rests=rests)
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
        notes = one_line(notes)
    if rng.random() < 0.2:
        return sources.sampled(notes, int(rng.choice(PROGRAMS["choir"][0])), seconds), spans(notes)
    return sources.made(rng, notes, sources.singer(rng, rng.random() < 0.4), seconds), spans(notes)


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


def _detached(rng: Rng, number: int) -> Piece:
    """Short notes with rests, mostly dry and in a quiet room; now and then sung."""
    seconds = float(rng.uniform(12, 28))
    family = str(rng.choice(["bowed", "plucked", "wind", "brass", "keyboard", "pitched", "plucked", "sung"]))
    programs, low, high = PROGRAMS["choir" if family == "sung" else family]
    lowest = int(rng.integers(low, max(low + 1, high - 20)))
    notes = detached(rng, lowest, min(high, lowest + int(rng.integers(7, 24))), seconds)
    if family == "sung":
        body = sources.singer(rng, rng.random() < 0.3)
        sound, family = sources.made(rng, one_line(notes), body, seconds), "voice"
    elif rng.random() < 0.5:
        body = sources.damped(rng, sources.made_up(rng) if rng.random() < 0.6 else sources.bodied(rng))
        sound, family = sources.made(rng, notes, body, seconds), sources.family_of(body)
    else:
        sound, family = sources.sampled(notes, int(rng.choice(programs)), seconds), sources.FAMILIES[family]
    room = _dry if rng.random() < 0.75 else _room
    return _practice(
        rng, number if rng.random() < 0.3 else 1, seconds, (sound, family, spans(notes, 1.0)), _MACHINES, room
    )


def _noisy(rng: Rng, number: int) -> Piece:
    """Practice in loud noise, mostly on what dies away."""
    seconds = float(rng.uniform(15, 35))
    families = ("plucked", "keyboard", "plucked", "bowed", "keyboard", "plucked", "brass", "keyboard", "wind")
    played = _instrument(rng, seconds, family=families[number % len(families)])
    return _practice(rng, number, seconds, played, room=_loud_room)


def _drums(rng: Rng, number: int) -> Piece:
    """A drummer, near or in noise, so that knocks are not all that is met without a tone."""
    seconds = float(rng.uniform(15, 30))
    room = (_dry, _loud_room, _room)[number % 3]
    return _practice(rng, 1, seconds, _instrument(rng, seconds, family="drums"), _MACHINES, room)


def _babble(rng: Rng, _number: int) -> Piece:
    """Somebody talks, syllable by syllable, no two at one pitch: so unlike short notes is speech."""
    seconds = float(rng.uniform(12, 28))
    sound = sources.babble(rng, seconds)
    room = _dry if rng.random() < 0.6 else _room
    families = ("melodic", "percussion", "voice", "bowed", "plucked", "keys", "blown")
    return Piece(room(rng, sound, 45), str(rng.choice(families)), {"talking": [(0.0, seconds)]})


def _voiced(rng: Rng, number: int) -> Piece:
    """Practice on what lasts, with a voice in every rest."""
    seconds = float(rng.uniform(20, 40))
    played = _instrument(rng, seconds, family=str(rng.choice(["brass", "wind", "bowed", "wind"])))
    return _practice(rng, number, seconds, played, ("hum",))


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
    happening: tuple[str, ...] = _RESTS,
    room: Room | None = None,
) -> Piece:
    sound, family, playing = played
    sound = sound / sources.loudness(sound)
    sings = {"singing": playing} if family == "voice" else {"playing": playing}
    when: dict[str, Spans] = {"playing": [], "singing": [], "talking": [], "elsewhere": []} | sings
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
    return Piece((room or _room)(rng, sound, 45 if rng.random() < 0.3 else 32), family, when)


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
    elif what == "machine":
        other, gain = machines.machine(rng, length), 10 ** (rng.uniform(-18, 3) / 20)
        other = other / sources.loudness(other)
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


def _machines(rng: Rng, _number: int) -> Piece:
    """Nobody plays: something whines, beeps, rings, or is knocked on."""
    seconds = float(rng.uniform(12, 28))
    sound = sum(
        10 ** (rng.uniform(-15, 0) / 20) * machines.machine(rng, seconds) for _ in range(int(rng.integers(1, 3)))
    )
    families = ("melodic", "percussion", "voice", "bowed", "plucked", "keys", "blown")
    room = _dry if rng.random() < 0.6 else _room
    return Piece(room(rng, np.asarray(sound), 40), str(rng.choice(families)), {})


def _drone(rng: Rng, _number: int) -> Piece:
    """Nobody plays: one tone, all the time or from some moment on."""
    seconds = float(rng.uniform(10, 30))
    sound = machines.drone(rng, seconds)
    families = ("melodic", "voice", "bowed", "plucked", "keys", "blown")
    room = _dry if rng.random() < 0.6 else _room
    return Piece(room(rng, sound, 40), str(rng.choice(families)), {})


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


def _loud_room(rng: Rng, sound: Sound, _best_snr_db: float) -> NDArray[np.float32]:
    """In a room that is 4 to 12 dB softer than the playing."""
    return _room(rng, sound, 12)


def _dry(rng: Rng, sound: Sound, _best_snr_db: float) -> NDArray[np.float32]:
    """Close to the microphone, in a room that hardly answers and may be quiet."""
    loud, snr_db = sources.loudness(sound), float(rng.uniform(8, 75))
    if rng.random() < 0.5:
        sound = fftconvolve(sound, _echo(rng, float(rng.uniform(0.05, 0.3)), float(rng.uniform(0.02, 0.2))))[
            : len(sound)
        ]
    out = sound + loud * 10 ** (-snr_db / 20) * sources.noise(rng, len(sound), float(rng.uniform(0, 2)))
    return np.asarray(out / loud * 10 ** (rng.uniform(-36, -12) / 20), np.float32)


def _recorded(rng: Rng, samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """What a phone makes of it; half of the recordings through Opus."""
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
