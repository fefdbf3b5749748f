"""The rows about the bow: drawn lines and players in rooms, every turn known; and people who do not bow."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.analysis.bow import films, players, strokes
from benchmarks.analysis.material import world
from benchmarks.analysis.table import Calibration, Line, mean
from benchmarks.analysis.timing.rows import f_measure, matched
from practice_app.metrics import tolerance
from workers.analysis import AnalysisResult, analyse

KEY = "bow_steadiness"
SECONDS = 9.0
_EDGE_S = 0.25
STYLES = list(strokes.STYLES)


@dataclass(frozen=True)
class Filmed:
    """A film and the truth about it: when strokes turn, at what angle the bow lies (0–180°), frames a second, how
    steady the bow is (0–1)."""

    path: Path
    turns_s: tuple[float, ...]
    angle_deg: float
    fps: float
    steadiness: float = 0.0


def bowed(rng: np.random.Generator, folder: Path, number: int, kind: str) -> Filmed:
    """A film of somebody (or a mere line) who bows, and sounds so."""
    camera, angle = films.any_camera(rng), float(rng.uniform(0, 85))
    if kind == "line":
        angle = float(rng.uniform(0, 180))
    crossing = 0.0 if kind == "line" else float(rng.uniform(0, 6))
    moved = strokes.drawn(rng, STYLES[number % len(STYLES)], SECONDS, float(rng.uniform(0.5, 3)), crossing)
    scene = (players.line if kind == "line" else players.player)(rng, camera, moved, SECONDS, angle)
    wav = world.record(strokes.sound(rng, moved.notes, SECONDS), folder, f"{kind}{number}", "wav")
    path = films.write(rng, scene, camera, wav, folder / f"{kind}{number}")
    lies = scene.angle_deg(angle + float(np.median(moved.tilt_deg)))
    return Filmed(path, moved.turns_s, lies, camera.fps, moved.steadiness)


def unbowed(rng: np.random.Generator, folder: Path, number: int) -> Filmed:
    """A film in which nobody bows, with a violin to be heard (somebody else's, or out of sight) or in silence."""
    camera, kind = films.any_camera(rng), players.BYSTANDERS[number % len(players.BYSTANDERS)]
    heard = strokes.drawn(rng, "mixed", SECONDS, 1.0, 0.0).notes if number // len(players.BYSTANDERS) % 4 < 3 else ()
    wav = world.record(strokes.sound(rng, heard, SECONDS), folder, f"idle{number}", "wav")
    scene = players.bystander(rng, camera, kind, SECONDS)
    return Filmed(films.write(rng, scene, camera, wav, folder / f"idle{number}-{kind}"), (), 0.0, camera.fps)


def turns(result: AnalysisResult, truth: Filmed) -> tuple[int, int, int]:
    """Pairs within a frame, turns told, turns there are; neither those told nor those there at the film's very ends."""
    told = np.array(result.bow.reversals_s if result.bow else ())
    told = told[(told > _EDGE_S) & (told < SECONDS - _EDGE_S)]
    return len(matched(told, np.array(truth.turns_s), 1 / truth.fps)), len(told), len(truth.turns_s)


def apart(one_deg: float, other_deg: float) -> float:
    """How far one line's angle is from another's."""
    return abs((one_deg - other_deg + 90) % 180 - 90)


def bow(rng: np.random.Generator, folder: Path, count: int, calibration: Calibration) -> list[Line]:
    """Turns within a frame over all films, seen or not; angles; answers; claims where nobody bows."""
    lines = [line for kind in ("line", "player") for line in _of(rng, folder, count, kind, calibration)]
    claims: dict[str, int] = {}
    for number in range(count):
        truth = unbowed(rng, folder, number)
        if analyse(truth.path, instrument="violin").bow:
            kind = players.BYSTANDERS[number % len(players.BYSTANDERS)]
            claims[kind] = claims.get(kind, 0) + 1
    why = ", ".join(f"{kind} {times}" for kind, times in claims.items())
    return [*lines, Line("films without a bow in which one is claimed", sum(claims.values()), "≤ 0", count, why)]


_NAMES = {"line": "a line alone", "player": "players", "room": "players drawn into real films"}


@dataclass
class Tally:
    """What was right in films of one kind."""

    pairs: int = 0
    told: int = 0
    true: int = 0
    off_deg: list[float] = field(default_factory=list)
    unsteady: list[float] = field(default_factory=list)

    def add(self, result: AnalysisResult, truth: Filmed) -> None:
        """Count one more film."""
        pairs, told, true = turns(result, truth)
        self.pairs, self.told, self.true = self.pairs + pairs, self.told + told, self.true + true
        if result.bow:
            self.off_deg.append(apart(result.bow.angle_deg, truth.angle_deg))
            self.unsteady.append(abs(result.bow.steadiness - truth.steadiness))

    def lines(self, kind: str, count: int) -> list[Line]:
        """The lines of the table about them."""
        pairs, told, true, answered = self.pairs, self.told, self.true, len(self.off_deg)
        parts = f"precision {pairs / max(1, told):.3f}, recall {pairs / max(1, true):.3f}, {true} turns"
        right = f"{sum(one <= tolerance(KEY) for one in self.unsteady)} of {answered} within {tolerance(KEY)}"
        worst = f"largest {max(self.off_deg, default=0):.1f}"
        name, f = f"turns of the bow within a frame, F, {_NAMES[kind]}", f_measure(pairs, told, true)
        return [
            Line(name, f, "≥ 0.97", count, parts),
            Line("… films with an answer, %", 100 * answered / count, "", count),
            Line("… angle of the bow, mean error in degrees", mean(self.off_deg), "", answered, worst),
            Line("… steadiness, mean error", mean(self.unsteady), "", answered, right),
        ]


def _of(rng: np.random.Generator, folder: Path, count: int, kind: str, calibration: Calibration) -> list[Line]:
    """The lines of the table about one kind of film."""
    tally = Tally()
    for number in range(count):
        truth = bowed(rng, folder, number, kind)
        result = analyse(truth.path, instrument="violin")
        tally.add(result, truth)
        steady = result.metric(KEY)
        calibration.note(KEY, steady.value, truth.steadiness, steady.confidence)
    return tally.lines(kind, count)
