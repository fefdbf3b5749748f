"""The bow in a film: little films drawn here, in which every turn is known."""

import subprocess
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from practice_app.metrics import Reason
from tests import sounds
from workers.analysis import analyse, bow
from workers.analysis.bow import heard as bow_heard
from workers.analysis.bow import turns as bow_turns
from workers.analysis.shared.values import Bowing
from workers.media import ffmpeg
from workers.media.frames import Frames

SHAPE = (120, 160)
SECONDS = 6.0


def stick(picture: np.ndarray, frog: np.ndarray, tip: np.ndarray) -> None:
    """A thin dark line with smooth edges."""
    y, x = np.mgrid[: picture.shape[0], : picture.shape[1]]
    way = tip - frog
    part = np.clip(((x - frog[0]) * way[0] + (y - frog[1]) * way[1]) / (way @ way), 0, 1)
    far = np.hypot(x - frog[0] - part * way[0], y - frog[1] - part * way[1])
    picture += np.clip(1.3 - far, 0, 1) * (25 - picture)


def film(
    place: Callable[[float], float], hz: float = 30.0, angle: Callable[[float], float] = lambda _: 0.4
) -> Iterator[np.ndarray]:
    """A bow before a wall, drawn along itself to and fro: `place` in pixels and `angle` at a time in seconds."""
    rng = np.random.default_rng(1)
    wall = 150 + 6 * rng.standard_normal(SHAPE)
    for number in range(int(SECONDS * hz)):
        picture = wall + 2 * rng.standard_normal(SHAPE)
        lies = angle(number / hz)
        along = np.array([np.cos(lies), np.sin(lies)])
        at = np.array([80.0, 60.0]) + place(number / hz) * along
        stick(picture, at - 40 * along, at + 40 * along)
        yield np.clip(picture, 0, 255).astype(np.uint8)


def timed(frames: Iterable[np.ndarray], hz: float = 30.0) -> list[tuple[float, np.ndarray]]:
    return [(number / hz, frame) for number, frame in enumerate(frames)]


def bowed(time_s: float) -> float:
    """A stroke of 28 pixels every 0.6 s."""
    return float(14 * np.cos(np.pi * time_s / 0.6))


def written(frames: Iterator[np.ndarray], wav: Path, out: Path, hz: int = 30) -> Path:
    """A film with sound, as a browser writes it."""
    pictures = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{SHAPE[1]}x{SHAPE[0]}", "-r", str(hz), "-i", "pipe:0"]
    coded = ["-pix_fmt", "yuv420p", "-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime", "-cpu-used", "8"]
    command = [ffmpeg.executable(), "-v", "error", "-y", *pictures, "-i", str(wav), *coded, "-c:a", "libopus", str(out)]
    subprocess.run(command, input=b"".join(frame.tobytes() for frame in frames), check=True, timeout=60)
    return out


@pytest.fixture(scope="module")
def seen() -> Bowing:
    found = bow.watch([timed(film(bowed))])
    assert isinstance(found, Bowing)
    return found


def test_strokes_turn_within_a_frame(seen):
    inside = [turn for turn in np.arange(0.6, SECONDS - 0.4, 0.6) if turn > 0.5]
    assert len(seen.reversals_s) == pytest.approx(len(inside), abs=1)
    apart = [min(abs(turn - found) for found in seen.reversals_s) for turn in inside]
    assert max(apart) < 1 / 30


def test_strokes_lie_between_turns_and_are_as_even_as_they_are_drawn(seen):
    assert len(seen.strokes) >= len(seen.reversals_s) - 2
    assert {stroke.start_s for stroke in seen.strokes} <= set(seen.reversals_s)
    assert all(stroke.end_s - stroke.start_s == pytest.approx(0.6, abs=0.05) for stroke in seen.strokes)
    part = np.cos(np.pi * np.linspace(-0.3, 0.3, 99))  # the middle three fifths of half a cosine
    assert seen.unevenness == pytest.approx(part.std() / part.mean(), abs=0.05)


def test_the_angle_is_that_of_the_line(seen):
    assert seen.angle_deg == pytest.approx(np.degrees(0.4), abs=2)
    assert seen.spread_deg < 2
    assert 0 < seen.confidence <= 0.7


def test_a_bow_that_swings_from_string_to_string_is_followed():
    swinging = film(bowed, angle=lambda time_s: 0.4 + 0.35 * np.sin(2 * np.pi * time_s / 3))
    found = bow.watch([timed(swinging)])
    assert isinstance(found, Bowing)
    turns = np.arange(0.6, SECONDS - 0.4, 0.6)
    apart = [min(abs(turn - one) for one in found.reversals_s) for turn in turns]
    assert sorted(apart)[-2] < 1.5 / 30
    assert found.spread_deg == pytest.approx(1.4826 * np.degrees(0.35 * np.sin(np.pi / 4)), abs=4)


def test_a_line_that_stands_still_is_no_bow():
    assert bow.watch([timed(film(lambda _: 0.0))]) in (Reason.NO_BOW, Reason.TOO_FEW_STROKES)


