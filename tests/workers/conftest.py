"""Recordings written the way a browser writes them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sounds import Recording, write_wav
from workers.media import ffmpeg


@pytest.fixture
def encoded(tmp_path: Path) -> Callable[..., Path]:
    """Write a sound as `name`, through ffmpeg with further options when it is not a WAV file."""

    def write(recording: Recording, name: str, *options: str) -> Path:
        wav = write_wav(tmp_path / f"{name}.wav", recording.samples, recording.rate)
        if name.endswith(".wav") and not options:
            return wav.rename(tmp_path / name)
        out = tmp_path / name
        subprocess.run(
            [ffmpeg.executable(), "-v", "error", "-y", "-i", str(wav), *options, str(out)], check=True, timeout=60
        )
        return out

    return write


@pytest.fixture
def opus(encoded: Callable[..., Path]) -> Callable[[Recording], Path]:
    """Write a sound as Chromium's MediaRecorder does: Opus in WebM, live, without a duration."""
    return lambda recording: encoded(recording, "take.webm", "-c:a", "libopus", "-b:a", "48k", "-live", "1")
