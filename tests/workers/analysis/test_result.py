"""The shape of an analysis, the same for the API, the command line and the database."""

import json
import subprocess
import sys

import numpy as np
import pytest

from practice_app.metrics import METRICS
from tests import sounds
from workers.analysis import VERSION, analyse
from workers.analysis.__main__ import _summary
from workers.analysis.playing import loudness
from workers.analysis.result import AnalysisResult
from workers.analysis.shared.values import MOST_VALUES, Metric

KEYS = sorted(METRICS)


def listen(*arguments):
    command = [sys.executable, "-m", "workers.analysis", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_every_key_is_there_with_a_value_or_a_reason(opus):
    shown = analyse(opus(sounds.violin(20.0)), target_bpm=96).to_json()
    assert sorted(m["key"] for m in shown["metrics"]) == sorted(KEYS)
    assert all((m["value"] is None) == bool(m["reason"]) for m in shown["metrics"])
    assert all(0 <= m["confidence"] <= 1 and m["unit"] == METRICS[m["key"]].unit for m in shown["metrics"])
    assert (shown["version"], shown["status"]) == (VERSION, "ready")
    assert shown["played_s"] == next(m["value"] for m in shown["metrics"] if m["key"] == "played_s")
    assert {"clock_s", "played_s", "curves", "spans"} <= shown.keys()


def test_evidence_lies_within_the_recording(opus):
    shown = analyse(opus(sounds.piano(20.0))).to_json()
    moments = [moment for metric in shown["metrics"] for moment in metric["evidence"]]
    assert moments
    assert all(0 <= m["start_s"] < m["end_s"] <= shown["clock_s"] for m in moments)


def test_the_same_recording_twice_gives_the_same_bytes(opus):
    path = opus(sounds.violin(20.0))
    assert json.dumps(analyse(path).to_json()) == json.dumps(analyse(path).to_json())


def test_a_curve_of_three_hours_stays_light():
    curve = loudness.curve(np.ones(3 * 3600 * 40, np.float32))
    assert len(curve.values) <= MOST_VALUES
    assert len(curve.values) * curve.step_s == pytest.approx(3 * 3600, abs=curve.step_s)


def test_the_command_prints_the_analysis_as_json(opus):
    done = listen(opus(sounds.violin(15.0)), "--target-bpm", 96, "--instrument", "violin", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["played_s"] > 5


def test_the_command_names_the_a_and_those_that_sound_the_same(capsys):
    tuned = Metric("tuning_cents", -1.0, 0.97)
    print(_summary(AnalysisResult(4.0, (), (tuned,), ())))
    assert "A at 439.7 Hz, or at 415.1 or 465.9 if all is a semitone away" in capsys.readouterr().out


def test_the_command_speaks_to_people_too(opus):
    done = listen(opus(sounds.violin(15.0)))
    assert done.returncode == 0
    assert "played" in done.stdout


@pytest.mark.parametrize("content", [b"", b"I am not music.\n" * 50, b"%PDF-1.7\n" + bytes(300)])
def test_what_is_not_audio_ends_with_two_and_one_sentence(content, tmp_path):
    path = tmp_path / "take.webm"
    path.write_bytes(content)
    done = listen(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_ends_with_two_and_one_sentence(tmp_path):
    done = listen(tmp_path / "nothing.wav")
    assert done.returncode == 2
    assert done.stderr == "nothing.wav: cannot be read (No such file or directory).\n"