def test_darkness_and_short_films_have_reasons():
    dark = (frame // 12 for frame in film(lambda _: 0.0))
    assert bow.watch([timed(dark)]) is Reason.TOO_DARK
    assert bow.watch([timed(np.zeros((10, *SHAPE), np.uint8))]) is Reason.TOO_SHORT
    assert bow.watch([[]]) is Reason.NO_FILM


def test_a_film_is_heard_and_seen(tmp_path):
    wav = sounds.write_wav(tmp_path / "violin.wav", sounds.violin(SECONDS).samples, sounds.RATE)
    path = written(film(bowed), wav, tmp_path / "film.webm")
    result = analyse(path, instrument="Violin")
    steadiness = result.metric("bow_steadiness")
    assert steadiness.value is not None
    assert steadiness.evidence
    assert result.to_json()["bow"]["reversals_s"]
    assert result.played_s > 0
    assert analyse(path, instrument="Piano").metric("bow_steadiness").reason is Reason.NOT_BOWED
    assert bow.measure(path, None, ())[0].reason is Reason.INSTRUMENT_UNKNOWN
    assert analyse(wav, instrument="Violin").metric("bow_steadiness").reason is Reason.NO_FILM


@pytest.mark.parametrize("name", ["바이올린", "大提琴", "Baroque Violin", "Viola da gamba", "二胡", "해금"])
def test_a_bow_is_looked_for_by_any_name_of_a_bowed_instrument(tmp_path, name):
    assert bow.measure(tmp_path / "none", name, ())[0].reason is Reason.NO_FILM


@pytest.mark.parametrize(
    ("name", "reason"),
    [("피아노", Reason.NOT_BOWED), ("長笛", Reason.NOT_BOWED), ("Zorble", Reason.INSTRUMENT_UNKNOWN)],
)
def test_no_bow_is_looked_for_elsewhere(tmp_path, name, reason):
    assert bow.measure(tmp_path / "none", name, ())[0].reason is reason


def test_pictures_that_cannot_be_read_are_none(tmp_path):
    broken = tmp_path / "film.webm"
    broken.write_bytes(b"\x1a\x45\xdf\xa3 nothing")
    assert list(Frames(broken)) == []
    assert bow.measure(broken, "Cello", ())[0].reason is Reason.NO_FILM


def test_a_turn_is_told_between_frames_and_a_rest_by_its_middle():
    steps = np.concatenate([np.full(12, 3.0), np.full(14, -0.8), np.full(12, 2.5), np.zeros(6), np.full(12, -2.5)])
    steps[12] = 0.4 * 3.0 - 0.6 * 0.8  # it turns between two frames
    turns = bow_turns.strokes(np.concatenate([[0.0], steps]))
    assert [turn.place for turn in turns] == pytest.approx([12.4, 26.0, 41.0], abs=0.5)


def test_notes_tell_when_a_bow_turns_that_rests_before_them():
    rng = np.random.default_rng(3)
    true = np.cumsum(rng.uniform(0.5, 0.9, 14))
    seen, doubt = true + 0.04 * rng.standard_normal(14), np.full(14, 0.08)
    begun = tuple((true + 0.1).tolist())
    assert bow_heard.agreement(seen, doubt, begun) > 1
    apart = bow_heard.moved(seen, doubt, begun) - true
    assert np.ptp(apart) < 0.03 < np.ptp(seen - true)
    assert abs(np.median(apart)) < 0.03


def test_what_moves_otherwise_than_the_notes_is_no_bow():
    rng = np.random.default_rng(4)
    moves, begun = np.cumsum(rng.uniform(0.2, 0.4, 30)), np.cumsum(rng.uniform(0.4, 0.9, 15))
    assert bow_heard.agreement(moves, np.full(30, 0.02), tuple(begun.tolist())) < -1


def test_every_picture_of_a_slower_film_is_told_once_with_its_time(tmp_path):
    wav = sounds.write_wav(tmp_path / "violin.wav", sounds.violin(SECONDS).samples, sounds.RATE)
    path = written(film(bowed, hz=24.0), wav, tmp_path / "film.webm", hz=24)
    times = [at_s for at_s, _ in Frames(path).distinct()]
    assert len(times) == pytest.approx(24 * SECONDS, abs=2)
    assert np.abs(np.array(times) - np.arange(len(times)) / 24).max() < 1 / 60
    found = bow.watch([Frames(path, from_s=2.0).distinct()])
    assert isinstance(found, Bowing)
    assert min(found.reversals_s) > 2.0
    assert max(abs(turn - 0.6 * round(turn / 0.6)) for turn in found.reversals_s) < 1 / 24
    metric, seen = bow.measure(path, "violin", ())
    assert metric.reason is Reason.NO_PLAYING
    assert seen is not None


def test_of_a_long_film_parts_are_looked_at_spread_over_what_sounds():
    assert bow.parts_of(((0.0, 60.0),)) == ((0.0, 120.0),)
    parts = bow.parts_of(((10.0, 40.0), (600.0, 3600.0)))
    assert len(parts) == 6
    assert all(end - start == 20 for start, end in parts)
    assert all(end <= start for (_, end), (start, _) in pairwise(parts))
    assert parts[0][0] > 600
    assert parts[-1][1] < 3600
