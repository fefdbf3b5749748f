"""`python -m benchmarks.analysis.timing.fit_onsets` fits the weights of `workers.analysis.timing.onset_times`.

Takes of 24 s on FluidR3 and on additive instruments, slow to quick, bowed, blown, plucked, struck, chords and drums,
from a seed; for percussion alone grooves on its kits, and mallets; logistic regressions by Newton's method. Nothing
that the benchmark measures is used. Needs the Debian packages `fluidsynth` and `fluid-soundfont-gm`.
"""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.analysis.material import additive, recordings, scores, soundfont
from benchmarks.analysis.material.recordings import TIMBRES, Recording, Surroundings
from benchmarks.analysis.timing import grooves
from workers.analysis.pitch.intonation import PitchAnalyser
from workers.analysis.pitch.notes import Note
from workers.analysis.shared.spectrum import FINE_HOP, FINE_WINDOW, RATE_HZ, Framer
from workers.analysis.shared.values import Span, SpanKind
from workers.analysis.timing import onset_times
from workers.analysis.timing.onsets import OnsetReader, jumps
from workers.media import Decoding

FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
SEED, SECONDS, ROUNDS = 20_261, 24.0, 2
_CODECS = (("wav", 0), ("opus", 32), ("opus", 48), ("aac", 64))
GROOVES = 54
_MALLETS = ((11, 53, 89), (12, 48, 84), (13, 65, 96), (14, 60, 77))  # General MIDI programs, ranges


@dataclass(frozen=True)
class Heard:
    """What onsets are found in."""

    novelty: np.ndarray
    notes: tuple[Note, ...]
    level_db: np.ndarray


def heard(path: Path | str) -> Heard:
    """Listen to a recording as far as onsets need it."""
    onsets, pitch, fine = OnsetReader(), PitchAnalyser(), Framer(FINE_WINDOW, FINE_HOP)
    for block in Decoding(Path(path), rate_hz=RATE_HZ):
        for frames in fine.push(block):
            onsets.read(frames)
        pitch.push(block)
    for frames in fine.finish():
        onsets.read(frames)
    novelty = onsets.novelty.array().astype(np.float32).sum(axis=1)
    return Heard(novelty, pitch.finish().notes, onsets.level_db.array().astype(np.float32))


def truth(notes: list[scores.Note]) -> np.ndarray:
    """When notes begin; what begins within 30 ms is one."""
    starts = np.sort([note.start_s for note in notes])
    kept: list[float] = []
    for start in starts:
        if not kept or start - kept[-1] > 0.03:
            kept.append(float(start))
    return np.asarray(kept)


def recording(rng: np.random.Generator, folder: Path, name: str, kind: str, sampled: bool) -> Recording:
    """A melody at any speed on one instrument, somewhere."""
    tempo, legato = scores.steady(float(rng.uniform(55, 230))), float(rng.choice([0.6, 0.9, 1.0]))
    jitter = float(rng.uniform(0.003, 0.02))
    if sampled:
        player = recordings.ranged(kind, jitter_s=jitter, legato=legato)
        if kind in ("piano", "accordion", "guitar") and rng.random() < 0.5:
            player = replace(player, chords=True, low=player.low + 8)
        sound, notes = recordings.sampled(rng, kind, player, tempo, SECONDS, 0)
    else:
        timbre, low, high = TIMBRES[kind]
        sway = 5.5 if kind in recordings.SWAYING and rng.random() < 0.6 else 0.0
        player = scores.Player(low, high, vibrato_hz=sway, vibrato_cents=25, legato=legato, jitter_s=jitter)
        notes = scores.melody(rng, player, tempo, SECONDS)
        sound, _ = additive.play(notes, timbre, SECONDS, rng)
    codec, kbps = _CODECS[int(rng.integers(len(_CODECS)))]
    around = Surroundings(float(rng.uniform(8, 35)), float(rng.uniform(0.15, 0.6)), codec=codec, kbps=kbps)
    return recordings.finished(rng, folder, name, sound, Recording(folder, SECONDS, kind, notes), around)


def examples(one: Recording) -> tuple[np.ndarray, np.ndarray]:
    """Features of each candidate of a recording, and whether it is a true onset's."""
    found, _ = _candidates(one)
    return found.features, _begun(found, truth(one.notes))


