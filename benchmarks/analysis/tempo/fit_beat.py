"""`python -m benchmarks.analysis.tempo.fit_beat` fits the weights of `workers.analysis.tempo.beat_level`.

Rhythms as they are written (`rhythms`), from a seed, as an attack curve and onsets of which some are missed, some are
false, all are a little off: what a soft or a sharp instrument leaves. No sound is made, no recording of the benchmark
is used. Conditional logit by L-BFGS; the last line says how right the likely ones are on pieces kept back.
"""

import numpy as np
from scipy.optimize import minimize

from benchmarks.analysis.material import scores
from benchmarks.analysis.tempo import rhythms
from workers.analysis import tempo
from workers.analysis.shared.spectrum import FINE_STEP_S
from workers.analysis.shared.values import Span, SpanKind
from workers.analysis.tempo import beat_level
from workers.analysis.tempo import path as tempo_path

SEED, PIECES, RIDGE, KEPT_BACK = 902, 2500, 3.0, 5
_RIGHT = 0.04


def heard(rng: np.random.Generator, piece: rhythms.Piece) -> tuple[np.ndarray, np.ndarray]:
    """The attack curve that the piece leaves, and the moments at which notes are heard to begin."""
    times_s, strength = _struck(piece.notes)
    uneven = rng.uniform(0.1, 0.5) if piece.soft else rng.uniform(0.05, 0.3)
    strength = strength * np.exp(rng.normal(0, uneven, len(times_s)))
    off_s = rng.uniform(0.004, 0.015) if piece.soft else 0.002
    attacks = np.abs(rng.normal(0, rng.uniform(0.02, 0.15) if piece.soft else rng.uniform(0.005, 0.05), 60_000))
    bump = np.hanning(17 if piece.soft else 11)[1:-1]
    for at_s, high in zip(times_s + rng.normal(0, off_s, len(times_s)), strength, strict=True):
        first = max(0, int(at_s / FINE_STEP_S) - len(bump) // 2)
        attacks[first : first + len(bump)] += high * bump
    found = rng.random(len(times_s)) > (rng.uniform(0, 0.12) if piece.soft else rng.uniform(0, 0.03))
    false = rng.poisson(len(times_s) * (rng.uniform(0, 0.08) if piece.soft else rng.uniform(0, 0.03)))
    begun_s = times_s[found] + rng.normal(0, off_s, int(found.sum()))
    begun_s = np.sort(np.concatenate([begun_s, rng.uniform(1, piece.seconds - 1, false)]))
    return attacks[: int(piece.seconds / FINE_STEP_S)], begun_s[np.r_[True, np.diff(begun_s) > 0.05]]


def _struck(notes: list[scores.Note]) -> tuple[np.ndarray, np.ndarray]:
    """Moments at which notes begin, those within 30 ms as one, and how strong that is."""
    times_s, strength = [], []
    for note in sorted(notes, key=lambda one: one.start_s):
        if not times_s or note.start_s - times_s[-1] > 0.03:
            times_s.append(note.start_s)
            strength.append(0.0)
        strength[-1] += note.velocity**0.7
    return np.asarray(times_s), np.asarray(strength) ** 0.7


def example(rng: np.random.Generator) -> tuple[np.ndarray, int] | None:
    """The features of each level of a piece, and which is right; None when none is."""
    piece = rhythms.drawn(rng)
    attacks, begun_s = heard(rng, piece)
    playing = tuple(Span(SpanKind.PLAYING, start, end) for start, end in scores.spans(piece.notes))
    prepared = tempo.prepared(attacks, playing)
    read = tempo.reading(tempo_path.track(tempo.with_onsets(prepared, begun_s), playing, None), prepared, begun_s)
    if read is None:
        return None
    off = np.abs(read[-1] * np.asarray(beat_level.LEVELS) / piece.bpm - 1)
    return (beat_level.features(*read), int(off.argmin())) if off.min() < _RIGHT else None


def fitted(features: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The likeliest weights; features have the shape (pieces, levels, features)."""
    scale = features.reshape(-1, features.shape[2]).std(axis=0) + 1e-6
    scaled, rows = features / scale, np.arange(len(right))

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = scaled @ weights
        odds = np.exp(sums - sums.max(axis=1, keepdims=True))
        likely = odds / odds.sum(axis=1, keepdims=True)
        wrong = likely.copy()
        wrong[rows, right] -= 1
        slope = np.einsum("nm,nmk->k", wrong, scaled) + RIDGE * weights
        return float(-np.log(likely[rows, right] + 1e-12).sum() + 0.5 * RIDGE * weights @ weights), slope

    return np.asarray(minimize(cost, np.zeros(features.shape[2]), jac=True, method="L-BFGS-B").x / scale)


def main() -> None:
    """Make the pieces, fit, print."""
    rng = np.random.default_rng(SEED)
    made = [one for one in (example(rng) for _ in range(PIECES)) if one is not None]
    features, right = np.stack([one[0] for one in made]), np.asarray([one[1] for one in made])
    back = np.arange(len(right)) % KEPT_BACK == 0
    weights = fitted(features[~back], right[~back])
    print(f"{len(right)} of {PIECES} pieces, seed {SEED}, every {KEPT_BACK}th kept back")
    print("WEIGHTS =", tuple(round(float(weight), 2) for weight in weights))
    sums = features[back] @ weights
    odds = np.exp(sums - sums.max(axis=1, keepdims=True))
    likely, good = (odds / odds.sum(axis=1, keepdims=True)).max(axis=1), sums.argmax(axis=1) == right[back]
    for least in (0.5, 0.7, 0.8, 0.9, 0.96):
        shown = likely >= least
        print(f"likelier than {least}: {shown.sum()} of {len(good)}, {good[shown].mean():.1%} right")


if __name__ == "__main__":
    main()
