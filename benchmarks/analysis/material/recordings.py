"""Whole recordings: somebody plays, rests, talks or turns a page, in a room, before a phone."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.analysis.material import additive, scores, soundfont, world
from benchmarks.analysis.material.additive import RATE_HZ, Sounded, Timbre
from benchmarks.analysis.material.scores import Note, Player, Tempo

Spans = list[tuple[float, float]]

TIMBRES: dict[str, tuple[Timbre, int, int]] = {
    "violin": (additive.VIOLIN, 55, 86), "cello": (additive.CELLO, 36, 64), "clarinet": (additive.CLARINET, 52, 82),
    "flute": (additive.FLUTE, 62, 93), "trumpet": (additive.TRUMPET, 54, 80), "voice": (additive.VOICE, 50, 76),
    "guitar": (additive.GUITAR, 40, 72), "piano": (additive.PIANO, 40, 84),
}  # fmt: skip
CODECS = (("opus", 32), ("opus", 48), ("aac", 64), ("wav", 0))
COLOURS = (0.0, 1.0, 2.0)  # white, pink, brown
SWAYING = ("violin", "cello", "flute", "voice", "trumpet", "clarinet")


@dataclass
class Recording:
    """A recording and the truth about it."""

    path: Path
    seconds: float
    instrument: str
    notes: list[Note]
    bpm: float = 0.0
    tempo: Tempo | None = None
    sounded: list[Sounded] = field(default_factory=list)
    talk: Spans = field(default_factory=list)

    @property
    def playing(self) -> Spans:
        """Where the instrument plays."""
        return scores.spans(self.notes)

    @property
    def played_s(self) -> float:
        """The sum of that."""
        return sum(end - start for start, end in self.playing)


@dataclass(frozen=True)
class Surroundings:
    """What a recording is heard through: noise, hum, room, what happens in the rests, the codec."""

    snr_db: float = 25.0
    decay_s: float = 0.35
    happenings: tuple[str, ...] = ()  # talk, page, bump, hum (a voice that hums)
    music_db: float | None = None  # other music, to the playing
    colour: float | None = None  # of the noise, see `world.noise`; None: drawn
    codec: str = "opus"
    kbps: int = 48


def sampled(
    rng: np.random.Generator, instrument: str, player: Player, tempo: Tempo, seconds: float, font: int
) -> tuple[np.ndarray, list[Note]]:
    """A melody (or a beat) on a soundfont."""
    if instrument == "drums":
        notes = drumming(rng, tempo, seconds)
        return soundfont.play(notes, soundfont.DRUMS, seconds, font), notes
    program = soundfont.PROGRAMS[instrument][0]
    notes = scores.melody(rng, player, tempo, seconds)
    return soundfont.play(notes, program, seconds, font), notes


def ranged(instrument: str, **how: float) -> Player:
    """A player within the instrument's range."""
    low, high = soundfont.PROGRAMS.get(instrument, (0, 48, 72))[1:]
    return Player(low=low, high=high, **how)  # type: ignore[arg-type]


def drumming(rng: np.random.Generator, tempo: Tempo, seconds: float) -> list[Note]:
    """A hand-played beat: eight bars, two bars of rest."""
    notes = []
    for number, at_s in enumerate(scores.beats(tempo, 1.0, seconds - 1.5)):
        if number // 4 % 10 >= 8:
            continue
        for half in (0.0, 30 / tempo(at_s)):
            notes.append(Note(at_s + half + rng.normal(0, 0.008), 0.1, 42, float(rng.uniform(0.5, 0.9))))
        notes.append(Note(at_s + rng.normal(0, 0.008), 0.1, 38 if number % 2 else 36, float(rng.uniform(0.7, 1.0))))
    return sorted(notes, key=lambda note: note.start_s)


def finished(
    rng: np.random.Generator, folder: Path, name: str, sound: np.ndarray, recording: Recording, around: Surroundings
) -> Recording:
    """Put the playing into its surroundings and record it; fills in the recording's path and what was said."""
    mix, loud = sound.copy(), world.rms(sound)
    mask = np.zeros(len(sound), bool)
    for start, end in recording.playing:
        mask[int(start * RATE_HZ) : int(end * RATE_HZ)] = True
    if mask.any():
        loud = float(np.sqrt(np.mean(sound[mask] ** 2)))
    for number, (start, end) in enumerate(scores.rests(recording.notes, recording.seconds)):
        if around.happenings:
            _happen(rng, mix, recording, around.happenings[number % len(around.happenings)], (start, end, loud))
    if around.music_db is not None:
        mix += _other_music(rng, recording.seconds, loud * 10 ** (around.music_db / 20))
    mix = world.room(rng, mix, around.decay_s)
    drawn = float(rng.choice(COLOURS))
    colour = drawn if around.colour is None else around.colour
    mix += loud * 10 ** (-around.snr_db / 20) * world.noise(rng, len(mix), colour)
    mix += 0.1 * loud * 10 ** (-around.snr_db / 20) * world.hum(len(mix), float(rng.choice([50.0, 60.0])))
    level = 10 ** (rng.uniform(-26, -14) / 20) / loud
    recording.path = world.record(world.phone(rng, mix * level), folder, name, around.codec, around.kbps)
    return recording


def _happen(
    rng: np.random.Generator, mix: np.ndarray, recording: Recording, what: str, where: tuple[float, float, float]
) -> None:
    start, end, loud = where
    if what == "talk":
        sound = world.talk(rng, end - start) * loud / 0.1 * 10 ** (rng.uniform(-8, 2) / 20)
        recording.talk.append((start, start + len(sound) / RATE_HZ))
    elif what == "hum":
        sound = _humming(rng, end - start) * loud * 10 ** (rng.uniform(-12, -4) / 20)
    else:
        sound = {"page": world.page, "bump": world.bump}[what](rng) * 2 * loud
    at = int(start * RATE_HZ)
    mix[at : at + len(sound)] += sound[: len(mix) - at]


def _humming(rng: np.random.Generator, seconds: float) -> np.ndarray:
    """The player hums the tune in the rest, RMS 1."""
    player = Player(low=48, high=60, spread_cents=25, legato=1.0)
    notes = scores.melody(rng, player, scores.steady(float(rng.uniform(70, 110))), seconds + 1.5, None)
    humming = Timbre(2.2, attack_s=0.08, breath=0.02, restless_cents=8, scoop_cents=-60)
    sound, _ = additive.play(notes, humming, seconds + 1.5, rng)
    sound = sound[RATE_HZ : int((seconds + 1) * RATE_HZ)]
    return np.asarray(sound / world.rms(sound))


def _other_music(rng: np.random.Generator, seconds: float, level: float) -> np.ndarray:
    """A loudspeaker next door: piano chords and a beat."""
    tempo = scores.steady(float(rng.uniform(80, 130)))
    chords = scores.melody(rng, Player(low=52, high=72, chords=True), tempo, seconds + 2, None)
    sound = soundfont.play(chords, 0, seconds, 1) + 0.5 * soundfont.play(
        drumming(rng, tempo, seconds + 2), soundfont.DRUMS, seconds, 1
    )
    return np.asarray(sound * level / world.rms(sound))