def struck_examples(one: Recording, strokes_s: np.ndarray, hidden_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same of percussion, how far the level jumps with it; strokes that noise hides are neither."""
    found, level_db = _candidates(one)
    right = _begun(found, strokes_s)
    clear = (right == 1) | (_begun(found, hidden_s) == 0)
    features = np.column_stack([found.features, jumps(level_db, found.times_s)])
    return features[clear], right[clear]


def _candidates(one: Recording) -> tuple[onset_times.Candidates, np.ndarray]:
    features = heard(one.path)
    spans = tuple(Span(SpanKind.PLAYING, start, end) for start, end in one.playing)
    return onset_times.candidates(features.novelty, features.notes, spans), features.level_db


def _begun(found: onset_times.Candidates, true_s: np.ndarray) -> np.ndarray:
    """1 for each candidate that is a true onset's: the highest near it, else the nearest."""
    right = np.zeros(len(found.times_s))
    for at_s in true_s:
        off = np.abs(found.times_s + 0.004 - at_s)
        near = np.flatnonzero(off < 0.035)
        if len(near):
            right[near[found.features[near, 0].argmax()]] = 1
        elif len(off) and off.min() < 0.06:
            right[off.argmin()] = 1
    return right


def mallets(rng: np.random.Generator, folder: Path, number: int) -> Recording:
    """A melody on a marimba or its like."""
    program, low, high = _MALLETS[number % len(_MALLETS)]
    player = scores.Player(low, high, jitter_s=0.01)
    notes = scores.melody(rng, player, scores.steady(float(rng.uniform(60, 200))), SECONDS)
    sound = soundfont.play(notes, program, SECONDS)
    around = Surroundings(float(rng.uniform(10, 35)), float(rng.uniform(0.15, 0.6)))
    return recordings.finished(
        rng, folder, f"mallets{number}", sound, Recording(folder, SECONDS, "marimba", notes), around
    )


def fitted(features: np.ndarray, right: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights and, last, the bias of the likeliest logistic function."""
    columns = np.c_[features, np.ones(len(features))]
    weights = np.zeros(columns.shape[1])
    penalty = np.r_[np.full(features.shape[1], ridge), 1e-6]
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(columns @ weights, -30, 30)))
        curvature = (columns * (likely * (1 - likely) + 1e-6)[:, None]).T @ columns + np.diag(penalty)
        weights = weights + np.linalg.solve(curvature, columns.T @ (right - likely) - penalty * weights)
    return weights


def main() -> None:
    """Make the recordings, fit, print."""
    soundfont.FONTS = (FONT,)
    with tempfile.TemporaryDirectory() as folder:
        _print("WEIGHTS", _all(np.random.default_rng(SEED), Path(folder)))
        _print("STRUCK_WEIGHTS", _struck(np.random.default_rng(SEED + 1), Path(folder)))


def _all(rng: np.random.Generator, folder: Path) -> list[tuple[np.ndarray, np.ndarray]]:
    kinds = [*((kind, True) for kind in [*soundfont.PROGRAMS, "drums"]), *((kind, False) for kind in TIMBRES)]
    numbered = enumerate(ROUNDS * kinds)
    return [examples(recording(rng, folder, str(number), kind, sampled)) for number, (kind, sampled) in numbered]


def _struck(rng: np.random.Generator, folder: Path) -> list[tuple[np.ndarray, np.ndarray]]:
    pairs = []
    for number in range(GROOVES):
        one = grooves.drumming(rng, folder, number, 1, SECONDS)
        pairs.append(struck_examples(one.recording, one.strokes_s, one.hidden_s))
        if number % 6 == 0:
            struck = mallets(rng, folder, number // 6)
            pairs.append(struck_examples(struck, truth(struck.notes), np.zeros(0)))
    return pairs


def _print(name: str, pairs: list[tuple[np.ndarray, np.ndarray]]) -> None:
    features, right = (np.concatenate([pair[n] for pair in pairs]) for n in range(2))
    weights = fitted(features, right)
    print(f"{len(right)} candidates, {right.mean():.1%} of them onsets")
    print(f"{name} =", tuple(round(float(w), 2) for w in weights[:-1]), "BIAS =", round(float(weights[-1]), 2))


if __name__ == "__main__":
    main()
