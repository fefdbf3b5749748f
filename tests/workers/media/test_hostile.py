"""Files that a browser never made: each gives a result or a typed error, never a crash."""

import struct
import subprocess

import numpy as np
import pytest

from tests import sounds
from workers.analysis import analyse
from workers.media import Damaged, Decoding, Empty, NotAudio, TooLong, ffmpeg, probe

NOISE = np.random.default_rng(1)


def float_wav(path, samples, rate=48_000):
    data = samples.astype("<f4").tobytes()
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 3, 1, rate, rate * 4,
                       4, 32, b"data", len(data))  # fmt: skip
    path.write_bytes(head + data)
    return path


def run(*arguments):
    subprocess.run([ffmpeg.executable(), "-v", "error", "-y", *map(str, arguments)], check=True, timeout=60)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.m4a", ("-c:a", "aac", "-b:a", "64k")),
        ("a.mp4", ("-c:a", "aac", "-movflags", "frag_keyframe+empty_moov")),
        ("a.mp3", ()),
        ("a.flac", ()),
        ("a.ogg", ("-c:a", "libopus")),
        ("low.wav", ("-ar", "8000")),
        ("high.wav", ("-ar", "192000")),
        ("wide.wav", ("-ac", "8")),
        ("a.opus", ()),
        ("a.aac", ()),
        ("a.latm", ("-c:a", "aac")),
        ("a.ac3", ()),
        ("a.eac3", ()),
        ("a.dts", ("-c:a", "dca", "-strict", "-2", "-ar", "48000")),
        ("a.thd", ("-c:a", "truehd", "-strict", "-2")),
        ("a.tta", ()),
        ("a.caf", ("-c:a", "alac")),
        ("a.wma", ()),
        ("a.wv", ()),
        ("a.3gp", ("-c:a", "aac")),
    ],
)
def test_every_format_gives_the_same_playing(name, options, encoded):
    recording = sounds.violin(10.0)
    nameless = encoded(recording, name, *options).rename(encoded(recording, "x.wav").with_name("take"))
    assert analyse(nameless).played_s == pytest.approx(recording.played_s, rel=0.05)
    assert probe.look(nameless).length_s == pytest.approx(10, abs=0.2)


def test_ten_thousand_tiny_chunks_are_one_recording(tmp_path):
    wav = sounds.write_wav(tmp_path / "v.wav", sounds.violin(20.0).samples)
    tiny = ("-c:a", "libopus", "-b:a", "16k", "-cluster_time_limit", "1", "-cluster_size_limit", "1", "-live", "1")
    run("-stream_loop", "9", "-i", wav, "-t", "200", *tiny, tmp_path / "tiny.webm")
    assert (tmp_path / "tiny.webm").read_bytes().count(b"\x1f\x43\xb6\x75") >= 9_900
    result = analyse(tmp_path / "tiny.webm")
    assert result.clock_s == pytest.approx(200, abs=0.5)
    assert 0.3 < result.played_s / result.clock_s < 1


def test_a_recording_cut_in_the_middle_keeps_what_can_be_read(opus):
    path = opus(sounds.violin(30.0))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    result = analyse(path)
    assert 10 < result.clock_s < 20
    assert result.notes


def test_a_whole_recording_without_a_duration_is_not_called_damaged(opus):
    assert not analyse(opus(sounds.violin(10.0))).notes


@pytest.mark.parametrize("content", [b"", b"\n"])
def test_nothing_is_empty_or_not_audio(content, tmp_path):
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises((Empty, NotAudio)):
        analyse(path)


def test_a_file_without_a_sample_is_empty(tmp_path):
    with pytest.raises(Empty):
        analyse(sounds.write_wav(tmp_path / "x.wav", np.zeros(0)))


def test_one_sample_is_as_good_as_none(tmp_path):
    with pytest.raises(Empty):
        analyse(sounds.write_wav(tmp_path / "x.wav", np.ones(1)))


@pytest.mark.parametrize("samples", [200, 3000, 30_000])
def test_very_short_recordings_are_results(samples, tmp_path):
    recording = NOISE.standard_normal(samples) * 0.1
    assert analyse(sounds.write_wav(tmp_path / "x.wav", recording)).clock_s == pytest.approx(samples / 48_000, abs=1e-3)


def test_text_named_as_a_recording_is_not_audio(tmp_path):
    path = tmp_path / "take.webm"
    path.write_text("Only words.\n" * 1000)
    with pytest.raises(NotAudio):
        analyse(path)


def test_a_playlist_cannot_make_the_server_read_other_files(tmp_path):
    secret = sounds.write_wav(tmp_path / "secret.wav", sounds.violin(5.0).samples)
    for text in (f"#EXTM3U\n#EXTINF:5,\nfile://{secret}\n", f"ffconcat version 1.0\nfile {secret}\n"):
        path = tmp_path / "take.webm"
        path.write_text(text)
        with pytest.raises(NotAudio):
            analyse(path)


def test_a_video_without_sound_is_not_audio(tmp_path):
    run("-f", "lavfi", "-i", "testsrc=d=1:s=64x64:r=5", tmp_path / "mute.mp4")
    with pytest.raises(NotAudio):
        analyse(tmp_path / "mute.mp4")


def test_a_video_with_sound_is_heard(tmp_path):
    wav = sounds.write_wav(tmp_path / "v.wav", sounds.violin(10.0).samples)
    run("-f", "lavfi", "-i", "testsrc=d=10:s=64x64:r=5", "-i", wav, "-shortest", tmp_path / "v.mp4")
    assert analyse(tmp_path / "v.mp4").played_s > 5


def test_a_beginning_without_content_is_damaged(opus, tmp_path):
    path = tmp_path / "head.webm"
    path.write_bytes(opus(sounds.violin(5.0)).read_bytes()[:200])
    with pytest.raises(Damaged):
        analyse(path)


def test_nan_and_infinity_and_absurd_levels_do_no_harm(tmp_path):
    samples = sounds.violin(15.0).samples.copy()
    samples[1000:1100] = np.nan
    samples[90_000], samples[95_000] = np.inf, 1e30
    assert analyse(float_wav(tmp_path / "x.wav", samples)).to_json()["played_s"] > 5


def test_direct_current_is_silence(tmp_path):
    assert analyse(sounds.write_wav(tmp_path / "x.wav", np.full(48_000 * 8, 0.5))).played_s == 0


def test_direct_current_under_music_changes_nothing(encoded):
    recording = sounds.violin(20.0)
    lifted = sounds.Recording(recording.samples * 0.5 + 0.3, recording.rate)
    assert analyse(encoded(lifted, "dc.wav")).played_s == pytest.approx(recording.played_s, rel=0.05)


def test_longer_than_allowed_is_said(tmp_path):
    path = sounds.write_wav(tmp_path / "x.wav", np.zeros(48_000 * 3))
    with pytest.raises(TooLong):
        list(Decoding(path, max_s=2.0))


def test_blocks_are_equal_but_the_last(tmp_path):
    path = sounds.write_wav(tmp_path / "x.wav", NOISE.standard_normal(48_000 * 5) * 0.1)
    lengths = [len(block) for block in Decoding(path, block_s=2.0)]
    assert lengths == [48_000, 48_000, 24_000]
