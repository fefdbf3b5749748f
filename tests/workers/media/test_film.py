"""The film that is stepped through: which frame stands where, how large it is, and what becomes of odd sources."""

import subprocess

import numpy as np
import pytest

from workers.media import ffmpeg, film, pictures
from workers.media.errors import NoPictures, TooLarge

BITS = 6
BAND = 32


def run(*arguments, **more):
    command = [ffmpeg.executable(), "-v", "error", "-y", *map(str, arguments)]
    return subprocess.run(command, check=True, timeout=60, **more)


def numbered(path, *options, frames=45, rate=30, sound="2", width=BITS * BAND, height=64):
    """A film whose frames say their number: a white band for each bit that is one, the lowest at the left."""
    ones = [[255 * (n >> bit & 1) for bit in range(BITS)] for n in range(frames)]
    raw = np.repeat(np.array(ones, np.uint8), width // BITS, axis=1)[:, None, :].repeat(height, axis=1)
    given = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{width}x{height}", "-r", rate, "-i", "pipe:0"]
    tone = ["-f", "lavfi", "-i", f"sine=frequency=440:duration={sound}"] if sound else []
    run(*given, *tone, "-pix_fmt", "yuv420p", *options, path, input=raw.tobytes())
    return path


def numbers(path):
    """What stands in each frame, in the order of their times."""
    size = ["-vf", f"scale={BITS * BAND}:64,format=gray", "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"]
    raw = run("-i", path, "-map", "0:v", *size, capture_output=True).stdout
    shown = np.frombuffer(raw, np.uint8).reshape(-1, 64, BITS, BAND)[:, 16:48, :, 8:24].mean(axis=(1, 3)) > 127
    return (shown @ (1 << np.arange(BITS))).tolist()


def made(path, tmp_path):
    found = film.source(path)
    told = []
    return found, film.make(path, found, tmp_path / "made.mp4", told.append), told


def test_every_frame_stands_at_its_number(tmp_path):
    path = numbered(tmp_path / "a.mkv", "-c:v", "libx264", "-bf", "2", "-g", "250", sound="1.5")
    found, seen, told = made(path, tmp_path)
    assert not found.copyable
    assert numbers(tmp_path / "made.mp4") == list(range(45))
    assert (seen.rate_hz, seen.frames, seen.farthest_s <= 2) == (30, 45, True)
    assert told[-1] == pytest.approx(1, abs=0.1)


def test_one_that_is_right_already_is_copied(tmp_path):
    path = numbered(tmp_path / "a.mp4", "-c:v", "libx264", "-bf", "2", "-g", "60", "-c:a", "aac", sound="1.5")
    found, seen, _ = made(path, tmp_path)
    assert found.copyable
    assert numbers(tmp_path / "made.mp4") == list(range(45))
    assert (seen.frames, seen.rate_hz, seen.width) == (45, 30, BITS * BAND)


def test_a_rate_that_varies_becomes_a_constant_one_and_pictures_that_end_early_stay(tmp_path):
    late = "setpts='if(gte(N,10),N+20,N)/(30*TB)'"
    path = numbered(tmp_path / "a.webm", "-vf", late, "-c:v", "libvpx", "-fps_mode", "vfr", frames=20, sound="2")
    _, seen, _ = made(path, tmp_path)
    assert (seen.rate_hz, seen.frames) == (30, 60)
    held = [*range(10), *[9] * 20, *range(10, 20), *[19] * 20]
    assert numbers(tmp_path / "made.mp4") == held


def test_sound_that_ends_early_takes_no_picture_along(tmp_path):
    path = numbered(tmp_path / "a.mkv", "-c:v", "libx264", "-g", "250", sound="0.5")
    assert made(path, tmp_path)[1].frames == 45


def test_a_film_without_sound_is_a_film(tmp_path):
    path = numbered(tmp_path / "a.mkv", "-c:v", "libx264", "-g", "250", sound="")
    assert made(path, tmp_path)[1].frames == 45
    assert numbers(tmp_path / "made.mp4") == list(range(45))


def test_one_in_4k_of_a_phone_held_upright_is_turned_and_made_smaller(tmp_path):
    big = [
        "-f",
        "lavfi",
        "-i",
        "testsrc=size=3840x2160:rate=60:duration=0.15",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
    ]
    run(*big, tmp_path / "flat.mp4")
    run("-display_rotation", "90", "-i", tmp_path / "flat.mp4", "-c", "copy", tmp_path / "up.mp4")
    found, seen, _ = made(tmp_path / "up.mp4", tmp_path)
    assert (found.pictures.turned, found.copyable) == (True, False)
    assert (seen.width, seen.height, seen.rate_hz, seen.turned) == (720, 1280, 30, False)


def test_hevc_becomes_h264_and_nothing_is_made_larger(tmp_path):
    path = numbered(
        tmp_path / "a.mov", "-c:v", "libx265", "-x265-params", "log-level=none", "-tag:v", "hvc1", frames=15
    )
    seen = made(path, tmp_path)[1]
    assert (seen.codec, seen.pixels, seen.width, seen.height) == ("h264", "yuv420p", BITS * BAND, 64)


def test_what_has_no_picture_or_too_large_ones_is_refused(tmp_path, monkeypatch):
    run("-f", "lavfi", "-i", "sine=duration=1", tmp_path / "sound.wav")
    (tmp_path / "nothing").write_bytes(b"")
    for name in ("sound.wav", "nothing"):
        with pytest.raises(NoPictures):
            film.source(tmp_path / name)
    monkeypatch.setattr(film, "MOST_PIXELS", 1000)
    with pytest.raises(TooLarge):
        film.source(numbered(tmp_path / "a.mkv", "-c:v", "libx264", frames=5))


def test_of_one_that_is_cut_in_the_middle_there_is_what_arrived(tmp_path):
    path = numbered(tmp_path / "a.mkv", "-c:v", "libx264", "-g", "10")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert 0 < made(path, tmp_path)[1].frames <= 60
    assert pictures.look(tmp_path / "made.mp4").codec == "h264"


@pytest.mark.parametrize("rate", [30, 25], ids=["of ours", "of a camera"])
def test_a_part_holds_the_frames_that_lie_in_it_and_no_other(tmp_path, rate):
    path = numbered(tmp_path / "a.mp4", "-c:v", "libx264", "-bf", "2", "-g", "60", "-c:a", "aac", rate=rate)
    wanted = film.part(0.5, 1.2, rate)
    first, last = -(-rate // 2), int(1.2 * rate)
    assert (wanted.begins_s, wanted.frames) == (pytest.approx(first / rate), last - first)
    seen = film.cut(path, wanted, tmp_path / "part.mp4")
    assert numbers(tmp_path / "part.mp4") == list(range(first, last))
    assert seen.rate_hz == rate


def test_for_hls_it_is_one_file_with_every_frame(tmp_path):
    path = numbered(tmp_path / "a.mp4", "-c:v", "libx264", "-bf", "2", "-g", "15", "-c:a", "aac", frames=63)
    found = film.hls(path, tmp_path / "film.m4s")
    assert found.head + sum(size for _, size in found.parts) == (tmp_path / "film.m4s").stat().st_size
    assert sum(seconds for seconds, _ in found.parts) == pytest.approx(63 / 30, abs=0.05)
    assert numbers(tmp_path / "film.m4s") == list(range(63))
