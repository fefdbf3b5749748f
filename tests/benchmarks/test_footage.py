"""Real films for the benchmark of the bow: read as they are, and missed where they are not."""

import subprocess

import numpy as np
import pytest

from benchmarks.analysis.bow import real
from benchmarks.analysis.bow.footage import BOWED, FPS, SOURCES, Footage, missing
from benchmarks.analysis.table import Calibration
from workers.media import ffmpeg

GREYS = (50, 100, 150)


def test_a_film_is_played_forth_and_back(tmp_path):
    path = tmp_path / "film.mkv"
    raw = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", "64x48", "-r", f"{FPS:g}", "-i", "pipe:0"]
    command = [ffmpeg.executable(), "-v", "error", *raw, "-c:v", "ffv1", str(path)]
    subprocess.run(command, input=b"".join(bytes([grey]) * 64 * 48 for grey in GREYS), check=True)
    film = Footage(path)
    assert film.at(0).shape == (48, 64)
    assert [round(float(film.at((n + 0.5) / FPS).mean())) for n in range(6)] == [50, 100, 150, 100, 50, 100]
    assert film.light == pytest.approx((50, 150), abs=3)


@pytest.mark.parametrize("named", [True, False])
def test_films_that_could_not_be_got_are_said(tmp_path, monkeypatch, named):
    monkeypatch.setenv("WOODSHED_REAL", str(tmp_path) if named else "")
    (line,) = real.rooms(np.random.default_rng(1), tmp_path, 3, Calibration())
    assert "WOODSHED_REAL" in line.text()
    assert len(missing(tmp_path)) == len(SOURCES) + len(BOWED)
