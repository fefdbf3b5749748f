"""The rows about the arm: who bows otherwise than those the confidence was fitted on, and arms that do not bow."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.analysis.arm import arms
from benchmarks.analysis.bow import strokes
from benchmarks.analysis.material import world
from benchmarks.analysis.table import Calibration, Line, mean
from workers.analysis import analyse, beside
from workers.analysis.arm import figures
from workers.analysis.arm.felt import packed
from workers.analysis.arm.figures import Arm

SECONDS, HEARD_S = 40.0, 20.0
BOW_M = 0.6
RIGHT = 0.1  # of the strokes a minute
_WITH_S = 0.08
_SURE = 0.4  # of 0.7 that there can be
STYLES = {
    "plain": arms.Style(),
    "swaying": arms.Style(sway_deg=(4, 9), crossing_deg=(8, 20)),
    "with gaps": arms.Style(missing=(0.1, 0.3)),
    "a noisy sensor": arms.Style(noise_deg_s=(1.5, 4)),
    "few notes heard": arms.Style(heard=(0.35, 0.6), false=(0.2, 0.5)),
    "slurred": arms.Style(slurred=(0.6, 1), stroke_s=(0.5, 2)),
    "in a rhythm": arms.Style(differ=(0.3, 0.6)),
    "a late clock": arms.Style(late_s=(0.2, 0.28)),
}


@dataclass
class _Tally:
    """What was right in one style: strokes met, whether the figure was right, of those that were sure."""

    met: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)

    def add(self, told: Arm | None, starts_s: arms.Series, per_minute: float) -> None:
        """Count one more arm; one of which nothing is told counts as wrong, not as sure."""
        if told is None:
            self.met.append(0.0)
            self.right.append(0.0)
            return
        starts = np.array([one.start_s for one in told.strokes])
        near = np.abs(starts[:, None] - starts_s).min(0) <= _WITH_S
        right = abs(told.per_minute / per_minute - 1) <= RIGHT
        self.met.append(float(near.mean()))
        self.right.append(float(right))
        if told.confidence >= _SURE:
            self.sure.append(float(right))


def arm(rng: np.random.Generator, folder: Path, count: int, _calibration: Calibration) -> list[Line]:
    """Strokes, their number a minute and whether confidence in that is deserved; claims where nobody bows."""
    lines, every = [], _Tally()
    for name, style in STYLES.items():
        tally = _Tally()
        for _ in range(count):
            truth = arms.bowing(rng, SECONDS, style)
            found = figures.told(truth.felt, truth.spans, truth.onsets_s)
            tally.add(found, truth.starts_s, truth.per_minute)
        met = f"{mean(tally.met) or 0:.2f} of the strokes within {_WITH_S} s; {len(tally.sure)} are sure"
        lines.append(Line(f"strokes of the arm a minute within a tenth, {name}", mean(tally.right), "", count, met))
        every.sure += tally.sure
    sure = Line("the same, of those that are sure", mean(every.sure), "≥ 0.85", len(every.sure))
    return [*lines, sure, _heard(rng, folder, count), _idle(rng, count)]


def _heard(rng: np.random.Generator, folder: Path, count: int) -> Line:
    """The same where notes are those that are heard: a violin's sound, analysed, beside the arm that draws it."""
    tally, kinds = _Tally(), list(strokes.STYLES)
    for number in range(count):
        moved = strokes.drawn(rng, kinds[number % len(kinds)], HEARD_S, 0.0, 0.0)
        wav = world.record(strokes.sound(rng, moved.notes, HEARD_S), folder, f"arm{number}", "wav")
        fine = np.arange(round(HEARD_S * arms.FINE_HZ)) / arms.FINE_HZ
        along = BOW_M * np.interp(fine, np.arange(len(moved.place)) / strokes.FINE_HZ, moved.place)
        motion = folder / f"arm{number}.motion"
        motion.write_bytes(packed(arms.felt_of(rng, along, arms.Style())))
        starts = np.array(moved.turns_s[:-1])
        per_minute = 60 * len(starts) / (moved.turns_s[-1] - moved.turns_s[0])
        tally.add(beside(analyse(wav, instrument="violin"), motion).arm, starts, per_minute)
    met = f"{mean(tally.met) or 0:.2f} of the strokes within {_WITH_S} s; {len(tally.sure)} are sure"
    name = "strokes of the arm a minute within a tenth, beside a violin that is heard"
    return Line(name, mean(tally.right), "", count, f"{met}, {sum(tally.sure):.0f} of them right")


def _idle(rng: np.random.Generator, count: int) -> Line:
    """How many are sure of arms that do not bow."""
    claims = 0
    for number in range(4 * count):
        truth = arms.idle(rng, SECONDS, arms.IDLE[number % len(arms.IDLE)])
        told = figures.told(truth.felt, truth.spans, truth.onsets_s)
        claims += told is not None and told.confidence >= _SURE
    return Line("phones on no bow arm of which strokes are claimed", float(claims), "≤ 0", 4 * count)
