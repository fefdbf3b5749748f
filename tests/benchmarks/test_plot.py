"""One picture of all that was heard, by the command and of whatever it is given."""

import subprocess
import sys

import pytest

from benchmarks.plot import picture
from practice_app.metrics import METRICS, Reason
from tests import sounds
from workers.analysis.result import AnalysisResult
from workers.analysis.shared.values import Bowing, Metric, Stroke


def drawn(*arguments, by="benchmarks.plot"):
    command = [sys.executable, "-m", by, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_draws_a_picture(tmp_path):
    recording = sounds.write_wav(tmp_path / "take.wav", sounds.violin(12.0).samples)
    done = drawn(recording, "--target-bpm", 96, tmp_path / "heard.png")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "heard.png").read_bytes().startswith(b"\x89PNG")
    nowhere = drawn("take.webm", tmp_path / "missing" / "heard.png")
    assert (nowhere.returncode, "no such folder" in nowhere.stderr) == (2, True)


def test_the_analysis_hands_its_picture_on(tmp_path):
    recording = sounds.write_wav(tmp_path / "$$.wav", sounds.room(2.0, -60.0))
    done = drawn(recording, "--plot", tmp_path / "heard.png", by="workers.analysis")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "heard.png").read_bytes().startswith(b"\x89PNG")
    nowhere = drawn(recording, "--plot", tmp_path / "missing" / "heard.png", by="workers.analysis")
    assert (nowhere.returncode, "no such folder" in nowhere.stderr) == (2, True)


@pytest.mark.parametrize("name", ["$$.wav", "$x_{$.wav", r"\frac{.wav", "a\nb\x07.wav", "50 % $5–$7.wav", "\udcff.wav"])
@pytest.mark.parametrize("kind", picture.FORMATS)
def test_a_file_of_any_name_is_drawn(name, kind, tmp_path):
    metrics = tuple(Metric(key, None, reason=Reason.TOO_SHORT) for key in METRICS)
    picture.draw(AnalysisResult(4.0, (), metrics, ()), tmp_path / f"heard{kind}", name)
    assert (tmp_path / f"heard{kind}").stat().st_size > 1000


def test_the_command_draws_a_file_called_like_a_formula(tmp_path):
    path = sounds.write_wav(tmp_path / "$$.wav", sounds.room(2.0, -60.0))
    done = drawn(path, tmp_path / "$$.png")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "$$.png").exists()


def test_the_strokes_of_a_bow_are_drawn_beneath_what_is_heard(tmp_path):
    strokes = (Stroke(0.5, 1.0, 0.1, 0.0), Stroke(1.0, 2.0, 0.5, 3.0), Stroke(2.0, 2.1, None, 0.0))
    bow = Bowing((1.0, 2.0), strokes, ((0.5, 2.1),), 40.0, 2.0, 0.3, 1.0, 3.0)
    metrics = tuple(Metric(key, None, reason=Reason.TOO_SHORT) for key in METRICS)
    rows = []
    for seen in (None, bow):
        picture.draw(AnalysisResult(4.0, (), metrics, (), bow=seen), tmp_path / "heard.svg", "A recording")
        rows.append((tmp_path / "heard.svg").read_text().count('<g id="axes_'))
    assert rows[1] == rows[0] + 1
