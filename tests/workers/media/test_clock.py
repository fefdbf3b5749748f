"""One clock for what is heard, seen and played: the file's own; and both of its channels are listened to."""

import json
import subprocess

import numpy as np
import pytest

from tests import sounds
from workers.analysis import analyse
from workers.media import Decoding, ffmpeg, rendition
from workers.media.frames import Frames

RATE = 24_000


def run(*arguments):
    subprocess.run([ffmpeg.executable(), "-v", "error", "-y", *map(str, arguments)], check=True, timeout=60)


def decoded(path):
    decoding = Decoding(path)
    samples = np.concatenate(list(decoding))
    assert not decoding.damaged
    return samples


def sounding(path):
    """From when to when something sounds, in seconds: the stretches louder than a hundredth."""
    samples = decoded(path)
    loud = np.abs(samples[: len(samples) // 240 * 240]).reshape(-1, 240).max(axis=1) > 0.01
    edges = np.flatnonzero(np.diff(np.concatenate(([False], loud, [False])).astype(int))) / 100
    return [tuple(edge) for edge in edges.reshape(-1, 2) if edge[1] - edge[0] > 0.05]


@pytest.fixture
def tone(tmp_path):
    """Ten seconds of a tone."""
    path = tmp_path / "tone.wav"
    return sounds.write_wav(path, (0.3 * np.sin(2 * np.pi * 440 * np.arange(480_000) / 48_000)).astype(np.float32))


GAP = "setts=ts='if(gte(TS*TB\\,5)\\,TS+4/TB\\,TS)'"


@pytest.fixture(params=["gap.webm", "gap.mp4"])
def gap(request, tmp_path, tone):
    """Five seconds of it, nothing for four by the file's own times, the other five."""
    codec = {"gap.webm": "libopus", "gap.mp4": "aac"}[request.param]
    whole, path = tmp_path / f"whole-{request.param}", tmp_path / request.param
    run("-i", tone, "-c:a", codec, whole)
    run("-i", whole, "-c", "copy", "-bsf:a", GAP, path)
    return path


@pytest.fixture(params=["late.mp4", "late.webm"])
def late(request, tmp_path, tone):
    """A film of 13 seconds whose sound begins with the fourth."""
    codecs = {"late.mp4": ("libx264", "aac"), "late.webm": ("libvpx", "libopus")}
    film, sound = codecs[request.param]
    pictures = ("-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=13")
    path = tmp_path / request.param
    run(*pictures, "-itsoffset", "3", "-i", tone, "-c:v", film, "-pix_fmt", "yuv420p", "-c:a", sound, path)
    return path


def close(found, wanted):
    return np.asarray(found) == pytest.approx(np.asarray(wanted), abs=0.06)


def test_a_gap_in_a_files_times_is_heard_where_it_is(gap):
    assert close(sounding(gap), [(0, 5), (9, 14)])


def test_a_sound_that_begins_late_in_a_film_is_heard_late(late):
    assert close(sounding(late), [(3, 13)])
    assert sum(1 for _ in Frames(late)) == pytest.approx(13 * 60, abs=12)


def test_a_kept_sound_is_played_on_the_same_clock(gap, tmp_path):
    rendition.render(gap, tmp_path / "sound.m4a")
    assert close(sounding(tmp_path / "sound.m4a"), [(0, 5), (9, 14)])


def test_a_kept_film_is_played_on_the_same_clock(late, tmp_path):
    rendition.film(late, tmp_path)
    assert close(sounding(next(tmp_path.glob("film.*"))), [(3, 13)])


def test_the_outline_has_it_too(gap, tmp_path):
    rendition.outline(gap, tmp_path / "outline.json")
    told = json.loads((tmp_path / "outline.json").read_text())
    loud = np.flatnonzero(np.asarray(told["peaks"]) > 10) * told["step_s"]
    assert loud.max() == pytest.approx(14, abs=0.1)
    assert not any((loud > 5.2) & (loud < 8.8))


def test_playing_after_a_gap_is_told_where_a_player_shows_it(tmp_path):
    recording = sounds.violin(20.0)
    run("-i", sounds.write_wav(tmp_path / "v.wav", recording.samples), "-c:a", "libopus", tmp_path / "v.webm")
    run(
        "-i",
        tmp_path / "v.webm",
        "-c",
        "copy",
        "-bsf:a",
        GAP.replace("5", "10").replace("+4", "+8"),
        tmp_path / "g.webm",
    )
    whole, broken = analyse(tmp_path / "v.webm"), analyse(tmp_path / "g.webm")
    assert broken.clock_s == pytest.approx(28, abs=0.1)
    assert broken.played_s == pytest.approx(whole.played_s, abs=1.5)
    playing = [(span.start_s, span.end_s) for span in broken.spans if span.kind == "playing"]
    assert not any(start < 17 and end > 11.2 for start, end in playing)


# Channels


def stereo(path, left, right, rate=48_000):
    both = np.stack((left, right), axis=1).astype("<f4")
    command = [ffmpeg.executable(), "-v", "error", "-y", "-f", "f32le", "-ar", str(rate), "-ac", "2", "-i", "pipe:0"]
    subprocess.run([*command, str(path)], input=both.tobytes(), check=True)
    return path


def test_channels_that_cancel_each_other_are_heard(tmp_path):
    recording = sounds.violin(20.0)
    heard = analyse(stereo(tmp_path / "c.wav", recording.samples, -recording.samples))
    assert heard.played_s == pytest.approx(recording.played_s, rel=0.05)


@pytest.mark.parametrize("which", [0, 1])
def test_the_louder_of_two_that_nearly_cancel_is_heard(tmp_path, which):
    samples = sounds.violin(12.0).samples
    pair = [samples, -0.8 * samples]
    heard = decoded(stereo(tmp_path / "n.wav", pair[which], pair[1 - which]))
    mono = decoded(sounds.write_wav(tmp_path / "m.wav", samples))
    assert np.sqrt(np.mean(heard**2)) == pytest.approx(np.sqrt(np.mean(mono**2)), rel=0.02)


def test_what_cancels_only_later_is_heard_too(tmp_path):
    samples = sounds.violin(40.0).samples
    later = np.where(np.arange(len(samples)) < 20 * 48_000, samples, -samples)
    heard = decoded(stereo(tmp_path / "l.wav", samples, later))
    assert np.sqrt(np.mean(heard[25 * RATE :] ** 2)) > 0.01


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_channels_that_do_not_are_heard_as_their_mean(tmp_path, share):
    left, right = sounds.violin(12.0).samples, sounds.piano(12.0).samples[: 12 * 48_000] * share
    left = left[: len(right)]
    heard = decoded(stereo(tmp_path / "b.wav", left, right))
    mono = decoded(stereo(tmp_path / "m.wav", (left + right) / 2, (left + right) / 2))
    assert np.abs(heard - mono).max() < 1e-3


def test_a_kept_recording_plays_both_channels(tmp_path):
    samples = sounds.violin(5.0).samples
    rendition.render(stereo(tmp_path / "c.wav", samples, -samples), tmp_path / "sound.m4a")
    assert np.abs(decoded(tmp_path / "sound.m4a")).max() > 0.05


@pytest.mark.parametrize("channels", [1, 2, 3, 6, 8])
def test_any_number_of_channels_gives_the_same_length(tmp_path, tone, channels):
    run("-i", tone, "-ac", channels, tmp_path / "w.wav")
    assert len(decoded(tmp_path / "w.wav")) == pytest.approx(10 * RATE, abs=10)
