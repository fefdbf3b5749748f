"""`python -m benchmarks.analysis.timing.fit_onsets [FOLDER]` fits what tells onsets in `workers.analysis.timing`.

Takes of 24 s on FluidR3 and on additive instruments, slow to quick, bowed, blown, plucked, struck, chords and drums,
from a seed; for percussion alone grooves on its kits, and mallets: logistic regressions by Newton's method, printed.
On the same takes and on real notes of FOLDER (or `WOODSHED_REAL`; `benchmarks.analysis.real.tones`, those that may be
learned from) in real rooms and close to the microphone, small networks, written where they are read from. Nothing that
the benchmark measures is used. Needs the Debian packages `fluidsynth` and `fluid-soundfont-gm`.
"""

import os
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.analysis.material import additive, recordings, scores, soundfont
from benchmarks.analysis.material.recordings import TIMBRES, Recording, Surroundings
from benchmarks.analysis.real import phrases, rooms, tones
from benchmarks.analysis.real.sources import LEARNED
from benchmarks.analysis.timing import grooves
from benchmarks.training.fit import network
from workers.analysis.pipeline import Readers
from workers.analysis.shared.networks import Weights
from workers.analysis.shared.spectrum import RATE_HZ
from workers.analysis.shared.values import Span, SpanKind
from workers.analysis.timing import Sounding, onset_networks
from workers.analysis.timing.candidates import Candidates, candidates
from workers.analysis.timing.onsets import jumps
from workers.media import Decoding

FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
SEED, SECONDS, ROUNDS = 20_261, 24.0, 2
_CODECS = (("wav", 0), ("opus", 32), ("opus", 48), ("aac", 64))
GROOVES = 54
HELD, TAKES, MEMBERS, HIDDEN, EPOCHS = 24, 6, 3, (48, 16), 20
_MALLETS = ((11, 53, 89), (12, 48, 84), (13, 65, 96), (14, 60, 77))  # General MIDI programs, ranges


Spans = list[tuple[float, float]]
Pair = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Heard:
    """What may be onsets in a recording, and what they are told by."""

    found: Candidates
    sounding: Sounding


def heard(path: Path | str, playing: Spans) -> Heard:
    """Listen to a recording as far as onsets need it."""
    readers = Readers()
    for block in Decoding(Path(path), rate_hz=RATE_HZ):
        readers.push(block)
    notes, kept = readers.finish().notes, readers.heard()
    sounding = Sounding(kept.fine_db.array(), kept.bands_db, kept.pitch_cents, kept.tonal, kept.explained)
    spans = tuple(Span(SpanKind.PLAYING, start, end) for start, end in playing)
    novelty = readers.onsets.novelty.array().astype(np.float32).sum(axis=1)
    return Heard(candidates(novelty, notes, spans), sounding)


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


def examples(path: Path, playing: Spans, true_s: np.ndarray) -> tuple[Pair, Pair]:
    """Features of each candidate of a recording, and whether it is a true onset's; and what the networks see of it."""
    one = heard(path, playing)
    right = _begun(one.found, true_s)
    return (one.found.features, right), (onset_networks.inputs(one.found, one.sounding), right)


def struck_examples(one: Recording, strokes_s: np.ndarray, hidden_s: np.ndarray) -> Pair:
    """The same of percussion, how far the level jumps with it; strokes that noise hides are neither."""
    take = heard(one.path, one.playing)
    right = _begun(take.found, strokes_s)
    clear = (right == 1) | (_begun(take.found, hidden_s) == 0)
    features = np.column_stack([take.found.features, jumps(take.sounding.level_db, take.found.times_s)])
    return features[clear], right[clear]


def _begun(found: Candidates, true_s: np.ndarray) -> np.ndarray:
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


