"""The rows about real films: a player drawn into rooms that were filmed, those rooms alone, and people who bow."""

import subprocess
from pathlib import Path

import numpy as np

from benchmarks.analysis.bow import films, footage, strokes
from benchmarks.analysis.bow.footage import BOWED, Bowing, Footage
from benchmarks.analysis.bow.players import Player
from benchmarks.analysis.bow.rows import KEY, SECONDS, STYLES, Filmed, Tally
from benchmarks.analysis.material import world
from benchmarks.analysis.material.scores import Note
from benchmarks.analysis.table import Calibration, Line
from benchmarks.analysis.timing.rows import f_measure, matched
from workers.analysis import AnalysisResult, analyse
from workers.media import ffmpeg

_SWINGS_DEG = 15.0  # to either side, from string to string: as much as the bows of people were seen to
_BY_EYE_S = 0.1
_GREYS = ("torso", "sleeve", "skin", "wood", "bow")


def rooms(rng: np.random.Generator, folder: Path, count: int, calibration: Calibration) -> list[Line]:
    """Players drawn into real films, claims in the same films without them, and people who bow."""
    place = footage.folder()
    found = footage.films(place)[:count] if place else ()
    if place is None or not found:
        return [Line("real films of rooms and players", None, "", 0, "set WOODSHED_REAL; see docs/analysis.md")]
    tally, claims = Tally(), []
    for number, path in enumerate(found):
        room = Footage(path)
        truth = _bowed(rng, folder, number, room)
        result = analyse(truth.path, instrument="violin")
        tally.add(result, truth)
        steady = result.metric(KEY)
        calibration.note(KEY, steady.value, truth.steadiness, steady.confidence)
        if analyse(_alone(rng, folder, number, room), instrument="violin").bow:
            claims.append(path.stem)
    lines = tally.lines("room", len(found))
    name = "the same films without a bow in which one is claimed"
    lines.append(Line(name, len(claims), "≤ 0", len(found), ", ".join(claims)))
    return [*lines, *_people(rng, folder, place), *_missing(place)]


def _bowed(rng: np.random.Generator, folder: Path, number: int, room: Footage) -> Filmed:
    """A player drawn into a film, in its light."""
    camera, angle = room.camera(rng), float(rng.uniform(0, 85))
    swing = float(rng.uniform(0, _SWINGS_DEG))
    moved = strokes.drawn(rng, STYLES[number % len(STYLES)], SECONDS, float(rng.uniform(0.5, 3)), swing)
    one, (dark, bright) = Player(rng, camera, moved, angle), room.light
    for name in _GREYS:
        setattr(one, name, dark + getattr(one, name) / 255 * (bright - dark))
    body = strokes.sway(rng, SECONDS, float(rng.uniform(1, 6)) * one.scale)

    def draw(picture: films.Floats, t: float) -> None:
        picture[:] = room.at(t)
        one.draw(picture, np.array([strokes.value(body[:, 0], t), strokes.value(body[:, 1], t)]), t)

    scene = films.Scene(room.at(0), draw, SECONDS, one.side)
    path = films.write(rng, scene, camera, _sound(rng, folder, f"room{number}", moved.notes), folder / f"room{number}")
    lies = scene.angle_deg(angle + float(np.median(moved.tilt_deg)))
    return Filmed(path, moved.turns_s, lies, camera.fps, moved.steadiness)


def _alone(rng: np.random.Generator, folder: Path, number: int, room: Footage) -> Path:
    """The film as it is, with somebody's violin to be heard."""

    def draw(picture: films.Floats, t: float) -> None:
        picture[:] = room.at(t)

    wav = _sound(rng, folder, f"alone{number}", strokes.drawn(rng, "mixed", SECONDS, 1.0, 0.0).notes)
    return films.write(rng, films.Scene(room.at(0), draw, SECONDS), room.camera(rng), wav, folder / f"alone{number}")


def _sound(rng: np.random.Generator, folder: Path, name: str, notes: tuple[Note, ...]) -> Path:
    return world.record(strokes.sound(rng, notes, SECONDS), folder, name, "wav")


def _people(rng: np.random.Generator, folder: Path, place: Path) -> list[Line]:
    """People who bow: in which films that is seen, and how many of the turns told by eye are told."""
    there = [one for one in BOWED if (place / one.place).is_file()]
    seen, pairs, told, true = [], 0, 0, 0
    for number, one in enumerate(there):
        result = analyse(_heard(rng, folder, number, one, place), instrument=one.instrument)
        seen += [one.what] * bool(result.bow)
        found = _told(result, one)
        pairs, told = pairs + len(matched(found, np.array(one.turns_s), _BY_EYE_S)), told + len(found)
        true += len(one.turns_s)
    name = f"… turns that were told by eye within {_BY_EYE_S:g} s, F"
    return [
        Line("people who bow, films with an answer", len(seen), "", len(there), "; ".join(seen)),
        Line(name, f_measure(pairs, told, true), "", true, f"{pairs} of {true}, {told} told"),
    ]


def _told(result: AnalysisResult, one: Bowing) -> np.ndarray:
    """The turns told of a film of which they are known, but for its very ends."""
    told = np.array(result.bow.reversals_s if result.bow and one.turns_s else ())
    return told[(told > one.turns_s[0] - 0.5) & (told < one.turns_s[-1] + 0.5)] if len(told) else told


def _heard(rng: np.random.Generator, folder: Path, number: int, one: Bowing, place: Path) -> Path:
    """The film with its sound, or with that of a quiet room where it has none."""
    if not one.silent:
        return place / one.place
    wav, path = _sound(rng, folder, f"people{number}", ()), folder / f"people{number}.mkv"
    command = [ffmpeg.executable(), "-v", "error", "-y", "-i", str(place / one.place), "-i", str(wav)]
    subprocess.run([*command, "-c:v", "copy", "-c:a", "flac", "-shortest", str(path)], check=True)
    return path


def _missing(place: Path) -> list[Line]:
    gone = footage.missing(place)
    return [Line("films that could not be got", len(gone), "", len(gone), ", ".join(gone))] if gone else []