def main() -> int:
    """Make the recordings, fit, print and write."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("WOODSHED_REAL", ""))
    soundfont.FONTS = (FONT,)
    with tempfile.TemporaryDirectory() as temporary:
        generated = _all(np.random.default_rng(SEED), Path(temporary))
        _print("WEIGHTS", [plain for plain, _ in generated])
        _print("STRUCK_WEIGHTS", _struck(np.random.default_rng(SEED + 1), Path(temporary)))
        held = _held(np.random.default_rng(SEED + 3), Path(temporary))
        real = _real(folder, Path(temporary))
    if not real:
        print("No real notes: the networks stay as they are.", file=sys.stderr)
        return 1
    np.savez_compressed(onset_networks.MODEL, **_networks([pair for _, pair in generated] + held + real))
    return 0


def _networks(pairs: list[Pair]) -> Weights:
    x, y = (np.concatenate([pair[n] for pair in pairs]) for n in range(2))
    print(f"{len(y)} candidates, {y.mean():.1%} of them onsets")
    rng, found = np.random.default_rng(SEED + 2), Weights()
    for member in range(MEMBERS):
        found |= network(rng, onset_networks.NET, member, x, y.astype(int), (*HIDDEN, 2), EPOCHS)
    return found


def _all(rng: np.random.Generator, folder: Path) -> list[tuple[Pair, Pair]]:
    kinds = [*((kind, True) for kind in [*soundfont.PROGRAMS, "drums"]), *((kind, False) for kind in TIMBRES)]
    pairs = []
    for number, (kind, sampled) in enumerate(ROUNDS * kinds):
        one = recording(rng, folder, str(number), kind, sampled)
        pairs.append(examples(one.path, one.playing, truth(one.notes)))
    return pairs


def _held(rng: np.random.Generator, folder: Path) -> list[Pair]:
    """Notes of 3 to 9 s that sway, on what sways: nothing begins within them."""
    pairs = []
    for number in range(HELD):
        timbre, low, high = TIMBRES[recordings.SWAYING[number % len(recordings.SWAYING)]]
        notes, at_s = [], 1.0
        while at_s < SECONDS - 4:
            sway_hz, sway_cents = float(rng.uniform(4.5, 7)), float(rng.uniform(10, 45))
            one = scores.Note(
                at_s, float(rng.uniform(3, 9)), int(rng.integers(low, high)), 0.8, 0.0, sway_hz, sway_cents
            )
            notes.append(one)
            at_s = one.end_s + float(rng.choice([0.0, 0.5]))
        sound, _ = additive.play(notes, timbre, SECONDS + 8, rng)
        around = Surroundings(float(rng.uniform(12, 40)), float(rng.uniform(0.15, 0.6)))
        made = Recording(folder, SECONDS + 8, "held", notes)
        made = recordings.finished(rng, folder, f"held{number}", sound, made, around)
        pairs.append(examples(made.path, made.playing, truth(notes))[1])
    return pairs


def _real(folder: Path, temporary: Path) -> list[Pair]:
    """What the networks see of real notes: half of the takes in rooms, half close, twice as many of bows."""
    pools, missing = tones.pools(folder, LEARNED)
    places, no_rooms = rooms.rooms(folder)
    for one in missing + no_rooms:
        print(f"could not get {one}")
    pairs = []
    for number, pool in enumerate(pools if places else []):
        if pool.family == "drums":
            continue
        for take in range(TAKES * (2 if pool.family == "bowed" else 1)):
            rng = np.random.default_rng([SEED, number, take])
            phrase = phrases.melody(rng, pool, places, temporary, f"real{number}-{take}", close=take % 2 == 1)
            pairs.append(examples(phrase.path, scores.spans(phrase.notes), phrase.begins_s)[1])
    return pairs


def _struck(rng: np.random.Generator, folder: Path) -> list[Pair]:
    pairs = []
    for number in range(GROOVES):
        one = grooves.drumming(rng, folder, number, 1, SECONDS)
        pairs.append(struck_examples(one.recording, one.strokes_s, one.hidden_s))
        if number % 6 == 0:
            struck = mallets(rng, folder, number // 6)
            pairs.append(struck_examples(struck, truth(struck.notes), np.zeros(0)))
    return pairs


def _print(name: str, pairs: list[Pair]) -> None:
    features, right = (np.concatenate([pair[n] for pair in pairs]) for n in range(2))
    weights = fitted(features, right)
    print(f"{len(right)} candidates, {right.mean():.1%} of them onsets")
    print(f"{name} =", tuple(round(float(w), 2) for w in weights[:-1]), "BIAS =", round(float(weights[-1]), 2))


if __name__ == "__main__":
    sys.exit(main())
